"""What a permit puts on the timeline: a line per period, and one for its end; corrected when they say something else."""

from datetime import datetime

from dossiers.actions import tijdlijn
from dossiers.choices import Vergunningeinde, Vergunningstand
from dossiers.models import Vergunning
from kern.models import Medewerker
from kern.tijd import begin_van, einde_van

SOORT, SOORT_EINDE = "dossiers.vergunning", "dossiers.vergunning.einde"


def woorden(v: Vergunning, *, hervat: bool = False) -> tuple[str, str]:
    """Return title and text of the line of a period. Used by bulk writers too."""
    if v.stand == Vergunningstand.GESCHORST:
        titel, kort = "Vergunning geschorst", f"{v.periode.capitalize()}."
    else:
        titel = f"{'Schorsing voorbij' if hervat else 'Vergunning'}: {v.plaatsen} plaatsen {v.get_type_display()}"
        kort = f"Vanaf {v.vanaf:%d/%m/%Y}."
    kort += f" Besluit {v.besluitnummer}." if v.besluitnummer else ""
    kort += f" {v.voorwaarden}" if v.voorwaarden else ""
    return titel, kort


def woorden_einde(v: Vergunning) -> tuple[str, str]:
    """Return title and text of the line of the end of a period, which has a last day."""
    titel = "Vergunning opgeheven" if v.einde == Vergunningeinde.OPGEHEVEN else "Opvang gestopt"
    return titel, f"Laatste dag: {v.tot:%d/%m/%Y}."


def schrijf_lijn(v: Vergunning, *, door: Medewerker | None, op: datetime, hervat: bool = False) -> None:
    """Write what a period says, from its day or from now when that day is to come; *hervat*: a suspension is over by it."""
    titel, kort = woorden(v, hervat=hervat)
    _zet_op_tijdlijn(v, SOORT, titel, kort, min(begin_van(v.vanaf), op), door, op)
    if v.einde:
        schrijf_einde(v, door=door, op=op)
    else:
        tijdlijn.laat_vervallen(soort=SOORT_EINDE, verwijzing=str(v.pk), op=op)


def schrijf_einde(v: Vergunning, *, door: Medewerker | None, op: datetime) -> None:
    """Write that the care ended with the last day of a period."""
    if v.tot is None:
        return
    titel, kort = woorden_einde(v)
    _zet_op_tijdlijn(v, SOORT_EINDE, titel, kort, min(einde_van(v.tot), op), door, op)


def _zet_op_tijdlijn(
    v: Vergunning, soort: str, titel: str, kort: str, wanneer: datetime, door: Medewerker | None, op: datetime
) -> None:
    """Write the line of a period, or correct it when it says something else."""
    tijdlijn.zet(
        over=v.dossier,
        soort=soort,
        verwijzing=str(v.pk),
        titel=titel,
        kort=kort,
        op=wanneer,
        bekend_sinds=op,
        door=door,
    )


def laat_lijn_vervallen(v: Vergunning, *, op: datetime) -> None:
    """Take back what stands about a period that never was."""
    for soort in (SOORT, SOORT_EINDE):
        tijdlijn.laat_vervallen(soort=soort, verwijzing=str(v.pk), op=op)
