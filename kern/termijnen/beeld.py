"""How a term looks at a moment: its date in words, what remains, and how urgent it feels. Pure; the clock is handed in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kern.termijnen.woorden import BRUSSEL, duur_in_woorden, tijdstip, weekdag

# From when on a term feels near. A choice of the screen, not of the law.
BIJNA_DAGEN = 3
BIJNA_UREN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Beeld:
    """What the term component draws. `toon` and `icoon` are those of `kern.choices.Toon` and the icon sprite."""

    toon: str
    icoon: str
    label: str
    wanneer: str
    rest: str = ""


def beeld(
    *, datum: date | None, vervalt_op: datetime | None, bekend: bool, opgeschort: bool, wacht: bool, klok: bool, nu: datetime
) -> Beeld:
    """Say how an open term looks at *nu*.

    Args:
        datum: last day, or first day of a waiting term; None when suspended or unknown.
        vervalt_op: the moment from which it is over.
        bekend: whether its length is known at all.
        opgeschort: whether it stands still.
        wacht: whether it is a waiting term ("ten vroegste").
        klok: whether it is counted in hours, so that the hour is shown.
        nu: the moment of looking (aware).
    """
    if not bekend:
        return Beeld("let_op", "vraag", "niet bekend", "Termijn niet bekend, te bevestigen")
    if opgeschort or datum is None or vervalt_op is None:
        return Beeld("let_op", "pauze", "opgeschort", "Geen datum zolang de termijn opgeschort is")
    dag = tijdstip(vervalt_op, jaar=True) if klok else weekdag(datum, jaar=True)
    wanneer = f"{'Ten vroegste' if wacht else 'Uiterlijk'} {dag}"
    if vervalt_op <= nu:
        if wacht:
            return Beeld("goed", "vinkrond", "wachttijd voorbij", wanneer)
        return Beeld("gevaar", "alarm", "te laat", wanneer, f"{_verschil(datum, vervalt_op, nu, klok)} te laat")
    bijna = vervalt_op - nu <= BIJNA_UREN if klok else _dagen(datum, nu) <= BIJNA_DAGEN
    rest = _rest(datum, vervalt_op, nu, klok)
    if wacht:
        return Beeld("rustig", "zandloper", "wacht", wanneer, rest)
    return Beeld("let_op", "klok", "bijna", wanneer, rest) if bijna else Beeld("rustig", "klok", "loopt", wanneer, rest)


def _dagen(datum: date, nu: datetime) -> int:
    """Calendar days from today in Belgium until the date; negative when it is past."""
    return (datum - nu.astimezone(BRUSSEL).date()).days


def _verschil(datum: date, vervalt_op: datetime, nu: datetime, klok: bool) -> str:
    if klok:
        return duur_in_woorden(abs(vervalt_op - nu))
    dagen = abs(_dagen(datum, nu))
    return f"{dagen} {'dag' if dagen == 1 else 'dagen'}"


def _rest(datum: date, vervalt_op: datetime, nu: datetime, klok: bool) -> str:
    if not klok and (woord := {0: "vandaag", 1: "morgen"}.get(_dagen(datum, nu))):
        return woord
    return f"nog {_verschil(datum, vervalt_op, nu, klok)}"
