"""Rows of `vergunningen.csv`: what the permit of a location said from one day to another."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dossiers.choices import Opvangtype, Vergunningeinde, Vergunningstand
from dossiers.historiek.velden import GROOTSTE_GEZIN, MEESTE_PLAATSEN, bron_id, dag, dagen
from dossiers.register import formaat
from dossiers.register.formaat import Waarde

VERGUNNINGEN = ("dossier", "vanaf", "tot", "stand", "type", "plaatsen", "voorwaarden", "besluitnummer", "einde")
_STANDEN, _TYPES, _EINDES = (formaat.woorden(keuzes) for keuzes in (Vergunningstand, Opvangtype, Vergunningeinde))


class Vergunningrij(NamedTuple):
    """One period of a permit, both days included; known by its location and its first day."""

    dossier: str
    vanaf: date
    tot: date | None
    stand: str
    type: str
    plaatsen: int
    voorwaarden: str
    besluitnummer: str
    einde: str


def vergunning(rij: Mapping[str, str]) -> Vergunningrij:
    """Return one row of `vergunningen.csv`."""
    vanaf = dag(rij, "vanaf")
    _, tot = dagen(rij, "vanaf", "tot", "de laatste dag ligt voor de eerste")
    einde = formaat.keuze(rij, "einde", _EINDES, mag_leeg=True)
    if einde and tot is None:
        raise Waarde("einde", "een vergunning die eindigt heeft ook een laatste dag")
    type_, plaatsen = formaat.keuze(rij, "type", _TYPES), formaat.geheel(rij, "plaatsen", hoogstens=MEESTE_PLAATSEN)
    if not plaatsen:
        raise Waarde("plaatsen", f"een vergunning is voor 1 tot {MEESTE_PLAATSEN} plaatsen")
    if type_ == Opvangtype.GEZIN and plaatsen > GROOTSTE_GEZIN:
        raise Waarde("plaatsen", f"gezinsopvang heeft hoogstens {GROOTSTE_GEZIN} plaatsen")
    return Vergunningrij(
        dossier=bron_id(rij, "dossier"),
        vanaf=vanaf,
        tot=tot,
        stand=formaat.keuze(rij, "stand", _STANDEN),
        type=type_,
        plaatsen=plaatsen,
        voorwaarden=formaat.tekst(rij, "voorwaarden", hoogstens=4000),
        besluitnummer=formaat.tekst(rij, "besluitnummer", hoogstens=40),
        einde=einde,
    )
