"""Terms in hours and minutes: elapsed time on the clock, through nights, weekends and the change of the clock."""

from datetime import UTC, datetime, timedelta

from kern.termijnen.fouten import OngeldigeAanpassing
from kern.termijnen.regel import Datumwijziging, Opschorting, Regel, Verlenging
from kern.termijnen.uitkomst import Stap, Stapsoort, Uitkomst
from kern.termijnen.verslag import Verslag
from kern.termijnen.woorden import BRUSSEL, datum, duur_in_woorden, jaar_nodig, klokwissel, tijdstip


def _formule(van: datetime, stuk: str, naar: datetime) -> str:
    jaar = jaar_nodig(van.astimezone(BRUSSEL).date(), naar.astimezone(BRUSSEL).date())
    return f"{tijdstip(van, jaar=jaar)} + {stuk} = {tijdstip(naar, jaar=jaar)}"


class Klokteller:
    """Counts in UTC, so that 24 hours are always 24 elapsed hours, and tells it on the Belgian clock."""

    def __init__(self, regel: Regel, start: datetime, voorlopig: bool) -> None:
        self.regel = regel
        self.start = start.astimezone(UTC)
        self.einde = self.start
        self.open_sinds: datetime | None = None
        self.verslag = Verslag(regel, voorlopig)

    def tel(self, duur: int) -> None:
        """From the start over the length of the rule."""
        self.verslag.start(tijdstip(self.start, jaar=True), "Er wordt doorgeteld, ook 's nachts en in het weekend.")
        self._schuif(self.regel.eenheid.als_duur(duur), self.regel.eenheid.met_aantal(duur), Stapsoort.TELLING)

    def schort_op(self, opschorting: Opschorting) -> None:
        """Stand still, to the second."""
        # Before the start is possible: decided while the term was provisional, and the receipt came later.
        vanaf = max(opschorting.vanaf.astimezone(UTC), self.start)
        self._controleer(vanaf, "opgeschort")
        if opschorting.tot is None:
            self.open_sinds = vanaf
            self.verslag.zeg(Stapsoort.OPSCHORTING, f"Opgeschort sinds {tijdstip(vanaf)} ({opschorting.reden}).")
            return
        duur = max(opschorting.tot.astimezone(UTC) - vanaf, timedelta(0))
        wanneer = f"Opgeschort van {tijdstip(vanaf)} tot {tijdstip(opschorting.tot)} ({opschorting.reden}): "
        self._schuif(duur, duur_in_woorden(duur), Stapsoort.OPSCHORTING, wanneer)

    def verleng(self, verlenging: Verlenging) -> None:
        """Add hours or minutes."""
        if not verlenging.eenheid.is_klok:
            raise OngeldigeAanpassing("Een termijn in uren wordt verlengd in uren of minuten.")
        self._controleer(verlenging.moment.astimezone(UTC), "verlengd")
        stuk = verlenging.eenheid.met_aantal(verlenging.duur)
        kop = f"Verlengd met {stuk} ({verlenging.reden}): "
        self._schuif(verlenging.eenheid.als_duur(verlenging.duur), stuk, Stapsoort.VERLENGING, kop)

    def wijzig_datum(self, wijziging: Datumwijziging) -> None:
        """Not for hours."""
        raise OngeldigeAanpassing("Een termijn in uren heeft geen eigen datum.")

    def besluit(self) -> Uitkomst:
        """The end, or that there is none while suspended."""
        if self.open_sinds is not None:
            return self.verslag.opgeschort(f"nog {duur_in_woorden(self.einde - self.open_sinds)}")
        return self.verslag.uitkomst(
            self.einde.astimezone(BRUSSEL).date(), self.einde.astimezone(BRUSSEL), tijdstip(self.einde, jaar=True)
        )

    def _schuif(self, duur: timedelta, stuk: str, soort: Stapsoort, kop: str = "") -> None:
        van, self.einde = self.einde, self.einde + duur
        self.verslag.zeg(soort, kop + _formule(van, stuk, self.einde))
        if wissel := klokwissel(van, self.einde):
            self.verslag.stappen.append(_uurwissel(wissel))

    def _controleer(self, moment: datetime, wat: str) -> None:
        if self.open_sinds is None and moment >= self.einde:
            wanneer = tijdstip(self.einde, jaar=True)
            raise OngeldigeAanpassing(f"De termijn was al voorbij op {wanneer}: hij kan niet meer {wat} worden.")


def _uurwissel(wissel: datetime) -> Stap:
    """Why the clock shows an hour more or less than the sum would suggest."""
    na = wissel.astimezone(BRUSSEL)
    dag = datum(na.date())
    if na.dst():
        tekst = f"Zomeruur: op zondag {dag} springt de klok van 02:00 naar 03:00; het verstreken aantal uren klopt."
    else:
        tekst = f"Winteruur: op zondag {dag} springt de klok van 03:00 terug naar 02:00; het verstreken aantal uren klopt."
    return Stap(Stapsoort.UURWISSEL, tekst)
