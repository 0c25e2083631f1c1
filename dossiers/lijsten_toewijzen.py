"""The list of hand-overs."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from dossiers.models import Overdracht
from kern.lijst import JaNeefilter, Kolom, Leeg, Lijst, Tekstfilter


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
