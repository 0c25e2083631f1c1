"""Coming in and leaving with a user name and a password."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kern import logboek
from kern.actions.mensen import deactiveer, maak_medewerker
from kern.choices import Rol
from kern.models import Logregel, Medewerker, Sessie

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
WACHTWOORD = "vijf blauwe eenden zwemmen"


def _maak(naam: str, *rollen: Rol, wachtwoord: str | None = WACHTWOORD) -> Medewerker:
    return maak_medewerker(
        username=naam,
        email=f"{naam}@voorbeeld.be",
        voornaam=naam.capitalize(),
        familienaam="Peeters",
        rollen=rollen,
        wachtwoord=wachtwoord,
        door=None,
        op=OP,
    )


@pytest.fixture
def an(db: None) -> Medewerker:
    return _maak("an", Rol.KLANTENBEHEERDER)


def _meld_aan(client: Client, naam: str = "an", wachtwoord: str = WACHTWOORD, **velden: str) -> str:
    """Log in; returns where the person is sent, or "" when the page comes back."""
    antwoord = client.post("/aanmelden/", {"login": naam, "password": wachtwoord, **velden})
    return antwoord.headers.get("Location", "")


def _gebeurtenissen(over: Medewerker) -> list[str]:
    return [regel.gebeurtenis for regel in logboek.regels_over(over).order_by("id")]


def test_an_meldt_zich_aan_en_het_staat_in_het_logboek(client: Client, an: Medewerker) -> None:
    assert _meld_aan(client) == "/"
    assert client.get("/sessie/").json()["wie"] == "an"
    regel = logboek.regels_over(an).get(gebeurtenis="kern.aangemeld")
    assert (regel.door_id, regel.gegevens) == (an.pk, {"wijzen": ["wachtwoord"]})


def test_an_komt_terug_op_de_pagina_waar_ze_wilde_zijn(client: Client, an: Medewerker) -> None:
    antwoord = client.get("/sneltoetsen/")
    assert antwoord.headers["Location"] == "/aanmelden/?next=/sneltoetsen/"
    assert _meld_aan(client, next="/sneltoetsen/") == "/sneltoetsen/"


@pytest.mark.parametrize("elders", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)", "https:kwaad.example"])
def test_na_het_aanmelden_gaat_niemand_naar_een_andere_site(client: Client, an: Medewerker, elders: str) -> None:
    assert _meld_aan(client, next=elders) == "/"


def test_een_fout_wachtwoord_zegt_niet_wat_er_fout_was(client: Client, an: Medewerker) -> None:
    bestaat = client.post("/aanmelden/", {"login": "an", "password": "mis"}).content.decode()
    bestaat_niet = client.post("/aanmelden/", {"login": "bart", "password": "mis"}).content.decode()
    zin = "Gebruikersnaam of wachtwoord klopt niet."
    assert zin in bestaat
    assert zin in bestaat_niet


def test_een_mislukte_aanmelding_staat_in_het_logboek_zonder_wat_er_getypt_werd(client: Client, an: Medewerker) -> None:
    client.post("/aanmelden/", {"login": "an", "password": "mis"})
    client.post("/aanmelden/", {"login": "geheim-wachtwoord-in-verkeerd-veld", "password": "mis"})
    regels = Logregel.objects.filter(gebeurtenis="kern.aanmelden_mislukt").order_by("id")
    assert [(r.onderwerp_id, r.door_id, r.gegevens) for r in regels] == [
        (str(an.pk), None, {"stap": "wachtwoord"}),
        ("0", None, {"stap": "wachtwoord"}),
    ]


def test_aanmelden_geeft_een_nieuwe_sessiesleutel(client: Client, an: Medewerker) -> None:
    sessie = client.session
    sessie["voor"] = "x"
    sessie.save()
    oud = client.cookies["opgroeien_sessie"].value if "opgroeien_sessie" in client.cookies else sessie.session_key
    _meld_aan(client)
    assert client.cookies["opgroeien_sessie"].value != oud
    assert not Sessie.objects.filter(pk=oud).exists()


def test_an_meldt_zich_af_en_haar_sessie_bestaat_niet_meer(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    assert client.post("/afmelden/").headers["Location"] == "/aanmelden/"
    assert not Sessie.objects.exists()
    assert _gebeurtenissen(an)[-1] == "kern.afgemeld"
    assert client.get("/sneltoetsen/").status_code == 302


def test_een_link_naar_afmelden_vraagt_eerst_een_bevestiging(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    assert "Wilt u zich afmelden?" in client.get("/afmelden/").content.decode()
    assert client.get("/sessie/").json()["wie"] == "an"


def test_wie_uit_dienst_is_komt_niet_binnen(client: Client, an: Medewerker) -> None:
    beheerder = _maak("beheer", Rol.BEHEERDER)
    deactiveer(medewerker=an, door=beheerder, op=OP, reden="uit dienst")
    assert _meld_aan(client) == "/aanmelden/afgesloten/"
    assert client.get("/sessie/").json()["wie"] == ""
    assert _gebeurtenissen(an)[-1] == "kern.aanmelden_mislukt"


def test_wie_uit_dienst_gaat_is_meteen_overal_buiten(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    deactiveer(medewerker=an, door=_maak("beheer", Rol.BEHEERDER), op=OP, reden="uit dienst")
    assert client.get("/sneltoetsen/").status_code == 302


def test_wie_geen_rol_heeft_leest_wat_te_doen_en_ziet_verder_niets(client: Client, db: None) -> None:
    _maak("nieuweling")
    _meld_aan(client, "nieuweling")
    for adres in ("/", "/sneltoetsen/", "/galerij/"):
        antwoord = client.get(adres)
        if adres != "/":
            assert antwoord.status_code == 403
            assert "u hebt hier nog geen rol" in antwoord.content.decode()
    assert client.post("/afmelden/").status_code == 302


def test_niemand_kan_zichzelf_een_account_maken(client: Client, db: None) -> None:
    for adres in ("/signup/", "/aanmelden/signup/", "/accounts/signup/", "/3rdparty/signup/", "/email/", "/password/reset/"):
        assert client.get(adres).status_code == 404
    assert not Medewerker.objects.exists()


def test_tien_fouten_op_een_account_sluiten_het_vijf_minuten_ook_met_het_goede_wachtwoord(client: Client, an: Medewerker) -> None:
    for _ in range(10):
        client.post("/aanmelden/", {"login": "an", "password": "mis"})
    assert _meld_aan(client) == ""
    assert "Dit is te vaak mislukt" in client.post("/aanmelden/", {"login": "an", "password": WACHTWOORD}).content.decode()


def test_een_heel_kantoor_achter_een_adres_kan_om_negen_uur_binnen(client: Client, an: Medewerker) -> None:
    for _ in range(20):
        assert _meld_aan(client) == "/"
        client.post("/afmelden/")


def test_wie_blijft_hameren_leest_in_het_nederlands_dat_het_te_vaak_was(
    client: Client, an: Medewerker, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    for _ in range(2):
        client.post("/aanmelden/", {"login": "an", "password": "mis"})
    antwoord = client.post("/aanmelden/", {"login": "an", "password": "mis"})
    assert antwoord.status_code == 429
    assert "te vaak" in antwoord.content.decode()


def test_het_adres_van_een_bezoeker_komt_van_onze_eigen_proxy_en_niet_van_hemzelf(
    client: Client, an: Medewerker, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    statussen = [
        client.post("/aanmelden/", {"login": "an", "password": "mis"}, headers={"X-Forwarded-For": f"10.9.9.{n}, 192.0.2.7"})
        for n in range(3)
    ]
    assert [s.status_code for s in statussen] == [200, 200, 429]
    ander = client.post("/aanmelden/", {"login": "an", "password": "mis"}, headers={"X-Forwarded-For": "10.9.9.1, 192.0.2.8"})
    assert ander.status_code == 200


def test_an_kiest_een_nieuw_wachtwoord_en_is_elders_afgemeld(client: Client, an: Medewerker) -> None:
    elders = Client()
    _meld_aan(elders)
    _meld_aan(client)
    nieuw = "zes groene kikkers springen"
    adres = reverse("account_change_password")
    antwoord = client.post(adres, {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw})
    assert antwoord.headers["Location"] == "/profiel/beveiliging/"
    assert client.get("/sessie/").json()["wie"] == "an"
    assert elders.get("/sessie/").json()["wie"] == ""
    assert "kern.wachtwoord_gewijzigd" in _gebeurtenissen(an)
    client.post("/afmelden/")
    assert _meld_aan(client, wachtwoord=nieuw) == "/"


def test_wie_alleen_met_acm_binnenkomt_heeft_geen_wachtwoord_om_te_wijzigen(client: Client, db: None) -> None:
    bart = _maak("bart", Rol.KLANTENBEHEERDER, wachtwoord=None)
    client.force_login(bart, backend="kern.aanmelden.backend.Aanmeldbackend")
    assert client.get(reverse("account_change_password")).headers["Location"] == "/profiel/beveiliging/"
    assert "Wachtwoord wijzigen" not in client.get("/profiel/beveiliging/").content.decode()
    assert client.get("/profiel/beveiliging/app/").status_code == 200


def test_een_kort_wachtwoord_wordt_geweigerd(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    adres = reverse("account_change_password")
    antwoord = client.post(adres, {"oldpassword": WACHTWOORD, "password1": "kort1", "password2": "kort1"})
    assert "12" in antwoord.content.decode()
    assert "kern.wachtwoord_gewijzigd" not in _gebeurtenissen(an)


def test_buiten_de_demo_staan_er_geen_demo_accounts_op_de_pagina(client: Client, db: None) -> None:
    _maak("klantenbeheerder", Rol.KLANTENBEHEERDER, wachtwoord="demo")
    assert "Demo-accounts" not in client.get("/aanmelden/").content.decode()


def test_in_de_demo_komt_men_met_een_klik_binnen(client: Client, db: None, settings: Settings) -> None:
    settings.IS_DEMO = True
    _maak("klantenbeheerder", Rol.KLANTENBEHEERDER, wachtwoord="demo")
    html = client.get("/aanmelden/").content.decode()
    assert '<button class="knop" name="login" value="klantenbeheerder">' in html
    assert _meld_aan(client, "klantenbeheerder", "demo") == "/"
