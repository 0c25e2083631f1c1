"""The page of an organisator: facts, counters, visits, locations, people and one timeline, by what the reader may see."""

from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import gebeurtenissen, soorten
from dossiers.actions import tijdlijn
from dossiers.actions.betrokkenen import beeindig
from dossiers.actions.groepen import maak_groep, voeg_lid_toe
from dossiers.choices import Betrokkenerol
from dossiers.models import Dossier, Organisator
from dossiers.queries import organisatormensen
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.dossiers.personen import beslis, maak_attest, maak_betrokkene
from tests.mensen import Inloggen, vervang
from tests.wereld import geef_toegang, maak_dossier, maak_organisator


def noteer(over: Dossier | Organisator, soort: str, dagen: int, titel: str = "Iets gebeurd") -> None:
    op = timezone.now() - timedelta(days=dagen)
    tijdlijn.schrijf(over=over, soort=soort, verwijzing=str(uuid4()), titel=titel, op=op, bekend_sinds=op, door=None)


def bezoek() -> str:
    return soorten.bezoeksoorten()[0]


def html_van(client: Client, dossier: Dossier) -> str:
    antwoord = client.get(dossier.organisator.get_absolute_url())
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().split())


def test_de_kop_toont_wie_het_is_en_hoe_te_bereiken(client_an: Client, an: Medewerker) -> None:
    organisator = maak_organisator(
        "Bloem vzw", an, kbo="0413.895.634", rechtsvorm="vzw", telefoon="03 000 00 01", telefoon_buiten_uren="0470 00 00 02",
        talen=["nl", "fr"], straat="Statielei", huisnummer="1", postcode="2640", gemeente="Mortsel", email="b@voorbeeld.example",
    )  # fmt: skip
    voeg_lid_toe(
        groep=maak_groep(naam="Groep Bloem", soort="groep", door=an, op=timezone.now()), organisator=organisator,
        vanaf=date(2020, 1, 2), door=an, op=timezone.now(),
    )  # fmt: skip
    html = html_van(client_an, maak_dossier("De Bloem", organisator))
    for tekst in (
        "0413.895.634", "vzw", 'href="tel:030000001"', 'href="tel:0470000002"', "Nederlands, Frans", "An Peeters", "Groep Bloem",
        "sinds 02/01/2020", "Statielei 1, 2640 Mortsel", f"sinds {timezone.localdate():%d/%m/%Y}",
    ):  # fmt: skip
        assert tekst in html, tekst


def test_tellingen_en_bezoeken_gaan_over_al_de_locaties(client_an: Client, zonnebloem: Dossier) -> None:
    tweede = maak_dossier("De Zonnebloem 2", zonnebloem.organisator)
    noteer(zonnebloem, bezoek(), 500)
    for dagen in (10, 100, 700, 3000):
        noteer(tweede, "dossiers.gewijzigd", dagen)
    noteer(zonnebloem.organisator, "dossiers.gewijzigd", 20)
    html = html_van(client_an, zonnebloem)
    rij = html[html.index('<th scope="row">Wijzigingen') :].split("</tr>")[0]
    assert [deel.split("</a>")[0].split(">")[-1] for deel in rij.split('class="getal"')[1:]] == ["2", "3", "4"]
    vroeger = timezone.localdate() - timedelta(days=500)
    assert html.count(f"{vroeger:%d/%m/%Y}") >= 2  # of the organisator, and of that location
    assert "langer dan een jaar" in html
    assert "nog geen bezoek bekend" in html
    noteer(tweede, bezoek(), 30)
    html = html_van(client_an, zonnebloem)
    kaart = html[html.index("Bezoek en tellingen") : html.index("Hoe vaak")]
    assert "langer dan een jaar" not in kaart


def test_wie_de_organisator_opent_staat_er_eenmaal_in_het_logboek(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    html_van(client_an, zonnebloem)
    (regel,) = regels_over(zonnebloem.organisator).filter(gebeurtenis=gebeurtenissen.ORGANISATOR_INGEZIEN.code)
    assert (regel.door_id, regel.gegevens) == (an.pk, {"weg": "eigen", "locaties": "alle"})


def test_wie_alleen_de_kaart_ziet_leest_geen_mensen_geen_tellingen_en_geen_tijdlijn(
    client_bart: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    maak_betrokkene(zonnebloem, an)
    maak_betrokkene(zonnebloem.organisator, an, "Bob Bestuurder", rol=Betrokkenerol.BESTUURDER)
    noteer(zonnebloem, bezoek(), 3, "Bezoek aan de slaapruimte")
    html = html_van(client_bart, zonnebloem)
    assert 'data-diepte="kaart"' in html
    assert zonnebloem.dossiernummer in html
    for geheim in ("Rita", "Bob", "slaapruimte", "Laatste bezoek", "Antecedenten", "Wijzig"):
        assert geheim not in html, geheim
    assert not regels_over(zonnebloem.organisator).filter(gebeurtenis=gebeurtenissen.ORGANISATOR_INGEZIEN.code).exists()


def test_een_teamcollega_met_een_locatie_ziet_die_en_het_bestuur_en_van_de_andere_de_kaart(
    dirk: Medewerker, bart: Medewerker, inloggen: Inloggen
) -> None:
    organisator = maak_organisator("Bloem vzw", bart)
    hier = maak_dossier("De Bloem", organisator)
    daar = maak_dossier("De Bloem Gent", organisator, "oost-vlaanderen", gemeente="Gent", postcode="9000")
    maak_betrokkene(hier, bart, "Rita Hier")
    maak_betrokkene(daar, bart, "Ronny Daar")
    maak_betrokkene(organisator, bart, "Bob Bestuurder", rol=Betrokkenerol.BESTUURDER)
    noteer(hier, "dossiers.gewijzigd", 3, "Iets in Mortsel")
    noteer(daar, bezoek(), 4, "Bezoek in Gent")
    html = html_van(inloggen(dirk), hier)
    for tekst in ("Rita Hier", "Bob Bestuurder", "Iets in Mortsel", "De Bloem Gent", "enkel de kaart", "1 van de 2 locaties"):
        assert tekst in html, tekst
    for geheim in ("Ronny", "Bezoek in Gent"):
        assert geheim not in html, geheim
    assert f"{timezone.localdate() - timedelta(days=4):%d/%m/%Y}" in html  # the norm is the organisator's: the day alone
    (regel,) = regels_over(organisator).filter(gebeurtenis=gebeurtenissen.ORGANISATOR_INGEZIEN.code)
    assert regel.gegevens == {"weg": "eigen", "locaties": [hier.pk]}


def test_wie_toegang_kreeg_tot_een_locatie_leest_maar_wijzigt_niet(
    client_bart: Client, an: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    geef_toegang(zonnebloem, bart, an)
    html = html_van(client_bart, zonnebloem)
    assert 'data-diepte="inhoud"' in html
    assert "Wijzig<" not in html
    assert client_bart.post(f"{zonnebloem.organisator.get_absolute_url()}wijzigen/", {}).status_code == 403


def test_de_vaste_klantenbeheerder_leest_een_organisator_zonder_locaties_en_haar_vervanger_ook(
    client_an: Client, client_bart: Client, an: Medewerker, bart: Medewerker
) -> None:
    organisator = maak_organisator("Nieuw vzw", an)
    maak_betrokkene(organisator, an, "Bob Bestuurder")
    assert "Bob Bestuurder" in client_an.get(organisator.get_absolute_url()).content.decode()
    assert "Bob Bestuurder" not in client_bart.get(organisator.get_absolute_url()).content.decode()
    vervang(an, bart)
    assert "Bob Bestuurder" in client_bart.get(organisator.get_absolute_url()).content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_aantal_vragen_groeit_niet_met_wat_er_staat(
    client_an: Client, an: Medewerker, fatima: Medewerker, zonnebloem: Dossier, aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for i in range(aantal):
        locatie = maak_dossier(f"De Zonnebloem {i}", zonnebloem.organisator)
        elders = maak_dossier(f"Elders {i}", maak_organisator(f"Elders {i} vzw", an))
        for naam in ("Rita", "Ria"):
            rita = maak_betrokkene(locatie, an, f"{naam} {i}")
            maak_attest(rita, an, timezone.localdate())
        beslis(rita, maak_betrokkene(elders, an, f"Ria {i}"), fatima)
        maak_betrokkene(elders, an, f"Rita {i}")
        maak_betrokkene(zonnebloem.organisator, an, f"Bob {i}")
        noteer(locatie, bezoek(), i)
    client_an.get(zonnebloem.organisator.get_absolute_url())
    # Frame 3, organisator, ties, locations here and there, sentences, counters, people, timeline and its counts, log.
    with django_assert_num_queries(12):
        client_an.get(zonnebloem.organisator.get_absolute_url())


# --- Many people ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def drie_eerst(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page draws three people by itself, so that four are many."""
    monkeypatch.setattr(organisatormensen, "EERST", 3)


@pytest.fixture
def ploeg(an: Medewerker, zonnebloem: Dossier, drie_eerst: None) -> Dossier:
    """Ten people: two stagiairs, four begeleiders, one with an attest that ends, one with a namesake elsewhere, one who directs,
    and one who left.
    """
    vandaag = timezone.localdate()
    for i in range(2):
        maak_betrokkene(zonnebloem, an, f"Ada Stagiair {i}", rol=Betrokkenerol.STAGIAIR)
    for i in range(4):
        maak_betrokkene(zonnebloem, an, f"Bea Begeleider {i}", rol=Betrokkenerol.BEGELEIDER)
    maak_attest(maak_betrokkene(zonnebloem, an, "Zita Attest", rol=Betrokkenerol.VRIJWILLIGER), an, vandaag)
    maak_betrokkene(zonnebloem, an, "Yan Evenknie", rol=Betrokkenerol.VRIJWILLIGER, geboortedatum=date(1999, 9, 9))
    elders = maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    maak_betrokkene(elders, an, "Evenknie Yan", geboortedatum=date(1999, 9, 9))
    maak_betrokkene(zonnebloem, an, "Xena Verantwoordelijk")
    wim = maak_betrokkene(zonnebloem, an, "Wim Weg")
    beeindig(betrokkene=wim, versie=wim.versie, tot=vandaag - timedelta(days=1), door=an, op=timezone.now())
    return zonnebloem


def paneel(client: Client, dossier: Dossier, vraag: str = "") -> str:
    """Return the panel with people of the whole page."""
    antwoord = client.get(f"{dossier.organisator.get_absolute_url()}{vraag}")
    html = " ".join(antwoord.content.decode().split())
    return html[html.index('id="betrokkenen"') : html.index('id="tijdlijn"')]


STUK = {"HX-Request": "true", "HX-Target": "betrokkenen"}


def test_bij_wie_iets_openstaat_staat_eerst_en_er_staat_hoeveel_er_niet_staan(client_an: Client, ploeg: Dossier) -> None:
    html = paneel(client_an, ploeg)
    for naam in ("Zita Attest", "Yan Evenknie", "Xena Verantwoordelijk"):
        assert naam in html, naam
    for naam in ("Ada Stagiair", "Bea Begeleider", "Wim Weg"):
        assert naam not in html, naam
    assert "Hier staan 3 van de 9 betrokkenen" in html
    assert "staat zoiets open" not in html


def test_wie_niet_eerst_staat_is_met_de_link_te_vinden_ook_als_stuk(client_an: Client, ploeg: Dossier) -> None:
    html = paneel(client_an, ploeg)
    link = unescape(html.split('id="betrokkenen-meer" href="')[1].split('"')[0])
    assert link == f"{ploeg.organisator.get_absolute_url()}?betrokkenen=alle#betrokkenen"
    heel = paneel(client_an, ploeg, "?betrokkenen=alle")
    stuk = client_an.get(link, headers=STUK).content.decode()
    for html in (heel, stuk):
        for naam in ("Zita Attest", "Xena Verantwoordelijk", "Ada Stagiair 1", "Bea Begeleider 3"):
            assert naam in html, naam
        assert "Wim Weg" not in html
        assert "Toon minder betrokkenen" in html
    assert "<html" not in stuk
    assert 'id="tijdlijn"' not in stuk


def test_wie_er_vroeger_was_staat_er_alleen_als_het_gevraagd_wordt(client_an: Client, ploeg: Dossier) -> None:
    assert "Wie er vroeger was (1)" in paneel(client_an, ploeg)
    html = paneel(client_an, ploeg, "?betrokkenen=vroeger")
    assert "Wim Weg" in html
    assert "Zita Attest" not in html
    assert "Terug naar wie er nu is" in html
    assert "Wim Weg" not in paneel(client_an, ploeg, "?betrokkenen=onzin")


def test_ook_van_wie_er_niet_staat_wordt_gezegd_dat_er_iets_openstaat(client_an: Client, an: Medewerker, ploeg: Dossier) -> None:
    for i in range(2):
        attest = timezone.localdate() + timedelta(days=i)
        maak_attest(maak_betrokkene(ploeg, an, f"Vera Attest {i}", rol=Betrokkenerol.STAGIAIR), an, attest)
    html = paneel(client_an, ploeg)
    assert "Xena" not in html
    assert "Yan" not in html
    assert "Ook bij 1 ander staat zoiets open." in html


def test_de_link_houdt_het_filter_van_de_tijdlijn_en_de_tijdlijn_wie_er_gevraagd_was(client_an: Client, ploeg: Dossier) -> None:
    html = paneel(client_an, ploeg, f"?soort={bezoek()}&vanaf=2020-01-01")
    assert f"?soort={bezoek()}&amp;vanaf=2020-01-01&amp;betrokkenen=alle#betrokkenen" in html
    heel = client_an.get(f"{ploeg.organisator.get_absolute_url()}?betrokkenen=alle").content.decode()
    assert '<input type="hidden" name="betrokkenen" value="alle">' in heel


@pytest.mark.parametrize("aantal", [1, 3])
def test_andere_mensen_tonen_kost_een_vast_aantal_vragen_en_is_een_inzage(
    client_an: Client, an: Medewerker, zonnebloem: Dossier, aantal: int, drie_eerst: None,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for i in range(aantal):
        maak_attest(maak_betrokkene(maak_dossier(f"De Bloem {i}", zonnebloem.organisator), an, f"Rita {i}"), an, None)
    url = f"{zonnebloem.organisator.get_absolute_url()}?betrokkenen=alle"
    client_an.get(url, headers=STUK)
    # Session, person, organisator, ties, locations, people, log.
    with django_assert_num_queries(7):
        client_an.get(url, headers=STUK)
    assert regels_over(zonnebloem.organisator).filter(gebeurtenis=gebeurtenissen.ORGANISATOR_INGEZIEN.code).count() == 2


def test_wie_alleen_de_kaart_ziet_krijgt_ook_het_stuk_met_mensen_niet(client_bart: Client, ploeg: Dossier) -> None:
    antwoord = client_bart.get(f"{ploeg.organisator.get_absolute_url()}?betrokkenen=alle", headers=STUK)
    assert antwoord.status_code == 403
    assert "Zita" not in antwoord.content.decode()


# --- Changing -------------------------------------------------------------------------------------------------------------

FORM = {"versie": "1", "telefoon": "03 000 00 09", "talen": ["nl"], "kbo": "", "rechtsvorm": ""}


def test_an_wijzigt_de_organisator_en_wie_tweede_is_ziet_beide_versies(
    client_an: Client, dirk: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    url = f"{zonnebloem.organisator.get_absolute_url()}wijzigen/"
    assert client_an.post(url, FORM).status_code == 302
    laat = inloggen(dirk).post(url, FORM | {"telefoon": "03 000 00 22"})
    assert laat.status_code == 409
    for nummer in ("03 000 00 09", "03 000 00 22"):
        assert nummer in laat.content.decode()
    organisator = Organisator.objects.get(pk=zonnebloem.organisator_id)
    assert (organisator.telefoon, organisator.talen, organisator.versie) == ("03 000 00 09", ["nl"], 2)


@pytest.mark.parametrize("kbo", ["0413.895.635", "0413 895 63", "2413895634", "x" * 20, "👶"])
def test_een_ondernemingsnummer_dat_een_cijfer_naast_zit_geeft_een_zin(client_an: Client, zonnebloem: Dossier, kbo: str) -> None:
    antwoord = client_an.post(f"{zonnebloem.organisator.get_absolute_url()}wijzigen/", FORM | {"kbo": kbo})
    assert antwoord.status_code == 422
    assert "Dit is geen geldig ondernemingsnummer" in antwoord.content.decode()


def test_een_ondernemingsnummer_van_een_andere_organisator_wordt_geweigerd(client_an: Client, zonnebloem: Dossier) -> None:
    maak_organisator("Ander vzw", kbo="0413895634")
    url = f"{zonnebloem.organisator.get_absolute_url()}wijzigen/"
    antwoord = client_an.post(url, FORM | {"kbo": "BE 0413.895.634"})
    assert antwoord.status_code == 422
    assert "Er is al een organisator met dit ondernemingsnummer" in antwoord.content.decode()
