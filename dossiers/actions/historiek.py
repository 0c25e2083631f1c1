"""Taking over the history of the system before this one: a package (docs/historiek.md), whole or not at all.

Strict where a register is mild: one wrong reference would leave something behind unseen, so with a single fault nothing is taken
over, and every fault is named. Organisatoren and dossiers go by the way of a register (`importlading`); the rest follows.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import IO, NamedTuple, TypeVar

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Bak, Bestandsbak, Lijn, Verwijzing, sleutels_van
from dossiers.actions.importlading import Lading
from dossiers.actions.importstap import Voortgang
from dossiers.actions.organisatoren import geef_nummer
from dossiers.choices import Meldingsoort, Stuksoort
from dossiers.fouten import GeenRegister
from dossiers.historiek import BRON, formaat
from dossiers.historiek.pakket import BESTANDEN, Pakket
from dossiers.models import Betrokkene, Contactmoment, Dossier, Historiekstuk, ImportRun, Organisator
from dossiers.models.contactmoment import regelsoort_van, titel_van
from dossiers.nummers import is_voorlopig
from dossiers.personen import BETROKKENE_IN, BETROKKENE_UIT, naam_op_lijn, titel_in, titel_uit
from dossiers.queries.nummers import vroegere_nummers
from dossiers.register.bestand import open_csv
from dossiers.register.formaat import Registerrij, Rijfout, Waarde
from kern.models import Medewerker
from kern.tekst import persoonssleutel, sorteersleutel
from kern.tijd import begin_van

ELKE = 1000  # rows between two looks at the progress
MEESTE_FOUTEN = 1000  # named; a package with more has one cause
_ZELF = "tekst"  # keeps its lines

R = TypeVar("R")


class Fout(NamedTuple):
    """One thing that is wrong: in which file, on which line (0: none in particular), in which column, and what."""

    bestand: str
    regel: int
    kolom: str
    zin: str

    @property
    def plaats(self) -> str:
        """The file and the column, for the report."""
        return f"{self.bestand}, {self.kolom}" if self.kolom else self.bestand

    def __str__(self) -> str:
        waar = f"{self.bestand}, regel {self.regel}" if self.regel else self.bestand
        return f"{waar}, {self.kolom}: {self.zin}" if self.kolom else f"{waar}: {self.zin}"


class PakketFout(GeenRegister):
    """The package holds faults; nothing of it was taken over. `fouten` names each."""

    def __init__(self, fouten: list[Fout]) -> None:
        self.fouten = fouten
        meer = " of meer" if len(fouten) >= MEESTE_FOUTEN else ""
        super().__init__(f"Het pakket heeft {len(fouten)}{meer} fout{'en' if len(fouten) != 1 else ''}; er is niets overgenomen.")


def regelsoort_van_stuk(soort: str) -> str:
    """Return the code of the kind of line that a stuk of this kind has on the timeline."""
    return f"dossiers.historiek.{soort}"


class Overname:
    """A package while it is taken over, inside the transaction of the caller."""

    def __init__(self, run: ImportRun, bestand: IO[bytes], *, door: Medewerker | None, op: datetime) -> None:
        """Open and vet it.

        Raises:
            GeenRegister: it is no package that may be opened.
        """
        self.run, self.pakket, self.door, self.op = run, Pakket(bestand), door, op
        self.fouten: list[Fout] = []
        self.gebruikt: set[str] = set()
        self.gelezen = 0
        namen = self.pakket.namen
        onbekend = sorted(n for n in namen if n not in formaat.BESTANDEN and not n.startswith(BESTANDEN))
        if onbekend:
            raise GeenRegister(f"Het pakket bevat bestanden die er niet in horen: {', '.join(n[:60] for n in onbekend[:5])}.")
        if not namen & formaat.BESTANDEN.keys():
            raise GeenRegister("Het pakket bevat geen enkel bestand van een historiek, zoals dossiers.csv.")
        self.sql = Bulk({"run": run.pk, "bron": BRON}, door=door, op=op)

    def voer_uit(self, voortgang: Voortgang) -> None:
        """Take it over and count on `run` what came in; what was taken over before is left as it is.

        Raises:
            PakketFout: something in it is wrong; nothing may be kept.
        """
        self.voortgang = voortgang
        self.run.regels = sum(self.pakket.aantal_regels(naam) - 1 for naam in formaat.BESTANDEN if naam in self.pakket.namen)
        self._plaatsen()
        self.run.betrokkenen = self._betrokkenen()
        self.run.bezoeken = self._contactmomenten()
        self.run.historiekstukken, self.run.bestanden = self._stukken()
        for over in sorted(n for n in self.pakket.namen if n.startswith(BESTANDEN) and n not in self.gebruikt)[:MEESTE_FOUTEN]:
            self._fout(over, 0, "", "geen enkele rij in stukken.csv verwijst hiernaar")
        if self.fouten:
            raise PakketFout(self.fouten)
        if not self.gelezen:
            raise GeenRegister("De tabellen in dit pakket hebben geen enkele rij. Kijk na of u het juiste pakket koos.")
        self.run.regels = self.run.gelezen = self.gelezen
        for model in (Contactmoment, Historiekstuk, Betrokkene):
            self.sql.log(
                gebeurtenissen.HISTORIEK_OVERGENOMEN,
                model,
                "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
                f"""FROM (SELECT r.id FROM {{{model.__name__}}} r WHERE r.bron = %(bron)s AND NOT EXISTS (
                        SELECT FROM {{Logregel}} l WHERE l.onderwerp_soort = %(onderwerp)s AND l.onderwerp_id = r.id::text)) x
                    ORDER BY x.id""",
            )

    # --- Reading ----------------------------------------------------------------------------------------------------------

    def _fout(self, bestand: str, regel: int, kolom: str, zin: str) -> None:
        self.fouten.append(Fout(bestand, regel, kolom, zin))
        if len(self.fouten) >= MEESTE_FOUTEN:
            raise PakketFout(self.fouten)

    def _rijen(
        self, naam: str, lees: Callable[[int, Mapping[str, str]], R], sleutel: Callable[[R], str]
    ) -> Iterator[tuple[int, R]]:
        """Walk over the good rows of one file; the bad ones are named, and so is a key that comes twice."""
        if naam not in self.pakket.namen:
            return
        try:
            tabel = open_csv(self.pakket.stukken(naam), verplicht=formaat.BESTANDEN[naam], zonder_rijen=True)
        except GeenRegister as fout:
            raise GeenRegister(f"{naam}: {fout.zin}") from None
        gezien: dict[str, int] = {}
        for regel, waarden in tabel.rijen():
            self.gelezen += 1
            if self.gelezen % ELKE == 0:
                self.voortgang(self.gelezen)
            try:
                if len(waarden) != len(tabel.koppen):
                    raise Waarde("rij", f"{len(waarden)} kolommen in plaats van {len(tabel.koppen)}")
                rij = {k: w if k == _ZELF else " ".join(w.split()) for k, w in zip(tabel.koppen, waarden, strict=True)}
                gelezen = lees(regel, rij)
                eerste = gezien.setdefault(sleutel(gelezen), regel)
                if eerste != regel:
                    raise Waarde("bron_id", f"deze sleutel staat al op regel {eerste}")
            except Waarde as fout:
                self._fout(naam, regel, fout.kolom, fout.zin)
                continue
            yield regel, gelezen

    def _plaatsen(self) -> None:
        """Take over who organises and which locations there are, and find out which rows the keys of the old system mean."""
        organisatoren = {
            rij.bron_id: rij
            for _, rij in self._rijen("organisatoren.csv", lambda _r, rij: formaat.organisator(rij), lambda r: r.bron_id)
        }
        self._volg_nummers(organisatoren)
        nummers: dict[str, str] = {}
        vroeger = vroegere_nummers(Dossier)

        def rijen() -> Iterator[Registerrij]:
            lees = partial(formaat.dossier, organisatoren=organisatoren)
            for _, rij in self._rijen("dossiers.csv", lees, lambda r: r.bronnummer):
                nummer = nummers[rij.bronnummer] = vroeger.get(rij.dossiernummer, rij.dossiernummer)
                yield rij._replace(dossiernummer=nummer)

        self._laad(rijen())
        # The lading numbers a new organisator by its own number; the key of the old system takes that place.
        gevonden = {o.nummer: o for o in Organisator.objects.filter(nummer__in=[o.nummer for o in organisatoren.values()])}
        anders = []
        for bron_id, rij in organisatoren.items():
            een = gevonden.get(rij.nummer)
            if een is not None and een.bron == BRON and een.bronnummer == rij.nummer != bron_id:
                een.bronnummer = bron_id
                anders.append(een)
        Organisator.objects.bulk_update(anders, ["bronnummer"], batch_size=PER_KEER)
        bekend = Organisator.objects.filter(bron=BRON).values_list("bronnummer", "pk")
        self.organisatoren = dict(bekend) | {b: gevonden[r.nummer].pk for b, r in organisatoren.items() if r.nummer in gevonden}
        velden = ("bron", "bronnummer", "dossiernummer", "pk", "organisator")
        per_nummer: dict[str, Verwijzing] = {}
        self.dossiers: dict[str, Verwijzing] = {}
        for bron, bronnummer, dossiernummer, pk, organisator in Dossier.objects.values_list(*velden).iterator(PER_KEER):
            per_nummer[dossiernummer] = pk, organisator
            if bron == BRON:
                self.dossiers[bronnummer] = pk, organisator
        # The key says it first, as in the lading.
        self.dossiers = {b: per_nummer[nummer] for b, nummer in nummers.items() if nummer in per_nummer} | self.dossiers

    def _volg_nummers(self, organisatoren: dict[str, formaat.Organisatorrij]) -> None:
        """Let each row have the number by which the organisator is known here: by its key in the old system, or by its past.

        A provisional number here gives way to the real one of the package. Where it is the other way about, or both are real and
        contradict each other, ours stays.
        """
        hier = dict(Organisator.objects.filter(bron=BRON, bronnummer__in=organisatoren).values_list("bronnummer", "nummer"))
        vroeger = vroegere_nummers(Organisator)
        nieuw: dict[str, str] = {}
        for bron_id, rij in organisatoren.items():
            nummer = hier.get(bron_id) or vroeger.get(rij.nummer, rij.nummer)
            if is_voorlopig(nummer) and not is_voorlopig(rij.nummer):
                nieuw[bron_id] = rij.nummer
            elif nummer != rij.nummer:
                organisatoren[bron_id] = rij._replace(nummer=nummer)
        bezet = set(Organisator.objects.filter(nummer__in=nieuw.values()).values_list("nummer", flat=True))
        te_geven = {hier[bron_id]: nummer for bron_id, nummer in nieuw.items() if nummer not in bezet}
        for organisator in Organisator.objects.filter(nummer__in=te_geven).order_by("pk").select_for_update(no_key=True):
            geef_nummer(organisator=organisator, nummer=te_geven[organisator.nummer], door=self.door, op=self.op)

    def _laad(self, rijen: Iterator[Registerrij | Rijfout]) -> None:
        regels = self.run.regels  # of the whole package, for the progress; the lading knows only its own
        Lading(self.run, door=self.door, op=self.op).laad(rijen, lambda _gelezen: None)
        self.run.regels = regels
        for melding in self.run.meldingen.filter(soort=Meldingsoort.FOUT):
            self._fout("dossiers.csv", melding.regel, melding.kolom, melding.zin)

    def _waar(self, naam: str, regel: int, dossier: str, organisator: str) -> Verwijzing | None:
        """Return the place that a row names, or name the fault."""
        if dossier:
            if dossier in self.dossiers:
                return self.dossiers[dossier]
            self._fout(naam, regel, "dossier", f"er is geen dossier “{dossier}”")
        elif organisator in self.organisatoren:
            return None, self.organisatoren[organisator]
        else:
            self._fout(naam, regel, "organisator", f"er is geen organisator “{organisator}” met een locatie")
        return None

    # --- Writing ------------------------------------------------------------------------------------------------------------

    def _betrokkenen(self) -> int:
        naam, bekend = "betrokkenen.csv", sleutels_van(Betrokkene)
        kolommen = ("rol", "naam", "sorteersleutel", "naamsleutel", "geboortedatum", "telefoon", "email", "vanaf", "tot")
        bak = Bak(self.sql, Betrokkene, kolommen)
        for regel, rij in self._rijen(naam, lambda _r, rij: formaat.betrokkene(rij), lambda b: b.bron_id):
            plaats = self._waar(naam, regel, rij.dossier, rij.organisator)
            if plaats is None or rij.bron_id in bekend:
                continue
            wie = naam_op_lijn(rij.rol, rij.naam)
            sinds = begin_van(rij.vanaf) if rij.vanaf else self.op
            lijnen = [Lijn(BETROKKENE_IN, titel_in(rij.rol), sinds, self.op, kort=wie)]
            if rij.tot:
                weg = begin_van(rij.tot)
                lijnen.append(Lijn(BETROKKENE_UIT, titel_uit(rij.rol), weg, self.op, kort=wie))
            sleutels = (sorteersleutel(rij.naam)[:200], persoonssleutel(rij.naam)[:200])
            waarden = (rij.rol, rij.naam, *sleutels, rij.geboortedatum, rij.telefoon, rij.email, rij.vanaf, rij.tot)
            bak.leg(rij.bron_id, plaats, waarden, *lijnen)
        return bak.leeg()

    def _contactmomenten(self) -> int:
        naam, bekend = "contactmomenten.csv", sleutels_van(Contactmoment)
        bak = Bak(self.sql, Contactmoment, ("soort", "richting", "met", "op", "tekst", "door_naam", "genoteerd_op"))
        for regel, rij in self._rijen(naam, lambda r, rij: formaat.contactmoment(r, rij, self.op), lambda g: g.bron_id):
            plaats = self._waar(naam, regel, rij.dossier, rij.organisator)
            if plaats is None or rij.bron_id in bekend:
                continue
            titel = titel_van(rij.soort, rij.richting, rij.met)
            bak.leg(
                rij.bron_id,
                plaats,
                (rij.soort, rij.richting, rij.met, rij.op, rij.tekst, rij.auteur, rij.vastgelegd_op),
                Lijn(regelsoort_van(rij.soort), titel, rij.op, rij.vastgelegd_op, rij.auteur, rij.tekst),
            )
        return bak.leeg()

    def _stukken(self) -> tuple[int, int]:
        naam, bekend = "stukken.csv", set(Historiekstuk.objects.values_list("soort", "bronnummer").iterator(PER_KEER))
        bak = Bak(self.sql, Historiekstuk, ("soort", "op", "vastgelegd_op", "titel", "tekst", "auteur"))
        bestanden = Bestandsbak(self.sql)
        for regel, rij in self._rijen(naam, lambda r, rij: formaat.stuk(r, rij, self.op), lambda g: f"{g.soort} {g.bron_id}"):
            plaats = self._waar(naam, regel, rij.dossier, rij.organisator)
            paden = [f"{BESTANDEN}{pad}" for pad in dict.fromkeys(rij.bestanden)]
            self.gebruikt.update(paden)
            ontbreekt = [pad for pad in paden if pad not in self.pakket.namen]
            for pad in ontbreekt:
                self._fout(naam, regel, "bestanden", f"“{pad}” zit niet in het pakket")
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
                inhoud = self.pakket.lees(pad)
                bestanden.leg(stuk, pad.removeprefix(BESTANDEN)[-150:], inhoud, hashlib.sha256(inhoud).hexdigest())
        return bak.leeg(), bestanden.leeg()
