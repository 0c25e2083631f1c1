"""A term in the werkvoorraad of who is responsible: it moves with the date, waits while suspended, and leaves when closed."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from kern.actions import termijnen
from kern.actions.termijnwerk import Termijnwerk
from kern.models import Medewerker, Team, Termijn, Werkregel
from kern.termijnen import Eenheid
from kern.werk import Publiek
from tests.kern.termijnhulp import om
from tests.kern.werk.hulp import groepen, titels
from tests.mensen import collega

ONTVANGEN = om(date(2027, 3, 12))
NADIEN = ONTVANGEN + timedelta(days=5)


@pytest.fixture
def an(db: None) -> Medewerker:
    return collega("An", op=om(date(2027, 1, 4)))


@pytest.fixture
def bezwaar(an: Medewerker) -> Termijn:
    return termijnen.start_termijn(
        over=Team.objects.get(code="limburg"), regel="bezwaar", start_op=ONTVANGEN, door=an, op=ONTVANGEN,
        werk=Termijnwerk(Publiek(voor=an), "Beslis over het bezwaar", "/bezwaar/"),
    )  # fmt: skip


def test_een_termijn_staat_bij_wie_verantwoordelijk_is_tegen_haar_datum(an: Medewerker, bezwaar: Termijn) -> None:
    rij = Werkregel.objects.get()
    assert (rij.tegen, rij.tegen_dag) == (bezwaar.vervalt_op, bezwaar.datum)
    assert groepen(an, NADIEN) == {"Beslis over het bezwaar": "MIJ"}
    assert bezwaar.vervalt_op is not None
    termijnen.markeer_verlopen(op=bezwaar.vervalt_op)
    assert groepen(an, bezwaar.vervalt_op) == {"Beslis over het bezwaar": "LAAT"}
    call_command("controleer", "kern.werk_termijnen")


def test_verlengen_verzet_de_regel_mee(an: Medewerker, bezwaar: Termijn) -> None:
    termijnen.verleng(termijn=bezwaar, duur=10, eenheid=Eenheid.DAGEN, reden="Extra onderzoek", door=an, op=NADIEN)
    assert Werkregel.objects.get().tegen_dag == bezwaar.datum


def test_een_opgeschorte_termijn_wacht_en_loopt_daarna_weer(an: Medewerker, bezwaar: Termijn) -> None:
    termijnen.schort_op(termijn=bezwaar, reden="Stukken gevraagd", door=an, op=NADIEN)
    assert groepen(an, NADIEN + timedelta(days=400)) == {"Beslis over het bezwaar": "ANDEREN"}
    termijnen.hervat(termijn=bezwaar, door=an, op=NADIEN + timedelta(days=10))
    rij = Werkregel.objects.get()
    assert (rij.aard, rij.wacht_op, rij.tegen) == ("taak", "", bezwaar.vervalt_op)


@pytest.mark.parametrize("einde", ["sluit_af", "laat_vervallen"])
def test_een_afgesloten_termijn_is_weg_uit_de_werkvoorraad(an: Medewerker, bezwaar: Termijn, einde: str) -> None:
    getattr(termijnen, einde)(termijn=bezwaar, reden="Gedaan", door=an, op=NADIEN)
    assert titels(an, NADIEN) == []
    call_command("controleer", "kern.werk_termijnen")


def test_een_wachttermijn_is_nooit_te_laat_en_wordt_daarna_werk(an: Medewerker) -> None:
    termijn = termijnen.start_termijn(
        over=Team.objects.get(code="limburg"), regel="openbaarmaking", start_op=ONTVANGEN, door=an, op=ONTVANGEN,
        werk=Termijnwerk(Publiek(voor=an), "Maak openbaar", "/beslissing/"),
    )  # fmt: skip
    assert termijn.vervalt_op is not None
    assert groepen(an, termijn.vervalt_op - timedelta(seconds=1)) == {"Maak openbaar": "ANDEREN"}
    assert groepen(an, termijn.vervalt_op) == {"Maak openbaar": "NIEUW"}
    assert groepen(an, termijn.vervalt_op + timedelta(days=400)) == {"Maak openbaar": "MIJ"}
