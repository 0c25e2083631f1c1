"""Terms as rows: starting, suspending, extending and closing them, with their log and their races."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kern import gebeurtenissen, logboek
from kern.actions import termijnen as acties
from kern.choices import TermijnStatus
from kern.fouten import AlGewijzigd, DomeinFout
from kern.models import Medewerker, Sluitingsdag, Team, Termijn, TermijnAanpassing, Termijnregel
from kern.queries import termijnen as queries
from kern.termijnen import Eenheid
from kern.termijnen.beginstand import REGELS, SLUITINGSDAGEN
from kern.workflow import TERMIJN
from tests.kern.termijnhulp import om
from tests.mensen import collega

ONTVANGEN = om(date(2027, 3, 12))


@pytest.fixture
def an(db: None) -> Medewerker:
    return maak_an()


def maak_an() -> Medewerker:
    return collega("An", op=om(date(2027, 1, 4)))


@pytest.fixture
def bezwaar(an: Medewerker) -> Termijn:
    return start_bezwaar(an)


def start_bezwaar(an: Medewerker, **meer: object) -> Termijn:
    velden: dict[str, object] = {
        "over": Team.objects.get(code="limburg"),
        "regel": "bezwaar",
        "start_op": ONTVANGEN,
        "door": an,
        "op": ONTVANGEN,
    }
    return acties.start_termijn(**{**velden, **meer})  # type: ignore[arg-type]  # keyword passing


def gebeurd(termijn: Termijn) -> list[str]:
    return [regel.gebeurtenis for regel in logboek.regels_over(termijn).order_by("volgnummer")]


def zinnen(termijn: Termijn) -> list[str]:
    return [stap["tekst"] for stap in termijn.uitleg]


@pytest.mark.django_db
def test_een_verse_installatie_kent_de_sluitingsdagen_en_de_regels_met_hun_bron() -> None:
    dagen = Sluitingsdag.objects.values_list("datum", "naam", "soort", "bron", "bevestigd")
    assert [tuple(rij) for rij in SLUITINGSDAGEN] == list(dagen)
    assert set(Termijnregel.objects.values_list("code", flat=True)) == {rij.code for rij in REGELS}
    assert not Termijnregel.objects.filter(bron="").exists()
    assert not Termijnregel.objects.filter(verschuiving_bevestigd=True).exists()


def test_een_gestarte_termijn_bewaart_zijn_datum_en_zijn_uitleg(bezwaar: Termijn, an: Medewerker) -> None:
    bewaard = Termijn.objects.get()
    assert (bewaard.datum, bewaard.vervalt_op) == (date(2027, 4, 12), om(date(2027, 4, 13), 0))
    assert zinnen(bewaard)[1] == "12/03 + 30 dagen = zondag 11/04 → maandag 12/04"
    assert not bewaard.zeker
    assert (bewaard.onderwerp_soort, bewaard.status) == ("kern.team", TermijnStatus.LOOPT)
    (regel,) = logboek.regels_over(bewaard)
    assert (regel.gebeurtenis, regel.door_naam) == (gebeurtenissen.TERMIJN_GESTART.code, "An Peeters")
    assert regel.gegevens["datum"] == "2027-04-12"


def test_termijnen_van_een_onderwerp_zijn_een_query_met_hun_regel(
    bezwaar: Termijn, an: Medewerker, django_assert_num_queries: Callable[[int], object]
) -> None:
    limburg = Team.objects.get(code="limburg")
    start_bezwaar(an, regel="reactie_voornemen")
    start_bezwaar(an, over=Team.objects.get(code="brussel"))
    with django_assert_num_queries(1):  # type: ignore[attr-defined]  # pytest-django gives a context manager
        assert [str(termijn) for termijn in queries.termijnen_van(limburg)] == [
            "Reactie op een voornemen",
            "Bezwaar tegen een beslissing",
        ]


def test_opschorten_hervatten_en_verlengen_kan_meer_dan_eens_en_elke_keer_is_een_stap(bezwaar: Termijn, an: Medewerker) -> None:
    acties.schort_op(termijn=bezwaar, reden="stukken opgevraagd", door=an, op=om(date(2027, 3, 15)))
    assert (bezwaar.status, bezwaar.datum, bezwaar.vervalt_op) == (TermijnStatus.OPGESCHORT, None, None)
    acties.hervat(termijn=bezwaar, door=an, op=om(date(2027, 3, 20)))
    assert (bezwaar.status, bezwaar.datum) == (TermijnStatus.LOOPT, date(2027, 4, 16))
    acties.schort_op(termijn=bezwaar, reden="ziekte", door=an, op=om(date(2027, 4, 1)))
    acties.hervat(termijn=bezwaar, door=an, op=om(date(2027, 4, 3)))
    acties.verleng(termijn=bezwaar, duur=1, eenheid=Eenheid.MAANDEN, reden="verlof", door=an, op=om(date(2027, 4, 5)))
    acties.verleng(termijn=bezwaar, duur=2, eenheid=Eenheid.WERKDAGEN, reden="nog even", door=an, op=om(date(2027, 4, 6)))
    assert zinnen(Termijn.objects.get())[2:6] == [
        "Opgeschort van 15/03 tot en met 19/03 (stukken opgevraagd): zondag 11/04 + 5 dagen = vrijdag 16/04",
        "Opgeschort van 01/04 tot en met 02/04 (ziekte): vrijdag 16/04 + 2 dagen = zondag 18/04",
        "Verlengd met 1 maand (verlof): zondag 18/04 + 1 maand = dinsdag 18/05",
        "Verlengd met 2 werkdagen (nog even): dinsdag 18/05 + 2 werkdagen = donderdag 20/05",
    ]
    assert [naam.removeprefix("kern.termijn_") for naam in gebeurd(bezwaar)] == [
        "gestart", "opgeschort", "hervat", "opgeschort", "hervat", "verlengd", "verlengd",
    ]  # fmt: skip


def test_voorlopig_vanaf_de_verzending_wordt_definitief_vanaf_de_ontvangst(an: Medewerker) -> None:
    termijn = start_bezwaar(an, voorlopig=True)
    assert termijn.voorlopig
    acties.maak_definitief(termijn=termijn, ontvangen_op=om(date(2027, 3, 16)), door=an, op=om(date(2027, 3, 18)))
    assert (termijn.voorlopig, termijn.datum) == (False, date(2027, 4, 15))
    assert "Voorlopig gerekend vanaf de verzending; definitief zodra de ontvangst bekend is." not in zinnen(termijn)
    with pytest.raises(AlGewijzigd):
        acties.maak_definitief(termijn=termijn, ontvangen_op=om(date(2027, 3, 17)), door=an, op=om(date(2027, 3, 18)))


def test_een_voorlopige_termijn_die_al_opgeschort_werd_kan_nog_definitief_worden(an: Medewerker) -> None:
    termijn = start_bezwaar(an, voorlopig=True)
    acties.schort_op(termijn=termijn, reden="stukken", door=an, op=om(date(2027, 3, 15)))
    acties.hervat(termijn=termijn, door=an, op=om(date(2027, 3, 20)))
    acties.maak_definitief(termijn=termijn, ontvangen_op=om(date(2027, 3, 17)), door=an, op=om(date(2027, 3, 22)))
    # Received on the 17th: 18 and 19 March stood still, so 30 days + 2.
    assert termijn.datum == date(2027, 4, 19)
    assert zinnen(termijn)[1:3] == [
        "17/03 + 30 dagen = vrijdag 16/04",
        "Opgeschort van 18/03 tot en met 19/03 (stukken): vrijdag 16/04 + 2 dagen = zondag 18/04 → maandag 19/04",
    ]


def test_een_verlopen_voorlopige_termijn_loopt_weer_als_de_ontvangst_later_was(an: Medewerker) -> None:
    termijn = start_bezwaar(an, voorlopig=True)
    nu = om(date(2027, 4, 14))
    assert acties.markeer_verlopen(op=nu) == [termijn]
    termijn.refresh_from_db()
    assert termijn.status == TermijnStatus.VERLOPEN
    acties.maak_definitief(termijn=termijn, ontvangen_op=om(date(2027, 3, 25)), door=an, op=nu)
    assert (termijn.status, termijn.datum) == (TermijnStatus.LOOPT, date(2027, 4, 26))


def test_verlopen_wordt_een_keer_vastgesteld_en_pas_na_middernacht(bezwaar: Termijn) -> None:
    assert acties.markeer_verlopen(op=om(date(2027, 4, 12), 23, 59)) == []
    middernacht = om(date(2027, 4, 13), 0)
    assert [termijn.pk for termijn in queries.verlopen_termijnen(middernacht)] == [bezwaar.pk]
    assert acties.markeer_verlopen(op=middernacht) == [bezwaar]
    assert acties.markeer_verlopen(op=middernacht + timedelta(days=1)) == []
    assert gebeurd(bezwaar)[-1] == gebeurtenissen.TERMIJN_VERLOPEN.code


def test_een_wachttermijn_is_nooit_te_laat(an: Medewerker) -> None:
    wacht = start_bezwaar(an, regel="openbaarmaking")
    veel_later = om(date(2027, 6, 1))
    assert acties.markeer_verlopen(op=veel_later) == []
    assert acties.sluit_af(termijn=wacht, door=an, op=veel_later).status == TermijnStatus.GEHAALD


@pytest.mark.parametrize(
    ("op", "status"),
    [
        (om(date(2027, 4, 12), 23, 59), TermijnStatus.GEHAALD),
        (om(date(2027, 4, 13), 0), TermijnStatus.TE_LAAT),
    ],
)
def test_afronden_is_op_tijd_tot_middernacht_van_de_laatste_dag(
    bezwaar: Termijn, an: Medewerker, op: datetime, status: TermijnStatus
) -> None:
    acties.sluit_af(termijn=bezwaar, door=an, op=op)
    assert (bezwaar.status, bezwaar.afgesloten_op) == (status, op)
    with pytest.raises(AlGewijzigd):
        acties.sluit_af(termijn=bezwaar, door=an, op=op)


def test_een_opgeschorte_en_een_verlopen_termijn_kunnen_afgerond_worden_of_vervallen(an: Medewerker) -> None:
    opgeschort, verlopen, weg = start_bezwaar(an), start_bezwaar(an), start_bezwaar(an)
    acties.schort_op(termijn=opgeschort, reden="x", door=an, op=om(date(2027, 3, 20)))
    acties.laat_vervallen(termijn=weg, reden="ingetrokken", door=an, op=om(date(2027, 3, 21)))
    acties.markeer_verlopen(op=om(date(2027, 4, 20)))
    acties.sluit_af(termijn=opgeschort, door=an, op=om(date(2027, 4, 21)))
    acties.sluit_af(termijn=verlopen, door=an, op=om(date(2027, 4, 21)))
    assert [opgeschort.status, verlopen.status, weg.status] == ["gehaald", "te_laat", "vervallen"]
    assert not queries.open_termijnen().exists()


def test_een_termijn_die_niemand_kent_loopt_zonder_datum_en_zegt_dat(an: Medewerker) -> None:
    termijn = start_bezwaar(an, regel="schorsing_maximum")
    assert (termijn.bekend, termijn.datum, termijn.zeker) == (False, None, False)
    assert zinnen(termijn)[-1] == "Termijn niet bekend, te bevestigen."


def test_een_schorsing_wordt_per_geval_bepaald_en_kan_ingekort_worden(an: Medewerker) -> None:
    schorsing = start_bezwaar(an, regel="schorsing", duur=3)
    assert schorsing.datum == date(2027, 6, 12)
    acties.wijzig_datum(termijn=schorsing, datum=date(2027, 4, 30), reden="in orde bevonden", door=an, op=om(date(2027, 4, 20)))
    assert schorsing.datum == date(2027, 4, 30)
    assert "Gewijzigd (in orde bevonden): van zaterdag 12/06 naar vrijdag 30/04" in zinnen(schorsing)


def test_vierentwintig_uur_voor_een_gevaarmelding_lopen_door_op_de_klok(an: Medewerker) -> None:
    termijn = start_bezwaar(an, regel="gevaar_behandeling", start_op=om(date(2027, 3, 27), 15))
    termijn.refresh_from_db()
    assert termijn.vervalt_op == om(date(2027, 3, 28), 16)
    assert termijn.zeker


@pytest.mark.parametrize(
    ("doe", "zin"),
    [
        (lambda t, an: start_bezwaar(an, regel="bestaat_niet"), "Er is geen termijnregel “bestaat_niet” die geldt op 12/03/2027"),
        (lambda t, an: start_bezwaar(an, regel="aanmaning"), "wordt per geval bepaald: geef een duur of een datum"),
        (lambda t, an: start_bezwaar(an, duur=5), "heeft een eigen duur"),
        (
            lambda t, an: acties.schort_op(termijn=t, reden="x", door=an, op=om(date(2027, 4, 20))),
            "De termijn was al voorbij op maandag 12/04/2027",
        ),
        (
            lambda t, an: acties.schort_op(termijn=t, reden="x", door=an, op=om(date(2027, 3, 20)), vanaf=om(date(2027, 3, 11))),
            "niet aangepast worden voor hij begint",
        ),
        (
            lambda t, an: acties.schort_op(termijn=t, reden="  ", door=an, op=om(date(2027, 3, 20))),
            "Geef een reden",
        ),
        (
            lambda t, an: acties.verleng(termijn=t, duur=0, eenheid=Eenheid.DAGEN, reden="x", door=an, op=om(date(2027, 3, 20))),
            "Een verlenging duurt minstens 1",
        ),
        (
            lambda t, an: acties.wijzig_datum(termijn=t, datum=date(2027, 5, 1), reden="x", door=an, op=om(date(2027, 3, 20))),
            "heeft een vaste duur",
        ),
    ],
)
def test_wat_niet_kan_wordt_geweigerd_met_een_zin_en_laat_niets_achter(
    bezwaar: Termijn, an: Medewerker, doe: Callable[[Termijn, Medewerker], object], zin: str
) -> None:
    with pytest.raises(DomeinFout) as fout, transaction.atomic():
        doe(bezwaar, an)
    assert zin in fout.value.zin
    assert Termijn.objects.get().status == TermijnStatus.LOOPT
    assert not TermijnAanpassing.objects.exists()
    assert gebeurd(bezwaar) == [gebeurtenissen.TERMIJN_GESTART.code]


def test_hervatten_voor_de_opschorting_kan_niet(bezwaar: Termijn, an: Medewerker) -> None:
    acties.schort_op(termijn=bezwaar, reden="x", door=an, op=om(date(2027, 3, 20)))
    with pytest.raises(DomeinFout, match="voor hij opgeschort werd"):
        acties.hervat(termijn=bezwaar, door=an, op=om(date(2027, 3, 21)), vanaf=om(date(2027, 3, 19)))


def test_twee_keer_opschorten_zegt_dat_een_collega_eerst_was(bezwaar: Termijn, an: Medewerker) -> None:
    scherm_van_bart = Termijn.objects.get()
    acties.schort_op(termijn=bezwaar, reden="x", door=an, op=om(date(2027, 3, 20)))
    with pytest.raises(AlGewijzigd):
        acties.schort_op(termijn=scherm_van_bart, reden="y", door=an, op=om(date(2027, 3, 20)))


def test_elke_status_is_bereikbaar_en_een_afgesloten_termijn_staat_vast() -> None:
    bereikt = {TERMIJN.begin} | {stap.naar for stap in TERMIJN.overgangen}
    assert bereikt == set(TermijnStatus)
    assert all(not TERMIJN.vanuit(status) for status in TermijnStatus.dicht())


def test_de_databank_weigert_een_halve_rij(bezwaar: Termijn) -> None:
    for velden in (
        {"status": TermijnStatus.GEHAALD},
        {"status": TermijnStatus.OPGESCHORT},
        {"vervalt_op": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Termijn.objects.update(**velden)


def test_twee_verlengingen_tegelijk_tellen_allebei(eigen_database: object) -> None:
    """Two people extend at the same moment: without the lock one would compute without the other's days."""
    an = maak_an()
    termijn = start_bezwaar(an, regel="schorsing", duur=1)
    klaar = threading.Barrier(2)

    def verleng() -> None:
        mijn = Termijn.objects.get()
        klaar.wait(timeout=10)
        acties.verleng(termijn=mijn, duur=5, eenheid=Eenheid.DAGEN, reden="x", door=an, op=om(date(2027, 3, 20)))
        connection.close()

    draden = [threading.Thread(target=verleng) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=20)
    termijn.refresh_from_db()
    assert termijn.datum == date(2027, 4, 22)
    assert termijn.aanpassingen.count() == 2
