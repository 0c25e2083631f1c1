"""Looking up a colleague, and what the beheerder does with accounts, through the screens."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kern import logboek
from kern.actions import mensen
from kern.choices import Rol
from kern.models import Medewerker, Sessie
from kern.queries.personen import Vandaag, beschikbaarheid
from kern.tijd import BRUSSEL
from tests.hulp.antwoord import tekst
from tests.mensen import MAANDAG, Inloggen, maak, vervang


@pytest.fixture
def bea(db: None) -> Medewerker:
    return maak("bea", "Bea Smets", Rol.BEHEERDER)


@pytest.fixture
def client_bea(bea: Medewerker, inloggen: Inloggen) -> Client:
    return inloggen(bea)


# --- Looking up -------------------------------------------------------------------------------------------------------
def test_an_vindt_een_collega_op_naam_en_op_expertise(client_an, bart, carla):
    Medewerker.objects.filter(pk=bart.pk).update(expertises=["Brandveiligheid"])

    op_naam = tekst(client_an.get("/medewerkers/", {"q": "maes"}))
    op_expertise = tekst(client_an.get("/medewerkers/", {"q": "brand"}))

    for bladzijde in (op_naam, op_expertise):
        assert "Bart Maes" in bladzijde
        assert "Carla Willems" not in bladzijde


def test_an_filtert_op_team_en_rol(client_an, bart, carla, dirk):
    bladzijde = tekst(client_an.get("/medewerkers/", {"team": "antwerpen", "rol": "klantenbeheerder"}))

    assert "Dirk Claes" in bladzijde
    assert "Bart Maes" not in bladzijde
    assert "Carla Willems" not in bladzijde


def test_wie_uit_dienst_is_staat_niet_in_de_lijst_tenzij_men_ernaar_vraagt(client_an, bea, bart):
    mensen.deactiveer(medewerker=bart, door=bea, op=timezone.now(), reden="uit dienst")

    assert "Bart Maes" not in tekst(client_an.get("/medewerkers/"))
    assert "Bart Maes" in tekst(client_an.get("/medewerkers/", {"uit_dienst": "ja"}))
    assert "werkt hier niet meer" in tekst(client_an.get("/medewerkers/bart/"))


def test_de_kaart_zegt_wie_vandaag_vervangt(client_an, bart, carla):
    vervang(bart, carla)

    assert "vervangen door Carla Willems" in tekst(client_an.get("/medewerkers/bart/"))
    lijst = tekst(client_an.get("/medewerkers/"))
    assert "vandaag afwezig</span> vervangen door Carla Willems" in lijst
    assert "&lt;" not in lijst


def test_de_kaart_is_ook_een_stuk_voor_het_paneel(client_an, bart):
    stuk = tekst(client_an.get("/medewerkers/bart/", headers={"HX-Request": "true"}))

    assert "Bart Maes" in stuk
    assert "<html" not in stuk


def test_wie_niet_bij_het_agentschap_werkt_ziet_geen_collegas_maar_wel_zichzelf(hanne, an, inloggen):
    client = inloggen(hanne)

    assert client.get("/medewerkers/").status_code == 404
    assert client.get("/medewerkers/an/").status_code == 404
    assert client.get("/medewerkers/hanne/").status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_evenveel_vragen_voor_een_als_voor_drie_collegas(
    client_an, bart, carla, dirk, aantal, django_assert_num_queries
):
    for collega in (bart, carla, dirk)[:aantal]:
        vervang(collega, maak(f"voor-{collega.username}", "Voor Iemand", Rol.KLANTENBEHEERDER))
    client_an.get("/medewerkers/", headers={"HX-Request": "true"})

    # session, person, teams of the filter, rows, their substitutions, count, saved filters
    with django_assert_num_queries(7):
        client_an.get("/medewerkers/", headers={"HX-Request": "true"})


# --- Who can be reached -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("patroon", "dagen_later", "stand"),
    [
        (["ma-vm", "ma-nm"], 0, Vandaag.WERKT),
        (["ma-vm"], 0, Vandaag.VOORMIDDAG),
        (["ma-nm"], 0, Vandaag.NAMIDDAG),
        (["di-vm"], 0, Vandaag.NIET),
        (["ma-vm", "ma-nm"], 5, Vandaag.NIET),
    ],
)
def test_het_werkpatroon_zegt_wie_vandaag_bereikbaar_is(an, patroon, dagen_later, stand):
    Medewerker.objects.filter(pk=an.pk).update(werkpatroon=patroon)

    assert beschikbaarheid([an], op=MAANDAG + timedelta(days=dagen_later))[an.pk] == (stand, "")


def test_op_11_juli_is_an_er_niet_ook_al_is_het_haar_werkdag(an):
    feest = datetime(2028, 7, 11, 10, tzinfo=BRUSSEL)  # a Tuesday

    stand, uitleg = beschikbaarheid([an], op=feest)[an.pk]

    assert (stand, "Vlaamse Gemeenschap" in uitleg) == (Vandaag.NIET, True)
    assert beschikbaarheid([an], op=feest + timedelta(days=1))[an.pk] == (Vandaag.WERKT, "")


def test_om_middernacht_in_brussel_begint_een_andere_dag(an):
    Medewerker.objects.filter(pk=an.pk).update(werkpatroon=["ma-vm", "ma-nm"])
    zondagnacht = MAANDAG.replace(hour=0).astimezone(BRUSSEL) - timedelta(seconds=1)

    assert beschikbaarheid([an], op=zondagnacht)[an.pk][0] == Vandaag.NIET
    assert beschikbaarheid([an], op=zondagnacht + timedelta(seconds=1))[an.pk][0] == Vandaag.WERKT


def test_van_veel_mensen_tegelijk_vragen_of_ze_er_zijn_kost_twee_vragen(an, bart, carla, dirk, django_assert_num_queries):
    vervang(bart, carla)

    with django_assert_num_queries(2):
        standen = beschikbaarheid([an, bart, carla, dirk], op=timezone.now())

    assert standen[bart.pk] == (Vandaag.AFWEZIG, "vervangen door Carla Willems")
    assert len(standen) == 4


# --- Keeping accounts -------------------------------------------------------------------------------------------------
NIEUW = {
    "username": "zoe.claes", "voornaam": "Zoë", "familienaam": "Claes", "email": "Zoe@Voorbeeld.example", "vo_id": "",
    "telefoon": "", "team": "", "rollen": ["jurist"],
}  # fmt: skip


def rollen_van(wie: Medewerker) -> dict[str, object]:
    """Return what the form of somebody's roles sends when nothing was changed in it."""
    team = wie.team_id or ""
    return {"rollen": wie.rollen, "team": team, "reden": "", "gezien": mensen.gezien_van(wie, mensen.ROLVELDEN)}


def gegevens_van(wie: Medewerker) -> dict[str, object]:
    """Return what the form of somebody's account sends when nothing was changed in it."""
    velden = {veld: getattr(wie, veld) or "" for veld in mensen.ACCOUNTVELDEN}
    return velden | {"reden": "", "gezien": mensen.gezien_van(wie, mensen.ACCOUNTVELDEN)}


def test_de_beheerder_maakt_een_account_en_regelt_dan_de_eerste_aanmelding(client_bea, bea):
    antwoord = client_bea.post("/medewerkers/nieuw/", NIEUW)

    zoe = Medewerker.objects.get(username="zoe.claes")
    assert antwoord.headers["Location"] == "/medewerkers/zoe.claes/aanmelding/"
    assert (zoe.email, zoe.vo_id, zoe.rollen, zoe.has_usable_password()) == ("zoe@voorbeeld.example", None, ["jurist"], False)
    assert logboek.regels_over(zoe).get().door_naam == "Bea Smets"


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("username", "Zoë Claes", "Gebruik kleine letters"),
        ("username", "nieuw", "is een adres in de toepassing"),
        ("username", "bea", "bestaat al"),
        ("email", "BEA@voorbeeld.example", "bestaat al"),
        ("telefoon", "bel mij", "Schrijf het nummer met cijfers"),
        ("rollen", [], "verplicht"),
    ],
)
def test_wat_niet_klopt_wordt_aan_het_veld_gezegd_en_wat_getypt_was_blijft_staan(client_bea, veld, waarde, zin):
    antwoord = client_bea.post("/medewerkers/nieuw/", NIEUW | {veld: waarde})

    assert antwoord.status_code == 422
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert 'value="Claes"' in tekst(antwoord)
    assert not Medewerker.objects.filter(familienaam="Claes").exists()


def test_de_beheerder_geeft_andere_rollen_met_een_reden(client_bea, an):
    antwoord = client_bea.post(
        "/medewerkers/an/rollen/", rollen_van(an) | {"rollen": ["jurist", "expert"], "team": "", "reden": "andere functie"}
    )

    an.refresh_from_db()
    assert antwoord.headers["Location"] == "/medewerkers/an/"
    assert (an.rollen, an.team) == (["jurist", "expert"], None)


def test_zonder_reden_verandert_er_niets_aan_de_rollen(client_bea, an):
    antwoord = client_bea.post("/medewerkers/an/rollen/", rollen_van(an) | {"rollen": ["jurist"], "team": "", "reden": " "})

    assert antwoord.status_code == 422
    an.refresh_from_db()
    assert an.rollen == ["klantenbeheerder"]


def test_de_beheerder_verbetert_een_naam_en_geeft_een_vo_id(client_bea, an):
    client_bea.post(
        "/medewerkers/an/gegevens/",
        gegevens_van(an) | {"familienaam": "De Smet", "vo_id": "vo-1", "reden": "gehuwd"},
    )

    an.refresh_from_db()
    assert (an.naam, an.vo_id) == ("An De Smet", "vo-1")
    assert logboek.regels_over(an).order_by("-volgnummer")[0].gegevens == {"velden": ["familienaam", "vo_id"]}


def test_een_vo_id_van_iemand_anders_wordt_aan_het_veld_geweigerd(client_bea, an, bart):
    Medewerker.objects.filter(pk=bart.pk).update(vo_id="vo-1")

    antwoord = client_bea.post(
        "/medewerkers/an/gegevens/",
        gegevens_van(an) | {"vo_id": "vo-1", "reden": "vergissing"},
    )

    assert antwoord.status_code == 422
    assert list(antwoord.context["form"].errors) == ["vo_id"]


def test_wie_rollen_wijzigt_die_een_collega_intussen_wijzigde_ziet_beide_versies(client_bea, an):
    gelezen = rollen_van(an)
    Medewerker.objects.filter(pk=an.pk).update(rollen=["jurist"])

    antwoord = client_bea.post("/medewerkers/an/rollen/", gelezen | {"rollen": ["expert"], "reden": "andere functie"})

    assert antwoord.status_code == 409
    assert antwoord.context["verschillen"] == [("Rollen", "jurist", "inhoudelijk expert")]
    an.refresh_from_db()
    assert an.rollen == ["jurist"]
    # Sent again, it is saved: both versions have been seen.
    nog_eens = gelezen | {"rollen": ["expert"], "reden": "andere functie", "gezien": antwoord.context["form"]["gezien"].value()}
    assert client_bea.post("/medewerkers/an/rollen/", nog_eens).status_code == 302
    an.refresh_from_db()
    assert an.rollen == ["expert"]


def test_wie_gegevens_verbetert_die_een_collega_intussen_verbeterde_ziet_beide_versies(client_bea, an):
    gelezen = gegevens_van(an)
    Medewerker.objects.filter(pk=an.pk).update(familienaam="De Smedt")

    antwoord = client_bea.post("/medewerkers/an/gegevens/", gelezen | {"familienaam": "De Smet", "reden": "gehuwd"})

    assert antwoord.status_code == 409
    assert antwoord.context["verschillen"] == [("Familienaam", "De Smedt", "De Smet")]
    assert "Gegevens van An De Smedt" in tekst(antwoord)
    an.refresh_from_db()
    assert an.familienaam == "De Smedt"
    nog_eens = gelezen | {
        "familienaam": "De Smet", "reden": "gehuwd", "gezien": antwoord.context["form"]["gezien"].value(),
    }  # fmt: skip
    assert client_bea.post("/medewerkers/an/gegevens/", nog_eens).status_code == 302
    an.refresh_from_db()
    assert an.familienaam == "De Smet"


def test_de_beheerder_sluit_een_account_en_dat_scherm_is_meteen_dood(client_bea, client_an, an):
    client_bea.post("/medewerkers/an/afsluiten/", {"reden": "uit dienst"})

    assert client_an.get("/profiel/").status_code == 302
    assert not Sessie.objects.filter(medewerker_id=an.pk).exists()

    client_bea.post("/medewerkers/an/heropenen/", {"reden": "toch niet"})
    an.refresh_from_db()
    assert an.is_active


def test_een_tweede_klik_op_afsluiten_zegt_dat_een_collega_voor_was(client_bea, an):
    client_bea.post("/medewerkers/an/afsluiten/", {"reden": "uit dienst"})

    assert client_bea.post("/medewerkers/an/afsluiten/", {"reden": "uit dienst"}).status_code == 409


def test_de_laatste_beheerder_sluit_zichzelf_niet_buiten(client_bea, bea):
    antwoord = client_bea.post("/medewerkers/bea/afsluiten/", {"reden": "weg"})

    assert antwoord.status_code == 422
    assert "Niemand sluit het eigen account" in tekst(antwoord)


@pytest.mark.parametrize("wat", ["rollen", "gegevens", "afsluiten", "heropenen"])
def test_alleen_de_beheerder_raakt_aan_accounts(client_carla, an, wat):
    assert client_carla.get(f"/medewerkers/an/{wat}/").status_code == 403
    assert client_carla.post(f"/medewerkers/an/{wat}/", {"reden": "ik ben de coördinator"}).status_code == 403
    assert client_carla.get("/medewerkers/nieuw/").status_code == 403
    assert "Beheer van het account" not in tekst(client_carla.get("/medewerkers/an/"))


# --- One's own profile ------------------------------------------------------------------------------------------------
def test_an_zegt_zelf_wat_ze_weet_en_wanneer_ze_werkt(client_an, an):
    antwoord = client_an.post(
        "/profiel/",
        {
            "expertises": "taal, babyslaap", "werkpatroon": ["ma-vm", "wo-nm"], "telefoon": "0470 12 34 56",
            "thema": "donker",
        },
    )  # fmt: skip

    an.refresh_from_db()
    assert antwoord.status_code == 302
    assert (an.expertises, an.werkpatroon, an.telefoon) == (["babyslaap", "taal"], ["ma-vm", "wo-nm"], "0470 12 34 56")
    assert (an.thema, an.sneltoetsen_aan) == ("donker", False)


def test_het_werkrooster_is_een_tabel_met_een_naam_voor_elk_vakje(client_an, an):
    Medewerker.objects.filter(pk=an.pk).update(werkpatroon=["wo-nm"])

    bladzijde = tekst(client_an.get("/profiel/"))

    assert '<th scope="col">woensdag</th>' in bladzijde
    assert '<th scope="row">namiddag</th>' in bladzijde
    assert 'value="wo-nm" id="id_werkpatroon_5" checked><span class="alleen-lezer">woensdagnamiddag</span>' in bladzijde
    assert bladzijde.count(' checked><span class="alleen-lezer">') == 1


def test_wie_op_geen_enkele_dag_werkt_krijgt_dat_aan_het_rooster_te_lezen(client_an):
    antwoord = client_an.post("/profiel/", {"expertises": "taal", "telefoon": "", "thema": "licht"})

    assert antwoord.status_code == 422
    assert list(antwoord.context["form"].errors) == ["werkpatroon"]
    assert 'value="taal"' in tekst(antwoord)


def test_elke_rij_van_de_lijst_is_een_gewone_link_naar_de_kaart(client_an, bart):
    assert 'href="/medewerkers/bart/"' in tekst(client_an.get("/medewerkers/"))
