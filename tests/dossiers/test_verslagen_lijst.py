"""Where reports are found back: on the page of a dossier, of an organisator, in a list of their own, and of an earlier moment."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions import verslag_nalezen, verslag_vast
from dossiers.choices import Verslagsoort, Verslagstatus
from dossiers.models import Dossier, Verslag
from dossiers.queries.verslagen import paneel, paneel_toen
from kern.models import Medewerker
from tests.wereld import begin_verslag, beloof, schrijf_verslag


@pytest.fixture
def nota(zonnebloem: Dossier, an: Medewerker) -> Verslag:
    """A note of a call that is fixed."""
    nota = begin_verslag(zonnebloem, an, Verslagsoort.TELEFOON, titel="Gebeld over de poetshulp")
    schrijf_verslag(nota, an, gezegd="De poetshulp is ziek.")
    return verslag_vast.stel_vast(verslag=nota, door=an, op=timezone.now())


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_paneel_kost_een_vraag_nu_en_toen(
    zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        begin_verslag(zonnebloem, an)
    dossier = Dossier.objects.met_weg(an).get()
    for lees in (paneel, paneel_toen):
        with django_assert_num_queries(1):
            assert len(lees(an, dossier, timezone.now())["verslagen"]) == aantal


def test_een_verslag_van_toen_stond_zoals_het_toen_stond(
    client_an: Client, zonnebloem: Dossier, nota: Verslag, an: Medewerker
) -> None:
    assert nota.vastgesteld_op is not None
    toen = nota.vastgesteld_op
    later = toen + timedelta(hours=2)
    reden = {"reden": "Vergeten te zeggen", "tekst": "<p>Ze komt maandag terug.</p>"}
    verslag_vast.vul_aan(sleutel=uuid4(), verslag=nota, door=an, op=later, **reden)
    [voor] = paneel_toen(an, zonnebloem, toen - timedelta(milliseconds=1))["verslagen"]
    assert voor.status == Verslagstatus.CONCEPT
    [na] = paneel_toen(an, zonnebloem, toen)["verslagen"]
    assert na.status == Verslagstatus.VASTGESTELD
    assert paneel_toen(an, zonnebloem, toen - timedelta(days=1))["verslagen"] == []
    assert "Ze komt maandag terug." in client_an.get(nota.get_absolute_url()).content.decode()
    blad = client_an.get(nota.get_absolute_url(), {"op": toen.isoformat()}).content.decode()
    assert "Ze komt maandag terug." not in blad
    assert "Dit lag vast op" in blad


def test_op_de_bladzijde_van_het_dossier_staan_ze_met_hun_stand(client_an: Client, zonnebloem: Dossier, nota: Verslag) -> None:
    blad = client_an.get(f"/dossiers/{zonnebloem.dossiernummer}/gegevens/").content.decode()
    assert f'href="{nota.get_absolute_url()}"' in blad
    assert "Begin een verslag" in blad


def test_bij_de_organisator_staan_verslagen_en_beloften_voor_wie_de_inhoud_leest(
    client_an: Client, client_bart: Client, zonnebloem: Dossier, nota: Verslag, an: Medewerker
) -> None:
    beloof(zonnebloem.organisator, an, "Het reglement nalezen")
    adres = f"/organisatoren/{zonnebloem.organisator.nummer}/verslagen/"
    assert f'hx-get="{adres}"' in client_an.get(f"/organisatoren/{zonnebloem.organisator.nummer}/").content.decode()
    stuk = client_an.get(adres, headers={"HX-Request": "true"}).content.decode()
    assert "Gebeld over de poetshulp" in stuk
    assert "Het reglement nalezen" in stuk
    assert "<h1" not in stuk
    assert client_bart.get(adres).status_code == 403


def test_de_lijst_zegt_wat_op_mij_wacht(
    client_an: Client, client_carla: Client, zonnebloem: Dossier, nota: Verslag, an: Medewerker, carla: Medewerker
) -> None:
    bezoek = begin_verslag(zonnebloem, an)
    schrijf_verslag(bezoek, an)
    assert "Onaangekondigd bezoek" in client_an.get("/verslagen/?wie=mijn").content.decode()
    assert "poetshulp" not in client_an.get("/verslagen/?wie=mijn").content.decode()
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    assert "Onaangekondigd bezoek" not in client_an.get("/verslagen/?wie=mijn").content.decode()
    assert "Onaangekondigd bezoek" in client_carla.get("/verslagen/?wie=mijn").content.decode()
    gevonden = client_carla.get("/verslagen/?q=poetshulp").content.decode()
    assert "Gebeld over de poetshulp" in gevonden
    assert "telefonisch contact</td>" in gevonden


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_evenveel_vragen_hoeveel_er_ook_zijn(
    client_an: Client, zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        begin_verslag(zonnebloem, an)
    client_an.get("/verslagen/")
    with django_assert_num_queries(8):
        assert client_an.get("/verslagen/").content.decode().count("data-rij") >= aantal
