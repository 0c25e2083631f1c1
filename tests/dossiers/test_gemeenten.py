"""Which gemeente and team an address belongs to, and how far gemeenten lie apart."""

import pytest

from dossiers import controles, gegevens
from dossiers.choices import Dossierstatus
from dossiers.gemeenten import afstand_km, gemeente_van, gemeenten_binnen, refnis_van, team_van
from dossiers.models import Dossier, Gemeente, Postcode
from kern import controle
from kern.models import Team
from tests.wereld import maak_dossier, maak_organisator

MORTSEL, EDEGEM, GENT, LUIK = "11029", "11013", "44021", "62063"


def test_een_postcode_geeft_de_gemeente_van_na_de_fusies_en_haar_team() -> None:
    kruibeke = gemeente_van("9150", "Kruibeke")
    assert kruibeke is not None
    assert (kruibeke.refnis, kruibeke.naam, kruibeke.team) == ("46030", "Beveren-Kruibeke-Zwijndrecht", "oost-vlaanderen")


@pytest.mark.parametrize(
    ("postcode", "naam", "refnis"),
    [
        ("1050", "Elsene", "21009"),
        ("1050", "ixelles", "21009"),
        ("1050", "Brussel", "21004"),
        ("1804", "Zemst", "23096"),
        ("1804", "Cargovil", ""),  # lies in two, and this is the name of neither
        ("9999", "Gent", ""),  # no postcode
        ("", "Sint-Gillis", "21013"),
        ("", "saint-gilles", "21013"),
        ("", "Nergenshuizen", ""),
    ],
)
def test_de_naam_beslist_alleen_waar_de_postcode_dat_niet_kan(postcode: str, naam: str, refnis: str) -> None:
    assert refnis_van(postcode, naam) == refnis


@pytest.mark.parametrize(
    ("postcode", "team"),
    [
        ("1020", "brussel"),
        ("1804", "vlaams-brabant"),
        ("2550", "antwerpen"),
        ("3500", "limburg"),
        ("8000", "west-vlaanderen"),
        ("9000", "oost-vlaanderen"),
        ("4000", None),  # Luik
        ("1300", None),  # Waver
        ("9999", None),
    ],
)
def test_een_postcode_geeft_het_team_van_de_streek(postcode: str, team: str | None) -> None:
    assert team_van(postcode) == team


def test_de_gemeenten_van_een_postcode_liggen_in_een_streek() -> None:
    assert all(len({g.team for g in delen}) == 1 for delen in gegevens.postcodes().values())


def test_elke_gemeente_in_vlaanderen_en_brussel_heeft_een_team_en_een_punt_en_geen_waalse() -> None:
    for gemeente in gegevens.gemeenten().values():
        waals = gemeente.gewest == "Waals Gewest"
        assert (gemeente.team == "", gemeente.lat is None, gemeente.lon is None) == (waals, waals, waals), gemeente


def test_buren_liggen_dichtbij_en_andere_provincies_ver() -> None:
    dichtbij, ver = afstand_km(MORTSEL, EDEGEM), afstand_km(MORTSEL, GENT)
    assert dichtbij is not None
    assert ver is not None
    assert 1 < dichtbij < 4
    assert 45 < ver < 60  # Mortsel - Gent as the crow flies
    assert afstand_km(GENT, MORTSEL) == pytest.approx(ver)


def test_zonder_punt_is_er_geen_afstand_en_geen_buurt() -> None:
    assert afstand_km(MORTSEL, LUIK) is None
    assert gemeenten_binnen(LUIK, 50) == {}
    assert gemeenten_binnen("11056", 10) == {}  # Zwijndrecht of before the merger


def test_de_buurt_begint_bij_de_gemeente_zelf_en_loopt_op_met_de_afstand() -> None:
    buurt = gemeenten_binnen(MORTSEL, 6)
    assert next(iter(buurt.items())) == (MORTSEL, 0.0)
    assert EDEGEM in buurt
    assert GENT not in buurt
    assert list(buurt.values()) == sorted(buurt.values())
    assert all(km <= 6 for km in buurt.values())


@pytest.mark.django_db
def test_de_tabellen_zijn_de_meegeleverde_bestanden() -> None:
    assert (Gemeente.objects.count(), Postcode.objects.count()) == (565, 1152)
    gent = Gemeente.objects.select_related("team").get(refnis=GENT)
    assert (gent.naam, gent.naam_fr, gent.provincie, str(gent.team)) == ("Gent", "Gand", "Oost-Vlaanderen", "Oost-Vlaanderen")
    assert controles._gemeenten_wijken_af() == 0


@pytest.mark.django_db
def test_een_verschil_met_de_bestanden_valt_op() -> None:
    Gemeente.objects.filter(refnis=GENT).update(lat=50)
    Postcode.objects.filter(postcode="9000").delete()
    assert controles._gemeenten_wijken_af() == 3  # the gemeente as it was and as it is, and one postcode


@pytest.mark.django_db
def test_een_nieuw_dossier_weet_in_welke_gemeente_het_ligt(zonnebloem: Dossier) -> None:
    assert zonnebloem.refnis == MORTSEL


@pytest.mark.django_db
def test_een_gesloten_locatie_houdt_de_code_van_voor_de_fusie_een_lopende_niet() -> None:
    organisator = maak_organisator("Scheldekind vzw")
    oud = {"refnis": "11056", "postcode": "2070", "gemeente": "Zwijndrecht"}
    maak_dossier("De Pont", organisator, **oud, status=Dossierstatus.GESTOPT)
    assert controle.voer_uit(["dossiers.refnis"])[0].fout == 0
    maak_dossier("Het Veer", organisator, **oud)
    assert controle.voer_uit(["dossiers.refnis"])[0].fout == 1


@pytest.mark.django_db
def test_elk_team_met_een_streek_bestaat() -> None:
    assert {g.team for g in gegevens.gemeenten().values()} - {""} == set(Team.objects.values_list("code", flat=True))
