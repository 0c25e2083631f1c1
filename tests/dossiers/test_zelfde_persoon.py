"""The same human being elsewhere: proposed, decided by a colleague who sees both sides, reversible, and shown as antecedent."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions.koppelingen import beslis as beslis_actie
from dossiers.choices import Betrokkenerol, Dossierstatus, Koppelstatus, Opvolgingsoort
from dossiers.fouten import AndersBeslist
from dossiers.models import Betrokkene, Dossier, Opvolging, Organisator, PersoonKoppeling
from dossiers.queries.antecedenten import Antecedent, antecedenten_van
from dossiers.queries.verbanden import van_betrokkene, van_organisator
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.dossiers.personen import beslis, maak_betrokkene
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import Inloggen, maak
from tests.wereld import geef_toegang, maak_dossier, maak_organisator

BEVESTIGD, VERWORPEN, ONGEDAAN = Koppelstatus.BEVESTIGD, Koppelstatus.VERWORPEN, Koppelstatus.ONGEDAAN


@pytest.fixture
def maan(bart: Medewerker) -> Dossier:
    """De Maan in Gent, of another organisator and another team; closed by the agency."""
    return maak_dossier(
        "De Maan", maak_organisator("Maan bv", bart), "oost-vlaanderen", gemeente="Gent", postcode="9000",
        status=Dossierstatus.OPGEHEVEN,
    )  # fmt: skip


def voorstellen(organisator: Organisator) -> list[tuple[str, str]]:
    return [(p.eigen.naam, p.ander.naam) for p in van_organisator(organisator.pk)[0] if not p.is_bevestigd]


@pytest.mark.parametrize("naam", ["Verzonnen Rita", "RITA VERZONNÉN", "rita  verzonnen"])
def test_dezelfde_naam_en_geboortedatum_wordt_voorgesteld(
    zonnebloem: Dossier, maan: Dossier, an: Medewerker, bart: Medewerker, naam: str
) -> None:
    maak_betrokkene(zonnebloem, an)
    maak_betrokkene(maan, bart, naam)
    assert voorstellen(zonnebloem.organisator) == [("Rita Verzonnen", naam.replace("  ", " "))]


@pytest.mark.parametrize(
    ("naam", "geboren"), [("Rita Verzonnen", date(1980, 5, 5)), ("Rita Verzonnen", None), ("Roger Anders", date(1980, 5, 4))]
)
def test_een_andere_datum_of_naam_wordt_niet_voorgesteld(
    zonnebloem: Dossier, maan: Dossier, an: Medewerker, bart: Medewerker, naam: str, geboren: date | None
) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    maak_betrokkene(maan, bart, naam, geboortedatum=geboren)
    assert voorstellen(zonnebloem.organisator) == []
    assert van_betrokkene(rita) == []


def test_een_anders_gespelde_naam_staat_op_de_pagina_van_de_persoon(
    zonnebloem: Dossier, maan: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    maak_betrokkene(maan, bart, "Rita Versonnen")
    assert voorstellen(zonnebloem.organisator) == []
    assert [p.ander.naam for p in van_betrokkene(rita)] == ["Rita Versonnen"]


def test_andere_organisatoren_gaan_voor_de_eigen_locaties(
    zonnebloem: Dossier, maan: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    tweede = maak_dossier("De Zonnebloem 2", zonnebloem.organisator)
    for waar in (zonnebloem, tweede):
        maak_betrokkene(waar, an)
    maak_betrokkene(maan, bart, "Verzonnen Rita")
    assert voorstellen(zonnebloem.organisator)[-1] == ("Rita Verzonnen", "Rita Verzonnen")
    assert len(voorstellen(zonnebloem.organisator)) == 3


@pytest.fixture
def paar(zonnebloem: Dossier, maan: Dossier, an: Medewerker, bart: Medewerker) -> tuple[Betrokkene, Betrokkene]:
    return maak_betrokkene(zonnebloem, an), maak_betrokkene(maan, bart, "Verzonnen Rita", rol=Betrokkenerol.BESTUURDER)


def test_bevestigen_verwerpen_en_ongedaan_maken_staan_met_hun_reden_in_het_logboek(
    paar: tuple[Betrokkene, Betrokkene], fatima: Medewerker
) -> None:
    rita, daar = paar
    koppeling = beslis(rita, daar, fatima)
    assert [p.is_bevestigd for p in van_betrokkene(rita)] == [True]
    beslis(rita, daar, fatima, ONGEDAAN)
    assert [p.is_bevestigd for p in van_betrokkene(daar)] == [False]
    beslis(daar, rita, fatima, VERWORPEN)
    assert van_betrokkene(rita) == []
    beslis(rita, daar, fatima, ONGEDAAN)
    assert len(voorstellen(rita.organisator)) == 1
    regels = list(regels_over(koppeling))
    assert [r.gebeurtenis.removeprefix("dossiers.personen_") for r in regels] == [
        "ongedaan", "verworpen", "ongedaan", "bevestigd",
    ]  # fmt: skip
    assert all(r.reden.tekst == "Zelfde geboortedatum, gebeld met beiden." for r in regels)
    assert regels_over(daar).filter(gebeurtenis="dossiers.personen_bevestigd").count() == 1


def test_wie_een_kant_niet_kan_lezen_beslist_niet(
    paar: tuple[Betrokkene, Betrokkene], maan: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    with pytest.raises(PermissionDenied):
        beslis(*paar, an)
    geef_toegang(maan, an, bart)
    assert beslis(*paar, an).status == BEVESTIGD


def test_wie_nergens_mag_schrijven_beslist_niet(
    paar: tuple[Betrokkene, Betrokkene], zonnebloem: Dossier, maan: Dossier, gust: Medewerker, an: Medewerker, bart: Medewerker
) -> None:
    geef_toegang(zonnebloem, gust, an)
    geef_toegang(maan, gust, bart)
    with pytest.raises(PermissionDenied):
        beslis(*paar, gust)


def test_bevestigd_met_een_tweede_is_bevestigd_met_een_derde(
    paar: tuple[Betrokkene, Betrokkene], fatima: Medewerker, bart: Medewerker
) -> None:
    rita, daar = paar
    derde = maak_betrokkene(maak_organisator("Ster vzw", bart), bart, "Rita Verzonnen-Peeters")
    beslis(rita, daar, fatima)
    beslis(daar, derde, fatima)
    assert {p.ander.pk for p in van_betrokkene(rita) if p.is_bevestigd} == {daar.pk, derde.pk}
    with pytest.raises(AndersBeslist):
        beslis(rita, derde, fatima, VERWORPEN)
    beslis(daar, derde, fatima, ONGEDAAN)
    beslis(rita, derde, fatima, VERWORPEN)
    with pytest.raises(AndersBeslist):
        beslis(daar, derde, fatima)


def test_wie_een_oude_toestand_zag_overschrijft_niets(paar: tuple[Betrokkene, Betrokkene], fatima: Medewerker) -> None:
    beslis(*paar, fatima)
    with pytest.raises(AlGewijzigd):
        beslis_actie(
            een=paar[0], ander=paar[1], van=Koppelstatus.VOORGESTELD, naar=VERWORPEN, reden="nee", door=fatima, op=timezone.now()
        )
    assert PersoonKoppeling.objects.get().status == BEVESTIGD


def test_twee_die_tegelijk_bevestigen_en_verwerpen_een_krijgt_gelijk(eigen_database: Databank) -> None:
    fatima = maak("fatima", "Fatima El Amrani", Rol.MELDINGEN)
    rita, daar = (maak_betrokkene(maak_organisator(f"{naam} vzw", fatima), fatima) for naam in ("Zon", "Maan"))

    def doe(naar: Koppelstatus) -> PersoonKoppeling:
        return beslis_actie(
            een=rita, ander=daar, van=Koppelstatus.VOORGESTELD, naar=naar, reden="gebeld", door=fatima, op=timezone.now()
        )

    uitkomsten = tegelijk(lambda: doe(BEVESTIGD), lambda: doe(VERWORPEN))
    assert soorten(uitkomsten) == ["AlGewijzigd", "PersoonKoppeling"]
    assert PersoonKoppeling.objects.count() == 1


# --- Antecedents ----------------------------------------------------------------------------------------------------------


def antecedenten(dossier: Dossier, voor: Medewerker) -> list[Antecedent]:
    return antecedenten_van(Organisator.objects.get(pk=dossier.organisator_id), voor=voor, op=timezone.now())


def test_een_voorstel_is_nog_geen_antecedent(
    paar: tuple[Betrokkene, Betrokkene], zonnebloem: Dossier, fatima: Medewerker
) -> None:
    assert antecedenten(zonnebloem, fatima) == []


def test_een_bevestigde_persoon_toont_de_gesloten_locatie_elders(
    paar: tuple[Betrokkene, Betrokkene], zonnebloem: Dossier, maan: Dossier, fatima: Medewerker
) -> None:
    beslis(*paar, fatima)
    (gevonden,) = antecedenten(zonnebloem, fatima)
    assert (gevonden.dossier, gevonden.is_zwaar) == (maan, True)
    assert [r.tekst for r in gevonden.redenen] == ["Rita Verzonnen: hier verantwoordelijke, daar bestuurder (sinds 01/01/2020)"]
    assert gevonden.zin is not None
    assert gevonden.tekst.startswith(f"De Maan ({maan.dossiernummer}, Gent), opgeheven, van Maan bv: Rita Verzonnen")


def test_wie_de_andere_kant_niet_kan_lezen_ziet_de_kaart_en_meer_niet(
    paar: tuple[Betrokkene, Betrokkene], zonnebloem: Dossier, maan: Dossier, an: Medewerker, fatima: Medewerker
) -> None:
    beslis(*paar, fatima)
    (gevonden,) = antecedenten(zonnebloem, an)
    assert (gevonden.dossier, gevonden.zin) == (maan, None)
    assert [r.tekst for r in gevonden.redenen] == ["Rita Verzonnen, hier verantwoordelijke, is er bekend als dezelfde persoon"]
    assert [r.url for r in gevonden.redenen] == [""]


def test_wie_alleen_de_kaart_van_de_organisator_ziet_krijgt_geen_antecedenten(
    paar: tuple[Betrokkene, Betrokkene], zonnebloem: Dossier, fatima: Medewerker, gust: Medewerker, els: Medewerker
) -> None:
    beslis(*paar, fatima)
    assert antecedenten(zonnebloem, gust) == []
    assert antecedenten(zonnebloem, els) == []


def test_een_bestuurder_elders_brengt_al_de_locaties_van_die_organisator_mee_de_zwaarste_eerst(
    zonnebloem: Dossier, maan: Dossier, an: Medewerker, bart: Medewerker, fatima: Medewerker
) -> None:
    open_ = maak_dossier("De Volle Maan", maan.organisator, "oost-vlaanderen")
    daar = maak_betrokkene(maan.organisator, bart, rol=Betrokkenerol.BESTUURDER)
    zonder = maak_betrokkene(maak_organisator("Leeg vzw", bart), bart)
    rita = maak_betrokkene(zonnebloem, an)
    beslis(rita, daar, fatima)
    beslis(rita, zonder, fatima)
    assert [a.dossier for a in antecedenten(zonnebloem, fatima)] == [maan, open_, None]


def test_een_voorganger_bij_een_andere_organisator_is_een_antecedent_ook_een_stap_verder(
    zonnebloem: Dossier, maan: Dossier, an: Medewerker, bart: Medewerker
) -> None:
    ster = maak_dossier("De Ster", maak_organisator("Ster vzw", bart), "oost-vlaanderen")
    for voor, na in ((ster, maan), (maan, zonnebloem)):
        Opvolging.objects.create(
            voorganger=voor, opvolger=na, soort=Opvolgingsoort.OVERNAME, vanaf=date(2024, 9, 1), op=timezone.now()
        )
    assert [(a.dossier, a.redenen[0].tekst) for a in antecedenten(zonnebloem, an)] == [
        (maan, "voorganger van De Zonnebloem (overname sinds 01/09/2024)"),
        (ster, "voorganger van De Zonnebloem (overname sinds 01/09/2024)"),
    ]
    assert [a.redenen[0].tekst for a in antecedenten(ster, bart)] == [
        "opvolger van De Ster (overname sinds 01/09/2024)",
        "opvolger van De Ster (overname sinds 01/09/2024)",
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_antecedenten_kosten_een_vast_aantal_vragen(
    zonnebloem: Dossier, an: Medewerker, fatima: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for i in range(aantal):
        elders = maak_dossier(f"Elders {i}", maak_organisator(f"Elders {i} vzw", an))
        beslis(maak_betrokkene(zonnebloem, an, f"Rita {i}"), maak_betrokkene(elders, an, f"Rita {i}"), fatima)
    organisator = Organisator.objects.get(pk=zonnebloem.organisator_id)
    with django_assert_num_queries(3):  # people and successions, locations, sentences
        assert len(antecedenten_van(organisator, voor=fatima, op=timezone.now())) == aantal


# --- The pages ------------------------------------------------------------------------------------------------------------


def test_fatima_bevestigt_op_de_pagina_en_maakt_het_ongedaan(
    paar: tuple[Betrokkene, Betrokkene], fatima: Medewerker, inloggen: Inloggen
) -> None:
    client = inloggen(fatima)
    url = f"/betrokkenen/{paar[0].pk}/zelfde/{paar[1].pk}/"
    assert url in client.get(paar[0].get_absolute_url()).content.decode()
    assert client.post(url, {"van": "voorgesteld", "naar": "bevestigd", "reden": "kort"}).status_code == 422
    assert client.post(url, {"van": "voorgesteld", "naar": "iets", "reden": "Gebeld met beiden"}).status_code == 422
    assert client.post(url, {"van": "voorgesteld", "naar": "bevestigd", "reden": "Gebeld met beiden"}).status_code == 302
    html = client.get(paar[1].get_absolute_url()).content.decode()
    assert "Gebeld met beiden" in html
    assert client.post(url, {"van": "voorgesteld", "naar": "verworpen", "reden": "Gebeld met beiden"}).status_code == 409
    assert client.post(url, {"van": "bevestigd", "naar": "ongedaan", "reden": "Toch niet zeker"}).status_code == 302
    assert PersoonKoppeling.objects.get().status == ONGEDAAN


def test_an_leest_alleen_dat_er_buiten_haar_bereik_een_gelijkenis_is(
    paar: tuple[Betrokkene, Betrokkene], maan: Dossier, client_an: Client
) -> None:
    rita, daar = paar
    html = client_an.get(rita.get_absolute_url()).content.decode()
    assert "buiten uw bereik" in html
    for geheim in ("De Maan", maan.dossiernummer, "Maan bv", "Gent", str(daar.pk), "Verzonnen Rita"):
        assert geheim not in html
    html = client_an.get(rita.organisator.get_absolute_url()).content.decode()
    assert "Oost-Vlaanderen" in html
    for geheim in ("De Maan", maan.dossiernummer, "Maan bv", "Gent", str(daar.pk), "Verzonnen Rita"):
        assert geheim not in html
    assert client_an.get(f"/betrokkenen/{rita.pk}/zelfde/{daar.pk}/").status_code == 404
    assert client_an.get(daar.get_absolute_url()).status_code == 404
