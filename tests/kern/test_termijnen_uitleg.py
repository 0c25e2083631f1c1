"""The explanation, word for word: it is what a person reads, and what stands in a file years later."""

from datetime import date, timedelta

from dateutil.easter import easter

from kern.termijnen import Aard, Eenheid, Kalender, Regel, Sluitdag, Sluitsoort, Verlenging, bereken
from kern.termijnen.beginstand import REGELS
from tests.kern.termijnhulp import ALLE, KALENDER, om, regel, schorsing

BEGINREGELS = {
    rij.code: Regel(
        code=rij.code,
        naam=rij.naam,
        eenheid=rij.eenheid,
        duur=rij.duur,
        per_geval=rij.per_geval,
        aard=rij.aard,
        verschuift=rij.verschuift,
        startfeit=rij.startfeit,
        bron=rij.bron,
        bevestigd=rij.bevestigd,
    )
    for rij in REGELS
}


def uitleg(welke: Regel, start: date, **meer: object) -> list[str]:
    return bereken(regel=welke, start=om(start), kalender=KALENDER, **meer).uitleg  # type: ignore[arg-type]  # keyword passing


def test_bezwaar_dertig_dagen_op_zondag_schuift_naar_maandag_en_zegt_wat_niet_bevestigd_is() -> None:
    assert uitleg(BEGINREGELS["bezwaar"], date(2027, 3, 12)) == [
        "Start: vrijdag 12/03/2027 (ontvangst van de beslissing). De startdag telt niet mee (art. 52 Ger.W.).",
        "12/03 + 30 dagen = zondag 11/04 → maandag 12/04",
        "Zondag 11/04 is geen werkdag: de laatste dag schuift op naar maandag 12/04 (art. 53 Ger.W.).",
        "De regel “Bezwaar tegen een beslissing” is te bevestigen door de juridische dienst.",
        "Of deze termijn opschuift, is te bevestigen door de juridische dienst: zonder opschuiven is het zondag 11/04/2027.",
        "Uiterlijk maandag 12/04/2027.",
    ]


def test_een_bevestigde_termijn_op_een_gewone_dag_heeft_drie_zinnen_en_geen_voorbehoud() -> None:
    uitkomst = bereken(regel=regel(duur=14), start=om(date(2027, 3, 1)), kalender=KALENDER)
    assert uitkomst.uitleg == [
        "Start: maandag 01/03/2027 (ontvangst van de beslissing). De startdag telt niet mee (art. 52 Ger.W.).",
        "01/03 + 14 dagen = maandag 15/03",
        "Uiterlijk maandag 15/03/2027.",
    ]
    assert uitkomst.zeker


def test_kerstmis_en_het_weekend_worden_bij_naam_genoemd() -> None:
    assert uitleg(regel(), date(2026, 11, 25))[1:] == [
        "25/11 + 30 dagen = vrijdag 25/12 → maandag 28/12",
        (
            "Vrijdag 25/12 (Kerstmis), zaterdag 26/12 en zondag 27/12 zijn geen werkdagen: "
            "de laatste dag schuift op naar maandag 28/12 (art. 53 Ger.W.)."
        ),
        "Uiterlijk maandag 28/12/2026.",
    ]


def test_over_nieuwjaar_staat_het_jaar_bij_elke_datum_die_het_nodig_heeft() -> None:
    assert uitleg(regel(), date(2026, 12, 2))[1:] == [
        "02/12/2026 + 30 dagen = vrijdag 01/01/2027 → maandag 04/01",
        (
            "Vrijdag 01/01 (Nieuwjaar), zaterdag 02/01 en zondag 03/01 zijn geen werkdagen: "
            "de laatste dag schuift op naar maandag 04/01 (art. 53 Ger.W.)."
        ),
        "Uiterlijk maandag 04/01/2027.",
    ]


def test_een_opschorting_en_een_verlenging_zijn_elk_een_stap_met_hun_reden() -> None:
    aanpassingen = [
        schorsing(date(2027, 3, 15), date(2027, 3, 20)),
        Verlenging(moment=om(date(2027, 3, 25)), duur=1, eenheid=Eenheid.MAANDEN, reden="op vraag van de advocaat"),
    ]
    assert uitleg(regel(), date(2027, 3, 12), aanpassingen=aanpassingen)[1:] == [
        "12/03 + 30 dagen = zondag 11/04",
        "Opgeschort van 15/03 tot en met 19/03 (stukken opgevraagd): zondag 11/04 + 5 dagen = vrijdag 16/04",
        "Verlengd met 1 maand (op vraag van de advocaat): vrijdag 16/04 + 1 maand = zondag 16/05 → dinsdag 18/05",
        (
            "Zondag 16/05 en maandag 17/05 (Pinkstermaandag) zijn geen werkdagen: "
            "de laatste dag schuift op naar dinsdag 18/05 (art. 53 Ger.W.)."
        ),
        "Uiterlijk dinsdag 18/05/2027.",
    ]


def test_werkdagen_noemen_de_sluitingsdagen_die_niet_meetellen() -> None:
    welke = regel(Eenheid.WERKDAGEN, 10, verschuift=False, sluitsoorten=ALLE)
    assert uitleg(welke, date(2028, 10, 27))[1:] == [
        "27/10 + 10 werkdagen = dinsdag 14/11",
        # 11/11/2028 falls on a Saturday: it is in the weekends already.
        "Niet meegeteld: de weekends, woensdag 01/11 (Allerheiligen) en donderdag 02/11 (Allerzielen).",
        "Uiterlijk dinsdag 14/11/2028.",
    ]


def test_opgeschorte_werkdagen_worden_hernomen_met_wat_er_overbleef() -> None:
    welke = regel(Eenheid.WERKDAGEN, 10, verschuift=False)
    assert uitleg(welke, date(2027, 6, 1), aanpassingen=[schorsing(date(2027, 6, 7), date(2027, 6, 16))])[1:] == [
        "01/06 + 10 werkdagen = dinsdag 15/06",
        "Opgeschort van 07/06 tot en met 15/06 (stukken opgevraagd): nog 7 werkdagen vanaf 16/06 = donderdag 24/06",
        "Uiterlijk donderdag 24/06/2027.",
    ]


def test_op_dezelfde_dag_hervatten_verandert_niets_en_staat_er_toch() -> None:
    dag = date(2027, 3, 15)
    assert uitleg(regel(duur=14), date(2027, 3, 8), aanpassingen=[schorsing(dag, dag)])[2] == (
        "Opgeschort en hervat op maandag 15/03 (stukken opgevraagd): geen volle dag, de telling blijft."
    )


def test_voorlopig_vanaf_de_verzending_zegt_dat_de_ontvangst_nog_ontbreekt() -> None:
    uitkomst = bereken(regel=regel(duur=14), start=om(date(2027, 3, 1)), kalender=KALENDER, voorlopig=True)
    assert uitkomst.uitleg[1] == "Voorlopig gerekend vanaf de verzending; definitief zodra de ontvangst bekend is."
    assert uitkomst.samenvatting == "Uiterlijk maandag 15/03/2027, voorlopig."
    assert not uitkomst.zeker
    assert uitkomst.onzekerheden == ()


def test_een_termijn_die_niemand_kent_geeft_geen_datum_maar_een_duidelijk_antwoord() -> None:
    uitkomst = bereken(regel=BEGINREGELS["schorsing_maximum"], start=om(date(2027, 3, 1)), kalender=KALENDER)
    assert (uitkomst.datum, uitkomst.vervalt_op, uitkomst.bekend, uitkomst.zeker) == (None, None, False, False)
    assert uitkomst.uitleg == [
        "De duur van “Maximumduur van een schorsing” is niet bekend, te bevestigen door de juridische dienst.",
        "Termijn niet bekend, te bevestigen.",
    ]


def test_de_wachttijd_voor_openbaarmaking_zegt_ten_vroegste_en_schuift_niet_op() -> None:
    uitkomst = bereken(regel=BEGINREGELS["openbaarmaking"], start=om(date(2027, 3, 10)), kalender=KALENDER)
    assert uitkomst.uitleg == [
        "Start: woensdag 10/03/2027 (kennisgeving aan de organisator). De startdag telt niet mee (art. 52 Ger.W.).",
        "10/03 + 3 dagen = zaterdag 13/03",
        "Zaterdag 13/03 is geen werkdag, maar deze termijn schuift niet op.",
        "Of deze termijn opschuift, is te bevestigen door de juridische dienst: met opschuiven is het maandag 15/03/2027.",
        "Ten vroegste zaterdag 13/03/2027.",
    ]


def test_een_gekozen_datum_staat_er_als_gekozen() -> None:
    assert uitleg(BEGINREGELS["aanmaning"], date(2027, 3, 1), eigen_datum=date(2027, 4, 1)) == [
        "Start: maandag 01/03/2027 (kennisgeving van de aanmaning). De datum is per geval bepaald.",
        "Gekozen datum: donderdag 01/04",
        "Uiterlijk donderdag 01/04/2027.",
    ]


def test_een_start_op_de_laatste_dag_van_februari_noemt_de_twee_lezingen() -> None:
    uitkomst = bereken(regel=regel(Eenheid.MAANDEN, 1), start=om(date(2028, 2, 29)), kalender=KALENDER)
    assert uitkomst.datum == date(2028, 3, 29)
    assert uitkomst.onzekerheden == (
        (
            "29/02 is de laatste dag van de maand: naar de letter van art. 54 Ger.W. kan de telling ook op 31/03/2028 eindigen, "
            "te bevestigen door de juridische dienst."
        ),
    )


def test_een_start_die_geen_maandeinde_is_heeft_maar_een_lezing() -> None:
    uitkomst = bereken(regel=regel(Eenheid.MAANDEN, 1, verschuift=False), start=om(date(2027, 1, 30)), kalender=KALENDER)
    assert (uitkomst.datum, uitkomst.onzekerheden) == (date(2027, 2, 28), ())


def test_een_jaar_waarvan_de_sluitingsdagen_ontbreken_maakt_de_datum_onzeker() -> None:
    uitkomst = bereken(regel=regel(), start=om(date(2031, 12, 20)), kalender=KALENDER)
    assert uitkomst.datum == date(2032, 1, 19)
    assert uitkomst.onzekerheden == ("De sluitingsdagen van 2032 zijn nog niet ingevoerd: de datum kan nog verschuiven.",)


def test_een_niet_bevestigde_sluitingsdag_maakt_alleen_de_datum_onzeker_die_erop_steunt() -> None:
    welke = regel(Eenheid.WERKDAGEN, 2, verschuift=False, sluitsoorten=ALLE)
    over_26_december = bereken(regel=welke, start=om(date(2028, 12, 22)), kalender=KALENDER)
    assert over_26_december.onzekerheden == (
        "Of dinsdag 26/12/2028 (Tweede kerstdag) een sluitingsdag is, is te bevestigen door de juridische dienst.",
    )
    assert bereken(regel=welke, start=om(date(2028, 12, 18)), kalender=KALENDER).zeker


def test_niets_uit_de_domeinstudie_dat_een_vraagteken_kreeg_ziet_er_zeker_uit() -> None:
    niet_bewezen = {"bezwaar", "reactie_voornemen", "schorsing", "schorsing_maximum"}
    assert {code for code, welke in BEGINREGELS.items() if not welke.bevestigd} == niet_bewezen
    for code in niet_bewezen:
        duur = 2 if BEGINREGELS[code].per_geval else None
        uitkomst = bereken(regel=BEGINREGELS[code], start=om(date(2027, 3, 2)), kalender=KALENDER, duur=duur)
        assert not uitkomst.zeker, code
        assert any("te bevestigen door de juridische dienst" in zin for zin in uitkomst.uitleg), code


class TestOostkamp:
    """The published dates: besluit 19/12/2022, effect 19/01/2023, bevestiging 28/04/2023, effect 05/06/2023."""

    BESLUIT = date(2022, 12, 19)
    KALENDER = Kalender(
        Sluitdag(dag, naam, Sluitsoort.WETTELIJK)
        for jaar in (2022, 2023)
        for dag, naam in (
            (date(jaar, 1, 1), "Nieuwjaar"),
            (easter(jaar) + timedelta(days=1), "Paasmaandag"),
            (date(jaar, 5, 1), "Feest van de Arbeid"),
            (easter(jaar) + timedelta(days=39), "Hemelvaartsdag"),
            (easter(jaar) + timedelta(days=50), "Pinkstermaandag"),
            (date(jaar, 12, 25), "Kerstmis"),
        )
    )

    def reken(self, code: str, start: date, **meer: object) -> list[str]:
        return bereken(regel=BEGINREGELS[code], start=om(start), kalender=self.KALENDER, **meer).uitleg  # type: ignore[arg-type]  # idem

    def test_de_ingang_een_maand_na_het_besluit(self) -> None:
        een_maand = Regel(code="ingang", naam="Ingang", eenheid=Eenheid.MAANDEN, per_geval=True, bevestigd=True)
        uitkomst = bereken(regel=een_maand, start=om(self.BESLUIT), kalender=self.KALENDER, duur=1)
        assert uitkomst.uitleg[1:] == ["19/12/2022 + 1 maand = donderdag 19/01/2023", "Uiterlijk donderdag 19/01/2023."]

    def test_de_laatste_dag_voor_bezwaar_valt_de_dag_voor_de_ingang(self) -> None:
        """With receipt on the day itself, which is not published."""
        uitleg = self.reken("bezwaar", self.BESLUIT)
        assert uitleg[1] == "19/12/2022 + 30 dagen = woensdag 18/01/2023"
        assert uitleg[-1] == "Uiterlijk woensdag 18/01/2023."

    def test_de_openbaarmaking_kan_drie_dagen_na_de_kennisgeving(self) -> None:
        assert self.reken("openbaarmaking", self.BESLUIT)[-1] == "Ten vroegste donderdag 22/12/2022."

    def test_het_advies_op_een_bezwaar_van_de_laatste_dag_komt_voor_de_bevestiging(self) -> None:
        advies = self.reken("adviescommissie", date(2023, 1, 18))
        assert advies[1:] == ["18/01 + 3 maanden = dinsdag 18/04", "Uiterlijk dinsdag 18/04/2023."]
        assert date(2023, 4, 18) < date(2023, 4, 28)

    def test_de_tweede_ingang_is_een_gekozen_datum_op_een_werkdag(self) -> None:
        """28/04 + 1 month would be Pentecost: the published 05/06 is a date of its own, not this sum."""
        maand = bereken(regel=regel(Eenheid.MAANDEN, 1), start=om(date(2023, 4, 28)), kalender=self.KALENDER)
        assert maand.uitleg[1] == "28/04 + 1 maand = zondag 28/05 → dinsdag 30/05"
        ingang = Regel(
            code="ingang",
            naam="Ingang",
            eenheid=Eenheid.MAANDEN,
            per_geval=True,
            aard=Aard.WACHT,
            bevestigd=True,
            verschuift=True,
        )
        gekozen = bereken(regel=ingang, start=om(date(2023, 4, 28)), kalender=self.KALENDER, eigen_datum=date(2023, 6, 5))
        assert gekozen.uitleg[1:] == ["Gekozen datum: maandag 05/06", "Ten vroegste maandag 05/06/2023."]
        assert gekozen.zeker
