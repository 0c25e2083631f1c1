"""Is it alive, is it ready, and the figures for the monitoring. No login, no secrets, no names."""

from datetime import datetime
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseFout
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from kern.queries.outbox import Stand, stand

OUDSTE_GRENS = 900  # seconds; a message that could have gone a quarter of an hour ago says that nobody is working
HARTSLAG_GRENS = 300  # seconds without a beat


@require_safe
@never_cache
@login_not_required
def levend(request: HttpRequest) -> JsonResponse:
    """Say that this process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
@login_not_required
def klaar(request: HttpRequest) -> JsonResponse:
    """Say whether all parts work together: 200, or 503 with the part that does not."""
    op = timezone.now()
    delen = {"databank": {"ok": True}, "broker": {"ok": _broker_antwoordt()}} | _uit_databank(op)
    goed = all(deel["ok"] for deel in delen.values())
    return JsonResponse({"status": "ok" if goed else "niet klaar", **delen}, status=200 if goed else 503)


def _uit_databank(op: datetime) -> dict[str, dict[str, Any]]:
    try:
        nu = stand(op)
    except DatabaseFout:
        connection.close()
        return {"databank": {"ok": False}}
    oudste, hartslag = _leeftijd(nu.oudste, op), _leeftijd(nu.hartslag, op)
    return {
        "outbox": {
            "ok": oudste is None or oudste <= OUDSTE_GRENS,
            "wachtend": sum(nu.wachtend.values()),
            "oudste_seconden": oudste,
            "mislukt": nu.mislukt,
            "mogelijk_verstuurd": nu.twijfel,
        },
        "beat": {"ok": hartslag is not None and hartslag <= HARTSLAG_GRENS, "laatste_seconden": hartslag},
    }


def _leeftijd(sinds: datetime | None, op: datetime) -> int | None:
    return None if sinds is None else max(0, round((op - sinds).total_seconds()))


def _broker_antwoordt() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5) as broker:
            return bool(broker.ping())
    except (redis.RedisError, OSError):
        return False


@require_safe
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures as Prometheus text, to who knows METRICS_TOKEN; the page does not exist for others."""
    verwacht = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(request.headers.get("Authorization", ""), verwacht):
        raise Http404
    op = timezone.now()
    return HttpResponse(generate_latest(_cijfers(stand(op), op)), content_type=CONTENT_TYPE_LATEST)


def _cijfers(nu: Stand, op: datetime) -> CollectorRegistry:
    """Return a registry of this one answer: each process would otherwise tell its own half."""
    registry = CollectorRegistry()
    wachtend = Gauge("outbox_wachtend", "Messages that may go now", ["kanaal"], registry=registry)
    for kanaal, aantal in nu.wachtend.items():
        wachtend.labels(kanaal).set(aantal)
    cijfers = {
        "outbox_oudste_seconden": ("Age of the oldest message that may go now", _leeftijd(nu.oudste, op) or 0),
        "outbox_mislukt": ("Messages set aside, waiting for a person", nu.mislukt),
        "outbox_mogelijk_verstuurd": ("Messages in doubt, waiting for a person", nu.twijfel),
        "beat_laatste_seconden": ("Seconds since the last beat; NaN when there never was one", _leeftijd(nu.hartslag, op)),
    }
    for naam, (uitleg, waarde) in cijfers.items():
        Gauge(naam, uitleg, registry=registry).set(float("nan") if waarde is None else waarde)
    return registry
