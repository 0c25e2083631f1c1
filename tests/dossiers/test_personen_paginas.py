"""The forms and the panel about people at a location, and the pages of groepen, as An and Bart meet them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import gebeurtenissen
from dossiers.actions import betrokkenen
from dossiers.actions.groepen import beeindig_lidmaatschap, maak_groep, voeg_lid_toe
from dossiers.models import Attest, Betrokkene, Dossier, Groep, Groepslidmaatschap
from dossiers.queries import panelen_personen
from kern.fouten import AlGewijzigd
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.dossiers.personen import maak_attest, maak_betrokkene
from tests.mensen import Inloggen
from tests.wereld import maak_dossier, maak_organisator

NIEUW = {"naam": "Rita Verzonnen", "rol": "verantwoordelijke", "geboortedatum": "1980-05-04", "vanaf": "2020-01-01"}


def test_an_voegt_iemand_toe_met_een_attest_en_noteert_het_vertrek(client_an: Client, zonnebloem: Dossier) -> None:
    assert client_an.post(f"{zonnebloem.get_absolute_url()}betrokkenen/nieuw/", NIEUW).status_code == 302
    rita = Betrokkene.objects.get()
    pagina = rita.get_absolute_url()
    dag = timezone.localdate() + timedelta(days=10)
    attest = {"soort": "strafregister", "verloopt_op": dag.isoformat()}
    assert client_an.post(f"{pagina}attesten/nieuw/", attest).status_code == 302
    assert client_an.post(f"{pagina}attesten/nieuw/", attest).status_code == 422
    assert f"vervalt op {dag:%d/%m/%Y}" in client_an.get(pagina).content.decode()
    url = f"/attesten/{Attest.objects.get().pk}/"
    assert client_an.post(f"{url}vernieuwen/", {"verloopt_op": "2099-01-01"}).status_code == 302
    assert client_an.post(f"{url}intrekken/", {"reden": "Verkeerd genoteerd"}).status_code == 409
    assert client_an.post(f"{pagina}vertrokken/", {"versie": 1, "tot": "2019-01-01"}).status_code == 422
    assert client_an.post(f"{pagina}vertrokken/", {"versie": 1, "tot": "2024-01-01"}).status_code == 302
    assert client_an.post(f"{pagina}hervatten/").status_code == 302
    assert Betrokkene.objects.get().tot is None
    # Her page, and the two forms about her that came back with a mistake.
    assert regels_over(rita).filter(gebeurtenis=gebeurtenissen.BETROKKENE_INGEZIEN.code).count() == 3


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("naam", ""), ("naam", "x" * 300), ("rol", "keizer"), ("geboortedatum", "2999-01-01"), ("geboortedatum", "gisteren")],
)
def test_verkeerde_invoer_geeft_een_zin_en_bewaart_niets(client_an: Client, zonnebloem: Dossier, veld: str, waarde: str) -> None:
    antwoord = client_an.post(f"{zonnebloem.get_absolute_url()}betrokkenen/nieuw/", NIEUW | {veld: waarde})
    assert antwoord.status_code == 422
    assert "Dit moet nog in orde" in antwoord.content.decode()
    assert not Betrokkene.objects.exists()


def test_wie_tweede_wijzigt_ziet_beide_versies(
    client_an: Client, an: Medewerker, dirk: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    url = f"{rita.get_absolute_url()}wijzigen/"
    assert client_an.post(url, NIEUW | {"versie": 1, "telefoon": "0470 11 11 11"}).status_code == 302
    laat = inloggen(dirk).post(url, NIEUW | {"versie": 1, "telefoon": "0470 22 22 22"})
    assert laat.status_code == 409
    for nummer in ("0470 11 11 11", "0470 22 22 22"):
        assert nummer in laat.content.decode()


def test_na_het_toevoegen_leest_an_dat_iemand_elders_dezelfde_kan_zijn(
    client_an: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    maak_betrokkene(maak_dossier("De Ster", maak_organisator("Ster vzw", an)), an, "Verzonnen Rita")
    html = client_an.post(f"{zonnebloem.get_absolute_url()}betrokkenen/nieuw/", NIEUW, follow=True).content.decode()
    assert "Iemand elders lijkt dezelfde persoon" in html
    assert "Te beoordelen" in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_paneel_kost_een_vraag_hoeveel_mensen_er_ook_zijn(
    an: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for i in range(aantal):
        maak_attest(maak_betrokkene(zonnebloem, an, f"Rita {i}"), an, timezone.localdate())
        maak_betrokkene(zonnebloem.organisator, an, f"Bob {i}")
    dossier = Dossier.objects.met_weg(an).get(pk=zonnebloem.pk)
    with django_assert_num_queries(1):
        context = panelen_personen.betrokkenen(an, dossier, timezone.now())
    assert len(context["betrokkenen"]) == 2 * aantal


def test_het_paneel_toont_wie_er_toen_was_met_de_naam_en_het_attest_van_toen(eigen_database: object) -> None:
    from tests.mensen import maak

    an = maak("an", "An Peeters", "klantenbeheerder", team="antwerpen")  # type: ignore[arg-type]
    dossier = maak_dossier("De Zon", maak_organisator("Zon vzw", an))
    rita = maak_betrokkene(dossier, an, "Rita Verzonen")
    maak_attest(rita, an, date(2099, 1, 1))
    toen = timezone.now()
    betrokkenen.wijzig(
        betrokkene=rita, versie=1, rol=rita.rol, naam="Rita Verzonnen", geboortedatum=None, telefoon="", email="", vanaf=None,
        door=an, op=timezone.now(),
    )  # fmt: skip
    maak_betrokkene(dossier, an, "Later Gekomen")
    (mens,) = panelen_personen.betrokkenen_toen(an, dossier, toen)["betrokkenen"]
    assert (mens.naam, mens.attestregels) == (
        "Rita Verzonen",
        [("uittreksel uit het strafregister", "tot 01/01/2099")],
    )


def test_de_gegevens_van_het_dossier_tonen_wie_er_werkt(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    maak_attest(maak_betrokkene(zonnebloem, an), an, timezone.localdate())
    html = client_an.get(f"{zonnebloem.get_absolute_url()}gegevens/").content.decode()
    assert "Betrokkenen en attesten" in html
    assert "Rita Verzonnen" in html


# --- Groepen ---------------------------------------------------------------------------------------------------------------


def test_an_maakt_een_koepel_voegt_haar_organisator_toe_en_beeindigt_dat(client_an: Client, zonnebloem: Dossier) -> None:
    assert client_an.post("/groepen/nieuw/", {"naam": "Koepel Noord", "soort": "koepel"}).status_code == 302
    assert client_an.post("/groepen/nieuw/", {"naam": "koepel noord", "soort": "groep"}).status_code == 422
    groep = Groep.objects.get()
    lid = {"organisator": zonnebloem.organisator.nummer, "vanaf": "2020-01-01"}
    assert client_an.post(f"{groep.get_absolute_url()}leden/nieuw/", lid).status_code == 302
    dubbel = client_an.post(f"{groep.get_absolute_url()}leden/nieuw/", lid | {"vanaf": "2021-01-01"})
    assert "hoort al bij deze groep" in dubbel.content.decode()
    assert client_an.post(f"{groep.get_absolute_url()}leden/nieuw/", lid | {"organisator": "999"}).status_code == 422
    assert "Koepel Noord" in client_an.get(zonnebloem.organisator.get_absolute_url()).content.decode()
    einde = f"/groepen/leden/{Groepslidmaatschap.objects.get().pk}/beeindigen/"
    assert client_an.post(einde, {"tot": "2019-01-01"}).status_code == 422
    assert client_an.post(einde, {"tot": "2022-12-31"}).status_code == 302
    assert "Vroeger" in client_an.get(groep.get_absolute_url()).content.decode()


def test_bart_voegt_geen_organisator_van_een_ander_team_toe(client_bart: Client, bart: Medewerker, zonnebloem: Dossier) -> None:
    groep = maak_groep(naam="Groep Zuid", soort="groep", door=bart, op=timezone.now())
    lid = {"organisator": zonnebloem.organisator.nummer, "vanaf": "2020-01-01"}
    assert client_bart.post(f"{groep.get_absolute_url()}leden/nieuw/", lid).status_code == 403


def test_een_lidmaatschap_eindigt_maar_eenmaal(an: Medewerker, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    groep = maak_groep(naam="Groep Zuid", soort="groep", door=an, op=nu)
    lid = voeg_lid_toe(groep=groep, organisator=zonnebloem.organisator, vanaf=date(2020, 1, 1), door=an, op=nu)
    zelfde = Groepslidmaatschap.objects.get(pk=lid.pk)
    beeindig_lidmaatschap(lid=lid, tot=date(2021, 1, 1), door=an, op=nu)
    with pytest.raises(AlGewijzigd):
        beeindig_lidmaatschap(lid=zelfde, tot=date(2022, 1, 1), door=an, op=nu)


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("pagina", "vragen"), [("/groepen/", 6), ("groep", 5)])
def test_groepen_kosten_een_vast_aantal_vragen(
    client_an: Client, an: Medewerker, aantal: int, pagina: str, vragen: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    groep = maak_groep(naam="Groep Zuid", soort="groep", door=an, op=timezone.now())
    for i in range(aantal):
        organisator = maak_organisator(f"Organisator {i}", an)
        maak_dossier(f"Locatie {i}", organisator)
        voeg_lid_toe(groep=groep, organisator=organisator, vanaf=date(2020, 1, 1), door=an, op=timezone.now())
        maak_groep(naam=f"Groep {i}", soort="groep", door=an, op=timezone.now())
    url = groep.get_absolute_url() if pagina == "groep" else pagina
    client_an.get(url)
    with django_assert_num_queries(vragen):
        client_an.get(url)


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_van_een_betrokkene_kost_een_vast_aantal_vragen(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    for i in range(aantal):
        maak_attest(rita, an, timezone.localdate(), soort="andere")
        maak_betrokkene(maak_dossier(f"Elders {i}", maak_organisator(f"Elders {i}", an)), an)
    client_an.get(rita.get_absolute_url())
    # Frame 3, person, way, log, pairs, the others, attesten, decisions, way again: a page about one person.
    with django_assert_num_queries(11):
        client_an.get(rita.get_absolute_url())
