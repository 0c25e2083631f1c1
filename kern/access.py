"""Who may do what, in general; each app adds its own pairs `check_mag_x` (raises) and `mag_x` (bool).

Role gives abilities, team gives scope, a grant gives the exception. Not visible is 404, visible but not allowed is 403.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, QuerySet, When
from django.http import Http404

from kern.choices import Uitzondering
from kern.fouten import VierOgenNodig
from kern.models import Medewerker, Meterschap, OutboxRegel, Team, Vervanging
from kern.rollen import Bereik


def heeft_recht(persoon: Medewerker, recht: str) -> bool:
    """Return whether one of the person's own roles gives *recht*; standing in for a colleague never does."""
    return recht in persoon.rechten


def check_recht(persoon: Medewerker, *rechten: str) -> None:
    """Refuse whoever has none of *rechten*: see `weiger`."""
    if not any(heeft_recht(persoon, recht) for recht in rechten):
        weiger(persoon, rechten[0])


def weiger(persoon: Medewerker, recht: str) -> NoReturn:
    """Refuse a page that asks for *recht*: 403 for who works here and may know that it exists, 404 for whoever does not.

    Rights are of the house: an external role has none, so nothing that hangs on one exists for it. About something an external
    role was invited to, `check_mag_x` says 403: that it exists is known.

    Raises:
        PermissionDenied, Http404
    """
    if not persoon.is_intern:
        raise Http404(recht)
    raise PermissionDenied(recht)


def lopende_vervangingen(vervanger: Medewerker, op: datetime | None = None) -> QuerySet[Vervanging]:
    """Return the substitutions in which *vervanger* stands in on the day of *op* (default: today by the database)."""
    if op is None and not vervanger.kan_hebben(Uitzondering.VERVANGING):
        return Vervanging.objects.none()
    return Vervanging.objects.geldig_op(op).filter(vervanger=vervanger, afwezige__is_active=True)


def personen_in_bereik(persoon: Medewerker, op: datetime | None = None) -> QuerySet[Medewerker]:
    """Return the person and the absent colleagues whose scope follows today: one subquery, no extra round trip.

    A union and no "or": of that PostgreSQL expects half of all people, and walks a whole table of locations for one's own ninety.
    """
    if op is None and not persoon.kan_hebben(Uitzondering.VERVANGING):
        return Medewerker.objects.filter(pk=persoon.pk)
    zelf = Medewerker.objects.order_by().filter(pk=persoon.pk).values("pk")
    return Medewerker.objects.filter(pk__in=zelf.union(lopende_vervangingen(persoon, op).order_by().values("afwezige")))


def lopende_meterschappen(persoon: Medewerker, op: datetime | None = None) -> QuerySet[Any]:
    """Return the mentorships in which *persoon* is meter or starter on the day of *op* (default: today by the database).

    Each row says in `ander` who is on the other side: the view is shared both ways.
    """
    wie = Case(When(meter=persoon.pk, then=F("starter")), default=F("meter"))
    lopend = Meterschap.objects.geldig_op(op).van(persoon)
    return lopend.filter(meter__is_active=True, starter__is_active=True).annotate(ander=wie)


def kijkt_mee_met(persoon: Medewerker, op: datetime | None = None) -> QuerySet[Medewerker]:
    """Return whose work *persoon* may read along with today: the other side of a mentorship. Reading, never writing."""
    return Medewerker.objects.filter(pk__in=lopende_meterschappen(persoon, op).values("ander"), is_active=True)


def mag_meter_regelen(persoon: Medewerker, starter: Medewerker) -> bool:
    """Return whether *persoon* says who helps *starter*: the coordinator of that team."""
    return heeft_recht(persoon, "kern.meters") and persoon.team_id is not None and persoon.team_id == starter.team_id


def check_mag_meter_regelen(persoon: Medewerker, starter: Medewerker) -> None:
    """Refuse (403) whoever may not say who helps *starter*."""
    if not mag_meter_regelen(persoon, starter):
        raise PermissionDenied("kern.meters")


def namens(door: Medewerker, *, team: Team | None, eigenaars: Collection[Medewerker], op: datetime) -> Medewerker | None:
    """Return the absent colleague on whose behalf *door* acts on something of *team* or *eigenaars*; None if not needed.

    Acting on one's own scope is always acting for oneself; only when the scope comes from an absent colleague does the log
    say on whose behalf.
    """
    if _in_eigen_bereik(door, team, eigenaars):
        return None
    for vervanging in lopende_vervangingen(door, op).select_related("afwezige__team"):
        if _in_eigen_bereik(vervanging.afwezige, team, eigenaars):
            return vervanging.afwezige
    return None


def _in_eigen_bereik(persoon: Medewerker, team: Team | None, eigenaars: Collection[Medewerker]) -> bool:
    """Return whether role, team or ownership of *persoon* reach so far; a team without a role that looks at it does not."""
    if persoon in eigenaars or persoon.bereik is Bereik.ALLES:
        return True
    return persoon.bereik is Bereik.TEAM and team is not None and persoon.team_id == team.pk


def mag_vervanging_regelen(persoon: Medewerker, afwezige: Medewerker) -> bool:
    """Return whether *persoon* may say who stands in for *afwezige*: for oneself, or as coordinator for the own team."""
    if persoon == afwezige:
        return heeft_recht(persoon, "kern.vervanging_eigen")
    return heeft_recht(persoon, "kern.vervanging_team") and persoon.team_id is not None and persoon.team_id == afwezige.team_id


def check_mag_vervanging_regelen(persoon: Medewerker, afwezige: Medewerker) -> None:
    """Refuse (403) whoever may not say who stands in for *afwezige*."""
    if not mag_vervanging_regelen(persoon, afwezige):
        raise PermissionDenied("kern.vervanging_team")


def check_vier_ogen(eerste: Medewerker, tweede: Medewerker) -> None:
    """Refuse a second step by the natural person who took the first.

    Steps store the person who really acted (`door`), never the one they stood in for: whoever writes as a substitute can
    not read or sign as themselves, nor the other way round.

    Raises:
        VierOgenNodig: both steps are by one natural person.
    """
    if eerste.pk == tweede.pk:
        raise VierOgenNodig


def mag_uitgaand_zien(persoon: Medewerker, regel: OutboxRegel) -> bool:
    """Return whether *persoon* may follow this message: who looks after the outbox, and who made it."""
    return heeft_recht(persoon, "kern.outbox") or regel.gemaakt_door_id == persoon.pk


def check_mag_terughalen(persoon: Medewerker, regel: OutboxRegel) -> None:
    """Refuse (403) taking back somebody else's message, unless one looks after the outbox."""
    if not mag_uitgaand_zien(persoon, regel):
        raise PermissionDenied("kern.outbox")
