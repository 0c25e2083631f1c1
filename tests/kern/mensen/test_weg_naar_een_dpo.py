"""A beheerder alone makes no way into the account of a dpo, who watches what the beheerder does."""

from collections.abc import Callable

import pytest
from django.test import Client

from kern import logboek
from kern.actions import aanmelden, mensen
from kern.choices import Rol
from kern.fouten import DomeinFout
from kern.models import Medewerker
from tests.mensen import MAANDAG, Inloggen, maak


@pytest.fixture
def bea(db: None) -> Medewerker:
    return maak("bea", "Bea Smets", Rol.BEHEERDER)


@pytest.fixture
def bram(db: None) -> Medewerker:
    return maak("bram", "Bram Claes", Rol.BEHEERDER)


def geef_link(wie: Medewerker, door: Medewerker) -> object:
    return aanmelden.geef_aanmeldlink(medewerker=wie, door=door, op=MAANDAG, reden="wachtwoord kwijt")


def wis_tweede_stap(wie: Medewerker, door: Medewerker) -> object:
    return aanmelden.wis_tweede_factor(medewerker=wie, door=door, op=MAANDAG, reden="telefoon kwijt")


def geef_andere_sleutel(wie: Medewerker, door: Medewerker) -> object:
    return mensen.wijzig_account(
        medewerker=wie, voornaam=wie.voornaam, familienaam=wie.familienaam, email=wie.email, vo_id="vo-van-een-ander",
        door=door, op=MAANDAG, reden="verkeerd ingevuld",
    )  # fmt: skip


def maak_dpo(wie: Medewerker, door: Medewerker) -> object:
    return mensen.wijzig_rollen(medewerker=wie, rollen=[Rol.DPO], team=None, door=door, op=MAANDAG, reden="wordt dpo")


WEGEN = pytest.mark.parametrize("weg", [geef_link, wis_tweede_stap, geef_andere_sleutel])


@WEGEN
def test_naar_een_dpo_gaat_geen_weg_van_een_beheerder_alleen(
    ivo: Medewerker, bea: Medewerker, weg: Callable[[Medewerker, Medewerker], object]
) -> None:
    eerder = logboek.regels_over(ivo).count()
    with pytest.raises(DomeinFout, match="is dpo"):
        weg(ivo, bea)
    assert logboek.regels_over(ivo).count() == eerder


@WEGEN
def test_wie_zelf_de_weg_opende_maakt_er_geen_dpo_van_een_andere_beheerder_wel(
    gust: Medewerker, bea: Medewerker, bram: Medewerker, weg: Callable[[Medewerker, Medewerker], object]
) -> None:
    weg(gust, bea)
    with pytest.raises(DomeinFout, match="Vraag een andere beheerder"):
        maak_dpo(gust, bea)
    gust.refresh_from_db()
    assert gust.rollen == ["jurist"]
    maak_dpo(gust, bram)
    gust.refresh_from_db()
    assert gust.rollen == ["dpo"]


def test_een_naam_verbeteren_is_geen_weg_en_mag_ook_bij_een_dpo(ivo: Medewerker, bea: Medewerker) -> None:
    mensen.wijzig_account(
        medewerker=ivo, voornaam="Ivo", familienaam="De Mertens", email=ivo.email, vo_id=ivo.vo_id, door=bea, op=MAANDAG,
        reden="schrijffout",
    )  # fmt: skip
    ivo.refresh_from_db()
    assert ivo.familienaam == "De Mertens"


def test_de_pagina_van_een_dpo_zegt_waarom_er_geen_knop_is(inloggen: Inloggen, bea: Medewerker, ivo: Medewerker) -> None:
    client: Client = inloggen(bea)
    html = client.get("/medewerkers/ivo/aanmelding/").content.decode()
    assert "Dit is het account van een dpo" in html
    assert "Aanmeldlink geven" not in html
    assert client.post("/medewerkers/ivo/aanmelding/link/", {"reden": "wachtwoord kwijt"}).status_code == 422
