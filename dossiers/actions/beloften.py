"""Writes about promises, ours and theirs: made, kept, not kept, withdrawn. Each keeps timeline and werkvoorraad in step."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers import gebeurtenissen, werksoorten, workflow
from dossiers.access import namens_wie
from dossiers.access.contact import mag_wijzigen_bij
from dossiers.actions import tijdlijn
from dossiers.choices import Beloftestatus, Belover
from dossiers.models import Belofte, Dossier, Organisator
from kern import logboek, overgang
from kern.actions import werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.choices import Werkaard
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.tijd import BRUSSEL, EEN_DAG, begin_van
from kern.werk import Publiek

SOORT, STAP = "dossiers.belofte", "dossiers.belofte.stap"
HOOGSTENS_VER = timedelta(days=5 * 366)  # a slip of the finger in the year


class Waar(NamedTuple):
    """Where a promise was made, as plain values: ("dossiers.verslag", its key, its page)."""

    soort: str = ""
    sleutel: str = ""
    url: str = ""


NERGENS = Waar()


def titel_gemaakt(van: str, tegen: date) -> str:
    """Return how the line says that something was promised. Used by bulk writers too, as the next."""
    wie = "Wij beloofden" if van == Belover.WIJ else "De organisator beloofde"
    return f"{wie} iets tegen {tegen:%d/%m/%Y}"


def titel_afgesloten(status: str) -> str:
    """Return how the line says what became of it."""
    return f"Belofte {Beloftestatus(status).label}"


@transaction.atomic
def beloof(
    *,
    sleutel: UUID,
    over: Dossier | Organisator,
    van: Belover,
    wat: str,
    tegen: date,
    door: Medewerker,
    op: datetime,
    voor: Medewerker | None = None,
    waar: Waar = NERGENS,
) -> Belofte:
    """Write down a promise. Sent twice under one *sleutel* it is kept once.

    Args:
        voor: in whose werkvoorraad it waits: by default who writes it down, when they work on the location, and else whoever
            follows it.

    Raises:
        ValidationError: a value is not valid, or the day is over or too far away.
        AlAndersBewaard: under this key something else was promised.
    """
    wie = voor or (door if mag_wijzigen_bij(door, over) else over.klantenbeheerder) or door
    belofte = Belofte(
        pk=sleutel,
        dossier=over if isinstance(over, Dossier) else None,
        organisator_id=over.organisator_id if isinstance(over, Dossier) else over.pk,
        van=van,
        wat=wat.strip(),
        tegen=tegen,
        voor=wie,
        waar_soort=waar.soort,
        waar_id=waar.sleutel,
        waar_url=waar.url,
        gemaakt_op=op,
        gemaakt_door=door,
    )
    belofte.full_clean(validate_unique=False)
    if eerder := voeg_eenmaal_toe(belofte, zelfde=("dossier_id", "organisator_id", "van", "wat", "tegen", "gemaakt_door_id")):
        return eerder
    vandaag = op.astimezone(BRUSSEL).date()
    if not vandaag <= tegen <= vandaag + HOOGSTENS_VER:  # after the key: what is sent again a day later is the same promise
        raise ValidationError({"tegen": "Kies vandaag of een dag die nog komt, binnen de vijf jaar."})
    tijdlijn.schrijf(
        over=over,
        soort=SOORT,
        verwijzing=str(belofte.pk),
        titel=titel_gemaakt(van, tegen),
        kort=belofte.wat,
        op=op,
        bekend_sinds=op,
        door=door,
        url=belofte.get_absolute_url(),
    )
    volg_op(belofte, op)
    _log(gebeurtenissen.BELOFTE_GEMAAKT, belofte, door, op)
    return belofte


@transaction.atomic
def houd(*, belofte: Belofte, door: Medewerker, op: datetime, uitleg: str = "") -> Belofte:
    """Note that it was kept.

    Raises:
        AlGewijzigd: a colleague said what became of it already.
    """
    return _sluit_af(belofte, workflow.HOUD_BELOFTE, gebeurtenissen.BELOFTE_GEHOUDEN, uitleg, door, op)


@transaction.atomic
def breek(*, belofte: Belofte, uitleg: str, door: Medewerker, op: datetime) -> Belofte:
    """Note that it was not kept, and how that came.

    Raises:
        AlGewijzigd: a colleague said what became of it already.
        EisNietVoldaan: no word about how it came.
    """
    return _sluit_af(belofte, workflow.BREEK_BELOFTE, gebeurtenissen.BELOFTE_GEBROKEN, uitleg, door, op)


@transaction.atomic
def trek_in(*, belofte: Belofte, uitleg: str, door: Medewerker, op: datetime) -> Belofte:
    """Say that it was no promise, or none any more, and why.

    Raises:
        AlGewijzigd: a colleague said what became of it already.
        EisNietVoldaan: no reason.
    """
    belofte = _sluit_af(belofte, workflow.TREK_BELOFTE_IN, gebeurtenissen.BELOFTE_INGETROKKEN, uitleg, door, op)
    tijdlijn.laat_vervallen(soort=SOORT, verwijzing=str(belofte.pk), op=op)
    return belofte


def volg_op(belofte: Belofte, op: datetime) -> None:
    """Let an open promise wait: ours to be kept, theirs for the day it was to be. Called by imports too."""
    werk.meld(
        soort=werksoorten.BELOFTE,
        verwijzing=belofte.pk,
        titel=f"{'Beloofd' if belofte.van_ons else 'Beloofd aan ons'}: {belofte.wat}",
        over=belofte.over,
        publiek=Publiek(voor=belofte.voor),
        tegen=belofte.tegen,
        aard=Werkaard.TAAK if belofte.van_ons else Werkaard.WACHT,
        wacht_op="" if belofte.van_ons else str(belofte.organisator),
        begint_op=None if belofte.van_ons else begin_van(belofte.tegen + EEN_DAG),
        url=belofte.get_absolute_url(),
        volgt_onderwerp=True,
        op=op,
    )


def noteer_inzage(*, belofte: Belofte, door: Medewerker, op: datetime) -> None:
    """Write down that *door* read a promise; without the row there is no look."""
    _log(gebeurtenissen.BELOFTE_INGEZIEN, belofte, door, op)


def _sluit_af(
    belofte: Belofte, stap: overgang.Overgang, wat: Gebeurtenis, uitleg: str, door: Medewerker, op: datetime
) -> Belofte:
    zet: dict[str, Any] = {"uitleg": uitleg.strip(), "afgesloten_op": op, "afgesloten_door": door}
    overgang.voer_uit(belofte, stap, zet=zet, waar={"gewist_op": None})
    tijdlijn.schrijf(
        over=belofte.over,
        soort=STAP,
        verwijzing=f"{belofte.pk}:{belofte.status}",
        titel=titel_afgesloten(belofte.status),
        op=op,
        bekend_sinds=op,
        door=door,
        url=belofte.get_absolute_url(),
    )
    werk.sluit(soort=werksoorten.BELOFTE, verwijzing=belofte.pk, door=door, op=op)
    _log(wat, belofte, door, op)
    return belofte


def _log(wat: Gebeurtenis, belofte: Belofte, door: Medewerker, op: datetime) -> None:
    # About the file; the words stay with the promise, where erasing finds them.
    over = belofte.over
    logboek.schrijf(
        wat,
        over=over,
        door=door,
        op=op,
        namens=namens_wie(door, over) if isinstance(over, Dossier) else None,
        gegevens={"belofte": str(belofte.pk), "belover": belofte.van},
    )
