"""The lists of dossiers: which rows, columns and filters."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from dossiers.access import draagt_over, organisatoren_zichtbaar_voor
from dossiers.choices import Dossierstatus, Opvangtype
from dossiers.models import Dossier, Organisator
from dossiers.opzoeken.lijst import houd_gevonden
from dossiers.queries.zin import Zin, zinnen
from kern.lijst import Bulkactie, Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.models import Medewerker, Team


def teams(_medewerker: Medewerker) -> Iterable[tuple[str, str]]:
    """Return the teams as choices."""
    return Team.objects.values_list("code", "naam")


def _klantenbeheerder(dossier: Dossier) -> str:
    return dossier.klantenbeheerder.naam if dossier.klantenbeheerder else ""


def _zin(dossier: Dossier) -> Zin | None:
    zin: Zin | None = dossier.zin  # type: ignore[attr-defined]  # given by `DossierLijst.vul_aan`
    return zin


def _zinregel(dossier: Dossier) -> str:
    zin = _zin(dossier)
    return zin.html if zin else ""


def _zintekst(dossier: Dossier) -> str:
    zin = _zin(dossier)
    return zin.tekst if zin else ""


# What a row about a location shows, wherever it stands.
LOCATIE = (
    Kolom("naam", "Naam", "naam", sorteer=("sorteersleutel",), opent=True),
    Kolom("dossiernummer", "Dossiernummer", "dossiernummer", sorteer=("dossiernummer",), klasse="nietbreken"),
    Kolom("gemeente", "Gemeente", "gemeente", sorteer=("gemeente",)),
    Kolom("status", "Vergunning", lambda d: d.statuslid, sorteer=("status",)),
    Kolom("type", "Type", lambda d: d.get_type_display()),
    Kolom("plaatsen", "Plaatsen", "plaatsen", sorteer=("plaatsen",), klasse="getal"),
    Kolom("klantenbeheerder", "Klantenbeheerder", _klantenbeheerder),
    Kolom("team", "Team", "team.naam", sorteer=("team__naam",)),
)


class DossierLijst(Lijst):
    """All locations this person may know of; each row is a card.

    Name, dossiernummer and gemeente stand together, always: look-alikes were mixed up before (domein W15). Under the name stands
    the sentence that says how it is there, of the locations whose content this person may read.
    """

    sleutel = "dossiers"
    enkelvoud, meervoud = "dossier", "dossiers"
    sortering = "naam"
    kolommen = (
        replace(LOCATIE[0], onder=_zinregel),
        *LOCATIE[1:6],
        Kolom("organisator", "Organisator", "organisator.naam", sorteer=("organisator__sorteersleutel",)),
        *LOCATIE[6:],
        Kolom("adres", "Adres", "adres", alleen_export=True),
        Kolom("telefoon", "Telefoon", "telefoon", alleen_export=True),
        Kolom("zin", "Hoe het gaat", _zintekst, alleen_export=True),
    )
    filters = (
        Tekstfilter("q", "Zoek", zoek=houd_gevonden),
        Keuzefilter("team", "Team", keuzes=teams, orm="team__code"),
        Keuzefilter("status", "Vergunning", keuzes=Dossierstatus.choices),
        Keuzefilter("type", "Type", keuzes=Opvangtype.choices),
    )
    bulkacties = (
        Bulkactie("draag_over", "Draag over…", zichtbaar=draagt_over, pagina="dossiers:overdracht_nieuw"),
        Bulkactie("taak", "Geef over elk dezelfde taak…", zichtbaar=lambda wie: wie.is_intern, pagina="dossiers:taken_voor_elk"),
    )
    leeg = Leeg("Geen dossiers gevonden", "Kijk de filters na, of zoek op een ander deel van de naam, het nummer of de gemeente.")

    def basis(self) -> QuerySet[Any]:
        """Every card for internal people, else what they were invited to.

        Who follows it is fetched apart, the few of a page at once: joined, each row walks an index that grows with the agency.
        """
        wie = Prefetch("klantenbeheerder", Medewerker.objects.only("voornaam", "familienaam"))
        return Dossier.objects.zichtbaar_voor(self.medewerker).select_related("organisator", "team").prefetch_related(wie)

    def vul_aan(self, rijen: Sequence[Any]) -> None:
        """Give each row its sentence: two queries for all of them."""
        gelezen = (
            Dossier.objects.met_weg(self.medewerker).filter(pk__in=[rij.pk for rij in rijen]).only("status", "dossiernummer")
        )
        per_dossier = zinnen(gelezen, voor=self.medewerker, op=timezone.now()) if rijen else {}
        for rij in rijen:
            rij.zin = per_dossier.get(rij.pk)

    def met_inhoud(self) -> int:
        """Count the rows with a sentence: the others are cards."""
        return sum(1 for rij in self.blad.rijen if rij.zin)


def _zoek_organisatoren(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    return houd_gevonden(rijen, tekst, gekend=Organisator.objects.all())  # who sees this list may open the page of each


class OrganisatorLijst(Lijst):
    """All organisatoren, for internal people."""

    sleutel = "organisatoren"
    enkelvoud, meervoud = "organisator", "organisatoren"
    sortering = "naam"
    kolommen = (
        Kolom("naam", "Naam", "naam", sorteer=("sorteersleutel",), opent=True),
        Kolom("nummer", "Nummer", "nummer", sorteer=("nummer",), klasse="nietbreken"),
        Kolom("kbo", "Ondernemingsnummer", "kbo_getoond", klasse="nietbreken"),
        Kolom("locaties", "Locaties", "aantal_locaties", sorteer=("aantal_locaties",), klasse="getal"),
        Kolom("klantenbeheerder", "Klantenbeheerder", "klantenbeheerder.naam", sorteer=("klantenbeheerder__sorteersleutel",)),
    )
    filters = (Tekstfilter("q", "Zoek", zoek=_zoek_organisatoren),)
    leeg = Leeg("Geen organisatoren gevonden", "Kijk de filters na, of zoek op een ander deel van de naam of het nummer.")

    def basis(self) -> QuerySet[Any]:
        """All of them, with the number of locations."""
        return (
            organisatoren_zichtbaar_voor(self.medewerker)
            .select_related("klantenbeheerder")
            .annotate(aantal_locaties=Count("dossiers"))
        )
