"""The pages of calendar and rules: everybody inside reads, the beheerder changes with a reason."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kern import gebeurtenissen
from kern.choices import Rol
from kern.models import Logregel, Medewerker, Sluitingsdag, Termijnregel
from tests.mensen import collega

DAGEN, REGELS = "/beheer/sluitingsdagen/", "/beheer/termijnregels/"


def als(client: Client, persoon: Medewerker) -> Client:
    client.force_login(persoon, backend="kern.aanmelden.backend.Aanmeldbackend")
    return client


@pytest.fixture
def bea(db: None) -> Medewerker:
    return collega("Bea", Rol.BEHEERDER, team=None)


@pytest.fixture
def client_bea(client: Client, bea: Medewerker) -> Client:
    return als(client, bea)


def bezwaar() -> Termijnregel:
    return Termijnregel.objects.get(code="bezwaar")


def velden_van(regel: Termijnregel, **anders: object) -> dict[str, object]:
    """What a browser would send for this rule, with some fields changed."""
    namen = ("naam", "eenheid", "duur", "aard", "startfeit", "sluitsoorten", "bron")
    vlaggen = {naam: "on" for naam in ("per_geval", "startdag_telt", "verschuift", "bevestigd") if getattr(regel, naam)}
    return {naam: getattr(regel, naam) for naam in namen} | vlaggen | anders


def test_een_klantenbeheerder_leest_kalender_en_regels_maar_ziet_geen_knoppen(client: Client, db: None) -> None:
    als(client, collega("An"))
    dagen, regels = client.get(f"{DAGEN}?jaar=2027").content.decode(), client.get(REGELS).content.decode()
    assert "donderdag 06/05/2027" in dagen
    assert "Tweede kerstdag" in dagen
    assert "te bevestigen" in dagen
    assert "niet bekend" in regels
    assert "Corrigeren" not in regels
    assert "Sluitingsdag toevoegen" not in dagen


@pytest.mark.parametrize(
    "naam", ["sluitingsdag_nieuw", "sluitingsdag", "sluitingsdag_intrekken", "termijnregel", "termijnregel_versie"]
)
def test_een_klantenbeheerder_kan_niets_wijzigen(client: Client, db: None, naam: str) -> None:
    als(client, collega("An"))
    model = Sluitingsdag if naam.startswith("sluitingsdag") else Termijnregel
    url = reverse(f"kern:{naam}", args=[] if naam.endswith("nieuw") else [model.objects.values_list("pk", flat=True)[0]])
    assert client.post(url, {"reden": "x"}).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("pad", [DAGEN, REGELS])
def test_wie_van_buiten_komt_leest_de_kalender_niet(client: Client, db: None, pad: str) -> None:
    assert als(client, collega("Cas", Rol.COMITE, team=None)).get(pad).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("pad", "vragen"), [(f"{DAGEN}?jaar=2027", 5), (REGELS, 4)])
def test_de_lijsten_vragen_een_vast_aantal_keren_iets_aan_de_databank(
    client_bea: Client, django_assert_num_queries: DjangoAssertNumQueries, pad: str, vragen: int
) -> None:
    client_bea.get(pad)
    with django_assert_num_queries(vragen):
        client_bea.get(pad)


def test_een_onzinnig_jaar_toont_dit_jaar(client_bea: Client) -> None:
    assert client_bea.get(f"{DAGEN}?jaar=99999999999").status_code == HTTPStatus.OK
    assert client_bea.get(f"{DAGEN}?jaar=²").status_code == HTTPStatus.OK


def test_de_beheerder_voegt_een_brugdag_toe_met_een_reden(client_bea: Client) -> None:
    invoer = {"datum": "2027-05-07", "naam": "Brugdag na Hemelvaart", "soort": "brug", "bron": "omzendbrief", "bevestigd": "on"}
    antwoord = client_bea.post(f"{DAGEN}nieuw/", invoer)
    assert antwoord.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Brugdag na Hemelvaart" in antwoord.content.decode()
    antwoord = client_bea.post(f"{DAGEN}nieuw/", {**invoer, "reden": "omzendbrief ontvangen"}, follow=True)
    assert antwoord.redirect_chain == [(DAGEN, 302)]
    assert "is toegevoegd" in antwoord.content.decode()
    dag = Sluitingsdag.objects.get(datum=date(2027, 5, 7))
    assert (dag.soort, dag.bevestigd) == ("brug", True)


def test_een_datum_die_al_een_sluitingsdag_is_wordt_uitgelegd(client_bea: Client) -> None:
    invoer = {"datum": "2027-05-06", "naam": "Dubbel", "soort": "brug", "bron": "x", "reden": "x"}
    antwoord = client_bea.post(f"{DAGEN}nieuw/", invoer)
    assert antwoord.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Deze datum is al een sluitingsdag" in antwoord.content.decode()


def test_de_beheerder_bevestigt_26_december_en_trekt_een_dag_in(client_bea: Client) -> None:
    kerst = Sluitingsdag.objects.get(datum=date(2027, 12, 26))
    url = reverse("kern:sluitingsdag", args=[kerst.pk])
    assert "Intrekken" in client_bea.get(url).content.decode()
    client_bea.post(url, {"naam": kerst.naam, "soort": kerst.soort, "bron": "P&O", "bevestigd": "on", "reden": "nagevraagd"})
    kerst.refresh_from_db()
    assert (kerst.bevestigd, kerst.bron) == (True, "P&O")
    assert client_bea.post(f"{url}intrekken/", {"reden": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client_bea.post(f"{url}intrekken/", {"reden": "toch niet"})
    assert client_bea.get(url).status_code == HTTPStatus.NOT_FOUND
    assert "Tweede kerstdag" not in client_bea.get(f"{DAGEN}?jaar=2027").content.decode()


def test_de_beheerder_bevestigt_een_regel(client_bea: Client) -> None:
    url = reverse("kern:termijnregel", args=[bezwaar().pk])
    assert "Bezwaar tegen een beslissing corrigeren" in client_bea.get(url).content.decode()
    client_bea.post(url, velden_van(bezwaar(), bevestigd="on", bron="nota", reden="nota ontvangen"))
    assert (bezwaar().bevestigd, bezwaar().bron, bezwaar().duur, bezwaar().verschuift) == (True, "nota", 30, True)
    assert Logregel.objects.filter(gebeurtenis=gebeurtenissen.TERMIJNREGEL_GEWIJZIGD.code).count() == 1


def test_een_regel_die_zichzelf_tegenspreekt_komt_terug_met_de_zin_en_de_invoer(client_bea: Client) -> None:
    url = reverse("kern:termijnregel", args=[bezwaar().pk])
    antwoord = client_bea.post(url, velden_van(bezwaar(), eenheid="uren", naam="Bezwaar nieuw", reden="x"))
    html = antwoord.content.decode()
    assert antwoord.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "hij schuift niet op" in html
    assert 'value="Bezwaar nieuw"' in html
    assert "<h1>Bezwaar tegen een beslissing corrigeren</h1>" in html


def test_een_nieuwe_versie_geldt_vanaf_een_dag_en_sluit_de_vorige(client_bea: Client) -> None:
    oud = bezwaar()
    url = reverse("kern:termijnregel_versie", args=[oud.pk])
    assert 'value="30"' in client_bea.get(url).content.decode()
    zonder_dag = client_bea.post(url, velden_van(oud, duur=45, reden="decreet"))
    assert zonder_dag.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client_bea.post(url, velden_van(oud, duur=45, geldig_vanaf="2027-07-01", reden="decreet"))
    oud.refresh_from_db()
    assert oud.geldig_tot == date(2027, 7, 1)
    overlapt = client_bea.post(url, velden_van(oud, duur=60, geldig_vanaf="2027-06-01", reden="decreet"))
    assert overlapt.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "al een andere versie" in overlapt.content.decode()
    assert Termijnregel.objects.filter(code="bezwaar").count() == 2
