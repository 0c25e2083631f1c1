"""Who may read, write and correct contactmomenten, and follow requests for inspection; `dossiers.access` for one dossier."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from dossiers.access import SCHRIJFWEGEN, mag_wijzigen
from dossiers.models import Contactmoment, Dossier, Inspectieverzoek, Organisator
from dossiers.querysets import TEAMROLLEN
from kern.access import heeft_recht, personen_in_bereik
from kern.models import Medewerker
from kern.rollen import Bereik

NOTEERT = "dossiers.noteer_contact"
# An author corrects what they wrote as long as they remember it; after that the coordinator does.
AUTEUR_VERBETERT = timedelta(days=30)
# Who only sees the card mends a slip of the pen; after that the words are the file's.
VAN_BUITEN_VERBETERT = timedelta(hours=24)
# How long the undo of a toast works: a toast stays, and one of yesterday should not undo today.
ONGEDAAN_BINNEN = timedelta(hours=1)


def contactmomenten_zichtbaar_voor(user: Medewerker) -> QuerySet[Contactmoment]:
    """Return the contacts *user* may read: those of a location whose content is open, of its organisator itself, and own words.

    Own words stay readable for who noted them on the phone, until a colleague changes them: then they are somebody else's.
    """
    if user.bereik is Bereik.ALLES:
        return Contactmoment.objects.all()
    inhoud = Dossier.objects.met_inhoud_voor(user)
    van_de_locatie = Q(Exists(inhoud.filter(pk=OuterRef("dossier"))))
    van_de_organisator = Q(Exists(inhoud.filter(organisator=OuterRef("organisator"))))
    if user.is_intern:
        van_de_organisator |= Q(organisator__klantenbeheerder__in=personen_in_bereik(user).filter(rollen__overlap=TEAMROLLEN))
    waar = van_de_locatie | (Q(dossier=None) & van_de_organisator)
    if heeft_recht(user, NOTEERT):
        waar |= _eigen_woorden(user)
    return Contactmoment.objects.filter(waar)


def _eigen_woorden(user: Medewerker) -> Q:
    zelf_gewijzigd = Q(gewijzigd_door=None) | Q(gewijzigd_door=user)
    zelf_ingetrokken = Q(ingetrokken_door=None) | Q(ingetrokken_door=user)
    return Q(door=user, dossier__isnull=False) & zelf_gewijzigd & zelf_ingetrokken


def mag_contact_bij(user: Medewerker, over: Dossier | Organisator) -> bool:
    """Return whether *user* may note a contact: at a location whoever takes calls, at an organisator who may change it.

    At a location it asks no content, only the card: whoever answers the phone registers (domein W2). It adds, and opens nothing.
    """
    if isinstance(over, Dossier):
        return heeft_recht(user, NOTEERT)
    return mag_wijzigen_bij(user, over)


def mag_wijzigen_bij(user: Medewerker, over: Dossier | Organisator) -> bool:
    """Return whether *user* writes where the contact stands: who may change the location, or one location of the organisator."""
    if isinstance(over, Dossier):
        return mag_wijzigen(user, over)
    if not heeft_recht(user, "dossiers.schrijf"):
        return False
    if user.bereik is Bereik.ALLES or (over.klantenbeheerder and over.klantenbeheerder in personen_in_bereik(user)):
        return True
    return any(dossier.weg in SCHRIJFWEGEN for dossier in over.dossiers.met_weg(user))


def check_mag_contact_bij(user: Medewerker, over: Dossier | Organisator) -> None:
    """Refuse (403) whoever may not note a contact."""
    if not mag_contact_bij(user, over):
        raise PermissionDenied(NOTEERT if isinstance(over, Dossier) else "dossiers.schrijf")


def mag_verbeteren(user: Medewerker, contact: Contactmoment, op: datetime) -> bool:
    """Return whether *user* may correct or withdraw: the author for thirty days, the coordinator at any time.

    An author who sees no more than the card does so for a day, as long as nobody else changed it.
    """
    if contact.gewist_op is not None:
        return False
    zelf = contact.door_id == user.pk
    if mag_wijzigen_bij(user, contact.dossier or contact.organisator):
        return heeft_recht(user, "dossiers.verbeter") or (zelf and op <= contact.genoteerd_op + AUTEUR_VERBETERT)
    alleen_zelf = {contact.gewijzigd_door_id, contact.ingetrokken_door_id} <= {None, user.pk}
    binnen_de_dag = op <= contact.genoteerd_op + VAN_BUITEN_VERBETERT
    return zelf and alleen_zelf and binnen_de_dag and contact.dossier is not None and heeft_recht(user, NOTEERT)


def check_mag_verbeteren(user: Medewerker, contact: Contactmoment, op: datetime) -> None:
    """Refuse (403) whoever may not correct or withdraw."""
    if not mag_verbeteren(user, contact, op):
        raise PermissionDenied("dossiers.verbeter")


def inspectieverzoeken_zichtbaar_voor(user: Medewerker) -> QuerySet[Inspectieverzoek]:
    """Return the requests for inspection of the locations whose content is open to *user*."""
    if user.bereik is Bereik.ALLES:
        return Inspectieverzoek.objects.all()
    return Inspectieverzoek.objects.filter(Exists(Dossier.objects.met_inhoud_voor(user).filter(pk=OuterRef("dossier"))))


def mag_plaatsen_verhogen(user: Medewerker) -> bool:
    """Return whether *user* may let places rise while something serious is open: the coordinator, with a reason."""
    return heeft_recht(user, "dossiers.verhoog_plaatsen")
