"""What the monitoring sees: alive, ready, figures; without login, without names."""

import logging
import socket
import time
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kern.actions import outbox, rooster
from kern.models import Medewerker, OutboxRegel
from kern.outbox.keuzes import BijTwijfel
from tests.hulp.processen import EigenPostgres, EigenValkey
from tests.mensen import collega


@pytest.fixture
def an(db: None) -> Medewerker:
    return collega("An")


def klok_tikt() -> None:
    nu = timezone.now()
    rooster.begin(taak="outbox-vegen", gepland_op=nu, op=nu)


def een_mail(an: Medewerker, leeftijd: timedelta) -> OutboxRegel:
    return outbox.mail(
        sleutel=f"brief:{leeftijd}", over=an, aan=["ouder@voorbeeld.be"], titel="Dag", tekst="Dag", bij_twijfel=BijTwijfel.TONEN,
        door=an, op=timezone.now() - leeftijd,
    )  # fmt: skip


def test_levend_antwoordt_zonder_databank(client: Client) -> None:
    # No `db` fixture: a query would fail the test.
    assert client.get("/gezondheid/").json() == {"status": "ok"}


def test_klaar_als_alles_werkt(an: Medewerker, client: Client) -> None:
    klok_tikt()
    een_mail(an, timedelta(minutes=2))
    antwoord = client.get("/gezondheid/klaar/")
    assert antwoord.status_code == 200
    stand = antwoord.json()
    assert stand["outbox"] | {"oudste_seconden": 0} == {
        "ok": True, "wachtend": 1, "oudste_seconden": 0, "mislukt": 0, "mogelijk_verstuurd": 0,
    }  # fmt: skip
    assert 119 <= stand["outbox"]["oudste_seconden"] <= 130
    assert stand["beat"]["ok"]
    assert stand["broker"] == stand["databank"] == {"ok": True}


def test_niet_klaar_als_de_post_een_kwartier_blijft_liggen(an: Medewerker, client: Client) -> None:
    klok_tikt()
    een_mail(an, timedelta(minutes=16))
    antwoord = client.get("/gezondheid/klaar/")
    assert (antwoord.status_code, antwoord.json()["outbox"]["ok"]) == (503, False)


def test_wat_pas_later_mag_vertrekken_is_geen_achterstand(an: Medewerker, client: Client) -> None:
    klok_tikt()
    nu = timezone.now()
    outbox.notificeer(
        sleutel="n",
        over=an,
        ontvangers=[an],
        titel="Straks",
        door=an,
        op=nu - timedelta(hours=1),
        niet_voor=nu + timedelta(hours=1),
    )
    assert client.get("/gezondheid/klaar/").json()["outbox"]["wachtend"] == 0


def test_niet_klaar_zonder_klokslag(an: Medewerker, client: Client) -> None:
    antwoord = client.get("/gezondheid/klaar/")
    assert (antwoord.status_code, antwoord.json()["beat"]) == (503, {"ok": False, "laatste_seconden": None})


@pytest.mark.parametrize("hoe", ["dood", "hang"])
def test_niet_klaar_zonder_broker(an: Medewerker, client: Client, eigen_valkey: EigenValkey, hoe: str) -> None:
    klok_tikt()
    getattr(eigen_valkey, hoe)()
    klok = time.monotonic()
    antwoord = client.get("/gezondheid/klaar/")
    assert time.monotonic() - klok < 10  # not the half minute and more that a queue waits by itself
    assert (antwoord.status_code, antwoord.json()["broker"]) == (503, {"ok": False})


def test_niet_klaar_zonder_databank_en_toch_levend(eigen_postgres: EigenPostgres, client: Client) -> None:
    eigen_postgres.stop()
    connection.close()
    antwoord = client.get("/gezondheid/klaar/")
    assert (antwoord.status_code, antwoord.json()["databank"]) == (503, {"ok": False})
    assert client.get("/gezondheid/").status_code == 200
    eigen_postgres.start()


def test_wie_werkt_terwijl_de_databank_weg_is_krijgt_een_zin_en_kan_daarna_verder(
    eigen_postgres: EigenPostgres, gelogde_fouten: list[logging.LogRecord]
) -> None:
    an = Client(raise_request_exception=False)
    an.force_login(collega("An"), backend="kern.aanmelden.backend.Aanmeldbackend")
    eigen_postgres.stop()
    for doe in (an.get, an.post):
        connection.close()
        antwoord = doe("/profiel/")
        assert (antwoord.status_code, antwoord["Retry-After"], antwoord["Cache-Control"]) == (503, "30", "no-store")
        assert "De toepassing is even niet bereikbaar" in antwoord.content.decode()
        assert "Traceback" not in antwoord.content.decode()
    assert {regel.name for regel in gelogde_fouten} == {"django.request"}
    gelogde_fouten.clear()
    eigen_postgres.start()
    connection.close()
    assert an.get("/profiel/").status_code == 200


@pytest.mark.parametrize("hoe", ["stop", "dood"])
def test_wie_met_een_sessie_vraagt_hoe_het_gaat_krijgt_503_als_de_databank_weg_is(
    eigen_postgres: EigenPostgres, gelogde_fouten: list[logging.LogRecord], hoe: str
) -> None:
    an = Client(raise_request_exception=False)
    an.force_login(collega("An"), backend="kern.aanmelden.backend.Aanmeldbackend")
    assert an.get("/gezondheid/").status_code == 200
    getattr(eigen_postgres, hoe)()
    # First over the connection that was open, then over a new one that cannot be made.
    antwoorden = [an.get(pad) for pad in ("/gezondheid/", "/gezondheid/", "/gezondheid/klaar/")]
    assert [(a.status_code, a["Retry-After"]) for a in antwoorden] == [(503, "30")] * 3
    assert {regel.name for regel in gelogde_fouten} == {"django.request"}
    gelogde_fouten.clear()
    connection.close()
    eigen_postgres.start()
    assert an.get("/gezondheid/").status_code == 200


def test_een_databank_die_zwijgt_houdt_niemand_lang_vast(settings: Any) -> None:
    opties = settings.DATABASES["default"]["OPTIONS"]
    klok = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as stom, pytest.raises(psycopg.OperationalError):
        psycopg.connect(host="127.0.0.1", port=stom.getsockname()[1], user="an", dbname="x", **opties)
    assert time.monotonic() - klok < 60  # not the minutes that a silent server costs by itself


def test_cijfers_alleen_met_het_token(an: Medewerker, client: Client, settings: Any) -> None:
    een_mail(an, timedelta(minutes=2))
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "proef-token"
    for fout in ("", "Bearer ", "Bearer proef-toke", "proef-token", "Bearer près"):
        assert client.get("/metrics", headers={"Authorization": fout}).status_code == 404
    antwoord = client.get("/metrics", headers={"Authorization": "Bearer proef-token"})
    assert antwoord["Content-Type"].startswith("text/plain")
    regels = antwoord.content.decode().splitlines()
    assert 'outbox_wachtend{kanaal="mail"} 1.0' in regels
    assert "outbox_mislukt 0.0" in regels
    assert "beat_laatste_seconden NaN" in regels
    assert "voorbeeld.be" not in antwoord.content.decode()
