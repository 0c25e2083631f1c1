"""What ties an organisator to others: people who are, or may be, the same human being, and locations that followed one another.

A *voorstel* is a pair with the same birth date and the same key of the name (`kern.tekst.persoonssleutel`), about which nobody
decided. It is asked each time and stored nowhere, so that a corrected date is a corrected proposal. *Bevestigd* is read as a
graph: whoever is the same as somebody who is the same as a third, is the same as the third. All of it is one query, by index:
its cost follows the people and locations of the organisator, not those of Flanders.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.urls import reverse

from dossiers.choices import Betrokkenerol, Opvolgingsoort
from dossiers.models import Betrokkene

LIJKT_OP = 0.45  # similarity of keys of the name (pg_trgm) from which one person's page shows a spelling as alike; by trial
MEESTE = 500  # rows of each kind
_VERBANDEN = (Path(__file__).parent.parent / "sql" / "verbanden.sql").read_text(encoding="utf-8")
_BEVESTIGD, _VOORSTEL = "bevestigd", "voorstel"


class Kant(NamedTuple):
    """One betrokkene of a pair, as far as a row needs it."""

    pk: UUID
    naam: str
    rol: str
    geboortedatum: date | None
    vanaf: date | None
    tot: date | None
    dossier_id: int | None
    organisator_id: int

    @property
    def rolnaam(self) -> str:
        """The role in words."""
        return str(Betrokkenerol(self.rol).label)


@dataclass(frozen=True)
class Paar:
    """Somebody at the organisator (*eigen*) and somebody who is, or may be, the same human being."""

    eigen: Kant
    ander: Kant
    organisator_naam: str
    organisator_nummer: str
    is_bevestigd: bool  # by a colleague, directly or by way of a third

    @property
    def zelfde_organisator(self) -> bool:
        """Whether both are at one organisator: no antecedent, but good to know."""
        return self.eigen.organisator_id == self.ander.organisator_id

    @property
    def url(self) -> str:
        """Where both stand side by side and a colleague decides."""
        return reverse("dossiers:zelfde_persoon", args=[self.eigen.pk, self.ander.pk])


class Schakel(NamedTuple):
    """A location of another organisator in a chain of successions. *kant* is "voorganger" or "opvolger" of `eigen_naam`."""

    kant: str
    soort: str
    vanaf: date
    dossier_id: int
    eigen_naam: str

    @property
    def tekst(self) -> str:
        """Why it is an antecedent, in words: "voorganger van De Zonnebloem (overname sinds 01/09/2024)"."""
        return f"{self.kant} van {self.eigen_naam} ({Opvolgingsoort(self.soort).label} sinds {self.vanaf:%d/%m/%Y})"


def van_organisator(pk: int) -> tuple[list[Paar], list[Schakel]]:
    """Return the pairs of the people of an organisator, other organisatoren first, and its successions: one query."""
    return _vraag(organisator=pk)


def van_betrokkene(betrokkene: Betrokkene) -> list[Paar]:
    """Return the pairs of one person, with the same birth date also under a name that is only spelled alike: one query."""
    return _vraag(betrokkene=betrokkene.pk, lijkt=LIJKT_OP)[0]


def zelfde_als(betrokkene: Betrokkene) -> set[UUID]:
    """Return the keys of everybody confirmed to be the same human being as *betrokkene*, itself included."""
    return {betrokkene.pk} | {paar.ander.pk for paar in van_betrokkene(betrokkene) if paar.is_bevestigd}


def _vraag(
    *, organisator: int | None = None, betrokkene: UUID | None = None, lijkt: float | None = None
) -> tuple[list[Paar], list[Schakel]]:
    waarden = {"organisator": organisator, "betrokkene": betrokkene, "lijkt": lijkt, "meeste": MEESTE}
    with connection.cursor() as cursor:
        cursor.execute(_VERBANDEN, waarden)
        rijen = cursor.fetchall()
    breed = len(Kant._fields)
    paren, schakels = [], []
    for soort, *rij, naam, nummer in rijen:
        eigen, ander = Kant(*rij[:breed]), Kant(*rij[breed:])
        if soort in (_BEVESTIGD, _VOORSTEL):
            paren.append(Paar(eigen, ander, naam, nummer, soort == _BEVESTIGD))
        elif eigen.vanaf is not None and ander.dossier_id is not None:  # always so: the columns of a succession are required
            schakels.append(Schakel(soort, eigen.rol, eigen.vanaf, ander.dossier_id, eigen.naam))
    return paren, schakels
