"""The Dutch register of childcare (LRK) with the visits of a GGD: one line per visit, so several lines per location.

Foreign places with Dutch postcodes: real data to try everything on, and only taken over into a database marked *testgegevens*.
What the newest visit says of a location holds. Of a postcode ("1066JM") the four digits are kept, of the colour of the risk
profile a word in the visit; REFNIS stays empty, for some of their numbers are postcodes here. All kinds of care become
groepsopvang. The file does not name a team, so the import is told one.
"""

import re
from collections.abc import Mapping

from dossiers.choices import Dossierstatus, Opvangtype
from dossiers.register import formaat
from dossiers.register.formaat import Formaat, Registerrij, Waarde

_NUMMER = re.compile(r"[0-9]{9,10}")
_POSTCODE = re.compile(r"(?P<cijfers>[1-9][0-9]{3}) ?[A-Z]{2}")
_ADRES = re.compile(r"(?P<straat>\D.*?) (?P<huisnummer>\d.*)")
_KLEUREN = {kleur: kleur for kleur in ("groen", "geel", "oranje", "rood")}

_KOLOMMEN = (
    "lrknummer", "naam", "type", "gemeente", "bezoekdatum", "jaar", "kleur", "kvk_vestiging", "adres", "postcode", "plaats",
    "Longitude", "Latitude", "lrk_url", "houder/_text", "houder_vanaf", "geschillencommissie", "kindplaatsen", "soort", "status",
)  # fmt: skip


def lees(regel: int, rij: Mapping[str, str]) -> Registerrij:
    """Return the location and the visit on one line."""
    if not rij["lrknummer"]:
        raise Waarde("lrknummer", "er staat geen nummer; zonder nummer is de locatie niet terug te vinden")
    nummer = formaat.patroon(rij, "lrknummer", _NUMMER, "verwacht werd een nummer van 9 of 10 cijfers")
    naam = formaat.naam(rij, "naam")
    postcode = _POSTCODE.fullmatch(rij["postcode"])
    if postcode is None:
        raise Waarde("postcode", "verwacht werd een Nederlandse postcode, bijvoorbeeld 1066JM")
    adres = _ADRES.fullmatch(formaat.tekst(rij, "adres", hoogstens=120))
    bezoek = formaat.datum(rij, "bezoekdatum")
    if bezoek is None:
        raise Waarde("bezoekdatum", "er staat geen datum van het bezoek")
    kleur = formaat.keuze(rij, "kleur", _KLEUREN, mag_leeg=True)
    return Registerrij(
        regel=regel,
        bronnummer=nummer,
        naam=naam,
        straat=adres["straat"] if adres else rij["adres"],
        huisnummer=adres["huisnummer"][:20] if adres else "",
        postcode=postcode["cijfers"],
        gemeente=formaat.tekst(rij, "gemeente", minstens=1, hoogstens=80),
        type=Opvangtype.GROEP,
        plaatsen=formaat.geheel(rij, "kindplaatsen", hoogstens=9999) or None,
        status=Dossierstatus.GESTOPT if rij["status"].startswith("Niet meer") else Dossierstatus.VERGUND,
        organisator=rij["houder/_text"][: formaat.LANGSTE_NAAM] or naam,
        bezoek_op=bezoek,
        bezoek_tekst=f"Toezicht door de GGD, risicoprofiel {kleur}" if kleur else "Toezicht door de GGD",
    )


LRK = Formaat(
    "lrk",
    "Landelijk Register Kinderopvang (Nederland, met bezoeken)",
    _KOLOMMEN,
    lees,
    per_locatie=False,
    alleen_test=True,
    vraagt_team=True,
)
