"""A day and an hour in a sentence as colleagues type it: "bel volgende dinsdag om 14u30". Pure: the day of today is handed in.

What is read is a proposal: whoever types sees the day before anything is saved and can correct it. So a word that only might be
a day is left alone ("het bezoek van 12 maart", "elke vrijdag", "bel 3 ouders"), and no hour is invented: "vanmiddag" is today.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from kern.termijnen.maanden import plus_maanden

_WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN = (
    ("januari", "jan"),
    ("februari", "feb", "febr"),
    ("maart", "mrt"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_MAANDNUMMER = {naam: nummer for nummer, namen in enumerate(_MAANDEN, start=1) for naam in namen}
_TELWOORDEN = {
    woord: getal
    for getal, woord in enumerate(
        ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"), start=1
    )
} | {"één": 1, "veertien": 14}

_DAG = rf"(?P<weekdag>{'|'.join(_WEEKDAGEN)})(?:ochtend|morgen|voormiddag|middag|namiddag|avond)?"
_MAAND = rf"(?P<maand>{'|'.join(sorted(_MAANDNUMMER, key=len, reverse=True))})\b\.?"
_AANTAL = rf"(?P<aantal>\d{{1,3}}|{'|'.join(_TELWOORDEN)})"
_VOLGENDE = r"(?:volgende|komende|aanstaande|eerstkomende|deze)"
_EIND = r"(?P<deel>begin|half|midden|eind|einde)(?:\s+van)?"
# Said with the day and left out of the words that stay; the first group says that this is the day by which.
_TEGEN = r"(?:(?P<tegen>tegen|uiterlijk(?:\s+(?:op|tegen))?|vóór|voor)\s+|(?:op|vanaf)\s+)?"
# After these words a day says which visit or report is meant, or comes back, or is over: not when something must be done.
_NIET_NA = re.compile(
    r"\b(?:van|sinds|sedert|dd\.?|d\.d\.|vorige|afgelopen|voorbije|laatste|elke|iedere|ieder|elk|goede|tot|tussen|tussen\s[^.;]*\sen)"
    r"(?:\s+(?:de|een))?\s+$",
    re.IGNORECASE,
)
_JAREN = 75  # what lies further ahead is a slip of the finger, and no form takes it
_TELEFOON = r"(?![ .]?\d{2,3}[ .]\d{2})"

_UUR = re.compile(
    r"(?P<met>\b(?:om|rond|tegen|vóór|voor|vanaf)\s+)?"
    r"(?<![\d/.,:-])(?P<uur>[01]?\d|2[0-3])(?:(?P<los>\s+uur)|\s?(?:u|h|uur)\s?(?P<minuten>[0-5]\d)?|[:.](?P<minuut>[0-5]\d)"
    r"(?P<met_u>\s?(?:u|h|uur))?)(?![\w/])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What a sentence says.

    Attributes:
        tekst_zonder_dag: the sentence without the words that were read as a day or an hour; the whole sentence when none were.
        dag: the day that is meant, if any.
        uur: the hour on that day, in Brussels; only with a day.
        woorden: the words that were read, as typed: "volgende dinsdag om 14u30".
    """

    tekst_zonder_dag: str
    dag: date | None
    uur: time | None
    woorden: str = ""


@dataclass(frozen=True, slots=True)
class _Vondst:
    van: int
    tot: int
    dag: date
    tegen: bool


def is_weekdag(dag: date) -> bool:
    """Monday to Friday; closing days are rows, for who has them at hand."""
    return dag.weekday() < 5


def lees(tekst: str, vandaag: date, *, is_werkdag: Callable[[date], bool] = is_weekdag) -> Gelezen:
    """Read the day and the hour in *tekst*.

    Args:
        tekst: one sentence, as typed.
        vandaag: today in Brussels; a day without a year is the first such day from here on, a weekday never today itself.
        is_werkdag: what counts in "binnen 3 werkdagen"; without the closing days of the agency Monday to Friday.
    """
    vondst = _kies(list(_vondsten(tekst, vandaag, is_werkdag)))
    uur, stuk = _uur(tekst, vondst)
    if vondst is None and uur is None:
        return Gelezen(tekst, None, None)
    stukken = sorted(([(vondst.van, vondst.tot)] if vondst else []) + ([stuk] if stuk else []))
    return Gelezen(
        _zonder(tekst, stukken),
        vondst.dag if vondst else vandaag,
        uur,
        " ".join(tekst[van:tot].strip() for van, tot in stukken),
    )


def _vondsten(tekst: str, vandaag: date, is_werkdag: Callable[[date], bool]) -> Iterator[_Vondst]:
    """Every day that stands in the sentence; a shorter reading inside a longer one is left out."""
    bezet: list[tuple[int, int]] = []
    for patroon, dag_van in _PATRONEN:
        for gevonden in patroon.finditer(tekst):
            van, tot = gevonden.span()
            if any(van < einde and begin < tot for begin, einde in bezet):
                continue
            if _NIET_NA.search(tekst, 0, van):
                bezet.append((van, tot))
                continue
            try:
                dag = dag_van(gevonden, vandaag, is_werkdag)
            except (ValueError, OverflowError):
                continue  # 31/2, or past the last year a date can be in
            bezet.append((van, tot))
            if dag is not None and dag.year - vandaag.year < _JAREN:
                yield _Vondst(van, tot, dag, bool(gevonden.groupdict().get("tegen")))


def _kies(vondsten: list[_Vondst]) -> _Vondst | None:
    """The day by which, when one is said ("het verslag over maandag tegen vrijdag"); otherwise the first."""
    return min(vondsten, key=lambda vondst: (not vondst.tegen, vondst.van), default=None)


def _uur(tekst: str, vondst: _Vondst | None) -> tuple[time | None, tuple[int, int] | None]:
    """The hour: said with "om", or standing against the day. Without a day only with "om", at the edge of the sentence."""
    for gevonden in _UUR.finditer(tekst):
        van, tot = gevonden.span()
        if vondst is not None and van < vondst.tot and vondst.van < tot:
            continue
        if gevonden["minuut"] and not gevonden["met_u"] and "." in gevonden[0] and not gevonden["met"]:
            continue  # 2.30 is a number, 2.30u an hour
        if not gevonden["met"] and re.search(r"\b(?:over|binnen|van|na|elke|tot)\s+$", tekst[:van], re.IGNORECASE):
            continue
        naast = vondst is not None and not re.search(r"\w", tekst[min(vondst.tot, tot) : max(vondst.van, van)])
        rand = not tekst[:van].strip() or not tekst[tot:].strip(" .!?")
        if not (naast or (gevonden["met"] and (vondst is not None or rand))):
            continue
        return time(int(gevonden["uur"]), int(gevonden["minuten"] or gevonden["minuut"] or 0)), (van, tot)
    return None, None


def _zonder(tekst: str, stukken: list[tuple[int, int]]) -> str:
    """The sentence without these pieces, mended where they were cut out."""
    delen, waar = [], 0
    for van, tot in stukken:
        delen.append(tekst[waar:van])
        waar = tot
    delen.append(tekst[waar:])
    heel = " ".join(deel.strip() for deel in delen if deel.strip())
    return re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\(\s*\)", "", heel)).strip(" ,;:-–")


def _aantal(woord: str) -> int:
    return _TELWOORDEN[woord] if woord in _TELWOORDEN else int(woord)


def _eerste(weekdag: str, na: date) -> date:
    """The first such weekday after this day."""
    return na + timedelta(days=(_WEEKDAGEN.index(weekdag) - na.weekday() - 1) % 7 + 1)


def _maandag(vandaag: date, weken: int = 0) -> date:
    return vandaag + timedelta(days=7 * weken - vandaag.weekday())


def _met_naam(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date:
    woord = gevonden["naam"].lower()
    dagen = 2 if woord == "overmorgen" else 1 if woord.startswith("morgen") else 0
    return vandaag + timedelta(days=dagen + 7 * _weken(gevonden))


def _weken(gevonden: re.Match[str]) -> int:
    """How many weeks are added: "dinsdag over een week", "vandaag over veertien dagen"."""
    if not gevonden["aantal"]:
        return 0
    aantal = _aantal(gevonden["aantal"].lower())
    return aantal if gevonden["eenheid"].lower().startswith("we") else aantal // 7


def _weekdag(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date:
    weekdag, welke = gevonden["weekdag"].lower(), (gevonden["welke"] or "").lower()
    if welke == "volgende":  # as most people mean it: not the one that is still to come this week
        return _maandag(vandaag, 1) + timedelta(days=_WEEKDAGEN.index(weekdag))
    return _eerste(weekdag, vandaag) + timedelta(days=7 * _weken(gevonden))


def _weekdag_van_week(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date | None:
    dag = _maandag(vandaag, _welke_week(gevonden["week"])) + timedelta(days=_WEEKDAGEN.index(gevonden["weekdag"].lower()))
    return dag if dag >= vandaag else None


def _welke_week(woord: str) -> int:
    return 0 if woord.lower() == "deze" else 1


def _week(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date:
    """The Monday of next week; of this week what is left of it: its Friday."""
    weken, deel = _welke_week(gevonden["week"] or "deze"), (gevonden["deel"] or "").lower()
    plus = {"begin": 0, "half": 2, "midden": 2, "eind": 4, "einde": 4}.get(deel, 0 if weken else 4)
    return max(vandaag, _maandag(vandaag, weken) + timedelta(days=plus))


def _maand(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date:
    eerste = plus_maanden(vandaag.replace(day=1), 0 if (gevonden["welke"] or "deze").lower() == "deze" else 1)
    deel = (gevonden["deel"] or "").lower() or ("eind" if eerste <= vandaag else "begin")
    return max(vandaag, _deel_van_maand(eerste, deel))


def _maand_met_naam(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date:
    maand, deel = _MAANDNUMMER[gevonden["maand"].lower()], gevonden["deel"].lower()
    dag = _deel_van_maand(date(vandaag.year, maand, 1), deel)
    return dag if dag >= vandaag else _deel_van_maand(date(vandaag.year + 1, maand, 1), deel)


def _deel_van_maand(eerste: date, deel: str) -> date:
    if deel.startswith("eind"):
        return plus_maanden(eerste, 1) - timedelta(days=1)
    return eerste if deel == "begin" else eerste.replace(day=15)


def _jaar(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date:
    jaar = vandaag.year + (gevonden["welk"] or "").lower().startswith("volgend")
    if gevonden["deel"].lower().startswith("eind"):
        return date(jaar, 12, 31)
    return max(vandaag, date(jaar, 1, 1) if gevonden["deel"].lower() == "begin" else date(jaar, 7, 1))


def _over(gevonden: re.Match[str], vandaag: date, is_werkdag: Callable[[date], bool]) -> date:
    """So long after today, which does not count itself: "over 2 weken", "binnen 3 werkdagen", "binnen de maand"."""
    aantal, eenheid = _aantal((gevonden["aantal"] or "een").lower()), gevonden["eenheid"].lower()
    if eenheid.startswith("werk"):
        dag = vandaag
        while aantal:
            dag += timedelta(days=1)
            aantal -= is_werkdag(dag)
        return dag
    if eenheid.startswith("maand"):
        return plus_maanden(vandaag, aantal)
    if eenheid.startswith("jaar"):
        return plus_maanden(vandaag, 12 * aantal)
    return vandaag + timedelta(days=aantal * (7 if eenheid.startswith("we") else 1))


def _datum(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date | None:
    groepen = gevonden.groupdict()
    dag = int(gevonden["dag"])
    maand = int(groepen["maandnummer"]) if groepen.get("maandnummer") else _MAANDNUMMER[gevonden["maand"].lower()]
    if groepen.get("jaar"):
        jaar = int(gevonden["jaar"])
        return date(jaar + 2000 if jaar < 100 else jaar, maand, dag)
    dit_jaar = date(vandaag.year, maand, dag)
    return dit_jaar if dit_jaar >= vandaag else date(vandaag.year + 1, maand, dag)


def _dagnummer(gevonden: re.Match[str], vandaag: date, _werkdag: Callable[[date], bool]) -> date:
    """That day of this month, or of the next month that has one: "de 12de"."""
    nummer, eerste = int(gevonden["dag"]), vandaag.replace(day=1)
    if not 1 <= nummer <= 31:
        raise ValueError(nummer)
    while (eerste + timedelta(days=nummer - 1)).month != eerste.month or eerste + timedelta(days=nummer - 1) < vandaag:
        eerste = plus_maanden(eerste, 1)
    return eerste + timedelta(days=nummer - 1)


def _patroon(tekst: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-]){_TEGEN}{tekst}(?![\w/]|-\w)", re.IGNORECASE)


_OVER_WEKEN = rf"(?:\s+(?:over|binnen)\s+{_AANTAL}\s+(?P<eenheid>we(?:ek|ken)|dagen))?"
_VOOR_DATUM = rf"(?:(?:{'|'.join(_WEEKDAGEN)}|ma|di|wo|do|vr|za|zo)\.?,?\s+)?(?:de\s+)?"
# Longest first: what one pattern took, a later one leaves alone.
_PATRONEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, Callable[[date], bool]], date | None]], ...] = (
    (_patroon(r"(?P<jaar>\d{4})-(?P<maandnummer>\d{1,2})-(?P<dag>\d{1,2})"), _datum),
    (_patroon(rf"{_VOOR_DATUM}(?P<dag>\d{{1,2}})[-.](?P<maandnummer>\d{{1,2}})[-.](?P<jaar>\d{{4}})"), _datum),
    (_patroon(rf"{_VOOR_DATUM}(?P<dag>\d{{1,2}})/(?P<maandnummer>\d{{1,2}})/(?P<jaar>\d{{4}}|\d{{2}}){_TELEFOON}"), _datum),
    (
        _patroon(rf"{_VOOR_DATUM}(?!24/7(?!\d)|\d/\d\s+(?:dag|uur))(?P<dag>\d{{1,2}})/(?P<maandnummer>\d{{1,2}}){_TELEFOON}"),
        _datum,
    ),
    (_patroon(rf"{_VOOR_DATUM}(?P<dag>\d{{1,2}})(?:ste|de|e)?\s+{_MAAND}(?:\s+(?P<jaar>\d{{4}}))?"), _datum),
    (_patroon(rf"{_DAG}\s+(?P<week>deze|volgende|komende)\s+week"), _weekdag_van_week),
    (_patroon(rf"(?P<week>deze|volgende|komende)\s+week\s+(?:op\s+)?{_DAG}"), _weekdag_van_week),
    (_patroon(rf"(?:(?P<welke>{_VOLGENDE})\s+)?{_DAG}{_OVER_WEKEN}"), _weekdag),
    (
        _patroon(
            r"(?P<naam>overmorgen|morgen(?:vroeg|ochtend|voormiddag|middag|namiddag|avond)?|vandaag|vanochtend|vanmorgen|vanvoormiddag"
            rf"|vanmiddag|vannamiddag|vanavond){_OVER_WEKEN}"
        ),
        _met_naam,
    ),
    (
        _patroon(rf"(?:over|binnen)\s+(?:de\s+)?{_AANTAL}\s+(?P<eenheid>werkdag(?:en)?|dag(?:en)?|week|weken|maand(?:en)?|jaar)"),
        _over,
    ),
    (_patroon(r"binnen\s+(?:de|het)\s+(?P<eenheid>week|maand|jaar)(?P<aantal>(?!))?"), _over),
    (_patroon(rf"(?:{_EIND}\s+)(?:(?P<week>deze|volgende|komende)|de)\s+week"), _week),
    (_patroon(r"(?P<week>deze|volgende|komende)\s+week(?P<deel>(?!))?"), _week),
    (_patroon(rf"{_EIND}\s+(?:(?P<welke>deze|volgende|komende)|de)\s+maand"), _maand),
    (_patroon(r"(?P<welke>volgende|deze|komende)\s+maand(?P<deel>(?!))?"), _maand),
    (_patroon(rf"{_EIND}\s+{_MAAND}"), _maand_met_naam),
    (_patroon(rf"{_EIND}\s+(?:(?P<welk>dit|volgend)|het)\s+jaar"), _jaar),
    (_patroon(r"(?:op\s+)?de\s+(?P<dag>\d{1,2})(?:ste|de|e)(?!\s+(?:keer|maal|verdieping|kind|lijn))"), _dagnummer),
)
