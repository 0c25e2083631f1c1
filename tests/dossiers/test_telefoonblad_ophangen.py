"""Hanging up: a telefoonblad becomes what it is to be, once and whole, with nothing typed again."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.access.telefoonblad import check_mag_telefoonblad
from dossiers.actions import telefoonbladen as actions
from dossiers.actions.contactmomenten import Inhoud
from dossiers.bestemmingen import bestemmingen_voor
from dossiers.models import Belofte, Contactmoment, Dossier
from kern.choices import Rol
from kern.models import Medewerker, Taak, Werkregel
from tests.dossiers.test_telefoonblad import WOORDEN, als_contact, bewaar, hang_op, schrijf
from tests.dossiers.test_telefoonblad import zonnebloem as zonnebloem
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.django_db


@pytest.fixture
def maan(an: Medewerker) -> Dossier:
    return maak_dossier("De Maan", maak_organisator("Maan vzw", an))


def als_belofte(over: Dossier, wat: str = "Bel terug", tegen: date | None = None) -> dict[str, str]:
    dag = str(tegen or timezone.localdate() + timedelta(days=1))
    return {"belofte-locatie": over.dossiernummer, "belofte-van": "wij", "belofte-wat": wat, "belofte-tegen": dag}


def test_het_wordt_een_contactmoment_zonder_iets_over_te_typen(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    blad = schrijf(an, over=zonnebloem)
    html = client_an.get(reverse("dossiers:telefoonblad_ophangen", args=[blad.pk])).content.decode()
    begonnen = timezone.localtime(blad.begonnen_op).strftime("%Y-%m-%dT%H:%M")
    for ingevuld in (WOORDEN, "Rita Verzonnen (0470 12 34 56)", begonnen, zonnebloem.dossiernummer):
        assert ingevuld in html
    antwoord = hang_op(client_an, blad, "contact", **als_contact(zonnebloem))
    assert antwoord.status_code == 302
    contact = Contactmoment.objects.get()
    assert (contact.dossier, contact.tekst, contact.door, contact.soortnaam) == (zonnebloem, WOORDEN, an, "Telefoon gekregen")
    blad.refresh_from_db()
    assert [(uit.soort, uit.url) for uit in blad.uitkomsten.all()] == [("contact", contact.get_absolute_url())]
    assert not Werkregel.objects.filter(soort="dossiers.telefoonblad", klaar_op=None).exists()


def test_alleen_het_aangeduide_deel_gaat_mee(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    blad = schrijf(an, "👩‍👧 Eerst iets anders. Dan dit.", over=zonnebloem)
    van = blad.tekst.index("Dan")
    html = client_an.get(f"{blad.get_absolute_url()}ophangen/?van={van}&tot={len(blad.tekst)}").content.decode()
    assert ">\nDan dit.</textarea>" in html


def test_het_wordt_meer_dan_een_ding_op_meer_dan_een_plaats(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, maan: Dossier
) -> None:
    blad = schrijf(an, over=zonnebloem)
    plaatsen = {"contact-locatie_2": maan.dossiernummer, "contact-organisator": maan.organisator.nummer}
    hang_op(client_an, blad, "contact", "belofte", **als_contact(zonnebloem, **plaatsen), **als_belofte(zonnebloem))
    assert {(c.dossier, c.organisator) for c in Contactmoment.objects.all()} == {
        (zonnebloem, zonnebloem.organisator), (maan, maan.organisator), (None, maan.organisator),
    }  # fmt: skip
    assert Belofte.objects.get().voor == an
    assert blad.uitkomsten.count() == 4


def test_een_dag_in_de_woorden_staat_al_ingevuld_bij_de_belofte(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    blad = schrijf(an, "wij sturen morgen de brief", zonnebloem)
    morgen = timezone.localdate(blad.begonnen_op) + timedelta(days=1)
    html = client_an.get(reverse("dossiers:telefoonblad_ophangen", args=[blad.pk])).content.decode()
    assert f'value="{morgen}"' in html
    hang_op(client_an, blad, "belofte", **als_belofte(zonnebloem, "de brief", morgen))
    assert [(b.dossier, b.wat, b.tegen) for b in Belofte.objects.all()] == [(zonnebloem, "de brief", morgen)]


def test_een_taak_krijgt_dag_uur_en_locatie_uit_wat_er_staat(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    blad = schrijf(an, "bel de kok morgen om 14u30 terug", zonnebloem)
    morgen = timezone.localdate(blad.begonnen_op) + timedelta(days=1)
    html = client_an.get(reverse("dossiers:telefoonblad_ophangen", args=[blad.pk])).content.decode()
    for ingevuld in (f'value="{morgen}"', 'value="14:30"', 'value="bel de kok terug"'):
        assert ingevuld in html
    gegevens = {"taak-titel": "bel de kok terug", "taak-tegen": str(morgen), "taak-over": zonnebloem.dossiernummer}
    for _ in range(2):
        hang_op(client_an, blad, "taak", **gegevens)
    taak = Taak.objects.get()
    assert (taak.titel, taak.tegen, taak.voor, taak.onderwerp_id) == ("bel de kok terug", morgen, an, str(zonnebloem.pk))
    assert [(uit.soort, uit.titel) for uit in blad.uitkomsten.all()] == [("taak", "Taak voor An Peeters")]


def test_belofte_en_taak_verwijzen_naar_het_contactmoment_van_hetzelfde_gesprek_en_staan_daar(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, maan: Dossier
) -> None:
    blad, morgen = schrijf(an, over=zonnebloem), str(timezone.localdate() + timedelta(days=1))
    taak = {"taak-titel": "Dossier nakijken", "taak-tegen": morgen, "taak-over": maan.dossiernummer}
    plaatsen = als_contact(zonnebloem, **{"contact-locatie_2": maan.dossiernummer})
    hang_op(client_an, blad, "contact", "belofte", "taak", **plaatsen, **als_belofte(maan), **taak)
    bij_zonnebloem, bij_maan = (Contactmoment.objects.get(dossier=over) for over in (zonnebloem, maan))
    belofte, taak_ = Belofte.objects.get(), Taak.objects.get()
    assert (belofte.waar_soort, belofte.waar_id) == ("dossiers.contactmoment", str(bij_maan.pk))
    for pagina in (belofte, taak_):
        assert f'href="{bij_maan.get_absolute_url()}"' in client_an.get(pagina.get_absolute_url()).content.decode()
    for contact in (bij_zonnebloem, bij_maan):
        html = client_an.get(contact.get_absolute_url()).content.decode()
        assert f'<a href="{belofte.get_absolute_url()}">Wij beloven tegen' in html
        assert f'<a href="{taak_.get_absolute_url()}">Taak: <bdi>Dossier nakijken</bdi></a>, voor An Peeters' in html


def test_wie_de_andere_locatie_niet_leest_ziet_niet_wat_daar_uit_het_gesprek_kwam(
    client_an: Client, client_bart: Client, an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    van_bart = maak_dossier("De Wolk", maak_organisator("Wolk vzw", bart))
    blad = schrijf(an, over=zonnebloem)
    beide = als_contact(zonnebloem, **{"contact-locatie_2": van_bart.dossiernummer})
    taak = {"taak-titel": "Zonnebloem nakijken", "taak-over": zonnebloem.dossiernummer}
    hang_op(client_an, blad, "contact", "belofte", "taak", **beide, **als_belofte(zonnebloem, "Zonnebloem bellen"), **taak)
    bij_bart = Contactmoment.objects.get(dossier=van_bart)
    html = client_bart.get(bij_bart.get_absolute_url()).content.decode()
    assert WOORDEN in html
    assert "Zonnebloem" not in html


def test_twee_keer_ophangen_is_een_keer(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    blad = schrijf(an, over=zonnebloem)
    for _ in range(2):
        assert hang_op(client_an, blad, "contact", **als_contact(zonnebloem)).headers["Location"] == blad.get_absolute_url()
    assert (Contactmoment.objects.count(), blad.uitkomsten.count()) == (1, 1)


def test_lukt_een_van_de_dingen_niet_dan_gebeurt_er_niets(an: Medewerker, zonnebloem: Dossier) -> None:
    blad, nu = schrijf(an), timezone.now()
    contact, belofte, _ = bestemmingen_voor(an)
    morgen = Inhoud(soort="telefoon", richting="in", met="", tekst="x", op=nu + timedelta(days=1))
    stappen = [
        actions.Stap(belofte, {"locatie": zonnebloem, "van": "wij", "wat": "Bel terug", "tegen": nu.date()}),
        actions.Stap(contact, {"plaatsen": [zonnebloem], "inhoud": morgen}),
    ]
    with pytest.raises(ValidationError, match="toekomst"):
        actions.hang_op(blad=blad, wordt=stappen, reden="", door=an, op=nu)
    blad.refresh_from_db()
    assert (blad.is_open, Contactmoment.objects.count(), Belofte.objects.count()) == (True, 0, 0)


def test_een_fout_zegt_het_bij_het_veld_en_laat_staan_wat_er_stond(client_an: Client, an: Medewerker) -> None:
    blad = schrijf(an)
    zonder_plaats = {"contact-tekst": WOORDEN, "contact-wat": "telefoon:in", "contact-op": "2026-03-02T09:00"}
    antwoord = hang_op(client_an, blad, "contact", **zonder_plaats)
    assert antwoord.status_code == 422
    html = antwoord.content.decode()
    assert "Zoek en kies de locatie waarover het ging." in html
    assert WOORDEN in html


def test_er_niets_van_bewaren_vraagt_een_reden(client_an: Client, an: Medewerker) -> None:
    blad = schrijf(an)
    assert hang_op(client_an, blad).status_code == 422
    assert hang_op(client_an, blad, reden="Verkeerd verbonden").status_code == 302
    blad.refresh_from_db()
    assert (blad.is_open, blad.reden) == (False, "Verkeerd verbonden")


def test_wie_daar_geen_contact_mag_noteren_krijgt_dat_bij_het_veld(
    client_bart: Client, bart: Medewerker, zonnebloem: Dossier
) -> None:
    blad = schrijf(bart)
    bij = als_contact(zonnebloem) | {"contact-locatie": "", "contact-organisator": zonnebloem.organisator.nummer}
    antwoord = hang_op(client_bart, blad, "contact", **bij)
    assert antwoord.status_code == 422
    assert "Hier kunt u geen contactmoment noteren." in antwoord.content.decode()
    assert not Contactmoment.objects.exists()


def test_in_het_venster_zegt_het_antwoord_dat_het_blad_klaar_is(client_an: Client, an: Medewerker) -> None:
    blad = schrijf(an)
    adres = reverse("dossiers:telefoonblad_ophangen", args=[blad.pk])
    antwoord = client_an.post(adres, {"reden": "Verkeerd verbonden"}, headers={"HX-Request": "true"})
    assert json.loads(antwoord.headers["HX-Trigger"]) == {"telefoonblad-klaar": {"sleutel": str(blad.pk)}}
    assert "<html" not in antwoord.content.decode()


def test_na_het_ophangen_schrijft_een_ander_venster_er_niet_meer_op(client_an: Client, an: Medewerker) -> None:
    blad = schrijf(an)
    actions.hang_op(blad=blad, wordt=[], reden="Verkeerd verbonden", door=an, op=timezone.now())
    antwoord = bewaar(client_an, blad.pk, 1, "Nog iets")
    assert (antwoord.status_code, antwoord.json()["open"]) == (409, False)


def test_een_bestemming_die_iemand_niet_mag_staat_er_niet(an: Medewerker) -> None:
    assert [een.code for een in bestemmingen_voor(an)] == ["contact", "belofte", "taak"]
    assert [een.code for een in bestemmingen_voor(maak("zoe", "Zoë Aerts", Rol.JURIST))] == ["contact", "taak"]
    wim = maak("wim", "Wim Smets", Rol.DPO)
    with pytest.raises(PermissionDenied):
        check_mag_telefoonblad(wim)
