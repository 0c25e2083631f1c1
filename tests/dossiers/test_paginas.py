"""The pages of dossiers as An and Bart meet them, with a literal number of queries that does not grow with the rows."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import gebeurtenissen
from dossiers.actions import toegang
from dossiers.models import Dossier, DossierEvent
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import geef_toegang, maak_dossier, maak_organisator, noteer_contact, wijzigvelden


def meer_locaties(zonnebloem: Dossier, an: Medewerker, aantal: int) -> None:
    """Add to An: locations of the same organisator, each with a reader by exception, and a request of a colleague."""
    for i in range(aantal):
        dossier = maak_dossier(f"De Zonnebloem {i}", zonnebloem.organisator, "oost-vlaanderen" if i % 2 else "antwerpen")
        for waar in (dossier, zonnebloem):
            lezer = maak(f"lezer{i}{waar.pk}", f"Lezer {i}", *an.rollen, team="limburg")  # type: ignore[arg-type]
            geef_toegang(waar, lezer, an)
            vrager = maak(f"vrager{i}{waar.pk}", f"Vrager {i}", *an.rollen, team="limburg")  # type: ignore[arg-type]
            toegang.vraag_toegang(dossier=waar, door=vrager, reden="Ik lees graag mee.", op=timezone.now())
            nood = maak(f"nood{i}{waar.pk}", f"Nood {i}", *an.rollen, team="limburg")  # type: ignore[arg-type]
            toegang.neem_noodtoegang(dossier=waar, door=nood, reden="Het kan niet wachten.", op=timezone.now())


@pytest.fixture
def paden(zonnebloem: Dossier) -> dict[str, str]:
    return {
        "mijn_locaties": "/mijn-locaties/",
        "dossiers": "/dossiers/",
        "dossier": zonnebloem.get_absolute_url(),
        "gegevens": f"{zonnebloem.get_absolute_url()}gegevens/",
        "organisatoren": "/organisatoren/",
        "toegang": "/dossiers/toegang/",
    }


@pytest.mark.parametrize("aantal", [0, 1, 3])
@pytest.mark.parametrize(
    ("pagina", "vragen"),
    [
        ("mijn_locaties", 9),  # frame, locations, open matters, work, visits, sentences, the row in the log
        ("dossiers", 11),  # frame, teams of the filter, saved filters, rows, who follows, count, which are open, sentences, log
        ("dossier", 11),  # frame, dossier, row in the log, since when, last visit, sentence, attention, lines, counts
        ("organisatoren", 6),
        ("toegang", 5),  # frame, requests, grants
    ],
)
def test_het_aantal_vragen_aan_de_databank_groeit_niet_met_de_rijen(
    pagina: str,
    vragen: int,
    aantal: int,
    paden: dict[str, str],
    client_an: Client,
    an: Medewerker,
    zonnebloem: Dossier,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    meer_locaties(zonnebloem, an, aantal)
    client_an.get(paden[pagina])
    with django_assert_num_queries(vragen):
        client_an.get(paden[pagina])


def test_de_lijst_zegt_van_elke_open_locatie_hoe_het_er_is_en_van_een_kaart_niets(
    client_an: Client, client_bart: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    noteer_contact(zonnebloem, an, soort="bezoek", op=timezone.now() - timedelta(days=40))
    for pad in ("/dossiers/", "/dossiers/?q=zonneb"):
        html = client_an.get(pad).text
        assert 'class="zin"' in html
        assert ">Bezoek 1 m geleden</a>" in html
    assert "Bezoek" not in client_bart.get("/dossiers/").text
    uitvoer = client_an.get("/dossiers/?uitvoer=csv").getvalue().decode()
    assert "Hoe het gaat" in uitvoer
    assert "Rustig. Bezoek 1 m geleden." in uitvoer
    assert "Rustig" not in client_bart.get("/dossiers/?uitvoer=csv").getvalue().decode()


def test_de_lijst_toont_naam_nummer_en_gemeente_samen(client_bart: Client, zonnebloem: Dossier) -> None:
    maak_dossier("De Zonnebloemen", maak_organisator("Andere vzw"), gemeente="Edegem", postcode="2650")
    html = client_bart.get("/dossiers/").content.decode()
    for tekst in ("De Zonnebloem<", "De Zonnebloemen<", zonnebloem.dossiernummer, "Mortsel", "Edegem"):
        assert tekst in html


@pytest.mark.parametrize("zoek", ["zonneb", "mortsel", "ZONNE", "Statiel"])
def test_de_lijst_vindt_op_deel_van_naam_gemeente_en_straat(client_bart: Client, zonnebloem: Dossier, zoek: str) -> None:
    maak_dossier("De Maan", maak_organisator("Maan vzw"), gemeente="Lier", postcode="2500", straat="Kerkstraat")
    html = client_bart.get("/dossiers/", {"q": zoek}).content.decode()
    assert "De Zonnebloem" in html
    assert "De Maan" not in html


@pytest.mark.parametrize("zoek", ["sterren", "0999.000.2", "99900"])
def test_het_palet_vindt_een_organisator_op_naam_en_nummers(client_bart: Client, an: Medewerker, zoek: str) -> None:
    sterren = maak_organisator("De Sterren vzw", an, kbo="0999000228", nummer="999001234")
    maak_organisator("De Maan vzw", an)
    html = client_bart.get("/palet/", {"q": zoek}).content.decode()
    assert f'href="{sterren.get_absolute_url()}"' in html
    assert "De Maan" not in html


def test_een_externe_ziet_in_lijst_zoeker_en_werkvoorraad_alleen_haar_uitnodiging(
    hanne: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    geef_toegang(zonnebloem, hanne, an)
    client = inloggen(hanne)
    for pad in ("/", "/dossiers/", "/palet/?q=de"):
        html = client.get(pad).content.decode()
        assert "De Zonnebloem" in html, pad
        assert "De Maan" not in html, pad
    assert client.get(zonnebloem.organisator.get_absolute_url()).status_code == 404


def test_de_organisator_toont_ook_de_locaties_van_andere_teams(client_bart: Client, zonnebloem: Dossier) -> None:
    maak_dossier("De Zonnebloem Gent", zonnebloem.organisator, "oost-vlaanderen", gemeente="Gent", postcode="9000")
    html = client_bart.get(zonnebloem.organisator.get_absolute_url()).content.decode()
    assert "De Zonnebloem Gent" in html
    assert "Mortsel" in html


def test_mijn_locaties_van_wie_vervangt_toont_ook_de_locaties_van_de_afwezige(
    an: Medewerker, bart: Medewerker, client_bart: Client, zonnebloem: Dossier
) -> None:
    assert "De Zonnebloem" not in client_bart.get("/mijn-locaties/").content.decode()
    vervang(an, bart)
    assert "De Zonnebloem" in client_bart.get("/mijn-locaties/").content.decode()


def test_an_wijzigt_de_plaatsen_en_de_oude_waarde_blijft_bekend(client_an: Client, zonnebloem: Dossier) -> None:
    antwoord = client_an.post(
        f"{zonnebloem.get_absolute_url()}wijzigen/", wijzigvelden(zonnebloem, telefoon="0470 00 00 02", plaatsen=21)
    )
    assert antwoord.status_code == 302
    zonnebloem.refresh_from_db()
    assert (zonnebloem.plaatsen, zonnebloem.telefoon, zonnebloem.versie) == (21, "0470 00 00 02", 2)
    assert list(DossierEvent.objects.filter(pgh_obj=zonnebloem).order_by("pgh_id").values_list("plaatsen", flat=True)) == [18, 21]
    (regel,) = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.DOSSIER_GEWIJZIGD.code)
    assert regel.gegevens == {"velden": ["plaatsen", "telefoon"], "versie": 2}


def test_wie_tweede_bewaart_ziet_beide_versies_en_overschrijft_niets(
    client_an: Client, dirk: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    url = f"{zonnebloem.get_absolute_url()}wijzigen/"
    assert client_an.post(url, wijzigvelden(zonnebloem, versie=1, telefoon="0470 00 00 11", plaatsen=21)).status_code == 302
    client_dirk = inloggen(dirk)
    laat = client_dirk.post(url, wijzigvelden(zonnebloem, versie=1, telefoon="0470 00 00 22", plaatsen=18))
    html = laat.content.decode()
    assert laat.status_code == 409
    assert "0470 00 00 11" in html
    assert "0470 00 00 22" in html
    zonnebloem.refresh_from_db()
    assert zonnebloem.telefoon == "0470 00 00 11"
    assert client_dirk.post(url, wijzigvelden(zonnebloem, versie=2, telefoon="0470 00 00 22", plaatsen=21)).status_code == 302


@pytest.mark.parametrize(("type_", "plaatsen", "status"), [("gezin", 9, 422), ("groep", 9, 302), ("groep", -1, 422)])
def test_gezinsopvang_heeft_hoogstens_acht_plaatsen(
    client_an: Client, an: Medewerker, type_: str, plaatsen: int, status: int
) -> None:
    dossier = maak_dossier("Thuis", maak_organisator("Rosa", an), type=type_, plaatsen=8)
    antwoord = client_an.post(
        f"{dossier.get_absolute_url()}wijzigen/", wijzigvelden(dossier, versie=1, telefoon="", plaatsen=plaatsen)
    )
    assert antwoord.status_code == status
    if type_ == "gezin":
        assert "hoogstens 8 plaatsen" in antwoord.content.decode()


def test_carla_ziet_wie_meekeek_en_haar_blik_staat_er_ook_in(
    client_carla: Client, client_an: Client, zonnebloem: Dossier
) -> None:
    client_an.get(zonnebloem.get_absolute_url())
    html = client_carla.get(f"{zonnebloem.get_absolute_url()}logboek/").content.decode()
    assert "An Peeters" in html
    assert "bekeek de inhoud van het dossier" in html
    assert "bekeek wie in het dossier keek" in html


def test_het_palet_springt_recht_naar_een_dossiernummer(client_bart: Client, zonnebloem: Dossier) -> None:
    from dossiers.opzoeken import spring

    assert spring(Medewerker.objects.get(username="bart"), zonnebloem.dossiernummer) == zonnebloem.get_absolute_url()


@pytest.mark.parametrize("pad", ["/dossiers/12/", "/dossiers/abc/", "/dossiers/12345678901/", "/organisatoren/onbekend/"])
def test_wat_geen_nummer_is_bestaat_niet(client_an: Client, pad: str) -> None:
    assert client_an.get(pad).status_code == 404


@pytest.mark.parametrize(
    "formulier",
    [
        *("wijzigen/", "opvang/", "vergunning/nieuw/", "opvolging/", "betrokkenen/nieuw/", "inspectie-vragen/", "contact/"),
        *("aanvraag/", "aanvraag/verhuis/", "afgeschermd/"),
    ],
)
def test_elk_blad_papier_zegt_over_welke_locatie_het_gaat(client_an: Client, zonnebloem: Dossier, formulier: str) -> None:
    html = client_an.get(f"{zonnebloem.get_absolute_url()}{formulier}").content.decode()
    kop = html.partition('<div class="papierkop">')[2].partition("</div>")[0]
    assert f"<bdi>De Zonnebloem</bdi> · {zonnebloem.dossiernummer} · Mortsel" in kop
