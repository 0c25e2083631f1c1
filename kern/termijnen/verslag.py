"""The explanation while it grows: steps, doubts and the last sentence, the same for days and for hours."""

from datetime import date, datetime

from kern.termijnen.regel import Aard, Regel
from kern.termijnen.uitkomst import Stap, Stapsoort, Uitkomst
from kern.termijnen.woorden import JURIDISCH


class Verslag:
    """Collects the steps of one calculation and closes them with the result."""

    def __init__(self, regel: Regel, voorlopig: bool) -> None:
        self.regel = regel
        self.voorlopig = voorlopig
        self.stappen: list[Stap] = []
        self.twijfels: list[str] = []

    def zeg(self, soort: Stapsoort, tekst: str) -> None:
        """Add a step."""
        self.stappen.append(Stap(soort, tekst))

    def twijfel(self, tekst: str) -> None:
        """Add a reason why the date is not sure; said once."""
        if tekst not in self.twijfels:
            self.twijfels.append(tekst)

    def start(self, wanneer: str, telwijze: str) -> None:
        """The first step: from what, since when, and whether that is provisional."""
        feit = f" ({self.regel.startfeit})" if self.regel.startfeit else ""
        self.zeg(Stapsoort.START, f"Start: {wanneer}{feit}. {telwijze}")
        if self.voorlopig:
            self.zeg(Stapsoort.START, "Voorlopig gerekend vanaf de verzending; definitief zodra de ontvangst bekend is.")
        if not self.regel.bevestigd:
            self.twijfel(f"De regel “{self.regel.naam}” is {JURIDISCH}.")

    def opgeschort(self, rest: str) -> Uitkomst:
        """No date while the term stands still."""
        return self._sluit(None, None, f"Opgeschort: {rest} te lopen na de hervatting.", opgeschort=True)

    def uitkomst(self, dag: date, vervalt_op: datetime, in_woorden: str) -> Uitkomst:
        """The date."""
        kop = "Ten vroegste" if self.regel.aard is Aard.WACHT else "Uiterlijk"
        slot = ", voorlopig" if self.voorlopig else ""
        return self._sluit(dag, vervalt_op, f"{kop} {in_woorden}{slot}.", opgeschort=False)

    def _sluit(self, dag: date | None, vervalt_op: datetime | None, resultaat: str, *, opgeschort: bool) -> Uitkomst:
        for tekst in self.twijfels:
            self.zeg(Stapsoort.ONZEKER, tekst)
        self.zeg(Stapsoort.RESULTAAT, resultaat)
        return Uitkomst(
            datum=dag,
            vervalt_op=vervalt_op,
            stappen=tuple(self.stappen),
            onzekerheden=tuple(self.twijfels),
            bekend=True,
            opgeschort=opgeschort,
            voorlopig=self.voorlopig,
        )
