"""Mijn dag: the order of the road, moved by hand or proposed, with what is in the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dossiers import reisroute
from dossiers.actions import afspraakdag
from dossiers.fouten import NietTeSchikken
from dossiers.models import Afspraak, Dossier, Organisator
from kern.models import Medewerker
from tests.dossiers.test_afspraak import geheim, maak, mails, morgen
from tests.mensen import vervang
from tests.wereld import maak_dossier

GENT, AALST, ANTWERPEN, MORTSEL = "44021", "41002", "11002", "11029"


def locatie(organisator: Organisator, postcode: str, gemeente: str) -> Dossier:
    return maak_dossier(f"Locatie {gemeente}", organisator, postcode=postcode, gemeente=gemeente)


@pytest.fixture
def ronde(zonnebloem: Dossier, an: Medewerker) -> list[Afspraak]:
    """Three visits without a fixed hour, in a foolish order: Antwerpen, Gent, Mortsel."""
    antwerpen = locatie(zonnebloem.organisator, "2000", "Antwerpen")
    gent = locatie(zonnebloem.organisator, "9000", "Gent")
    uit = []
    for uur, dossier in ((9, antwerpen), (11, gent), (14, zonnebloem)):
        uit.append(geheim(dossier, an, begin=morgen(uur), einde=morgen(uur + 1), plaats=dossier.adres))
    return uit


def volgorde(an: Medewerker) -> list[str]:
    return list(Afspraak.objects.filter(eigenaar=an).order_by("begin").values_list("refnis", flat=True))


def test_de_kortste_weg_gaat_van_dichtbij_naar_dichtbij() -> None:
    assert reisroute.schik([ANTWERPEN, GENT, MORTSEL], [False] * 3) in ([0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1])
    heen_en_weer = [ANTWERPEN, GENT, MORTSEL, AALST]
    orde = reisroute.schik(heen_en_weer, [False] * 4)
    assert reisroute.lengte_km([heen_en_weer[i] for i in orde]) < reisroute.lengte_km(heen_en_weer)


def test_wat_een_vast_uur_heeft_blijft_op_zijn_plaats() -> None:
    plaatsen = [GENT, ANTWERPEN, AALST, MORTSEL]
    orde = reisroute.schik(plaatsen, [False, True, False, False])
    assert orde[1] == 1
    assert sorted(orde) == [0, 1, 2, 3]


def test_twee_keer_voorstellen_verandert_niets_meer(ronde: list[Afspraak], an: Medewerker) -> None:
    dag = morgen().date()
    assert afspraakdag.stel_voor(persoon=an, dag=dag, door=an, op=timezone.now()) > 40
    eens = volgorde(an)
    assert eens != [ANTWERPEN, GENT, MORTSEL]
    assert afspraakdag.stel_voor(persoon=an, dag=dag, door=an, op=timezone.now()) == 0
    assert volgorde(an) == eens
    # Each took the hour of its place, and lasts as long as it did.
    assert [a.begin for a in Afspraak.objects.order_by("begin")] == [morgen(9), morgen(11), morgen(14)]


def test_met_een_knop_schuift_een_bezoek_en_de_eerste_kan_niet_eerder(
    client_an: Client, ronde: list[Afspraak], an: Medewerker
) -> None:
    velden = {"dag": str(morgen().date()), "afspraak": str(ronde[1].pk), "doe": "op"}
    assert client_an.post("/mijn-dag/volgorde/", velden).status_code == 302
    assert volgorde(an) == [GENT, ANTWERPEN, MORTSEL]
    assert client_an.post("/mijn-dag/volgorde/", velden).status_code == 409
    assert volgorde(an) == [GENT, ANTWERPEN, MORTSEL]


def test_wat_met_iemand_is_afgesproken_schuift_niet(zonnebloem: Dossier, an: Medewerker) -> None:
    vast = maak(zonnebloem, an, uur_vast=True)
    with pytest.raises(NietTeSchikken):
        afspraakdag.verzet(persoon=an, dag=morgen().date(), afspraak=vast.pk, stap=1, door=an, op=timezone.now())


def test_een_collega_die_meegaat_hoort_dat_het_schoof(ronde: list[Afspraak], an: Medewerker, dirk: Medewerker) -> None:
    dossier = ronde[0].dossiers.get()
    mee = geheim(dossier, an, begin=morgen(16), einde=morgen(17), collegas=(dirk,))
    afspraakdag.verzet(persoon=an, dag=morgen().date(), afspraak=mee.pk, stap=-1, door=an, op=timezone.now())
    assert [regel.titel.startswith("Gewijzigd") for regel in mails(mee)] == [False, True]


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_dag_kost_evenveel_vragen_met_een_als_met_drie_afspraken(
    client_an: Client, zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: Any
) -> None:
    for uur in range(9, 9 + aantal):
        geheim(zonnebloem, an, begin=morgen(uur), einde=morgen(uur + 1))
    client_an.get("/mijn-dag/")
    with django_assert_num_queries(10):
        antwoord = client_an.get(f"/mijn-dag/?dag={morgen().date()}")
    assert antwoord.content.decode().count('id="halte-') == aantal


def test_de_dag_toont_afstand_botsing_en_sluiting(client_an: Client, ronde: list[Afspraak], an: Medewerker) -> None:
    from dossiers.models import Sluiting

    dossier = ronde[1].dossiers.get()
    dag = morgen().date()
    Sluiting.objects.create(dossier=dossier, vanaf=dag, tot=dag + timedelta(days=3))
    geheim(dossier, an, begin=morgen(9, 30), einde=morgen(10, 30))
    tekst = client_an.get(f"/mijn-dag/?dag={dag}").content.decode()
    assert "tegelijk met iets anders" in tekst
    assert "is gesloten tot en met" in tekst
    assert "km" in tekst


def test_de_dag_van_een_ander_opent_alleen_wie_hem_vervangt(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, inloggen: Any
) -> None:
    geheim(zonnebloem, an)
    adres = f"/mijn-dag/?van=an&dag={morgen().date()}"
    client = inloggen(dirk)
    assert client.get(adres).status_code == 404
    vervang(an, dirk)
    assert zonnebloem.naam in client.get(adres).content.decode()


@pytest.mark.parametrize("adres", ["/mijn-dag/?dag=gisteren", "/mijn-dag/?van=niemand", "/mijn-dag/?dag=9999-99-99"])
def test_een_onzinnige_dag_bestaat_niet(client_an: Client, adres: str) -> None:
    assert client_an.get(adres).status_code == 404
