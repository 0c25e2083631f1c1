"""The end of a location: its last day, the day on which its file closes by itself, and what is refused from then on."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.actions import tijdlijn, vergunning
from dossiers.actions.uitbreiding import vergrendel
from dossiers.actions.vergunninglijnen import SOORT_EINDE
from dossiers.choices import Dossierstatus, Vergunningeinde
from dossiers.models import Dossier
from dossiers.queries.vergunningen import einde_voorbij
from kern import logboek
from kern.models import Medewerker
from kern.tijd import BRUSSEL, einde_van


@transaction.atomic
def leg_laatste_dag_vast(*, dossier: Dossier, laatste: date, door: Medewerker, op: datetime) -> None:
    """Let a location stop after *laatste*: its permit ends, and without permit its file closes when that day is over.

    At once when it is over already; else by the nightly job. One that stops sooner already keeps its day: later would be a rise.
    """
    vergrendel(dossier)
    if dossier.vergunningen.exists():
        vergunning.beeindig(dossier=dossier, laatste=laatste, einde=Vergunningeinde.GESTOPT, door=door, op=op)
    if not dossier.vergunningen.exists():  # none ever, or only periods that were to come
        nu = Dossier.objects.get(pk=dossier.pk)
        laatste = min(laatste, nu.gestopt_op or laatste)
        laatste = max(laatste, nu.gestart_op or laatste)  # never before the first day, which the table refuses
        if laatste != nu.gestopt_op:
            Dossier.objects.filter(pk=dossier.pk).update(versie=F("versie") + 1, gestopt_op=laatste)
        _sluit_na_laatste_dag(dossier.pk, door=door, op=op)
    logboek.schrijf(
        gebeurtenissen.DOSSIER_STOPT,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier),
        gegevens={"laatste": str(laatste)},
    )


def werk_bij(*, op: datetime) -> int:
    """Let every dossier follow its permit, or close after its last day; return how many changed. Run at night.

    What a night without worker missed is found the next time: it asks what is due, not what became due today.
    """
    aantal = vergunning.werk_bij(op=op)
    for pk in list(einde_voorbij(op.astimezone(BRUSSEL).date()).values_list("pk", flat=True)):
        aantal += _sluit_na_laatste_dag(pk, door=None, op=op)
    return aantal


@transaction.atomic
def _sluit_na_laatste_dag(pk: int, *, door: Medewerker | None, op: datetime) -> bool:
    dossier = einde_voorbij(op.astimezone(BRUSSEL).date()).select_for_update(no_key=True).filter(pk=pk).first()
    if dossier is None or dossier.gestopt_op is None:  # not over yet, or somebody was first
        return False
    was = dossier.status
    Dossier.objects.filter(pk=pk).update(status=Dossierstatus.GESTOPT, versie=F("versie") + 1)
    _zet_op_tijdlijn(dossier, dossier.gestopt_op, door, op)
    logboek.schrijf(
        gebeurtenissen.DOSSIER_GESLOTEN,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier) if door else None,
        gegevens={"was": str(was), "laatste": str(dossier.gestopt_op)},
    )
    return True


def _zet_op_tijdlijn(dossier: Dossier, laatste: date, door: Medewerker | None, op: datetime) -> None:
    tijdlijn.zet(
        over=dossier,
        soort=SOORT_EINDE,
        verwijzing=f"dossier:{dossier.pk}",
        titel="Opvang gestopt",
        kort=f"Laatste dag: {laatste:%d/%m/%Y}.",
        op=min(einde_van(laatste), op),
        bekend_sinds=op,
        door=door,
    )


def check_loopt(dossier: Dossier, *, zin: str) -> None:
    """Refuse what makes no sense at a location that is closed, with *zin*: what to do instead. Inside a transaction.

    Raises:
        ValidationError: it is closed.
    """
    nu = Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
    if nu.status in Dossierstatus.dicht():
        laatste = f" (laatste dag {nu.gestopt_op:%d/%m/%Y})" if nu.gestopt_op else ""
        raise ValidationError(f"{nu} is {nu.statuslid.label}{laatste}. {zin}")
