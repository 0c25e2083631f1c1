"""The own format: one line per location with its organisator, as docs/register.md describes it."""

import re
from collections.abc import Mapping

from dossiers.choices import Dossierstatus, Opvangtype, Rechtsvorm, Subsidietrap, Tarief
from dossiers.gemeenten import refnis_van, team_van
from dossiers.nummers import DEFINITIEF
from dossiers.register import formaat
from dossiers.register.formaat import Formaat, Registerrij, Waarde

VERPLICHT = (
    "dossiernummer", "naam", "type", "straat", "huisnummer", "postcode", "gemeente", "status", "organisatornummer", "organisator",
)  # fmt: skip
MAG = (
    "refnis", "telefoon", "plaatsen", "plaatsen_gesubsidieerd", "tarief", "subsidietrap", "vergund_vanaf", "vergund_tot", "team",
    "klantenbeheerder", "kbo", "rechtsvorm", "organisator_telefoon",
)  # fmt: skip
MEESTE_PLAATSEN = 2000

_NUMMER = re.compile(DEFINITIEF)
_POSTCODE = re.compile(r"[1-9][0-9]{3}")
_REFNIS = re.compile(r"[0-9]{5}")
_TELEFOON = re.compile(r"\+?[0-9 ./()-]{3,30}")
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,149}")
_TYPES = formaat.woorden(Opvangtype)
_STATUSSEN = formaat.woorden(Dossierstatus)
_TARIEVEN = formaat.woorden(Tarief)
_TRAPPEN = formaat.woorden(Subsidietrap)
_VORMEN = formaat.woorden(Rechtsvorm)


def lees(regel: int, rij: Mapping[str, str]) -> Registerrij:
    """Return the location and its organisator on one line."""
    nummer = formaat.patroon(rij, "dossiernummer", _NUMMER, "een dossiernummer heeft 9 of 10 cijfers")
    type_ = formaat.keuze(rij, "type", _TYPES)
    plaatsen = formaat.geheel(rij, "plaatsen", hoogstens=MEESTE_PLAATSEN)
    gesubsidieerd = formaat.geheel(rij, "plaatsen_gesubsidieerd", hoogstens=MEESTE_PLAATSEN)
    if type_ == Opvangtype.GEZIN and (plaatsen or 0) > 8:
        raise Waarde("plaatsen", "gezinsopvang heeft hoogstens 8 plaatsen")
    if gesubsidieerd is not None and gesubsidieerd > (plaatsen or 0):
        raise Waarde("plaatsen_gesubsidieerd", "er kunnen niet meer gesubsidieerde dan vergunde plaatsen zijn")
    vanaf, tot = formaat.datum(rij, "vergund_vanaf"), formaat.datum(rij, "vergund_tot")
    if tot is not None and (vanaf is None or tot < vanaf):
        raise Waarde("vergund_tot", "het einde van de vergunning ligt voor haar begin")
    postcode = formaat.patroon(rij, "postcode", _POSTCODE, "een postcode heeft 4 cijfers")
    team = formaat.patroon(rij, "team", _CODE, "verwacht werd de code van een team", mag_leeg=True) or team_van(postcode)
    if not team:
        raise Waarde("postcode", f"postcode {postcode} ligt niet in Vlaanderen of Brussel; vul de kolom team in")
    gemeente = formaat.tekst(rij, "gemeente", minstens=1, hoogstens=80)
    refnis = formaat.patroon(rij, "refnis", _REFNIS, "een REFNIS-code heeft 5 cijfers", mag_leeg=True)
    return Registerrij(
        regel=regel,
        bronnummer=nummer,
        dossiernummer=nummer,
        naam=formaat.naam(rij, "naam"),
        type=type_,
        straat=formaat.tekst(rij, "straat", hoogstens=120),
        huisnummer=formaat.tekst(rij, "huisnummer", hoogstens=20),
        postcode=postcode,
        gemeente=gemeente,
        refnis=refnis or refnis_van(postcode, gemeente),
        telefoon=formaat.patroon(rij, "telefoon", _TELEFOON, "schrijf het nummer met cijfers en spaties", mag_leeg=True),
        plaatsen=plaatsen,
        plaatsen_gesubsidieerd=gesubsidieerd,
        tarief=formaat.keuze(rij, "tarief", _TARIEVEN, mag_leeg=True),
        subsidietrap=formaat.keuze(rij, "subsidietrap", _TRAPPEN, mag_leeg=True),
        status=formaat.keuze(rij, "status", _STATUSSEN),
        team=team,
        vergund_vanaf=vanaf,
        vergund_tot=tot,
        organisatornummer=formaat.patroon(
            rij, "organisatornummer", _NUMMER, "het nummer van een organisator heeft 9 of 10 cijfers"
        ),
        organisator=formaat.naam(rij, "organisator"),
        kbo=formaat.kbo(rij, "kbo"),
        rechtsvorm=formaat.keuze(rij, "rechtsvorm", _VORMEN, mag_leeg=True),
        organisator_telefoon=formaat.patroon(
            rij, "organisator_telefoon", _TELEFOON, "schrijf het nummer met cijfers en spaties", mag_leeg=True
        ),
        klantenbeheerder=formaat.patroon(
            rij, "klantenbeheerder", _CODE, "verwacht werd de gebruikersnaam van een collega", mag_leeg=True
        ),
    )


OPGROEIEN = Formaat("opgroeien", "Register van Opgroeien", VERPLICHT, lees, mag=MAG)
