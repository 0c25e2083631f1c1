"""Requests for start, expansion, move and takeover, from entering to what accepting one does."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers import gebeurtenissen, soorten
from dossiers.actions import aandacht, aanvragen, opvolging
from dossiers.actions.aanvragen import Plek
from dossiers.choices import Aanvraagsoort, Aanvraagstatus, Adviessoort, Dossierstatus, Opvolgingsoort
from dossiers.fouten import PlaatsenGeblokkeerd
from dossiers.models import Aandacht, Aanvraag, Dossier, Opvolging, Organisator, Tijdlijnregel
from kern.choices import Rol
from kern.fouten import AlGewijzigd, EisNietVoldaan, VierOgenNodig
from kern.logboek import reden_van, regels_over
from kern.models import Medewerker, OutboxRegel, Team
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten as soorten_van
from tests.hulp.tegelijk import tegelijk
from tests.mensen import Inloggen, maak
from tests.wereld import geef_toegang, maak_dossier, maak_organisator

NIEUWE_PLEK = Plek("De Zonnebloem Zuid", "groep", "Kerkstraat", "2640", "Mortsel", "5")
VANDAAG = date(2026, 3, 2)


@pytest.fixture(scope="module", autouse=True)
def ernstig_tekort() -> str:
    """A kind of matter that keeps places from rising, as the app of inspections will register one."""
    if "proef.tekort" not in {s.code for s in soorten.aandachtsoorten()}:
        soorten.registreer(
            soorten.Aandachtsoort(
                "proef.tekort", "Ernstig tekort", "ernstig tekort", "ernstige tekorten", blokkeert_uitbreiding=True
            )
        )
    return "proef.tekort"


def vraag(soort: Aanvraagsoort, dossier: Dossier | None, door: Medewerker, **meer: Any) -> Aanvraag:
    gegevens: dict[str, Any] = {
        "organisator": dossier.organisator if dossier else None,
        "team": Team.objects.get(code="antwerpen"),
        "gewenst_vanaf": VANDAAG,
        "op": timezone.now(),
    }
    if soort in (Aanvraagsoort.START, Aanvraagsoort.VERHUIS):
        gegevens["plek"] = NIEUWE_PLEK
    return aanvragen.dien_in(soort=soort, dossier=dossier, door=door, **gegevens | meer)


def tot_nagelezen(aanvraag: Aanvraag, een: Medewerker, ander: Medewerker) -> Aanvraag:
    nu = timezone.now()
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten="Niets dat ertegen pleit.", door=een, op=nu)
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.GUNSTIG, advies_tekst="Plaats genoeg.", door=een, op=nu)
    return aanvragen.lees_na(aanvraag=aanvraag, nalezing="", door=ander, op=nu)


def aanvaard(aanvraag: Aanvraag, door: Medewerker, reden: str = "") -> Aanvraag:
    return aanvragen.aanvaard(aanvraag=aanvraag, beslissing=reden, door=door, op=timezone.now())


def laat_openstaan(dossier: Dossier, verwijzing: str = "1") -> Aandacht:
    return aandacht.open_aandacht(
        dossier=dossier, soort="proef.tekort", verwijzing=verwijzing, reden="Ernstig tekort: veilig slapen", op=timezone.now()
    )


# --- What accepting does -----------------------------------------------------------------------------------------------
def test_een_start_wordt_een_dossier_in_aanvraag_met_een_voorlopig_nummer(
    an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    nieuw = maak_organisator("Nieuw vzw", an)
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.START, None, an, organisator=nieuw, plaatsen=14), an, dirk)
    resultaat = aanvaard(aanvraag, carla).resultaat
    assert resultaat
    assert resultaat.is_voorlopig
    assert (resultaat.naam, resultaat.status, resultaat.plaatsen) == ("De Zonnebloem Zuid", "aanvraag", 14)
    assert (resultaat.organisator, resultaat.klantenbeheerder, resultaat.refnis) == (nieuw, an, "11029")


def test_een_uitbreiding_geeft_de_gevraagde_plaatsen(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27), an, dirk)
    aanvaard(aanvraag, carla)
    zonnebloem.refresh_from_db()
    assert zonnebloem.plaatsen == 27


def test_een_verhuis_sluit_het_oude_dossier_en_koppelt_het_nieuwe(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.VERHUIS, zonnebloem, an), an, dirk)
    nieuw = aanvaard(aanvraag, carla).resultaat
    zonnebloem.refresh_from_db()
    assert nieuw
    assert nieuw.dossiernummer != zonnebloem.dossiernummer
    assert (zonnebloem.status, zonnebloem.gestopt_op) == (Dossierstatus.GESTOPT, VANDAAG - timedelta(days=1))
    assert nieuw.straat == "Kerkstraat"
    link = Opvolging.objects.get()
    assert (link.voorganger, link.opvolger, link.soort, link.vanaf) == (zonnebloem, nieuw, "verhuis", VANDAAG)


def test_een_verhuis_in_de_toekomst_laat_het_oude_dossier_nog_lopen(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    straks = timezone.localdate() + timedelta(days=30)
    aanvaard(tot_nagelezen(vraag(Aanvraagsoort.VERHUIS, zonnebloem, an, gewenst_vanaf=straks), an, dirk), carla)
    zonnebloem.refresh_from_db()
    assert (zonnebloem.status, zonnebloem.gestopt_op) == (Dossierstatus.VERGUND, straks - timedelta(days=1))


def test_een_overname_geeft_een_opvolger_en_laat_het_verleden_waar_het_was(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    overnemer = maak_organisator("Overnemer vzw", dirk)
    oude = zonnebloem.organisator
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.OVERNAME, zonnebloem, an, organisator=overnemer), an, dirk)
    nieuw = aanvaard(aanvraag, carla).resultaat
    assert nieuw
    assert (nieuw.organisator, nieuw.naam, nieuw.straat, nieuw.plaatsen) == (overnemer, "De Zonnebloem", "Statielei", 18)
    assert nieuw.klantenbeheerder == dirk
    zonnebloem.refresh_from_db()
    assert zonnebloem.organisator == oude
    assert not Tijdlijnregel.objects.filter(dossier=zonnebloem).exclude(organisator=oude).exists()


# --- Places do not rise while something serious is open ----------------------------------------------------------------
def test_plaatsen_stijgen_niet_zolang_iets_ernstigs_openstaat_zonder_reden_van_de_coordinator(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27), an, dirk)
    punt = laat_openstaan(zonnebloem)
    with pytest.raises(PlaatsenGeblokkeerd, match="veilig slapen"):
        aanvaard(aanvraag, carla)
    with pytest.raises(PlaatsenGeblokkeerd, match="Alleen de teamcoördinator"):
        aanvaard(aanvraag, an, reden="Het is dringend voor de ouders.")
    for rij in (zonnebloem, aanvraag):
        rij.refresh_from_db()
    assert (zonnebloem.plaatsen, aanvraag.status) == (18, Aanvraagstatus.NAGELEZEN)
    aanvaard(aanvraag, carla, reden="Het tekort gaat over het oude gebouw.")
    zonnebloem.refresh_from_db()
    assert zonnebloem.plaatsen == 27
    (regel,) = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.PLAATSEN_ONDANKS.code)
    assert regel.gegevens["ondanks"] == [str(punt.pk)]
    assert aanvraag.beslissing == "Het tekort gaat over het oude gebouw."


def test_wat_openstaat_bij_de_voorganger_telt_ook_na_een_overname(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    nieuw = maak_dossier("De Zonnestraal", maak_organisator("Straal vzw", an))
    opvolging.koppel(
        voorganger=zonnebloem, opvolger=nieuw, soort=Opvolgingsoort.OVERNAME, vanaf=VANDAAG, door=an, op=timezone.now()
    )
    laat_openstaan(zonnebloem)
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.UITBREIDING, nieuw, an, plaatsen=27), an, dirk)
    with pytest.raises(PlaatsenGeblokkeerd):
        aanvaard(aanvraag, carla)


@pytest.mark.parametrize("soort", [Aanvraagsoort.VERHUIS, Aanvraagsoort.OVERNAME])
def test_een_verhuis_of_overname_is_geen_achterdeur_naar_meer_plaatsen(
    soort: Aanvraagsoort, zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    organisator = maak_organisator("Overnemer vzw", an) if soort is Aanvraagsoort.OVERNAME else zonnebloem.organisator
    aanvraag = tot_nagelezen(vraag(soort, zonnebloem, an, organisator=organisator, plaatsen=40), an, dirk)
    laat_openstaan(zonnebloem)
    with pytest.raises(PlaatsenGeblokkeerd):
        aanvaard(aanvraag, carla)


def test_een_tekort_dat_tijdens_het_aanvaarden_opengaat_is_ervoor_of_erna_nooit_ongezien(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dirk = maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    for ronde in range(3):
        dossier = maak_dossier(f"De Zonnebloem {ronde}", maak_organisator(f"Zonnebloem {ronde} vzw", an))
        aanvraag = tot_nagelezen(vraag(Aanvraagsoort.UITBREIDING, dossier, an, plaatsen=27), an, dirk)
        uit = tegelijk(partial(aanvaard, aanvraag, carla), partial(laat_openstaan, dossier))
        dossier.refresh_from_db()
        geblokkeerd = "PlaatsenGeblokkeerd" in soorten_van(uit)
        assert dossier.plaatsen == (18 if geblokkeerd else 27)
        assert soorten_van(uit) == sorted(["Aandacht", "PlaatsenGeblokkeerd" if geblokkeerd else "Aanvraag"])


def test_twee_die_tegelijk_beslissen_een_wint(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dirk = maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
    pk = tot_nagelezen(vraag(Aanvraagsoort.VERHUIS, dossier, an), an, dirk).pk
    uit = tegelijk(*(lambda: aanvaard(Aanvraag.objects.get(pk=pk), carla) for _ in range(2)))
    assert soorten_van(uit)[0] in ("AlGewijzigd", "Aanvraag")
    assert sum(isinstance(u, Aanvraag) for u in uit) == 1
    assert Dossier.objects.count() == 2


# --- The steps ----------------------------------------------------------------------------------------------------------
def test_wie_adviseert_leest_niet_zelf_na(zonnebloem: Dossier, an: Medewerker) -> None:
    aanvraag = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27)
    with pytest.raises(VierOgenNodig):
        tot_nagelezen(aanvraag, an, an)


def test_de_tweede_lezer_stuurt_terug_en_dan_begint_het_advies_opnieuw(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    aanvraag, nu = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27), timezone.now()
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten="Niets dat ertegen pleit.", door=an, op=nu)
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.GUNSTIG, advies_tekst="Kort.", door=an, op=nu)
    with pytest.raises(EisNietVoldaan):
        aanvragen.stuur_terug(aanvraag=aanvraag, nalezing="", door=dirk, op=nu)
    aanvragen.stuur_terug(aanvraag=aanvraag, nalezing="Waar slapen de kinderen?", door=dirk, op=nu)
    assert aanvraag.status == Aanvraagstatus.NAGEGAAN
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.GUNSTIG, advies_tekst="Boven.", door=dirk, op=nu)
    with pytest.raises(VierOgenNodig):
        aanvragen.lees_na(aanvraag=aanvraag, nalezing="", door=dirk, op=nu)
    aanvragen.lees_na(aanvraag=aanvraag, nalezing="", door=an, op=nu)


def test_wat_het_programma_vond_blijft_bewaard_zoals_het_toen_was(zonnebloem: Dossier, an: Medewerker, client_an: Client) -> None:
    punt = laat_openstaan(zonnebloem)
    aanvraag = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27)
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten="Een tekort staat open.", door=an, op=timezone.now())
    aandacht.sluit_aandacht(soort=punt.soort, verwijzing=punt.verwijzing, op=timezone.now())
    html = client_an.get(aanvraag.get_absolute_url()).content.decode()
    assert "Ernstig tekort: veilig slapen" in html
    assert "Een tekort staat open." in html


def test_een_beslissing_kan_maar_een_keer(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker) -> None:
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27), an, dirk)
    oud = Aanvraag.objects.get(pk=aanvraag.pk)
    aanvragen.weiger(aanvraag=aanvraag, beslissing="Te weinig binnenruimte.", door=carla, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        aanvaard(oud, carla)
    assert Tijdlijnregel.objects.get(soort=aanvragen.SOORT, vervallen_op=None).titel == "Aanvraag uitbreiding: geweigerd"
    assert OutboxRegel.objects.filter(sleutel__startswith="aanvraag-beslissing", ontvanger=an).count() == 1


@pytest.mark.parametrize(
    ("soort", "plaatsen", "zin"),
    [(Aanvraagsoort.UITBREIDING, 18, "verder dan de 18"), (Aanvraagsoort.OVERNAME, None, "organiseert deze locatie al")],
)
def test_wat_niet_kan_wordt_bij_het_indienen_gezegd(
    soort: Aanvraagsoort, plaatsen: int | None, zin: str, zonnebloem: Dossier, an: Medewerker
) -> None:
    with pytest.raises(ValidationError, match=zin):
        vraag(soort, zonnebloem, an, plaatsen=plaatsen)


def test_voor_een_gesloten_locatie_wordt_niets_meer_aanvaard(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    aanvraag = tot_nagelezen(vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27), an, dirk)
    Dossier.objects.filter(pk=zonnebloem.pk).update(status="gestopt")
    with pytest.raises(ValidationError, match="gesloten locatie"):
        aanvaard(aanvraag, carla)


def test_een_tweede_aanvraag_van_dezelfde_soort_wacht_op_de_eerste(zonnebloem: Dossier, an: Medewerker) -> None:
    vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27)
    with pytest.raises(ValidationError, match="loopt al zo’n aanvraag"):
        vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=30)


# --- The screens --------------------------------------------------------------------------------------------------------
def test_van_vraag_tot_beslissing_op_het_scherm(
    client_an: Client, client_carla: Client, inloggen: Inloggen, zonnebloem: Dossier, dirk: Medewerker
) -> None:
    laat_openstaan(zonnebloem)
    url = f"{zonnebloem.get_absolute_url()}aanvraag/uitbreiding/"
    assert "veilig slapen" in client_an.get(url).content.decode()
    antwoord = client_an.post(url, {"plaatsen": 27, "gewenst_vanaf": "2026-09-01"})
    assert antwoord.status_code == 302
    pagina = antwoord["Location"]
    naam = "leg-de-antecedenten-vast"
    assert client_an.post(f"{pagina}{naam}/", {f"{naam}-antecedenten": "kort"}).status_code == 422
    assert client_an.post(f"{pagina}{naam}/", {f"{naam}-antecedenten": "Een tekort staat open."}).status_code == 302
    gegevens = {"geef-advies-advies": "gunstig", "geef-advies-advies_tekst": "Genoeg binnenruimte."}
    assert client_an.post(f"{pagina}geef-advies/", gegevens).status_code == 302
    assert "Een collega leest het na" in client_an.get(pagina).content.decode()
    assert client_an.post(f"{pagina}lees-na/").status_code == 403
    assert inloggen(dirk).post(f"{pagina}lees-na/").status_code == 302
    assert client_an.post(f"{pagina}aanvaard/").status_code == 403
    geblokkeerd = client_carla.post(f"{pagina}aanvaard/")
    assert geblokkeerd.status_code == 422
    assert "Schrijf waarom ze toch stijgen" in geblokkeerd.content.decode()
    assert client_carla.post(f"{pagina}aanvaard/", {"aanvaard-beslissing": "Het gaat over vroeger."}).status_code == 302
    zonnebloem.refresh_from_db()
    assert zonnebloem.plaatsen == 27


ANDERE = "De ene heeft een tuin, de andere niet."
START = {
    "naam": "Zonnebloem",
    "type": "groep",
    "straat": "Kerkstraat",
    "postcode": "2640",
    "gemeente": "Mortsel",
    "gewenst_vanaf": "2026-09-01",
}


def test_wie_een_locatie_invoert_die_op_een_andere_lijkt_kijkt_eerst_na(client_an: Client, zonnebloem: Dossier) -> None:
    gegevens = START | {"organisator": zonnebloem.organisator.nummer}
    antwoord = client_an.post("/aanvragen/start/", gegevens)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zonnebloem.dossiernummer in html
    assert not Aanvraag.objects.exists()
    assert client_an.post("/aanvragen/start/", gegevens | {"toch": ANDERE}).status_code == 302
    (regel,) = regels_over(Aanvraag.objects.get()).filter(gebeurtenis=gebeurtenissen.AANVRAAG_INGEDIEND.code)
    assert regel.gegevens["gelijkend"] == [zonnebloem.dossiernummer]
    assert reden_van(regel) == ANDERE


@pytest.mark.parametrize(
    ("naam", "postcode", "gemeente", "lijkt"),
    [
        ("'t Zonnebloempje", "2640", "Mortsel", True),
        ("De Zonnebloem", "2650", "Edegem", True),  # next door
        ("De Zonnebloem", "8400", "Oostende", False),
        ("Het Kabouterbos", "2640", "Mortsel", False),
    ],
)
def test_gelijkend_is_een_naam_die_lijkt_in_dezelfde_of_een_naburige_gemeente(
    naam: str, postcode: str, gemeente: str, lijkt: bool, client_an: Client, an: Medewerker
) -> None:
    organisator = maak_organisator("Zonnebloem vzw", an)
    maak_dossier("De Zonnebloem", organisator, refnis="11029")
    gegevens = START | {"naam": naam, "postcode": postcode, "gemeente": gemeente, "organisator": organisator.nummer}
    assert client_an.post("/aanvragen/start/", gegevens).status_code == (422 if lijkt else 302)


def test_backoffice_opent_organisator_en_dossier_rechtstreeks(inloggen: Inloggen, zonnebloem: Dossier) -> None:
    client = inloggen(maak("bo", "Bo Backer", Rol.BACKOFFICE))
    getypt = {"naam": "Zonnebloem bv", "sleutel": str(uuid4())}
    assert "Zonnebloem vzw" in client.post("/organisatoren/nieuw/", getypt).content.decode()
    assert client.post("/organisatoren/nieuw/", getypt | {"toch": ANDERE}).status_code == 302
    nieuw = Organisator.objects.get(naam="Zonnebloem bv")
    gegevens = {k: v for k, v in START.items() if k != "gewenst_vanaf"} | {"organisator": nieuw.nummer}
    assert client.post("/dossiers/nieuw/", gegevens).status_code == 422
    assert client.post("/dossiers/nieuw/", gegevens | {"toch": ANDERE}).status_code == 302
    dossier = Dossier.objects.get(organisator=nieuw)
    assert (dossier.status, dossier.team.code) == ("aanvraag", "antwerpen")
    assert regels_over(dossier).filter(gebeurtenis=gebeurtenissen.GELIJKENIS_NAGEKEKEN.code).exists()


@pytest.mark.parametrize("naam", ["N" * 300, "🌻 De Zon", "روضة \u202eالشمس"])
def test_lange_en_vreemde_namen_gaan_heen_en_terug(naam: str, client_an: Client, an: Medewerker) -> None:
    organisator = maak_organisator("Vreemd vzw", an)
    antwoord = client_an.post("/aanvragen/start/", START | {"naam": naam, "organisator": organisator.nummer})
    assert antwoord.status_code == 302
    assert Aanvraag.objects.get().naam == naam
    assert client_an.get(antwoord["Location"]).status_code == 200


def test_wie_bij_uitzondering_leest_ziet_de_aanvraag_maar_zet_geen_stap(
    bart: Medewerker, client_bart: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    aanvraag = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27)
    assert client_bart.get(aanvraag.get_absolute_url()).status_code == 404
    geef_toegang(zonnebloem, bart, an)
    assert client_bart.get(aanvraag.get_absolute_url()).status_code == 200
    assert client_bart.post(f"{aanvraag.get_absolute_url()}trek-in/").status_code == 403


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("pagina", "vragen"), [("lijst", 7), ("aanvraag", 13)])
def test_het_aantal_vragen_groeit_niet_met_de_rijen(
    pagina: str,
    vragen: int,
    aantal: int,
    client_an: Client,
    an: Medewerker,
    zonnebloem: Dossier,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    aanvraag = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27)
    for i in range(aantal):
        dossier = maak_dossier(f"De Maan {i}", zonnebloem.organisator)
        vraag(Aanvraagsoort.UITBREIDING, dossier, an, plaatsen=27)
        laat_openstaan(zonnebloem, str(i))
        laat_openstaan(dossier, f"d{i}")
    pad = "/aanvragen/" if pagina == "lijst" else aanvraag.get_absolute_url()
    client_an.get(pad)
    with django_assert_num_queries(vragen):
        client_an.get(pad)
