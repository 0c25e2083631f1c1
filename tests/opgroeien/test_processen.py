"""The helpers themselves: what a test of another part leans on must not lie."""

import os
import urllib.request

import psycopg
import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from opgroeien.celery import app
from tests.hulp.browser import Browser, expect
from tests.hulp.databank import Databank
from tests.hulp.processen import EigenPostgres, EigenValkey, Webserver, wacht_tot


def test_wat_een_test_vastlegt_ziet_een_ander_proces(eigen_database: Databank) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kern_cache VALUES ('sleutel', 'waarde', now())")
    with psycopg.connect(eigen_database.url) as ander:
        rij = ander.execute("SELECT value FROM kern_cache").fetchone()
    assert rij == ("waarde",)


def test_de_volgende_test_begint_met_een_verse_databank(eigen_database: Databank) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kern_cache")
        assert cursor.fetchone() == (0,)


def test_vastgelegd_blijft_vastgelegd_als_postgresql_omvalt(eigen_postgres: EigenPostgres) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kern_cache VALUES ('sleutel', 'waarde', now())")
    eigen_postgres.dood()
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()
    eigen_postgres.start()
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM kern_cache")
        assert cursor.fetchone() == ("waarde",)


def test_celery_belt_op_de_valkey_van_de_test(eigen_valkey: EigenValkey) -> None:
    import redis

    app.send_task("bestaat.niet")
    with redis.Redis.from_url(eigen_valkey.url) as klant:
        assert klant.llen("celery") == 1


def test_een_worker_luistert_tot_hij_gedood_wordt(eigen_valkey: EigenValkey, eigen_database: Databank, start_worker) -> None:
    worker = start_worker()
    assert eigen_valkey.luisteraars() == 1
    worker.dood()
    wacht_tot(lambda: eigen_valkey.luisteraars() == 0, wat="geen luisteraars meer")


def test_gunicorn_antwoordt_over_de_databank_van_de_test(webserver: Webserver) -> None:
    with urllib.request.urlopen(webserver.url + reverse("account_login")) as antwoord:
        assert antwoord.status == 200


@pytest.mark.browser
def test_de_browser_toont_de_aanmeldpagina(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina()
    pagina.goto("/")
    expect(pagina.locator("h1")).to_have_count(1)


@pytest.mark.browser
def test_de_browser_ziet_wat_de_inhoudspolitie_tegenhoudt(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina()
    pagina.goto("/")
    with pagina.expect_console_message(lambda bericht: "Content Security Policy" in bericht.text):
        pagina.evaluate("document.body.setAttribute('onclick', 'alert(1)'); document.body.click()")
    pagina.evaluate("fetch('http://example.com/').catch(() => 0)")
    assert any("Content Security Policy" in fout for fout in browser.fouten)
    browser.fouten.clear()


def test_de_omgeving_staat_na_afloop_weer_goed() -> None:
    assert "/og-" not in os.environ["REDIS_URL"]
