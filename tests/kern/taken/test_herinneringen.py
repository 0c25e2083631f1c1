"""Reminders: for whom, by which road, once; in the morning or at once; over both changes of the clock and what was missed."""

import os
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import process_time
from typing import Any
from uuid import uuid4

import pytest
from celery import current_app
from django.db import connection

from kern.actions import herinneringen, taakstappen, taken
from kern.actions.mensen import registreer_vervanging
from kern.models import Herinnering, Herinneringskeuze, Logregel, Medewerker, OutboxRegel, Taak
from kern.outbox.controle import controleer_mailadressen
from kern.rooster import laatste_moment, plan_van
from kern.tijd import BRUSSEL
from tests.mensen import MAANDAG

Hoe = Herinneringskeuze.Hoe


def op(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BRUSSEL)


def geef(
    door: Medewerker, titel: str = "Bel De Zonnebloem", *, gegeven: datetime = MAANDAG - timedelta(days=20), **meer: Any
) -> Taak:
    buiten = {naam: meer.pop(naam) for naam in ("over", "voor") if naam in meer}
    return taken.geef(sleutel=uuid4(), inhoud=taken.Inhoud(titel=titel, **meer), door=door, op=gegeven, **buiten)


def kies(wie: Medewerker, notificatie: str, mail: str) -> None:
    herinneringen.kies(medewerker=wie, notificatie=notificatie, mail=mail, door=wie, op=MAANDAG - timedelta(days=30))


def berichten() -> list[tuple[str, str, str]]:
    regels = OutboxRegel.objects.filter(sleutel__regex="^(herinnering|overzicht)").order_by("pk").select_related("ontvanger")
    return [(r.ontvanger.username if r.ontvanger else r.aan[0], r.titel, r.tekst.split("\n")[0]) for r in regels]


# --- At once --------------------------------------------------------------------------------------------------------------------


def test_wie_niets_koos_krijgt_een_notificatie_meteen_en_een_mail_in_de_ochtend(an: Medewerker) -> None:
    geef(an, tegen=date(2026, 3, 2))
    assert herinneringen.herinner(op=op("2026-03-02T07:14")) == 0
    assert herinneringen.stuur_overzicht(op=op("2026-03-02T07:15")) == 1
    assert herinneringen.herinner(op=op("2026-03-02T07:15:30")) == 1
    assert berichten() == [
        (an.email, "Uw overzicht van maandag 02/03: 1 taak", "Dag An"),
        ("an", "Taak tegen vandaag", "Bel De Zonnebloem"),
    ]
    for _ in range(3):  # another beat, another run, a day later
        assert herinneringen.herinner(op=op("2026-03-03T07:16")) == 0
        assert herinneringen.stuur_overzicht(op=op("2026-03-03T07:16")) == 0


def test_per_weg_kiest_elk_zelf(an: Medewerker, bart: Medewerker, dirk: Medewerker) -> None:
    kies(an, Hoe.GEEN, Hoe.METEEN)
    kies(bart, Hoe.DAGELIJKS, Hoe.GEEN)
    kies(dirk, Hoe.GEEN, Hoe.GEEN)
    for wie in (an, bart, dirk):
        geef(wie, tegen=date(2026, 3, 2), uur=time(14))
    herinneringen.stuur_overzicht(op=op("2026-03-02T07:15"))  # before the quarter of an hour before two
    herinneringen.herinner(op=op("2026-03-02T13:44"))
    assert berichten() == [("bart", "Uw overzicht van maandag 02/03: 1 taak", "")]
    herinneringen.herinner(op=op("2026-03-02T13:46"))
    assert berichten()[1:] == [(an.email, "Herinnering: taak tegen vandaag om 14.00 uur", "Dag An")]


def test_een_mail_zegt_niet_waarover_het_gaat_en_kan_vertrekken(an: Medewerker) -> None:
    kies(an, Hoe.METEEN, Hoe.METEEN)
    geef(an, "Bel over {naam} XXX", tegen=date(2026, 3, 2))
    herinneringen.herinner(op=op("2026-03-02T08:00"))
    mail = OutboxRegel.objects.get(kanaal="mail")
    assert "naam" not in f"{mail.titel}{mail.tekst}"
    assert f"/taken/{Taak.objects.get().pk}/" in mail.tekst
    controleer_mailadressen(mail.aan)
    assert Logregel.objects.filter(gebeurtenis="kern.uitgaand_klaargezet", onderwerp_id=str(mail.pk)).count() == 1


def test_wie_vervangt_krijgt_ze_ook_en_wie_weg_is_niet(an: Medewerker, dirk: Medewerker, bart: Medewerker) -> None:
    registreer_vervanging(
        afwezige=an, vervanger=dirk, vanaf=date(2026, 3, 2), tot=date(2026, 3, 3), door=an, op=MAANDAG - timedelta(days=9)
    )
    for dag in (2, 4):
        geef(an, tegen=date(2026, 3, dag))
    herinneringen.herinner(op=op("2026-03-02T08:00"))
    herinneringen.herinner(op=op("2026-03-04T08:00"))  # the day after
    assert Counter((wie, titel) for wie, titel, _ in berichten()) == {
        ("an", "Taak tegen vandaag"): 2,
        ("dirk", "Taak tegen vandaag (voor An Peeters, afwezig)"): 1,
    }


def test_wat_gedaan_of_verzet_is_roept_niet_en_op_de_nieuwe_dag_wel(an: Medewerker) -> None:
    gedaan, verzet = geef(an, "Gedaan", tegen=date(2026, 3, 2)), geef(an, "Verzet", tegen=date(2026, 3, 2))
    taken.werk_af(taak=gedaan, door=an, op=MAANDAG - timedelta(days=1))
    taakstappen.verzet(taak=verzet, tegen=date(2026, 3, 5), door=an, op=MAANDAG - timedelta(days=1))
    assert herinneringen.herinner(op=op("2026-03-02T09:00")) == 0
    assert herinneringen.herinner(op=op("2026-03-05T09:00")) == 1
    taakstappen.verzet(taak=verzet, tegen=date(2026, 3, 6), door=an, op=op("2026-03-05T10:00"))
    assert herinneringen.herinner(op=op("2026-03-06T09:00")) == 1


def test_wat_drie_dagen_lang_niemand_stuurde_komt_alsnog_een_keer(an: Medewerker) -> None:
    for dag in (2, 3, 4):
        geef(an, tegen=date(2026, 3, dag))
    assert herinneringen.herinner(op=op("2026-03-04T23:00")) == 3
    assert herinneringen.herinner(op=op("2026-03-04T23:01")) == 0


def test_wie_van_niets_op_meteen_gaat_wordt_niet_overladen_met_wat_voorbij_is(an: Medewerker) -> None:
    kies(an, Hoe.GEEN, Hoe.GEEN)
    geef(an, tegen=date(2026, 3, 2))
    herinneringen.kies(medewerker=an, notificatie=Hoe.METEEN, mail=Hoe.GEEN, door=an, op=op("2026-03-03T10:00"))
    assert herinneringen.herinner(op=op("2026-03-03T10:01")) == 0


def test_wie_het_antwoord_niet_kreeg_wordt_herinnerd_om_na_te_vragen(an: Medewerker) -> None:
    taak = geef(an, wacht_op="het attest", volg_na=3, gegeven=MAANDAG)
    taakstappen.volg_op(op=op("2026-03-05T00:25"))
    assert herinneringen.herinner(op=op("2026-03-05T00:26")) == 0
    assert herinneringen.herinner(op=op("2026-03-05T07:16")) == 1
    assert herinneringen.herinner(op=op("2026-03-06T07:16")) == 0
    taakstappen.volg_op(op=op("2026-03-10T00:25"))
    assert herinneringen.herinner(op=op("2026-03-10T07:16")) == 1
    assert [titel for _, titel, _ in berichten()] == ["Antwoord om na te vragen"] * 2
    taakstappen.beantwoord(taak=Taak.objects.get(pk=taak.pk), door=an, op=op("2026-03-10T09:00"))
    taakstappen.volg_op(op=op("2026-03-13T00:25"))
    assert herinneringen.herinner(op=op("2026-03-13T07:16")) == 0


# --- The overview of the morning ------------------------------------------------------------------------------------------------


def overzichten(van: str, dagen: int) -> dict[str, int]:
    """Let beat and the worker live so many days, minute by minute around a quarter past seven; returns what each day brought."""
    plan, gezien = plan_van("overzichten"), set[datetime]()
    uit: dict[str, int] = {}
    klok = op(f"{van}T00:00")
    for uur in range(dagen * 24 * 4):
        nu = datetime.fromtimestamp(klok.timestamp() + uur * 900, BRUSSEL)
        moment = laatste_moment(plan, nu)
        if moment in gezien or moment < klok:
            continue
        gezien.add(moment)
        for _ in range(2):  # two beats
            if aantal := herinneringen.stuur_overzicht(op=nu):
                uit[f"{nu:%Y-%m-%d %H:%M}"] = uit.get(f"{nu:%Y-%m-%d %H:%M}", 0) + aantal
    return uit


@pytest.mark.parametrize(
    ("van", "dagen", "verwacht"),
    [
        # The clock goes forward on Sunday 29 March and back on Sunday 25 October 2026.
        ("2026-03-27", 5, {"2026-03-27 07:15": 1, "2026-03-30 07:15": 1, "2026-03-31 07:15": 1}),
        ("2026-10-23", 5, {"2026-10-23 07:15": 1, "2026-10-26 07:15": 1, "2026-10-27 07:15": 1}),
        # Easter Monday; and All Saints on a Sunday with All Souls after it.
        ("2026-04-03", 5, {"2026-04-03 07:15": 1, "2026-04-07 07:15": 1}),
        ("2026-10-30", 5, {"2026-10-30 07:15": 1, "2026-11-03 07:15": 1}),
    ],
)
def test_het_overzicht_komt_op_werkdagen_ook_als_de_klok_verspringt(
    an: Medewerker, van: str, dagen: int, verwacht: dict[str, int]
) -> None:
    kies(an, Hoe.GEEN, Hoe.DAGELIJKS)
    begin = date.fromisoformat(van)
    for over in range(dagen):
        geef(an, tegen=begin + timedelta(days=over), gegeven=op("2026-01-05T09:00"))
    assert overzichten(van, dagen) == verwacht
    # Each task was told, and told once.
    assert Herinnering.objects.count() == len(set(Herinnering.objects.values_list("verwijzing", "moment"))) == dagen


def test_elk_uur_van_een_dag_met_een_sprong_roept_een_keer(an: Medewerker) -> None:
    kies(an, Hoe.METEEN, Hoe.GEEN)
    for dag in (date(2026, 3, 29), date(2026, 10, 25)):
        for uur in range(24):
            geef(an, tegen=dag, uur=time(uur), gegeven=op("2026-01-05T09:00"))
        begin, totaal = datetime.combine(dag, datetime.min.time(), tzinfo=BRUSSEL).timestamp() - 3600, 0
        for kwartier in range(28 * 4):
            totaal += herinneringen.herinner(op=datetime.fromtimestamp(begin + kwartier * 900 + 1, BRUSSEL))
        assert totaal == 24


# --- Much -----------------------------------------------------------------------------------------------------------------------


def rekentijd() -> float:
    """Seconds of computing by this process and its connection: what it takes when nobody else is busy on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return process_time() + (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def test_tienduizend_herinneringen_staan_in_de_outbox_binnen_tien_seconden(
    an: Medewerker, bart: Medewerker, django_assert_max_num_queries: Any
) -> None:
    kies(an, Hoe.METEEN, Hoe.GEEN)
    kies(bart, Hoe.GEEN, Hoe.METEEN)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kern_taak (id, titel, onderwerp_soort, onderwerp_id, voor_id, gegeven_door_id, gegeven_op,"
            " volgt_onderwerp, tegen, belang, herinner, herinner_op, herhaal_eenheid, wacht_op, status, nota, versie)"
            " SELECT gen_random_uuid(), 'Taak ' || i, '', '', CASE WHEN i %% 2 = 0 THEN %s ELSE %s END, %s, %s, false,"
            " '2026-03-02', 1, 'dan', %s, '', '', 'open', '', 1 FROM generate_series(1, 10000) i",
            [an.pk, bart.pk, an.pk, MAANDAG - timedelta(days=5), op("2026-03-02T07:15")],
        )
    begin = rekentijd()
    with django_assert_max_num_queries(15):
        assert herinneringen.herinner(op=op("2026-03-02T07:16")) == 10_000
    assert rekentijd() - begin < 10
    assert Counter(OutboxRegel.objects.values_list("kanaal", flat=True)) == {"notificatie": 5000, "mail": 5000}
    assert herinneringen.herinner(op=op("2026-03-02T07:17")) == 0


def test_oude_bewijzen_worden_vergeten_en_niets_komt_daardoor_terug(an: Medewerker) -> None:
    geef(an, tegen=date(2026, 3, 2))
    herinneringen.herinner(op=op("2026-03-02T08:00"))
    assert herinneringen.ruim_op(op=op("2026-04-01T03:55")) == 0
    assert herinneringen.ruim_op(op=op("2026-05-10T03:55")) == 1
    assert herinneringen.herinner(op=op("2026-05-10T08:00")) == 0


def test_de_taken_staan_in_het_rooster() -> None:
    rooster = current_app.conf.beat_schedule
    assert {rooster[naam]["task"] for naam in ("herinneringen", "overzichten", "taken-opvolgen", "herinneringen-opruimen")} == {
        "kern.tasks.herinner", "kern.tasks.stuur_overzichten", "kern.tasks.volg_taken_op", "kern.tasks.ruim_herinneringen_op",
    }  # fmt: skip


def test_wie_niet_meer_werkt_krijgt_niets(an: Medewerker) -> None:
    geef(an, tegen=date(2026, 3, 2))
    Medewerker.objects.filter(pk=an.pk).update(is_active=False, gedeactiveerd_op=MAANDAG)
    assert herinneringen.herinner(op=op("2026-03-02T08:00")) == 0
