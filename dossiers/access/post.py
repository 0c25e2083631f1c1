"""Who may place what came in, and write mail. Seeing it at all is `Postbericht.objects.zichtbaar_voor` (404)."""

from django.core.exceptions import PermissionDenied

from dossiers.access.contact import check_mag_contact_bij, mag_wijzigen_bij
from dossiers.models import Dossier, Organisator, Postbericht
from dossiers.postkeuzes import Postbron, Poststatus
from dossiers.querysets import POSTVAK
from kern.access import heeft_recht
from kern.models import Medewerker


def mag_plaatsen(user: Medewerker, bericht: Postbericht) -> bool:
    """Return whether *user* may place or set aside a mail that stands nowhere: who keeps the postvak, or whose own it is."""
    los = bericht.status in Poststatus.te_lezen() and bericht.gewist_op is None
    return los and (heeft_recht(user, POSTVAK) or (bericht.door_id == user.pk and heeft_recht(user, "dossiers.noteer_contact")))


def check_mag_plaatsen(user: Medewerker, bericht: Postbericht) -> None:
    """Refuse (403) whoever may not place this mail."""
    if not mag_plaatsen(user, bericht):
        raise PermissionDenied(POSTVAK)


def check_mag_noteren_bij(user: Medewerker, over: Dossier | Organisator) -> None:
    """Refuse (403) whoever may not note a contact there."""
    check_mag_contact_bij(user, over)


def mag_schrijven_bij(user: Medewerker, over: Dossier | Organisator) -> bool:
    """Return whether *user* writes mail about *over*: who changes it. What leaves the house is not for who only sees the card."""
    return mag_wijzigen_bij(user, over)


def check_mag_schrijven_bij(user: Medewerker, over: Dossier | Organisator) -> None:
    """Refuse (403) whoever may not write mail there."""
    if not mag_schrijven_bij(user, over):
        raise PermissionDenied("dossiers.schrijf")


def mag_bewerken(user: Medewerker, bericht: Postbericht) -> bool:
    """Return whether *user* goes on with a mail of ours, sends it or takes it back: who wrote it, or a colleague of the file."""
    over = bericht.over
    return (
        bericht.bron == Postbron.GESCHREVEN and bericht.gewist_op is None and over is not None and mag_schrijven_bij(user, over)
    )


def check_mag_bewerken(user: Medewerker, bericht: Postbericht) -> None:
    """Refuse (403) whoever may not go on with this mail."""
    if not mag_bewerken(user, bericht):
        raise PermissionDenied("dossiers.schrijf")
