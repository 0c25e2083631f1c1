"""Who may do what, in general; each app adds its own pairs `check_mag_x` (raises) and `mag_x` (bool).

Role gives abilities, team gives scope, a grant gives the exception. Not visible is 404, visible but not allowed is 403.
"""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from kern.fouten import VierOgenNodig
from kern.models import Medewerker, Team, Vervanging
from kern.tijd import dag


def heeft_recht(persoon: Medewerker, recht: str) -> bool:
    """Return whether one of the person's own roles gives *recht*; standing in for a colleague never does."""
    return recht in persoon.rechten


def check_recht(persoon: Medewerker, recht: str) -> None:
    """Refuse (403) whoever lacks *recht*."""
    if not heeft_recht(persoon, recht):
        raise PermissionDenied(recht)


def lopende_vervangingen(vervanger: Medewerker, op: datetime | None = None) -> QuerySet[Vervanging]:
    """Return the substitutions in which *vervanger* stands in on the day of *op* (default: today by the database)."""
    return Vervanging.objects.filter(
        vervanger=vervanger, vanaf__lte=dag(op), tot__gte=dag(op), ingetrokken_op=None, afwezige__is_active=True
    )


def personen_in_bereik(persoon: Medewerker, op: datetime | None = None) -> QuerySet[Medewerker]:
    """Return the person and the absent colleagues whose scope follows today: one subquery, no extra round trip."""
    zelf = Medewerker.objects.filter(pk=persoon.pk)
    return zelf | Medewerker.objects.filter(pk__in=lopende_vervangingen(persoon, op).values("afwezige"))


def namens(door: Medewerker, *, team: Team | None, eigenaars: Collection[Medewerker], op: datetime) -> Medewerker | None:
    """Return the absent colleague on whose behalf *door* acts on something of *team* or *eigenaars*; None if not needed.

    Acting on one's own scope is always acting for oneself; only when the scope comes from an absent colleague does the log
    say on whose behalf.
    """
    if door in eigenaars or (team is not None and door.team_id == team.pk):
        return None
    afwezigen = [v.afwezige for v in lopende_vervangingen(door, op).select_related("afwezige")]
    for afwezige in afwezigen:
        if afwezige in eigenaars or (team is not None and afwezige.team_id == team.pk):
            return afwezige
    return None


def check_vier_ogen(eerste: Medewerker, tweede: Medewerker) -> None:
    """Refuse a second step by the natural person who took the first.

    Steps store the person who really acted (`door`), never the one they stood in for: whoever writes as a substitute can
    not read or sign as themselves, nor the other way round.

    Raises:
        VierOgenNodig: both steps are by one natural person.
    """
    if eerste.pk == tweede.pk:
        raise VierOgenNodig
