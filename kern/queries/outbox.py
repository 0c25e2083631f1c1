"""Reads of the outbox: how it is doing, and what a list may show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from kern.models import GeplandeRun, OutboxRegel
from kern.outbox.keuzes import Kanaal, UitgaandStatus

HARTSLAG = "outbox-vegen"  # the job that rings most often: its last run is the heartbeat of beat


@dataclass(frozen=True)
class Stand:
    """How the outbox is doing. `wachtend` per channel and `oudste` speak of what may go now, not of what waits for its day."""

    wachtend: dict[str, int]
    oudste: datetime | None
    mislukt: int
    twijfel: int
    hartslag: datetime | None


def stand(op: datetime) -> Stand:
    """Return the state of the outbox at *op*, in two statements over small indexes."""
    open_ = Q(status__in=(UitgaandStatus.BEZIG, UitgaandStatus.IN_OVERDRACHT)) | Q(
        status=UitgaandStatus.WACHT, volgende_op__lte=op
    )
    tellingen = OutboxRegel.objects.filter(
        status__in=("wacht", "bezig", "in_overdracht", "mislukt", "twijfel")  # the states of the small indexes
    ).aggregate(
        **{kanaal.value: Count("pk", filter=open_ & Q(kanaal=kanaal)) for kanaal in Kanaal},
        oudste=Min("volgende_op", filter=open_),
        mislukt=Count("pk", filter=Q(status=UitgaandStatus.MISLUKT)),
        twijfel=Count("pk", filter=Q(status=UitgaandStatus.TWIJFEL)),
    )
    return Stand(
        wachtend={kanaal.value: tellingen[kanaal.value] for kanaal in Kanaal},
        oudste=tellingen["oudste"],
        mislukt=tellingen["mislukt"],
        twijfel=tellingen["twijfel"],
        hartslag=GeplandeRun.objects.filter(taak=HARTSLAG).order_by("-gepland_op").values_list("gestart_op", flat=True).first(),
    )


def geparkeerd() -> QuerySet[OutboxRegel]:
    """Return what waits for a person: refused for good, or possibly sent."""
    return OutboxRegel.objects.filter(status__in=(UitgaandStatus.MISLUKT, UitgaandStatus.TWIJFEL))


def zonder_inhoud() -> QuerySet[OutboxRegel]:
    """Return the messages for a list: words, addresses and subject are not even read."""
    return OutboxRegel.objects.defer("titel", "tekst", "html", "aan", "antwoord_aan", "url").select_related("gemaakt_door")


def demopostvak() -> QuerySet[OutboxRegel]:
    """Return what the demo would have sent, newest first, with attachments."""
    return (
        OutboxRegel.objects.filter(status=UitgaandStatus.VERZONDEN, gewist_op=None)
        .exclude(kanaal=Kanaal.NOTIFICATIE)
        .prefetch_related("bijlagen")
    )
