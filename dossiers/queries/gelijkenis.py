"""Look-alikes: locations and organisatoren that could be taken for another (domein W15, 't Bengeltje and De Bengeltjes).

Asked wherever something is entered or renamed, and shown on the page of a dossier. Closed locations and those of other teams
count too: a place that was closed and starts again next door under nearly the same name is what must not go unseen (W9).
Everything here stands on the kaart, so it may be shown to every internal medewerker.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dossiers.gegevens import postcodeparen
from dossiers.gemeenten import afstand_km, gemeenten_binnen, refnis_van
from dossiers.models import Dossier, Organisator
from dossiers.opzoeken.sleutel import gelijkheid, sleutel, telefoonsleutel
from kern.choices import Status
from kern.models import Medewerker
from kern.tekst import afstand

# Two gemeenten are neighbours when their points lie this near, in km. Borders are not in the data; at 12 km every gemeente in
# Flanders and Brussels has at least one neighbour but Voeren, and half of them nine or less (at 10 km Knokke-Heist has none).
BUURT_KM = 12.0
# How alike two names must be, 0 to 1, once what is common to all is left out. Weighed on the pairs in the tests: a little lower
# and "Kabouterland" and "Kabouterbos" (0.50) are taken for each other, at 0.6 "Bij Petra" and "Petra’s nest" (0.55) are not.
DREMPEL = 0.5
HOOGSTENS = 6
_KANDIDATEN = 60
_KORTSTE_TELEFOON = 8  # digits; shorter is no whole number


@dataclass(frozen=True)
class Gelijkenis:
    """One that looks alike.

    Attributes:
        redenen: in words: "lijkt op", "zelfde adres", "zelfde telefoonnummer", "zelfde organisator".
        km: distance between the gemeenten; 0 in the same one, None when not known.
    """

    ding: Dossier | Organisator
    redenen: tuple[str, ...]
    km: float | None

    @property
    def url(self) -> str:
        """Its page."""
        return self.ding.get_absolute_url()

    @property
    def naam(self) -> str:
        """Its name; never shown without `nummer` and `waar`."""
        return self.ding.naam

    @property
    def nummer(self) -> str:
        """Its dossiernummer, or the number of the organisator."""
        return self.ding.dossiernummer if isinstance(self.ding, Dossier) else self.ding.nummer

    @property
    def status(self) -> Status | None:
        """How its permit stands; nothing for an organisator."""
        return self.ding.statuslid if isinstance(self.ding, Dossier) else None

    @property
    def waarom(self) -> str:
        """The reasons in words."""
        return ", ".join(self.redenen)

    @property
    def waar(self) -> str:
        """Where it lies: "Hove, 3 km"."""
        ver = f"{self.km:.0f} km" if self.km and self.km >= 1 else ""
        return ", ".join(deel for deel in (self.ding.gemeente, ver) if deel)


@dataclass(frozen=True)
class Nieuwe:
    """What is being entered, as far as it is known yet. *zonder* is the dossier itself, when it exists already."""

    naam: str
    postcode: str
    gemeente: str
    refnis: str = ""
    straat: str = ""
    huisnummer: str = ""
    telefoon: str = ""
    organisator: int | None = None
    zonder: int | None = None

    @property
    def plaats(self) -> str:
        """The REFNIS code of today, or empty."""
        return self.refnis or refnis_van(self.postcode, self.gemeente)


def lijken_op_elkaar(een: str, ander: str) -> bool:
    """Return whether two names, each as `dossiers_lijknaam` leaves it, could be taken for each other.

    Alike by trigrams, or one letter away in a name of four letters or more ("pipo", "pipa").
    """
    if gelijkheid(een, ander) > DREMPEL:
        return True
    return min(len(een), len(ander)) >= 4 and een[0] == ander[0] and afstand(een, ander) <= 1


_DOSSIERS = """
WITH hier AS MATERIALIZED (SELECT dossiers_lijknaam(%(naam)s) AS lijknaam),
gevonden AS (
    (SELECT z.dossier_id, 'naam' AS reden FROM dossiers_zoekregel z JOIN dossiers_dossier d ON d.id = z.dossier_id
     WHERE z.organisator_id IS NULL AND z.lijknaam %% dossiers_lijknaam(%(naam)s)
       AND (d.refnis = ANY (%(buurt)s) OR d.gemeente = %(gemeente)s)
     ORDER BY similarity(z.lijknaam, dossiers_lijknaam(%(naam)s)) DESC, z.id LIMIT %(kandidaten)s)
    UNION ALL
    (SELECT z.dossier_id, 'adres' FROM dossiers_zoekregel z
     WHERE z.organisator_id IS NULL AND %(adres)s <> '' AND z.tekst LIKE %(adres)s LIMIT %(kandidaten)s)
    UNION ALL
    (SELECT z.dossier_id, 'telefoon' FROM dossiers_zoeknummer n JOIN dossiers_zoekregel z ON z.id = n.regel_id
     WHERE z.organisator_id IS NULL AND %(telefoon)s <> '' AND n.nummer = %(telefoon)s LIMIT %(kandidaten)s)
)
SELECT d.*, z.lijknaam AS lijknaam, hier.lijknaam AS lijknaam_hier, array_agg(DISTINCT g.reden) AS gevonden_op
FROM gevonden g JOIN dossiers_dossier d ON d.id = g.dossier_id JOIN dossiers_zoekregel z ON z.dossier_id = d.id, hier
WHERE d.id IS DISTINCT FROM %(zonder)s
GROUP BY d.id, z.lijknaam, hier.lijknaam
"""

_ORGANISATOREN = """
WITH hier AS MATERIALIZED (SELECT dossiers_lijknaam(%(naam)s) AS lijknaam),
gevonden AS (
    (SELECT z.organisator_id, 'naam' AS reden FROM dossiers_zoekregel z JOIN dossiers_organisator o ON o.id = z.organisator_id
     WHERE z.dossier_id IS NULL AND z.lijknaam %% dossiers_lijknaam(%(naam)s)
       AND (%(overal)s OR o.gemeente = %(gemeente)s OR o.postcode = ANY (%(postcodes)s) OR EXISTS (
           SELECT FROM dossiers_dossier d
           WHERE d.organisator_id = o.id AND (d.refnis = ANY (%(buurt)s) OR d.gemeente = %(gemeente)s)))
     ORDER BY similarity(z.lijknaam, dossiers_lijknaam(%(naam)s)) DESC, z.id LIMIT %(kandidaten)s)
    UNION ALL
    (SELECT z.organisator_id, 'telefoon' FROM dossiers_zoeknummer n JOIN dossiers_zoekregel z ON z.id = n.regel_id
     WHERE z.dossier_id IS NULL AND %(telefoon)s <> '' AND n.nummer = %(telefoon)s LIMIT %(kandidaten)s)
)
SELECT o.*, z.lijknaam AS lijknaam, hier.lijknaam AS lijknaam_hier, array_agg(DISTINCT g.reden) AS gevonden_op
FROM gevonden g JOIN dossiers_organisator o ON o.id = g.organisator_id JOIN dossiers_zoekregel z ON z.organisator_id = o.id, hier
WHERE o.id IS DISTINCT FROM %(zonder)s
GROUP BY o.id, z.lijknaam, hier.lijknaam
"""


def gelijkende_dossiers(nieuwe: Nieuwe, *, hoogstens: int = HOOGSTENS) -> list[Gelijkenis]:
    """Return the locations that look like *nieuwe*, the most alike first; one query.

    By name in the same or a neighbouring gemeente; by address and phone number anywhere.
    """
    adres = sleutel(f"{nieuwe.straat} {nieuwe.huisnummer}")
    waarden = _waarden(nieuwe) | {
        # The street with its number stands before the postcode in what is searched; without a number it is no address.
        "adres": f"% {adres} {nieuwe.postcode} %" if nieuwe.straat and nieuwe.huisnummer else "",
    }
    return _weeg(Dossier.objects.raw(_DOSSIERS, waarden), nieuwe, hoogstens)


def gelijkende_organisatoren(nieuwe: Nieuwe, *, hoogstens: int = HOOGSTENS) -> list[Gelijkenis]:
    """Return the organisatoren that look like *nieuwe*, with a seat or a location in the same or a neighbouring gemeente.

    Wherever they are, as long as it is not known where the new one is.
    """
    buurt = gemeenten_binnen(nieuwe.plaats, BUURT_KM)
    overal = not nieuwe.postcode and not nieuwe.gemeente
    waarden = _waarden(nieuwe) | {"overal": overal, "postcodes": [code for code, refnis in postcodeparen() if refnis in buurt]}
    return _weeg(Organisator.objects.raw(_ORGANISATOREN, waarden), nieuwe, hoogstens)


def gelijkenissen_van(dossier: Dossier, *, voor: Medewerker, hoogstens: int = HOOGSTENS) -> list[Gelijkenis]:
    """Return the other locations that look like *dossier*, for its page; one query.

    Who is not internal knows of no other locations, and is told of none.
    """
    if not voor.is_intern:
        return []
    return gelijkende_dossiers(
        Nieuwe(
            naam=dossier.naam,
            postcode=dossier.postcode,
            gemeente=dossier.gemeente,
            refnis=dossier.refnis,
            straat=dossier.straat,
            huisnummer=dossier.huisnummer,
            telefoon=dossier.telefoon,
            organisator=dossier.organisator_id,
            zonder=dossier.pk,
        ),
        hoogstens=hoogstens,
    )


def _waarden(nieuwe: Nieuwe) -> dict[str, Any]:
    telefoon = telefoonsleutel(nieuwe.telefoon)
    return {
        "naam": nieuwe.naam,
        "gemeente": nieuwe.gemeente,
        "buurt": list(gemeenten_binnen(nieuwe.plaats, BUURT_KM)),
        "telefoon": telefoon if len(telefoon) >= _KORTSTE_TELEFOON else "",
        "zonder": nieuwe.zonder,
        "kandidaten": _KANDIDATEN,
    }


def _weeg(rijen: Iterable[Any], nieuwe: Nieuwe, hoogstens: int) -> list[Gelijkenis]:
    """Keep what really looks alike, with the words why; the most reasons and the most alike first, then the nearest."""
    gewogen: list[tuple[tuple[Any, ...], Gelijkenis]] = []
    for rij in rijen:
        redenen = list(_redenen(rij, nieuwe))
        if not redenen:
            continue
        km = _km(nieuwe, rij)
        gelijk = gelijkheid(rij.lijknaam, rij.lijknaam_hier)
        volgorde = (-len(redenen), -round(gelijk, 1), km if km is not None else BUURT_KM, rij.sorteersleutel, rij.pk)
        gewogen.append((volgorde, Gelijkenis(rij, tuple(redenen), km)))
    return [gelijkenis for _, gelijkenis in sorted(gewogen, key=lambda paar: paar[0])[:hoogstens]]


def _redenen(rij: Any, nieuwe: Nieuwe) -> Iterable[str]:
    gevonden = False
    if "naam" in rij.gevonden_op and lijken_op_elkaar(rij.lijknaam, rij.lijknaam_hier):
        gevonden = True
        yield "lijkt op"
    if "adres" in rij.gevonden_op:
        gevonden = True
        yield "zelfde adres"
    if "telefoon" in rij.gevonden_op:
        gevonden = True
        yield "zelfde telefoonnummer"
    if gevonden and nieuwe.organisator and getattr(rij, "organisator_id", None) == nieuwe.organisator:
        yield "zelfde organisator"


def _km(nieuwe: Nieuwe, rij: Any) -> float | None:
    daar = getattr(rij, "refnis", "") or refnis_van(rij.postcode, rij.gemeente)
    return afstand_km(nieuwe.plaats, daar)
