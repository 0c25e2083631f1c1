"""Choosing a colleague and an organisator in a real browser: with the keyboard, on a telephone, and without JavaScript."""

import re

import pytest

from dossiers.models import Aanvraag, Dossier, Organisator, Overdracht
from kern.choices import Rol
from kern.forms.collega import WEINIG
from kern.models import Medewerker
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import beoordeel, ga_en_beoordeel
from tests.mensen import maak, vervang
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.browser


@pytest.fixture
def carla(webserver: object) -> Medewerker:
    """Carla, in an agency where nobody looks through a list of everybody."""
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dirk = maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")
    vervang(maak("dina", "Dina Claessens", Rol.KLANTENBEHEERDER, team="limburg"), dirk)
    for nr in range(WEINIG):
        maak(f"kim{nr}", f"Kim Verhoeven {nr}", Rol.KLANTENBEHEERDER, team="limburg")
    maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an, gemeente="Mortsel"), refnis="11029")
    maak_organisator("Zonnestraal bv met een lange naam om op een telefoon te lezen", an, gemeente="Sint-Katelijne-Waver")
    return carla


def test_carla_kiest_een_collega_met_het_toetsenbord(browser: Browser, carla: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto(f"/overdrachten/nieuw/?gekozen={Dossier.objects.get().pk}")
    zoek = pagina.get_by_label("Naam, team of rol")
    zoek.press_sequentially("claes")
    keuzes = pagina.get_by_role("group", name="Aan wie?").get_by_role("radio")
    expect(keuzes).to_have_count(2)
    expect(pagina.get_by_role("status").filter(has_text="2 collega’s om uit te kiezen")).to_be_attached()
    expect(pagina.get_by_role("radio", name=re.compile("Dina Claessens"))).to_have_accessible_name(re.compile("vandaag afwezig"))
    zoek.press("Enter")
    dirk = pagina.get_by_role("radio", name=re.compile("^Dirk Claes"))
    expect(dirk).to_be_focused()
    expect(dirk).not_to_be_checked()
    dirk.press("Enter")
    expect(dirk).to_be_checked()
    expect(pagina.get_by_text("Lopende locaties en hun gewicht, nu en na de overdracht")).to_be_visible()
    # Who looks further keeps the choice.
    zoek.fill("kim")
    expect(keuzes).to_have_count(9)
    expect(dirk).to_be_checked()
    pagina.get_by_role("button", name="Draag over").press("Enter")
    expect(pagina.get_by_role("heading", name="Overdrachtsdossier voor Dirk Claes")).to_be_visible()
    assert Overdracht.objects.get().naar.username == "dirk"


def test_enter_zoekt_ook_wie_sneller_is_dan_het_antwoord(browser: Browser, carla: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto("/vervangingen/nieuw/")
    zoek = pagina.get_by_role("group", name="Wie vervangt?").get_by_label("Naam, team of rol")
    zoek.fill("verhoeven 7")
    zoek.press("Enter")
    kim = pagina.get_by_role("radio", name=re.compile("Kim Verhoeven 7"))
    expect(kim).to_be_focused()
    expect(pagina).to_have_url(re.compile("/vervangingen/nieuw/$"))


def test_de_organisator_van_een_aanvraag_kiest_men_op_naam_en_wat_erop_lijkt_staat_er_al(
    browser: Browser, carla: Medewerker
) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto("/aanvragen/start/")
    zoek = pagina.get_by_label("Naam, nummer, ondernemingsnummer of gemeente")
    zoek.press_sequentially("zonneblom")
    pagina.get_by_role("radio", name=re.compile("Zonnebloem vzw")).check()
    pagina.get_by_label("Naam van de locatie").fill("Zonnebloempje")
    pagina.get_by_label("Type").select_option("groep")
    pagina.get_by_label("Postcode").fill("2640")
    pagina.get_by_label("Gemeente", exact=True).fill("Mortsel")
    pagina.get_by_label("Gemeente", exact=True).press("Tab")
    expect(pagina.get_by_role("status").get_by_text("te verwarren met")).to_be_visible()
    beoordeel(pagina)
    # Enter in any field sends the form, and does not search.
    pagina.get_by_label("Straat").fill("Kerkstraat")
    pagina.get_by_label("Straat").press("Enter")
    expect(pagina.get_by_role("heading", name="Dit moet nog in orde")).to_be_visible()
    pagina.get_by_label("Gewenste datum").fill("2030-09-01")
    pagina.get_by_label("Waarom is het toch een andere?").fill("De ene heeft een tuin.")
    pagina.get_by_role("button", name="Dien in").click()
    expect(pagina.get_by_text("De aanvraag is ingediend.")).to_be_visible()
    assert Aanvraag.objects.get().organisator.naam == "Zonnebloem vzw"


def test_bij_een_nieuw_dossier_kijkt_men_na_terwijl_men_typt_maar_niet_terwijl_men_zoekt(
    browser: Browser, carla: Medewerker
) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    nagekeken: list[str] = []
    pagina.on("request", lambda verzoek: nagekeken.append(verzoek.url) if verzoek.url.endswith("/nakijken/") else None)
    pagina.goto("/dossiers/nieuw/")
    pagina.get_by_label("Naam, nummer, ondernemingsnummer of gemeente").press_sequentially("zonneb")
    expect(pagina.get_by_role("radio", name=re.compile("Zonnebloem vzw"))).to_be_visible()
    pagina.wait_for_timeout(700)  # longer than the form waits before it looks
    assert nagekeken == []
    pagina.get_by_label("Postcode").fill("2640")
    pagina.get_by_label("Gemeente", exact=True).fill("Mortsel")
    pagina.get_by_label("Naam van de locatie").press_sequentially("Zonneblo")
    expect(pagina.get_by_role("status").get_by_text("te verwarren met")).to_be_visible()


def test_zonder_javascript_zoekt_en_kiest_men_met_knoppen(browser: Browser, carla: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=carla, java_script_enabled=False)
    pagina.goto("/groepen/nieuw/")
    pagina.get_by_label("Naam", exact=True).fill("Groep Zuid")
    pagina.get_by_role("button", name="Bewaren").click()
    pagina.get_by_role("link", name="Organisator toevoegen").click()
    pagina.get_by_label("Naam, nummer, ondernemingsnummer of gemeente").fill("zonneblom")
    pagina.get_by_label("Sinds").fill("2020-02-01")
    pagina.get_by_role("button", name="Zoek", exact=True).click()
    expect(pagina.get_by_label("Sinds")).to_have_value("2020-02-01")
    expect(pagina.get_by_text("Kies hieronder welke organisator u bedoelt.").first).to_be_visible()
    pagina.get_by_role("radio", name=re.compile("Zonnebloem vzw")).check()
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_role("heading", name="Groep Zuid")).to_be_visible()
    assert Organisator.objects.get(naam="Zonnebloem vzw").lidmaatschappen.count() == 1


def test_de_velden_zijn_toegankelijk_en_passen_op_een_telefoon(browser: Browser, carla: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    for pad in ("/overdrachten/nieuw/", "/vervangingen/nieuw/", "/taken/nieuw/", "/dossiers/nieuw/"):
        ga_en_beoordeel(pagina, pad)
    pagina.goto("/dossiers/nieuw/")
    pagina.get_by_label("Naam, nummer, ondernemingsnummer of gemeente").fill("zon")
    expect(pagina.get_by_role("radio")).to_have_count(2)
    beoordeel(pagina)
    pagina.goto("/vervangingen/nieuw/")
    pagina.get_by_role("group", name="Wie vervangt?").get_by_label("Naam, team of rol").fill("claes")
    expect(pagina.get_by_role("group", name="Wie vervangt?").get_by_role("radio")).to_have_count(2)
    beoordeel(pagina)
