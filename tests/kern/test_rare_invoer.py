"""Somebody sends what no page of ours ever asks for: a refusal in Dutch, never a crash, and nothing is half done."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from dossiers.actions import toegang
from dossiers.models import AfgeschermdeGegevens, Dossier, Toegangsvraag
from kern.actions.scherm import bewaar_filter
from kern.actions.uittreksel import maak_uittreksel
from kern.choices import Rol
from kern.models import BewaardFilter, Medewerker, Sluitingsdag, Uitnodiging, Vervanging, Wisverzoek
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import scherm_af

REDEN = "Een broertje gaat naar een opvang in mijn regio."
ANDER_SCHRIFT = "\u0663"  # the Arabic digit three: a number to Python, not to a page of ours


@pytest.mark.parametrize(
    "adres",
    [
        "/palet/?q=a%00b",
        "/medewerkers/%00/",
        "/medewerkers/%00/aanmelding/",
        "/vervangingen/nieuw/?voor=%00",
        "/gevraagd/nieuw/kern.pdfdocument/%00/",
        "/wissen/nieuw/kern.outbox_bericht/%00/",
        "/wissen/nieuw/dossiers.afgeschermd/%00/",
        "/dossiers/?%00=1",
    ],
)
def test_een_nulteken_in_het_adres_krijgt_een_nette_weigering(inloggen: Inloggen, carla: Medewerker, adres: str) -> None:
    antwoord = inloggen(carla).get(adres)
    assert antwoord.status_code == 400
    assert "no-store" in antwoord["Cache-Control"]
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]


def test_een_nulteken_in_een_formulier_bewaart_niets(inloggen: Inloggen, an: Medewerker) -> None:
    assert inloggen(an).post("/dossiers/", {"filter_naam": "mijn\x00filter"}).status_code == 422
    assert not BewaardFilter.objects.exists()


@pytest.mark.parametrize("sleutel", ["", "x", "1e309", ANDER_SCHRIFT * 2, "\u00b2", "-1", "9" * 30, "9" * 5000, "<script>"])
def test_een_rij_of_filter_die_niet_kan_bestaan_doet_niets(
    inloggen: Inloggen, an: Medewerker, dirk: Medewerker, sleutel: str
) -> None:
    vervang(an, dirk)
    client = inloggen(an)
    assert client.post("/vervangingen/", {"bulk": "intrekken", "gekozen": sleutel}).status_code in {200, 422}
    assert client.post("/vervangingen/", {"filter_verwijderen": sleutel}).status_code == 404
    assert client.post("/notificaties/gelezen/", {"tot": sleutel}).status_code == 302
    assert Vervanging.objects.filter(ingetrokken_op=None).count() == 1


def test_de_filter_van_een_ander_bestaat_niet_voor_bart(inloggen: Inloggen, an: Medewerker, bart: Medewerker) -> None:
    filter_ = bewaar_filter(lijst="dossiers", naam="Stil", zoekstring="q=x", voor_team=False, door=an, op=timezone.now())
    assert inloggen(bart).post("/dossiers/", {"filter_verwijderen": filter_.pk}).status_code == 404
    assert BewaardFilter.objects.filter(pk=filter_.pk).exists()


def test_de_dpo_vraagt_het_logboek_tot_het_einde_der_tijden(inloggen: Inloggen, ivo: Medewerker) -> None:
    assert inloggen(ivo).get("/logboek/?van=0001-01-01&tot=9999-12-31").status_code == 200


def test_toegang_tot_het_einde_der_tijden_wordt_geweigerd(
    inloggen: Inloggen, carla: Medewerker, bart: Medewerker, zonnebloem: Dossier
) -> None:
    vraag = toegang.vraag_toegang(dossier=zonnebloem, door=bart, reden=REDEN, op=timezone.now())
    antwoord = inloggen(carla).post(f"{vraag.get_absolute_url()}toekennen/", {"tot": date.max.isoformat()})
    assert antwoord.status_code == 422
    assert Toegangsvraag.objects.open().filter(pk=vraag.pk).exists()


@pytest.mark.parametrize("vorm", ["{0}", "0{0}", "{1}", "\u00b2", "x", "{0}{2}"])
def test_een_dossier_heeft_een_enkele_schrijfwijze_in_een_adviesvraag(
    inloggen: Inloggen, an: Medewerker, zonnebloem: Dossier, vorm: str
) -> None:
    # Otherwise a question about "07" would escape whoever erases or looks up what hangs on dossier 7.
    anders = "".join(chr(0x660 + int(cijfer)) for cijfer in str(zonnebloem.pk))
    adres = f"/gevraagd/nieuw/dossiers.dossier/{vorm.format(zonnebloem.pk, anders, '9' * 300)}/"
    goed = vorm == "{0}"
    assert inloggen(an).get(adres).status_code == (200 if goed else 404)
    gegevens = {
        "sleutel": str(uuid4()),
        "buiten_naam": "Jef Jansen",
        "buiten_email": "jef@voorbeeld.example",
        "vraag": "Klopt het adres?",
        "tegen": timezone.localdate().isoformat(),
    }
    assert inloggen(an).post(adres, gegevens).status_code == (302 if goed else 404)
    assert Uitnodiging.objects.count() == int(goed)


def test_een_document_heeft_een_enkele_schrijfwijze_in_een_adviesvraag(
    inloggen: Inloggen, ivo: Medewerker, an: Medewerker, zonnebloem: Dossier
) -> None:
    document = maak_uittreksel(
        onderwerp_soort="dossiers.dossier", onderwerp_id=str(zonnebloem.pk), reden=REDEN, door=ivo, op=timezone.now()
    )
    client = inloggen(ivo)
    assert client.get(f"/gevraagd/nieuw/kern.pdfdocument/{document.pk}/").status_code == 200
    for sleutel in (document.pk.hex, str(document.pk).upper(), f"{{{document.pk}}}", "x", "0"):
        assert client.get(f"/gevraagd/nieuw/kern.pdfdocument/{sleutel}/").status_code == 404


def test_wie_de_sleutel_van_andermans_vraag_meestuurt_krijgt_ze_niet(
    inloggen: Inloggen, an: Medewerker, dirk: Medewerker, carla: Medewerker, zonnebloem: Dossier
) -> None:
    adres = f"/gevraagd/nieuw/dossiers.dossier/{zonnebloem.pk}/"
    gegevens = {
        "sleutel": str(uuid4()),
        "buiten_naam": "Jef Jansen",
        "buiten_email": "jef@voorbeeld.example",
        "vraag": "Klopt het adres?",
        "tegen": timezone.localdate().isoformat(),
    }
    assert inloggen(an).post(adres, gegevens).status_code == 302
    assert inloggen(dirk).post(adres, gegevens | {"vraag": "Iets heel anders"}).status_code == 422
    assert Uitnodiging.objects.get().vraag == "Klopt het adres?"


def test_een_tweede_wisverzoek_over_dezelfde_persoon_krijgt_een_zin(
    inloggen: Inloggen, an: Medewerker, carla: Medewerker, ivo: Medewerker, zonnebloem: Dossier
) -> None:
    scherm_af(zonnebloem, an)
    adres = f"/wissen/nieuw/dossiers.afgeschermd/{zonnebloem.dossiernummer}/"
    gegevens = {"rechtsgrond": "verzoek", "reden": "Vraag van de betrokkene."}
    assert inloggen(carla).post(adres, gegevens).status_code == 302
    antwoord = inloggen(ivo).post(adres, gegevens)
    assert antwoord.status_code == 422
    assert "loopt al een wisverzoek" in antwoord.content.decode()
    assert Wisverzoek.objects.count() == 1


@pytest.mark.parametrize("versie", ["9" * 30, "2147483647"])
def test_een_versie_die_geen_rij_kan_hebben_overschrijft_niets(
    inloggen: Inloggen, an: Medewerker, zonnebloem: Dossier, versie: str
) -> None:
    scherm_af(zonnebloem, an)
    adres = f"{zonnebloem.get_absolute_url()}afgeschermd/bewaren/"
    assert inloggen(an).post(adres, {"versie": versie, "contactpersoon": "Iemand"}).status_code in {409, 422}
    assert AfgeschermdeGegevens.objects.get().contactpersoon != "Iemand"


@pytest.mark.parametrize("dag", ["9999-12-31", "0001-01-01"])
def test_de_beheerder_voegt_geen_sluitingsdag_buiten_de_kalender_toe(inloggen: Inloggen, db: None, dag: str) -> None:
    gegevens = {"datum": dag, "naam": "Einde", "soort": "wettelijk", "bron": "Verzonnen", "reden": "Proef"}
    jan = maak("jan", "Jan Beheer", Rol.BEHEERDER)
    assert inloggen(jan).post("/beheer/sluitingsdagen/nieuw/", gegevens).status_code == 422
    assert not Sluitingsdag.objects.filter(datum=dag).exists()
