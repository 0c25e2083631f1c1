"""Whether the places of a location may rise: not while something serious is open there, or where it goes on from (domein W9)."""

from django.db.models import Q, QuerySet

from dossiers.fouten import PlaatsenGeblokkeerd
from dossiers.models import Aandacht, Dossier
from dossiers.opvolgingen import keten


def voorgangers(dossier: Dossier) -> list[int]:
    """Return the keys of every dossier that *dossier* goes on from, directly or by a chain."""
    schakels = keten(dossier)
    gevonden, nieuw = set[int](), {dossier.pk}
    while nieuw:
        nieuw = {s.voorganger.pk for s in schakels if s.opvolger.pk in nieuw} - gevonden
        gevonden |= nieuw
    return sorted(gevonden - {dossier.pk})


def blokkades(dossier: Dossier) -> QuerySet[Aandacht]:
    """Return what is open and keeps the places from rising; what is open at a predecessor counts along. Two queries."""
    return (
        Aandacht.objects.filter(Q(dossier=dossier) | Q(dossier__in=voorgangers(dossier)), tot=None, blokkeert_uitbreiding=True)
        .select_related("dossier")
        .order_by("sinds", "pk")
    )


def bewaak(*, dossier: Dossier, naar: int | None, mag_met_reden: bool, reden: str) -> list[Aandacht]:
    """Refuse that the places rise to *naar* while something serious is open, unless who may says why; return what is open.

    Runs in the transaction that changes the places. The lock makes whoever opens a matter at this moment wait, or lets us
    wait for them and then see it: a new matter needs the row of its dossier.

    Raises:
        PlaatsenGeblokkeerd: something is open, and there is no reason or *door* may not decide otherwise.
    """
    sleutels = sorted([dossier.pk, *voorgangers(dossier)])
    list(Dossier.objects.filter(pk__in=sleutels).order_by("pk").select_for_update().values_list("pk", flat=True))
    nu = Dossier.objects.values_list("plaatsen", flat=True).get(pk=dossier.pk)
    if naar is None or nu is None or naar <= nu:  # not known how many there are: the first number is no rise
        return []
    open_ = list(blokkades(dossier))
    if open_ and not (mag_met_reden and reden.strip()):
        raise PlaatsenGeblokkeerd([punt.reden for punt in open_[:5]], mag_met_reden)
    return open_
