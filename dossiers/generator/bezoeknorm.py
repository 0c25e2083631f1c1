"""The yearly visit that is overdue, since the night on which it became so."""

from datetime import date, datetime, time

from django.db.models import Max

from dossiers import soorten
from dossiers.actions import bezoeknorm
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Aandacht, Tijdlijnregel
from dossiers.normen import BEZOEK_MAANDEN, BEZOEKNORM, LOOPT, bezoek_te_laat
from kern.generator.bouw import Bouw
from kern.termijnen.maanden import plus_maanden
from kern.tijd import BRUSSEL, EEN_DAG

_NACHT = time(0, 20)  # as `opgroeien.celery` plans it
_PER_KEER = 2000


def kijk_na(bouw: Bouw) -> None:
    """Look as the last night did, and date what asks attention at the night of which it is the outcome.

    Only what is open now: that a year was once full before a visit came is not told.
    """
    bezoeknorm.kijk_na(op=bouw.op)
    bezoeken = Tijdlijnregel.objects.geldig().filter(soort__in=soorten.bezoeksoorten(), op__lte=bouw.op).order_by()
    laatste = dict(bezoeken.values_list("organisator").annotate(laatste=Max("op")))
    locaties: dict[int, Locatie] = {locatie.pk: locatie for locatie in bouw.van(Netwerk).locaties}
    begonnen: dict[int, date] = {}
    for locatie in locaties.values():
        if locatie.status in LOOPT:
            begonnen[locatie.uitbater.pk] = min(locatie.gestart_op, begonnen.get(locatie.uitbater.pk, locatie.gestart_op))
    rijen = list(Aandacht.objects.filter(soort=BEZOEKNORM, tot=None).order_by("pk"))
    for rij in rijen:
        locatie = locaties[rij.dossier_id]
        van = locatie.uitbater.pk
        bezocht = laatste[van].astimezone(BRUSSEL).date() if van in laatste else None
        nacht = datetime.combine(_eerste_dag(bezocht, begonnen[van]), _NACHT, tzinfo=BRUSSEL)
        # A location that came later asks it since the first night that it was there.
        eerste = datetime.combine(bekend_sinds(bouw, locatie).astimezone(BRUSSEL).date() + EEN_DAG, _NACHT, tzinfo=BRUSSEL)
        rij.sinds = min(max(nacht, eerste), bouw.op)
    Aandacht.objects.bulk_update(rijen, ["sinds"], batch_size=_PER_KEER)


def _eerste_dag(bezocht: date | None, begonnen: date) -> date:
    """Return the first day on which the norm is broken."""
    dag = plus_maanden(max(bezocht or begonnen, begonnen), BEZOEK_MAANDEN)
    while not bezoek_te_laat(bezocht, begonnen, dag):
        dag += EEN_DAG
    return dag
