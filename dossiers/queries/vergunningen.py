"""What the periods of a permit say on one day: one definition, in SQL, for the actions, the nightly job and the check."""

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Greatest

from dossiers.choices import Dossierstatus, Vergunningeinde
from dossiers.models import Dossier, Vergunning

KOPIE = ("status", "type", "plaatsen", "gestopt_op")
"""What a dossier keeps as a copy of what its permit says today."""


def met_stand(dossiers: QuerySet[Dossier], dag: date) -> QuerySet[Any]:
    """Add what the permit of each dossier says on *dag*: `volgens_` with each field of `KOPIE`, and `periode_id`.

    The period that holds that day decides; else the last one before it (ended: stopped or revoked), else the first one to
    come (in aanvraag). All empty for a dossier without periods: then the register it came from decides. The last day of care is
    that of a permit that has ended, or that says how it will end; never before the first day, which the table refuses.
    """
    geldt = Q(vanaf__lte=dag) & (Q(tot=None) | Q(tot__gte=dag))
    voorbij = Q(tot__lt=dag)
    beslist = (
        Vergunning.objects.filter(dossier=OuterRef("pk"))
        .annotate(
            rang=Case(When(geldt, then=0), When(voorbij, then=1), default=2, output_field=IntegerField()),
            eerste=Case(When(geldt | voorbij, then=None), default=F("vanaf")),
            status=Case(
                When(geldt, then=F("stand")),
                When(voorbij & Q(einde=Vergunningeinde.OPGEHEVEN), then=Value(Dossierstatus.OPGEHEVEN.value)),
                When(voorbij, then=Value(Dossierstatus.GESTOPT.value)),
                default=Value(Dossierstatus.AANVRAAG.value),
                output_field=CharField(),
            ),
            laatste=Case(When(voorbij | (geldt & ~Q(einde="")), then=F("tot"))),
        )
        .order_by("rang", "eerste", "-vanaf")
    )
    return dossiers.annotate(
        volgens_status=Subquery(beslist.values("status")[:1]),
        volgens_type=Subquery(beslist.values("type")[:1]),
        volgens_plaatsen=Subquery(beslist.values("plaatsen")[:1]),
        periode_id=Subquery(beslist.values("pk")[:1]),
        laatste_dag=Subquery(beslist.values("laatste")[:1]),
    ).annotate(volgens_gestopt_op=Case(When(laatste_dag__isnull=False, then=Greatest("laatste_dag", "gestart_op"))))


def uit_de_pas(dag: date) -> QuerySet[Dossier]:
    """Return the dossiers whose copy is not what their permit says on *dag*."""
    zelfde = Q(status=F("volgens_status"), type=F("volgens_type"), plaatsen=F("volgens_plaatsen"))
    zelfde_dag = Q(gestopt_op=F("volgens_gestopt_op")) | Q(gestopt_op=None, volgens_gestopt_op=None)
    # `~(a AND b)` is unknown when one of them is empty; as a case, an empty one is out of step too.
    klopt = Case(When(zelfde & zelfde_dag, then=Value(True)), default=Value(False), output_field=BooleanField())
    met_vergunning = met_stand(Dossier.objects.all(), dag).filter(periode_id__isnull=False)
    uit: QuerySet[Dossier] = met_vergunning.annotate(klopt=klopt).filter(klopt=False)
    return uit


def einde_voorbij(dag: date) -> QuerySet[Dossier]:
    """Return the dossiers without permit whose last day lies before *dag* and that are not closed."""
    open_ = Dossier.objects.exclude(status__in=Dossierstatus.dicht()).filter(gestopt_op__lt=dag)
    return open_.exclude(Exists(Vergunning.objects.filter(dossier=OuterRef("pk"))))
