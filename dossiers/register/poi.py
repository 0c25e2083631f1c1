"""The point-of-interest file of childcare locations: `poi_id,naam,adres,lon,lat`.

The address is one text, "Antwerpsesteenweg 62, 2550 Kontich". Longitude and latitude are checked and left out: distances are
between centres of gemeenten. The file says nothing of the kind of care or of who organises it: a location is groepsopvang unless
told otherwise on the command line, and locations with the same name belong to one organisator.
"""

import re
from collections.abc import Mapping

from dossiers.choices import Opvangtype
from dossiers.gemeenten import refnis_van, team_van
from dossiers.register import formaat
from dossiers.register.formaat import Formaat, Registerrij, Waarde

_NUMMER = re.compile(r"[0-9]{1,20}")
_GRADEN = re.compile(r"-?\d{1,3}(\.\d+)?")
_ADRES = re.compile(
    r"(?P<straat>\D.*?)\s+(?P<huisnummer>\d[^\s,]*(?:\s+bus\s+\S+)?),\s*(?P<postcode>[1-9]\d{3})\s+(?P<gemeente>\D.*)"
)


def lees(regel: int, rij: Mapping[str, str]) -> Registerrij:
    """Return the location on one line."""
    bronnummer = formaat.patroon(rij, "poi_id", _NUMMER, "verwacht werd een nummer van hoogstens 20 cijfers")
    naam = formaat.naam(rij, "naam")
    gevonden = _ADRES.fullmatch(rij["adres"])
    if gevonden is None or len(gevonden["straat"]) > 120 or len(gevonden["huisnummer"]) > 20 or len(gevonden["gemeente"]) > 80:
        raise Waarde("adres", "verwacht werd “straat nummer, postcode gemeente”")
    team = team_van(gevonden["postcode"])
    if team is None:
        raise Waarde("adres", f"postcode {gevonden['postcode']} ligt niet in Vlaanderen of Brussel")
    for kolom in ("lon", "lat"):
        formaat.patroon(rij, kolom, _GRADEN, "verwacht werd een getal in graden")
    return Registerrij(
        regel=regel,
        bronnummer=bronnummer,
        naam=naam,
        type=Opvangtype.GROEP,
        organisator=naam,
        team=team,
        refnis=refnis_van(gevonden["postcode"], gevonden["gemeente"]),
        straat=gevonden["straat"],
        huisnummer=gevonden["huisnummer"],
        postcode=gevonden["postcode"],
        gemeente=gevonden["gemeente"],
    )


POI = Formaat("poi", "Punten van belang (poi_id, naam, adres)", ("poi_id", "naam", "adres", "lon", "lat"), lees)
