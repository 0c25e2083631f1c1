"""What the periods of a permit say on one day: one definition, in SQL, for the actions, the nightly job and the check."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from dossiers.choices import Dossierstatus, Vergunningeinde
from dossiers.models import Dossier, Vergunning


def met_stand(dossiers: QuerySet[Dossier], dag: date) -> QuerySet[Any]:
    """Add what the permit of each dossier says on *dag*: `volgens_status`, `volgens_type`, `volgens_plaatsen` and `periode_id`.

    The period that holds that day decides; else the last one before it (ended: stopped or revoked), else the first one to
    come (in aanvraag). All empty for a dossier without periods: then the register it came from decides.
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
        )
        .order_by("rang", "eerste", "-vanaf")
    )
    return dossiers.annotate(
        volgens_status=Subquery(beslist.values("status")[:1]),
        volgens_type=Subquery(beslist.values("type")[:1]),
        volgens_plaatsen=Subquery(beslist.values("plaatsen")[:1]),
        periode_id=Subquery(beslist.values("pk")[:1]),
    )


def uit_de_pas(dag: date) -> QuerySet[Dossier]:
    """Return the dossiers whose copy is not what their permit says on *dag*."""
    zelfde = Q(
        status=F("volgens_status"),
        type=F("volgens_type"),
        plaatsen__isnull=False,
        plaatsen=F("volgens_plaatsen"),
    )
    # `~(a AND b)` is unknown when `plaatsen` is empty; said out loud, an empty one is out of step too.
    return met_stand(Dossier.objects.all(), dag).filter(periode_id__isnull=False).filter(~zelfde | Q(plaatsen=None))
