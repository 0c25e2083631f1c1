"""Choosing a location or an organisator in a form, among those the person may know of: the lookup in a `kern.kiezer`."""

from abc import abstractmethod
from typing import Any, ClassVar, TypeVar, cast

from django.db.models import QuerySet

from dossiers import opzoeken
from dossiers.access import organisatoren_zichtbaar_voor
from dossiers.models import Dossier, Organisator
from dossiers.opzoeken.vondst import Vondst
from dossiers.opzoeken.vraag import als_nummer
from dossiers.queries.nummers import nu_of_ooit
from kern.kiezer import Keuze, Keuzebron, Keuzeveld

G = TypeVar("G", Dossier, Organisator)


class _Genummerd(Keuzebron[G]):
    """What is known by a number and found by the lookup."""

    nummerveld: ClassVar[str]

    def waarde(self, ding: G) -> str:
        """Return its number."""
        return str(getattr(ding, self.nummerveld))

    def vind(self, waarde: str) -> G | None:
        """Return what has this number, or had it while it was provisional."""
        zichtbaar = self._zichtbaar()
        return zichtbaar.filter(nu_of_ooit(zichtbaar.model, [waarde])).first()

    def zoek(self, q: str, hoogstens: int) -> list[tuple[G, str]]:
        """Return what the lookup finds."""
        return [(cast("G", vondst.ding), vondst.waarom) for vondst in self._zoek(q, hoogstens)]

    def toon(self, ding: G, waarom: str = "") -> Keuze:
        """Return the name with number and gemeente."""
        nummer = self.waarde(ding)
        return Keuze(nummer, ding.naam, nummer, ding.gemeente, waarom, url=ding.get_absolute_url())

    @abstractmethod
    def _zichtbaar(self) -> QuerySet[G]: ...

    @abstractmethod
    def _zoek(self, q: str, hoogstens: int) -> list[Vondst]: ...


class Dossiers(_Genummerd[Dossier]):
    """The locations somebody may know of."""

    code = "dossier"
    enkelvoud, meervoud = "locatie", "locaties"
    nummerveld = "dossiernummer"
    zoek_op = "Nummer, naam, straat, gemeente of organisator"
    probeer = "Zoek op een nummer, een deel van de naam, een straat of een gemeente."

    def precies(self, q: str) -> Dossier | None:
        """Return the location of which *q* is the whole number."""
        return self.vind(als_nummer(q) or q)

    def _zichtbaar(self) -> QuerySet[Dossier]:
        return Dossier.objects.zichtbaar_voor(self.medewerker)

    def _zoek(self, q: str, hoogstens: int) -> list[Vondst]:
        return opzoeken.zoek_dossiers(self.medewerker, q, hoogstens=hoogstens)


class Organisatoren(_Genummerd[Organisator]):
    """The organisatoren whose page somebody may open."""

    code = "organisator"
    enkelvoud, meervoud = "organisator", "organisatoren"
    nummerveld = "nummer"
    zoek_op = "Naam, nummer, ondernemingsnummer of gemeente"
    probeer = "Zoek op een nummer, een deel van de naam of een gemeente, of voeg eerst de organisator toe."

    def precies(self, q: str) -> Organisator | None:
        """Return the organisator of which *q* is the whole number or ondernemingsnummer."""
        return opzoeken.organisator_met_nummer(self.medewerker, als_nummer(q) or q)

    def _zichtbaar(self) -> QuerySet[Organisator]:
        return organisatoren_zichtbaar_voor(self.medewerker)

    def _zoek(self, q: str, hoogstens: int) -> list[Vondst]:
        return opzoeken.zoek_organisatoren(self.medewerker, q, hoogstens=hoogstens)


class Dossierkeuze(Keuzeveld):
    """One location."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(Dossiers, **opties)


class Organisatorkeuze(Keuzeveld):
    """One organisator."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(Organisatoren, **opties)
