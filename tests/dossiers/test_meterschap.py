"""A meter and a starter read along with each other, and only read."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.models import Dossier
from kern.actions import meters
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.models import Medewerker, Meterschap, OutboxRegel
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import Inloggen, maak
from tests.wereld import maak_dossier, maak_organisator


def koppel(starter: Medewerker, meter: Medewerker, door: Medewerker, *, dagen: int = 30, over: int = 0) -> Meterschap:
    vandaag = timezone.localdate() + timedelta(days=over)
    return meters.koppel_meter(
        starter=starter, meter=meter, vanaf=vandaag, tot=vandaag + timedelta(days=dagen), door=door, op=timezone.now()
    )


@pytest.fixture
def sam(db: None) -> Medewerker:
    return maak("sam", "Sam Starter", Rol.STARTER, team="antwerpen")


@pytest.fixture
def maan(sam: Medewerker) -> Dossier:
    return maak_dossier("De Maan", maak_organisator("Maan vzw", sam))


def test_meter_van_een_ander_team_leest_wat_de_starter_volgt_en_wijzigt_niets(
    client_bart: Client, bart: Medewerker, sam: Medewerker, carla: Medewerker, maan: Dossier, zonnebloem: Dossier
) -> None:
    assert "U leest mee als meter" not in client_bart.get(maan.get_absolute_url()).content.decode()
    koppel(sam, bart, carla)
    html = client_bart.get(maan.get_absolute_url()).content.decode()
    assert "U leest mee als meter of starter" in html
    assert client_bart.get(f"{maan.get_absolute_url()}wijzigen/").status_code == 403
    # Not the rest of the starter's team.
    assert "U leest mee als meter" not in client_bart.get(zonnebloem.get_absolute_url()).content.decode()


def test_de_starter_leest_ook_mee_met_de_meter(bart: Medewerker, sam: Medewerker, carla: Medewerker, inloggen: Inloggen) -> None:
    krekel = maak_dossier("De Krekel", maak_organisator("Krekel vzw", bart), "oost-vlaanderen")
    koppel(sam, bart, carla)
    client = inloggen(sam)
    assert "U leest mee als meter of starter" in client.get(krekel.get_absolute_url()).content.decode()
    assert "De Krekel" in client.get("/meekijken/bart/").content.decode()


def test_de_meter_ziet_de_locaties_en_het_werk_van_de_starter_op_een_pagina(
    client_bart: Client, bart: Medewerker, sam: Medewerker, carla: Medewerker, maan: Dossier
) -> None:
    assert client_bart.get("/meekijken/sam/").status_code == 404
    koppel(sam, bart, carla)
    html = client_bart.get("/meekijken/sam/").content.decode()
    assert "De Maan" in html
    assert maan.dossiernummer in html
    assert "Sam Starter" in client_bart.get("/meters/").content.decode()


@pytest.mark.parametrize(("over", "dagen"), [(-30, 29), (1, 5)])
def test_voor_en_na_de_periode_is_er_niets_te_zien(
    over: int, dagen: int, client_bart: Client, bart: Medewerker, sam: Medewerker, maan: Dossier
) -> None:
    vandaag = timezone.localdate() + timedelta(days=over)
    Meterschap.objects.create(starter=sam, meter=bart, vanaf=vandaag, tot=vandaag + timedelta(days=dagen))
    assert client_bart.get("/meekijken/sam/").status_code == 404
    assert "U leest mee als meter" not in client_bart.get(maan.get_absolute_url()).content.decode()


def test_na_het_beeindigen_stopt_het_meekijken_bij_de_volgende_klik(
    client_carla: Client, client_bart: Client, bart: Medewerker, sam: Medewerker, carla: Medewerker
) -> None:
    meterschap = koppel(sam, bart, carla)
    antwoord = client_carla.post("/meters/", {"bulk": "beeindigen", "gekozen": str(meterschap.pk)})
    assert "Bart Maes is geen meter meer van Sam Starter." in antwoord.content.decode()
    assert client_bart.get("/meekijken/sam/").status_code == 404
    with pytest.raises(AlGewijzigd):
        meters.beeindig_meterschap(meterschap=meterschap, door=carla, op=timezone.now())
    assert OutboxRegel.objects.filter(sleutel__contains="meterschap", ontvanger=sam).count() == 2


def test_alleen_de_coordinator_van_het_team_koppelt(
    client_carla: Client, client_an: Client, inloggen: Inloggen, els: Medewerker, sam: Medewerker, bart: Medewerker
) -> None:
    vandaag = timezone.localdate()
    gegevens = {"starter": sam.pk, "meter": bart.pk, "vanaf": str(vandaag), "tot": str(vandaag)}
    assert client_an.post("/meters/nieuw/", gegevens).status_code == 403
    assert inloggen(els).post("/meters/nieuw/", gegevens).status_code == 422  # no starter of her team
    assert client_carla.post("/meters/nieuw/", gegevens).status_code == 302
    assert client_carla.post("/meters/nieuw/", gegevens).status_code == 422  # overlaps
    assert Meterschap.objects.count() == 1


def test_wie_geen_starter_is_krijgt_geen_meter_en_niemand_is_meter_van_zichzelf(
    an: Medewerker, bart: Medewerker, sam: Medewerker, carla: Medewerker, gust: Medewerker
) -> None:
    for starter, meter, zin in ((an, bart, "geen starter"), (sam, gust, "volgt zelf geen"), (sam, sam, "meter van zichzelf")):
        with pytest.raises(ValidationError, match=zin):
            koppel(starter, meter, carla)


def test_twee_die_tegelijk_koppelen_een_wint(eigen_database: Databank) -> None:
    sam = maak("sam", "Sam Starter", Rol.STARTER, team="antwerpen")
    bart = maak("bart", "Bart Maes", Rol.KLANTENBEHEERDER, team="oost-vlaanderen")
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    assert soorten(tegelijk(*(lambda: koppel(sam, bart, carla) for _ in range(2)))) == ["Meterschap", "ValidationError"]


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("pad", "vragen"), [("/meters/", 7), ("/meekijken/sam/", 8)])
def test_het_aantal_vragen_groeit_niet_met_de_rijen(
    pad: str,
    vragen: int,
    aantal: int,
    client_bart: Client,
    bart: Medewerker,
    sam: Medewerker,
    carla: Medewerker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    koppel(sam, bart, carla)
    for i in range(aantal):
        maak_dossier(f"De Maan {i}", maak_organisator(f"Maan {i} vzw", sam))
        koppel(maak(f"sam{i}", f"Sam {i}", Rol.STARTER, team="antwerpen"), bart, carla)
    client_bart.get(pad)
    with django_assert_num_queries(vragen):
        client_bart.get(pad)
