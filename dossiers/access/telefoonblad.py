"""Who writes on a telefoonblad: whoever answers the phone. Reading one (`zichtbaar_voor`) is for its author alone."""

from django.db.models import Q, QuerySet

from dossiers.access.contact import NOTEERT
from dossiers.models import Telefoonblad
from kern.access import check_recht, heeft_recht
from kern.choices import Rol
from kern.models import Medewerker


def mag_telefoonblad(user: Medewerker) -> bool:
    """Return whether *user* has a telefoonblad: every role that takes calls."""
    return heeft_recht(user, NOTEERT)


def check_mag_telefoonblad(user: Medewerker) -> None:
    """Refuse whoever takes no calls."""
    check_recht(user, NOTEERT)


def achtergelaten_voor(user: Medewerker) -> QuerySet[Telefoonblad]:
    """Return what colleagues of the team who left wrote and finished no more: for the coordinator to take over, not to read."""
    if Rol.COORDINATOR not in user.rollen or not user.is_active or user.team_id is None:
        return Telefoonblad.objects.none()
    return Telefoonblad.objects.open().filter(Q(auteur__team=user.team_id) & Q(auteur__is_active=False)).exclude(auteur=user)
