"""Giving a task, changing it, and coming to its end. What happens on the way stands in `kern.actions.taakstappen`.

Whether a task is somebody's is decided where it is fetched (`kern.queries.taken`). Its row in the werkvoorraad follows in
the same transaction.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction

from kern import gebeurtenissen, logboek, overgang, werksoorten, workflow
from kern.access import namens
from kern.actions import outbox, werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.choices import Belang, Herhaaleenheid, Herinnermoment, Taakstatus, Werkaard
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.herhaling import Werkdag, volgende_in_reeks, werkdag_tot, werkdag_vanaf, werkdagen_later
from kern.models import Medewerker, Taak, Taakpunt, Werkregel
from kern.queries.werk import werkdagen_rond
from kern.taakgevolg import gevolg_van
from kern.tekst import inkorten
from kern.tijd import BRUSSEL, EEN_DAG, begin_van
from kern.werk import Publiek, onderwerp_van

OCHTEND = time(7, 15)  # when somebody who is not at an hour is reminded, and the overview comes
VOORAF = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """What somebody says about a task.

    Attributes:
        tegen, uur: by which day, and at which hour of it; without a day whenever.
        herhaal_elke, herhaal_eenheid: comes back when it is done ("elke 2 weken"); from its day on.
        wacht_op, volg_na: who or what is waited for, and after how many working days its owner asks again.
        punten: the checklist.
        volgt_onderwerp: goes along when the dossier is handed over.
    """

    titel: str
    tegen: date | None = None
    uur: time | None = None
    belang: Belang = Belang.GEWOON
    herinner: Herinnermoment = Herinnermoment.DAN
    herhaal_elke: int | None = None
    herhaal_eenheid: str = ""
    wacht_op: str = ""
    volg_na: int | None = None
    volgt_onderwerp: bool = False
    punten: tuple[str, ...] = ()


@transaction.atomic
def geef(
    *,
    sleutel: UUID,
    inhoud: Inhoud,
    door: Medewerker,
    op: datetime,
    over: models.Model | tuple[str, str] | None = None,
    voor: Medewerker | None = None,
) -> Taak:
    """Give a task, to oneself or to *voor*, who is told.

    Args:
        sleutel: made by the form; the same form sent twice gives one task.
        over: what it is about, registered as something work can be about.

    Raises:
        ValidationError: something is said that does not go together.
        AlAndersBewaard: another task was given under this key.
    """
    soort, pk = ("", "") if over is None else onderwerp_van(over) if isinstance(over, models.Model) else over
    werkdag = werkdagen_rond(_dag(op), inhoud.tegen)
    velden = asdict(inhoud)
    punten = velden.pop("punten")
    taak = Taak(
        pk=sleutel, **velden, onderwerp_soort=soort, onderwerp_id=pk, voor=voor or door, gegeven_door=door, gegeven_op=op
    )  # fmt: skip
    taak.volgt_onderwerp = taak.volgt_onderwerp and bool(soort)
    reken_uit(taak, op, werkdag)
    taak.full_clean(validate_unique=False)
    eerder = voeg_eenmaal_toe(taak, zelfde=("titel", "gegeven_door_id", "onderwerp_soort", "onderwerp_id"))
    if eerder is not None:
        return eerder
    _maak_punten(taak, punten)
    zet_rij(taak, op=op)
    schrijf(gebeurtenissen.TAAK_GEGEVEN, taak, door=door, op=op)
    if taak.voor != door:
        bericht(taak, taak.voor, "gegeven", f"{door.naam} gaf u een taak", door=door, op=op)
    return taak


@transaction.atomic
def wijzig(*, taak: Taak, inhoud: Inhoud, versie: int, door: Medewerker, op: datetime) -> Taak:
    """Change what a task says; who has it is told when somebody else does.

    Raises:
        AlGewijzigd: it was done, or changed by a colleague, since *versie* was read.
        ValidationError: something is said that does not go together.
    """
    velden = asdict(inhoud)
    punten = velden.pop("punten")
    velden["volgt_onderwerp"] = inhoud.volgt_onderwerp and bool(taak.onderwerp_soort)
    nieuw_wachten = (inhoud.wacht_op, inhoud.volg_na) != (taak.wacht_op, taak.volg_na)
    nieuwe_reeks = (inhoud.tegen, inhoud.herhaal_elke, inhoud.herhaal_eenheid) != (
        taak.tegen, taak.herhaal_elke, taak.herhaal_eenheid,
    )  # fmt: skip
    for naam, waarde in velden.items():
        setattr(taak, naam, waarde)
    if nieuw_wachten:
        taak.volg_op = taak.navraag_op = taak.navraag_sinds = taak.beantwoord_op = None
    if nieuwe_reeks:
        taak.reeks_begin = taak.in_reeks = None
    reken_uit(taak, op, werkdagen_rond(_dag(op), inhoud.tegen))
    taak.versie = versie + 1
    taak.full_clean(validate_unique=False)
    namen = [
        *velden,
        "reeks_begin",
        "in_reeks",
        "volg_op",
        "navraag_op",
        "navraag_sinds",
        "beantwoord_op",
        "herinner_op",
        "versie",
    ]
    zet_om(taak, {naam: getattr(taak, naam) for naam in namen}, versie=versie)
    if [punt.tekst for punt in taak.punten.all()] != list(punten):
        gedaan = {punt.tekst: punt for punt in taak.punten.filter(klaar_op__isnull=False)}
        taak.punten.all().delete()
        _maak_punten(taak, punten, gedaan)
    zet_rij(taak, op=op)
    schrijf(gebeurtenissen.TAAK_GEWIJZIGD, taak, door=door, op=op)
    if taak.voor not in (door, None):
        bericht(taak, taak.voor, "gewijzigd", f"{door.naam} wijzigde een taak van u", door=door, op=op)
    return taak


@transaction.atomic
def werk_af(*, taak: Taak, door: Medewerker, op: datetime, nota: str = "") -> Taak | None:
    """Say that it is done, with a word about how; who gave it is told. Returns the next one when it comes back.

    Raises:
        AlGewijzigd: a colleague, or another tab, was first.
    """
    overgang.voer_uit(taak, workflow.WERK_AF, zet={"klaar_op": op, "klaar_door": door, "nota": inkorten(nota, 500)})
    werk.sluit(soort=werksoorten.TAAK, verwijzing=taak.pk, door=door, op=op)
    schrijf(gebeurtenissen.TAAK_KLAAR, taak, door=door, op=op)
    if gevolg := gevolg_van(taak.onderwerp_soort):
        gevolg.klaar(taak, door, op)
    if taak.gegeven_door != door:
        bericht(taak, taak.gegeven_door, "klaar", f"{door.naam} werkte af wat u gaf", door=door, op=op)
    return _volgende(taak, op=op) if taak.herhaal_elke else None


@transaction.atomic
def heropen(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Take the end back: undo, or open it again later. The next of a series, when nobody began it, waits for this one again.

    Raises:
        AlGewijzigd: it is open already.
    """
    stap = workflow.HERSTEL_TAAK if taak.status == Taakstatus.INGETROKKEN else workflow.HEROPEN_TAAK
    overgang.voer_uit(taak, stap, zet={"klaar_op": None, "klaar_door": None})
    volgende = Taak.objects.filter(vorige=taak, status=Taakstatus.OPEN).first()
    if volgende is not None:
        overgang.voer_uit(volgende, workflow.TREK_TAAK_IN, zet={"klaar_op": op, "klaar_door": door})
        werk.sluit(soort=werksoorten.TAAK, verwijzing=volgende.pk, door=door, op=op)
    werk.heropen(soort=werksoorten.TAAK, verwijzing=taak.pk)
    zet_rij(taak, op=op)
    schrijf(gebeurtenissen.TAAK_HEROPEND, taak, door=door, op=op)
    if gevolg := gevolg_van(taak.onderwerp_soort):
        gevolg.heropend(taak, door, op)
    return taak


@transaction.atomic
def trek_in(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Say that it need not be done any more, and with it the rest of its series; who has it is told.

    Raises:
        AlGewijzigd: it was done meanwhile.
    """
    overgang.voer_uit(taak, workflow.TREK_TAAK_IN, zet={"klaar_op": op, "klaar_door": door})
    werk.sluit(soort=werksoorten.TAAK, verwijzing=taak.pk, door=door, op=op)
    schrijf(gebeurtenissen.TAAK_INGETROKKEN, taak, door=door, op=op)
    if taak.voor not in (door, None):
        bericht(taak, taak.voor, "ingetrokken", f"{door.naam} trok een taak van u in", door=door, op=op)
    return taak


# --- What the steps share ------------------------------------------------------------------------------------------------------


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
    if taak.rust_tot is not None and taak.rust_tot > _dag(op):
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


def bericht(taak: Taak, aan: Medewerker | None, wat: str, titel: str, *, door: Medewerker | None, op: datetime) -> None:
    """Tell somebody that *wat* happened to *taak*; its words are read on its own page, where it is known who may."""
    if aan is None or not aan.is_active:
        return
    outbox.notificeer(
        sleutel=f"taak:{taak.pk}:{wat}:{op.isoformat()}", over=taak, ontvangers=[aan], titel=titel, url=taak.get_absolute_url(),
        door=door, op=op,
    )  # fmt: skip


def _dag(op: datetime) -> date:
    return op.astimezone(BRUSSEL).date()


def _maak_punten(taak: Taak, punten: Iterable[str], gedaan: dict[str, Taakpunt] | None = None) -> None:
    Taakpunt.objects.bulk_create(
        Taakpunt(
            taak=taak, plaats=plaats, tekst=tekst,
            klaar_op=gedaan[tekst].klaar_op if gedaan and tekst in gedaan else None,
            klaar_door=gedaan[tekst].klaar_door if gedaan and tekst in gedaan else None,
        )
        for plaats, tekst in enumerate(punten, start=1)
    )  # fmt: skip


def reken_uit(taak: Taak, op: datetime, is_werkdag: Werkdag) -> None:
    """Compute what follows from what was said: the reminder, the series, the first day to ask again."""
    if taak.herhaal_elke and taak.reeks_begin is None:
        taak.reeks_begin = taak.in_reeks = taak.tegen
    if not taak.herhaal_elke:
        taak.herhaal_elke, taak.herhaal_eenheid, taak.reeks_begin, taak.in_reeks = None, "", None, None
    if taak.volg_na and taak.wacht and taak.volg_op is None:
        taak.volg_op = werkdagen_later(_dag(op), taak.volg_na, is_werkdag)
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


def _volgende(taak: Taak, *, op: datetime) -> Taak:
    """Make the next of the series, or bring back the one that was made before it was opened again. Exactly one: `vorige`."""
    eerder = Taak.objects.filter(vorige=taak).first()
    if eerder is not None:
        if eerder.status == Taakstatus.INGETROKKEN:
            overgang.voer_uit(eerder, workflow.HERSTEL_TAAK, zet={"klaar_op": None, "klaar_door": None})
            werk.heropen(soort=werksoorten.TAAK, verwijzing=eerder.pk)
            zet_rij(eerder, op=op)
        return eerder
    vandaag = _dag(op)
    werkdag = werkdagen_rond(vandaag, taak.in_reeks)
    # Both are there as long as it repeats (`taak_herhaling_heel`).
    begin, laatste = taak.reeks_begin or vandaag, taak.in_reeks or vandaag
    dag = volgende_in_reeks(
        begin=begin, laatste=laatste, na=vandaag, elke=taak.herhaal_elke or 1,
        eenheid=Herhaaleenheid(taak.herhaal_eenheid), is_werkdag=werkdag,
    )  # fmt: skip
    volgende = Taak(
        titel=taak.titel,
        onderwerp_soort=taak.onderwerp_soort,
        onderwerp_id=taak.onderwerp_id,
        voor=taak.voor,
        gegeven_door=taak.gegeven_door,
        gegeven_op=op,
        volgt_onderwerp=taak.volgt_onderwerp,
        tegen=werkdag_vanaf(dag, werkdagen_rond(vandaag, dag)),
        uur=taak.uur,
        belang=taak.belang,
        herinner=taak.herinner,
        herhaal_elke=taak.herhaal_elke,
        herhaal_eenheid=taak.herhaal_eenheid,
        reeks_begin=begin,
        in_reeks=dag,
        vorige=taak,
        wacht_op=taak.wacht_op,
        volg_na=taak.volg_na,
    )
    reken_uit(volgende, op, werkdagen_rond(vandaag, volgende.tegen))
    volgende.full_clean(validate_unique=False)
    volgende.save(force_insert=True)
    _maak_punten(volgende, [punt.tekst for punt in taak.punten.all()])
    zet_rij(volgende, op=op)
    schrijf(gebeurtenissen.TAAK_HERHAALD, volgende, door=None, op=op, vorige=str(taak.pk))
    return volgende
