"""The right ends between opening a form and saving it: what one typed comes back, what one may not read any more does not."""

import logging

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from dossiers.models import Dossier, DossierToegang
from kern.actions import mensen
from kern.choices import Rol
from kern.getypt import BEGIN
from kern.models import Medewerker, Team
from tests.mensen import Inloggen, maak
from tests.wereld import geef_toegang, maak_dossier, maak_organisator, scherm_af, vraag_inspectie, wijzigvelden

TEKST = "De moeder belde <terug>.\nZe wil weten of de tuin open is."


@pytest.fixture
def maan(an: Medewerker) -> Dossier:
    """A location with a telephone number, of which An reads the content only through her team."""
    wie = maak_organisator("Maan vzw")
    return maak_dossier("De Maan", wie, telefoon="0470 11 22 33", team="antwerpen")


def verplaats(an: Medewerker) -> None:
    """An goes to another team: the dossiers of her old one close to her."""
    bea, team = maak("bea", "Bea Beheer", Rol.BEHEERDER), Team.objects.get(code="limburg")
    mensen.wijzig_rollen(
        medewerker=an, rollen=[Rol.KLANTENBEHEERDER], team=team, reden="Naar Limburg.", door=bea, op=timezone.now()
    )


def begin(client: Client, adres: str) -> str:
    """Open the form and return what it says that stood in it."""
    html = client.get(adres).content.decode()
    return html.split(f'name="{BEGIN}" value="')[1].split('"')[0]


def test_an_gaat_naar_een_ander_team_terwijl_ze_een_dossier_wijzigt(
    client_an: Client, an: Medewerker, maan: Dossier, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    adres = f"{maan.get_absolute_url()}wijzigen/"
    getypt = wijzigvelden(maan, naam="De Maan en de Sterren") | {BEGIN: begin(client_an, adres)}
    verplaats(an)
    antwoord = client_an.post(adres, getypt)
    assert antwoord.status_code == 403
    assert "De Maan en de Sterren</textarea>" in antwoord.text
    assert "0470 11 22 33" not in antwoord.text, "dat mag zij niet meer zien"
    assert "Sterren" not in caplog.text
    maan.refresh_from_db()
    assert maan.naam == "De Maan"


def test_an_verliest_haar_toegang_terwijl_ze_een_inspectieverzoek_wijzigt(
    client_an: Client, an: Medewerker, dirk: Medewerker, maan: Dossier
) -> None:
    verzoek = vraag_inspectie(maan, dirk, vraag="Wat er eerst stond, en van een collega is.")
    adres = f"{verzoek.get_absolute_url()}wijzigen/"
    getypt = {"vraag": TEKST, "aanleiding": "", "prioriteit": verzoek.prioriteit, "tegen": verzoek.tegen, "versie": 0}
    getypt[BEGIN] = begin(client_an, adres)
    verplaats(an)
    antwoord = client_an.post(adres, getypt)
    assert antwoord.status_code in (403, 404)
    assert escape(TEKST) in antwoord.text
    assert "Wat er eerst stond" not in antwoord.text
    assert "Wat u verder invulde" not in antwoord.text, "aan de rest kwam zij niet"


def test_wat_afgeschermd_is_komt_niet_terug_met_wat_men_typte(client_an: Client, an: Medewerker, maan: Dossier) -> None:
    scherm_af(maan, an)
    pagina = client_an.post(f"{maan.get_absolute_url()}afgeschermd/", {"reden": "Er brandt nog licht in de opvang."})
    merk = pagina.text.split(f'name="{BEGIN}" value="')[1].split('"')[0]
    getypt = {"versie": 1, "contactpersoon": "Rita Verzonnen", "privetelefoon": "0470 00 00 99", "aandacht": TEKST, BEGIN: merk}
    verplaats(an)
    antwoord = client_an.post(f"{maan.get_absolute_url()}afgeschermd/bewaren/", getypt)
    assert antwoord.status_code == 403
    assert escape(TEKST) in antwoord.text
    for geheim in ("Rita Verzonnen", "0470 00 00 99"):
        assert geheim not in antwoord.text


def test_een_toegang_die_afloopt_terwijl_men_noteert_laat_de_woorden(
    gust: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    client, toegang = inloggen(gust), geef_toegang(zonnebloem, gust, an)
    adres = f"{zonnebloem.get_absolute_url()}betrokkenen/nieuw/"
    DossierToegang.objects.filter(pk=toegang.pk).update(verloopt_op=Now())  # the clock reaches its last moment
    antwoord = client.post(adres, {"naam": "Rita Verzonnen", "geboortedatum": "1980-05-04"})
    assert antwoord.status_code == 403
    for getypt in ("Rita Verzonnen</textarea>", "04/05/1980"):
        assert getypt in antwoord.text
