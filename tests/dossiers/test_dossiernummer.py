"""A location with a provisional number gets its real one, once; and is found back by the old one."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions.dossiers import wijzig_dossier
from dossiers.inrichting import _afgeschermd
from dossiers.models import Dossier, DossierEvent, Tijdlijnregel
from kern.models import Medewerker
from kern.wissen import Onderwerp
from tests.wereld import maak_dossier, maak_organisator, scherm_af, wijzigvelden

OUD, NIEUW = "V-AANVRAAG-62D8A17B5D", "123456780"


@pytest.fixture
def nieuweling(an: Medewerker) -> Dossier:
    return maak_dossier("De Eerste Stap", maak_organisator("Starterskind", an), dossiernummer=OUD)


def geef(client: Client, dossier: Dossier, nummer: str, **meer: object) -> HttpResponse:
    return client.post(  # type: ignore[return-value]  # what the test client adds is not asked
        f"/dossiers/{OUD}/wijzigen/", wijzigvelden(dossier, dossiernummer=nummer, **meer)
    )


def test_het_echte_nummer_komt_in_de_plaats_van_het_voorlopige(client_an: Client, nieuweling: Dossier) -> None:
    assert "Nu nog voorlopig" in client_an.get(f"/dossiers/{OUD}/wijzigen/").content.decode()
    antwoord = geef(client_an, nieuweling, NIEUW)
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/dossiers/{NIEUW}/")
    nieuweling.refresh_from_db()
    assert nieuweling.dossiernummer == NIEUW
    assert Tijdlijnregel.objects.get(titel="Dossiernummer gewijzigd").kort == f"Dossiernummer: {OUD} → {NIEUW}"
    # A message, a paper and a moment before still say the old one.
    assert NIEUW in client_an.get(f"/dossiers/{OUD}/").content.decode()
    assert f"/dossiers/{NIEUW}/" in client_an.get("/dossiers/", {"q": NIEUW}).content.decode()
    assert "Nu nog voorlopig" not in client_an.get(f"/dossiers/{NIEUW}/wijzigen/").content.decode()


@pytest.mark.parametrize("nummer", ["12345678", "12345678901", "12345678a", "V-EIGEN-1", "１２３４５６７８９", "👶" * 9])
def test_wat_geen_dossiernummer_is_wordt_bij_het_veld_geweigerd(client_an: Client, nieuweling: Dossier, nummer: str) -> None:
    antwoord = geef(client_an, nieuweling, nummer, telefoon="0470 11 22 33")
    assert antwoord.status_code == 422
    assert "0470 11 22 33" in antwoord.content.decode()
    nieuweling.refresh_from_db()
    assert nieuweling.dossiernummer == OUD


def test_het_nummer_van_een_ander_dossier_wordt_geweigerd(client_an: Client, nieuweling: Dossier, zonnebloem: Dossier) -> None:
    assert geef(client_an, nieuweling, zonnebloem.dossiernummer).status_code == 422
    assert Dossier.objects.filter(dossiernummer=OUD).exists()


def test_een_echt_nummer_verandert_niet_meer(zonnebloem: Dossier, an: Medewerker) -> None:
    with pytest.raises(ValidationError, match="verandert niet meer"):
        wijzig_dossier(dossier=zonnebloem, versie=zonnebloem.versie, dossiernummer=NIEUW, door=an, op=timezone.now())


def test_wie_als_tweede_een_nummer_geeft_ziet_beide(client_an: Client, nieuweling: Dossier) -> None:
    velden = wijzigvelden(nieuweling, dossiernummer="123456790")
    geef(client_an, nieuweling, NIEUW)
    antwoord = client_an.post(f"/dossiers/{OUD}/wijzigen/", velden)
    assert antwoord.status_code == 409
    for nummer in (NIEUW, "123456790"):
        assert f"<bdi>{nummer}</bdi>" in antwoord.content.decode()


def test_wat_onder_het_oude_nummer_gewist_wordt_wordt_gevonden(nieuweling: Dossier, an: Medewerker) -> None:
    scherm_af(nieuweling, an)
    wijzig_dossier(dossier=nieuweling, versie=nieuweling.versie, dossiernummer=NIEUW, door=an, op=timezone.now())
    assert _afgeschermd([Onderwerp("dossiers.afgeschermd", OUD)]).count() == 1


def test_zoals_bekend_voor_het_nummer_er_was_staat_het_voorlopige(client_an: Client, nieuweling: Dossier) -> None:
    geef(client_an, nieuweling, NIEUW)
    event = DossierEvent.objects.filter(dossiernummer=NIEUW).latest("pgh_id")
    ervoor = (event.pgh_created_at - timedelta(microseconds=1)).isoformat()
    DossierEvent.objects.filter(pgh_obj=nieuweling, dossiernummer=OUD).update(
        pgh_created_at=event.pgh_created_at - timedelta(days=1)
    )
    assert OUD in client_an.get(f"/dossiers/{NIEUW}/", {"op": ervoor}).content.decode()


def test_een_voorlopig_nummer_kost_geen_vraag_meer(
    client_an: Client, nieuweling: Dossier, zonnebloem: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = zonnebloem.get_absolute_url()
    client_an.get(url)
    for adres in (url, f"/dossiers/{OUD}/"):
        with django_assert_num_queries(11):
            client_an.get(adres)
    geef(client_an, nieuweling, NIEUW)
    with django_assert_num_queries(11):
        client_an.get(f"/dossiers/{OUD}/")
