"""Whoever types or sends nonsense gets an answer in Dutch, never an error of ours; and nothing is half done."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions import aanvragen, toegang
from dossiers.choices import Aanvraagsoort, Opvangtype
from dossiers.models import AfgeschermdeGegevens, Dossier, Toegangsvraag
from kern.actions.mensen import ACCOUNTVELDEN, ROLVELDEN, gezien_van
from kern.actions.scherm import bewaar_filter
from kern.actions.termijnbeheer import voeg_regel_toe
from kern.actions.uittreksel import maak_uittreksel
from kern.choices import Rol
from kern.models import (
    BewaardFilter,
    Medewerker,
    Sluitingsdag,
    Termijnregel,
    Uitnodiging,
    Vervanging,
    Wisverzoek,
)
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import maak_dossier, maak_organisator, noteer_contact, scherm_af, vraag_inspectie, wijzigvelden

NUL = "a\x00b"
LAATSTE_DAG = "9999-12-31"
REDEN = "Een broertje gaat naar een opvang in mijn regio."
ANDER_SCHRIFT = "\u0663"  # the Arabic digit three: a number to Python, not to a page of ours
ONZIN = [NUL, "9" * 3900, "²", "-1", LAATSTE_DAG]

Formulier = tuple[str, str, dict[str, Any]]


@pytest.fixture
def clients(inloggen: Inloggen, an: Medewerker, carla: Medewerker, ivo: Medewerker) -> dict[str, Client]:
    """Four people who may reach different pages."""
    bea = maak("bea", "Bea Beheerder", Rol.BEHEERDER, Rol.BACKOFFICE)
    return {"an": inloggen(an), "carla": inloggen(carla), "ivo": inloggen(ivo), "bea": inloggen(bea)}


ZOEKVELDEN = [
    ("an", "/dossiers/", ("q", "team", "status", "type", "sorteer", "na", "voor", "uitvoer")),
    ("an", "{dossier}", ("soort", "vanaf", "tot", "na", "voor", "regel", "alles", "op", "om")),
    ("an", "{dossier}gegevens/", ("op", "om")),
    ("an", "/organisatoren/", ("q", "sorteer", "na", "voor")),
    ("an", "/palet/", ("q",)),
    ("an", "/notificaties/", ("na",)),
    ("an", "/medewerkers/", ("q", "team", "rol", "uit_dienst", "na")),
    ("an", "/vervangingen/", ("stand", "sorteer", "na", "voor")),
    ("an", "/vervangingen/nieuw/", ("voor",)),
    ("an", "/beheer/sluitingsdagen/", ("jaar",)),
    ("bea", "/uitgaand/", ("status", "kanaal", "na", "sorteer")),
    ("ivo", "/logboek/", ("persoon", "soort", "nummer", "gebeurtenis", "aard", "van", "tot", "na", "voor")),
    ("ivo", "/logboek/uittreksel/", ("soort", "nummer")),
]


@pytest.mark.parametrize(("wie", "pad", "namen"), ZOEKVELDEN, ids=[pad for _, pad, _ in ZOEKVELDEN])
def test_onzin_in_het_adres_geeft_een_bladzijde(
    clients: dict[str, Client], zonnebloem: Dossier, wie: str, pad: str, namen: tuple[str, ...]
) -> None:
    for naam in namen:
        for waarde in ONZIN:
            antwoord = clients[wie].get(pad.format(dossier=zonnebloem.get_absolute_url()), {naam: waarde})
            assert antwoord.status_code == (400 if waarde == NUL else 200), (naam, waarde)


@pytest.mark.parametrize(
    ("wie", "pad"),
    [
        ("an", "/dossiers/{}/"), ("an", "/organisatoren/{}/"), ("an", "/medewerkers/{}/"), ("an", "/notificaties/{}/"),
        ("an", "/gevraagd/nieuw/dossiers.dossier/{}/"), ("an", "/gevraagd/nieuw/kern.pdfdocument/{}/"),
        ("an", "/gevraagd/nieuw/{}/1/"), ("an", "/pdf/{}/"), ("carla", "/dossiers/toegang/vragen/{}/"), ("bea", "/uitgaand/{}/"),
        ("ivo", "/wissen/nieuw/kern.uitnodiging/{}/"), ("ivo", "/wissen/nieuw/kern.outbox_bericht/{}/"),
        ("ivo", "/wissen/nieuw/dossiers.afgeschermd/{}/"), ("ivo", "/wissen/nieuw/{}/1/"), ("ivo", "/l/{}/"),
    ],
)  # fmt: skip
def test_een_verzonnen_sleutel_bestaat_niet(clients: dict[str, Client], wie: str, pad: str) -> None:
    for waarde in ONZIN:
        antwoord = clients[wie].get(pad.format(waarde.replace("\x00", "%00")))
        assert antwoord.status_code == (400 if waarde == NUL else 404), waarde


def _gezien(velden: Sequence[str]) -> str:
    """Return what the form about Dirk shows at this moment: what was sent before may have changed it."""
    return gezien_van(Medewerker.objects.get(username="dirk"), velden)


def _formulieren(dossier: Dossier, vraag: int, bart: Medewerker) -> list[Formulier]:
    """Return who sends what where; each value in turn becomes nonsense. What is only known when it is sent, is a function."""
    d = dossier.get_absolute_url()
    dag, regel = Sluitingsdag.objects.all()[0].pk, Termijnregel.objects.all()[0].pk
    morgen = "2026-12-01"
    reden = {"reden": "Ik bel straks met hen."}
    dagvelden = reden | {"naam": "x", "soort": "brug", "bron": "x"}
    regelvelden = reden | {
        "naam": "x", "eenheid": "dagen", "duur": 5, "aard": "uiterste", "startfeit": "x", "bron": "x",
        "sluitsoorten": "wettelijk", "geldig_vanaf": morgen, "geldig_tot": "",
    }  # fmt: skip
    wie = {"username": "x", "email": "x@x.example", "voornaam": "x", "familienaam": "y", "rollen": "jurist", "team": ""}
    account = {"voornaam": "x", "familienaam": "y", "email": "dirk@x.example", "vo_id": ""}
    advies = {"sleutel": uuid.uuid4(), "aan": bart.pk, "buiten_naam": "", "buiten_email": "", "vraag": "x", "tegen": morgen}
    return [
        ("an", f"{d}wijzigen/", wijzigvelden(dossier, plaatsen=12)),
        ("an", f"{d}afgeschermd/", reden),
        ("an", f"{d}afgeschermd/bewaren/", {"contactpersoon": "x", "privetelefoon": "x", "aandacht": "", "versie": 1}),
        ("an", "/dossiers/", {"filter_naam": "x", "filter_voor": "team"}),
        ("an", "/dossiers/", {"filter_verwijderen": "1"}),
        ("an", "/vervangingen/", {"bulk": "intrekken", "gekozen": "1"}),
        ("an", "/notificaties/gelezen/", {"tot": 1}),
        ("an", "/profiel/", {"expertises": "x", "werkpatroon": "ma-vm", "telefoon": "", "thema": "licht"}),
        ("an", "/vervangingen/nieuw/", {"afwezige": "1", "vervanger": bart.pk, "vanaf": morgen, "tot": morgen}),
        ("an", f"/gevraagd/nieuw/dossiers.dossier/{dossier.pk}/", advies),
        ("carla", f"/dossiers/toegang/vragen/{vraag}/weigeren/", {"antwoord": ""}),
        ("carla", f"/dossiers/toegang/vragen/{vraag}/toekennen/", {"tot": ""}),
        ("bea", "/beheer/sluitingsdagen/nieuw/", dagvelden | {"datum": morgen}),
        ("bea", f"/beheer/sluitingsdagen/{dag}/", dagvelden),
        ("bea", f"/beheer/termijnregels/{regel}/", regelvelden),
        ("bea", f"/beheer/termijnregels/{regel}/nieuwe-versie/", regelvelden),
        ("bea", "/medewerkers/nieuw/", wie),
        ("bea", "/medewerkers/dirk/rollen/", reden | {"rollen": "jurist", "team": "", "gezien": partial(_gezien, ROLVELDEN)}),
        ("bea", "/medewerkers/dirk/gegevens/", reden | account | {"gezien": partial(_gezien, ACCOUNTVELDEN)}),
        ("ivo", "/logboek/uittreksel/", reden | {"onderwerp_soort": "dossiers.dossier", "onderwerp_id": dossier.pk}),
        ("ivo", "/logboek/uittreksel/", reden | {"onderwerp_soort": "kern.logkop", "onderwerp_id": ""}),
        ("ivo", "/wissen/zoek/", {"term": "iemand"}),
        ("ivo", f"/wissen/nieuw/dossiers.afgeschermd/{dossier.dossiernummer}/", reden | {"rechtsgrond": "verzoek"}),
    ]


def test_onzin_in_een_formulier_geeft_een_antwoord(
    clients: dict[str, Client], zonnebloem: Dossier, an: Medewerker, bart: Medewerker, dirk: Medewerker
) -> None:
    scherm_af(zonnebloem, an)
    vraag = toegang.vraag_toegang(dossier=zonnebloem, door=bart, reden="Ik lees mee.", op=timezone.now())
    for wie, pad, goed in _formulieren(zonnebloem, vraag.pk, bart):
        for veld in goed:
            for waarde in (NUL, "9" * 5000, LAATSTE_DAG):
                gegevens = {naam: w() if callable(w) else w for naam, w in {**goed, veld: waarde}.items()}
                antwoord = clients[wie].post(pad, gegevens)
                assert antwoord.status_code < 500, (pad, veld, waarde)


def _over_een_locatie(dossier: Dossier, an: Medewerker, dirk: Medewerker) -> list[Formulier]:
    """Return the forms about contacts, requests for inspection, requests of an organisator and hand-overs."""
    d, nu = dossier.get_absolute_url(), timezone.now()
    contact, inspectie = noteer_contact(dossier, an).get_absolute_url(), vraag_inspectie(dossier, an).get_absolute_url()
    aanvraag = aanvragen.dien_in(
        soort=Aanvraagsoort.UITBREIDING,
        organisator=dossier.organisator,
        team=dossier.team,
        dossier=dossier,
        plaatsen=30,
        gewenst_vanaf=timezone.localdate(nu),
        door=an,
        op=nu,
    ).get_absolute_url()
    inhoud = {"tekst": "x", "wat": "telefoon:in", "met": "x", "op": "2026-01-05T10:00"}
    vraag = {"vraag": "x", "aanleiding": "x", "prioriteit": "gewoon", "tegen": "2099-01-01"}
    plek = {"naam": "x", "type": "groep", "straat": "x", "huisnummer": "1", "postcode": "2640", "gemeente": "Mortsel"}
    wens = {"plaatsen": 40, "gewenst_vanaf": "2099-01-01", "toelichting": "x"}
    nummer = {"organisator": dossier.organisator.nummer}
    gekozen = {"gekozen": dossier.pk, "naar": dirk.pk, "nota": "x"}
    return [
        ("an", f"{d}contact/", {"sleutel": uuid.uuid4(), **inhoud}),
        ("an", f"{dossier.organisator.get_absolute_url()}contact/", {"sleutel": uuid.uuid4(), **inhoud}),
        ("an", f"{contact}verbeteren/", {"versie": 1, **inhoud}),
        ("an", f"{contact}intrekken/", {"reden": "x"}),
        ("an", f"{d}inspectie-vragen/", {"sleutel": uuid.uuid4(), **vraag}),
        ("an", f"{inspectie}wijzigen/", {"versie": 1, **vraag}),
        ("an", f"{inspectie}bevestigen/", {"gepland_op": ""}),
        ("an", f"{inspectie}afsluiten/", {"bezocht_op": "1950-01-01", "verslagnummer": "x"}),
        ("an", "/aanvragen/start/", nummer | plek | wens),
        ("an", f"{d}aanvraag/uitbreiding/", wens),
        ("an", f"{d}aanvraag/verhuis/", plek | wens),
        ("an", f"{d}aanvraag/overname/", nummer | wens),
        ("an", f"{aanvraag}leg-de-antecedenten-vast/", {"leg-de-antecedenten-vast-antecedenten": "kort"}),
        ("an", "/overdrachten/nieuw/", gekozen | {f"nota_{dossier.pk}": "x", f"van_{dossier.pk}": an.pk}),
        ("an", "/overdrachten/nieuw/belasting/", gekozen),
        ("an", f"{dossier.organisator.get_absolute_url()}toewijzen/", {"naar": dirk.pk, "nota": "x", "van": an.pk}),
    ]


@pytest.mark.parametrize("nr", range(16))
def test_onzin_in_een_formulier_over_een_locatie_geeft_een_antwoord(
    clients: dict[str, Client], zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, nr: int
) -> None:
    wie, pad, goed = _over_een_locatie(zonnebloem, an, dirk)[nr]
    for veld in goed:
        for waarde in (NUL, "9" * 5000, LAATSTE_DAG, "x" * 300 + "👶"):
            antwoord = clients[wie].post(pad, {**goed, veld: waarde})
            assert antwoord.status_code < 500, (pad, veld, waarde)


def test_te_veel_plaatsen_in_gezinsopvang_staat_als_fout_bij_het_formulier(client_an: Client, an: Medewerker) -> None:
    thuis = maak_dossier("Bij Lies", maak_organisator("Lies", an), type=Opvangtype.GEZIN, plaatsen=8)
    antwoord = client_an.post(f"{thuis.get_absolute_url()}wijzigen/", wijzigvelden(thuis, telefoon="0470 11 22 33", plaatsen=9))
    assert antwoord.status_code == 422
    inhoud = antwoord.content.decode()
    assert "Gezinsopvang heeft hoogstens 8 plaatsen" in inhoud
    assert "0470 11 22 33" in inhoud
    thuis.refresh_from_db()
    assert thuis.plaatsen == 8


def test_tweede_wisverzoek_over_dezelfde_persoon_zegt_dat_er_een_loopt(
    clients: dict[str, Client], zonnebloem: Dossier, an: Medewerker
) -> None:
    scherm_af(zonnebloem, an)
    pad = f"/wissen/nieuw/dossiers.afgeschermd/{zonnebloem.dossiernummer}/"
    assert clients["ivo"].post(pad, {"rechtsgrond": "verzoek", "reden": "Eerste keer."}).status_code == 302
    antwoord = clients["carla"].post(pad, {"rechtsgrond": "verzoek", "reden": "Tweede keer."})
    assert antwoord.status_code == 422
    assert "loopt al een wisverzoek" in antwoord.content.decode()
    assert "Tweede keer." in antwoord.content.decode()
    assert Wisverzoek.objects.count() == 1


def test_correctie_die_twee_versies_laat_overlappen_staat_als_fout_bij_het_formulier(
    clients: dict[str, Client], an: Medewerker
) -> None:
    oud = Termijnregel.objects.get(code="bezwaar")
    nieuw = Termijnregel(
        code="bezwaar", naam="Bezwaar", eenheid="dagen", duur=45, bron="Nieuw besluit", geldig_vanaf="2027-01-01"
    )
    voeg_regel_toe(regel=nieuw, reden="nieuw besluit", door=an, op=timezone.now())
    velden = {"naam": "Bezwaar", "eenheid": "dagen", "duur": 30, "aard": "uiterste", "bron": "x", "reden": "te lang"}
    antwoord = clients["bea"].post(f"/beheer/termijnregels/{oud.pk}/", velden | {"geldig_tot": "2028-01-01"})
    assert antwoord.status_code == 422
    assert "al een andere versie" in antwoord.content.decode()


# --- Keys, versions and days that nothing can have ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "adres",
    [
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
        "sleutel": str(uuid.uuid4()),
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
        "sleutel": str(uuid.uuid4()),
        "buiten_naam": "Jef Jansen",
        "buiten_email": "jef@voorbeeld.example",
        "vraag": "Klopt het adres?",
        "tegen": timezone.localdate().isoformat(),
    }
    assert inloggen(an).post(adres, gegevens).status_code == 302
    assert inloggen(dirk).post(adres, gegevens | {"vraag": "Iets heel anders"}).status_code == 422
    assert Uitnodiging.objects.get().vraag == "Klopt het adres?"


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
