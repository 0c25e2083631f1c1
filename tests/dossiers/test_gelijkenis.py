"""Two places that could be taken for each other are pointed out, wherever something is entered."""

import pytest
from django.db import connection
from django.test import Client

from dossiers.choices import Dossierstatus
from dossiers.models import Dossier, Organisator
from dossiers.queries.gelijkenis import Nieuwe, gelijkende_dossiers, gelijkende_organisatoren, gelijkenissen_van, lijken_op_elkaar
from kern.models import Medewerker
from tests.mensen import Inloggen
from tests.wereld import geef_toegang, maak_dossier, maak_organisator

HOVE = {"postcode": "2540", "gemeente": "Hove", "straat": "Dorpsplein", "huisnummer": "7", "telefoon": ""}
GENT = {"postcode": "9000", "gemeente": "Gent", "straat": "Dorpsplein", "huisnummer": "7", "telefoon": ""}


def lijknaam(naam: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT dossiers_lijknaam(%s)", [naam])
        return str(cursor.fetchone()[0])


# --- Names ----------------------------------------------------------------------------------------------------------------
MOET = [
    ("’t Bengeltje", "De Bengeltjes"),  # in reality, in one week
    ("'t Bengeltje", "Kinderopvang Bengels"),
    ("De Klavertjes", "’t Klavertje"),
    ("De Klavertjes", "’t Klaverke"),
    ("De Klavertjes", "Klavertje Vier"),
    ("Regenboog Noord", "Regenboog Zuid"),
    ("De Zonnebloem", "Zonnebloempje"),
    ("De Zonnebloem", "Zonnebloem vzw"),
    ("Kinderdagverblijf De Zonnebloem", "Onthaalouder Zonnebloem"),
    ("Mini-crèche Pöpke", "Popke"),
    ("Rosa’s nest", "Rosas Nestje"),
    ("Pipo", "Pipa"),  # one letter
    ("De Zeester", "De Zeesterren"),
    ("Kidz Planet", "Kids Planet"),
    ("Bij Petra", "Petra’s nest"),
]
MAG_NIET = [
    ("De Zonnebloem", "Zonnekind"),
    ("Kabouterland", "Kabouterbos"),
    ("Kinderopvang De Wolk", "Kinderopvang De Ster"),  # what all have in common does not count
    ("De Kinderopvang", "De Wolkjes"),
    ("Bij Petra", "Bij Greta"),
    ("De Zandloper", "De Zeester"),
    ("De Merel", "De Mier"),
    ("Onthaalouder An", "Onthaalouder Els"),
    ("De Eekhoorn vzw", "De Egel vzw"),
    ("Bloemenland", "Sterrenland"),
    ("Vlinder", "Vlieger"),
]


@pytest.mark.parametrize(("een", "ander"), MOET)
@pytest.mark.django_db
def test_deze_namen_zijn_te_verwarren(een: str, ander: str) -> None:
    assert lijken_op_elkaar(lijknaam(een), lijknaam(ander)), (lijknaam(een), lijknaam(ander))
    assert lijken_op_elkaar(lijknaam(ander), lijknaam(een))


@pytest.mark.parametrize(("een", "ander"), MAG_NIET)
@pytest.mark.django_db
def test_deze_namen_zijn_niet_te_verwarren(een: str, ander: str) -> None:
    assert not lijken_op_elkaar(lijknaam(een), lijknaam(ander)), (lijknaam(een), lijknaam(ander))


@pytest.mark.parametrize(
    ("naam", "wat_ze_onderscheidt"),
    [
        ("Kinderopvang De Bengeltjes", "bengel"),
        ("’t Bengelke vzw", "bengel"),
        ("De Kinderopvang", "de kinderopvang"),  # nothing else: then the name itself
        ("Bij An", "an"),
        ("", ""),
        ("🎈", ""),
    ],
)
@pytest.mark.django_db
def test_van_een_naam_blijft_over_wat_hem_onderscheidt(naam: str, wat_ze_onderscheidt: str) -> None:
    assert lijknaam(naam) == wat_ze_onderscheidt


# --- Places ---------------------------------------------------------------------------------------------------------------
@pytest.fixture
def bengeltjes(an: Medewerker) -> Dossier:
    """De Bengeltjes in Hove, next to Mortsel."""
    return maak_dossier("De Bengeltjes", maak_organisator("Bengelkind bv", an), **HOVE)


def gevonden(nieuwe: Nieuwe) -> list[tuple[str, tuple[str, ...]]]:
    return [(g.ding.naam, g.redenen) for g in gelijkende_dossiers(nieuwe)]


@pytest.mark.django_db
def test_een_naam_die_lijkt_in_een_buurgemeente_wordt_gezegd_met_de_afstand(bengeltjes: Dossier) -> None:
    (gelijkenis,) = gelijkende_dossiers(Nieuwe("’t Bengeltje", "2640", "Mortsel"))
    assert (gelijkenis.ding, gelijkenis.redenen, gelijkenis.waar) == (bengeltjes, ("lijkt op",), "Hove, 2 km")


@pytest.mark.django_db
def test_in_dezelfde_gemeente_staat_er_geen_afstand(bengeltjes: Dossier) -> None:
    (gelijkenis,) = gelijkende_dossiers(Nieuwe("’t Bengeltje", "2540", "Hove"))
    assert (gelijkenis.km, gelijkenis.waar) == (0, "Hove")


@pytest.mark.django_db
def test_dezelfde_naam_aan_de_andere_kant_van_het_land_is_geen_waarschuwing(bengeltjes: Dossier) -> None:
    assert gevonden(Nieuwe("De Bengeltjes", "8400", "Oostende")) == []


@pytest.mark.django_db
def test_ook_een_gesloten_locatie_en_die_van_een_ander_team_tellen_mee(bengeltjes: Dossier) -> None:
    anders = maak_organisator("Oud vzw")
    maak_dossier("’t Bengelke", anders, "oost-vlaanderen", **HOVE | {"huisnummer": "8"}, status=Dossierstatus.GESTOPT)
    assert {naam for naam, _ in gevonden(Nieuwe("Bengeltje", "2640", "Mortsel"))} == {"De Bengeltjes", "’t Bengelke"}


@pytest.mark.django_db
def test_hetzelfde_adres_wordt_gezegd_ook_onder_een_heel_andere_naam(bengeltjes: Dossier) -> None:
    zelfde = Nieuwe("Avonturia", "2540", "Hove", straat="DORPSPLEIN", huisnummer="7")
    assert gevonden(zelfde) == [("De Bengeltjes", ("zelfde adres",))]
    assert gevonden(Nieuwe("Avonturia", "2540", "Hove", straat="Dorpsplein", huisnummer="77")) == []
    assert gevonden(Nieuwe("Avonturia", "2540", "Hove", straat="Dorpsplein")) == []


@pytest.mark.django_db
def test_hetzelfde_telefoonnummer_wordt_overal_gezegd_hoe_het_ook_geschreven_is(an: Medewerker) -> None:
    maak_dossier("De Bengeltjes", maak_organisator("Bengelkind bv", an), **HOVE | {"telefoon": "0470/00.00.77"})
    ver = Nieuwe("Avonturia", "8400", "Oostende", telefoon="+32 470 00 00 77")
    assert gevonden(ver) == [("De Bengeltjes", ("zelfde telefoonnummer",))]
    assert gevonden(Nieuwe("Avonturia", "8400", "Oostende", telefoon="0470")) == []


@pytest.mark.django_db
def test_alle_redenen_staan_bij_een_locatie_en_de_meeste_gaan_voor(bengeltjes: Dossier) -> None:
    maak_dossier("’t Bengeltje", maak_organisator("Ander vzw"), **GENT | {"postcode": "2640", "gemeente": "Mortsel"})
    nieuwe = Nieuwe("Bengels", "2540", "Hove", straat="Dorpsplein", huisnummer="7", organisator=bengeltjes.organisator_id)
    assert gevonden(nieuwe) == [
        ("De Bengeltjes", ("lijkt op", "zelfde adres", "zelfde organisator")),
        ("’t Bengeltje", ("lijkt op",)),
    ]


@pytest.mark.django_db
def test_dezelfde_organisator_alleen_is_geen_gelijkenis(bengeltjes: Dossier) -> None:
    assert gevonden(Nieuwe("Avonturia", "2540", "Hove", organisator=bengeltjes.organisator_id)) == []


@pytest.mark.django_db
def test_een_dossier_lijkt_niet_op_zichzelf(an: Medewerker, bengeltjes: Dossier) -> None:
    assert gelijkenissen_van(bengeltjes, voor=an) == []


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.django_db
def test_de_gelijkenissen_van_een_dossier_kosten_een_vraag(
    an: Medewerker, bengeltjes: Dossier, aantal: int, django_assert_num_queries
) -> None:
    for nummer in range(aantal):
        maak_dossier(f"’t Bengeltje {nummer}", bengeltjes.organisator, postcode="2640", gemeente="Mortsel")
    with django_assert_num_queries(1):
        gevonden = gelijkenissen_van(bengeltjes, voor=an)
    assert len(gevonden) == aantal


@pytest.mark.django_db
def test_er_worden_er_nooit_meer_getoond_dan_men_leest(an: Medewerker, bengeltjes: Dossier) -> None:
    for nummer in range(9):
        maak_dossier(f"’t Bengeltje {nummer}", bengeltjes.organisator, postcode="2640", gemeente="Mortsel")
    assert len(gelijkenissen_van(bengeltjes, voor=an)) == 6


@pytest.mark.django_db
def test_organisatoren_lijken_op_elkaar_door_hun_locaties_hun_zetel_of_hun_telefoon(bengeltjes: Dossier) -> None:
    zetel = maak_organisator("Bengelkids vzw", postcode="2650", gemeente="Edegem")
    maak_organisator("Bengelkind", postcode="8400", gemeente="Oostende", telefoon="059 00 00 01")
    namen = [g.ding.naam for g in gelijkende_organisatoren(Nieuwe("Bengelkind", "2640", "Mortsel"))]
    assert namen == ["Bengelkind bv", "Bengelkids vzw"]
    (zelfde,) = gelijkende_organisatoren(Nieuwe("Avonturia", "2640", "Mortsel", telefoon="+3259000001"))
    assert (zelfde.ding.naam, zelfde.redenen) == ("Bengelkind", ("zelfde telefoonnummer",))
    (ander,) = gelijkende_organisatoren(Nieuwe("Bengelkids vzw", "2650", "Edegem", zonder=zetel.pk))
    assert isinstance(ander.ding, Organisator)
    assert ander.ding == bengeltjes.organisator


@pytest.mark.django_db
def test_zonder_bekende_gemeente_telt_de_geschreven_naam_ervan(an: Medewerker) -> None:
    wie = maak_organisator("Grachtenkind bv", an)
    maak_dossier("De Grachtjes", wie, postcode="1012", gemeente="Amsterdam", refnis="")
    assert gevonden(Nieuwe("’t Grachtje", "1012", "Amsterdam")) == [("De Grachtjes", ("lijkt op",))]


@pytest.mark.django_db
def test_een_externe_hoort_niets_over_andere_locaties(an: Medewerker, hanne: Medewerker, bengeltjes: Dossier) -> None:
    maak_dossier("’t Bengeltje", bengeltjes.organisator, postcode="2640", gemeente="Mortsel")
    assert gelijkenissen_van(bengeltjes, voor=hanne) == []
    assert len(gelijkenissen_van(bengeltjes, voor=an)) == 1


@pytest.mark.django_db
def test_wie_een_dossier_wijzigt_leest_op_welk_ander_het_lijkt(client_an: Client, bengeltjes: Dossier) -> None:
    ander = maak_dossier("’t Bengeltje", bengeltjes.organisator, postcode="2640", gemeente="Mortsel")
    html = client_an.get(f"{bengeltjes.get_absolute_url()}wijzigen/").content.decode()
    assert "Let op: te verwarren met" in html
    for tekst in ("’t Bengeltje", ander.dossiernummer, "Mortsel, 2 km", "lijkt op, zelfde organisator"):
        assert tekst in html


@pytest.mark.django_db
def test_ook_de_kaart_van_een_ander_team_waarschuwt(client_bart: Client, bengeltjes: Dossier) -> None:
    maak_dossier("’t Bengeltje", maak_organisator("Ander vzw"), postcode="2640", gemeente="Mortsel")
    assert "Mortsel, 2 km" in client_bart.get(bengeltjes.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("koppen", [{}, {"HX-Request": "true"}])
def test_de_pagina_van_een_dossier_waarschuwt_ook(client_an: Client, bengeltjes: Dossier, koppen: dict[str, str]) -> None:
    """The page asks it after itself; without JavaScript it is a link."""
    maak_dossier("’t Bengeltje", maak_organisator("Ander vzw"), postcode="2640", gemeente="Mortsel")
    adres = f"{bengeltjes.get_absolute_url()}gelijkenissen/"
    html = client_an.get(bengeltjes.get_absolute_url()).content.decode()
    assert f'hx-get="{adres}" hx-trigger="load"' in html
    assert f'<noscript><p><a href="{adres}">' in html
    assert "Mortsel, 2 km" in client_an.get(adres, headers=koppen).content.decode()


@pytest.mark.django_db
def test_wie_van_buiten_komt_hoort_van_geen_andere_locaties(
    hanne: Medewerker, an: Medewerker, inloggen: Inloggen, bengeltjes: Dossier
) -> None:
    maak_dossier("’t Bengeltje", maak_organisator("Ander vzw"), postcode="2640", gemeente="Mortsel")
    geef_toegang(bengeltjes, hanne, an)
    client = inloggen(hanne)
    assert "gelijkenissen/" not in client.get(bengeltjes.get_absolute_url()).content.decode()
    assert "Mortsel, 2 km" not in client.get(f"{bengeltjes.get_absolute_url()}gelijkenissen/").content.decode()
