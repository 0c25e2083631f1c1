"""What follows from a task wherever it changes: its row in the werkvoorraad, its reminder, the log, and who is told."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from kern import logboek, werksoorten
from kern.access import namens
from kern.actions import outbox, werk
from kern.choices import Belang, Herinnermoment, Taakstatus, Werkaard
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.herhaling import Werkdag, werkdag_tot, werkdag_vanaf, werkdagen_later
from kern.models import Medewerker, Taak, Werkregel
from kern.tekst import inkorten
from kern.tijd import BRUSSEL, EEN_DAG, begin_van
from kern.werk import Publiek

OCHTEND = time(7, 15)  # when somebody who is not at an hour is reminded, and the overview comes
VOORAF = timedelta(minutes=15)


def zet_om(taak: Taak, velden: dict[str, Any], **waar: Any) -> None:
    """Write *velden* of an open task, if it still is as *waar* says.

    Raises:
        AlGewijzigd: it is not.
    """
    if Taak.objects.filter(pk=taak.pk, status=Taakstatus.OPEN, **waar).update(**velden) != 1:
        raise AlGewijzigd(taak)
    for naam, waarde in velden.items():
        setattr(taak, naam, waarde)


def zet_rij(taak: Taak, *, op: datetime) -> None:
    """Let the row in the werkvoorraad say what the task says."""
    werk.meld(
        soort=werksoorten.TAAK,
        verwijzing=taak.pk,
        titel=taak.titel,
        kort="" if taak.voor_id == taak.gegeven_door_id else f"van {taak.gegeven_door.naam}",
        url=taak.get_absolute_url(),
        over=(taak.onderwerp_soort, taak.onderwerp_id) if taak.onderwerp_soort else None,
        publiek=publiek_van(taak),
        belang=Belang(taak.belang),
        volgt_onderwerp=taak.volgt_onderwerp,
        op=op,
        **_wanneer(taak, op),
    )


def zet_dagen(taken: Collection[Taak], *, op: datetime) -> None:
    """Let the open rows in the werkvoorraad say by when these tasks are to be done: `zet_rij` of what only got other days."""
    dagen = {str(taak.pk): _wanneer(taak, op) for taak in taken}
    rijen = list(Werkregel.objects.filter(soort=werksoorten.TAAK.code, verwijzing__in=dagen, klaar_op=None).order_by("pk"))
    for rij in rijen:
        velden = dagen[rij.verwijzing]
        rij.tegen, rij.heel_dag = werk.moment_van(velden["tegen"])
        rij.begint_op, rij.wacht_op, rij.aard = velden["begint_op"], inkorten(velden["wacht_op"], 200), velden["aard"]
    Werkregel.objects.bulk_update(rijen, ("tegen", "heel_dag", "begint_op", "wacht_op", "aard"), batch_size=500)


def _wanneer(taak: Taak, op: datetime) -> dict[str, Any]:
    """What the row says of days and of waiting, as `werk.meld` takes it."""
    tegen: date | datetime | None = taak.tegen
    if taak.tegen is not None and taak.uur is not None:
        tegen = datetime.combine(taak.tegen, taak.uur, tzinfo=BRUSSEL)
    wacht_op, begint_op = "", None
    if taak.rust_tot is not None and taak.rust_tot > dag_van(op):
        wacht_op, begint_op = f"later: uitgesteld tot {taak.rust_tot:%d/%m/%Y}", begin_van(taak.rust_tot)
        if taak.tegen is not None and taak.tegen < taak.rust_tot:
            tegen = taak.rust_tot
    elif taak.wacht:
        dag = taak.navraag_sinds or taak.volg_op
        wacht_op, begint_op = taak.wacht_op, begin_van(dag) if dag else None
    aard = Werkaard.WACHT if wacht_op else Werkaard.TAAK
    return {"tegen": tegen, "begint_op": begint_op, "wacht_op": wacht_op, "aard": aard}


def publiek_van(taak: Taak) -> Publiek:
    """For whom the row is: who has it, or whoever the open row says when that is nobody in particular."""
    if taak.voor is not None:
        return Publiek(voor=taak.voor)
    rij = werk.rij_van(soort=werksoorten.TAAK, verwijzing=taak.pk)
    return rij or Publiek(voor=taak.gegeven_door)


def schrijf(gebeurtenis: Gebeurtenis, *taken: Taak, door: Medewerker | None, op: datetime, **gegevens: Any) -> None:
    """Add the row in the log about each of *taken*; never their words."""
    voor: dict[tuple[int | None, int], Medewerker | None] = {}  # whose absence let *door* do it: asked once per owner
    sporen = []
    for taak in taken:
        van = (taak.voor_id, taak.gegeven_door_id)
        if van not in voor:
            voor[van] = namens(door, team=None, eigenaars=[taak.voor, taak.gegeven_door], op=op) if door and taak.voor else None
        over = f"{taak.onderwerp_soort}:{taak.onderwerp_id}" if taak.onderwerp_soort else None
        tegen = taak.tegen.isoformat() if taak.tegen else None
        sporen.append(logboek.Spoor(taak, voor[van], {"voor": taak.voor_id, "onderwerp": over, "tegen": tegen, **gegevens}))
    logboek.schrijf_veel(gebeurtenis, sporen, door=door, op=op)


def bericht(
    taak: Taak, aan: Medewerker | None, wat: str, titel: str, *, door: Medewerker | None, op: datetime, elders: str = ""
) -> None:
    """Tell somebody that *wat* happened to *taak*. Its words are read on its page (or *elders*): there it is known who may."""
    if aan is None or not aan.is_active:
        return
    outbox.notificeer(
        sleutel=f"taak:{taak.pk}:{wat}:{op.isoformat()}", over=taak, ontvangers=[aan], titel=titel,
        url=elders or taak.get_absolute_url(), door=door, op=op,
    )  # fmt: skip


def reken_uit(taak: Taak, op: datetime, is_werkdag: Werkdag) -> None:
    """Compute what follows from what was said: the reminder, the series, the first day to ask again."""
    if taak.herhaal_elke and taak.reeks_begin is None:
        taak.reeks_begin = taak.in_reeks = taak.tegen
    if not taak.herhaal_elke:
        taak.herhaal_elke, taak.herhaal_eenheid, taak.reeks_begin, taak.in_reeks = None, "", None, None
    if taak.volg_na and taak.wacht and taak.volg_op is None:
        taak.volg_op = werkdagen_later(dag_van(op), taak.volg_na, is_werkdag)
    taak.herinner_op = herinner_op(taak, is_werkdag)


def herinner_op(taak: Taak, is_werkdag: Werkdag) -> datetime | None:
    """Return when its owner is reminded: a quarter before the hour, else in the morning; on a closed day on the one before.

    What was put off is silent until the day it was put off to, and calls then, also when it has no day of its own.
    """
    if taak.herinner == Herinnermoment.GEEN:
        return None
    moment = _naar_de_dag(taak, is_werkdag)
    if taak.rust_tot is None:
        return moment
    wakker = datetime.combine(werkdag_vanaf(taak.rust_tot, is_werkdag), OCHTEND, tzinfo=BRUSSEL)
    return max(moment, wakker) if moment else wakker


def _naar_de_dag(taak: Taak, is_werkdag: Werkdag) -> datetime | None:
    if taak.tegen is None:
        return None
    if taak.herinner == Herinnermoment.VOORAF:
        return datetime.combine(werkdag_tot(taak.tegen - EEN_DAG, is_werkdag), OCHTEND, tzinfo=BRUSSEL)
    if taak.uur is not None:
        # Over UTC: a quarter of an hour is a quarter, also where the clock is moved.
        moment = datetime.combine(taak.tegen, taak.uur, tzinfo=BRUSSEL).timestamp() - VOORAF.total_seconds()
        return datetime.fromtimestamp(moment, BRUSSEL)
    return datetime.combine(werkdag_tot(taak.tegen, is_werkdag), OCHTEND, tzinfo=BRUSSEL)


def dag_van(op: datetime) -> date:
    """Return the day of *op* in Brussels."""
    return op.astimezone(BRUSSEL).date()
