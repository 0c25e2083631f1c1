"""Choosing a colleague: a select when they are few, a search when they are many."""

import pytest
from django.test import Client

from kern.choices import Rol
from kern.forms.collega import WEINIG, Anderen, Collegakeuze
from kern.kiezer import Keuzeformulier
from kern.models import Medewerker
from kern.queries.collegas import zoek_collegas
from tests.mensen import Inloggen, maak, vervang


class Vorm(Keuzeformulier):
    naar = Collegakeuze(label="Aan wie?")


class LosseVorm(Keuzeformulier):
    naar = Collegakeuze(label="Aan wie?", required=False)


def velen(aantal: int = WEINIG) -> list[Medewerker]:
    return [maak(f"k{nr}", f"Kim Nummer{nr:03}", Rol.KLANTENBEHEERDER, team="limburg") for nr in range(aantal)]


def gevonden(q: str) -> list[str]:
    sleutels = [pk for pk, _ in zoek_collegas(Medewerker.objects.all(), q, hoogstens=5)]
    return [Medewerker.objects.get(pk=pk).naam for pk in sleutels]


@pytest.fixture
def allen(an: Medewerker, bart: Medewerker, carla: Medewerker, els: Medewerker, fatima: Medewerker) -> None:
    maak("vdb", "Célinë Van den Berghe", Rol.JURIST)
    maak("peters", "Jo Petersen", Rol.KLANTENBEHEERDER, team="limburg")


@pytest.mark.usefixtures("allen")
@pytest.mark.parametrize(
    ("getypt", "namen"),
    [
        ("peeters", ["An Peeters", "Jo Petersen"]),
        ("an pee", ["An Peeters"]),
        ("PEETERS An", ["An Peeters"]),
        ("celine", ["Célinë Van den Berghe"]),
        ("vandenberghe", ["Célinë Van den Berghe"]),
        ("van den berge", ["Célinë Van den Berghe"]),
        ("amrani", ["Fatima El Amrani"]),
        ("wilems", ["Carla Willems"]),
        ("carla antwerpen", ["Carla Willems"]),
        ("oost-vlaanderen coördinator", ["Els Goossens"]),
        ("jurist", ["Célinë Van den Berghe"]),
        ("maes limburg", []),
        ("xyzzy", []),
        ("", []),
        ("%", []),
    ],
)
def test_een_collega_is_te_vinden_op_naam_team_en_rol_en_een_tikfout_geeft_niet(getypt: str, namen: list[str]) -> None:
    assert gevonden(getypt) == namen


def test_wie_de_woorden_zelf_heeft_staat_voor_wie_erop_lijkt(an: Medewerker) -> None:
    jo = maak("jo", "Jo Petersen", Rol.KLANTENBEHEERDER, team="limburg")
    assert zoek_collegas(Medewerker.objects.all(), "peters", hoogstens=5) == [(jo.pk, False), (an.pk, True)]


def test_met_weinig_collegas_is_het_een_gewone_lijst_met_team_rol_en_wie_afwezig_is(
    an: Medewerker, bart: Medewerker, carla: Medewerker
) -> None:
    vervang(carla, an)
    html = str(Vorm(voor=an))
    assert "<select" in html
    assert 'type="search"' not in html
    assert "Bart Maes (Oost-Vlaanderen, klantenbeheerder)</option>" in html
    assert "Carla Willems (Antwerpen, teamcoördinator): vandaag afwezig, vervangen door An Peeters</option>" in html
    assert "An Peeters (" not in html
    assert Vorm({"naar": str(bart.pk)}, voor=an).is_valid()
    assert Vorm({"naar": ""}, voor=an).errors == {"naar": ["Kies een collega."]}


def test_met_veel_collegas_zoekt_men_en_de_gekozene_blijft_staan(an: Medewerker, bart: Medewerker) -> None:
    velen()
    vervang(bart, an)
    html = str(Vorm({"naar_zoek": "mes", "naar_zoeken": "ja"}, voor=an))
    assert "<option" not in html
    assert f'name="naar" value="{bart.pk}"' not in html  # three letters are not mended
    vorm = Vorm({"naar_zoek": "maas", "naar_zoeken": "ja"}, voor=an)
    assert vorm.errors == {"naar": ["Kies hieronder welke collega u bedoelt."]}
    for tekst in (f'value="{bart.pk}"', "Bart Maes", "Oost-Vlaanderen, klantenbeheerder", "vandaag afwezig", "lijkt op"):
        assert tekst in str(vorm)
    assert f'value="{bart.pk}" checked' in str(Vorm({"naar": str(bart.pk), "naar_zoek": "nummer"}, voor=an))
    gekozen = Vorm({"naar": str(bart.pk), "naar_zoek": "nummer"}, voor=an)
    assert gekozen.is_valid()
    assert gekozen.cleaned_data["naar"] == bart


def test_wie_geen_collega_hoeft_te_kiezen_kan_zijn_keuze_weer_weghalen(an: Medewerker, bart: Medewerker) -> None:
    velen()
    html = str(LosseVorm({"naar": str(bart.pk)}, voor=an))
    assert "geen collega" in html
    assert "geen collega" not in str(Vorm({"naar": str(bart.pk)}, voor=an))
    leeg = LosseVorm({"naar": "", "naar_zoek": ""}, voor=an)
    assert leeg.is_valid()
    assert leeg.cleaned_data["naar"] is None


@pytest.mark.parametrize("veel", [False, True])
def test_wie_niet_gekozen_mag_worden_is_niet_te_vinden_en_niet_te_versturen(
    an: Medewerker, bart: Medewerker, client_an: Client, veel: bool
) -> None:
    rolloos = maak("weg", "Wim Rolloos", team="antwerpen")
    velen(WEINIG if veel else 0)
    for wie in (rolloos, an):
        assert "naar" in Vorm({"naar": str(wie.pk)}, voor=an).errors
        antwoord = client_an.get("/kies/collega/", {"naam": "naar", "naar_zoek": wie.naam, "naar": str(wie.pk)})
        assert f'/medewerkers/{wie.username}/">{wie.naam}' not in antwoord.text
    for onzin in ("0", "-1", "9" * 80, "abc", "1 OR 1=1"):
        assert "naar" in Vorm({"naar": onzin}, voor=an).errors
    assert client_an.get("/kies/collega/", {"naam": "naar", "naar_zoek": "x" * 5000}).status_code == 200


def test_een_externe_vindt_geen_collegas(hanne: Medewerker, an: Medewerker, inloggen: Inloggen) -> None:
    velen()
    client = inloggen(hanne)
    for soort in ("collega", "vervanger", "volger", "meter", "starter"):
        antwoord = client.get(f"/kies/{soort}/", {"naam": "naar", "naar_zoek": "an peeters", "naar": str(an.pk)})
        assert "An Peeters</" not in antwoord.text
        assert f'value="{an.pk}"' not in antwoord.text
    assert Anderen(hanne).alle() == []


@pytest.mark.parametrize(("aantal", "vragen"), [(1, 2), (3, 2), (WEINIG, 2), (60, 1)])
def test_het_veld_tekenen_kost_evenveel_vragen_hoeveel_collegas_er_ook_zijn(
    an: Medewerker, aantal: int, vragen: int, django_assert_num_queries
) -> None:
    velen(aantal)
    with django_assert_num_queries(vragen):  # the first few; and who stands in for them, when those are all
        str(Vorm(voor=an))


@pytest.mark.parametrize("aantal", [20, 60])
def test_zoeken_kost_evenveel_vragen_hoeveel_collegas_er_ook_zijn(
    client_an: Client, aantal: int, django_assert_num_queries
) -> None:
    velen(aantal)
    adres, vraag, kop = "/kies/collega/", {"naam": "naar", "naar_zoek": "kim"}, {"HX-Request": "true"}
    client_an.get(adres, vraag, headers=kop)
    with django_assert_num_queries(5):  # session, person, everybody's name, those found, who stands in for them
        antwoord = client_an.get(adres, vraag, headers=kop)
    assert antwoord.text.count('type="radio"') == 8
    assert "Typ een woord meer" in antwoord.text


@pytest.mark.parametrize("getypt", ["An Peeters", "peeters an", "an pee"])
def test_het_palet_vindt_een_collega_in_de_volgorde_waarin_men_de_naam_zegt(
    client_bart: Client, an: Medewerker, getypt: str
) -> None:
    assert "/medewerkers/an/" in client_bart.get("/palet/", {"q": getypt}).text
    assert "/medewerkers/an/" not in client_bart.get("/palet/", {"q": f"{getypt} xyz"}).text
