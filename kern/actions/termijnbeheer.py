"""Writes of the beheerder: closing days and term rules. Open terms are computed again in the same transaction."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from kern import gebeurtenissen, logboek
from kern.actions.rijen import bewaar
from kern.actions.termijnen import herreken_open
from kern.fouten import AlGewijzigd, DomeinFout
from kern.gebeurtenissen import Gebeurtenis
from kern.logboek import Gegeven
from kern.models import Medewerker, Sluitingsdag, Termijn, Termijnregel
from kern.queries.termijnen import open_termijnen
from kern.termijnen import Eenheid, Sluitsoort

_KLOK = (Eenheid.UREN.value, Eenheid.MINUTEN.value)


@transaction.atomic
def voeg_sluitingsdag_toe(
    *,
    datum: date,
    naam: str,
    soort: Sluitsoort,
    bron: str,
    bevestigd: bool,
    reden: str,
    door: Medewerker,
    op: datetime,
) -> Sluitingsdag:
    """Add a closing day, such as a bridge day of next year.

    Raises:
        ValidationError: the date is a closing day already, or a field is empty.
        DomeinFout: no reason was given.
    """
    _eis_reden(reden)
    dag = Sluitingsdag(datum=datum, naam=naam, soort=soort.value, bron=bron, bevestigd=bevestigd)
    bewaar(dag)
    aantal = herreken_open(_geraakt_door(datum), door=door, op=op)
    _log_dag(gebeurtenissen.SLUITINGSDAG_TOEGEVOEGD, dag, door=door, op=op, reden=reden, aantal=aantal)
    return dag


@transaction.atomic
def wijzig_sluitingsdag(
    *,
    dag: Sluitingsdag,
    naam: str,
    soort: Sluitsoort,
    bron: str,
    bevestigd: bool,
    reden: str,
    door: Medewerker,
    op: datetime,
) -> Sluitingsdag:
    """Correct a closing day, or confirm it. Another date is another day: withdraw this one and add that one.

    Raises:
        AlGewijzigd: the day was withdrawn meanwhile.
        ValidationError: a field is empty.
        DomeinFout: no reason was given.
    """
    _eis_reden(reden)
    dag.naam, dag.soort, dag.bron, dag.bevestigd = naam, soort.value, bron, bevestigd
    dag.full_clean()
    rijen = Sluitingsdag.objects.filter(pk=dag.pk, ingetrokken_op=None)
    if rijen.update(naam=naam, soort=soort.value, bron=bron, bevestigd=bevestigd) != 1:
        raise AlGewijzigd(dag)
    aantal = herreken_open(_geraakt_door(dag.datum), door=door, op=op)
    _log_dag(gebeurtenissen.SLUITINGSDAG_GEWIJZIGD, dag, door=door, op=op, reden=reden, aantal=aantal)
    return dag


@transaction.atomic
def trek_sluitingsdag_in(*, dag: Sluitingsdag, reden: str, door: Medewerker, op: datetime) -> Sluitingsdag:
    """Take a day out of the calendar; the row stays, with the log.

    Raises:
        AlGewijzigd: the day was withdrawn already.
        DomeinFout: no reason was given.
    """
    _eis_reden(reden)
    if Sluitingsdag.objects.filter(pk=dag.pk, ingetrokken_op=None).update(ingetrokken_op=op) != 1:
        raise AlGewijzigd(dag)
    dag.ingetrokken_op = op
    aantal = herreken_open(_geraakt_door(dag.datum), door=door, op=op)
    _log_dag(gebeurtenissen.SLUITINGSDAG_INGETROKKEN, dag, door=door, op=op, reden=reden, aantal=aantal)
    return dag


@transaction.atomic
def voeg_regel_toe(*, regel: Termijnregel, reden: str, door: Medewerker, op: datetime) -> Termijnregel:
    """Add a rule, or a new version of one: the version that is still open ends on the day the new one begins.

    Terms that run already keep the version they started with.

    Raises:
        ValidationError: the rule contradicts itself, or overlaps another version.
        DomeinFout: no reason was given.
    """
    _eis_reden(reden)
    if regel.geldig_vanaf is not None:
        vorige = Termijnregel.objects.filter(code=regel.code, geldig_tot=None).exclude(geldig_vanaf__gte=regel.geldig_vanaf)
        vorige.update(geldig_tot=regel.geldig_vanaf)
    bewaar(regel)
    logboek.schrijf(gebeurtenissen.TERMIJNREGEL_TOEGEVOEGD, over=regel, door=door, op=op, reden=reden, gegevens=_beschrijf(regel))
    return regel


@transaction.atomic
def wijzig_regel(*, regel: Termijnregel, velden: dict[str, Any], reden: str, door: Medewerker, op: datetime) -> Termijnregel:
    """Correct a version of a rule, confirm it, or end it; its open terms are computed again.

    What the law changes from a day on is a new version (`voeg_regel_toe`); this is for what was written down wrongly, or
    was not known.

    Args:
        velden: new values by field name; `code` cannot change.

    Raises:
        ValidationError: the rule contradicts itself, or overlaps another version.
        DomeinFout: no reason was given, or an open term does not fit the corrected rule.
    """
    _eis_reden(reden)
    if "code" in velden:
        raise DomeinFout("De code van een regel ligt vast: de toepassing zoekt de regel ermee.")
    vast = Termijnregel.objects.select_for_update().get(pk=regel.pk)
    oud = _beschrijf(vast)
    for veld, waarde in velden.items():
        setattr(vast, veld, waarde)
    bewaar(vast, velden=sorted(velden))
    aantal = herreken_open(open_termijnen().filter(regel=vast), door=door, op=op)
    nieuw = _beschrijf(vast)
    gegevens: dict[str, Gegeven] = {f"{naam}_oud": oud[naam] for naam in nieuw if oud[naam] != nieuw[naam]}
    logboek.schrijf(
        gebeurtenissen.TERMIJNREGEL_GEWIJZIGD,
        over=vast,
        door=door,
        op=op,
        reden=reden,
        gegevens=gegevens | nieuw | {"herrekend": aantal},
    )
    for kolom in Termijnregel._meta.concrete_fields:
        setattr(regel, kolom.attname, getattr(vast, kolom.attname))
    return regel


def _eis_reden(reden: str) -> None:
    if not reden.strip():
        raise DomeinFout("Geef een reden: ze komt in het logboek.")


def _geraakt_door(dag: date) -> QuerySet[Termijn]:
    """The open terms in days that a change on *dag* can touch: from its year on, because a new year ends a doubt too."""
    raakt = Q(datum=None) | Q(datum__year__gte=dag.year)
    return open_termijnen().filter(raakt, start_op__year__lte=dag.year, bekend=True).exclude(regel__eenheid__in=_KLOK)


def _log_dag(gebeurtenis: Gebeurtenis, dag: Sluitingsdag, *, door: Medewerker, op: datetime, reden: str, aantal: int) -> None:
    gegevens: dict[str, Gegeven] = {
        "datum": dag.datum.isoformat(),
        "naam": dag.naam,
        "soort": str(dag.soort),
        "bevestigd": dag.bevestigd,
        "herrekend": aantal,
    }
    logboek.schrijf(gebeurtenis, over=dag, door=door, op=op, reden=reden, gegevens=gegevens)


def _beschrijf(regel: Termijnregel) -> dict[str, Gegeven]:
    """Every column of a rule as a log can hold it."""
    beschrijving: dict[str, Gegeven] = {}
    for veld in Termijnregel._meta.concrete_fields:
        waarde = getattr(regel, veld.attname)
        if veld.name != "id":
            beschrijving[veld.name] = waarde.isoformat() if isinstance(waarde, date) else waarde
    return beschrijving
