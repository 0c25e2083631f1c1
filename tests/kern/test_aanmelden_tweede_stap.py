"""The second step of a login: app, recovery codes, and what happens when a phone is lost."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from kern import logboek
from kern.choices import Rol
from kern.models import Medewerker, OutboxRegel
from tests.mensen import MAANDAG, collega

WACHTWOORD = "vijf blauwe eenden zwemmen"
NIEUW = "zes groene kikkers springen"


@pytest.fixture
def an(db: None) -> Medewerker:
    return collega("An", wachtwoord=WACHTWOORD)


@pytest.fixture
def beheerder(db: None) -> Medewerker:
    return collega("Bea", Rol.BEHEERDER, team=None, wachtwoord=WACHTWOORD)


@pytest.fixture(autouse=True)
def klok() -> Iterator[time_machine.Traveller]:
    """Every test stands still on one moment: a code of 30 seconds must not end in the middle."""
    with time_machine.travel(MAANDAG, tick=False) as reiziger:
        yield reiziger


def _meld_aan(client: Client, naam: str = "an", wachtwoord: str = WACHTWOORD) -> str:
    return client.post("/aanmelden/", {"login": naam, "password": wachtwoord}).headers.get("Location", "")


def _code(geheim: str) -> str:
    return str(format_hotp_value(hotp_value(geheim, next(yield_hotp_counters_from_time()))))


def _koppel_app(client: Client) -> str:
    """Link an app as a person does; returns its secret."""
    client.post("/profiel/beveiliging/bevestigen/", {"password": WACHTWOORD})
    geheim = re.search(r'<code class="link-eenmalig">(\w+)</code>', client.get("/profiel/beveiliging/app/").content.decode())
    assert geheim is not None
    antwoord = client.post("/profiel/beveiliging/app/", {"code": _code(geheim[1])})
    assert antwoord.headers["Location"] == "/profiel/beveiliging/herstelcodes/"
    return geheim[1]


def _herstelcodes(client: Client) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", client.get("/profiel/beveiliging/herstelcodes/").content.decode())


def _laatste(over: Medewerker) -> tuple[str, dict[str, object]]:
    regel = logboek.regels_over(over).order_by("-id")[0]
    return regel.gebeurtenis, regel.gegevens


def test_an_koppelt_een_app_en_typt_voortaan_een_code(client: Client, an: Medewerker, klok: time_machine.Traveller) -> None:
    _meld_aan(client)
    geheim = _koppel_app(client)
    client.post("/afmelden/")
    klok.shift(timedelta(minutes=2))
    assert _meld_aan(client) == "/aanmelden/tweede-stap/"
    assert client.get("/sessie/").json()["wie"] == ""
    assert client.post("/aanmelden/tweede-stap/", {"code": _code(geheim)}).headers["Location"] == "/"
    assert client.get("/sessie/").json()["wie"] == "an"
    assert _laatste(an) == ("kern.aangemeld", {"wijzen": ["wachtwoord", "totp"]})


def test_elke_wijziging_van_de_tweede_stap_staat_in_het_logboek(
    client: Client, an: Medewerker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    _meld_aan(client)
    with django_capture_on_commit_callbacks(execute=True):
        _koppel_app(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/profiel/beveiliging/herstelcodes/nieuw/")
    client.post("/profiel/beveiliging/app/loskoppelen/")
    regels = logboek.regels_over(an).filter(gebeurtenis="kern.tweede_factor_gewijzigd").order_by("id")
    assert [r.gegevens["wat"] for r in regels] == ["totp_activated", "recovery_codes_generated", "totp_deactivated"]


def test_een_code_werkt_geen_tweede_keer(client: Client, an: Medewerker, klok: time_machine.Traveller) -> None:
    _meld_aan(client)
    geheim = _koppel_app(client)
    klok.shift(timedelta(minutes=2))
    code = _code(geheim)
    for wie, uitkomst in ((Client(), 302), (Client(), 200)):
        _meld_aan(wie)
        assert wie.post("/aanmelden/tweede-stap/", {"code": code}).status_code == uitkomst


def test_een_foute_code_staat_in_het_logboek(client: Client, an: Medewerker, klok: time_machine.Traveller) -> None:
    _meld_aan(client)
    _koppel_app(client)
    client.post("/afmelden/")
    _meld_aan(client)
    antwoord = client.post("/aanmelden/tweede-stap/", {"code": "000000"})
    assert "Deze code klopt niet" in antwoord.content.decode()
    assert _laatste(an) == ("kern.aanmelden_mislukt", {"stap": "code"})


def test_tien_foute_codes_sluiten_ook_de_goede_buiten(client: Client, an: Medewerker, klok: time_machine.Traveller) -> None:
    _meld_aan(client)
    geheim = _koppel_app(client)
    klok.shift(timedelta(minutes=2))
    client.post("/afmelden/")
    _meld_aan(client)
    for _ in range(10):
        client.post("/aanmelden/tweede-stap/", {"code": "000000"})
    assert "te vaak mislukt" in client.post("/aanmelden/tweede-stap/", {"code": _code(geheim)}).content.decode()


def test_een_herstelcode_werkt_een_keer(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    _koppel_app(client)
    codes = _herstelcodes(client)
    assert len(codes) == 10
    for wie, uitkomst in ((Client(), 302), (Client(), 200)):
        _meld_aan(wie)
        assert wie.post("/aanmelden/tweede-stap/", {"code": codes[0]}).status_code == uitkomst


def test_het_geheim_van_de_app_ligt_verzegeld_in_de_databank(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    geheim = _koppel_app(client)
    for bewijs in Authenticator.objects.filter(user_id=an.pk):
        assert geheim not in str(bewijs.data)
        assert not re.search(r"'(secret|seed)': '(?!gAAAA)", str(bewijs.data))


def test_een_nieuwe_sleutel_van_de_toepassing_opent_de_oude_zegels_nog(
    client: Client, an: Medewerker, settings: Settings, klok: time_machine.Traveller
) -> None:
    _meld_aan(client)
    geheim = _koppel_app(client)
    klok.shift(timedelta(minutes=2))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-heel-andere-sleutel-van-vandaag"
    wie = Client()
    _meld_aan(wie)
    assert wie.post("/aanmelden/tweede-stap/", {"code": _code(geheim)}).status_code == 302


def test_de_app_loskoppelen_vraagt_eerst_opnieuw_wie_u_bent(client: Client, an: Medewerker, klok: time_machine.Traveller) -> None:
    _meld_aan(client)
    _koppel_app(client)
    klok.shift(timedelta(minutes=16))
    antwoord = client.post("/profiel/beveiliging/app/loskoppelen/")
    assert antwoord.headers["Location"].startswith("/profiel/beveiliging/bevestigen/")
    assert Authenticator.objects.filter(user_id=an.pk, type="totp").exists()


def test_zonder_tweede_stap_komt_men_waar_ze_verplicht_is_niet_verder_dan_het_instellen(
    client: Client, an: Medewerker, settings: Settings
) -> None:
    settings.MFA_VERPLICHT = True
    _meld_aan(client)
    assert client.get("/sneltoetsen/").headers["Location"] == "/profiel/beveiliging/"
    assert "U kunt pas verder werken als dat gebeurd is" in client.get("/profiel/beveiliging/").content.decode()
    _koppel_app(client)
    assert client.get("/sneltoetsen/").status_code == 200


def test_de_laatste_app_kan_niet_weg_waar_een_tweede_stap_verplicht_is(
    client: Client, an: Medewerker, settings: Settings
) -> None:
    settings.MFA_VERPLICHT = True
    _meld_aan(client)
    _koppel_app(client)
    html = client.post("/profiel/beveiliging/app/loskoppelen/").content.decode()
    assert "Een tweede stap is hier verplicht" in html
    assert Authenticator.objects.filter(user_id=an.pk, type="totp").exists()


def test_bij_een_verloren_telefoon_neemt_de_beheerder_de_tweede_stap_weg(
    client: Client, an: Medewerker, beheerder: Medewerker
) -> None:
    _meld_aan(client)
    _koppel_app(client)
    bea = Client()
    _meld_aan(bea, "bea")
    assert "Tweede stap wegnemen" in bea.get("/medewerkers/an/aanmelding/").content.decode()
    antwoord = bea.post("/medewerkers/an/aanmelding/tweede-stap/", {"reden": "telefoon in de trein laten liggen"})
    assert antwoord.headers["Location"] == "/medewerkers/an/aanmelding/"
    assert "Aanmelding beheren" in bea.get("/medewerkers/an/").content.decode()
    assert not Authenticator.objects.filter(user_id=an.pk).exists()
    assert client.get("/sessie/").json()["wie"] == ""
    regel = logboek.regels_over(an).get(gebeurtenis="kern.tweede_factor_gewist")
    assert (regel.door_id, regel.reden.tekst) == (beheerder.pk, "telefoon in de trein laten liggen")
    assert _meld_aan(client) == "/"


def test_wie_een_ander_aan_zijn_aanmelding_laat_komen_leest_dat_in_een_mail(an: Medewerker, beheerder: Medewerker) -> None:
    bea = Client()
    _meld_aan(bea, "bea")
    bea.post("/medewerkers/an/aanmelding/tweede-stap/", {"reden": "telefoon kwijt"})
    _link(bea)
    mails = OutboxRegel.objects.order_by("pk")
    assert [mail.aan for mail in mails] == [["an@voorbeeld.be"]] * 2
    assert "Bea Peeters nam de tweede stap van uw aanmelding weg." in mails[0].tekst
    assert "Er is een aanmeldlink voor uw account gemaakt" in mails[1].tekst
    assert not any("http" in mail.tekst for mail in mails)


def test_zonder_reden_gebeurt_er_niets(an: Medewerker, beheerder: Medewerker) -> None:
    bea = Client()
    _meld_aan(bea, "bea")
    for pad in ("link/", "tweede-stap/"):
        assert bea.post(f"/medewerkers/an/aanmelding/{pad}", {"reden": " "}).status_code == 422
    assert _laatste(an)[0] == "kern.medewerker_gemaakt"


def test_een_beheerder_doet_dit_niet_voor_zichzelf(beheerder: Medewerker) -> None:
    bea = Client()
    _meld_aan(bea, "bea")
    for pad in ("link/", "tweede-stap/"):
        assert bea.post(f"/medewerkers/bea/aanmelding/{pad}", {"reden": "vergeten"}).status_code == 422


@pytest.mark.parametrize("pad", ["", "link/", "tweede-stap/"])
def test_wie_geen_beheerder_is_komt_niet_aan_de_aanmelding_van_een_collega(client: Client, an: Medewerker, pad: str) -> None:
    collega("Bart")
    _meld_aan(client)
    adres = f"/medewerkers/bart/aanmelding/{pad}"
    antwoord = client.post(adres, {"reden": "x"}) if pad else client.get(adres)
    assert antwoord.status_code == 403


def _link(bea: Client, naam: str = "an") -> str:
    html = bea.post(f"/medewerkers/{naam}/aanmelding/link/", {"reden": "nieuw in dienst"}).content.decode()
    link = re.search(r"<code>(http[^<]+)</code>", html)
    assert link is not None
    return link[1].partition("8000")[2]


def test_met_een_aanmeldlink_kiest_een_nieuwe_collega_een_wachtwoord(client: Client, beheerder: Medewerker) -> None:
    an = collega("An")
    bea = Client()
    _meld_aan(bea, "bea")
    link = _link(bea)
    kiezen = client.get(link).headers["Location"]
    assert kiezen.endswith("/kiezen/")
    antwoord = client.post(kiezen, {"new_password1": NIEUW, "new_password2": NIEUW})
    assert antwoord.headers["Location"] == "/aanmelden/"
    assert client.get("/sessie/").json()["wie"] == ""
    assert _laatste(an) == ("kern.wachtwoord_gewijzigd", {"wijze": "aanmeldlink"})
    assert _meld_aan(client, wachtwoord=NIEUW) == "/"


def test_een_aanmeldlink_werkt_een_keer_en_een_dag(an: Medewerker, beheerder: Medewerker, klok: time_machine.Traveller) -> None:
    bea = Client()
    _meld_aan(bea, "bea")
    gebruikt, te_laat = _link(bea), _link(bea)
    kiezen = (eerste := Client()).get(gebruikt).headers["Location"]
    eerste.post(kiezen, {"new_password1": NIEUW, "new_password2": NIEUW})
    assert "Deze link werkt niet meer" in Client().get(gebruikt).content.decode()
    assert "Deze link werkt niet meer" in Client().get(te_laat).content.decode()
    derde = _link(bea)
    klok.shift(timedelta(hours=24, seconds=1))
    assert "Deze link werkt niet meer" in Client().get(derde).content.decode()


def test_de_link_van_een_collega_opent_het_account_van_een_ander_niet(an: Medewerker, beheerder: Medewerker) -> None:
    collega("Bart")
    bea = Client()
    _meld_aan(bea, "bea")
    sleutel = _link(bea, "bart").rstrip("/").rsplit("/", 1)[-1]
    van_an = _link(bea).rstrip("/").rsplit("/", 1)[0]
    assert "Deze link werkt niet meer" in Client().get(f"{van_an}/{sleutel}/").content.decode()


def test_de_beveiligingspagina_toont_wat_er_is(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    assert "U hebt nog geen tweede stap" in client.get("/profiel/beveiliging/").content.decode()
    _koppel_app(client)
    html = client.get("/profiel/beveiliging/").content.decode()
    assert "U hebt nog 10 herstelcodes" in html
    assert time.time() == MAANDAG.timestamp()


def test_herstelcodes_kunnen_als_bestand_bewaard_en_vernieuwd_worden(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    _koppel_app(client)
    oud = _herstelcodes(client)
    bestand = client.get("/profiel/beveiliging/herstelcodes/bestand/")
    assert bestand.headers["Content-Disposition"].startswith("attachment")
    assert oud[3] in bestand.content.decode()
    client.post("/profiel/beveiliging/herstelcodes/nieuw/")
    assert not set(oud) & set(_herstelcodes(client))
