"""What happens to a task on the way: put off, another day, passed on, waited for and asked after, its list ticked."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from kern import gebeurtenissen, werksoorten
from kern.actions import taken, werk
from kern.choices import Taakstatus
from kern.fouten import AlGewijzigd, DomeinFout
from kern.herhaling import werkdagen_later
from kern.models import Medewerker, Taak, Taakpunt, Werkregel
from kern.queries.werk import werkdagen_rond
from kern.tijd import BRUSSEL


class DagVoorbij(DomeinFout):
    """Something is put off until a day that is not to come."""

    veld = "rust_tot"

    def __init__(self) -> None:
        super().__init__("Kies een dag die nog moet komen.")


@transaction.atomic
def stel_uit(*, taak: Taak, rust_tot: date | None, door: Medewerker, op: datetime) -> Taak:
    """Let it rest until a day; None wakes it. The day by which it must be done stays what it was.

    Raises:
        DagVoorbij: that day is not to come.
        AlGewijzigd: it was done meanwhile.
    """
    if rust_tot is not None and rust_tot <= op.astimezone(BRUSSEL).date():
        raise DagVoorbij
    taken.zet_om(taak, {"rust_tot": rust_tot})
    taken.zet_rij(taak, op=op)
    taken.schrijf(gebeurtenissen.TAAK_UITGESTELD, taak, door=door, op=op, tot=rust_tot.isoformat() if rust_tot else None)
    return taak


@transaction.atomic
def verzet(*, taak: Taak, tegen: date | None, door: Medewerker, op: datetime) -> Taak:
    """Give it another day, at the same hour. The series it belongs to keeps its own days.

    Raises:
        DomeinFout: what comes back cannot be without a day.
        AlGewijzigd: it was done meanwhile.
    """
    if tegen is None and taak.herhaal_elke:
        raise DomeinFout("Deze taak komt terug en heeft dus een dag nodig. Wijzig de taak als ze niet meer moet terugkomen.")
    uur = taak.uur if tegen is not None else None
    taak.tegen, taak.uur = tegen, uur
    moment = taken.herinner_op(taak, werkdagen_rond(op.astimezone(BRUSSEL).date(), tegen))
    taken.zet_om(taak, {"tegen": tegen, "uur": uur, "rust_tot": None, "herinner_op": moment, "versie": F("versie") + 1})
    taak.refresh_from_db(fields=["versie"])
    taken.zet_rij(taak, op=op)
    taken.schrijf(gebeurtenissen.TAAK_GEWIJZIGD, taak, door=door, op=op)
    return taak


@transaction.atomic
def beantwoord(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Say that what was waited for is there: the task is to be done now, and nobody is asked any more.

    Raises:
        AlGewijzigd: a colleague said so already, or it was done.
    """
    taken.zet_om(taak, {"beantwoord_op": op, "volg_op": None, "navraag_op": None, "navraag_sinds": None}, beantwoord_op=None)
    taken.zet_rij(taak, op=op)
    taken.schrijf(gebeurtenissen.TAAK_BEANTWOORD, taak, door=door, op=op)
    return taak


@transaction.atomic
def vraag_na(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Say that one asked again: it waits for so many working days once more.

    Raises:
        AlGewijzigd: the answer came meanwhile, or it was done.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    volg_op = werkdagen_later(vandaag, taak.volg_na, werkdagen_rond(vandaag, None)) if taak.volg_na else None
    taken.zet_om(taak, {"volg_op": volg_op, "navraag_op": None, "navraag_sinds": None}, beantwoord_op=None)
    taken.zet_rij(taak, op=op)
    taken.schrijf(gebeurtenissen.TAAK_NAGEVRAAGD, taak, door=door, op=op)
    return taak


@transaction.atomic
def volg_op(*, op: datetime) -> int:
    """Let the owners of what waits too long ask again: what is due to be followed up becomes theirs; returns how many.

    Done twice, or by two at once, it changes nothing: each row is taken by the day it was due.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    rijp = Taak.objects.filter(status=Taakstatus.OPEN, beantwoord_op=None, volg_op__lte=vandaag).exclude(wacht_op="")
    werkdag, aantal = werkdagen_rond(vandaag, None), 0
    for taak in rijp.select_related("voor", "gegeven_door").select_for_update(of=("self",), skip_locked=True).order_by("pk"):
        nu = {
            "navraag_sinds": taak.navraag_sinds or taak.volg_op,
            "navraag_op": datetime.combine(vandaag, taken.OCHTEND, tzinfo=BRUSSEL),
            "volg_op": werkdagen_later(vandaag, taak.volg_na or 1, werkdag),
        }
        taken.zet_om(taak, nu, volg_op=taak.volg_op)
        taken.zet_rij(taak, op=op)
        aantal += 1
    return aantal


@transaction.atomic
def zet_punt(*, punt: Taakpunt, klaar: bool, door: Medewerker, op: datetime) -> Taakpunt:
    """Tick a line of the list, or take the tick back; the same twice changes nothing."""
    nieuw = {"klaar_op": op, "klaar_door": door} if klaar else {"klaar_op": None, "klaar_door": None}
    if Taakpunt.objects.filter(pk=punt.pk, klaar_op__isnull=klaar).update(**nieuw):
        taken.schrijf(gebeurtenissen.TAAK_PUNT, punt.taak, door=door, op=op, punt=punt.pk, klaar=klaar)
    return punt


@transaction.atomic
def volg_rij(*, regel: Werkregel, door: Medewerker, op: datetime) -> None:
    """Let the task go to whom its row was passed on to (`kern.actions.eigen_werk.wijs_door`)."""
    taak = Taak.objects.select_related("voor", "gegeven_door").get(pk=regel.verwijzing)
    taken.zet_om(taak, {"voor": regel.voor, "volgt_onderwerp": False})
    Werkregel.objects.filter(pk=regel.pk).update(
        kort="" if taak.voor_id == taak.gegeven_door_id else f"van {taak.gegeven_door.naam}"
    )
    taken.schrijf(gebeurtenissen.TAAK_DOORGEGEVEN, taak, door=door, op=op)


@transaction.atomic
def geef_door(*, taak: Taak, naar: Medewerker, door: Medewerker, op: datetime) -> Taak:
    """Pass a task on to a colleague, who is told.

    Raises:
        AlGewijzigd: it was done meanwhile.
    """
    regel = Werkregel.objects.filter(soort=werksoorten.TAAK.code, verwijzing=str(taak.pk), klaar_op=None).first()
    if regel is None:
        raise AlGewijzigd(taak)
    werk.geef_aan(regel=regel, naar=naar)
    volg_rij(regel=regel, door=door, op=op)
    taak.voor = naar
    if naar != door:
        taken.bericht(taak, naar, "doorgegeven", f"{door.naam} gaf u een taak door", door=door, op=op)
    return taak
