"""Looking up locations and organisatoren, tolerant of how they are typed (docs/opzoeken.md).

By number in any notation, name, street, gemeente of today and of before, organisator and phone number; words in any order. First
what has every word; only when that yields next to nothing, what has words nearly like them. It looks in what stands on the
kaart, so it tells an internal medewerker nothing they may not know; who is not internal finds what they were invited to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from dossiers.access import organisatoren_zichtbaar_voor
from dossiers.models import Dossier, Organisator
from dossiers.nummers import is_voorlopig
from dossiers.opzoeken import kandidaten
from dossiers.opzoeken.kandidaten import Gevonden, Soort, Woorden
from dossiers.opzoeken.vondst import Vondst, leg_uit
from dossiers.opzoeken.vraag import Vraag, als_nummer, lees
from dossiers.queries.nummers import nu_of_ooit
from kern.models import Medewerker

__all__ = ["HOOGSTENS", "Opzoeking", "Vondst", "lees", "organisator_met_nummer", "spring", "zoek_dossiers", "zoek_organisatoren"]

HOOGSTENS = 8
WEINIG = 3  # fewer exact answers than this: also look for words nearly like those typed


@dataclass
class Opzoeking:
    """One question of one person, asked of the kinds in *soorten* together: one statement per way of looking."""

    medewerker: Medewerker
    q: str
    hoogstens: int = HOOGSTENS
    soorten: Sequence[Soort] = (Soort.DOSSIER, Soort.ORGANISATOR)

    def dossiers(self) -> list[Vondst]:
        """Return the locations that answer best, among those the person may know of."""
        return self._leg_uit(Soort.DOSSIER, self._zichtbaar.select_related("organisator"))

    def organisatoren(self) -> list[Vondst]:
        """Return the organisatoren that answer best, for who may open their page."""
        return self._leg_uit(Soort.ORGANISATOR, organisatoren_zichtbaar_voor(self.medewerker))

    @cached_property
    def vraag(self) -> Vraag:
        """What was typed, taken apart."""
        return lees(self.q)

    @property
    def _zichtbaar(self) -> QuerySet[Dossier]:
        return Dossier.objects.zichtbaar_voor(self.medewerker)

    @cached_property
    def _verbeterd(self) -> Woorden | None:
        return kandidaten.verbeter(self.vraag)

    @cached_property
    def _gevonden(self) -> Gevonden:
        intern = self.medewerker.is_intern
        soorten = [soort for soort in self.soorten if intern or soort is Soort.DOSSIER]
        if self.vraag.is_leeg or not soorten:
            return {}
        binnen = None if intern else list(self._zichtbaar.values_list("pk", flat=True))
        if binnen == []:
            return {}
        vast: dict[str, Any] = {"hoogstens": self.hoogstens, "binnen": binnen}
        gevonden = kandidaten.op_begin(self.vraag, soorten, **vast)
        if self.vraag.alleen_nummer:
            return gevonden
        if te_weinig := [soort for soort in soorten if len(gevonden[soort]) < self.hoogstens]:
            _vul_aan(gevonden, kandidaten.op_woorden(self.vraag, self.vraag.los, te_weinig, **vast))
        te_weinig = [soort for soort in te_weinig if len(gevonden[soort]) < WEINIG]
        if te_weinig and self._verbeterd:
            _vul_aan(gevonden, kandidaten.op_woorden(self.vraag, self._verbeterd, te_weinig, **vast, lijkend=True))
        return gevonden

    def _leg_uit(self, soort: Soort, rijen: QuerySet[Any]) -> list[Vondst]:
        gevonden = self._gevonden.get(soort, [])[: self.hoogstens]
        dingen = rijen.in_bulk([k.pk for k in gevonden])
        uit = []
        for kandidaat in gevonden:
            woorden = self._verbeterd if kandidaat.trap.lijkt and self._verbeterd else self.vraag.los
            if ding := dingen.get(kandidaat.pk):
                uit.append(leg_uit(ding, self.vraag, woorden, kandidaat.trap))
        return uit


def _vul_aan(gevonden: Gevonden, meer: Gevonden) -> None:
    for soort, kandidaten_ in meer.items():
        al = {kandidaat.pk for kandidaat in gevonden[soort]}
        gevonden[soort] += [kandidaat for kandidaat in kandidaten_ if kandidaat.pk not in al]


def zoek_dossiers(medewerker: Medewerker, q: str, *, hoogstens: int = HOOGSTENS) -> list[Vondst]:
    """Return the locations that answer *q* best, among those *medewerker* may know of."""
    return Opzoeking(medewerker, q, hoogstens, (Soort.DOSSIER,)).dossiers()


def zoek_organisatoren(medewerker: Medewerker, q: str, *, hoogstens: int = HOOGSTENS) -> list[Vondst]:
    """Return the organisatoren that answer *q* best, for who may open their page."""
    return Opzoeking(medewerker, q, hoogstens, (Soort.ORGANISATOR,)).organisatoren()


def spring(medewerker: Medewerker, q: str) -> str | None:
    """Return the page of what has exactly this number: a dossier, else an organisator by number or ondernemingsnummer.

    Of what had a provisional number also by that one.
    """
    nummer = als_nummer(q)
    if not nummer:
        return None
    dossier = Dossier.objects.zichtbaar_voor(medewerker).filter(nu_of_ooit(Dossier, [nummer])).first()
    if dossier is not None:
        return dossier.get_absolute_url()
    wie = organisator_met_nummer(medewerker, nummer)
    return wie.get_absolute_url() if wie else None


def organisator_met_nummer(medewerker: Medewerker, nummer: str) -> Organisator | None:
    """Return the organisator with this number or ondernemingsnummer, when *medewerker* may open its page."""
    gelijk = nu_of_ooit(Organisator, [nummer])
    if not is_voorlopig(nummer):
        gelijk |= Q(kbo=nummer) & ~Q(kbo="")
    return organisatoren_zichtbaar_voor(medewerker).filter(gelijk).order_by("nummer").first()
