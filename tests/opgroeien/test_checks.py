"""Production refuses to start with an unsafe setting, and says what to do."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from kern.aanmelden import demo
from kern.choices import Rol
from opgroeien import checks, omgeving
from tests.hulp.databank import Databank
from tests.hulp.processen import EigenValkey, Proces, wacht_tot
from tests.mensen import collega

VEILIG = {
    "OMGEVING": "productie",
    "SECRET_KEY": "kP3vQ8zN1mX6tR0yB5wL9cJ2hF7dS4gA-eU_iOxWqVbZnMkTrYpC",
    "BASIS_URL": "https://klantenbeheer.opgroeien.example",
    "ALLOWED_HOSTS": "klantenbeheer.opgroeien.example",
    "METRICS_TOKEN": "een-lange-waarde-voor-prometheus",
    "OIDC_ISSUER": "https://aanbieder.example",
    "OIDC_CLIENT_ID": "opgroeien",
    "OIDC_SECRET": "geheim",
    "MAIL_URL": "smtp://mail.example:587?tls=starttls",
    "MAIL_AFZENDER": "klantenbeheer@opgroeien.example",
    "WISREGISTER": "/data/wisregister.jsonl",
    "BESTANDEN_MAP": "/data/bestanden",
}


def _omgeving(**anders: str) -> dict[str, str]:
    """Return the environment of a safe production, with *anders* changed."""
    namen = {*VEILIG, "SMS_URL", "MFA_VERPLICHT", "VERTROUWDE_PROXYS", "DEBUG", "SESSIE_MINUTEN", "OUTBOX_LEASE"}
    namen.add("DJANGO_ALLOW_ASYNC_UNSAFE")  # playwright needs it in our own process, and production refuses it
    schoon = {naam: waarde for naam, waarde in os.environ.items() if naam not in namen}
    return schoon | VEILIG | anders


def _manage(checkout: Path, *woorden: str, **anders: str) -> subprocess.CompletedProcess[str]:
    opdracht = [sys.executable, "manage.py", *woorden]
    return subprocess.run(opdracht, cwd=checkout, env=_omgeving(**anders), capture_output=True, text=True, check=False)


def test_een_veilige_productie_heeft_niets_te_melden(checkout: Path) -> None:
    klaar = _manage(checkout, "check", "--deploy", "--fail-level", "WARNING")
    assert klaar.returncode == 0, klaar.stderr


def test_alles_wat_fout_staat_wordt_in_een_keer_gemeld_en_elke_opdracht_weigert(checkout: Path) -> None:
    fout = {
        "DEBUG": "ja",
        "SECRET_KEY": "kort",
        "BASIS_URL": "http://klantenbeheer.opgroeien.example",
        "ALLOWED_HOSTS": "*",
        "METRICS_TOKEN": "",
        "OIDC_CLIENT_ID": "",
        "OIDC_ISSUER": "http://aanbieder.example",
        "MAIL_URL": "demo://",
        "SMS_URL": "demo://",
        "MFA_VERPLICHT": "nee",
        "VERTROUWDE_PROXYS": "0",
        "SESSIE_MINUTEN": "600",
        "OUTBOX_LEASE": "60",
        "IMAP_URL": "imap://mail.example/INBOX",
    }
    klaar = _manage(checkout, "check", **fout)
    assert klaar.returncode == 1
    for eis in checks.EISEN:
        assert f"(opgroeien.{eis.code}) {eis.zin}" in klaar.stderr


def test_een_ontbrekende_of_onleesbare_variabele_geeft_een_zin_die_ze_noemt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSIE_MINUTEN", "een half uur")
    monkeypatch.setenv("MFA_VERPLICHT", "yes")
    monkeypatch.setenv("OMGEVING", "prod")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    for lees, zin in (
        (lambda: omgeving.tekst("SECRET_KEY"), "De omgevingsvariabele SECRET_KEY ontbreekt. Zet ze, zie .env.voorbeeld."),
        (
            lambda: omgeving.geheel_getal("SESSIE_MINUTEN", 30),
            "De omgevingsvariabele SESSIE_MINUTEN is 'een half uur'. Zet een geheel getal.",
        ),
        (
            lambda: omgeving.ja_nee("MFA_VERPLICHT", standaard=True),
            "De omgevingsvariabele MFA_VERPLICHT is 'yes'. Zet 'ja' of 'nee'.",
        ),
        (omgeving.omgeving, "OMGEVING is 'prod'. Kies demo, test of productie."),
    ):
        with pytest.raises(ImproperlyConfigured) as fout:
            lees()
        assert str(fout.value) == zin


def test_wie_omgeving_vergeet_heeft_productie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMGEVING")
    assert omgeving.omgeving() is omgeving.Omgeving.PRODUCTIE


@pytest.fixture
def productie(settings: Settings) -> Settings:
    """Give the settings of a safe production, in this process."""
    settings.IS_PRODUCTIE = True
    for naam in ("BASIS_URL", "METRICS_TOKEN", "OIDC_ISSUER", "MAIL_URL", "MAIL_AFZENDER", "SECRET_KEY"):
        setattr(settings, naam, VEILIG[naam])
    settings.ALLOWED_HOSTS = [VEILIG["ALLOWED_HOSTS"]]
    settings.SMS_URL = ""
    settings.MFA_VERPLICHT = True
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{"client_id": "opgroeien", "secret": "geheim"}]}}
    assert checks.instellingen(None) == []
    return settings


@pytest.mark.parametrize(
    ("naam", "waarde", "code"),
    [
        ("SECRET_KEY_FALLBACKS", ["oud"], "E002"),
        ("SECRET_KEY", "a" * 80, "E002"),
        ("ALLOWED_HOSTS", [], "E004"),
        ("ALLOWED_HOSTS", ["a.example", "*.example"], "E004"),
        ("METRICS_TOKEN", "kort", "E005"),
        ("SOCIALACCOUNT_PROVIDERS", {"openid_connect": {"APPS": []}}, "E006"),
        ("MAIL_URL", "", "E008"),
        ("MAIL_AFZENDER", "", "E008"),
        ("SESSIE_MINUTEN", 0, "E012"),
    ],
)
def test_een_ding_dat_fout_staat_geeft_precies_een_melding(productie: Settings, naam: str, waarde: Any, code: str) -> None:
    setattr(productie, naam, waarde)
    assert [bericht.id for bericht in checks.instellingen(None)] == [f"opgroeien.{code}"]


def test_elke_melding_is_een_zin_met_een_remedie() -> None:
    for eis in checks.EISEN:
        assert ":" in eis.zin
        assert _zegt_wat_te_doen(eis.zin), eis.zin


def _zegt_wat_te_doen(zin: str) -> bool:
    """Whether the part after the colon tells somebody to do something."""
    return any(woord in zin.partition(":")[2] for woord in ("zet", "maak", "vul", "langs https"))


@pytest.mark.django_db
def test_de_rol_van_het_programma_en_een_lege_databank_zijn_in_orde() -> None:
    assert checks.databank() == []


@pytest.mark.django_db
def test_demo_accounts_worden_bij_naam_genoemd_zolang_hun_wachtwoord_werkt() -> None:
    collega("Arts", Rol.ARTS, team=None, username="arts", wachtwoord=demo.WACHTWOORD)
    collega("Jurist", Rol.JURIST, team=None, username="jurist", wachtwoord="een echt en lang wachtwoord")
    assert checks.databank() == ["Er staan demo-accounts met een gekend wachtwoord in deze databank (arts): deactiveer ze."]


def test_de_eigenaar_en_de_superuser_worden_geweigerd(eigen_database: Databank) -> None:
    import psycopg

    for url, zin in (
        (eigen_database.url_eigenaar, "als eigenaar van de tabellen"),
        (eigen_database.url_beheer, "als superuser"),
    ):
        with psycopg.connect(url) as verbinding:
            superuser, eigenaar, *_ = verbinding.execute(checks._ROL).fetchone() or ()
            assert (superuser, eigenaar) == (zin == "als superuser", True)


def test_een_rol_die_het_logboek_kan_wijzigen_wordt_geweigerd(eigen_database: Databank) -> None:
    import psycopg

    with psycopg.connect(eigen_database.url_beheer, autocommit=True) as verbinding:
        verbinding.execute("GRANT UPDATE ON kern_logregel TO opgroeien_app")
        verbinding.execute("DROP TABLE kern_cache")
    assert [zin.partition(":")[0] for zin in checks.databank()] == [
        "De rol van DATABASE_URL kan het logboek wijzigen",
        "De tabel voor de aanmeldpogingen ontbreekt",
    ]


def _gunicorn(log: Path, **anders: str) -> Proces:
    hoe = ["-c", "python:opgroeien.gunicorn_conf"]
    return Proces([sys.executable, "-m", "gunicorn", *hoe], log=log, env=_omgeving(WEB_ADRES="127.0.0.1:0", **anders))


def test_gunicorn_stopt_en_zegt_waarom_als_productie_niet_veilig_is(
    eigen_database: Databank, tmp_path: Path, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]  # as production stores them
    collega("Dirk", Rol.DPO, team=None, username="dpo", wachtwoord=demo.WACHTWOORD)
    proces = _gunicorn(tmp_path / "web.log", DATABASE_URL=eigen_database.url, MAIL_URL="")
    wacht_tot(lambda: not proces.leeft, wat="gunicorn die weigert")
    assert proces.popen.returncode == checks.WERKT_NIET
    assert "Opgroeien klantenbeheer start niet:\n- MAIL_URL" in proces.tekst
    assert "- Er staan demo-accounts met een gekend wachtwoord in deze databank (dpo)" in proces.tekst
    assert "Traceback" not in proces.tekst


CELERY = {
    "worker": ["worker", "--concurrency", "1", "--without-gossip", "--without-mingle"],
    "beat": ["beat", "--pidfile=", "--schedule"],
}


def _celery(map_: Path, wie: str, **anders: str) -> Proces:
    hoe = [*CELERY[wie], *([str(map_ / "rooster")] if wie == "beat" else [])]
    opdracht = [sys.executable, "-m", "celery", "-A", "opgroeien", *hoe]
    return Proces(opdracht, log=map_ / f"{wie}.log", env=_omgeving(**anders))


@pytest.mark.parametrize("wie", CELERY)
def test_worker_en_beat_weigeren_zoals_de_webserver(
    eigen_database: Databank, tmp_path: Path, settings: Settings, wie: str
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]  # as production stores them
    collega("Dirk", Rol.DPO, team=None, username="dpo", wachtwoord=demo.WACHTWOORD)
    proces = _celery(tmp_path, wie, DATABASE_URL=eigen_database.url, MAIL_URL="")
    wacht_tot(lambda: not proces.leeft, wat=f"{wie} die weigert")
    assert proces.popen.returncode == checks.WERKT_NIET, proces.tekst
    assert "Opgroeien klantenbeheer start niet:\n- MAIL_URL" in proces.tekst
    assert "- Er staan demo-accounts met een gekend wachtwoord in deze databank (dpo)" in proces.tekst
    assert "Traceback" not in proces.tekst


@pytest.mark.traag
@pytest.mark.parametrize(("wie", "teken"), [("worker", " ready."), ("beat", "veeg_outbox")])
def test_worker_en_beat_starten_als_productie_veilig_is(
    eigen_database: Databank, eigen_valkey: EigenValkey, tmp_path: Path, wie: str, teken: str
) -> None:
    proces = _celery(tmp_path, wie, DATABASE_URL=eigen_database.url, REDIS_URL=eigen_valkey.url)
    wacht_tot(lambda: teken in proces.tekst or not proces.leeft, wat=f"{wie} die start")
    assert proces.leeft, proces.tekst
    proces.stop()


@pytest.mark.traag
def test_gunicorn_start_als_productie_veilig_is(eigen_database: Databank, tmp_path: Path) -> None:
    proces = _gunicorn(tmp_path / "web.log", DATABASE_URL=eigen_database.url, WEB_PROCESSEN="1")
    wacht_tot(lambda: "Booting worker" in proces.tekst or not proces.leeft, wat="gunicorn die start")
    assert proces.leeft, proces.tekst
    proces.stop()


@pytest.mark.traag
def test_gunicorn_zegt_het_als_de_databank_niet_antwoordt(tmp_path: Path) -> None:
    proces = _gunicorn(tmp_path / "web.log", DATABASE_URL="postgresql://opgroeien_app@%2Fnergens/opgroeien")
    wacht_tot(lambda: not proces.leeft, wat="gunicorn die weigert")
    assert proces.popen.returncode == checks.WERKT_NIET
    assert "De databank van DATABASE_URL antwoordt niet (OperationalError)" in proces.tekst
