"""Handing over, requests and mentors in a real browser: with the keyboard, on a telephone, and without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dossiers.actions import aandacht, aanvragen, opvolging, toewijzen
from dossiers.choices import Aanvraagsoort, Opvolgingsoort
from dossiers.models import Dossier, Overdracht
from kern.actions import meters
from kern.choices import Rol
from kern.models import Medewerker, Team
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.browser


def wereld() -> tuple[Medewerker, dict[str, str]]:
    """Carla of Antwerpen, and the address of every page of this part with something on it."""
    nu, vandaag = timezone.now(), timezone.localdate()
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    sam = maak("sam", "Sam Starter", Rol.STARTER, team="antwerpen")
    organisator = maak_organisator("Zonnebloem vzw", an)
    een, twee = (maak_dossier(naam, organisator) for naam in ("De Zonnebloem", "De Zonnebloem met een lange naam in Mortsel"))
    aandacht.open_aandacht(dossier=een, soort="proef", verwijzing="1", reden="Open tekort: veilig slapen", op=nu)
    gevraagd = [toewijzen.Gevraagd(d.pk, an.pk, "De sleutel ligt bij de buur.") for d in (een, twee)]
    overdracht = toewijzen.draag_over(rijen=gevraagd, naar=carla, nota="Bel eerst.", door=an, op=nu).overdracht
    assert overdracht
    een = Dossier.objects.get(pk=een.pk)
    aanvraag = aanvragen.dien_in(
        soort=Aanvraagsoort.UITBREIDING, organisator=organisator, team=Team.objects.get(code="antwerpen"), dossier=een,
        plaatsen=27, gewenst_vanaf=vandaag, toelichting="Er is plaats genoeg.", door=an, op=nu,
    )  # fmt: skip
    oud = maak_dossier("De oude Zonnebloem", organisator)
    opvolging.koppel(voorganger=oud, opvolger=een, soort=Opvolgingsoort.VERHUIS, vanaf=vandaag, door=carla, op=nu)
    meters.koppel_meter(starter=sam, meter=carla, vanaf=vandaag, tot=vandaag + timedelta(days=30), door=carla, op=nu)
    dossier = een.get_absolute_url()
    return carla, {
        "overdrachten": "/overdrachten/",
        "overdracht": overdracht.get_absolute_url(),
        "nieuw": "/overdrachten/nieuw/",
        "toewijzen": f"{organisator.get_absolute_url()}toewijzen/",
        "opvolging": f"{dossier}opvolging/",
        "aanvragen": "/aanvragen/",
        "aanvraag": aanvraag.get_absolute_url(),
        "kies": f"{dossier}aanvraag/",
        "uitbreiding": f"{dossier}aanvraag/uitbreiding/",
        "start": "/aanvragen/start/",
        "organisator": "/organisatoren/nieuw/",
        "dossier": "/dossiers/nieuw/",
        "meters": "/meters/",
        "meter": "/meters/nieuw/",
        "meekijken": "/meekijken/sam/",
    }


def test_elke_pagina_is_toegankelijk_en_past_op_een_telefoon(browser: Browser) -> None:
    carla, paden = wereld()
    pagina = browser.nieuwe_pagina(als=carla)
    for pad in paden.values():
        ga_en_beoordeel(pagina, pad)


def test_carla_draagt_over_met_het_toetsenbord(browser: Browser) -> None:
    carla, _ = wereld()
    dirk = maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto("/dossiers/")
    pagina.keyboard.press("j")
    pagina.keyboard.press("x")
    pagina.get_by_role("button", name="Uitvoeren").press("Enter")
    pagina.wait_for_url("**/overdrachten/nieuw/?gekozen=*")
    pagina.get_by_label("Aan wie?").select_option(str(dirk.pk))
    pagina.get_by_text("Lopende locaties en hun gewicht, nu en na de overdracht").wait_for()
    pagina.get_by_label("Wat moet de ontvanger weten?").fill("Ligt op zijn weg.")  # not every location of the organisator goes
    pagina.get_by_role("button", name="Draag over").press("Enter")
    pagina.get_by_role("heading", name="Overdrachtsdossier voor Dirk Claes").wait_for()
    assert Overdracht.objects.filter(naar=dirk).count() == 1


def test_zonder_javascript_tekent_de_ontvanger_af_en_gaat_een_aanvraag_vooruit(browser: Browser) -> None:
    carla, paden = wereld()
    pagina = browser.nieuwe_pagina(als=carla, java_script_enabled=False)
    pagina.goto(paden["overdracht"])
    pagina.get_by_role("button", name="Alles gelezen").click()
    expect(pagina.get_by_text("Gelezen op")).to_have_count(2)
    pagina.goto(paden["aanvraag"])
    pagina.get_by_label("Wat besluit u uit de antecedenten?").fill("Er staat een tekort open.")
    pagina.get_by_role("button", name="Leg vast").click()
    expect(pagina.get_by_text("Er staat een tekort open.")).to_have_count(1)
