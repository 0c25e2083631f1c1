"""Who may write, read again and fix reports. Reading them is `Verslag.objects.zichtbaar_voor`."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from dossiers.access import bevoegden, bevoegden_organisator
from dossiers.access.contact import mag_wijzigen_bij
from dossiers.choices import Verslagstatus
from dossiers.models import Dossier, Organisator, Verslag
from kern.access import heeft_recht
from kern.models import Medewerker

SCHRIJFT = "dossiers.schrijf"


def mag_verslag_bij(user: Medewerker, over: Dossier | Organisator) -> bool:
    """Return whether *user* may begin a report: who may change the location, or one location of the organisator."""
    return mag_wijzigen_bij(user, over)


def check_mag_verslag_bij(user: Medewerker, over: Dossier | Organisator) -> None:
    """Refuse (403) whoever may not begin a report."""
    if not mag_verslag_bij(user, over):
        raise PermissionDenied(SCHRIJFT)


def mag_schrijven(user: Medewerker, verslag: Verslag) -> bool:
    """Return whether *user* may write in it now: while it is a concept, everybody who works on the location."""
    return verslag.status == Verslagstatus.CONCEPT and verslag.gewist_op is None and mag_verslag_bij(user, verslag.over)


def check_mag_schrijven(user: Medewerker, verslag: Verslag) -> None:
    """Refuse (403) whoever does not work on the location; that it is no concept any more is for the action to say."""
    if not mag_verslag_bij(user, verslag.over):
        raise PermissionDenied(SCHRIJFT)


def te_noemen(verslag: Verslag) -> QuerySet[Medewerker]:
    """Return the colleagues who read it by themselves, by name: who is offered to be named with an @."""
    kring = bevoegden(verslag.dossier) if verslag.dossier else bevoegden_organisator(verslag.organisator)
    return kring.order_by("sorteersleutel", "pk")


def lezers(verslag: Verslag) -> QuerySet[Medewerker]:
    """Return who may be asked to read it again: colleagues who read the location by themselves, but for the author."""
    kring = bevoegden(verslag.dossier) if verslag.dossier else bevoegden_organisator(verslag.organisator)
    return kring.exclude(pk=verslag.auteur_id)


def is_lezer(user: Medewerker, verslag: Verslag) -> bool:
    """Return whether *user* is the one who was asked to read it, and may write here at all."""
    return verslag.lezer_id == user.pk and heeft_recht(user, SCHRIJFT)


def mag_nalezen(user: Medewerker, verslag: Verslag) -> bool:
    """Return whether *user* reads it now."""
    return verslag.status == Verslagstatus.TE_LEZEN and is_lezer(user, verslag)


def check_mag_nalezen(user: Medewerker, verslag: Verslag) -> None:
    """Refuse (403) whoever was not asked."""
    if not is_lezer(user, verslag):
        raise PermissionDenied(SCHRIJFT)
