"""The lists of hand-overs and of requests."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from dossiers.choices import OPEN_AANVRAGEN, Aanvraagsoort, Aanvraagstatus
from dossiers.models import Aanvraag, Overdracht
from kern.lijst import JaNeefilter, Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter


def _gelezen(overdracht: Any) -> str:
    if not overdracht.aantal:
        return ""
    return "alles" if overdracht.gelezen == overdracht.aantal else f"{overdracht.gelezen} van {overdracht.aantal}"


class OverdrachtLijst(Lijst):
    """The hand-overs in which somebody takes part, and those of the team for its coordinator."""

    sleutel = "overdrachten"
    enkelvoud, meervoud = "overdracht", "overdrachten"
    sortering = "-op"
    kolommen = (
        Kolom("op", "Wanneer", "op", sorteer=("op",), opent=True),
        Kolom("naar", "Aan", "naar.naam", sorteer=("naar__sorteersleutel",)),
        Kolom("door", "Door", "door.naam", sorteer=("door__sorteersleutel",)),
        Kolom("aantal", "Locaties", "aantal", sorteer=("aantal",), klasse="getal"),
        Kolom("gelezen", "Gelezen", _gelezen),
    )
    filters = (
        Tekstfilter("q", "Naam van een collega", velden=("naar__voornaam", "naar__familienaam", "door__familienaam")),
        JaNeefilter("ongelezen", "Nog te lezen", voorwaarde=Q(regels__gelezen_op=None, regels__isnull=False)),
    )
    leeg = Leeg(
        "Nog geen overdrachten",
        "Kies in de lijst van dossiers een of meer rijen en “Draag over”.",
        "/dossiers/",
        "Naar de dossiers",
    )

    def basis(self) -> QuerySet[Any]:
        """With how many locations, and how many of them were read."""
        return (
            Overdracht.objects.zichtbaar_voor(self.medewerker)
            .select_related("naar", "door")
            .annotate(
                aantal=Count("regels", distinct=True),
                gelezen=Count("regels", filter=Q(regels__gelezen_op__isnull=False), distinct=True),
            )
        )


def _waarover(aanvraag: Any) -> str:
    return str(aanvraag.dossier) if aanvraag.dossier else f"{aanvraag.naam} ({aanvraag.gemeente})"


class AanvraagLijst(Lijst):
    """The requests of the team, of what one follows, and what one entered."""

    sleutel = "aanvragen"
    enkelvoud, meervoud = "aanvraag", "aanvragen"
    sortering = "-ingediend_op"
    toont_inhoud = True
    kolommen = (
        Kolom("waarover", "Waarover", _waarover, opent=True),
        Kolom("soort", "Soort", lambda a: a.soortlid.label, sorteer=("soort",)),
        Kolom("organisator", "Organisator", "organisator.naam", sorteer=("organisator__sorteersleutel",)),
        Kolom("plaatsen", "Plaatsen", "plaatsen", sorteer=("plaatsen",), klasse="getal"),
        Kolom("gewenst_vanaf", "Gewenst", "gewenst_vanaf", sorteer=("gewenst_vanaf",)),
        Kolom("ingediend_op", "Ingediend", "ingediend_op", sorteer=("ingediend_op",)),
        Kolom("status", "Stand", lambda a: a.statuslid, sorteer=("status",)),
    )
    filters = (
        Tekstfilter("q", "Zoek", velden=("naam", "organisator__naam", "dossier__naam", "dossier__dossiernummer")),
        JaNeefilter("open", "Open", voorwaarde=Q(status__in=[str(status) for status in OPEN_AANVRAGEN])),
        Keuzefilter("soort", "Soort", keuzes=Aanvraagsoort.choices),
        Keuzefilter("status", "Stand", keuzes=Aanvraagstatus.choices),
    )
    leeg = Leeg("Nog geen aanvragen", "Een start, uitbreiding, verhuis of overname komt hier te staan.")

    def basis(self) -> QuerySet[Any]:
        """With what a row shows."""
        return Aanvraag.objects.zichtbaar_voor(self.medewerker).select_related("dossier", "organisator")
