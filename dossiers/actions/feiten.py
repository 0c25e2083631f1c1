"""Lines about the file itself: that it was opened, that a known fact changed, that somebody else follows it.

Called by the actions that write a dossier. Who may read along does not belong on the timeline: that is in the log.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.utils import formats

from dossiers.actions.tijdlijn import schrijf
from dossiers.models import Dossier, Organisator, Tijdlijnregel
from kern.models import Medewerker

AANGEMAAKT = "dossiers.aangemaakt"
GEWIJZIGD = "dossiers.gewijzigd"
KLANTENBEHEERDER = "dossiers.klantenbeheerder"
_LEEG = "niet ingevuld"


def feiten_van(dossier: Dossier) -> dict[str, str]:
    """Return the facts whose change people want to read back, in words; how to reach somebody is not one of them."""
    return {
        "Dossiernummer": dossier.dossiernummer,
        "Naam": dossier.naam,
        "Adres": dossier.adres,
        "Type": dossier.get_type_display(),
        "Plaatsen": _getal(dossier.plaatsen),
        "Gesubsidieerde plaatsen": _getal(dossier.plaatsen_gesubsidieerd),
        "Tarief": dossier.get_tarief_display() or _LEEG,
        "Subsidietrap": dossier.subsidietrap or _LEEG,
        "Eerste dag": formats.date_format(dossier.gestart_op, "SHORT_DATE_FORMAT") if dossier.gestart_op else _LEEG,
        "Laatste dag": formats.date_format(dossier.gestopt_op, "SHORT_DATE_FORMAT") if dossier.gestopt_op else _LEEG,
    }


def noteer_aangemaakt(*, dossier: Dossier, door: Medewerker | None, op: datetime) -> Tijdlijnregel:
    """Write that the file was opened."""
    return schrijf(
        over=dossier,
        soort=AANGEMAAKT,
        verwijzing=dossier.dossiernummer,
        titel="Dossier aangemaakt",
        op=op,
        bekend_sinds=op,
        door=door,
    )


def noteer_wijziging(*, dossier: Dossier, oud: Mapping[str, str], door: Medewerker | None, op: datetime) -> Tijdlijnregel | None:
    """Write which facts changed since *oud* (`feiten_van`, taken before the change); nothing when none did."""
    nieuw = feiten_van(dossier)
    anders = [label for label in nieuw if nieuw[label] != oud[label]]
    if not anders:
        return None
    return schrijf(
        over=dossier,
        soort=GEWIJZIGD,
        verwijzing=str(uuid4()),
        titel=f"{anders[0]} gewijzigd" if len(anders) == 1 else "Gegevens gewijzigd",
        kort="; ".join(f"{label}: {oud[label]} → {nieuw[label]}" for label in anders),
        op=op,
        bekend_sinds=op,
        door=door,
    )


def noteer_nummer(*, organisator: Organisator, oud: str, door: Medewerker | None, op: datetime) -> Tijdlijnregel:
    """Write that an organisator got its real number in the place of the provisional one, *oud*."""
    return schrijf(
        over=organisator,
        soort=GEWIJZIGD,
        verwijzing=str(uuid4()),
        titel="Nummer gewijzigd",
        kort=f"Nummer: {oud} → {organisator.nummer}",
        op=op,
        bekend_sinds=op,
        door=door,
    )


def noteer_klantenbeheerder(*, dossier: Dossier, door: Medewerker | None, op: datetime) -> Tijdlijnregel:
    """Write who follows the location from now on."""
    wie = dossier.klantenbeheerder
    wijze = ", afwijkend van de organisator" if dossier.wijkt_af else ""
    return schrijf(
        over=dossier,
        soort=KLANTENBEHEERDER,
        verwijzing=str(uuid4()),
        titel=f"{wie.naam} volgt deze locatie{wijze}" if wie else "Niemand volgt deze locatie",
        op=op,
        bekend_sinds=op,
        door=door,
    )


def _getal(aantal: int | None) -> str:
    return _LEEG if aantal is None else str(aantal)
