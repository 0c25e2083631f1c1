"""Choosing a location in a form, with and without JavaScript."""

from typing import Any

import pytest
from django import forms
from django.test import Client

from dossiers.models import Dossier
from dossiers.opzoeken.kiezer import Dossierkeuze, kies_voor
from kern.models import Medewerker
from tests.mensen import Inloggen
from tests.wereld import geef_toegang, maak_dossier, maak_organisator


class Vorm(forms.Form):
    locatie = Dossierkeuze(label="Over welke locatie?")

    def __init__(self, *args: Any, voor: Medewerker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kies_voor(self, voor)


@pytest.fixture
def maan(an: Medewerker) -> Dossier:
    return maak_dossier("De Maan", maak_organisator("Maan vzw", an), gemeente="Lier", postcode="2500")


@pytest.mark.django_db
def test_wie_zoekt_zonder_javascript_krijgt_het_formulier_terug_met_de_keuzes(bart: Medewerker, zonnebloem: Dossier) -> None:
    vorm = Vorm({"locatie_zoek": "zonneblom", "locatie_zoeken": "ja"}, voor=bart)
    assert vorm.errors == {"locatie": ["Kies hieronder welke locatie u bedoelt."]}
    html = str(vorm)
    assert f'type="radio" name="locatie" value="{zonnebloem.dossiernummer}"' in html
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
        ({}, "Zoek een locatie en kies ze."),
        (
            {"locatie_zoek": "xyzzyq"},
            "Er is geen locatie gevonden. Zoek op een nummer, een deel van de naam, een straat of een gemeente.",
        ),
        ({"locatie": "999999999"}, "Deze locatie is er niet. Zoek ze opnieuw en kies ze."),
        ({"locatie": "’; DROP"}, "Deze locatie is er niet. Zoek ze opnieuw en kies ze."),
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
    antwoord = inloggen(hanne).get("/dossiers/kies/", {"naam": "locatie", "locatie_zoek": "mortsel lier"})
    assert "Zonnebloem" not in antwoord.content.decode()
    assert Vorm({"locatie": maan.dossiernummer}, voor=hanne).is_valid()


@pytest.mark.django_db
def test_terwijl_men_typt_komen_de_keuzes(client_bart: Client, zonnebloem: Dossier) -> None:
    antwoord = client_bart.get("/dossiers/kies/", {"naam": "locatie", "locatie_zoek": "zonneb"}, headers={"HX-Request": "true"})
    html = antwoord.content.decode()
    assert f'<input type="radio" name="locatie" value="{zonnebloem.dossiernummer}">' in html
    assert "<html" not in html


@pytest.mark.parametrize("naam", ["", "x" * 41, 'locatie"><script>', "Locatie", "1"])
@pytest.mark.django_db
def test_een_veld_dat_geen_naam_heeft_bestaat_niet(client_bart: Client, naam: str) -> None:
    assert client_bart.get("/dossiers/kies/", {"naam": naam}).status_code == 404


@pytest.mark.parametrize(("aantal", "vragen"), [(1, 6), (3, 5)])
@pytest.mark.django_db
def test_de_keuzes_kosten_een_vast_aantal_vragen(
    client_bart: Client, an: Medewerker, aantal: int, vragen: int, django_assert_num_queries
) -> None:
    """One more when fewer than three answer: then words nearly like it are looked for too."""
    wie = maak_organisator("Maan vzw", an)
    for nummer in range(aantal):
        maak_dossier(f"De Maan {nummer}", wie)
    client_bart.get("/dossiers/kies/", {"naam": "locatie", "locatie_zoek": "maan"}, headers={"HX-Request": "true"})
    with django_assert_num_queries(vragen):
        client_bart.get("/dossiers/kies/", {"naam": "locatie", "locatie_zoek": "maan"}, headers={"HX-Request": "true"})
