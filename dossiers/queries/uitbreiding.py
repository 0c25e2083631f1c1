"""What keeps the places of a location from rising: what is open there, or where it goes on from (domein W9)."""

from django.db.models import Q, QuerySet

from dossiers.models import Aandacht, Dossier
from dossiers.queries.opvolgingen import keten
from kern.models import Medewerker


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


def blokkades_voor(dossier: Dossier, user: Medewerker) -> QuerySet[Aandacht]:
    """Return the same, only of the locations whose content *user* may read: a reason is content."""
    return blokkades(dossier).filter(dossier__in=Dossier.objects.met_inhoud_voor(user))
