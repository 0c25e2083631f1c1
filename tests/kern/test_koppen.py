"""Headers that protect who uses the pages, on every kind of answer."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.hulp.processen import Webserver
from tests.mensen import collega

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def client_an(client: Client, db: None) -> Client:
    client.force_login(collega("An"), backend="kern.aanmelden.backend.Aanmeldbackend")
    return client


@pytest.mark.parametrize(
    ("adres", "status"),
    [
        ("/sneltoetsen/", 200),
        ("/profiel/beveiliging/", 200),
        ("/sessie/", 200),
        ("/bestaat-niet/", 404),
        ("/medewerkers/an/aanmelding/", 403),
        ("/afmelden/", 200),
    ],
)
def test_elke_pagina_draagt_de_koppen_die_haar_beschermen(client_an: Client, adres: str, status: int) -> None:
    antwoord = client_an.get(adres)
    assert antwoord.status_code == status
    koppen = antwoord.headers
    assert "no-store" in koppen["Cache-Control"]
    assert set(koppen["Content-Security-Policy"].split("; ")) == CSP
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["X-Frame-Options"] == "DENY"
    assert koppen["Referrer-Policy"] == "same-origin"
    assert koppen["Cross-Origin-Opener-Policy"] == "same-origin"
    assert koppen["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in koppen["Permissions-Policy"]
    assert re.fullmatch(r"[0-9a-f-]{36}", koppen["X-Request-ID"])


def test_ook_een_doorverwijzing_en_een_fout_worden_nergens_bewaard(client: Client, db: None) -> None:
    assert client.get("/sneltoetsen/").headers["Cache-Control"] == "no-store"
    assert "no-store" in client.get("/aanmelden/").headers["Cache-Control"]
    assert client.post("/sneltoetsen/").headers["Cache-Control"] == "no-store"


def test_in_productie_is_alles_https_en_onthoudt_de_browser_dat(client: Client, db: None, settings: Settings) -> None:
    # What settings.py sets when OMGEVING=productie; that it does, is proved by `check --deploy` in test_checks.py.
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    assert client.get("/aanmelden/").headers["Location"] == "https://testserver/aanmelden/"
    antwoord = client.get("/aanmelden/", secure=True)
    assert antwoord.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert antwoord.cookies["opgroeien_csrf"]["secure"]
    assert antwoord.cookies["opgroeien_csrf"]["httponly"]


def test_bestanden_van_de_site_mogen_wel_bewaard_worden(webserver: Webserver) -> None:
    import httpx

    antwoord = httpx.get(f"{webserver.url}/static/css/tokens.css")
    assert antwoord.status_code == 200
    assert "no-store" not in antwoord.headers["Cache-Control"]
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert set(antwoord.headers["Content-Security-Policy"].split("; ")) == CSP  # a drawing can hold a script
    assert "Set-Cookie" not in antwoord.headers


def test_geen_enkel_sjabloon_heeft_stijl_of_script_in_de_regel(checkout: Path) -> None:
    fout = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    regels = [
        f"{pad.relative_to(checkout)}:{nummer}"
        for map_ in ("account", "mfa", "socialaccount", "sessie")
        for pad in (checkout / "templates" / map_).rglob("*.html")
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1)
        if fout.search(regel)
    ]
    assert regels == []
