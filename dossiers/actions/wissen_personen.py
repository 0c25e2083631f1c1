"""How the tables about people at a location are emptied of one of them (`dossiers.inrichting.personen` registers it).

The row of a betrokkene stays, without name: that a location had a verantwoordelijke from one day to another is about the
location. What the person showed and with whom they were taken for the same goes. The field history goes along, or nothing was
erased.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from dossiers import personen
from dossiers.models import Aandacht, Attest, AttestEvent, Betrokkene, BetrokkeneEvent, PersoonKoppeling
from kern import wissen
from kern.tekst import persoonssleutel
from kern.wissen import Onderwerp, Verzameling

GEWIST = "(gewist)"
BETROKKENE, ATTEST, KOPPELING = "dossiers.betrokkene", "dossiers.attest", "dossiers.persoonkoppeling"
_LEEG = {"naam": GEWIST, "sorteersleutel": "", "naamsleutel": "", "geboortedatum": None, "telefoon": "", "email": ""}
_MEESTE = 50


def verwant_aan_betrokkene(nieuw: Verzameling) -> Iterable[Onderwerp]:
    """Yield what this person showed and the links with namesakes: their log speaks of the person too."""
    sleutels = wissen.sleutels(nieuw, BETROKKENE)
    for pk in Attest.objects.filter(betrokkene__pk__in=sleutels).values_list("pk", flat=True):
        yield Onderwerp(ATTEST, str(pk))
    for pk in PersoonKoppeling.objects.filter(Q(een__in=sleutels) | Q(ander__in=sleutels)).values_list("pk", flat=True):
        yield Onderwerp(KOPPELING, str(pk))


def _gevuld(rijen: QuerySet) -> QuerySet:
    return rijen.exclude(**{veld: waarde for veld, waarde in _LEEG.items() if waarde is not None}, geboortedatum=None)


def _betrokkenen(alles: Verzameling) -> QuerySet[Betrokkene]:
    return _gevuld(Betrokkene.objects.filter(pk__in=wissen.sleutels(alles, BETROKKENE)))


def _historiek(alles: Verzameling) -> QuerySet:
    return _gevuld(BetrokkeneEvent.objects.filter(pgh_obj_id__in=wissen.sleutels(alles, BETROKKENE)))


def wis_betrokkenen(alles: Verzameling, _op: datetime) -> int:
    """Take the name and how to reach them from the row."""
    return _betrokkenen(alles).update(**_LEEG)


def rest_betrokkenen(alles: Verzameling) -> int:
    """Count rows that still say who it was."""
    return _betrokkenen(alles).count()


def wis_historiek(alles: Verzameling, _op: datetime) -> int:
    """Take them from every earlier version too; after the row itself, whose emptying is a version as well."""
    return _historiek(alles).update(**_LEEG)


def rest_historiek(alles: Verzameling) -> int:
    """Count earlier versions that still say who it was."""
    return _historiek(alles).count()


def _attesten(alles: Verzameling) -> QuerySet[Attest]:
    return Attest.objects.filter(pk__in=wissen.sleutels(alles, ATTEST))


def wis_attesten(alles: Verzameling, op: datetime) -> int:
    """Remove what the person showed; what asked attention because of it, rests."""
    Aandacht.objects.filter(soort=personen.ATTEST, verwijzing__in=wissen.sleutels(alles, ATTEST), tot=None).update(tot=op)
    return _attesten(alles).delete()[0]


def rest_attesten(alles: Verzameling) -> int:
    """Count what is left of it."""
    return _attesten(alles).count()


def wis_attesthistoriek(alles: Verzameling, _op: datetime) -> int:
    """Remove the earlier versions of what the person showed."""
    return _attesthistoriek(alles).delete()[0]


def rest_attesthistoriek(alles: Verzameling) -> int:
    """Count what is left of them."""
    return _attesthistoriek(alles).count()


def _attesthistoriek(alles: Verzameling) -> QuerySet:
    # By person too: an attest that is not there any more may still have left versions.
    waar = Q(pgh_obj_id__in=wissen.sleutels(alles, ATTEST)) | Q(betrokkene_id__in=wissen.sleutels(alles, BETROKKENE))
    versies: QuerySet = AttestEvent.objects.filter(waar)
    return versies


def _koppelingen(alles: Verzameling) -> QuerySet[PersoonKoppeling]:
    return PersoonKoppeling.objects.filter(pk__in=wissen.sleutels(alles, KOPPELING))


def wis_koppelingen(alles: Verzameling, _op: datetime) -> int:
    """Remove that somebody is the same human being as another."""
    return _koppelingen(alles).delete()[0]


def rest_koppelingen(alles: Verzameling) -> int:
    """Count what is left of it."""
    return _koppelingen(alles).count()


# --- How the dpo finds somebody -------------------------------------------------------------------------------------------


def _betrokkene(sleutel: str) -> Betrokkene | None:
    try:
        return _gevuld(Betrokkene.objects.select_related("organisator", "dossier").filter(pk=sleutel)).first()
    except ValidationError:  # not a UUID
        return None


def _in_woorden(betrokkene: Betrokkene) -> str:
    waar = f"dossier {betrokkene.dossier.dossiernummer}" if betrokkene.dossier else f"organisator {betrokkene.organisator.nummer}"
    geboren = f", geboren op {betrokkene.geboortedatum:%d/%m/%Y}" if betrokkene.geboortedatum else ""
    return f"{betrokkene.get_rol_display()} {betrokkene.naam}{geboren}, bij {waar}"


def beschrijf_betrokkene(sleutel: str) -> str | None:
    """Return who it is and where, for whoever asks or confirms the erasure."""
    betrokkene = _betrokkene(sleutel)
    return _in_woorden(betrokkene) if betrokkene is not None else None


def kenmerk_betrokkene(sleutel: str) -> str:
    """Return what is hashed: the name as it is compared, else the key."""
    betrokkene = _betrokkene(sleutel)
    return betrokkene.naamsleutel if betrokkene is not None and betrokkene.naamsleutel else sleutel


def zoek_betrokkenen(term: str) -> Iterable[tuple[str, str]]:
    """Find people by name, however it is written, or by e-mail address."""
    waar = Q(email__iexact=term) | Q(naam__icontains=term)
    if sleutel := persoonssleutel(term):
        waar |= Q(naamsleutel=sleutel)
    gevonden = _gevuld(Betrokkene.objects.filter(waar)).select_related("organisator", "dossier")[:_MEESTE]
    return [(str(b.pk), _in_woorden(b)) for b in gevonden]
