"""Writes about who helps a starter on the way."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from kern import gebeurtenissen, logboek
from kern.actions.outbox import notificeer
from kern.actions.rijen import bewaar
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.models import Medewerker, Meterschap
from kern.rollen import Bereik
from kern.tijd import BRUSSEL


@transaction.atomic
def koppel_meter(*, starter: Medewerker, meter: Medewerker, vanaf: date, tot: date, door: Medewerker, op: datetime) -> Meterschap:
    """Let *meter* help *starter*, both days included; each reads the work and locations of the other.

    Raises:
        ValidationError: the period is upside down, over or overlaps; the one is no starter, or the other follows no locations.
    """
    # Two who arrange the same at once take turns here: in the exclusion constraint they would wait for each other for ever.
    Medewerker.objects.select_for_update(no_key=True).get(pk=starter.pk)
    fouten: dict[str, str] = {}
    if tot < op.astimezone(BRUSSEL).date():
        fouten["tot"] = "Die dag is al voorbij. Kies een latere laatste dag."
    if Rol.STARTER not in starter.rollen or not starter.is_active:
        fouten["starter"] = f"{starter} is geen starter. Kies iemand met die rol."
    if meter.bereik is not Bereik.TEAM:
        fouten["meter"] = f"{meter} volgt zelf geen locaties. Kies een ervaren klantenbeheerder."
    if fouten:
        raise ValidationError(fouten)
    meterschap = Meterschap(meter=meter, starter=starter, vanaf=vanaf, tot=tot)
    bewaar(meterschap)
    logboek.schrijf(
        gebeurtenissen.METERSCHAP_GEKOPPELD,
        over=starter,
        door=door,
        op=op,
        gegevens={"meterschap": meterschap.pk, "meter": meter.pk, "vanaf": str(vanaf), "tot": str(tot)},
    )
    _bericht(meterschap, "gekoppeld", f"{meter} is meter van {starter} van {vanaf:%d/%m/%Y} tot en met {tot:%d/%m/%Y}", door, op)
    return meterschap


@transaction.atomic
def beeindig_meterschap(*, meterschap: Meterschap, door: Medewerker, op: datetime) -> Meterschap:
    """End a mentorship before its last day.

    Raises:
        AlGewijzigd: it was ended already.
    """
    if Meterschap.objects.filter(pk=meterschap.pk, beeindigd_op=None).update(beeindigd_op=op) != 1:
        raise AlGewijzigd(meterschap)
    meterschap.beeindigd_op = op
    logboek.schrijf(
        gebeurtenissen.METERSCHAP_BEEINDIGD,
        over=meterschap.starter,
        door=door,
        op=op,
        gegevens={"meterschap": meterschap.pk},
    )
    _bericht(meterschap, "beeindigd", f"{meterschap.meter} is geen meter meer van {meterschap.starter}", door, op)
    return meterschap


def _bericht(meterschap: Meterschap, wat: str, titel: str, door: Medewerker, op: datetime) -> None:
    notificeer(
        sleutel=f"meterschap:{meterschap.pk}:{wat}",
        over=meterschap,
        ontvangers=[wie for wie in (meterschap.meter, meterschap.starter) if wie != door and wie.is_active],
        titel=titel,
        door=door,
        op=op,
        url=reverse("kern:meters"),
    )
