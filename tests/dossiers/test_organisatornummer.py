"""An organisator with a provisional number gets the real one once, by hand or by what comes in; the old one still leads there."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dossiers import gebeurtenissen, opzoeken
from dossiers.actions.dossiers import wijzig_dossier
from dossiers.actions.organisatoren import VELDEN, wijzig_organisator
from dossiers.models import Dossier, Importmelding, Organisator, OrganisatorEvent, Tijdlijnregel
from dossiers.opzoeken.kiezer import Dossiers, Organisatoren
from kern.choices import Rol
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.dossiers import test_historiek as historiek
from tests.dossiers.test_register_opgroeien import importeer, telling
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import tegelijk
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

OUD, NIEUW, KBO = "V-EIGEN-62D8A17B5D", "400000123", "0413895634"


@pytest.fixture
def starter(an: Medewerker) -> Dossier:
    """The location of an organisator that was entered here before its number was known."""
    organisator = maak_organisator("Starterskind", an, nummer=OUD, bron="eigen", bronnummer="62D8A17B5D", kbo=KBO)
    return maak_dossier("De Eerste Stap", organisator, straat="Starterslaan", huisnummer="12")


def velden(wie: Organisator, **anders: object) -> dict[str, object]:
    return {veld: getattr(wie, veld) for veld in (*VELDEN, "versie")} | anders


def geef(client: Client, wie: Organisator, nummer: str, **meer: object) -> HttpResponse:
    return client.post(  # type: ignore[return-value]  # what the test client adds is not asked
        f"/organisatoren/{OUD}/wijzigen/", velden(wie, nummer=nummer, **meer)
    )


def test_het_echte_nummer_komt_in_de_plaats_van_het_voorlopige(client_an: Client, starter: Dossier) -> None:
    wie = starter.organisator
    assert "(voorlopig nummer)" in client_an.get(f"/organisatoren/{OUD}/").content.decode()
    assert "Nu nog voorlopig" in client_an.get(f"/organisatoren/{OUD}/wijzigen/").content.decode()
    antwoord = geef(client_an, wie, NIEUW)
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/organisatoren/{NIEUW}/")
    wie.refresh_from_db()
    assert wie.nummer == NIEUW
    assert Tijdlijnregel.objects.get(titel="Nummer gewijzigd").kort == f"Nummer: {OUD} → {NIEUW}"
    (regel,) = regels_over(wie).filter(gebeurtenis=gebeurtenissen.ORGANISATOR_GEWIJZIGD.code)
    assert regel.gegevens["velden"] == ["nummer"]
    html = client_an.get(f"/organisatoren/{NIEUW}/").content.decode()
    assert "Nummer gewijzigd" in html
    assert "(voorlopig nummer)" not in html
    assert "Nu nog voorlopig" not in client_an.get(f"/organisatoren/{NIEUW}/wijzigen/").content.decode()


@pytest.mark.parametrize("pad", ["", "contact/", "wijzigen/", "betrokkenen/nieuw/", "toewijzen/"])
def test_elk_adres_met_het_oude_nummer_leidt_er_nog_heen(client_carla: Client, starter: Dossier, pad: str) -> None:
    geef(client_carla, starter.organisator, NIEUW)
    assert client_carla.get(f"/organisatoren/{OUD}/{pad}").status_code == 200


@pytest.mark.parametrize("q", [OUD, OUD.lower(), "v eigen 62D8A17B5D", "V-EIGEN-62D8"])
def test_met_het_oude_nummer_wordt_gevonden_wie_nu_een_ander_heeft(
    client_an: Client, starter: Dossier, an: Medewerker, q: str
) -> None:
    wie = starter.organisator
    geef(client_an, wie, NIEUW)
    wijzig_dossier(dossier=starter, versie=1, naam="De Tweede Stap", door=an, op=timezone.now())  # words written anew
    assert [v.ding for v in opzoeken.zoek_organisatoren(an, q)] == [wie]
    assert f"/organisatoren/{NIEUW}/" in client_an.get("/organisatoren/", {"q": q}).content.decode()


def test_wie_het_oude_nummer_intikt_springt_erheen_en_kiest_het(client_an: Client, starter: Dossier, an: Medewerker) -> None:
    wie = starter.organisator
    geef(client_an, wie, NIEUW)
    assert opzoeken.spring(an, OUD) == f"/organisatoren/{NIEUW}/"
    assert Organisatoren(an).precies("v-eigen-62d8a17b5d") == wie
    assert Organisatoren(an).vind(OUD) == wie
    (vondst,) = opzoeken.zoek_organisatoren(an, OUD)
    assert vondst.waarom == "op vroeger nummer"
    call_command("controleer")


def test_ook_een_locatie_wordt_met_haar_oude_nummer_gevonden(an: Medewerker, starter: Dossier) -> None:
    eerste = maak_dossier("De Derde Stap", starter.organisator, dossiernummer="V-AANVRAAG-0A1B2C3D4E")
    wijzig_dossier(dossier=eerste, versie=1, dossiernummer="123456780", door=an, op=timezone.now())
    assert opzoeken.spring(an, "v-aanvraag-0a1b2c3d4e") == "/dossiers/123456780/"
    (vondst,) = opzoeken.zoek_dossiers(an, "V-AANVRAAG-0A1B")
    assert (vondst.ding, vondst.waarom) == (eerste, "op vroeger nummer")
    assert Dossiers(an).vind("V-AANVRAAG-0A1B2C3D4E") == eerste


@pytest.mark.parametrize("nummer", ["12345678", "12345678901", "12345678a", "V-EIGEN-1", "１２３４５６７８９", "👶" * 9])
def test_wat_geen_nummer_is_wordt_bij_het_veld_geweigerd(client_an: Client, starter: Dossier, nummer: str) -> None:
    antwoord = geef(client_an, starter.organisator, nummer, telefoon="0470 11 22 33")
    assert antwoord.status_code == 422
    assert "0470 11 22 33" in antwoord.content.decode()
    assert Organisator.objects.filter(nummer=OUD).exists()


def test_het_nummer_van_een_andere_organisator_wordt_geweigerd(client_an: Client, starter: Dossier, zonnebloem: Dossier) -> None:
    antwoord = geef(client_an, starter.organisator, zonnebloem.organisator.nummer)
    assert antwoord.status_code == 422
    assert "Een andere organisator heeft dit nummer al." in antwoord.content.decode()


def test_een_echt_nummer_verandert_niet_meer(client_an: Client, zonnebloem: Dossier) -> None:
    wie = zonnebloem.organisator
    antwoord = client_an.post(f"{wie.get_absolute_url()}wijzigen/", velden(wie, nummer=NIEUW))
    assert antwoord.status_code == 422
    assert "dat verandert niet meer" in antwoord.content.decode()


def test_wie_als_tweede_een_nummer_geeft_ziet_beide(client_an: Client, starter: Dossier) -> None:
    tweede = velden(starter.organisator, nummer="400000999")
    geef(client_an, starter.organisator, NIEUW)
    antwoord = client_an.post(f"/organisatoren/{OUD}/wijzigen/", tweede)
    assert antwoord.status_code == 409
    for wat in (f"<bdi>{NIEUW}</bdi>", "<bdi>400000999</bdi>", "heeft intussen een nummer"):
        assert wat in antwoord.content.decode(), wat


def test_zonder_nummer_blijft_het_voorlopige_en_de_rest_wordt_bewaard(client_an: Client, starter: Dossier) -> None:
    assert geef(client_an, starter.organisator, "", telefoon="03 111 11 11").status_code == 302
    assert Organisator.objects.get(nummer=OUD).telefoon == "03 111 11 11"


def test_twee_die_tegelijk_hetzelfde_nummer_geven(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    wie = [maak_organisator(naam, an, nummer=f"V-EIGEN-{naam.upper()}") for naam in ("een", "twee")]
    locaties = [maak_dossier("Plek", wie[0], dossiernummer=f"V-EIGEN-{nr}") for nr in (1, 2)]
    nu = timezone.now()

    def nummer_van(een: Organisator) -> Callable[[], object]:
        waarden = {veld: getattr(een, veld) for veld in VELDEN}
        return partial(wijzig_organisator, organisator=een, versie=1, nummer=NIEUW, door=an, op=nu, **waarden)

    def dossiernummer_van(een: Dossier) -> Callable[[], object]:
        return partial(wijzig_dossier, dossier=een, versie=1, dossiernummer=NIEUW, door=an, op=nu)

    for samen in (map(nummer_van, wie), map(dossiernummer_van, locaties)):
        uit = tegelijk(*samen)
        assert sorted(type(een).__name__ for een in uit if isinstance(een, Exception)) == ["ValidationError"]


# --- By what comes in ----------------------------------------------------------------------------------------------------------


def test_het_register_kent_wie_hetzelfde_ondernemingsnummer_heeft(an: Medewerker, starter: Dossier, tmp_path: Path) -> None:
    nieuw = {"organisatornummer": NIEUW, "organisator": "Starterskind vzw"}
    uit, fout = importeer(
        tmp_path,
        {"dossiernummer": "300000009", "kbo": "0413.895.634", **nieuw},
        {"dossiernummer": "300000010", "kbo": "", "huisnummer": "7", **nieuw},
    )
    assert (telling(uit)[:2], [zin for zin in fout if "kbo" in zin]) == ([2, 0], [])
    wie = Organisator.objects.get(nummer=NIEUW)
    assert (wie.pk, wie.naam, wie.dossiers.count()) == (starter.organisator_id, "Starterskind vzw", 3)
    assert Tijdlijnregel.objects.get(titel="Nummer gewijzigd uit het register").kort == f"Nummer: {OUD} → {NIEUW}"
    assert [e.nummer for e in OrganisatorEvent.objects.filter(pgh_obj=wie).order_by("pgh_id")] == [OUD, NIEUW]
    assert opzoeken.spring(an, OUD) == f"/organisatoren/{NIEUW}/"
    importeer(tmp_path, {"dossiernummer": "300000009", "kbo": "0413.895.634", **nieuw})
    assert OrganisatorEvent.objects.filter(pgh_obj=wie).count() == 2


def test_heeft_een_ander_het_nummer_al_dan_kijkt_een_mens_na(starter: Dossier, zonnebloem: Dossier, tmp_path: Path) -> None:
    ander = zonnebloem.organisator
    rij = {"dossiernummer": "300000009", "kbo": KBO, "organisatornummer": ander.nummer, "organisator": ander.naam}
    _, fout = importeer(tmp_path, rij)
    assert fout == [f"regel 2, kbo: dit ondernemingsnummer hoort al bij organisator {OUD}"]
    assert Organisator.objects.filter(nummer=OUD).exists()


def test_twee_nummers_bij_een_ondernemingsnummer_geven_er_geen_twee(starter: Dossier, tmp_path: Path) -> None:
    _, fout = importeer(
        tmp_path,
        {"dossiernummer": "300000009", "kbo": KBO, "organisatornummer": NIEUW},
        {"dossiernummer": "300000010", "kbo": KBO, "organisatornummer": "400000999"},
        {"dossiernummer": "300000011", "kbo": "", "organisatornummer": "400000999"},
    )
    assert [zin for zin in fout if "kbo" in zin] == [f"regel 3, kbo: dit ondernemingsnummer hoort al bij organisator {OUD}"]
    assert Organisator.objects.get(nummer=NIEUW).pk == starter.organisator_id
    assert Dossier.objects.get(dossiernummer="300000011").organisator.nummer == "400000999"


def _in_pakket(nummer: str, dossiernummer: str) -> historiek.Anders:
    eerste = historiek.RIJEN["dossiers.csv"][0]
    return {
        "organisatoren.csv": [f"o1;{nummer};Zonnebloem vzw;;vzw;;an"],
        "dossiers.csv": [eerste.replace("123456789", dossiernummer)],
    }


def test_de_historiek_kent_beide_aan_de_sleutel_van_het_oude_systeem(an: Medewerker, tmp_path: Path) -> None:
    voorlopig, echt = _in_pakket("V-EDISON-O1", "V-EDISON-D1"), _in_pakket(NIEUW, "123456780")
    historiek.importeer(historiek.pakket(tmp_path, voorlopig))
    historiek.importeer(historiek.pakket(tmp_path, echt))
    dossier = Dossier.objects.get()
    assert (dossier.dossiernummer, dossier.organisator.nummer) == ("123456780", NIEUW)
    assert set(Tijdlijnregel.objects.filter(soort="dossiers.gewijzigd").values_list("kort", flat=True)) == {
        f"Nummer: V-EDISON-O1 → {NIEUW}",
        "Dossiernummer: V-EDISON-D1 → 123456780",
    }
    # An older package, which still says the provisional ones, brings nothing back and finds everything.
    historiek.importeer(historiek.pakket(tmp_path, voorlopig))
    dossier = Dossier.objects.get()
    assert (dossier.dossiernummer, dossier.organisator.nummer) == ("123456780", NIEUW)


def test_een_oud_pakket_van_hier_kent_wat_intussen_een_nummer_kreeg(
    client_an: Client, starter: Dossier, an: Medewerker, tmp_path: Path
) -> None:
    locatie = maak_dossier("De Derde Stap", starter.organisator, dossiernummer="V-AANVRAAG-0A1B2C3D4E")
    pad = tmp_path / "uit.zip"
    call_command("exporteer_historiek", str(pad))
    geef(client_an, starter.organisator, NIEUW)
    wijzig_dossier(dossier=locatie, versie=1, dossiernummer="123456780", door=an, op=timezone.now())
    historiek.importeer(pad)
    assert Dossier.objects.count() == 2
    assert Organisator.objects.get().nummer == NIEUW


def test_is_het_nummer_van_een_ander_dossier_dan_blijft_het_voorlopig(an: Medewerker, tmp_path: Path) -> None:
    historiek.importeer(historiek.pakket(tmp_path, _in_pakket("V-EDISON-O1", "V-EDISON-D1")))
    maak_dossier("Van het register", Organisator.objects.get(), dossiernummer="123456780")
    historiek.importeer(historiek.pakket(tmp_path, _in_pakket("V-EDISON-O1", "123456780")))
    assert Dossier.objects.filter(dossiernummer="V-EDISON-D1").exists()
    melding = Importmelding.objects.get(kolom="dossiernummer")
    assert melding.zin == "het register zegt “123456780”, in het dossier staat “V-EDISON-D1”"


def test_twee_rijen_met_een_dossiernummer_worden_genoemd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    eerste = historiek.RIJEN["dossiers.csv"][0]
    with pytest.raises(CommandError, match="1 fout; er is niets overgenomen"):
        historiek.importeer(historiek.pakket(tmp_path, {"dossiers.csv": [eerste, eerste.replace("d1;", "d2;")]}))
    assert "dossiers.csv, regel 3, dossiernummer: dit dossiernummer staat al op regel 2" in capsys.readouterr().err


def test_een_nummer_dat_geen_is_weigert_de_actie_zelf(starter: Dossier, an: Medewerker) -> None:
    wie = starter.organisator
    with pytest.raises(ValidationError, match="9 of 10 cijfers"):
        wijzig_organisator(
            organisator=wie, versie=1, nummer="1", door=an, op=timezone.now(), **{veld: getattr(wie, veld) for veld in VELDEN}
        )
