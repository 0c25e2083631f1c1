"""Who uses and who keeps text blocks, and who edits the sjablonen of reports."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from dossiers.models import Tekstblok
from kern.access import check_recht, heeft_recht
from kern.models import Medewerker

SCHRIJFT, SJABLONEN = "dossiers.schrijf", "dossiers.sjablonen"


def blokken_van(user: Medewerker) -> QuerySet[Tekstblok]:
    """Return the blocks *user* can put into a report: own ones, those of the team, those of the agency."""
    team = Q(team=user.team_id) if user.team_id else Q(pk__in=[])
    van_allen = Q(eigenaar=None, team=None)
    return Tekstblok.objects.filter(Q(eigenaar=user) | team | van_allen, weg_op=None).select_related("team")


def blokken_bij_naam(user: Medewerker) -> dict[str, Tekstblok]:
    """Return those blocks by their name; of two with one name one's own goes before the team's, and that before the agency's."""
    ver_eerst = sorted(blokken_van(user), key=lambda blok: (blok.eigenaar_id is not None, blok.team_id is not None))
    return {blok.naam: blok for blok in ver_eerst}


def check_gebruikt_blokken(user: Medewerker) -> None:
    """Refuse whoever never writes a report: 403, or 404 for who does not work here."""
    check_recht(user, SCHRIJFT, SJABLONEN)


def mag_blok_wijzigen(user: Medewerker, blok: Tekstblok) -> bool:
    """Return whether *user* changes this block: one's own; of the own team and of the agency by right."""
    if blok.eigenaar_id is not None:
        return blok.eigenaar_id == user.pk
    return heeft_recht(user, SJABLONEN) and blok.team_id in (None, user.team_id)


def check_mag_blok_wijzigen(user: Medewerker, blok: Tekstblok) -> None:
    """Refuse (403) whoever may not change this block."""
    if not mag_blok_wijzigen(user, blok):
        raise PermissionDenied(SJABLONEN)


def check_mag_sjablonen(user: Medewerker) -> None:
    """Refuse whoever does not say what a report is made of: 403, or 404 for who does not work here."""
    check_recht(user, SJABLONEN)
