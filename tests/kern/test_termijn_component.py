"""What a person sees of a term: date, what remains, how urgent, and the explanation on demand."""

import re
from datetime import date, datetime

import pytest
from django.template import Context, Template

from kern.actions import termijnen as acties
from kern.models import Team, Termijn
from kern.templatetags.termijnen import beeld_van
from kern.termijnen import Eenheid
from kern.termijnen.beeld import Beeld
from tests.kern.termijnhulp import om

VANDAAG = om(date(2027, 3, 12))


def start(regel: str = "bezwaar", **meer: object) -> Termijn:
    velden: dict[str, object] = {
        "over": Team.objects.get(code="limburg"),
        "regel": regel,
        "start_op": VANDAAG,
        "door": None,
        "op": VANDAAG,
    }
    return acties.start_termijn(**{**velden, **meer})  # type: ignore[arg-type]  # keyword passing


def teken(termijn: Termijn, nu: datetime, kort: bool = False) -> str:
    html = Template("{% load termijnen %}{% termijn t nu kort=kort %}").render(Context({"t": termijn, "nu": nu, "kort": kort}))
    return re.sub(r"\s+", " ", html)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nu", "toon", "label", "rest"),
    [
        (om(date(2027, 4, 8), 23, 59), "rustig", "loopt", "nog 4 dagen"),
        (om(date(2027, 4, 9), 0), "let_op", "bijna", "nog 3 dagen"),
        (om(date(2027, 4, 11)), "let_op", "bijna", "morgen"),
        (om(date(2027, 4, 12), 23, 59), "let_op", "bijna", "vandaag"),
        (om(date(2027, 4, 13), 0), "gevaar", "te laat", "1 dag te laat"),
        (om(date(2027, 4, 22)), "gevaar", "te laat", "10 dagen te laat"),
    ],
)
def test_een_termijn_in_dagen_wordt_dringender_en_is_te_laat_vanaf_middernacht(
    nu: datetime, toon: str, label: str, rest: str
) -> None:
    gezien = beeld_van(start(), nu)
    assert (gezien.toon, gezien.label, gezien.rest, gezien.wanneer) == (toon, label, rest, "Uiterlijk maandag 12/04/2027")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nu", "toon", "rest"),
    [
        (om(date(2027, 3, 12), 10), "rustig", "nog 24 uur"),
        (om(date(2027, 3, 13), 4, 30), "let_op", "nog 5 uur 30 minuten"),
        (om(date(2027, 3, 13), 10), "gevaar", "0 minuten te laat"),
        (om(date(2027, 3, 13), 11, 1), "gevaar", "1 uur 1 minuut te laat"),
    ],
)
def test_een_termijn_in_uren_telt_op_de_klok_af(nu: datetime, toon: str, rest: str) -> None:
    gezien = beeld_van(start("gevaar_behandeling"), nu)
    assert (gezien.toon, gezien.rest, gezien.wanneer) == (toon, rest, "Uiterlijk zaterdag 13/03/2027 10:00")


@pytest.mark.django_db
def test_een_wachttermijn_zegt_ten_vroegste_en_wordt_nooit_rood() -> None:
    wacht = start("openbaarmaking")
    assert beeld_van(wacht, VANDAAG) == Beeld("rustig", "zandloper", "wacht", "Ten vroegste maandag 15/03/2027", "nog 3 dagen")
    assert beeld_van(wacht, om(date(2027, 5, 1))).label == "wachttijd voorbij"


@pytest.mark.django_db
def test_een_opgeschorte_een_onbekende_en_een_afgeronde_termijn_zeggen_wat_ze_zijn() -> None:
    opgeschort, onbekend, gehaald = start(), start("schorsing_maximum"), start()
    acties.schort_op(termijn=opgeschort, reden="x", door=None, op=om(date(2027, 3, 15)))
    acties.sluit_af(termijn=gehaald, door=None, op=om(date(2027, 3, 15)))
    veel_later = om(date(2028, 1, 1))
    assert beeld_van(opgeschort, veel_later).wanneer == "Geen datum zolang de termijn opgeschort is"
    assert beeld_van(onbekend, veel_later).wanneer == "Termijn niet bekend, te bevestigen"
    assert beeld_van(gehaald, veel_later) == Beeld("goed", "vinkrond", "gehaald", "Datum was maandag 12/04/2027")


@pytest.mark.django_db
def test_de_uitleg_staat_er_op_vraag_bij_en_wat_niet_bevestigd_is_valt_op() -> None:
    html = teken(start(), VANDAAG)
    assert '<time datetime="2027-04-12">Uiterlijk maandag 12/04/2027</time>' in html
    assert "<summary>Hoe is dit berekend?</summary>" in html
    assert '<li class="stap-telling">12/03 + 30 dagen = zondag 11/04 → maandag 12/04</li>' in html
    assert "te bevestigen</span>" in html
    assert "Bron: Niet nagegaan" in html
    assert " style=" not in html
    assert "<script" not in html


@pytest.mark.django_db
def test_een_zekere_termijn_draagt_geen_voorbehoud_en_een_voorlopige_zegt_dat() -> None:
    zeker = start("gevaar_behandeling")
    voorlopig = start("adviescommissie", voorlopig=True)
    assert "te bevestigen" not in teken(zeker, VANDAAG)
    assert "voorlopig</span>" not in teken(zeker, VANDAAG)
    assert "voorlopig</span>" in teken(voorlopig, VANDAAG)


@pytest.mark.django_db
def test_in_een_lijst_staat_alleen_de_datum_met_haar_pil() -> None:
    html = teken(start(), VANDAAG, kort=True)
    assert "<details" not in html
    assert "Uiterlijk maandag 12/04/2027" in html


@pytest.mark.django_db
def test_een_reden_met_tekens_van_html_breekt_de_pagina_niet() -> None:
    termijn = start()
    acties.verleng(
        termijn=termijn, duur=5, eenheid=Eenheid.DAGEN, reden="<script>alert(1)</script>", door=None, op=om(date(2027, 3, 15))
    )
    html = teken(termijn, VANDAAG)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
