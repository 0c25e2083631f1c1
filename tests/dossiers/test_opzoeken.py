"""Finding a location or organisator however it is typed."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from dossiers import opzoeken
from dossiers.choices import Opvangtype
from dossiers.models import Dossier, Organisator, Zoekregel
from dossiers.opzoeken import sleutel as sleutels
from dossiers.opzoeken.vraag import als_nummer, lees
from kern import controle
from kern.models import Medewerker
from kern.tekst import afstand_tot_begin
from tests.mensen import Inloggen
from tests.wereld import geef_toegang, maak_dossier, maak_organisator

KBO = "0999000228"


@pytest.fixture
def register(an: Medewerker) -> dict[str, Dossier]:
    """A few places that are easily mixed up."""
    zon = maak_organisator("Zonnebloem vzw", an, kbo=KBO, telefoon="+32 (0)3 455 00 00")
    klaver = maak_organisator("Klaverkind bv", an)
    rosa = maak_organisator("Célinë D’haene", an)
    lijst: list[tuple[str, Organisator, dict[str, Any]]] = [
        ("De Zonnebloem", zon, {"dossiernummer": "300000001", "bronnummer": "A7781"}),
        (
            "De Zonnebloempjes",
            klaver,
            {"postcode": "2650", "gemeente": "Edegem", "straat": "Klaverstraat", "huisnummer": "12 bus 3"},
        ),
        ("'t Klavertje Vier", klaver, {"postcode": "2650", "gemeente": "Edegem", "straat": "Kerkplein", "huisnummer": "4"}),
        ("De Klavertjes", klaver, {"postcode": "2550", "gemeente": "Kontich", "telefoon": "03/457.89.01"}),
        ("Rosa’s nest", rosa, {"postcode": "9000", "gemeente": "Gent", "type": Opvangtype.GEZIN, "plaatsen": 8}),
        ("Mini-crèche Pöpke", rosa, {"postcode": "1050", "gemeente": "Elsene"}),
        ("Het Veer", rosa, {"postcode": "9150", "gemeente": "Kruibeke", "dossiernummer": "V-POI-228940"}),
        ("De Wolkjes", zon, {"postcode": "2800", "gemeente": "Mechelen", "straat": "Zonnebloemlaan", "huisnummer": "9"}),
    ]
    return {naam: maak_dossier(naam, wie, **meer) for naam, wie, meer in lijst}


def namen(wie: Medewerker, q: str) -> list[str]:
    return [vondst.ding.naam for vondst in opzoeken.zoek_dossiers(wie, q)]


@pytest.mark.parametrize(
    ("q", "eerst"),
    [
        ("zonneb", "De Zonnebloem"),  # the beginning of a name
        ("de zonnebloem", "De Zonnebloem"),
        ("het zonnebloem", "De Zonnebloem"),  # another article
        ("bloem", "De Zonnebloem"),  # the end of a compound
        ("Zonebloem", "De Zonnebloem"),  # typing errors
        ("zonnebolem", "De Zonnebloem"),
        ("klavrtjes", "De Klavertjes"),
        ("klavrtj", "De Klavertjes"),  # and not finished yet
        ("klavertjes kontihc", "De Klavertjes"),
        ("veer gnet", ""),  # not everything is nearly something
        ("klaver edegem", "'t Klavertje Vier"),  # words of name and gemeente
        ("edegem klaver", "'t Klavertje Vier"),  # in any order
        ("vier klavertje", "'t Klavertje Vier"),
        ("t klavertje", "'t Klavertje Vier"),
        ("’T KLAVERTJE", "'t Klavertje Vier"),
        ("rosas nest", "Rosa’s nest"),
        ("rosa's", "Rosa’s nest"),
        ("creche popke", "Mini-crèche Pöpke"),
        ("kerkplein 4", "'t Klavertje Vier"),
        ("klaverstraat 12", "De Zonnebloempjes"),
        ("klaverkind kontich", "De Klavertjes"),  # organisator and gemeente
        ("dhaene gent", "Rosa’s nest"),
        ("d'haene gent", "Rosa’s nest"),
        ("kruibeke", "Het Veer"),  # the gemeente as it was written
        ("beveren", "Het Veer"),  # and as it is since the merger
        ("ixelles", "Mini-crèche Pöpke"),  # and as others call it
        ("300000001", "De Zonnebloem"),
        ("300 000 001", "De Zonnebloem"),
        ("300.000.0", "De Zonnebloem"),
        ("A7781", "De Zonnebloem"),  # the number in the source
        ("V-POI-228940", "Het Veer"),
        ("v poi 2289", "Het Veer"),
        ("228940", "Het Veer"),
        ("2550", "De Klavertjes"),  # a postcode
        ("03 457 89 01", "De Klavertjes"),
        ("+32 3 457 89 01", "De Klavertjes"),
        ("034578901", "De Klavertjes"),
        ("", ""),
        ("  ", ""),
        ("%", ""),
        ("_", ""),
        ("''", ""),
        ("🎈", ""),
        ("xyzzyq", ""),
    ],
)
@pytest.mark.django_db
def test_bart_vindt_een_locatie_hoe_hij_ze_ook_typt(bart: Medewerker, register: dict[str, Dossier], q: str, eerst: str) -> None:
    assert namen(bart, q)[:1] == ([eerst] if eerst else [])


@pytest.mark.parametrize(
    "q", [KBO, "0999.000.228", "BE 0999 000 228", "be0999000228", "BTW BE 0999.000.228", "999.000.228", "0999 00"]
)
@pytest.mark.django_db
def test_een_ondernemingsnummer_vindt_de_organisator_in_elke_schrijfwijze(
    bart: Medewerker, register: dict[str, Dossier], q: str
) -> None:
    assert [v.ding.naam for v in opzoeken.zoek_organisatoren(bart, q)] == ["Zonnebloem vzw"]
    assert namen(bart, q) == ["De Wolkjes", "De Zonnebloem"]  # and both its locations, by name


@pytest.mark.django_db
def test_een_naam_die_begint_gaat_voor_een_woord_in_de_naam_en_dat_voor_straat_en_organisator(
    bart: Medewerker, register: dict[str, Dossier]
) -> None:
    maak_dossier("Kinderopvang Zonnebloem", register["Het Veer"].organisator)
    assert namen(bart, "zonnebloem") == ["De Zonnebloem", "De Zonnebloempjes", "Kinderopvang Zonnebloem", "De Wolkjes"]


@pytest.mark.parametrize(
    ("q", "waarom"),
    [
        ("zonneb", "op naam"),
        ("zonnebloemlaan", "op straat: Zonnebloemlaan 9"),
        ("wolkjes mechelen", "op naam en gemeente"),
        ("wolkjes zonnebloem vzw", "op naam en straat: Zonnebloemlaan 9 en organisator: Zonnebloem vzw"),
        ("wolkejs", "lijkt op; op naam"),
        ("0999 000 228", "op ondernemingsnummer: 0999.000.228"),
        ("2800", "op postcode: 2800"),
    ],
)
@pytest.mark.django_db
def test_elke_vondst_zegt_waarop_ze_gevonden_werd(bart: Medewerker, register: dict[str, Dossier], q: str, waarom: str) -> None:
    assert opzoeken.zoek_dossiers(bart, q)[0].waarom == waarom


@pytest.mark.django_db
def test_de_naam_van_een_gemeente_van_vandaag_wordt_met_de_geschreven_gemeente_uitgelegd(
    bart: Medewerker, register: dict[str, Dossier]
) -> None:
    assert opzoeken.zoek_dossiers(bart, "beveren")[0].velden == (("gemeente", "Kruibeke"),)


@pytest.mark.django_db
def test_wat_verandert_wordt_meteen_zo_gevonden_en_niet_meer_zoals_het_was(
    bart: Medewerker, register: dict[str, Dossier]
) -> None:
    """Whoever writes, and by whatever way: the database keeps the words in step."""
    Dossier.objects.filter(naam="De Wolkjes").update(naam="De Regenboog", straat="Hemelrijk")
    assert namen(bart, "regenboog hemelrijk") == ["De Regenboog"]
    assert namen(bart, "wolkjes") == []
    Organisator.objects.filter(naam="Klaverkind bv").update(naam="Vlinderkind bv")
    assert set(namen(bart, "vlinderkind")) == {"De Klavertjes", "'t Klavertje Vier", "De Zonnebloempjes"}
    assert namen(bart, "klaverkind") == []


@pytest.mark.django_db
def test_een_nieuw_woord_kan_meteen_verkeerd_getypt_worden(bart: Medewerker, register: dict[str, Dossier]) -> None:
    Dossier.objects.filter(naam="De Wolkjes").update(naam="Het Spetterfeest")
    assert namen(bart, "speterfeest") == ["Het Spetterfeest"]


@pytest.mark.django_db
def test_een_externe_vindt_alleen_waarvoor_ze_uitgenodigd_is(
    hanne: Medewerker, an: Medewerker, register: dict[str, Dossier]
) -> None:
    assert namen(hanne, "klaver") == []
    geef_toegang(register["De Klavertjes"], hanne, an)
    assert namen(hanne, "klaver") == ["De Klavertjes"]
    assert namen(hanne, "klavetrjes") == ["De Klavertjes"]
    assert namen(hanne, "zonnebloem") == []
    assert opzoeken.zoek_organisatoren(hanne, "klaver") == []


def test_wat_een_externe_niet_mag_kennen_verandert_niets_aan_wat_ze_met_een_typefout_vindt(
    hanne: Medewerker, an: Medewerker, zonnebloem: Dossier, inloggen: Inloggen
) -> None:
    """Else the typing error tells whether there is a place that is called so."""
    geef_toegang(zonnebloem, hanne, an)
    client = inloggen(hanne)
    maak_dossier("Zonneblom", maak_organisator("Geheim vzw", an))
    for pad in ("/dossiers/?q=zonneblom", "/palet/?q=zonneblom", "/kies/dossier/?naam=x&x_zoek=zonneblom"):
        html = client.get(pad).text
        assert zonnebloem.dossiernummer in html, pad
        assert "Geheim" not in html, pad


@pytest.mark.parametrize("q", ["300000001", "300 000 001", " 300.000.001 "])
@pytest.mark.django_db
def test_een_volledig_nummer_springt_er_recht_heen(client_bart: Client, register: dict[str, Dossier], q: str) -> None:
    antwoord = client_bart.get("/palet/", {"q": q})
    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, "/dossiers/300000001/")


@pytest.mark.parametrize("q", ["0999.000.228", "BE0999000228"])
@pytest.mark.django_db
def test_een_ondernemingsnummer_springt_naar_de_organisator(client_bart: Client, register: dict[str, Dossier], q: str) -> None:
    wie = register["De Zonnebloem"].organisator
    assert client_bart.get("/palet/", {"q": q}).headers["Location"] == wie.get_absolute_url()


@pytest.mark.django_db
def test_een_externe_springt_nergens_heen(hanne: Medewerker, register: dict[str, Dossier]) -> None:
    for q in ("300000001", KBO):
        assert opzoeken.spring(hanne, q) is None


@pytest.mark.parametrize(
    ("getypt", "nummer"),
    [
        ("v poi 228940", "V-POI-228940"),
        ("V-POI-228940", "V-POI-228940"),
        ("1234 567 890", "1234567890"),
        ("12345678", ""),
        ("12345678901", ""),
        ("v", ""),
        ("klaver 12", ""),
    ],
)
def test_een_nummer_is_pas_een_nummer_als_het_heel_is(getypt: str, nummer: str) -> None:
    assert als_nummer(getypt) == nummer


def test_een_geplakte_bladzijde_is_geen_vraag() -> None:
    vraag = lees("woord " * 10_000 + "x" * 100_000)
    assert vraag.woorden == ("woord", "woor")
    assert len(lees(" ".join(f"w{i}" for i in range(50))).woorden) == 6


@pytest.mark.django_db
def test_de_lijst_vindt_hetzelfde_ook_met_een_typefout(client_bart: Client, register: dict[str, Dossier]) -> None:
    for q, gevonden in (
        ("klaver edegem", "Klavertje Vier"),
        ("zonnebolempjes", "De Zonnebloempjes"),
        ("0999.000.228", "De Wolkjes"),
    ):
        html = client_bart.get("/dossiers/", {"q": q}).content.decode()
        assert gevonden in html
        assert "Rosa" not in html
    assert "Klaverkind" in client_bart.get("/organisatoren/", {"q": "klaverkidn"}).content.decode()


@pytest.mark.parametrize(
    ("q", "aantal", "vragen"), [("klaver", 1, 5), ("klaver", 3, 5), ("klavrtjes", 1, 6), ("klavrtjes", 3, 6)]
)
@pytest.mark.django_db
def test_opzoeken_kost_een_vast_aantal_vragen(
    bart: Medewerker, an: Medewerker, q: str, aantal: int, vragen: int, django_assert_num_queries
) -> None:
    """At most six: two ways of looking, what was found of each kind, and below three answers words nearly like those typed."""
    wie = maak_organisator("Klavertjes vzw", an)
    for nummer in range(aantal):
        maak_dossier(f"De Klavertjes {nummer}", wie)
    with django_assert_num_queries(vragen):
        opzoeking = opzoeken.Opzoeking(bart, q)
        opzoeking.dossiers()
        opzoeking.organisatoren()


# --- One way of comparing, in Python and in the database ----------------------------------------------------------------
def _in_databank(functie: str, tekst: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {functie}(%s)", [tekst])
        return str(cursor.fetchone()[0])


LETTERS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_characters="\x7f") | st.sampled_from("’‘`´'-–/&.,()€🎈ʼ"),
    max_size=40,
)


@pytest.mark.django_db
@given(tekst=LETTERS)
@example(tekst="’t Klavertje-Vier")
@example(tekst="D’haene, Célinë")
@example(tekst="De  ")
@example(tekst="ĳsbeer œuf Łódź ß İ ı")
def test_python_en_databank_vergelijken_teksten_op_dezelfde_manier(tekst: str) -> None:
    assert sleutels.sleutel(tekst) == _in_databank("dossiers_sleutel", tekst)
    assert sleutels.naamsleutel(tekst) == _in_databank("dossiers_naamsleutel", tekst)
    assert sleutels.nummersleutel(tekst) == _in_databank("dossiers_nummersleutel", tekst)


@pytest.mark.django_db
@given(tekst=st.text("0123456789+ ./()-", max_size=20))
def test_python_en_databank_lezen_een_telefoonnummer_op_dezelfde_manier(tekst: str) -> None:
    assert sleutels.telefoonsleutel(tekst) == _in_databank("dossiers_telefoonsleutel", tekst)


@pytest.mark.django_db
@given(een=st.text("abcde 12", max_size=20), ander=st.text("abcde 12", max_size=20))
def test_de_gelijkheid_van_python_is_die_van_de_databank(een: str, ander: str) -> None:
    een, ander = sleutels.sleutel(een), sleutels.sleutel(ander)
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity(%s, %s)", [een, ander])
        assert sleutels.gelijkheid(een, ander) == pytest.approx(cursor.fetchone()[0], abs=1e-6)


@pytest.mark.parametrize(
    ("getypt", "woord", "fouten"),
    [
        ("klaver", "klaver", 0),
        ("klav", "klaver", 0),
        ("klavr", "klaver", 1),
        ("gnet", "gent", 1),
        ("zonebl", "zonnebloem", 1),
        ("abc", "xyz", 3),
    ],
)
def test_fouten_worden_geteld_tot_aan_het_einde_van_wat_getypt_is(getypt: str, woord: str, fouten: int) -> None:
    assert afstand_tot_begin(getypt, woord) == fouten


@pytest.mark.django_db
def test_een_regel_die_niet_klopt_valt_op_en_herindexeren_herstelt_ze(
    bart: Medewerker, register: dict[str, Dossier], capsys: pytest.CaptureFixture[str]
) -> None:
    assert controle.voer_uit(["dossiers.opzoeken"])[0].fout == 0
    Zoekregel.objects.filter(dossier=register["De Wolkjes"]).update(tekst=" iets anders ")
    Zoekregel.objects.filter(dossier=register["Het Veer"]).delete()
    assert controle.voer_uit(["dossiers.opzoeken"])[0].fout == 2
    call_command("herindex_opzoeken")
    assert capsys.readouterr().out == "11 locaties en organisatoren zijn opnieuw te vinden.\n"
    assert controle.voer_uit(["dossiers.opzoeken"])[0].fout == 0
    assert namen(bart, "wolkejs") == ["De Wolkjes"]
