"""How contactmomenten and inspectieverzoeken are found and emptied (registered by `dossiers.inrichting.contact`)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers.models import Contactmoment, Contactversie, Inspectieverzoek
from kern import wissen
from kern.tijd import BRUSSEL
from kern.wissen import Verzameling

CONTACT = "dossiers.contactmoment"
VERZOEK = "dossiers.inspectieverzoek"
_MEESTE = 50


# --- Contactmomenten ---------------------------------------------------------------------------------------------------------


def _zin_contact(contact: Contactmoment) -> str:
    over = contact.dossier or contact.organisator
    return f"contactmoment van {contact.op.astimezone(BRUSSEL):%d/%m/%Y} ({contact.soortnaam.lower()}) bij {over}"


def _te_wissen() -> QuerySet[Contactmoment]:
    return Contactmoment.objects.filter(gewist_op=None).select_related("dossier", "organisator")


def beschrijf_contact(sleutel: str) -> str | None:
    """Return the contact in words, without what was said."""
    nummer = wissen.als_uuid(sleutel)
    contact = _te_wissen().filter(pk=nummer).first() if nummer else None
    return _zin_contact(contact) if contact else None


def zoek_contacten(term: str) -> Iterable[tuple[str, str]]:
    """Find contacts in whose words, now or before a correction, a name or address stands."""
    genoemd = Q(met__icontains=term) | Q(door_naam__icontains=term) | Q(tekst__icontains=term) | Q(intrekreden__icontains=term)
    vroeger = Contactversie.objects.filter(Q(met__icontains=term) | Q(tekst__icontains=term)).values("contactmoment")
    return [(str(c.pk), _zin_contact(c)) for c in _te_wissen().filter(genoemd | Q(pk__in=vroeger))[:_MEESTE]]


def _contacten(alles: Verzameling) -> QuerySet[Contactmoment]:
    sleutels = wissen.uuids(alles, CONTACT)
    return Contactmoment.objects.filter(pk__in=sleutels)


def wis_contacten(alles: Verzameling, op: datetime) -> int:
    """Empty the words; that there was a contact, when and of what kind stays: counters do not change."""
    leeg = {"tekst": "", "met": "", "door_naam": "", "intrekreden": ""}
    return _contacten(alles).filter(gewist_op=None).update(gewist_op=op, **leeg)


def rest_contacten(alles: Verzameling) -> int:
    """Count contacts that still hold words."""
    return _contacten(alles).filter(gewist_op=None).count()


def _versies(alles: Verzameling) -> QuerySet[Contactversie]:
    return Contactversie.objects.filter(contactmoment__in=_contacten(alles)).exclude(tekst="", met="")


def wis_versies(alles: Verzameling, _op: datetime) -> int:
    """Empty what was written before a correction."""
    return _versies(alles).update(tekst="", met="")


def rest_versies(alles: Verzameling) -> int:
    """Count earlier versions that still hold words."""
    return _versies(alles).count()


# --- Inspectieverzoeken ------------------------------------------------------------------------------------------------------


def _zin_verzoek(verzoek: Inspectieverzoek) -> str:
    return f"inspectieverzoek van {verzoek.gevraagd_op.astimezone(BRUSSEL):%d/%m/%Y} over {verzoek.dossier}"


def beschrijf_verzoek(sleutel: str) -> str | None:
    """Return the request in words, without what was asked."""
    nummer = wissen.als_uuid(sleutel)
    verzoek = Inspectieverzoek.objects.filter(pk=nummer, gewist_op=None).select_related("dossier").first() if nummer else None
    return _zin_verzoek(verzoek) if verzoek else None


def zoek_verzoeken(term: str) -> Iterable[tuple[str, str]]:
    """Find requests in whose words a name or address stands."""
    genoemd = Q(vraag__icontains=term) | Q(aanleiding__icontains=term) | Q(intrekreden__icontains=term)
    gevonden = Inspectieverzoek.objects.filter(genoemd, gewist_op=None).select_related("dossier")
    return [(str(v.pk), _zin_verzoek(v)) for v in gevonden[:_MEESTE]]


def _verzoeken(alles: Verzameling) -> QuerySet[Inspectieverzoek]:
    sleutels = wissen.uuids(alles, VERZOEK)
    return Inspectieverzoek.objects.filter(pk__in=sleutels, gewist_op=None)


def wis_verzoeken(alles: Verzameling, op: datetime) -> int:
    """Empty the words; that an inspection was asked, when and how it ended stays."""
    return _verzoeken(alles).update(vraag="", aanleiding="", intrekreden="", gewist_op=op)


def rest_verzoeken(alles: Verzameling) -> int:
    """Count requests that still hold words."""
    return _verzoeken(alles).count()
