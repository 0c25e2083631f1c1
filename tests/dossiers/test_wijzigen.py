"""Changing what is kept by hand: what follows from it, and what happens when a colleague was first or the location closed."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from dossiers.actions.dossiers import wijzig_dossier
from dossiers.choices import Dossierstatus
from dossiers.models import Dossier
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from tests.hulp.antwoord import tekst
from tests.wereld import wijzigvelden


def wijzig_url(dossier: Dossier) -> str:
    return f"{dossier.get_absolute_url()}wijzigen/"


def test_een_nieuwe_naam_sorteert_en_staat_op_de_tijdlijn(client_an: Client, zonnebloem: Dossier) -> None:
    velden = wijzigvelden(zonnebloem, naam="’t Zonneke", email="zon@voorbeeld.example", tarief="ikt", subsidietrap="T1")
    assert client_an.post(wijzig_url(zonnebloem), velden).status_code == 302
    zonnebloem.refresh_from_db()
    assert (zonnebloem.naam, zonnebloem.sorteersleutel, zonnebloem.email) == ("’t Zonneke", "zonneke", "zon@voorbeeld.example")
    regel = zonnebloem.tijdlijn.latest("pk")
    assert regel.titel == "Gegevens gewijzigd"
    assert regel.kort == (
        "Naam: De Zonnebloem → ’t Zonneke; Tarief: niet ingevuld → inkomenstarief (IKT); Subsidietrap: niet ingevuld → T1"
    )
    assert regel.door_naam == "An Peeters"


def test_een_verbeterd_adres_krijgt_de_gemeente_van_zijn_postcode(client_an: Client, zonnebloem: Dossier) -> None:
    velden = wijzigvelden(zonnebloem, straat="Kerkstraat", huisnummer="2 bus 3", postcode="9000", gemeente="Gent")
    assert client_an.post(wijzig_url(zonnebloem), velden).status_code == 302
    zonnebloem.refresh_from_db()
    assert (zonnebloem.adres, zonnebloem.refnis) == ("Kerkstraat 2 bus 3, 9000 Gent", "44021")


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("naam", "", "verplicht"),
        ("naam", "x" * 301, "300"),
        ("postcode", "12", "Een postcode heeft 4 cijfers."),
        ("email", "geen adres", "e-mailadres"),
        ("plaatsen_gesubsidieerd", "19", "niet meer gesubsidieerde plaatsen"),
        ("tarief", "gratis", "tarief"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld_en_de_rest_blijft(
    client_an: Client, zonnebloem: Dossier, veld: str, waarde: str, zin: str
) -> None:
    velden = wijzigvelden(zonnebloem, telefoon="0470 00 00 55") | {veld: waarde}
    antwoord = client_an.post(wijzig_url(zonnebloem), velden)
    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert "0470 00 00 55" in tekst(antwoord)
    zonnebloem.refresh_from_db()
    assert (zonnebloem.versie, zonnebloem.telefoon) == (1, "0470 00 00 01")


def test_wie_tweede_is_ziet_per_gegeven_beide_versies(client_an: Client, dirk: Medewerker, zonnebloem: Dossier) -> None:
    mijn = wijzigvelden(zonnebloem, naam="De Zonnebloem van An", plaatsen=20)
    wijzig_dossier(dossier=zonnebloem, versie=1, naam="De Zonnebloem van Dirk", plaatsen=20, door=dirk, op=timezone.now())
    antwoord = client_an.post(wijzig_url(zonnebloem), mijn)
    html = tekst(antwoord)
    assert antwoord.status_code == 409
    tabel = html.split("<table")[1].split("</table>")[0]
    assert "<bdi>De Zonnebloem van Dirk</bdi>" in tabel
    assert "<bdi>De Zonnebloem van An</bdi>" in tabel
    assert tabel.count("<bdi>") == 2  # what both say alike is no difference
    assert 'name="versie" value="2"' in html
    assert Dossier.objects.get(pk=zonnebloem.pk).naam == "De Zonnebloem van Dirk"
    assert client_an.post(wijzig_url(zonnebloem), mijn | {"versie": 2}).status_code == 302
    assert Dossier.objects.get(pk=zonnebloem.pk).naam == "De Zonnebloem van An"


def test_wie_wijzigt_terwijl_de_opvang_dichtgaat_leest_dat_en_verliest_niets(client_an: Client, zonnebloem: Dossier) -> None:
    mijn = wijzigvelden(zonnebloem, straat="Nieuwe Straat")
    Dossier.objects.filter(pk=zonnebloem.pk).update(status=Dossierstatus.OPGEHEVEN, versie=2)
    antwoord = client_an.post(wijzig_url(zonnebloem), mijn)
    assert antwoord.status_code == 409
    assert "De opvang is intussen opgeheven." in tekst(antwoord)
    assert 'value="Nieuwe Straat"' in tekst(antwoord)
    assert "De vergunning is opgeheven" in tekst(client_an.get(wijzig_url(zonnebloem)))


def test_de_actie_laat_weg_wat_niet_gegeven_is_en_weigert_wat_niet_met_de_hand_gaat(an: Medewerker, zonnebloem: Dossier) -> None:
    nu = timezone.now()
    wijzig_dossier(dossier=zonnebloem, versie=1, email="zon@voorbeeld.example", door=an, op=nu)
    zonnebloem.refresh_from_db()
    assert (zonnebloem.email, zonnebloem.naam, zonnebloem.plaatsen) == ("zon@voorbeeld.example", "De Zonnebloem", 18)
    with pytest.raises(TypeError, match="status"):
        wijzig_dossier(dossier=zonnebloem, versie=2, status="gestopt", door=an, op=nu)
    with pytest.raises(AlGewijzigd):
        wijzig_dossier(dossier=zonnebloem, versie=1, email="", door=an, op=nu)
    with pytest.raises(ValidationError):
        wijzig_dossier(dossier=zonnebloem, versie=2, naam="", door=an, op=nu)
