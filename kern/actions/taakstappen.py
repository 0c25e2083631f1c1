"""What happens to a task on the way: put off, another day, passed on, waited for and asked after, its list ticked."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kern import gebeurtenissen
from kern.actions import taakrij
from kern.choices import Taakstatus
from kern.fouten import AlGewijzigd, DomeinFout
from kern.herhaling import werkdagen_later
from kern.models import Medewerker, Taak, Taakpunt
from kern.queries.werk import werkdagen_rond
from kern.tijd import BRUSSEL


class DagVoorbij(DomeinFout):
    """Something is put off until a day that is not to come."""

    veld = "rust_tot"

    def __init__(self) -> None:
        super().__init__("Kies een dag die nog moet komen.")


@transaction.atomic
def stel_uit(*, taak: Taak, rust_tot: date | None, door: Medewerker, op: datetime) -> Taak:
    """Let it rest until a day, on which it calls; None wakes it. The day by which it must be done stays what it was.

    Raises:
        DagVoorbij: that day is not to come.
        AlGewijzigd: it was done meanwhile.
    """
    if rust_tot is not None and rust_tot <= op.astimezone(BRUSSEL).date():
        raise DagVoorbij
    taak.rust_tot = rust_tot
    moment = taakrij.herinner_op(taak, werkdagen_rond(op.astimezone(BRUSSEL).date(), rust_tot or taak.tegen))
    taakrij.zet_om(taak, {"rust_tot": rust_tot, "herinner_op": moment})
    taakrij.zet_rij(taak, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_UITGESTELD, taak, door=door, op=op, tot=rust_tot.isoformat() if rust_tot else None)
    return taak


@transaction.atomic
def verzet(*, taak: Taak, tegen: date | None, door: Medewerker, op: datetime) -> Taak:
    """Give it another day, at the same hour. The series it belongs to keeps its own days.

    Raises:
        DomeinFout: what comes back cannot be without a day.
        AlGewijzigd: it was done meanwhile.
    """
    if not verzet_alle(sleutels=[taak.pk], tegen=tegen, door=door, op=op):
        raise AlGewijzigd(taak)
    taak.refresh_from_db(fields=_VERZET)
    return taak


_VERZET = ("tegen", "uur", "rust_tot", "herinner_op", "versie")


@transaction.atomic
def verzet_alle(*, sleutels: Collection[UUID | str], tegen: date | None, door: Medewerker, op: datetime) -> set[UUID]:
    """Give several another day, as `verzet`, in as many statements as for one; returns which, without those done meanwhile.

    Raises:
        DomeinFout: what comes back cannot be without a day.
    """
    verzet_ = list(vast(sleutels))
    if tegen is None and any(taak.herhaal_elke for taak in verzet_):
        raise DomeinFout("Deze taak komt terug en heeft dus een dag nodig. Wijzig de taak als ze niet meer moet terugkomen.")
    is_werkdag = werkdagen_rond(op.astimezone(BRUSSEL).date(), tegen)
    for taak in verzet_:
        taak.tegen, taak.uur, taak.rust_tot = tegen, taak.uur if tegen is not None else None, None
        taak.herinner_op, taak.versie = taakrij.herinner_op(taak, is_werkdag), taak.versie + 1
    Taak.objects.bulk_update(verzet_, _VERZET)
    taakrij.zet_dagen(verzet_, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_GEWIJZIGD, *verzet_, door=door, op=op)
    return {taak.pk for taak in verzet_}


def vast(sleutels: Collection[UUID | str]) -> QuerySet[Taak]:
    """Return the open ones among these tasks, held until the transaction ends; always in the same order."""
    open_ = Taak.objects.filter(pk__in=sleutels, status=Taakstatus.OPEN).select_related("voor", "gegeven_door")
    return open_.select_for_update(of=("self",)).order_by("pk")


@transaction.atomic
def beantwoord(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Say that what was waited for is there: the task is to be done now, and nobody is asked any more.

    Raises:
        AlGewijzigd: a colleague said so already, or it was done.
    """
    taakrij.zet_om(taak, {"beantwoord_op": op, "volg_op": None, "navraag_op": None, "navraag_sinds": None}, beantwoord_op=None)
    taakrij.zet_rij(taak, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_BEANTWOORD, taak, door=door, op=op)
    return taak


@transaction.atomic
def vraag_na(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Say that one asked again: it waits for so many working days once more.

    Raises:
        AlGewijzigd: the answer came meanwhile, or it was done.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    volg_op = werkdagen_later(vandaag, taak.volg_na, werkdagen_rond(vandaag, None)) if taak.volg_na else None
    taakrij.zet_om(taak, {"volg_op": volg_op, "navraag_op": None, "navraag_sinds": None}, beantwoord_op=None)
    taakrij.zet_rij(taak, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_NAGEVRAAGD, taak, door=door, op=op)
    return taak


@transaction.atomic
def volg_op(*, op: datetime) -> int:
    """Let the owners of what waits too long ask again: what is due to be followed up becomes theirs; returns how many.

    What was put off rests from this too. Done twice, or by two at once, it changes nothing: whoever holds a task gives it its
    next day, and the other finds it no longer due.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    rijp = Taak.objects.filter(status=Taakstatus.OPEN, beantwoord_op=None, volg_op__lte=vandaag).exclude(wacht_op="")
    wakker = rijp.exclude(rust_tot__gt=vandaag).select_related("voor", "gegeven_door")
    op_te_volgen = list(wakker.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    is_werkdag = werkdagen_rond(vandaag, None)
    for taak in op_te_volgen:
        taak.navraag_sinds = taak.navraag_sinds or taak.volg_op
        taak.navraag_op = datetime.combine(vandaag, taakrij.OCHTEND, tzinfo=BRUSSEL)
        taak.volg_op = werkdagen_later(vandaag, taak.volg_na or 1, is_werkdag)
    Taak.objects.bulk_update(op_te_volgen, ("navraag_sinds", "navraag_op", "volg_op"), batch_size=500)
    taakrij.zet_dagen(op_te_volgen, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_OP_TE_VOLGEN, *op_te_volgen, door=None, op=op)
    return len(op_te_volgen)


@transaction.atomic
def zet_punt(*, punt: Taakpunt, klaar: bool, door: Medewerker, op: datetime) -> Taakpunt:
    """Tick a line of the list, or take the tick back; the same twice changes nothing."""
    nieuw = {"klaar_op": op, "klaar_door": door} if klaar else {"klaar_op": None, "klaar_door": None}
    if Taakpunt.objects.filter(pk=punt.pk, klaar_op__isnull=klaar).update(**nieuw):
        taakrij.schrijf(gebeurtenissen.TAAK_PUNT, punt.taak, door=door, op=op, punt=punt.pk, klaar=klaar)
    return punt


@transaction.atomic
def geef_alle(*, gegeven: Collection[Taak], naar: Medewerker, door: Medewerker, op: datetime) -> None:
    """Let tasks that are held (`vast`) be of *naar*, as their rows are from now on (`kern.actions.eigen_werk.wijs_alle_door`)."""
    # Written first: on whose behalf it is, is decided by who had it until now.
    taakrij.schrijf(gebeurtenissen.TAAK_DOORGEGEVEN, *gegeven, door=door, op=op, naar=naar.pk)
    Taak.objects.filter(pk__in=[taak.pk for taak in gegeven]).update(voor=naar, volgt_onderwerp=False)
