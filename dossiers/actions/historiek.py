"""Taking over the history of the system before this one: a package (docs/historiek.md), whole or not at all.

Strict where a register is mild: one wrong reference would leave something behind unseen, so with a single fault nothing is taken
over, and every fault is named (`historieklezing`). Places first (`historiekplaatsen`), then what hangs on them.
"""

import hashlib
from datetime import datetime
from typing import IO

from dossiers import gebeurtenissen
from dossiers.actions import (
    historiekafspraken,
    historiekbanden,
    historiekbeloften,
    historiekdocumenten,
    historiekinspecties,
    historiekmensen,
    historiekopvang,
    historiekplaatsen,
    historiekpost,
    historiektaken,
    historiekvergunning,
    historiekverslagen,
)
from dossiers.actions.beurt import neem_beurt
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Bak, Bestandsbak, Lijn, sleutel_uit
from dossiers.actions.historiekinhoud import Inhouden
from dossiers.actions.historieklezing import MEESTE_FOUTEN, Lezing, PakketFout
from dossiers.actions.importstap import Voortgang
from dossiers.choices import Stuksoort
from dossiers.fouten import GeenRegister
from dossiers.historiek import BRON, formaat
from dossiers.historiek.pakket import BESTANDEN, INHOUD
from dossiers.models import Betrokkene, Contactmoment, Historiekstuk, ImportRun
from dossiers.models.contactmoment import regelsoort_van, titel_van
from dossiers.queries.historieksleutels import sleutel as pakketsleutel
from kern.models import Medewerker


def regelsoort_van_stuk(soort: str) -> str:
    """Return the code of the kind of line that a stuk of this kind has on the timeline."""
    return f"dossiers.historiek.{soort}"


class Overname:
    """A package while it is taken over, inside the transaction of the caller."""

    def __init__(self, run: ImportRun, bestand: IO[bytes], *, door: Medewerker | None, op: datetime, proef: bool = False) -> None:
        """Open and vet it; of a *proef* the caller takes everything back.

        Raises:
            GeenRegister: it is no package that may be opened.
        """
        self.run, self.lezing, self.door, self.op = run, Lezing(run, bestand), door, op
        self.inhoud = Inhouden(self.lezing, door=door, op=op, proef=proef)
        self.sql = Bulk({"run": run.pk, "bron": BRON}, door=door, op=op)

    def voer_uit(self, voortgang: Voortgang) -> None:
        """Take it over and count on `run` what came in; what was taken over before is left as it is.

        Raises:
            PakketFout: something in it is wrong; nothing may be kept.
        """
        lezing = self.lezing
        lezing.begin(voortgang)
        if historiekbanden.OPVOLGINGEN in lezing.pakket.namen:
            neem_beurt()  # first of all locks
        historiekplaatsen.neem_over(lezing, self.sql, door=self.door, op=self.op)
        vergund = historiekvergunning.neem_over(lezing, self.sql, door=self.door, op=self.op)
        self._tel("vergunningen", aantal=(vergund,))
        self._tel("opvang", "leefgroepen", "sluitingen", aantal=historiekopvang.neem_over(lezing, self.sql, self.op))
        self._tel("groepen", "groepsleden", aantal=historiekbanden.neem_groepen_over(lezing, self.sql))
        opgevolgd = historiekbanden.neem_opvolgingen_over(lezing, self.sql, door=self.door, op=self.op)
        self._tel("opvolgingen", aantal=(opgevolgd,))
        self._tel("inspectieverzoeken", aantal=(historiekinspecties.neem_over(lezing, self.sql, self.op),))
        self.run.betrokkenen, wie = historiekmensen.neem_betrokkenen_over(lezing, self.sql, self.op)
        self.run.bezoeken = self._contactmomenten()
        self.run.historiekstukken, self.run.bestanden = self._stukken()
        for model in (Contactmoment, Historiekstuk, Betrokkene):
            self._log(model)
        self._tel("attesten", aantal=(historiekmensen.neem_attesten_over(lezing, self.sql, wie, self.op),))
        verslagen = historiekverslagen.neem_over(lezing, self.sql, self.inhoud, self.op)
        self._tel("verslagen", "addenda", "steun", aantal=verslagen)
        documenten = historiekdocumenten.neem_over(lezing, self.sql, self.inhoud, self.op)
        self._tel("documenten", "documentversies", aantal=documenten)
        self._tel("post", "postbijlagen", aantal=historiekpost.neem_over(lezing, self.sql, self.inhoud, self.op))
        self._tel("beloften", aantal=(historiekbeloften.neem_over(lezing, self.sql, self.op),))
        self._tel("afspraken", "deelnemers", aantal=historiekafspraken.neem_over(lezing, self.sql, self.op))
        self._tel("taken", aantal=(historiektaken.neem_over(lezing, self.sql, self.op),))
        # Of what a wrong row names beside it nobody knows: only without faults it is sure that no row names a content.
        waar = BESTANDEN if lezing.fouten else (BESTANDEN, INHOUD)
        bestanden = (naam for naam in lezing.pakket.namen if naam.startswith(waar))
        for over in sorted(naam for naam in bestanden if naam not in lezing.gebruikt)[:MEESTE_FOUTEN]:
            lezing.fout(over, 0, "", "geen enkele rij verwijst hiernaar")
        if lezing.fouten:
            raise PakketFout(lezing.fouten)
        if not lezing.gelezen:
            raise GeenRegister("De tabellen in dit pakket hebben geen enkele rij. Kijk na of u het juiste pakket koos.")
        self.inhoud.schrijf()
        self.run.regels = self.run.gelezen = lezing.gelezen

    def _tel(self, *tabellen: str, aantal: tuple[int, ...]) -> None:
        """Count what came in of the tables that the package has."""
        namen = self.lezing.pakket.namen
        self.run.historiek |= {wat: n for wat, n in zip(tabellen, aantal, strict=True) if f"{wat}.csv" in namen}

    def _log(self, model: type[Contactmoment | Historiekstuk | Betrokkene]) -> None:
        """Write a row in the log about each that has none: those that came in."""
        self.sql.log(
            gebeurtenissen.HISTORIEK_OVERGENOMEN,
            model,
            "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
            f"""FROM (SELECT r.id FROM {{{model.__name__}}} r WHERE r.bron = %(bron)s AND NOT EXISTS (
                    SELECT FROM {{Logregel}} l WHERE l.onderwerp_soort = %(onderwerp)s AND l.onderwerp_id = r.id::text)) x
                ORDER BY x.id""",
        )

    def _contactmomenten(self) -> int:
        naam, bekend = "contactmomenten.csv", self.lezing.contacten
        velden = ("bron", "bronnummer", "pk", "dossier_id", "organisator_id")
        for bron, nummer, pk, *waar in Contactmoment.objects.values_list(*velden).iterator(PER_KEER):
            bekend[pakketsleutel(bron, nummer, pk)] = pk, (waar[0], waar[1])
        bak = Bak(self.sql, Contactmoment, ("soort", "richting", "met", "op", "tekst", "door_naam", "genoteerd_op"))
        for regel, rij in self.lezing.rijen(naam, lambda r, rij: formaat.contactmoment(r, rij, self.op), lambda g: g.bron_id):
            plaats = self.lezing.waar(naam, regel, rij.dossier, rij.organisator)
            if plaats is None or rij.bron_id in bekend:
                continue
            titel = titel_van(rij.soort, rij.richting, rij.met)
            # What was written in a house like this one keeps its key, so that addresses and what hangs on it stay right.
            bekend[rij.bron_id] = sleutel_uit("contactmoment", rij.bron_id), plaats
            bak.leg(
                rij.bron_id,
                plaats,
                (rij.soort, rij.richting, rij.met, rij.op, rij.tekst, rij.auteur, rij.vastgelegd_op),
                Lijn(regelsoort_van(rij.soort), titel, rij.op, rij.vastgelegd_op, rij.auteur, rij.tekst),
                sleutel=bekend[rij.bron_id][0],
            )
        return bak.leeg()

    def _stukken(self) -> tuple[int, int]:
        naam, bekend = "stukken.csv", set(Historiekstuk.objects.values_list("soort", "bronnummer").iterator(PER_KEER))
        bak = Bak(self.sql, Historiekstuk, ("soort", "op", "vastgelegd_op", "titel", "tekst", "auteur"))
        bestanden = Bestandsbak(self.sql)
        for regel, rij in self.lezing.rijen(
            naam, lambda r, rij: formaat.stuk(r, rij, self.op), lambda g: f"{g.soort} {g.bron_id}"
        ):
            plaats = self.lezing.waar(naam, regel, rij.dossier, rij.organisator)
            paden = [f"{BESTANDEN}{pad}" for pad in dict.fromkeys(rij.bestanden)]
            self.lezing.gebruikt.update(paden)
            ontbreekt = [pad for pad in paden if pad not in self.lezing.pakket.namen]
            for pad in ontbreekt:
                self.lezing.fout(naam, regel, "bestanden", f"“{pad}” zit niet in het pakket")
            if plaats is None or ontbreekt or (rij.soort, rij.bron_id) in bekend:
                continue
            titel = f"{Stuksoort(rij.soort).label.capitalize()}: {rij.titel}"
            stuk = bak.leg(
                rij.bron_id,
                plaats,
                (rij.soort, rij.op, rij.vastgelegd_op, rij.titel, rij.tekst, rij.auteur),
                Lijn(regelsoort_van_stuk(rij.soort), titel, rij.op, rij.vastgelegd_op, rij.auteur, rij.tekst),
            )
            for pad in paden:
                inhoud = self.lezing.pakket.lees(pad)
                bestanden.leg(stuk, pad.removeprefix(BESTANDEN)[-150:], inhoud, hashlib.sha256(inhoud).hexdigest())
        return bak.leeg(), bestanden.leeg()
