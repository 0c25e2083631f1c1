"""Reading somebody's calendar: what repeats, floats, spans days or changes the clock, and what is no calendar at all."""

from datetime import date, datetime
from pathlib import Path

import pytest

from kern.agenda.halen import AgendaFout
from kern.agenda.lezen import MEESTE, bezet
from kern.tijd import BRUSSEL

VAN, TOT = date(2026, 3, 1), date(2026, 4, 30)


def ics(*dingen: str, extra: str = "") -> bytes:
    blokken = "".join(
        f"BEGIN:VEVENT\r\nUID:{nr}@elders\r\nDTSTAMP:20260101T000000Z\r\n{ding}\r\nEND:VEVENT\r\n"
        for nr, ding in enumerate(dingen)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//NL\r\n{extra}{blokken}END:VCALENDAR\r\n".encode()


def momenten(inhoud: bytes) -> list[tuple[str, str]]:
    return [(f"{b.begin:%d/%m %H:%M}", f"{b.einde:%d/%m %H:%M}") for b in bezet(inhoud, VAN, TOT)]


BRUSSEL_ZONE = """BEGIN:VTIMEZONE\r
TZID:Romance Standard Time\r
BEGIN:STANDARD\r
DTSTART:16010101T030000\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r
END:STANDARD\r
BEGIN:DAYLIGHT\r
DTSTART:16010101T020000\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r
END:DAYLIGHT\r
END:VTIMEZONE\r
"""


@pytest.mark.parametrize(
    ("ding", "verwacht"),
    [
        # In UTC, before and after summer time begins (29 March).
        ("DTSTART:20260302T090000Z\r\nDTEND:20260302T100000Z", [("02/03 10:00", "02/03 11:00")]),
        ("DTSTART:20260330T090000Z\r\nDTEND:20260330T100000Z", [("30/03 11:00", "30/03 12:00")]),
        # Without a zone: as people here mean it.
        ("DTSTART:20260302T090000\r\nDTEND:20260302T100000", [("02/03 09:00", "02/03 10:00")]),
        # A duration in the place of an end.
        ("DTSTART:20260302T090000\r\nDURATION:PT45M", [("02/03 09:00", "02/03 09:45")]),
        # A whole day, and a holiday of three.
        ("DTSTART;VALUE=DATE:20260302", [("02/03 00:00", "03/03 00:00")]),
        ("DTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260305", [("02/03 00:00", "05/03 00:00")]),
        # Over midnight, and several days with hours.
        ("DTSTART:20260302T220000\r\nDTEND:20260303T010000", [("02/03 22:00", "03/03 01:00")]),
        # Free, cancelled, without length: takes no time.
        ("DTSTART:20260302T090000\r\nDTEND:20260302T100000\r\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20260302T090000\r\nDTEND:20260302T100000\r\nSTATUS:CANCELLED", []),
        ("DTSTART:20260302T090000\r\nDTEND:20260302T090000", []),
        # Outside what is asked.
        ("DTSTART:20250302T090000\r\nDTEND:20250302T100000", []),
    ],
)
def test_elke_soort_van_tijd(ding: str, verwacht: list[tuple[str, str]]) -> None:
    assert momenten(ics(ding)) == verwacht


def test_wat_elke_week_terugkomt_houdt_zijn_uur_als_de_klok_verspringt() -> None:
    week = ics(
        "DTSTART;TZID=Romance Standard Time:20260316T140000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=4", extra=BRUSSEL_ZONE
    )
    assert [b.begin.strftime("%d/%m %H:%M %z") for b in bezet(week, VAN, TOT)] == [
        "16/03 14:00 +0100", "23/03 14:00 +0100", "30/03 14:00 +0200", "06/04 14:00 +0200",
    ]  # fmt: skip


def test_een_keer_verplaatst_en_een_keer_geschrapt_uit_een_reeks() -> None:
    reeks = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        b"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000\r\nDURATION:PT1H\r\n"
        b"RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:20260303T090000\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\nRECURRENCE-ID:20260304T090000\r\nDTSTART:20260304T150000\r\n"
        b"DURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert momenten(reeks) == [("02/03 09:00", "02/03 10:00"), ("04/03 15:00", "04/03 16:00")]


@pytest.mark.parametrize(
    "hoe", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "FREQ=NOOIT"]
)
def test_een_reeks_die_een_werker_zou_vullen_telt_niet_en_de_rest_wel(hoe: str) -> None:
    gewoon = "DTSTART:20260302T090000\r\nDURATION:PT1H"
    assert momenten(ics(f"DTSTART:20260101T090000\r\nDURATION:PT1M\r\nRRULE:{hoe}", gewoon)) == [("02/03 09:00", "02/03 10:00")]


def test_eeuwig_elke_dag_stopt_waar_gevraagd_wordt() -> None:
    eeuwig = ics("DTSTART:19700101T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY")
    assert len(bezet(eeuwig, VAN, TOT)) == 61


EEUWEN = "DTSTART:16000101T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY"
NOOIT = "DTSTART:20260101T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
LIJST = "DTSTART:20260101T080000\r\nDURATION:PT1H\r\nRDATE:" + ",".join(["20260101T080000"] * 400_000)


@pytest.mark.parametrize("dingen", [[EEUWEN] * 3, [NOOIT] * 1_000, [LIJST], ["DTSTART:20260302T090000"] * 20_001])
def test_wat_een_werker_uren_zou_kosten_wordt_geweigerd_voor_het_begint(dingen: list[str]) -> None:
    with pytest.raises(AgendaFout, match="groot"):
        bezet(ics(*dingen), VAN, TOT)


def test_een_volle_agenda_van_twintig_jaar_met_alle_verjaardagen_wordt_gelezen() -> None:
    weken = ["DTSTART:20060105T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"] * 3
    maanden = ["DTSTART:20060105T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYDAY=2TU"] * 20
    jaren = ["DTSTART;VALUE=DATE:19500302\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2"] * 100
    assert len(bezet(ics(*weken, *maanden, *jaren), VAN, TOT)) == 45


def test_onze_eigen_uitnodigingen_tellen_niet_dubbel() -> None:
    van_ons = ics("DTSTART:20260302T090000\r\nDURATION:PT1H").replace(b"0@elders", b"afspraak-1@opgroeien.example")
    assert bezet(van_ons, VAN, TOT) == []


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"<html>Log in</html>",
        b"\xff\xfe\x00\x01" * 50,
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:onzin\r\n",
        b"END:VCALENDAR\r\n",
    ],
)
def test_wat_geen_agenda_is_wordt_in_een_woord_geweigerd(inhoud: bytes) -> None:
    with pytest.raises(AgendaFout) as fout:
        bezet(inhoud, VAN, TOT)
    assert fout.value.code == "onleesbaar"


def test_een_stuk_onzin_in_een_agenda_neemt_de_rest_niet_mee() -> None:
    gemengd = ics("DTSTART:20260302T090000\r\nDURATION:PT1H", "SUMMARY:zonder begin", "DTSTART:20260303T090000\r\nDURATION:PT1H")
    assert [van for van, _ in momenten(gemengd)] == ["02/03 09:00", "03/03 09:00"]


def test_er_wordt_niet_meer_bewaard_dan_nodig() -> None:
    veel = ics(
        *(
            f"DTSTART:202603{dag:02}T{uur:02}{m:02}00\r\nDURATION:PT1M"
            for dag in range(1, 29)
            for uur in range(24)
            for m in (0, 20, 40, 50)
        )
    )
    assert len(bezet(veel, VAN, TOT)) == MEESTE


def test_de_zomertijd_van_hier_en_niet_die_van_de_server() -> None:
    (moment,) = bezet(ics("DTSTART;TZID=America/New_York:20260310T090000\r\nDURATION:PT1H"), VAN, TOT)
    assert moment.begin == datetime(2026, 3, 10, 14, tzinfo=BRUSSEL)  # there the clock changed two days before


def test_de_module_bewaart_geen_woorden() -> None:
    import kern.agenda.lezen as lezen

    assert "SUMMARY" not in Path(lezen.__file__).read_text()
