"""Writes about the permit of a location: periods that never overlap, and the copy on the dossier that follows them."""

import logging
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.actions.uitbreiding import bewaak
from dossiers.actions.vergunninglijnen import laat_lijn_vervallen, schrijf_einde, schrijf_lijn
from dossiers.choices import Dossierstatus, Vergunningeinde
from dossiers.models import Dossier, Vergunning
from dossiers.queries.vergunningen import KOPIE, met_stand, uit_de_pas
from kern import logboek
from kern.actions.rijen import bewaar
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.tijd import BRUSSEL, EEN_DAG

logger = logging.getLogger(__name__)


class Periode(NamedTuple):
    """What a permit says from one day to another, both included."""

    vanaf: date
    tot: date | None
    stand: str
    type: str
    plaatsen: int
    voorwaarden: str = ""
    besluitnummer: str = ""
    einde: str = ""


def gezien_van(dossier: Dossier) -> str:
    """Return what somebody saw of the periods when the form was opened: a change of any of them changes it."""
    paren = Vergunning.objects.filter(dossier=dossier).order_by("pk").values_list("pk", "versie")
    return ".".join(f"{pk}-{versie}" for pk, versie in paren)


@transaction.atomic
def leg_periode_vast(
    *, dossier: Dossier, periode: Periode, gezien: str, door: Medewerker, op: datetime, reden: str = ""
) -> Vergunning:
    """Add a period. The period without end that runs makes room: it ends the day before, and goes on after a period with an end.

    So a change is one form, and so is a suspension of three months. Any other overlap is refused with the period it overlaps.
    A period that says how the permit ends is the last one: what was to come later falls away.

    Raises:
        AlGewijzigd: the periods are not what they were when the form was opened (*gezien*).
        ValidationError: a value is not valid, or the days overlap another period.
        PlaatsenGeblokkeerd: the places would rise while something serious is open.
    """
    # Two who arrange the permit of one location take turns at the lock; the second sees that something changed.
    with bewaak(dossier, door=door, op=op, reden=reden):
        if gezien_van(dossier) != gezien:
            raise AlGewijzigd(dossier)
        vergunning = Vergunning(dossier=dossier, **periode._asdict())
        if periode.einde and periode.tot is not None:
            _neem_latere_terug(dossier, periode.tot, periode.tot, door, op)
        _maak_plaats(dossier, periode)
        _bewaar(vergunning)
        schrijf_lijn(vergunning, door=door, op=op)
        _log(gebeurtenissen.VERGUNNING_VASTGELEGD, dossier, vergunning, door, op, reden)
        breng_bij(dossier=dossier, door=door, op=op)
    return vergunning


@transaction.atomic
def wijzig_periode(
    *, vergunning: Vergunning, versie: int, periode: Periode, door: Medewerker, op: datetime, reden: str = ""
) -> Vergunning:
    """Correct a period, or give it its last day. When it says now how the permit ends, what was to come later falls away.

    Raises:
        AlGewijzigd: a colleague changed it since the form was opened at *versie*.
        ValidationError: a value is not valid, or the days overlap another period.
        PlaatsenGeblokkeerd: the places would rise while something serious is open.
    """
    dossier = vergunning.dossier
    with bewaak(dossier, door=door, op=op, reden=reden):
        if not Vergunning.objects.filter(pk=vergunning.pk, versie=versie).exists():
            raise AlGewijzigd(vergunning)
        vergunning.versie = versie
        _pas_aan(vergunning, periode, door, op, reden)
        breng_bij(dossier=dossier, door=door, op=op)
    return vergunning


@transaction.atomic
def beeindig(*, dossier: Dossier, laatste: date, einde: Vergunningeinde, door: Medewerker, op: datetime) -> None:
    """Let a permit end on *laatste*, and what was to come after it fall away; nothing when it has ended by then.

    A period that began after *laatste* already was in force: it ends on its first day, because what happened stays.
    """
    with bewaak(dossier, door=door, op=op, reden=""):
        begonnen = Vergunning.objects.filter(dossier=dossier, vanaf__lte=op.astimezone(BRUSSEL).date()).first()
        laatste = max(laatste, begonnen.vanaf) if begonnen else laatste
        loopt = Vergunning.objects.filter(Q(tot=None) | Q(tot__gte=laatste), dossier=dossier, vanaf__lte=laatste).first()
        for later in Vergunning.objects.filter(dossier=dossier, vanaf__gt=laatste):
            _neem_terug(later, door, op)
        if loopt is not None:
            velden = {veld: getattr(loopt, veld) for veld in Periode._fields}
            _pas_aan(loopt, Periode(**velden | {"tot": laatste, "einde": einde}), door, op, "")
        breng_bij(dossier=dossier, door=door, op=op)


@transaction.atomic
def breng_bij(*, dossier: Dossier, door: Medewerker | None, op: datetime) -> bool:
    """Give the dossier the state, type, places and last day that its permit has today; return whether anything changed.

    Raises:
        ValidationError: the dossier cannot be so (fewer places than are subsidised).
    """
    dag = op.astimezone(BRUSSEL).date()
    volgens = met_stand(Dossier.objects.select_for_update(of=("self",), no_key=True), dag).get(pk=dossier.pk)
    if volgens.periode_id is None:
        return False
    nieuw = {veld: getattr(volgens, f"volgens_{veld}") for veld in KOPIE}
    if all(getattr(volgens, veld) == waarde for veld, waarde in nieuw.items()):
        return False
    was = volgens.status
    for veld, waarde in nieuw.items():
        setattr(volgens, veld, waarde)
        setattr(dossier, veld, waarde)
    volgens.full_clean()
    Dossier.objects.filter(pk=dossier.pk).update(versie=F("versie") + 1, **nieuw)
    dossier.versie = volgens.versie + 1
    periode = Vergunning.objects.get(pk=volgens.periode_id)
    if periode.vanaf <= dag and (periode.tot is None or dag <= periode.tot):
        schrijf_lijn(periode, door=door, op=op, hervat=was == Dossierstatus.GESCHORST)
    else:
        schrijf_einde(periode, door=door, op=op)
    logboek.schrijf(
        gebeurtenissen.VERGUNNING_WERKT,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier) if door else None,
        gegevens={"vergunning": periode.pk, "was": str(was), "status": str(dossier.status)},
    )
    return True


def werk_bij(*, op: datetime) -> int:
    """Bring every dossier in step on the day its permit begins, ends or is suspended; return how many. Run at night."""
    dag, aantal = op.astimezone(BRUSSEL).date(), 0
    for dossier in list(uit_de_pas(dag)):
        try:
            aantal += breng_bij(dossier=dossier, door=None, op=op)
        except ValidationError:
            # `manage.py controleer` goes on naming it; the other locations must not wait for this one.
            logger.warning("dossier volgt zijn vergunning niet", extra={"dossier": dossier.pk})
    return aantal


def _pas_aan(vergunning: Vergunning, periode: Periode, door: Medewerker, op: datetime, reden: str) -> None:
    if periode.einde and not vergunning.einde and periode.tot is not None:
        reikte_tot = None if vergunning.tot is None else max(vergunning.tot, periode.tot)
        _neem_latere_terug(vergunning.dossier, periode.tot, reikte_tot, door, op)
    for veld, waarde in periode._asdict().items():
        setattr(vergunning, veld, waarde)
    vergunning.versie += 1
    _bewaar(vergunning)
    schrijf_lijn(vergunning, door=door, op=op)
    _log(gebeurtenissen.VERGUNNING_GEWIJZIGD, vergunning.dossier, vergunning, door, op, reden)


def _neem_latere_terug(dossier: Dossier, na: date, reikte_tot: date | None, door: Medewerker, op: datetime) -> None:
    """Take back what was to come *na* the end of a permit that reached until *reikte_tot*.

    Not when that lies behind us, nor when care began again after it: then a piece of the past is being corrected.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    later = list(Vergunning.objects.filter(dossier=dossier, vanaf__gt=na))
    if (reikte_tot is not None and reikte_tot < vandaag) or any(een.vanaf <= vandaag for een in later):
        return
    for een in later:
        _neem_terug(een, door, op)


def _neem_terug(vergunning: Vergunning, door: Medewerker, op: datetime) -> None:
    _log(gebeurtenissen.VERGUNNING_VERVALLEN, vergunning.dossier, vergunning, door, op, "")
    laat_lijn_vervallen(vergunning, op=op)
    vergunning.delete()  # its days never came; the field history keeps that it was planned


def _maak_plaats(dossier: Dossier, periode: Periode) -> None:
    lopend = Vergunning.objects.filter(dossier=dossier, tot=None, vanaf__lt=periode.vanaf).first()
    if lopend is None:
        return
    lopend.tot, lopend.versie = periode.vanaf - EEN_DAG, lopend.versie + 1
    _bewaar(lopend)
    if periode.tot is None or periode.einde:
        return
    _bewaar(
        Vergunning(
            dossier=dossier,
            vanaf=periode.tot + EEN_DAG,
            stand=lopend.stand,
            type=lopend.type,
            plaatsen=lopend.plaatsen,
            voorwaarden=lopend.voorwaarden,
            besluitnummer=lopend.besluitnummer,
        )
    )


def _bewaar(vergunning: Vergunning) -> None:
    v = vergunning
    if v.tot is not None and v.tot < v.vanaf:  # said before the database is asked about days that are no range
        raise ValidationError({"tot": "De laatste dag ligt voor de eerste dag. Kijk beide datums na."})
    andere = Vergunning.objects.filter(Q(tot=None) | Q(tot__gte=v.vanaf), dossier=v.dossier_id, vanaf__lte=v.tot or date.max)
    overlapt = andere.exclude(pk=v.pk).first()
    if overlapt is not None:
        zin = f"Deze dagen overlappen de vergunning {overlapt.periode} ({overlapt.plaatsen} plaatsen). Pas die eerst aan."
        raise ValidationError({"vanaf": zin})
    bewaar(vergunning)


def _log(wat: Gebeurtenis, dossier: Dossier, vergunning: Vergunning, door: Medewerker, op: datetime, reden: str) -> None:
    gegevens: dict[str, logboek.Gegeven] = {
        "vergunning": vergunning.pk,
        "stand": vergunning.stand,
        "plaatsen": vergunning.plaatsen,
    }
    logboek.schrijf(wat, over=dossier, door=door, op=op, namens=namens_wie(door, dossier), reden=reden, gegevens=gegevens)
