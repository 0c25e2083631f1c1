"""The beheerder changes calendar and rules; running terms follow, and the log says so."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kern import gebeurtenissen, logboek
from kern.actions import termijnbeheer, termijnen
from kern.choices import Rol
from kern.fouten import AlGewijzigd, DomeinFout
from kern.models import Logregel, Medewerker, Sluitingsdag, Team, Termijn, Termijnregel
from kern.queries import termijnen as queries
from kern.termijnen import Eenheid, Sluitsoort
from tests.kern.termijnhulp import om
from tests.mensen import collega

NU = om(date(2027, 3, 20))


@pytest.fixture
def bea(db: None) -> Medewerker:
    return collega("Bea", Rol.BEHEERDER, op=om(date(2027, 1, 4)))


def start(bea: Medewerker, regel: str, dag: date, **meer: object) -> Termijn:
    velden: dict[str, object] = {
        "over": Team.objects.get(code="limburg"),
        "regel": regel,
        "start_op": om(dag),
        "door": bea,
        "op": om(dag),
    }
    return termijnen.start_termijn(**{**velden, **meer})  # type: ignore[arg-type]  # keyword passing


def dienstregel(bea: Medewerker, **meer: object) -> Termijnregel:
    """A rule of the service itself: ten working days, with its own closing days."""
    velden: dict[str, object] = {
        "code": "antwoord",
        "naam": "Antwoord aan de melder",
        "eenheid": Eenheid.WERKDAGEN.value,
        "duur": 10,
        "sluitsoorten": [soort.value for soort in Sluitsoort],
        "bron": "dienstnota",
        "bevestigd": True,
    }
    return termijnbeheer.voeg_regel_toe(regel=Termijnregel(**{**velden, **meer}), reden="dienstnota", door=bea, op=NU)


def voeg_brug_toe(bea: Medewerker, datum: date) -> Sluitingsdag:
    return termijnbeheer.voeg_sluitingsdag_toe(
        datum=datum,
        naam="Brugdag",
        soort=Sluitsoort.BRUG,
        bron="omzendbrief",
        bevestigd=True,
        reden="omzendbrief ontvangen",
        door=bea,
        op=NU,
    )


def laatste(over: object) -> Logregel:
    regel = logboek.regels_over(over).order_by("-volgnummer").first()  # type: ignore[arg-type]  # any row
    assert regel is not None
    return regel


def test_een_nieuwe_brugdag_verschuift_de_lopende_termijnen_die_hem_raken(bea: Medewerker) -> None:
    dienstregel(bea)
    over_de_brug = start(bea, "antwoord", date(2027, 4, 27))
    eerder = start(bea, "antwoord", date(2027, 3, 30))
    volgens_de_wet = start(bea, "bezwaar", date(2027, 4, 7))
    assert (over_de_brug.datum, volgens_de_wet.datum) == (date(2027, 5, 12), date(2027, 5, 7))
    dag = voeg_brug_toe(bea, date(2027, 5, 7))
    for termijn in (over_de_brug, eerder, volgens_de_wet):
        termijn.refresh_from_db()
    assert (over_de_brug.datum, volgens_de_wet.datum) == (date(2027, 5, 13), date(2027, 5, 7))
    assert laatste(over_de_brug).gebeurtenis == gebeurtenissen.TERMIJN_HERREKEND.code
    assert laatste(over_de_brug).gegevens["datum_oud"] == "2027-05-12"
    assert laatste(eerder).gebeurtenis == gebeurtenissen.TERMIJN_GESTART.code
    assert laatste(dag).gegevens["herrekend"] == 1
    assert laatste(dag).reden.tekst == "omzendbrief ontvangen"
    assert "vrijdag 07/05 (Brugdag)" in " ".join(stap["tekst"] for stap in over_de_brug.uitleg)


def test_een_ingetrokken_brugdag_geeft_de_oude_datum_terug_en_mag_opnieuw_toegevoegd_worden(bea: Medewerker) -> None:
    dienstregel(bea)
    termijn = start(bea, "antwoord", date(2027, 4, 27))
    dag = voeg_brug_toe(bea, date(2027, 5, 7))
    termijnbeheer.trek_sluitingsdag_in(dag=dag, reden="toch geen brugdag", door=bea, op=NU)
    termijn.refresh_from_db()
    assert termijn.datum == date(2027, 5, 12)
    with pytest.raises(AlGewijzigd):
        termijnbeheer.trek_sluitingsdag_in(dag=dag, reden="nog eens", door=bea, op=NU)
    voeg_brug_toe(bea, date(2027, 5, 7))
    assert Sluitingsdag.objects.filter(datum=date(2027, 5, 7)).count() == 2


def test_een_bevestigde_sluitingsdag_neemt_de_twijfel_weg(bea: Medewerker) -> None:
    dienstregel(bea)
    termijn = start(bea, "antwoord", date(2028, 12, 15))
    assert not termijn.zeker
    kerst = Sluitingsdag.objects.get(datum=date(2028, 12, 26))
    termijnbeheer.wijzig_sluitingsdag(
        dag=kerst,
        naam=kerst.naam,
        soort=Sluitsoort.VLAAMS,
        bron="nagegaan bij P&O",
        bevestigd=True,
        reden="bevestigd",
        door=bea,
        op=NU,
    )
    termijn.refresh_from_db()
    assert termijn.zeker


def test_de_feestdagen_van_een_nieuw_jaar_maken_een_datum_in_dat_jaar_zeker(bea: Medewerker) -> None:
    termijn = start(bea, "adviescommissie", date(2031, 10, 20))
    assert termijn.onzekerheden == ["De sluitingsdagen van 2032 zijn nog niet ingevoerd: de datum kan nog verschuiven."]
    termijnbeheer.voeg_sluitingsdag_toe(
        datum=date(2032, 1, 1),
        naam="Nieuwjaar",
        soort=Sluitsoort.WETTELIJK,
        bron="KB",
        bevestigd=True,
        reden="kalender 2032",
        door=bea,
        op=NU,
    )
    termijn.refresh_from_db()
    assert termijn.onzekerheden == []


def test_een_opgeschorte_termijn_rekent_bij_de_hervatting_met_de_nieuwe_kalender(bea: Medewerker) -> None:
    dienstregel(bea)
    termijn = start(bea, "antwoord", date(2027, 4, 27))
    termijnen.schort_op(termijn=termijn, reden="x", door=bea, op=om(date(2027, 4, 28)))
    voeg_brug_toe(bea, date(2027, 5, 7))
    termijnen.hervat(termijn=termijn, door=bea, op=om(date(2027, 4, 28), 15))
    assert termijn.datum == date(2027, 5, 13)


def test_een_termijn_die_niet_meer_herrekend_kan_worden_houdt_zijn_datum_en_zegt_dat(bea: Medewerker) -> None:
    # 30 days from 27/02/2027 is Easter Monday 29/03, moved to the 30th, and suspended on that moved day.
    vast, anders = start(bea, "bezwaar", date(2027, 2, 27)), start(bea, "bezwaar", date(2027, 2, 26))
    termijnen.schort_op(termijn=vast, reden="x", door=bea, op=om(date(2027, 3, 30)))
    termijnen.hervat(termijn=vast, door=bea, op=om(date(2027, 4, 1)))
    assert (vast.datum, anders.datum) == (date(2027, 4, 1), date(2027, 3, 30))
    pasen = Sluitingsdag.objects.get(datum=date(2027, 3, 29))
    termijnbeheer.trek_sluitingsdag_in(dag=pasen, reden="proef", door=bea, op=NU)
    vast.refresh_from_db()
    anders.refresh_from_db()
    assert (vast.datum, anders.datum) == (date(2027, 4, 1), date(2027, 3, 29))
    assert vast.onzekerheden[-1].startswith("De herrekening lukte niet, de vorige datum staat er nog: De termijn was al voorbij")
    assert termijnen.herreken_alle(op=NU) == 0


def test_twee_sluitingsdagen_op_een_datum_kan_niet(bea: Medewerker) -> None:
    with pytest.raises(ValidationError, match="al een sluitingsdag"):
        voeg_brug_toe(bea, date(2027, 5, 6))
    assert not Logregel.objects.filter(gebeurtenis=gebeurtenissen.SLUITINGSDAG_TOEGEVOEGD.code).exists()


def test_zonder_reden_verandert_er_niets(bea: Medewerker) -> None:
    regel = Termijnregel.objects.get(code="bezwaar")
    dag = Sluitingsdag.objects.get(datum=date(2027, 5, 6))
    with pytest.raises(DomeinFout, match="Geef een reden"):
        termijnbeheer.wijzig_regel(regel=regel, velden={"duur": 20}, reden=" ", door=bea, op=NU)
    with pytest.raises(DomeinFout, match="Geef een reden"):
        termijnbeheer.trek_sluitingsdag_in(dag=dag, reden="", door=bea, op=NU)
    regel.refresh_from_db()
    assert regel.duur == 30


def test_de_juridische_dienst_bevestigt_een_regel_en_de_lopende_termijnen_worden_zeker(bea: Medewerker) -> None:
    termijn = start(bea, "bezwaar", date(2027, 3, 12))
    assert len(termijn.onzekerheden) == 2
    regel = Termijnregel.objects.get(code="bezwaar")
    termijnbeheer.wijzig_regel(
        regel=regel,
        velden={"bevestigd": True, "verschuiving_bevestigd": True, "bron": "nota juridische dienst"},
        reden="nota ontvangen",
        door=bea,
        op=NU,
    )
    termijn.refresh_from_db()
    assert termijn.zeker
    rij = laatste(regel)
    assert (rij.gegevens["bevestigd_oud"], rij.gegevens["bevestigd"], rij.gegevens["herrekend"]) == (False, True, 1)


def test_een_onbekende_termijn_krijgt_een_datum_zodra_de_duur_ingevuld_is(bea: Medewerker) -> None:
    termijn = start(bea, "schorsing_maximum", date(2027, 3, 12))
    regel = Termijnregel.objects.get(code="schorsing_maximum")
    termijnbeheer.wijzig_regel(regel=regel, velden={"duur": 6}, reden="nota ontvangen", door=bea, op=NU)
    termijn.refresh_from_db()
    assert (termijn.bekend, termijn.datum) == (True, date(2027, 9, 12))


def test_een_nieuwe_versie_sluit_de_vorige_en_een_lopende_termijn_houdt_de_zijne(bea: Medewerker) -> None:
    oud = start(bea, "bezwaar", date(2027, 6, 1))
    nieuw = Termijnregel(
        code="bezwaar",
        naam="Bezwaar tegen een beslissing",
        eenheid=Eenheid.DAGEN.value,
        duur=45,
        bron="nieuw decreet",
        geldig_vanaf=date(2027, 7, 1),
    )
    termijnbeheer.voeg_regel_toe(regel=nieuw, reden="nieuw decreet", door=bea, op=NU)
    assert start(bea, "bezwaar", date(2027, 6, 30)).regel_id == oud.regel_id
    assert start(bea, "bezwaar", date(2027, 7, 1)).regel_id == nieuw.pk
    assert queries.regel_op("bezwaar", date(2027, 6, 30)).geldig_tot == date(2027, 7, 1)


def test_versies_van_een_code_overlappen_nooit_ook_niet_met_rauwe_sql(bea: Medewerker) -> None:
    termijnbeheer.wijzig_regel(
        regel=Termijnregel.objects.get(code="bezwaar"),
        velden={"geldig_vanaf": date(2016, 1, 1), "geldig_tot": date(2027, 7, 1)},
        reden="einde",
        door=bea,
        op=NU,
    )
    overlap = Termijnregel(
        code="bezwaar",
        naam="Bezwaar",
        eenheid="dagen",
        duur=45,
        bron="x",
        geldig_vanaf=date(2027, 6, 30),
        geldig_tot=date(2028, 1, 1),
    )
    with pytest.raises(ValidationError, match="al een andere versie"):
        termijnbeheer.voeg_regel_toe(regel=overlap, reden="x", door=bea, op=NU)
    with pytest.raises(IntegrityError, match="termijnregel_overlapt_niet"), transaction.atomic():
        Termijnregel.objects.bulk_create([overlap])


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"duur": 0}, "minstens 1"),
        ({"per_geval": True}, "niet per geval bepaald"),
        ({"eenheid": "uren"}, "schuift niet op"),
        ({"geldig_vanaf": date(2027, 1, 1), "geldig_tot": date(2027, 1, 1)}, "eindigt voor hij begint"),
    ],
)
def test_een_regel_die_zichzelf_tegenspreekt_wordt_geweigerd(bea: Medewerker, velden: dict[str, object], zin: str) -> None:
    regel = Termijnregel.objects.get(code="bezwaar")
    with pytest.raises(ValidationError, match=zin):
        termijnbeheer.wijzig_regel(regel=regel, velden=velden, reden="x", door=bea, op=NU)


def test_de_code_van_een_regel_ligt_vast(bea: Medewerker) -> None:
    with pytest.raises(DomeinFout, match="ligt vast"):
        termijnbeheer.wijzig_regel(
            regel=Termijnregel.objects.get(code="bezwaar"), velden={"code": "beroep"}, reden="x", door=bea, op=NU
        )
