"""Reading a timeline: filters, keyset paging both ways over equal moments, one line found back, and what it costs."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from dossiers.actions.dossiers import laat_afwijken
from dossiers.actions.tijdlijn import laat_vervallen, schrijf, vervang
from dossiers.models import Dossier, Organisator, Tijdlijnregel
from dossiers.queries.tijdlijn import Blad, Vraag, lees, van_dossier, van_organisator
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.usefixtures("proefsoorten")
NU = datetime(2026, 3, 12, 14, 0, tzinfo=BRUSSEL)
_nummer = count(1)


def gebeurt(
    over: Dossier | Organisator, soort: str = "test.nota", op: datetime = NU, bekend: datetime | None = None
) -> Tijdlijnregel:
    verwijzing = f"v{next(_nummer)}"
    return schrijf(over=over, soort=soort, verwijzing=verwijzing, titel=soort, op=op, bekend_sinds=bekend or op, door=None)


def blad(dossier: Dossier, vraag: str = "", **meer: object) -> Blad:
    bron = van_dossier(dossier).exclude(soort="dossiers.aangemaakt")
    return lees(bron, Vraag.uit(QueryDict(vraag)), pad="/d/", op=NU, **meer)  # type: ignore[arg-type]


def ankers(blad: Blad) -> list[int]:
    """Ids of the lines shown, in order."""
    html = "".join(dag.html for dag in blad.dagen)
    return [int(stuk.split('"')[0]) for stuk in html.split('id="regel-')[1:]]


def vraag_van(url: str) -> str:
    """The query of an address of the page."""
    return url.removeprefix("/d/").removeprefix("?").split("#")[0]


@pytest.mark.parametrize("omvang", [1, 3, 4, 10, 11])
def test_bladeren_toont_elke_regel_een_keer_heen_en_terug(zonnebloem: Dossier, omvang: int) -> None:
    # Equal moments, and an order of entry that is not the order of time.
    momenten = [NU, NU, NU - timedelta(days=3), NU, NU - timedelta(days=1), NU - timedelta(days=3)] + [NU] * 4
    regels = [gebeurt(zonnebloem, op=op) for op in momenten]
    verwacht = [r.pk for r in sorted(regels, key=lambda r: (r.op, r.pk), reverse=True)]
    heen, een = [], blad(zonnebloem, omvang=omvang)
    assert een.nieuwer_url == ""
    heen.append(ankers(een))
    while een.ouder_url:
        een = blad(zonnebloem, vraag_van(een.ouder_url), omvang=omvang)
        heen.append(ankers(een))
    assert [pk for stuk in heen for pk in stuk] == verwacht
    terug = [ankers(een)]
    while een.nieuwer_url:
        een = blad(zonnebloem, vraag_van(een.nieuwer_url), omvang=omvang)
        terug.insert(0, ankers(een))
        assert een.ouder_url
    assert [pk for stuk in terug for pk in stuk] == verwacht


@pytest.mark.parametrize("plaats", [0, 1, 7, 13, 14])
def test_een_vaste_link_toont_de_regel_tussen_zijn_buren(zonnebloem: Dossier, plaats: int) -> None:
    regels = [gebeurt(zonnebloem, op=NU - timedelta(days=n)) for n in range(15)]
    een = blad(zonnebloem, f"regel={regels[plaats].pk}&soort=test.melding", omvang=6)
    getoond = ankers(een)
    assert regels[plaats].pk in getoond  # whatever the filter says
    assert getoond == [r.pk for r in regels][max(0, plaats - 3) : plaats + 3]
    assert bool(een.nieuwer_url) == (plaats > 3)
    assert bool(een.ouder_url) == (plaats + 3 < 15)


def test_een_regel_van_een_andere_locatie_wordt_hier_niet_gevonden(zonnebloem: Dossier) -> None:
    hier, elders = gebeurt(zonnebloem), gebeurt(maak_dossier("De Maan", zonnebloem.organisator))
    for naam in ("regel", "na", "voor"):
        assert ankers(blad(zonnebloem, f"{naam}={elders.pk}")) == [hier.pk]


def test_soorten_en_periode_filteren_en_tellen(zonnebloem: Dossier) -> None:
    dag = timedelta(days=1)
    melding = gebeurt(zonnebloem, "test.melding")
    bezoek = gebeurt(zonnebloem, "test.bezoek", NU - 5 * dag)
    nota = gebeurt(zonnebloem, "test.nota", NU - 9 * dag)
    laat_vervallen(soort="test.melding", verwijzing=gebeurt(zonnebloem, "test.melding", NU - dag).verwijzing, op=NU)
    een = blad(zonnebloem, "soort=test.melding&soort=test.bezoek&soort=bestaat.niet")
    assert ankers(een)[::2] == [melding.pk, bezoek.pk]  # the withdrawn one between them, struck through
    assert [(k.label, k.aantal, k.gekozen) for k in een.keuzes] == [
        ("Bezoek", "1", True), ("Melding", "1", True), ("Nota", "1", False),
    ]  # fmt: skip
    assert een.aantal_tekst == "2 regels"
    assert ankers(blad(zonnebloem, "vanaf=2026-03-03&tot=2026-03-07")) == [bezoek.pk, nota.pk]
    assert ankers(blad(zonnebloem, "vanaf=onzin&tot=2026-02-31&soort=test.nota")) == [nota.pk]
    assert blad(zonnebloem, "tot=2026-03-06").aantal_tekst == "1 regel"


def test_een_dag_is_een_belgische_dag(zonnebloem: Dossier) -> None:
    eind = gebeurt(zonnebloem, op=datetime(2026, 3, 10, 23, 59, tzinfo=BRUSSEL))
    begin = gebeurt(zonnebloem, op=datetime(2026, 3, 10, 0, 0, tzinfo=BRUSSEL))
    gebeurt(zonnebloem, op=datetime(2026, 3, 11, 0, 0, tzinfo=BRUSSEL))
    gebeurt(zonnebloem, op=datetime(2026, 3, 9, 23, 59, tzinfo=BRUSSEL))
    assert ankers(blad(zonnebloem, "vanaf=2026-03-10&tot=2026-03-10")) == [eind.pk, begin.pk]
    assert len(ankers(blad(zonnebloem, "tot=9999-12-31"))) == 4


def test_de_hele_tijdlijn_op_een_blad(zonnebloem: Dossier) -> None:
    for _ in range(9):
        gebeurt(zonnebloem)
    een = blad(zonnebloem, "alles=1", omvang=4)
    assert (een.getoond, een.ouder_url) == (9, "")


def test_zoals_bekend_op_toont_wat_toen_vastlag(zonnebloem: Dossier) -> None:
    uur = timedelta(hours=1)
    regel = gebeurt(zonnebloem, "test.melding", NU - 10 * uur)
    laat = gebeurt(zonnebloem, "test.bezoek", NU - 9 * uur, bekend=NU - 2 * uur)
    nieuw = vervang(
        soort="test.melding", verwijzing=regel.verwijzing, titel="Verbeterd", op=regel.op, bekend_sinds=NU - uur, door=None
    )
    toen = blad(zonnebloem, bekend_op=NU - 3 * uur, extra=[("op", "x")])
    assert ankers(toen) == [regel.pk]
    assert "vervallen" not in "".join(dag.html for dag in toen.dagen)
    assert f"/d/?op=x&amp;regel={regel.pk}#regel-{regel.pk}" in toen.dagen[0].html
    assert ankers(blad(zonnebloem, bekend_op=NU - 2 * uur)) == [laat.pk, regel.pk]
    nu = blad(zonnebloem)
    assert ankers(nu) == [laat.pk, nieuw.pk, regel.pk]
    assert "".join(dag.html for dag in nu.dagen).count('class="regel vervallen"') == 1
    assert nu.aantal == 2


def test_wat_later_ingevoerd_werd_is_nieuw_sinds_het_vorige_bezoek(zonnebloem: Dossier) -> None:
    gebeurt(zonnebloem, op=NU - timedelta(days=3))
    laat = gebeurt(zonnebloem, op=NU - timedelta(days=5), bekend=NU)
    html = "".join(dag.html for dag in blad(zonnebloem, vorig_bezoek=NU - timedelta(days=1)).dagen)
    assert html.count('<span class="nieuw">') == 1
    assert html.index('<span class="nieuw">') > html.index(f'id="regel-{laat.pk}"')


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("vraag", "vragen"), [("", 2), ("na={}", 2), ("voor={}", 2), ("regel={}", 3), ("soort=test.nota", 2)])
def test_een_blad_kost_een_vast_aantal_vragen(
    zonnebloem: Dossier, aantal: int, vraag: str, vragen: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(2 * aantal + 1):
        regel = gebeurt(zonnebloem, op=NU - timedelta(days=abs(n - aantal)))
    with django_assert_num_queries(vragen):
        blad(zonnebloem, vraag.format(regel.pk), omvang=2)


# --- an organisator ------------------------------------------------------------------------------------------------------------
def samen(organisator: Organisator, wie: Medewerker, *, met_eigen: bool) -> Blad:
    bron = van_organisator(organisator, wie, met_eigen=met_eigen).filter(soort__startswith="test.")
    return lees(bron, Vraag(), pad="/o/", op=NU, met_plaats=True)


def test_de_organisator_toont_al_zijn_locaties_met_nummer_en_gemeente(
    an: Medewerker, zonnebloem: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    maan = maak_dossier("De <Maan>", zonnebloem.organisator, gemeente="Edegem")
    een, twee = gebeurt(zonnebloem), gebeurt(maan)
    zelf = gebeurt(zonnebloem.organisator)
    with django_assert_num_queries(2):
        uit = samen(zonnebloem.organisator, an, met_eigen=True)
    assert ankers(uit) == [zelf.pk, twee.pk, een.pk]
    assert (
        f'<a href="{maan.get_absolute_url()}"><bdi>De &lt;Maan&gt;, {maan.dossiernummer}, Edegem</bdi></a>' in uit.dagen[0].html
    )
    assert ankers(samen(zonnebloem.organisator, an, met_eigen=False)) == [twee.pk, een.pk]


def test_van_een_locatie_waarvan_men_alleen_de_kaart_ziet_staat_er_niets(
    an: Medewerker, bart: Medewerker, gust: Medewerker, zonnebloem: Dossier
) -> None:
    gebeurt(zonnebloem)
    uit = samen(zonnebloem.organisator, gust, met_eigen=False)
    assert (uit.getoond, uit.aantal, uit.keuzes) == (0, 0, [])
    # Whoever follows one location of the organisator reads them all.
    gent = maak_dossier("De Zonnebloem Gent", zonnebloem.organisator, "oost-vlaanderen", gemeente="Gent", postcode="9000")
    laat_afwijken(dossier=gent, klantenbeheerder=bart, reden="woont dichterbij", door=None, op=NU)
    assert samen(zonnebloem.organisator, bart, met_eigen=False).getoond == 1


def test_na_een_overname_blijft_het_verleden_bij_wie_het_hoort(an: Medewerker, zonnebloem: Dossier) -> None:
    gebeurt(zonnebloem)
    vroeger, later = zonnebloem.organisator, maak_organisator("Overnemer bv", an)
    Dossier.objects.filter(pk=zonnebloem.pk).update(organisator=later)
    gebeurt(Dossier.objects.get(pk=zonnebloem.pk))
    assert samen(vroeger, an, met_eigen=False).getoond == 1
    assert samen(later, an, met_eigen=False).getoond == 1
