"""Choosing a location or an organisator in a form, among those the person may know of: the lookup in a `kern.kiezer`."""

from typing import Any, cast

from django.db.models import Q, QuerySet

from dossiers import opzoeken
from dossiers.access import organisatoren_zichtbaar_voor
from dossiers.models import Dossier, Organisator
from dossiers.opzoeken.vraag import als_nummer
from kern.kiezer import Keuze, Keuzebron, Keuzeveld


class Dossiers(Keuzebron[Dossier]):
    """The locations somebody may know of."""

    code = "dossier"
    enkelvoud, meervoud = "locatie", "locaties"
    zoek_op = "Nummer, naam, straat, gemeente of organisator"
    probeer = "Zoek op een nummer, een deel van de naam, een straat of een gemeente."

    def waarde(self, ding: Dossier) -> str:
        """Return its number."""
        return ding.dossiernummer

    def vind(self, waarde: str) -> Dossier | None:
        """Return the location with this number."""
        return self._zichtbaar.filter(dossiernummer=waarde).first()

    def zoek(self, q: str, hoogstens: int) -> list[tuple[Dossier, str]]:
        """Return what the lookup finds."""
        return [(cast("Dossier", v.ding), v.waarom) for v in opzoeken.zoek_dossiers(self.medewerker, q, hoogstens=hoogstens)]

    def toon(self, ding: Dossier, waarom: str = "") -> Keuze:
        """Return the name with number and gemeente."""
        return Keuze(ding.dossiernummer, ding.naam, ding.dossiernummer, ding.gemeente, waarom, url=ding.get_absolute_url())

    def precies(self, q: str) -> Dossier | None:
        """Return the location of which *q* is the whole number."""
        return self.vind(als_nummer(q) or q)

    @property
    def _zichtbaar(self) -> QuerySet[Dossier]:
        return Dossier.objects.zichtbaar_voor(self.medewerker)


class Organisatoren(Keuzebron[Organisator]):
    """The organisatoren whose page somebody may open."""

    code = "organisator"
    enkelvoud, meervoud = "organisator", "organisatoren"
    zoek_op = "Naam, nummer, ondernemingsnummer of gemeente"
    probeer = "Zoek op een nummer, een deel van de naam of een gemeente, of voeg eerst de organisator toe."

    def waarde(self, ding: Organisator) -> str:
        """Return its number."""
        return ding.nummer

    def vind(self, waarde: str) -> Organisator | None:
        """Return the organisator with this number."""
        return self._zichtbaar.filter(nummer=waarde).first()

    def zoek(self, q: str, hoogstens: int) -> list[tuple[Organisator, str]]:
        """Return what the lookup finds."""
        vondsten = opzoeken.zoek_organisatoren(self.medewerker, q, hoogstens=hoogstens)
        return [(cast("Organisator", v.ding), v.waarom) for v in vondsten]

    def toon(self, ding: Organisator, waarom: str = "") -> Keuze:
        """Return the name with number and gemeente."""
        return Keuze(ding.nummer, ding.naam, ding.nummer, ding.gemeente, waarom, url=ding.get_absolute_url())

    def precies(self, q: str) -> Organisator | None:
        """Return the organisator of which *q* is the whole number or ondernemingsnummer."""
        nummer = als_nummer(q) or q
        return self._zichtbaar.filter(Q(nummer=nummer) | (Q(kbo=nummer) & ~Q(kbo=""))).order_by("nummer").first()

    @property
    def _zichtbaar(self) -> QuerySet[Organisator]:
        return organisatoren_zichtbaar_voor(self.medewerker)


class Dossierkeuze(Keuzeveld):
    """One location."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(Dossiers, **opties)


class Organisatorkeuze(Keuzeveld):
    """One organisator."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(Organisatoren, **opties)
