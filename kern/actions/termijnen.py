"""Writes about terms: start, suspend, resume, extend, close; each computes the date again and logs it.

Whether somebody *may* do it is checked by the app whose subject it is; these actions know only the term.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import models, transaction

from kern import gebeurtenissen, logboek, overgang, workflow
from kern.actions import termijnwerk
from kern.actions.termijnwerk import Termijnwerk
from kern.choices import TermijnStatus
from kern.fouten import AlGewijzigd, DomeinFout
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker, Termijn, TermijnAanpassing
from kern.overgang import Overgang
from kern.queries import termijnen as queries
from kern.termijnen import (
    BRUSSEL,
    Aanpassing,
    Aard,
    Datumwijziging,
    Eenheid,
    Kalender,
    Opschorting,
    Stap,
    Stapsoort,
    TermijnFout,
    Uitkomst,
    Verlenging,
    bereken,
)

Soort = TermijnAanpassing.Soort
_AFGEROND = {
    TermijnStatus.LOOPT: (workflow.HAAL, workflow.HAAL_TE_LAAT),
    TermijnStatus.VERLOPEN: (workflow.HAAL_VERLOPEN, workflow.HAAL_VERLOPEN),
    TermijnStatus.OPGESCHORT: (workflow.HAAL_OPGESCHORT, workflow.HAAL_OPGESCHORT),
}
_VERVALLEN = {
    TermijnStatus.LOOPT: workflow.LAAT_VERVALLEN,
    TermijnStatus.OPGESCHORT: workflow.LAAT_OPGESCHORT_VERVALLEN,
    TermijnStatus.VERLOPEN: workflow.LAAT_VERLOPEN_VERVALLEN,
}


@transaction.atomic
def start_termijn(
    *,
    over: models.Model,
    regel: str,
    start_op: datetime,
    door: Medewerker | None,
    op: datetime,
    voorlopig: bool = False,
    duur: int | None = None,
    eigen_datum: date | None = None,
    werk: Termijnwerk | None = None,
) -> Termijn:
    """Start a term about *over* by the version of the rule that applies on the Belgian day of *start_op*.

    Args:
        regel: code of the rule.
        start_op: the event from which is counted; it may lie before *op*.
        voorlopig: *start_op* is the sending; `maak_definitief` follows when the receipt is known.
        duur: the length, for a rule that is decided case by case; or
        eigen_datum: the date itself.
        werk: in whose werkvoorraad it stands while it is open, and with which words.

    Raises:
        GeenRegel: no version of the rule applies on that day.
        DomeinFout: the length or date does not fit the rule.
    """
    rij = queries.regel_op(regel, start_op.astimezone(BRUSSEL).date())
    termijn = Termijn(
        onderwerp_soort=logboek.soort_van(over),
        onderwerp_id=str(over.pk),
        regel=rij,
        start_op=start_op,
        voorlopig=voorlopig,
        duur=duur,
        eigen_datum=eigen_datum,
    )
    for veld, waarde in _velden(_reken(termijn, queries.kalender(), [])).items():
        setattr(termijn, veld, waarde)
    termijn.save()
    if werk is not None:
        termijnwerk.zet(termijn, werk, op=op)
    _log(gebeurtenissen.TERMIJN_GESTART, termijn, door=door, op=op)
    return termijn


@transaction.atomic
def maak_definitief(*, termijn: Termijn, ontvangen_op: datetime, door: Medewerker | None, op: datetime) -> Termijn:
    """Count from the receipt now that it is known; a term that had expired meanwhile runs again when the new date allows.

    Raises:
        AlGewijzigd: the term is final already, or closed.
        DomeinFout: an adjustment lies before the receipt.
    """
    vast = _neem(termijn, *TermijnStatus.open())
    if not vast.voorlopig:
        raise AlGewijzigd(termijn)
    vast.voorlopig = False
    vast.start_op = ontvangen_op
    oud = vast.datum
    _herreken(vast, queries.kalender(), op=op, ook={"voorlopig": False, "start_op": ontvangen_op})
    _log(gebeurtenissen.TERMIJN_DEFINITIEF, vast, door=door, op=op, oud=oud)
    return _neem_over(termijn, vast)


@transaction.atomic
def schort_op(*, termijn: Termijn, reden: str, door: Medewerker | None, op: datetime, vanaf: datetime | None = None) -> Termijn:
    """Let the term stand still from *vanaf* (default: now) until it is resumed; possible more than once.

    Raises:
        AlGewijzigd: the term is suspended, expired or closed already.
        DomeinFout: *vanaf* lies outside the term or inside an earlier suspension.
    """
    vast = _neem(termijn, TermijnStatus.LOOPT)
    oud = vast.datum
    _pas_aan(vast, TermijnAanpassing(soort=Soort.OPSCHORTING, vanaf=vanaf or op, reden=reden))
    _herreken(vast, queries.kalender(), op=op, stap=workflow.SCHORT_OP)
    _log(gebeurtenissen.TERMIJN_OPGESCHORT, vast, door=door, op=op, oud=oud, reden=reden)
    return _neem_over(termijn, vast)


@transaction.atomic
def hervat(*, termijn: Termijn, door: Medewerker | None, op: datetime, vanaf: datetime | None = None, reden: str = "") -> Termijn:
    """Let a suspended term run again; the day of *vanaf* (default: now) counts again.

    Raises:
        AlGewijzigd: the term is not suspended any more.
        DomeinFout: *vanaf* lies before the suspension began.
    """
    vast = _neem(termijn, TermijnStatus.OPGESCHORT)
    hervat_op = vanaf or op
    open_ = vast.aanpassingen.get(soort=Soort.OPSCHORTING, tot=None)
    if hervat_op < open_.vanaf:
        raise DomeinFout("Een termijn kan niet hervat worden voor hij opgeschort werd. Kies een later moment.")
    vast.aanpassingen.filter(pk=open_.pk).update(tot=hervat_op)
    _herreken(vast, queries.kalender(), op=op, stap=workflow.HERVAT)
    _log(gebeurtenissen.TERMIJN_HERVAT, vast, door=door, op=op, reden=reden)
    return _neem_over(termijn, vast)


@transaction.atomic
def verleng(*, termijn: Termijn, duur: int, eenheid: Eenheid, reden: str, door: Medewerker | None, op: datetime) -> Termijn:
    """Make the term longer, from its last day before any move to a working day; possible more than once.

    Raises:
        AlGewijzigd: the term is expired or closed already.
        DomeinFout: the term is over, or the unit does not fit.
    """
    vast = _neem(termijn, TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    oud = vast.datum
    _pas_aan(vast, TermijnAanpassing(soort=Soort.VERLENGING, vanaf=op, duur=duur, eenheid=eenheid.value, reden=reden))
    _herreken(vast, queries.kalender(), op=op)
    _log(gebeurtenissen.TERMIJN_VERLENGD, vast, door=door, op=op, oud=oud, reden=reden)
    return _neem_over(termijn, vast)


@transaction.atomic
def wijzig_datum(*, termijn: Termijn, datum: date, reden: str, door: Medewerker | None, op: datetime) -> Termijn:
    """Give a term that is decided case by case another date, earlier or later.

    Raises:
        AlGewijzigd: the term is expired or closed already.
        DomeinFout: the rule has a fixed length, or the date lies in the past.
    """
    vast = _neem(termijn, TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    oud = vast.datum
    _pas_aan(vast, TermijnAanpassing(soort=Soort.DATUM, vanaf=op, datum=datum, reden=reden))
    _herreken(vast, queries.kalender(), op=op)
    _log(gebeurtenissen.TERMIJN_GEWIJZIGD, vast, door=door, op=op, oud=oud, reden=reden)
    return _neem_over(termijn, vast)


@transaction.atomic
def sluit_af(*, termijn: Termijn, door: Medewerker | None, op: datetime, reden: str = "") -> Termijn:
    """What had to happen has happened at *op*: in time, or too late. A waiting term is never too late.

    Raises:
        AlGewijzigd: the term was closed already.
    """
    vast = _neem(termijn, *TermijnStatus.open())
    te_laat = vast.vervalt_op is not None and vast.vervalt_op <= op and vast.regel.aard == Aard.UITERSTE.value
    stap = _AFGEROND[TermijnStatus(vast.status)][te_laat]
    overgang.voer_uit(vast, stap, zet={"afgesloten_op": op})
    termijnwerk.sluit(vast, door=door, op=op)
    _log(gebeurtenissen.TERMIJN_AFGEROND, vast, door=door, op=op, reden=reden)
    return _neem_over(termijn, vast)


@transaction.atomic
def laat_vervallen(*, termijn: Termijn, reden: str, door: Medewerker | None, op: datetime) -> Termijn:
    """The term has no object any more (withdrawn, annulled).

    Raises:
        AlGewijzigd: the term was closed already.
    """
    vast = _neem(termijn, *TermijnStatus.open())
    overgang.voer_uit(vast, _VERVALLEN[TermijnStatus(vast.status)], zet={"afgesloten_op": op})
    termijnwerk.sluit(vast, door=door, op=op)
    _log(gebeurtenissen.TERMIJN_VERVALLEN, vast, door=door, op=op, reden=reden)
    return _neem_over(termijn, vast)


@transaction.atomic
def markeer_verlopen(*, op: datetime) -> list[Termijn]:
    """Write down which running terms are over at *op*, and give them back so that the caller can warn people.

    Nothing waits for this: lists and pages look at `vervalt_op` themselves. Two runs at once mark a term once.
    """
    rijen = queries.verlopen_termijnen(op).filter(status=TermijnStatus.LOOPT).select_for_update(of=("self",), skip_locked=True)
    gemarkeerd = list(rijen)
    for termijn in gemarkeerd:
        overgang.voer_uit(termijn, workflow.VERLOOP)
        _log(gebeurtenissen.TERMIJN_VERLOPEN, termijn, door=None, op=op)
    return gemarkeerd


def herreken_open(termijnen: models.QuerySet[Termijn], *, door: Medewerker | None, op: datetime) -> int:
    """Compute open terms again after a change of calendar or rule; logs each whose date or certainty changed.

    Called inside the transaction of the action that changed the rows. Returns how many changed.
    """
    kalender = queries.kalender()
    gewijzigd = 0
    for termijn in termijnen.select_for_update(of=("self",)).prefetch_related("aanpassingen"):
        oud = (termijn.datum, termijn.vervalt_op, termijn.onzekerheden)
        try:
            _herreken(termijn, kalender, op=op)
        except DomeinFout as fout:
            _twijfel(termijn, f"De herrekening lukte niet, de vorige datum staat er nog: {fout.zin}")
        if (termijn.datum, termijn.vervalt_op, termijn.onzekerheden) != oud:
            gewijzigd += 1
            _log(gebeurtenissen.TERMIJN_HERREKEND, termijn, door=door, op=op, oud=oud[0])
    return gewijzigd


@transaction.atomic
def herreken_alle(*, op: datetime) -> int:
    """Compute every open term again, by the system; returns how many changed."""
    return herreken_open(queries.open_termijnen(), door=None, op=op)


# --- The parts -------------------------------------------------------------------------------------------------------------
@contextmanager
def _in_woorden() -> Iterator[None]:
    """Say what the pure calculation refuses to the person who asked for it."""
    try:
        yield
    except TermijnFout as fout:
        raise DomeinFout(str(fout)) from fout


def _neem(termijn: Termijn, *statussen: TermijnStatus) -> Termijn:
    """Lock the row and read it fresh: two adjustments at once must each see the other, or the date misses one.

    Raises:
        AlGewijzigd: the term is in another state.
    """
    vast = Termijn.objects.select_for_update(of=("self",)).select_related("regel").get(pk=termijn.pk)
    if vast.status not in statussen:
        raise AlGewijzigd(termijn)
    return vast


def _neem_over(termijn: Termijn, vast: Termijn) -> Termijn:
    """Give the instance of the caller the new values too."""
    for veld in Termijn._meta.concrete_fields:
        setattr(termijn, veld.attname, getattr(vast, veld.attname))
    return termijn


def _pas_aan(termijn: Termijn, aanpassing: TermijnAanpassing) -> None:
    aanpassing.termijn = termijn
    if not aanpassing.reden.strip():
        raise DomeinFout("Geef een reden: ze wordt een stap in de uitleg van de termijn.")
    if aanpassing.vanaf.astimezone(BRUSSEL).date() < termijn.start_op.astimezone(BRUSSEL).date():
        raise DomeinFout("De termijn kan niet aangepast worden voor hij begint. Kies een later moment.")
    # Before the database is asked: the calculation says it in better words than a constraint.
    _reken(termijn, queries.kalender(), [*_aanpassingen(termijn), _als_waarde(aanpassing)])
    aanpassing.save()


def _als_waarde(rij: TermijnAanpassing) -> Aanpassing:
    with _in_woorden():
        if rij.soort == Soort.OPSCHORTING:
            return Opschorting(vanaf=rij.vanaf, tot=rij.tot, reden=rij.reden)
        if rij.soort == Soort.VERLENGING:
            return Verlenging(moment=rij.vanaf, duur=rij.duur or 0, eenheid=Eenheid(rij.eenheid), reden=rij.reden)
        return Datumwijziging(moment=rij.vanaf, datum=rij.datum or date.min, reden=rij.reden)


def _aanpassingen(termijn: Termijn) -> list[Aanpassing]:
    return [_als_waarde(rij) for rij in termijn.aanpassingen.all()]


def _reken(termijn: Termijn, kalender: Kalender, aanpassingen: list[Aanpassing]) -> Uitkomst:
    with _in_woorden():
        return bereken(
            regel=termijn.regel.als_regel(),
            start=termijn.start_op,
            kalender=kalender,
            duur=termijn.duur,
            eigen_datum=termijn.eigen_datum,
            aanpassingen=aanpassingen,
            voorlopig=termijn.voorlopig,
        )


def _velden(uitkomst: Uitkomst) -> dict[str, object]:
    """What a calculation gives, as fields of the row."""
    return {
        "datum": uitkomst.datum,
        "vervalt_op": uitkomst.vervalt_op,
        "bekend": uitkomst.bekend,
        "onzekerheden": list(uitkomst.onzekerheden),
        "uitleg": [stap.als_json() for stap in uitkomst.stappen],
    }


def _herreken(
    termijn: Termijn,
    kalender: Kalender,
    *,
    op: datetime,
    stap: Overgang | None = None,
    ook: dict[str, object] | None = None,
) -> None:
    """Compute a locked term again and write it, with its change of state if there is one."""
    uitkomst = _reken(termijn, kalender, _aanpassingen(termijn))
    velden = _velden(uitkomst) | (ook or {})
    if termijn.status == TermijnStatus.VERLOPEN and (uitkomst.vervalt_op is None or uitkomst.vervalt_op > op):
        stap = workflow.HERLEEF
    if stap is not None:
        overgang.voer_uit(termijn, stap, zet=velden)
    else:
        Termijn.objects.filter(pk=termijn.pk).update(**velden)
        for veld, waarde in velden.items():
            setattr(termijn, veld, waarde)
    termijnwerk.houd_bij(termijn)


def _twijfel(termijn: Termijn, tekst: str) -> None:
    """Keep the date and say why it is not sure: one term that does not fit any more must not stop the others."""
    if tekst not in termijn.onzekerheden:
        termijn.onzekerheden = [*termijn.onzekerheden, tekst]
        termijn.uitleg = [*termijn.uitleg, Stap(Stapsoort.ONZEKER, tekst).als_json()]
        Termijn.objects.filter(pk=termijn.pk).update(onzekerheden=termijn.onzekerheden, uitleg=termijn.uitleg)


def _log(
    gebeurtenis: Gebeurtenis,
    termijn: Termijn,
    *,
    door: Medewerker | None,
    op: datetime,
    oud: date | None = None,
    reden: str = "",
) -> None:
    gegevens = {
        "onderwerp": f"{termijn.onderwerp_soort}:{termijn.onderwerp_id}",
        "regel": termijn.regel.code,
        "status": str(termijn.status),
        "datum": termijn.datum.isoformat() if termijn.datum else None,
        "datum_oud": oud.isoformat() if oud else None,
    }
    logboek.schrijf(gebeurtenis, over=termijn, door=door, op=op, reden=reden, gegevens=gegevens)
