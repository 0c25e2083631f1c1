"""Terms in days, working days and months: whole days on the Belgian calendar."""

from datetime import date, datetime, time, timedelta

from kern.termijnen.fouten import OngeldigeAanpassing
from kern.termijnen.kalender import DAG, Kalender
from kern.termijnen.maanden import andere_lezing, plus_maanden
from kern.termijnen.regel import Aard, Datumwijziging, Eenheid, Opschorting, Regel, Verlenging
from kern.termijnen.uitkomst import Stap, Stapsoort, Uitkomst
from kern.termijnen.verslag import Verslag
from kern.termijnen.woorden import BRUSSEL, JURIDISCH, datum, jaar_nodig, met_hoofdletter, opsomming, weekdag


class Dagteller:
    """Walks from the start to the last day; the move to a working day comes last of all, once."""

    def __init__(self, regel: Regel, start: datetime, kalender: Kalender, voorlopig: bool) -> None:
        self.regel = regel
        self.kalender = kalender
        self.start = start.astimezone(BRUSSEL).date()
        self.einde = self.start
        self.open_sinds: date | None = None
        self.verslag = Verslag(regel, voorlopig)
        self._som = 0  # the step that ends with `einde`: a move to a working day is written behind it

    # --- Counting ---------------------------------------------------------------------------------------------------
    def tel(self, duur: int | None, eigen_datum: date | None) -> None:
        """From the start over the length, or straight to the date that was chosen."""
        if duur is None:
            self.verslag.start(weekdag(self.start, jaar=True), "De datum is per geval bepaald.")
            self._naar_eigen_datum(eigen_datum)
            return
        telt = self.regel.startdag_telt
        self.verslag.start(
            weekdag(self.start, jaar=True),
            "De startdag telt mee." if telt else "De startdag telt niet mee (art. 52 Ger.W.).",
        )
        self.einde = self._plus(self.start, duur, self.regel.eenheid, startdag_telt=telt)
        som = f"{datum(self.start, jaar=jaar_nodig(self.start, self.einde))} + {self.regel.eenheid.met_aantal(duur)} = "
        self._zeg_einde(Stapsoort.TELLING, som, self.start)
        self._zeg_overgeslagen(self.start if telt else self.start + DAG, self.einde, self.regel.eenheid)

    def _naar_eigen_datum(self, eigen_datum: date | None) -> None:
        if eigen_datum is None or eigen_datum < self.start:
            raise OngeldigeAanpassing("De gekozen datum ligt voor de start van de termijn.")
        self.einde = eigen_datum
        self._zeg_einde(Stapsoort.TELLING, "Gekozen datum: ", self.start)

    def _plus(self, dag: date, duur: int, eenheid: Eenheid, *, startdag_telt: bool = False) -> date:
        if eenheid is Eenheid.WERKDAGEN:
            return self.kalender.tel_werkdagen(dag if startdag_telt else dag + DAG, duur, self.regel.sluitsoorten)
        if eenheid is Eenheid.DAGEN:
            return dag + timedelta(days=duur - startdag_telt)
        einde = plus_maanden(dag, duur)
        if startdag_telt:
            return einde - DAG if einde.day == dag.day else einde
        if anders := andere_lezing(dag, duur):
            self.verslag.twijfel(
                f"{datum(dag)} is de laatste dag van de maand: naar de letter van art. 54 Ger.W. kan de telling ook op "
                f"{datum(anders, jaar=True)} eindigen, {JURIDISCH}."
            )
        return einde

    def _zeg_overgeslagen(self, vanaf: date, tot_en_met: date, eenheid: Eenheid) -> None:
        """Name the closing days that were not counted as working days, and doubt what is not known about them."""
        if eenheid is not Eenheid.WERKDAGEN:
            return
        sluitdagen = self.kalender.sluitdagen_tussen(vanaf, tot_en_met, self.regel.sluitsoorten)
        if sluitdagen:
            namen = opsomming(["de weekends", *(f"{weekdag(dag.datum)} ({dag.naam})" for dag in sluitdagen)])
            self.verslag.zeg(Stapsoort.TELLING, f"Niet meegeteld: {namen}.")
        for dag in sluitdagen:
            self._twijfel_aan_sluitdag(dag.datum)
        for jaar in range(vanaf.year, tot_en_met.year + 1):
            self._twijfel_aan_jaar(jaar)

    # --- Adjustments ------------------------------------------------------------------------------------------------
    def schort_op(self, opschorting: Opschorting) -> None:
        """Suspended days do not count; the first day after them does."""
        vanaf = self._dag_van(opschorting.vanaf, "opgeschort")
        if vanaf > self.einde and self.open_sinds is None:
            # Still running only because the last day moved: what is suspended is that moved day.
            self._zeg_verschuiving()
            self.einde = self._laatste_dag()[0]
        if not self.regel.startdag_telt:
            vanaf = max(vanaf, self.start + DAG)  # the start day was not counted anyway
        reden = f"({opschorting.reden})"
        if opschorting.tot is None:
            self.open_sinds = vanaf
            self.verslag.zeg(Stapsoort.OPSCHORTING, f"Opgeschort sinds {weekdag(vanaf, jaar=True)} {reden}.")
            return
        tot = opschorting.tot.astimezone(BRUSSEL).date()
        if tot <= vanaf:
            self.verslag.zeg(
                Stapsoort.OPSCHORTING, f"Opgeschort en hervat op {weekdag(tot)} {reden}: geen volle dag, de telling blijft."
            )
            return
        periode = f"Opgeschort van {datum(vanaf)} tot en met {datum(tot - DAG)} {reden}: "
        self._hervat(vanaf, tot, periode)

    def _hervat(self, vanaf: date, tot: date, periode: str) -> None:
        van = self.einde
        rest = self.kalender.aantal_werkdagen(vanaf, van, self.regel.sluitsoorten)
        if self.regel.eenheid is Eenheid.WERKDAGEN and rest:
            self.einde = self.kalender.tel_werkdagen(tot, rest, self.regel.sluitsoorten)
            stuk = f"nog {Eenheid.WERKDAGEN.met_aantal(rest)} vanaf {datum(tot, jaar=jaar_nodig(tot, self.einde))} = "
            self._zeg_einde(Stapsoort.OPSCHORTING, periode + stuk, tot)
            self._zeg_overgeslagen(tot, self.einde, Eenheid.WERKDAGEN)
            return
        dagen = (tot - vanaf).days
        self.einde = van + timedelta(days=dagen)
        self._zeg_som(Stapsoort.OPSCHORTING, periode, van, Eenheid.DAGEN.met_aantal(dagen))

    def verleng(self, verlenging: Verlenging) -> None:
        """Longer, counted from the last day before it would move to a working day."""
        if verlenging.eenheid.is_klok:
            raise OngeldigeAanpassing("Een termijn in dagen of maanden wordt niet in uren verlengd.")
        self._dag_van(verlenging.moment, "verlengd")
        van = self.einde
        self.einde = self._plus(van, verlenging.duur, verlenging.eenheid)
        stuk = verlenging.eenheid.met_aantal(verlenging.duur)
        self._zeg_som(Stapsoort.VERLENGING, f"Verlengd met {stuk} ({verlenging.reden}): ", van, stuk)
        self._zeg_overgeslagen(van + DAG, self.einde, verlenging.eenheid)

    def wijzig_datum(self, wijziging: Datumwijziging) -> None:
        """Another date, for a rule decided case by case: extended, shortened or ended at any moment."""
        if not self.regel.per_geval:
            raise OngeldigeAanpassing(f"“{self.regel.naam}” heeft een vaste duur: de datum kan niet gekozen worden.")
        beslist = self._dag_van(wijziging.moment, "gewijzigd")
        if wijziging.datum < beslist:
            raise OngeldigeAanpassing("De nieuwe datum ligt voor de dag van de beslissing.")
        van, self.einde = self.einde, wijziging.datum
        kop = f"Gewijzigd ({wijziging.reden}): van {weekdag(van, jaar=jaar_nodig(van, self.einde))} naar "
        self._zeg_einde(Stapsoort.VERLENGING, kop, van)

    def _dag_van(self, moment: datetime, wat: str) -> date:
        """The Belgian day of an adjustment, which must lie within the running term (its move included)."""
        # Before the start is possible: decided while the term was provisional, and the receipt came later.
        dag = max(moment.astimezone(BRUSSEL).date(), self.start)
        laatste = self._laatste_dag()[0]
        if self.open_sinds is None and dag > laatste:
            wanneer = weekdag(laatste, jaar=True)
            raise OngeldigeAanpassing(f"De termijn was al voorbij op {wanneer}: hij kan niet meer {wat} worden.")
        return dag

    def _zeg_som(self, soort: Stapsoort, kop: str, van: date, stuk: str) -> None:
        self._zeg_einde(soort, f"{kop}{weekdag(van, jaar=jaar_nodig(van, self.einde))} + {stuk} = ", van)

    def _zeg_einde(self, soort: Stapsoort, kop: str, van: date) -> None:
        """A step that ends with the new last day; with its year when the sentence holds two years."""
        self._som = len(self.verslag.stappen)
        self.verslag.zeg(soort, kop + weekdag(self.einde, jaar=jaar_nodig(van, self.einde)))

    # --- The end ----------------------------------------------------------------------------------------------------
    def besluit(self) -> Uitkomst:
        """Move to a working day where the rule says so, and say the result."""
        if self.open_sinds is not None:
            return self.verslag.opgeschort(self._rest(self.open_sinds))
        self._zeg_verschuiving()
        dag = self._laatste_dag()[0]
        # A day term ends at midnight after its last day (art. 52 Ger.W.); a waiting term ends when its day begins.
        grens = dag if self.regel.aard is Aard.WACHT else dag + DAG
        return self.verslag.uitkomst(dag, datetime.combine(grens, time.min, BRUSSEL), weekdag(dag, jaar=True))

    def _rest(self, vanaf: date) -> str:
        if self.regel.eenheid is Eenheid.WERKDAGEN:
            rest = self.kalender.aantal_werkdagen(vanaf, self.einde, self.regel.sluitsoorten)
            return f"nog {Eenheid.WERKDAGEN.met_aantal(rest)}"
        return f"nog {Eenheid.DAGEN.met_aantal((self.einde - vanaf).days + 1)}"

    def _laatste_dag(self) -> tuple[date, list[date]]:
        """The last day after moving, with the days that were passed over."""
        if not self.regel.verschuift:
            return self.einde, []
        return self.kalender.werkdag_vanaf(self.einde, self.regel.sluitsoorten)

    def _zeg_verschuiving(self) -> None:
        werkdag, overgeslagen = self.kalender.werkdag_vanaf(self.einde, self.regel.sluitsoorten)
        self._twijfel_aan_jaar(self.einde.year)
        if not overgeslagen:
            return
        if self.regel.verschuift:
            self._zeg_opgeschoven(werkdag, overgeslagen)
            anders = f"zonder opschuiven is het {weekdag(self.einde, jaar=True)}"
        else:
            dag = met_hoofdletter(self._met_naam(self.einde))
            self.verslag.zeg(Stapsoort.VERSCHUIVING, f"{dag} is geen werkdag, maar deze termijn schuift niet op.")
            anders = f"met opschuiven is het {weekdag(werkdag, jaar=True)}"
        if not self.regel.verschuiving_bevestigd:
            self.verslag.twijfel(f"Of deze termijn opschuift, is {JURIDISCH}: {anders}.")

    def _zeg_opgeschoven(self, werkdag: date, overgeslagen: list[date]) -> None:
        """Finish the last sum with the move (`= zondag 11/04 → maandag 12/04`) and say why."""
        naar = weekdag(werkdag, jaar=jaar_nodig(self.einde, werkdag))
        som = self.verslag.stappen[self._som]
        self.verslag.stappen[self._som] = Stap(som.soort, f"{som.tekst} → {naar}")
        dagen = met_hoofdletter(opsomming(self._met_naam(dag) for dag in overgeslagen))
        vorm = "is geen werkdag" if len(overgeslagen) == 1 else "zijn geen werkdagen"
        self.verslag.zeg(Stapsoort.VERSCHUIVING, f"{dagen} {vorm}: de laatste dag schuift op naar {naar} (art. 53 Ger.W.).")
        for dag in overgeslagen:
            self._twijfel_aan_sluitdag(dag)

    def _met_naam(self, dag: date) -> str:
        sluitdag = self.kalender.sluitdag(dag, self.regel.sluitsoorten)
        return f"{weekdag(dag)} ({sluitdag.naam})" if sluitdag else weekdag(dag)

    def _twijfel_aan_sluitdag(self, dag: date) -> None:
        sluitdag = self.kalender.sluitdag(dag, self.regel.sluitsoorten)
        if sluitdag and not sluitdag.bevestigd:
            naam = f"{weekdag(dag, jaar=True)} ({sluitdag.naam})"
            self.verslag.twijfel(f"Of {naam} een sluitingsdag is, is {JURIDISCH}.")

    def _twijfel_aan_jaar(self, jaar: int) -> None:
        """A date in a year whose closing days were never entered may still move."""
        if jaar not in self.kalender.jaren and (self.regel.verschuift or self.regel.eenheid is Eenheid.WERKDAGEN):
            self.verslag.twijfel(f"De sluitingsdagen van {jaar} zijn nog niet ingevoerd: de datum kan nog verschuiven.")
