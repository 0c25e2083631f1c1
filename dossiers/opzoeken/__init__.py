"""Looking up locations and organisatoren, tolerant of how they are typed (docs/opzoeken.md).

By number in any notation, name, street, gemeente of today and of before, organisator and phone number; words in any order. First
what has every word; only when that yields next to nothing, what has words nearly like them. It looks in what stands on the
kaart, so it tells an internal medewerker nothing they may not know; who is not internal finds what they were invited to.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from dossiers.access import organisatoren_zichtbaar_voor
from dossiers.models import Dossier
from dossiers.opzoeken import kandidaten
from dossiers.opzoeken.kandidaten import Kandidaat, Soort, Woorden
from dossiers.opzoeken.vondst import Vondst, leg_uit
from dossiers.opzoeken.vraag import Vraag, als_nummer, lees
from kern.models import Medewerker

__all__ = ["HOOGSTENS", "Opzoeking", "Vondst", "lees", "spring", "zoek_dossiers", "zoek_organisatoren"]

HOOGSTENS = 8
WEINIG = 3  # fewer exact answers than this: also look for words nearly like those typed


@dataclass
class Opzoeking:
    """One question of one person, asked of locations and of organisatoren; what both need is looked up once."""

    medewerker: Medewerker
    q: str
    hoogstens: int = HOOGSTENS

    def dossiers(self) -> list[Vondst]:
        """Return the locations that answer best, among those the person may know of."""
        zichtbaar = Dossier.objects.zichtbaar_voor(self.medewerker)
        binnen = None if self.medewerker.is_intern else list(zichtbaar.values_list("pk", flat=True))
        return self._leg_uit(self._zoek(Soort.DOSSIER, binnen), zichtbaar.select_related("organisator"))

    def organisatoren(self) -> list[Vondst]:
        """Return the organisatoren that answer best, for who may open their page."""
        if not self.medewerker.is_intern:
            return []
        return self._leg_uit(self._zoek(Soort.ORGANISATOR, None), organisatoren_zichtbaar_voor(self.medewerker))

    @cached_property
    def vraag(self) -> Vraag:
        """What was typed, taken apart."""
        return lees(self.q)

    @cached_property
    def _verbeterd(self) -> Woorden | None:
        return kandidaten.verbeter(self.vraag)

    def _zoek(self, soort: Soort, binnen: Sequence[int] | None) -> list[Kandidaat]:
        if self.vraag.is_leeg or binnen == []:
            return []
        vast: dict[str, Any] = {"soort": soort, "hoogstens": self.hoogstens, "binnen": binnen}
        gevonden = kandidaten.op_nummer(self.vraag, **vast) if self.vraag.nummer else []
        if self.vraag.alleen_nummer:
            return gevonden
        stappen: list[Callable[[], list[Kandidaat]]] = [
            lambda: kandidaten.op_naam(self.vraag, **vast),
            lambda: kandidaten.op_woorden(self.vraag, self.vraag.los, **vast),
        ]
        for stap in stappen:
            if len(gevonden) < self.hoogstens:
                gevonden = _samen(gevonden, stap())
        if len(gevonden) < WEINIG and self._verbeterd:
            gevonden = _samen(gevonden, kandidaten.op_woorden(self.vraag, self._verbeterd, **vast, lijkend=True))
        return gevonden[: self.hoogstens]

    def _leg_uit(self, gevonden: list[Kandidaat], rijen: QuerySet[Any]) -> list[Vondst]:
        dingen = rijen.in_bulk([k.pk for k in gevonden])
        uit = []
        for kandidaat in gevonden:
            woorden = self._verbeterd if kandidaat.trap.lijkt and self._verbeterd else self.vraag.los
            if ding := dingen.get(kandidaat.pk):
                uit.append(leg_uit(ding, self.vraag, woorden, kandidaat.trap))
        return uit


def _samen(eerst: list[Kandidaat], dan: list[Kandidaat]) -> list[Kandidaat]:
    al = {kandidaat.pk for kandidaat in eerst}
    return eerst + [kandidaat for kandidaat in dan if kandidaat.pk not in al]


def zoek_dossiers(medewerker: Medewerker, q: str, *, hoogstens: int = HOOGSTENS) -> list[Vondst]:
    """Return the locations that answer *q* best, among those *medewerker* may know of."""
    return Opzoeking(medewerker, q, hoogstens).dossiers()


def zoek_organisatoren(medewerker: Medewerker, q: str, *, hoogstens: int = HOOGSTENS) -> list[Vondst]:
    """Return the organisatoren that answer *q* best, for who may open their page."""
    return Opzoeking(medewerker, q, hoogstens).organisatoren()


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
