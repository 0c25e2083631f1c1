"""The technical log says what happened and never to whom."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from structlog.contextvars import bound_contextvars

from kern.models import Medewerker
from kern.outbox import bel
from opgroeien.celery import app
from opgroeien.logging import stel_in
from tests.mensen import collega

MERKEN = ("lotte-janssens", "an-peeters", "192.0.2.77", "merk-in-zoekvraag", "merk-in-lichaam")


def struikel(request: HttpRequest, naam: str) -> HttpResponse:
    """Fail with a person in the message, in a local value and in the cause."""
    kind = f"{naam} {request.POST.get('tekst')}"
    try:
        raise KeyError(kind)
    except KeyError as fout:
        raise ValueError(f"kan {kind} niet lezen") from fout


@transaction.atomic
def dubbel(request: HttpRequest, naam: str) -> HttpResponse:
    """Let the database refuse a row that holds a person."""
    Medewerker.objects.create(username=naam, email="x@voorbeeld.be", voornaam=naam, familienaam=naam)
    Medewerker.objects.create(username=naam, email="y@voorbeeld.be", voornaam=naam, familienaam=naam)
    return HttpResponse()


def gewoon(request: HttpRequest, naam: str) -> HttpResponse:
    """Answer, and let a library talk too much."""
    logging.getLogger("een.bibliotheek").warning("kon %s niet vinden", naam)
    return HttpResponse(naam)


urlpatterns = [
    path("struikel/<str:naam>/", struikel),
    path("dubbel/<str:naam>/", dubbel),
    path("gewoon/<str:naam>/", gewoon),
]
handler500 = "kern.views.fouten.serverfout"


@pytest.fixture
def uitvoer(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Give what production would write, as it is written."""
    stroom = io.StringIO()
    monkeypatch.setattr("sys.stderr", stroom)
    bestaand = logging.getLogger().handlers[:]
    stel_in({"als_json": True, "niveau": "INFO"})
    nieuw = logging.getLogger().handlers[:]
    for handler in bestaand:  # those of pytest
        logging.getLogger().addHandler(handler)
    yield stroom
    for handler in nieuw:
        logging.getLogger().removeHandler(handler)
    monkeypatch.undo()
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = []
    stel_in(django_settings.LOGGING)
    for handler in bestaand:
        if not isinstance(handler, logging.StreamHandler) or type(handler) is not logging.StreamHandler:
            logging.getLogger().addHandler(handler)


def regels(stroom: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(regel) for regel in stroom.getvalue().splitlines()]


@pytest.mark.urls(__name__)
def test_geen_naam_adres_of_zoekvraag_in_het_logboek_ook_niet_bij_een_fout(
    db: None, uitvoer: io.StringIO, gelogde_fouten: list[logging.LogRecord]
) -> None:
    an = collega("An", familienaam="an-peeters")
    client = Client(raise_request_exception=False, headers={"user-agent": MERKEN[0]}, REMOTE_ADDR=MERKEN[2])
    client.force_login(an, backend="kern.aanmelden.backend.Aanmeldbackend")
    for pad, status in {"gewoon": 200, "struikel": 500, "dubbel": 500, "bestaat-niet": 404}.items():
        antwoord = client.post(f"/{pad}/lotte-janssens/?q=merk-in-zoekvraag", {"tekst": "merk-in-lichaam"})
        assert antwoord.status_code == status, pad
    gelogde_fouten.clear()

    geschreven = uitvoer.getvalue()
    assert not [merk for merk in MERKEN if merk in geschreven], geschreven
    verzoeken = [regel for regel in regels(uitvoer) if regel["event"] == "verzoek"]
    assert [(r["pagina"], r["status"], r["wie"]) for r in verzoeken] == [
        ("gewoon/<str:naam>/", 200, an.pk),
        ("struikel/<str:naam>/", 500, an.pk),
        ("dubbel/<str:naam>/", 500, an.pk),
        ("onbekend", 404, None),  # nobody asked who it was
    ]
    struikel_fout, dubbel_fout = (r["exception"] for r in regels(uitvoer) if "exception" in r)
    assert 'raise ValueError(f"kan {kind} niet lezen") from fout\nValueError' in struikel_fout
    assert "KeyError" in struikel_fout
    assert "UniqueViolation (23505, kern_medewerker_username_key)" in dubbel_fout
    assert IntegrityError.__name__ in dubbel_fout


@pytest.mark.urls(__name__)
def test_fout_en_verzoek_dragen_hetzelfde_nummer_als_het_antwoord(
    db: None, uitvoer: io.StringIO, gelogde_fouten: list[logging.LogRecord]
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(collega("An"), backend="kern.aanmelden.backend.Aanmeldbackend")
    antwoord = client.get("/struikel/lotte-janssens/")
    gelogde_fouten.clear()
    assert {regel.get("verzoek_id") for regel in regels(uitvoer)} == {antwoord["X-Request-ID"]}


def test_taak_draagt_haar_eigen_nummer_en_dat_van_het_verzoek(uitvoer: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    @app.task(name="proef.zeg_iets")
    def zeg_iets() -> None:
        structlog.get_logger("proef").info("bezig")

    zeg_iets.push_request(id="taak-1", verzoek_id="verzoek-1")
    try:
        zeg_iets()
    finally:
        zeg_iets.pop_request()
        app.tasks.pop("proef.zeg_iets")
    [regel] = regels(uitvoer)
    assert (regel["taak"], regel["taak_id"], regel["verzoek_id"]) == ("proef.zeg_iets", "taak-1", "verzoek-1")


def test_de_bel_geeft_het_nummer_van_het_verzoek_door(eigen_valkey: Any) -> None:
    import redis

    bel._stil_tot = 0.0
    with bound_contextvars(verzoek_id="verzoek-1"):
        bel.bel()
    with redis.Redis.from_url(eigen_valkey.url) as klant:
        [bericht] = klant.lrange("celery", 0, -1)
    assert json.loads(bericht)["headers"]["verzoek_id"] == "verzoek-1"
