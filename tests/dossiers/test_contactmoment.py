"""A contact is noted once, corrected without losing what stood there, withdrawn with a reason, and erased when asked."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions import contactmomenten
from dossiers.actions.contactmomenten import inhoud_van
from dossiers.actions.dossiers import laat_afwijken
from dossiers.models import Contactmoment, Contactversie, Dossier, Tijdlijnregel
from kern.fouten import AlGewijzigd
from kern.models import Logregel, Medewerker
from kern.tijd import BRUSSEL
from tests.mensen import Inloggen
from tests.wereld import maak_dossier, noteer_contact

LANG = "Een heel lang gesprek met 👶 en צהרון. " * 513  # about 20,000 characters


def velden(**anders: Any) -> dict[str, Any]:
    nu = timezone.now().astimezone(BRUSSEL)
    return {"sleutel": uuid4(), "tekst": "Belt terug.", "wat": "telefoon:in", "met": "", "op": f"{nu:%Y-%m-%dT%H:%M}"} | anders


def pad(over: Any) -> str:
    return f"{over.get_absolute_url()}contact/"


def lijnen(dossier: Dossier) -> list[tuple[str, bool]]:
    """Return the titles of the contacts on the timeline, oldest recorded first, and whether they hold."""
    regels = Tijdlijnregel.objects.filter(dossier=dossier, soort__startswith="dossiers.contact").order_by("pk")
    return [(regel.titel, regel.vervallen_op is None) for regel in regels]


def test_an_noteert_een_telefoon_en_die_staat_op_de_tijdlijn(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    antwoord = client_an.post(pad(zonnebloem), velden(wat="telefoon:uit", met="Lies Peeters"))
    assert (antwoord.status_code, antwoord["Location"]) == (302, zonnebloem.get_absolute_url())
    contact = Contactmoment.objects.get()
    assert (contact.dossier, contact.organisator, contact.door) == (zonnebloem, zonnebloem.organisator, an)
    assert lijnen(zonnebloem) == [("Gebeld · Lies Peeters", True)]
    regel = Tijdlijnregel.objects.get(soort="dossiers.contact.telefoon")
    assert (regel.kort, regel.url, regel.bekend_sinds) == ("Belt terug.", contact.get_absolute_url(), contact.genoteerd_op)
    assert Logregel.objects.filter(gebeurtenis="dossiers.contact_genoteerd", onderwerp_id=str(zonnebloem.pk)).count() == 1


def test_bezoek_telt_als_bezoek_en_heeft_geen_richting(client_an: Client, zonnebloem: Dossier) -> None:
    client_an.post(pad(zonnebloem), velden(wat="bezoek:"))
    assert Contactmoment.objects.get().richting == ""
    assert Tijdlijnregel.objects.filter(soort="dossiers.contact.bezoek").count() == 1


def test_contact_met_de_organisator_zelf_hangt_aan_geen_locatie(client_an: Client, zonnebloem: Dossier) -> None:
    antwoord = client_an.post(pad(zonnebloem.organisator), velden())
    assert antwoord["Location"] == zonnebloem.organisator.get_absolute_url()
    regel = Tijdlijnregel.objects.get(soort="dossiers.contact.telefoon")
    assert (regel.dossier, regel.organisator) == (None, zonnebloem.organisator)


def test_twee_keer_verzonden_is_een_keer_bewaard(client_an: Client, zonnebloem: Dossier) -> None:
    zelfde = velden()
    for _ in range(2):
        assert client_an.post(pad(zonnebloem), zelfde).status_code == 302
    assert Contactmoment.objects.count() == 1
    assert lijnen(zonnebloem) == [("Telefoon gekregen", True)]


def test_teruggaan_en_verder_typen_verliest_niets(client_an: Client, zonnebloem: Dossier) -> None:
    """The same form, sent again with other words: not thrown away, not a second one without being asked."""
    eerst = velden(tekst="Eerste woorden.")
    client_an.post(pad(zonnebloem), eerst)
    antwoord = client_an.post(pad(zonnebloem), {**eerst, "tekst": "Andere woorden."})
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Eerste woorden." in html
    assert "Andere woorden." in html
    nieuw = antwoord.context["form"]["sleutel"].value()
    assert nieuw != eerst["sleutel"]
    assert client_an.post(pad(zonnebloem), {**eerst, "tekst": "Andere woorden.", "sleutel": nieuw}).status_code == 302
    assert Contactmoment.objects.count() == 2


def test_lange_tekst_met_emoji_en_rechts_naar_links_blijft_heel(client_an: Client, zonnebloem: Dossier) -> None:
    assert client_an.post(pad(zonnebloem), velden(tekst=LANG)).status_code == 302
    contact = Contactmoment.objects.get()
    assert contact.tekst == LANG.strip()
    assert "👶 en צהרון" in client_an.get(contact.get_absolute_url()).content.decode()
    assert len(Tijdlijnregel.objects.get(soort="dossiers.contact.telefoon").kort) == 400


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"tekst": ""}, "Dit veld is verplicht"),
        ({"tekst": "x" * 50_001}, "hoogstens 50.000 tekens"),
        ({"op": "2999-01-01T10:00"}, "in de toekomst"),
        ({"op": "0202-01-01T10:00"}, "Kijk het jaartal na"),
        ({"wat": "rook:in"}, "Selecteer een geldige keuze"),
        ({"met": "y" * 201}, "200"),
    ],
)
def test_fout_in_het_formulier_bewaart_niets_en_houdt_wat_getypt_is(
    client_an: Client, zonnebloem: Dossier, anders: dict[str, str], zin: str
) -> None:
    getypt = {"tekst": "Wat ik typte aan de telefoon."} | anders
    antwoord = client_an.post(pad(zonnebloem), velden(**getypt))
    assert antwoord.status_code == 422
    html = antwoord.content.decode()
    assert zin in html
    assert getypt["tekst"] in html
    assert not Contactmoment.objects.exists()


def test_het_formulier_begint_altijd_met_een_gekregen_telefoon(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    """Whatever was noted before: who types without looking must not save a call as a mail."""
    noteer_contact(zonnebloem, an, soort="mail", richting="in")
    assert client_an.get(pad(zonnebloem)).context["form"]["wat"].value() == "telefoon:in"


def test_verbetering_houdt_beide_versies_en_de_oude_lijn_doorstreept(
    client_an: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    contact = noteer_contact(zonnebloem, an, "Er zijn 12 kinderen.")
    nieuw = velden(tekst="Er zijn 21 kinderen.", wat="bezoek:", versie=1)
    assert client_an.post(f"{contact.get_absolute_url()}verbeteren/", nieuw).status_code == 302
    assert lijnen(zonnebloem) == [("Telefoon gekregen", False), ("Bezoek ter plaatse", True)]
    html = client_an.get(contact.get_absolute_url()).content.decode()
    assert "Er zijn 12 kinderen." in html
    assert "Er zijn 21 kinderen." in html
    assert Contactversie.objects.get().vervangen_door == an


def test_verbetering_zonder_verschil_maakt_geen_versie(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    contact = noteer_contact(zonnebloem, an, "Zo was het.")
    begin = client_an.get(f"{contact.get_absolute_url()}verbeteren/").context["form"].initial
    zelfde = {**begin, "op": f"{begin['op']:%Y-%m-%dT%H:%M}"}
    assert client_an.post(f"{contact.get_absolute_url()}verbeteren/", zelfde).status_code == 302
    assert not Contactversie.objects.exists()


def test_wie_als_tweede_verbetert_ziet_beide_versies(
    client_an: Client, client_carla: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    contact = noteer_contact(zonnebloem, an, "Eerst.")
    adres = f"{contact.get_absolute_url()}verbeteren/"
    assert client_carla.post(adres, velden(tekst="Van Carla.", versie=1)).status_code == 302
    antwoord = client_an.post(adres, velden(tekst="Van An.", versie=1))
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van Carla." in html
    assert "Van An." in html
    assert client_an.post(adres, velden(tekst="Van An.", versie=antwoord.context["form"]["versie"].value())).status_code == 302
    assert sorted(Contactversie.objects.values_list("tekst", flat=True)) == ["Eerst.", "Van Carla."]


def test_intrekken_met_reden_en_weer_terugzetten(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    contact = noteer_contact(zonnebloem, an)
    adres = contact.get_absolute_url()
    assert client_an.post(f"{adres}intrekken/", {"reden": "x"}).status_code == 422
    antwoord = client_an.post(f"{adres}intrekken/", {"reden": "Dit was een andere crèche."}, follow=True)
    assert f'action="{adres}terugzetten/"' in antwoord.content.decode()
    assert lijnen(zonnebloem) == [("Telefoon gekregen", False)]
    assert "Dit was een andere crèche." in client_an.get(adres).content.decode()
    assert client_an.post(f"{adres}intrekken/", {"reden": "Nog eens."}).status_code == 409
    client_an.post(f"{adres}terugzetten/")
    assert lijnen(zonnebloem) == [("Telefoon gekregen", False), ("Telefoon gekregen", True)]
    contact.refresh_from_db()
    assert (contact.ingetrokken_op, contact.intrekreden) == (None, "")


def test_ongedaan_maken_vanuit_het_bericht_trekt_in(client_an: Client, zonnebloem: Dossier) -> None:
    antwoord = client_an.post(pad(zonnebloem), velden(), follow=True)
    contact = Contactmoment.objects.get()
    ongedaan = f"{contact.get_absolute_url()}ongedaan/"
    assert f'action="{ongedaan}"' in antwoord.content.decode()
    client_an.post(ongedaan)
    contact.refresh_from_db()
    assert contact.is_ingetrokken


def test_bericht_van_gisteren_maakt_niets_meer_ongedaan(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    contact = noteer_contact(zonnebloem, an, op=timezone.now() - timedelta(days=1))
    assert client_an.post(f"{contact.get_absolute_url()}ongedaan/").status_code == 422


def test_auteur_verbetert_dertig_dagen_en_de_coordinator_altijd(
    client_an: Client, client_carla: Client, inloggen: Inloggen, dirk: Medewerker, zonnebloem: Dossier, an: Medewerker
) -> None:
    oud = noteer_contact(zonnebloem, an, op=timezone.now() - timedelta(days=31))
    vers = noteer_contact(zonnebloem, an)
    wie = {"an": client_an, "carla": client_carla, "dirk": inloggen(dirk)}
    statussen = {
        naam: [client.get(f"{c.get_absolute_url()}verbeteren/").status_code for c in (oud, vers)] for naam, client in wie.items()
    }
    assert statussen == {"an": [403, 200], "carla": [200, 200], "dirk": [403, 403]}


def test_inzage_van_een_contact_staat_in_het_logboek_van_het_dossier(
    client_an: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    contact = noteer_contact(zonnebloem, an)
    client_an.get(contact.get_absolute_url())
    regel = Logregel.objects.get(gebeurtenis="dossiers.contact_ingezien")
    assert (regel.onderwerp_id, regel.door_id) == (str(zonnebloem.pk), an.pk)


@pytest.mark.parametrize("aantal", [1, 3])
def test_pagina_van_een_contact_vraagt_niet_meer_met_meer_versies(
    client_an: Client, zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    contact = noteer_contact(zonnebloem, an)
    for nummer in range(aantal):
        contact = contactmomenten.verbeter_contact(
            contact=contact,
            versie=contact.versie,
            inhoud=inhoud_van(contact)._replace(tekst=f"versie {nummer}"),
            door=an,
            op=timezone.now(),
        )
    client_an.get("/")
    with django_assert_num_queries(9):
        client_an.get(contact.get_absolute_url())


def test_contact_op_een_locatie_van_een_ander_team_blijft_dicht_al_mag_men_er_noteren(
    client_bart: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    van_de_locatie, van_de_organisator = noteer_contact(zonnebloem, an), noteer_contact(zonnebloem.organisator, an)
    for contact in (van_de_locatie, van_de_organisator):
        assert client_bart.get(contact.get_absolute_url()).status_code == 404
    assert client_bart.get(pad(zonnebloem)).status_code == 200


def test_wie_een_locatie_van_de_organisator_volgt_leest_de_contacten_met_de_organisator(
    client_bart: Client, bart: Medewerker, zonnebloem: Dossier, an: Medewerker
) -> None:
    gent = maak_dossier("De Maan", zonnebloem.organisator, team="oost-vlaanderen")
    laat_afwijken(dossier=gent, klantenbeheerder=bart, reden="dichterbij", door=None, op=timezone.now())
    contact = noteer_contact(zonnebloem.organisator, an)
    assert client_bart.get(contact.get_absolute_url()).status_code == 200


def test_verbeteren_wat_intussen_gewist_is_gaat_niet(zonnebloem: Dossier, an: Medewerker) -> None:
    contact = noteer_contact(zonnebloem, an)
    Contactmoment.objects.filter(pk=contact.pk).update(tekst="", gewist_op=timezone.now())
    with pytest.raises(AlGewijzigd):
        contactmomenten.verbeter_contact(
            contact=contact, versie=1, inhoud=inhoud_van(contact)._replace(tekst="toch"), door=an, op=timezone.now()
        )
    assert not Contactversie.objects.exists()
