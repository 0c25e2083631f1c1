"""Choosing a location or an organisator in a form, with and without JavaScript."""

import pytest
from django import forms
from django.test import Client

from dossiers.models import Dossier
from dossiers.opzoeken.kiezer import Dossierkeuze, Organisatorkeuze
from kern.kiezer import Keuzeformulier
from kern.models import Medewerker
from tests.mensen import Inloggen
from tests.wereld import geef_toegang, maak_dossier, maak_organisator


class Vorm(Keuzeformulier):
    locatie = Dossierkeuze(label="Over welke locatie?")


class Lid(Keuzeformulier):
    wie = Organisatorkeuze(label="Welke organisator?")
    sinds = forms.DateField(label="Sinds")


@pytest.fixture
def maan(an: Medewerker) -> Dossier:
    return maak_dossier("De Maan", maak_organisator("Maan vzw", an), gemeente="Lier", postcode="2500")


@pytest.mark.django_db
def test_wie_zoekt_zonder_javascript_krijgt_het_formulier_terug_met_de_keuzes(bart: Medewerker, zonnebloem: Dossier) -> None:
    vorm = Vorm({"locatie_zoek": "zonneblom", "locatie_zoeken": "ja"}, voor=bart)
    assert vorm.errors == {"locatie": ["Kies hieronder welke locatie u bedoelt."]}
    html = str(vorm)
    assert f'name="locatie" value="{zonnebloem.dossiernummer}"' in html
    assert 'value="zonneblom"' in html
    for tekst in ("De Zonnebloem", zonnebloem.dossiernummer, "Mortsel", "lijkt op; op naam"):
        assert tekst in html


@pytest.mark.django_db
def test_wie_kiest_krijgt_het_dossier(bart: Medewerker, zonnebloem: Dossier) -> None:
    vorm = Vorm({"locatie": zonnebloem.dossiernummer, "locatie_zoek": "zonneblom"}, voor=bart)
    assert vorm.is_valid()
    assert vorm.cleaned_data["locatie"] == zonnebloem


@pytest.mark.parametrize(
    ("gestuurd", "zin"),
    [
        ({}, "Zoek en kies een locatie."),
        (
            {"locatie_zoeken": "ja"},
            "Typ eerst wat u zoekt. Zoek op een nummer, een deel van de naam, een straat of een gemeente.",
        ),
        (
            {"locatie_zoek": "xyzzyq"},
            "Er is geen locatie gevonden. Zoek op een nummer, een deel van de naam, een straat of een gemeente.",
        ),
        ({"locatie": "999999999"}, "Deze locatie kunt u hier niet kiezen. Kies opnieuw."),
        ({"locatie": "’; DROP"}, "Deze locatie kunt u hier niet kiezen. Kies opnieuw."),
    ],
)
@pytest.mark.django_db
def test_zonder_goede_keuze_zegt_het_veld_wat_te_doen(
    bart: Medewerker, zonnebloem: Dossier, gestuurd: dict[str, str], zin: str
) -> None:
    vorm = Vorm(gestuurd, voor=bart)
    assert vorm.errors == {"locatie": [zin]}
    str(vorm)  # and it can be drawn


@pytest.mark.django_db
def test_een_niet_verplichte_keuze_mag_leeg_blijven(bart: Medewerker) -> None:
    vorm = Vorm({}, voor=bart)
    vorm.fields["locatie"].required = False
    assert vorm.is_valid()
    assert vorm.cleaned_data["locatie"] is None


@pytest.mark.django_db
def test_wat_al_gekozen_was_staat_vooraan_en_aangevinkt(bart: Medewerker, zonnebloem: Dossier, maan: Dossier) -> None:
    html = str(Vorm(initial={"locatie": maan}, voor=bart))
    assert f'value="{maan.dossiernummer}" checked' in html
    html = str(Vorm({"locatie": maan.dossiernummer, "locatie_zoek": "zonnebloem"}, voor=bart))
    assert html.index(maan.dossiernummer) < html.index(zonnebloem.dossiernummer)


@pytest.mark.django_db
def test_een_externe_kan_niet_kiezen_wat_ze_niet_kent(
    hanne: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier, maan: Dossier
) -> None:
    geef_toegang(maan, hanne, an)
    assert Vorm({"locatie": zonnebloem.dossiernummer}, voor=hanne).errors
    assert "Zonnebloem" not in str(Vorm({"locatie": zonnebloem.dossiernummer, "locatie_zoek": "zonnebloem"}, voor=hanne))
    antwoord = inloggen(hanne).get("/kies/dossier/", {"naam": "locatie", "locatie_zoek": "mortsel lier"})
    assert "Zonnebloem" not in antwoord.content.decode()
    assert Vorm({"locatie": maan.dossiernummer}, voor=hanne).is_valid()


@pytest.mark.django_db
def test_terwijl_men_typt_komen_de_keuzes(client_bart: Client, zonnebloem: Dossier) -> None:
    antwoord = client_bart.get("/kies/dossier/", {"naam": "locatie", "locatie_zoek": "zonneb"}, headers={"HX-Request": "true"})
    html = antwoord.content.decode()
    assert f'name="locatie" value="{zonnebloem.dossiernummer}">' in html
    assert '<p id="id_locatie_stand" hx-swap-oob="innerHTML">1 locatie om uit te kiezen</p>' in html
    assert "<html" not in html


@pytest.mark.parametrize("naam", ["", "x" * 41, 'locatie"><script>', "Locatie", "1"])
@pytest.mark.django_db
def test_een_veld_dat_geen_naam_heeft_bestaat_niet(client_bart: Client, naam: str) -> None:
    assert client_bart.get("/kies/dossier/", {"naam": naam}).status_code == 404


@pytest.mark.django_db
def test_wat_men_niet_kan_kiezen_heeft_geen_adres(client_bart: Client) -> None:
    assert client_bart.get("/kies/logregel/", {"naam": "locatie"}).status_code == 404


@pytest.mark.django_db
def test_wie_iets_koos_en_verder_zoekt_houdt_zijn_keuze_en_verstuurt_nog_niets(
    client_bart: Client, bart: Medewerker, zonnebloem: Dossier, maan: Dossier
) -> None:
    gegevens = {"locatie": maan.dossiernummer, "locatie_zoek": "zonnebloem"}
    html = client_bart.get("/kies/dossier/", {"naam": "locatie"} | gegevens, headers={"HX-Request": "true"}).text
    assert f'value="{maan.dossiernummer}" checked' in html
    assert zonnebloem.dossiernummer in html
    assert Vorm(gegevens | {"locatie_zoeken": "ja"}, voor=bart).errors == {"locatie": ["Kies hieronder welke locatie u bedoelt."]}


@pytest.mark.django_db
def test_wie_iets_koos_en_dan_niets_vindt_hoort_dat_en_houdt_zijn_keuze(client_bart: Client, maan: Dossier) -> None:
    gegevens = {"naam": "locatie", "locatie": maan.dossiernummer, "locatie_zoek": "xyzzyq"}
    html = client_bart.get("/kies/dossier/", gegevens, headers={"HX-Request": "true"}).text
    assert f'value="{maan.dossiernummer}" checked' in html
    assert 'hx-swap-oob="innerHTML">Geen locatie gevonden</p>' in html


# --- An organisator -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "getypt", ["{nummer}", "0999.000.228", "BE 0999 000 228"], ids=["nummer", "ondernemingsnummer", "met landcode"]
)
@pytest.mark.django_db
def test_wie_het_nummer_van_de_organisator_kent_hoeft_niet_te_kiezen(bart: Medewerker, an: Medewerker, getypt: str) -> None:
    zon = maak_organisator("Zonnebloem vzw", an, kbo="0999000228")
    vorm = Lid({"wie_zoek": getypt.format(nummer=zon.nummer), "sinds": "2020-01-01"}, voor=bart)
    assert vorm.is_valid(), vorm.errors
    assert vorm.cleaned_data["wie"] == zon


@pytest.mark.django_db
def test_wie_een_organisator_op_naam_zoekt_leest_alleen_wat_er_gevonden_is(bart: Medewerker, zonnebloem: Dossier) -> None:
    """Without JavaScript: the rest of the form is not finished yet, and what was typed there stays."""
    vorm = Lid({"wie_zoek": "zonneblom", "wie_zoeken": "ja", "sinds": "ooit"}, voor=bart)
    assert vorm.errors == {"wie": ["Kies hieronder welke organisator u bedoelt."]}
    html = str(vorm)
    assert f'name="wie" value="{zonnebloem.organisator.nummer}"' in html
    assert 'value="ooit"' in html
    verstuurd = Lid({"wie_zoek": "zonneblom", "sinds": "ooit"}, voor=bart)
    assert set(verstuurd.errors) == {"wie", "sinds"}


@pytest.mark.django_db
def test_een_externe_vindt_en_verstuurt_geen_organisator(hanne: Medewerker, inloggen: Inloggen, zonnebloem: Dossier) -> None:
    nummer = zonnebloem.organisator.nummer
    assert "wie" in Lid({"wie": nummer, "sinds": "2020-01-01"}, voor=hanne).errors
    assert "wie" in Lid({"wie_zoek": nummer, "sinds": "2020-01-01"}, voor=hanne).errors
    antwoord = inloggen(hanne).get("/kies/organisator/", {"naam": "wie", "wie_zoek": "zonnebloem", "wie": nummer})
    assert nummer not in antwoord.text
    assert "Zonnebloem" not in antwoord.text


@pytest.mark.parametrize("pad", ["/aanvragen/start/", "/dossiers/nieuw/"])
@pytest.mark.django_db
def test_vanaf_de_organisator_is_die_al_gekozen(client_an: Client, zonnebloem: Dossier, pad: str) -> None:
    nummer = zonnebloem.organisator.nummer
    assert f'value="{nummer}" checked' in client_an.get(f"{pad}?organisator={nummer}").text


@pytest.mark.parametrize(("aantal", "vragen"), [(1, 6), (3, 5)])
@pytest.mark.django_db
def test_de_keuzes_kosten_een_vast_aantal_vragen(
    client_bart: Client, an: Medewerker, aantal: int, vragen: int, django_assert_num_queries
) -> None:
    """One more when fewer than three answer: then words nearly like it are looked for too."""
    wie = maak_organisator("Maan vzw", an)
    for nummer in range(aantal):
        maak_dossier(f"De Maan {nummer}", wie)
    client_bart.get("/kies/dossier/", {"naam": "locatie", "locatie_zoek": "maan"}, headers={"HX-Request": "true"})
    with django_assert_num_queries(vragen):
        client_bart.get("/kies/dossier/", {"naam": "locatie", "locatie_zoek": "maan"}, headers={"HX-Request": "true"})
