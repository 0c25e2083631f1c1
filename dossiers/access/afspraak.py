"""Who may make, change and close appointments. Reading them is `Afspraak.objects.zichtbaar_voor`."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from dossiers.access import bevoegden_organisator
from dossiers.access.contact import mag_wijzigen_bij
from dossiers.models import Afspraak, Dossier, Organisator
from dossiers.querysets import TEAMROLLEN
from kern.access import heeft_recht, personen_in_bereik
from kern.models import Medewerker

SCHRIJFT = "dossiers.schrijf"


def mag_afspraak_bij(user: Medewerker, over: Dossier | Organisator) -> bool:
    """Return whether *user* may make an appointment: who may change the location, or one location of the organisator."""
    return mag_wijzigen_bij(user, over)


def check_mag_afspraak_bij(user: Medewerker, over: Dossier | Organisator) -> None:
    """Refuse (403) whoever may not make an appointment."""
    if not mag_afspraak_bij(user, over):
        raise PermissionDenied(SCHRIJFT)


def mag_afspraak_wijzigen(user: Medewerker, afspraak: Afspraak) -> bool:
    """Return whether *user* changes or closes it: who has it, whoever stands in for them, and who works on its locations."""
    if not heeft_recht(user, SCHRIJFT):
        return False
    if afspraak.eigenaar_id == user.pk or personen_in_bereik(user).filter(pk=afspraak.eigenaar_id).exists():
        return True
    over: list[Dossier | Organisator] = [*afspraak.dossiers.all()]
    return all(mag_wijzigen_bij(user, waar) for waar in over or [afspraak.organisator])


def check_mag_afspraak_wijzigen(user: Medewerker, afspraak: Afspraak) -> None:
    """Refuse (403) whoever may not change it."""
    if not mag_afspraak_wijzigen(user, afspraak):
        raise PermissionDenied(SCHRIJFT)


def mogelijke_collegas(eigenaar: Medewerker, organisator: Organisator, mee: Iterable[int] = ()) -> QuerySet[Medewerker]:
    """Return who can go along with *eigenaar*: the team, who reads the locations by themselves, and who goes already (*mee*)."""
    team = Q(team=eigenaar.team_id) if eigenaar.team_id else Q(pk__in=[])
    lezers = bevoegden_organisator(organisator).filter(rollen__overlap=TEAMROLLEN).order_by().values("pk")
    kan = Q(team | Q(pk__in=lezers), is_active=True) & ~Q(rollen=[])
    return Medewerker.objects.filter(kan | Q(pk__in=list(mee))).exclude(pk=eigenaar.pk).order_by("familienaam", "voornaam", "pk")
