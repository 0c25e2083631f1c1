"""Reading a package strictly: every fault by its place, and which rows here the keys of the old system mean."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import IO, NamedTuple, TypeVar
from uuid import UUID

from dossiers.actions.historiekbak import Verwijzing
from dossiers.actions.importstap import Voortgang
from dossiers.choices import Meldingsoort
from dossiers.fouten import GeenRegister
from dossiers.historiek import formaat
from dossiers.historiek.pakket import BESTANDEN, INHOUD, Pakket
from dossiers.models import Importmelding, ImportRun
from dossiers.register.bestand import open_csv
from dossiers.register.formaat import Waarde
from kern.models import Medewerker

ELKE = 1000  # rows between two looks at the progress
MEESTE_FOUTEN = 1000  # named; a package with more has one cause

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


class Lezing:
    """A package while it is read; the keys of its places and people point to rows here as soon as those are taken over.

    Attributes:
        dossiers, organisatoren: by key of the old system.
        nummers: the dossiernummer of each dossier here, by primary key.
        eerste_nieuwe: dossiers from this primary key on are of this import.
        gebruikt: the files of the package that some row names.
        contacten: by key in a package the contactmomenten that are here, each with its place.
    """

    def __init__(self, run: ImportRun, bestand: IO[bytes]) -> None:
        """Open and vet it.

        Raises:
            GeenRegister: it is no package that may be opened.
        """
        self.run, self.pakket = run, Pakket(bestand)
        self.fouten: list[Fout] = []
        self.gelezen = 0
        self.dossiers: dict[str, Verwijzing] = {}
        self.organisatoren: dict[str, int] = {}
        self.nummers: dict[int, str] = {}
        self.eerste_nieuwe = 0
        self.gebruikt: set[str] = set()
        self.contacten: dict[str, tuple[UUID, Verwijzing]] = {}
        self._voortgang: Voortgang = lambda _gelezen: None
        namen = self.pakket.namen
        onbekend = sorted(n for n in namen if n not in formaat.BESTANDEN and not n.startswith((BESTANDEN, INHOUD)))
        if onbekend:
            raise GeenRegister(f"Het pakket bevat bestanden die er niet in horen: {', '.join(n[:60] for n in onbekend[:5])}.")
        if not namen & formaat.BESTANDEN.keys():
            raise GeenRegister("Het pakket bevat geen enkel bestand van een historiek, zoals dossiers.csv.")

    def begin(self, voortgang: Voortgang) -> None:
        """Count the lines; *voortgang* hears from now on how many were read."""
        self._voortgang, self.run.historiek = voortgang, {}
        self.run.regels = sum(self.pakket.aantal_regels(naam) - 1 for naam in formaat.BESTANDEN if naam in self.pakket.namen)

    def fout(self, bestand: str, regel: int, kolom: str, zin: str) -> None:
        """Name a fault.

        Raises:
            PakketFout: there are too many of them to go on.
        """
        self.fouten.append(Fout(bestand, regel, kolom, zin))
        if len(self.fouten) >= MEESTE_FOUTEN:
            raise PakketFout(self.fouten)

    def let_op(self, bestand: str, regel: int, kolom: str, zin: str, dossier: int | None = None) -> None:
        """Say in the report that a row came in and asks to be looked at."""
        waar = Fout(bestand, regel, kolom, zin).plaats[:40]
        Importmelding.objects.create(
            run=self.run, soort=Meldingsoort.LET_OP, regel=regel, kolom=waar, zin=zin[:500], dossier_id=dossier
        )
        self.run.opmerkingen += 1

    def rijen(
        self, naam: str, lees: Callable[[int, Mapping[str, str]], R], sleutel: Callable[[R], str] | None = None
    ) -> Iterator[tuple[int, R]]:
        """Walk over the good rows of one file; the bad ones are named, and so is a *sleutel* that comes twice."""
        if naam not in self.pakket.namen:
            return
        verplicht, later = formaat.BESTANDEN[naam], formaat.LATER.get(naam, ())
        try:
            tabel = open_csv(self.pakket.stukken(naam), verplicht=verplicht, mag=later, zonder_rijen=True)
        except GeenRegister as fout:
            raise GeenRegister(f"{naam}: {fout.zin}") from None
        gezien: dict[str, int] = {}
        for regel, waarden in tabel.rijen():
            self.gelezen += 1
            if self.gelezen % ELKE == 0:
                self._voortgang(self.gelezen)
            try:
                if len(waarden) != len(tabel.koppen):
                    raise Waarde("rij", f"{len(waarden)} kolommen in plaats van {len(tabel.koppen)}")
                rij = {k: formaat.schoon(k, w) for k, w in zip(tabel.koppen, waarden, strict=True)}
                gelezen = lees(regel, rij)
                eerste = regel if sleutel is None else gezien.setdefault(sleutel(gelezen), regel)
                if eerste != regel:
                    raise Waarde(verplicht[0], f"deze sleutel staat al op regel {eerste}")
            except Waarde as fout:
                self.fout(naam, regel, fout.kolom, fout.zin)
                continue
            yield regel, gelezen

    def waar(self, naam: str, regel: int, dossier: str, organisator: str = "", *, kolom: str = "dossier") -> Verwijzing | None:
        """Return the place that a row names, or name the fault."""
        if dossier:
            if dossier in self.dossiers:
                return self.dossiers[dossier]
            self.fout(naam, regel, kolom, f"er is geen dossier “{dossier}”")
        elif organisator in self.organisatoren:
            return None, self.organisatoren[organisator]
        else:
            self.fout(naam, regel, "organisator", f"er is geen organisator “{organisator}”")
        return None

    @cached_property
    def collegas(self) -> dict[str, Medewerker]:
        """Everybody by user name, also who left: what they did still stands."""
        return {wie.username: wie for wie in Medewerker.objects.all()}

    def ken_collegas(self, naam: str, regel: int, **genoemd: str) -> bool:
        """Whether each colleague that a row names (column: user name, or empty) has an account; who has none is a fault."""
        onbekend = {kolom: wie for kolom, wie in genoemd.items() if wie and wie not in self.collegas}
        for kolom, wie in onbekend.items():
            zin = f"er is geen collega “{wie}”; wie weg is heeft hier ook een account, dat uit dienst is"
            self.fout(naam, regel, kolom, zin)
        return not onbekend

    def collega(self, wie: str) -> int | None:
        """Return the primary key of a colleague by user name; None for nobody."""
        return self.collegas[wie].pk if wie else None

    def naam_van(self, wie: str) -> str:
        """Return the name of a colleague by user name; empty for nobody."""
        return self.collegas[wie].naam if wie else ""

    def contact(self, naam: str, regel: int, sleutel: str) -> tuple[UUID, Verwijzing] | None:
        """Return the contactmoment that a row names, or name the fault."""
        if sleutel not in self.contacten:
            self.fout(naam, regel, "contactmoment", f"er is geen contactmoment “{sleutel}”")
        return self.contacten.get(sleutel)

    def is_nieuw(self, dossier: int) -> bool:
        """Whether a dossier was not here before this import."""
        return dossier >= self.eerste_nieuwe
