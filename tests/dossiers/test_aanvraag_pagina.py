"""The page of a request: what came of it, and the way to what the program found."""

from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from dossiers.actions import aanvragen
from dossiers.choices import Aanvraagsoort, Adviessoort
from dossiers.models import Aanvraag, Dossier
from kern.models import Medewerker
from tests.wereld import maak_organisator


def vraag(soort: Aanvraagsoort, zonnebloem: Dossier, door: Medewerker, **meer: object) -> Aanvraag:
    nu = timezone.now()
    gegevens = {"organisator": zonnebloem.organisator, "team": zonnebloem.team, "gewenst_vanaf": timezone.localdate(), "op": nu}
    return aanvragen.dien_in(soort=soort, door=door, **gegevens | meer)  # type: ignore[arg-type]  # by name


def test_de_pagina_van_een_uitgevoerde_uitbreiding_zegt_wat_ervan_kwam(
    client_an: Client, zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    aanvraag, nu = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, dossier=zonnebloem, plaatsen=27), timezone.now()
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten="Niets dat ertegen pleit.", door=an, op=nu)
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.GUNSTIG, advies_tekst="Plaats genoeg.", door=an, op=nu)
    aanvragen.lees_na(aanvraag=aanvraag, nalezing="", door=dirk, op=nu)
    assert "kreeg een periode" not in client_an.get(aanvraag.get_absolute_url()).content.decode()
    aanvragen.aanvaard(aanvraag=aanvraag, beslissing="", door=carla, op=nu)
    html = client_an.get(aanvraag.get_absolute_url()).content.decode()
    assert f'<a href="{zonnebloem.get_absolute_url()}gegevens/#paneel-vergunning">vergunning</a> kreeg een periode met 27' in html


def test_van_wat_het_programma_vond_opent_men_elke_locatie(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    plek = aanvragen.Plek("De Zonnebloem Zuid", "groep", "Kerkstraat", "2640", "Mortsel", "5")
    aanvraag = vraag(Aanvraagsoort.START, zonnebloem, an, organisator=maak_organisator("Nieuw vzw", an), plek=plek)
    html = client_an.get(aanvraag.get_absolute_url()).content.decode()
    link = f'<a href="{zonnebloem.get_absolute_url()}">{zonnebloem.dossiernummer}</a>'
    assert f"Lijkt op De Zonnebloem ({link}, Mortsel)" in html


def test_wie_na_een_collega_advies_geeft_krijgt_terug_wat_ze_typte(
    client_an: Client, zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    aanvraag, nu = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, dossier=zonnebloem, plaatsen=27), timezone.now()
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten="Niets dat ertegen pleit.", door=an, op=nu)
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.GUNSTIG, advies_tekst="Plaats genoeg.", door=dirk, op=nu)
    mijn = "Een uur aan geschreven.\n<b>Tweede alinea</b> & slot."
    velden = {"geef-advies-advies": "gunstig", "geef-advies-advies_tekst": mijn}
    antwoord = client_an.post(f"{aanvraag.get_absolute_url()}geef-advies/", velden)
    assert antwoord.status_code == 409
    assert escape(mijn) in antwoord.text
    assert "<bdi>gunstig</bdi>" in antwoord.text, "wat geen zin is, staat er kort onder"
