"""Looking up locations and organisatoren, tolerant of how they are typed (docs/opzoeken.md).

By number in any notation, name, street, gemeente of today and of before, organisator and phone number; words in any order. First
what has every word; only when that yields next to nothing, what has words nearly like them. It looks in what stands on the
kaart, so it tells an internal medewerker nothing they may not know; who is not internal finds what they were invited to.
"""

from collections.abc import Sequence

from django.db.models import Q

from dossiers.access import organisatoren_zichtbaar_voor
from dossiers.models import Dossier
from dossiers.opzoeken import kandidaten
from dossiers.opzoeken.kandidaten import Kandidaat, Soort
from dossiers.opzoeken.vondst import Vondst, leg_uit
from dossiers.opzoeken.vraag import Vraag, als_nummer, lees
from kern.models import Medewerker

__all__ = ["HOOGSTENS", "Vondst", "lees", "spring", "zoek_dossiers", "zoek_organisatoren"]

HOOGSTENS = 8
WEINIG = 3  # fewer exact answers than this: also look for words nearly like those typed


def zoek_dossiers(medewerker: Medewerker, q: str, *, hoogstens: int = HOOGSTENS) -> list[Vondst]:
    """Return the locations that answer *q* best, among those *medewerker* may know of."""
    zichtbaar = Dossier.objects.zichtbaar_voor(medewerker)
    binnen = None if medewerker.is_intern else list(zichtbaar.values_list("pk", flat=True))
    gevonden, vraag, woorden = _zoek(q, Soort.DOSSIER, hoogstens, binnen)
    rijen = zichtbaar.select_related("organisator").in_bulk([k.pk for k in gevonden])
    return [leg_uit(rijen[k.pk], vraag, woorden, k.trap) for k in gevonden if k.pk in rijen]


def zoek_organisatoren(medewerker: Medewerker, q: str, *, hoogstens: int = HOOGSTENS) -> list[Vondst]:
    """Return the organisatoren that answer *q* best, for who may open their page."""
    if not medewerker.is_intern:
        return []
    gevonden, vraag, woorden = _zoek(q, Soort.ORGANISATOR, hoogstens, None)
    rijen = organisatoren_zichtbaar_voor(medewerker).in_bulk([k.pk for k in gevonden])
    return [leg_uit(rijen[k.pk], vraag, woorden, k.trap) for k in gevonden if k.pk in rijen]


def _zoek(
    q: str, soort: Soort, hoogstens: int, binnen: Sequence[int] | None
) -> tuple[list[Kandidaat], Vraag, Sequence[Sequence[str]]]:
    vraag = lees(q)
    woorden: Sequence[Sequence[str]] = [[woord] for woord in vraag.woorden]
    if vraag.is_leeg or binnen == []:
        return [], vraag, woorden
    if vraag.nummer:
        return kandidaten.op_nummer(vraag, soort, hoogstens, binnen), vraag, woorden
    gevonden = kandidaten.op_woorden(vraag, soort, hoogstens, binnen)
    if len(gevonden) < WEINIG and (verbeterd := kandidaten.verbeter(vraag)):
        woorden = verbeterd
        al = {kandidaat.pk for kandidaat in gevonden}
        gevonden += [k for k in kandidaten.lijkend(vraag, woorden, soort, hoogstens, binnen) if k.pk not in al]
    return gevonden[:hoogstens], vraag, woorden


def spring(medewerker: Medewerker, q: str) -> str | None:
    """Return the page of what has exactly this number: a dossier, else an organisator by number or ondernemingsnummer."""
    nummer = als_nummer(q)
    if not nummer:
        return None
    dossier = Dossier.objects.zichtbaar_voor(medewerker).filter(dossiernummer=nummer).first()
    if dossier is not None:
        return dossier.get_absolute_url()
    wie = organisatoren_zichtbaar_voor(medewerker).filter(Q(nummer=nummer) | (Q(kbo=nummer) & ~Q(kbo=""))).first()
    return wie.get_absolute_url() if wie else None
