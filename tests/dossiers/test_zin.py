"""The one sentence about a location: what it counts, how it says so, what it costs, and that a card has none."""

from datetime import date, datetime, timedelta
from itertools import count

import pytest
from pytest_django import DjangoAssertNumQueries

from dossiers.actions.aandacht import open_aandacht, sluit_aandacht
from dossiers.actions.tijdlijn import laat_vervallen, schrijf
from dossiers.choices import Dossierstatus
from dossiers.models import Dossier
from dossiers.queries.zin import Zin, geleden, zinnen
from kern.choices import Toon
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.usefixtures("proefsoorten")
NU = datetime(2026, 11, 22, 10, 0, tzinfo=BRUSSEL)
_nummer = count(1)


def gebeurt(dossier: Dossier, soort: str, op: datetime, bekend: datetime | None = None) -> str:
    verwijzing = f"t{next(_nummer)}"
    schrijf(over=dossier, soort=soort, verwijzing=verwijzing, titel=soort, op=op, bekend_sinds=bekend or op, door=None)
    return verwijzing


def vraagt_aandacht(dossier: Dossier, soort: str, op: datetime = NU) -> str:
    verwijzing = f"a{next(_nummer)}"
    open_aandacht(dossier=dossier, soort=soort, verwijzing=verwijzing, reden="Een reden", op=op)
    return verwijzing


def zin(dossier: Dossier, wie: Medewerker, op: datetime = NU, bekend_op: datetime | None = None) -> Zin:
    met_weg = Dossier.objects.met_weg(wie).filter(pk=dossier.pk)
    return zinnen(met_weg, voor=wie, op=op, bekend_op=bekend_op)[dossier.pk]


def test_een_rustige_locatie_in_een_zin(an: Medewerker, zonnebloem: Dossier) -> None:
    gebeurt(zonnebloem, "test.bezoek", NU - timedelta(days=350))
    vraagt_aandacht(zonnebloem, "test.tekort")
    for dagen in (10, 100, 364):
        gebeurt(zonnebloem, "test.melding", NU - timedelta(days=dagen))
    uit = zin(zonnebloem, an)
    assert uit.tekst == "Rustig. Bezoek 11 m geleden, 1 open tekort, 3 meldingen in 12 m tegen 0 vorig jaar."
    assert (uit.toon, uit.icoon) == (Toon.GOED, "vinkrond")


def test_wat_nooit_gebeurde_wordt_gezegd_of_weggelaten(an: Medewerker, zonnebloem: Dossier) -> None:
    assert zin(zonnebloem, an).tekst == "Rustig. Nog geen bezoek bekend."


def test_het_zwaarste_punt_geeft_het_eerste_woord(an: Medewerker, zonnebloem: Dossier) -> None:
    vraagt_aandacht(zonnebloem, "test.traject")
    assert zin(zonnebloem, an).woord == "Let op."
    gevaar = vraagt_aandacht(zonnebloem, "test.gevaar")
    assert zin(zonnebloem, an).tekst == "Gevaar. Nog geen bezoek bekend, 1 lopend traject, 1 gevaarsituatie."
    sluit_aandacht(soort="test.gevaar", verwijzing=gevaar, op=NU)
    assert zin(zonnebloem, an).woord == "Let op."


def test_wat_niet_in_de_zin_hoort_telt_niet_mee(an: Medewerker, zonnebloem: Dossier) -> None:
    vraagt_aandacht(zonnebloem, "test.stil")
    gebeurt(zonnebloem, "test.nota", NU)
    assert zin(zonnebloem, an).tekst == "Rustig. Nog geen bezoek bekend."


@pytest.mark.parametrize(
    ("status", "woord"),
    [
        (Dossierstatus.VERGUND, "Rustig."),
        (Dossierstatus.GESCHORST, "Let op."),
        (Dossierstatus.GESTOPT, "Gesloten."),
        (Dossierstatus.OPGEHEVEN, "Gesloten."),
    ],
)
def test_een_geschorste_of_gesloten_locatie_heet_niet_rustig(an: Medewerker, status: Dossierstatus, woord: str) -> None:
    assert zin(maak_dossier("De Maan", maak_organisator("Maan", an), status=status), an).woord == woord


def test_een_inspectie_is_ook_een_bezoek_en_de_jaren_sluiten_aan(an: Medewerker, zonnebloem: Dossier) -> None:
    gebeurt(zonnebloem, "test.bezoek", NU - timedelta(days=800))
    gebeurt(zonnebloem, "test.inspectie", datetime(2025, 11, 22, 0, 0, tzinfo=BRUSSEL))
    gebeurt(zonnebloem, "test.inspectie", datetime(2025, 11, 21, 23, 59, tzinfo=BRUSSEL))
    gebeurt(zonnebloem, "test.inspectie", datetime(2024, 11, 22, 0, 0, tzinfo=BRUSSEL))
    gebeurt(zonnebloem, "test.inspectie", datetime(2024, 11, 21, 23, 59, tzinfo=BRUSSEL))
    gebeurt(zonnebloem, "test.melding", NU - timedelta(days=400))
    tekst = "Rustig. Bezoek 12 m geleden, 1 inspectie in 12 m tegen 2 vorig jaar, 0 meldingen tegen 1."
    assert zin(zonnebloem, an).tekst == tekst


def test_elk_deel_leidt_naar_wat_het_telt(an: Medewerker, zonnebloem: Dossier) -> None:
    gebeurt(zonnebloem, "test.melding", NU)
    vraagt_aandacht(zonnebloem, "test.tekort")
    url = zonnebloem.get_absolute_url()
    uit = zin(zonnebloem, an)
    assert [deel.url for deel in uit.delen] == [
        f"{url}?soort=test.bezoek&soort=test.inspectie#tijdlijn",
        f"{url}#aandacht",
        f"{url}?soort=test.melding&vanaf=2025-11-22#tijdlijn",
        f"{url}?soort=test.melding&vanaf=2024-11-22&tot=2025-11-21#tijdlijn",
    ]
    assert f'<a href="{url}?soort=test.melding&amp;vanaf=2025-11-22#tijdlijn">1 melding in 12 m</a> <a href=' in uit.html
    assert "Rustig.</a> <a href" in uit.html


def test_wat_vervallen_is_of_nog_moet_komen_telt_niet(an: Medewerker, zonnebloem: Dossier) -> None:
    weg = gebeurt(zonnebloem, "test.melding", NU - timedelta(days=1))
    laat_vervallen(soort="test.melding", verwijzing=weg, op=NU)
    gebeurt(zonnebloem, "test.bezoek", NU + timedelta(days=1))
    assert zin(zonnebloem, an).tekst == "Rustig. Nog geen bezoek bekend."


def test_de_zin_zoals_bekend_op_een_vroeger_moment(an: Medewerker, zonnebloem: Dossier) -> None:
    toen = NU - timedelta(days=30)
    weg = gebeurt(zonnebloem, "test.melding", toen - timedelta(days=5))
    laat_vervallen(soort="test.melding", verwijzing=weg, op=NU)
    gebeurt(zonnebloem, "test.melding", toen - timedelta(days=9), bekend=NU)
    zaak = vraagt_aandacht(zonnebloem, "test.gevaar", toen - timedelta(days=1))
    sluit_aandacht(soort="test.gevaar", verwijzing=zaak, op=NU - timedelta(days=2))
    vroeger = "Gevaar. Nog geen bezoek bekend, 1 gevaarsituatie, 1 melding in 12 m tegen 0 vorig jaar."
    assert zin(zonnebloem, an, op=toen, bekend_op=toen).tekst == vroeger
    assert zin(zonnebloem, an).tekst == "Rustig. Nog geen bezoek bekend, 1 melding in 12 m tegen 0 vorig jaar."


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_zinnen_van_een_lijst_kosten_een_vraag(
    aantal: int, an: Medewerker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        dossier = maak_dossier(f"De Maan {nummer}", maak_organisator(f"Maan {nummer}", an))
        gebeurt(dossier, "test.bezoek", NU)
        vraagt_aandacht(dossier, "test.tekort")
    lijst = list(Dossier.objects.met_weg(an))
    with django_assert_num_queries(1):
        uit = zinnen(lijst, voor=an, op=NU)
    assert {zin.tekst for zin in uit.values()} == {"Rustig. Bezoek vandaag, 1 open tekort."}
    assert len(uit) == aantal


def test_een_kaart_heeft_geen_zin(an: Medewerker, bart: Medewerker, zonnebloem: Dossier) -> None:
    vraagt_aandacht(zonnebloem, "test.gevaar")
    assert zinnen(Dossier.objects.met_weg(bart), voor=bart, op=NU) == {}


def test_wie_de_toegang_niet_vroeg_krijgt_een_fout_en_geen_zin(an: Medewerker, bart: Medewerker, zonnebloem: Dossier) -> None:
    with pytest.raises(ValueError, match="met_weg"):
        zinnen(Dossier.objects.all(), voor=an, op=NU)
    with pytest.raises(ValueError, match="met_weg"):
        zinnen(Dossier.objects.met_weg(an), voor=bart, op=NU)


@pytest.mark.parametrize(
    ("dag", "woorden"),
    [
        (date(2026, 11, 22), "vandaag"),
        (date(2026, 11, 23), "vandaag"),
        (date(2026, 11, 21), "1 d geleden"),
        (date(2026, 10, 23), "30 d geleden"),
        (date(2026, 10, 22), "1 m geleden"),
        (date(2025, 11, 23), "11 m geleden"),
        (date(2025, 11, 22), "12 m geleden"),
        (date(2024, 11, 23), "23 m geleden"),
        (date(2024, 11, 22), "2 j geleden"),
        (date(2020, 12, 1), "5 j geleden"),
    ],
)
def test_hoe_lang_geleden_met_belgische_maanden(dag: date, woorden: str) -> None:
    assert geleden(dag, date(2026, 11, 22)) == woorden


def test_de_laatste_dag_van_een_korte_maand_is_een_maand_later() -> None:
    assert geleden(date(2026, 1, 31), date(2026, 2, 28)) == "1 m geleden"
