"""Who may add and change documents. Reading them is `Document.objects.zichtbaar_voor`."""

from django.core.exceptions import PermissionDenied

from dossiers.access import mag_inhoud, mag_organisator_inhoud
from dossiers.access.contact import mag_wijzigen_bij
from dossiers.models import Document, Dossier, Organisator
from kern.models import Medewerker

SCHRIJFT = "dossiers.schrijf"


def mag_document_bij(user: Medewerker, over: Dossier | Organisator) -> bool:
    """Return whether *user* may add a document: who may change the location, or one location of the organisator."""
    return mag_wijzigen_bij(user, over)


def check_mag_document_bij(user: Medewerker, over: Dossier | Organisator) -> None:
    """Refuse (403) whoever may not add a document."""
    if not mag_document_bij(user, over):
        raise PermissionDenied(SCHRIJFT)


def check_mag_lezen_bij(user: Medewerker, over: Dossier | Organisator) -> None:
    """Refuse (403) whoever sees only the card: documents are content."""
    if not (mag_inhoud(user, over) if isinstance(over, Dossier) else mag_organisator_inhoud(user, over)):
        raise PermissionDenied("dossiers.inhoud")


def mag_wijzigen(user: Medewerker, document: Document) -> bool:
    """Return whether *user* may add a version, give another title, withdraw or put back; never of what was erased."""
    return document.gewist_op is None and mag_document_bij(user, document.over)


def check_mag_wijzigen(user: Medewerker, document: Document) -> None:
    """Refuse (403) whoever does not work on the location; that it was erased is for the action to say."""
    if not mag_document_bij(user, document.over):
        raise PermissionDenied(SCHRIJFT)
