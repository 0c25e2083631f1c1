"""Questions about gemeenten: which one an address lies in, which team follows it, and how far two are apart.

All are answered from the shipped files (`dossiers.gegevens`), without a query: an import asks them a hundred thousand times.
"""

from functools import cache
from math import asin, cos, radians, sin, sqrt

from dossiers import gegevens
from dossiers.gegevens import Gemeentegegeven
from kern.tekst import sorteersleutel

AARDSTRAAL_KM = 6371.0  # mean radius; on the distances between gemeenten the flattening of the earth is centimetres per km


@cache
def _op_naam() -> dict[str, Gemeentegegeven]:
    """Return the municipalities by sort key of their Dutch and French name; a name of two different ones is left out."""
    uit: dict[str, Gemeentegegeven] = {}
    dubbel = set()
    for gemeente in gegevens.gemeenten().values():
        for sleutel in {sorteersleutel(gemeente.naam), sorteersleutel(gemeente.naam_fr)}:
            if sleutel in uit:
                dubbel.add(sleutel)
            uit[sleutel] = gemeente
    return {sleutel: gemeente for sleutel, gemeente in uit.items() if sleutel not in dubbel}


def gemeente_van(postcode: str, naam: str = "") -> Gemeentegegeven | None:
    """Return the gemeente of today in which *postcode* lies.

    *naam* decides where a postcode lies in two, and alone when *postcode* is empty. The name is not compared otherwise: people
    write the name of the part ("Kessel-Lo") or of before a merger ("Melle"), and the postcode is right.

    Returns:
        None when the postcode does not exist, or lies in two and *naam* is neither.
    """
    sleutel = sorteersleutel(naam)
    if not postcode:
        return _op_naam().get(sleutel)
    kandidaten = gegevens.postcodes().get(postcode, ())
    if len(kandidaten) == 1:
        return kandidaten[0]
    zelfde = (g for g in kandidaten if sleutel in (sorteersleutel(g.naam), sorteersleutel(g.naam_fr)))
    return next(zelfde, None)


def refnis_van(postcode: str, naam: str = "") -> str:
    """Return the REFNIS code of the gemeente of `gemeente_van`; empty when there is none."""
    gemeente = gemeente_van(postcode, naam)
    return gemeente.refnis if gemeente else ""


def team_van(postcode: str) -> str | None:
    """Return the code of the team in whose region *postcode* lies; None outside Flanders and Brussels.

    The gemeenten of one postcode lie in one region (a test keeps that so).
    """
    kandidaten = gegevens.postcodes().get(postcode, ())
    return (kandidaten[0].team or None) if kandidaten else None


def afstand_km(een: str, ander: str) -> float | None:
    """Return the distance in km between the points of two gemeenten (REFNIS codes), along the great circle.

    Returns:
        None when one is not known or has no point (Wallonia, a code of before a merger).
    """
    alle = gegevens.gemeenten()
    van, naar = alle.get(een), alle.get(ander)
    if van is None or naar is None or van.lat is None or van.lon is None or naar.lat is None or naar.lon is None:
        return None
    breedte, lengte = radians(naar.lat - van.lat), radians(naar.lon - van.lon)
    haversine = sin(breedte / 2) ** 2 + cos(radians(van.lat)) * cos(radians(naar.lat)) * sin(lengte / 2) ** 2
    return 2 * AARDSTRAAL_KM * asin(sqrt(haversine))


@cache
def gemeenten_binnen(refnis: str, km: float) -> dict[str, float]:
    """Return the gemeenten of which the point lies at most *km* from that of *refnis*, by REFNIS code, with the distance.

    The gemeente itself is the first, at 0 km; nothing at all for a code that has no point.
    """
    afstanden = {ander: afstand_km(refnis, ander) for ander in gegevens.gemeenten()}
    binnen = {ander: afstand for ander, afstand in afstanden.items() if afstand is not None and afstand <= km}
    return dict(sorted(binnen.items(), key=lambda paar: paar[1]))
