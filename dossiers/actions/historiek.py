"""Taking over the history of the system before this one: a package (docs/historiek.md), whole or not at all.

Strict where a register is mild: one wrong reference would leave something behind unseen, so with a single fault nothing is taken
over, and every fault is named. Organisatoren and dossiers go by the way of a register (`importlading`); the rest follows.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from functools import partial
from typing import IO, Any, NamedTuple, TypeVar

from django.db import models, transaction

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.importeren import krijg_slot, maak_ruim
from dossiers.actions.importlading import Lading
from dossiers.choices import Importstatus, Meldingsoort, Stuksoort
from dossiers.fouten import GeenRegister, ImportLooptAl
from dossiers.historiek import BRON, formaat
from dossiers.historiek.pakket import BESTANDEN, Pakket
from dossiers.models import (
    Betrokkene,
    Contactmoment,
    Dossier,
    Historiekbestand,
    Historiekstuk,
    ImportRun,
    Organisator,
    Tijdlijnregel,
)
from dossiers.models.contactmoment import regelsoort_van, titel_van
from dossiers.personen import BETROKKENE_IN
from dossiers.register.bestand import open_csv
from dossiers.register.formaat import Registerrij, Rijfout, Waarde
from kern.models import Medewerker
from kern.tijd import BRUSSEL

PER_KEER = 1000  # rows in one statement
MEESTE_FOUTEN = 1000  # named; a package with more has one cause
_ZELF = "tekst"  # keeps its lines

R = TypeVar("R")
Verwijzing = tuple[int | None, int]  # a dossier (None: none in particular) and who organised it


class Uitkomst(NamedTuple):
    """How many of each came in; what was known already is not counted."""

    dossiers: int
    organisatoren: int
    betrokkenen: int
    contactmomenten: int
    stukken: int
    bestanden: int


class PakketFout(GeenRegister):
    """The package holds faults; nothing of it was taken over. `fouten` names each: file and line, column, reason."""

    def __init__(self, fouten: list[str]) -> None:
        self.fouten = fouten
        meer = " of meer" if len(fouten) >= MEESTE_FOUTEN else ""
        super().__init__(f"Het pakket heeft {len(fouten)}{meer} fout{'en' if len(fouten) != 1 else ''}; er is niets overgenomen.")


def regelsoort_van_stuk(soort: str) -> str:
    """Return the code of the kind of line that a stuk of this kind has on the timeline."""
    return f"dossiers.historiek.{soort}"


@transaction.atomic
def neem_historiek_over(*, bestand: IO[bytes], naam: str, door: Medewerker | None, op: datetime, proef: bool = False) -> Uitkomst:
    """Take over a package; what was taken over before is left as it is. With *proef* everything is tried and nothing kept.

    Raises:
        GeenRegister: it is no package that may be opened.
        PakketFout: something in it is wrong.
        ImportLooptAl: another import runs.
    """
    if not krijg_slot():
        raise ImportLooptAl
    maak_ruim()
    uit = _Overname(Pakket(bestand), naam, door, op).voer_uit()
    if proef:
        transaction.set_rollback(True)
    return uit


class _Overname:
    def __init__(self, pakket: Pakket, naam: str, door: Medewerker | None, op: datetime) -> None:
        self.pakket, self.door, self.op = pakket, door, op
        self.fouten: list[str] = []
        self.gebruikt: set[str] = set()
        onbekend = sorted(n for n in pakket.namen if n not in formaat.BESTANDEN and not n.startswith(BESTANDEN))
        if onbekend:
            raise GeenRegister(f"Het pakket bevat bestanden die er niet in horen: {', '.join(n[:60] for n in onbekend[:5])}.")
        if not pakket.namen & formaat.BESTANDEN.keys():
            raise GeenRegister("Het pakket bevat geen enkel bestand van een historiek, zoals dossiers.csv.")
        self.run = ImportRun.objects.create(
            formaat=BRON, bestandsnaam=naam[:200], grootte=0, sha256="", status=Importstatus.OVERNEMEN, wie=uuid.uuid4(),
            door=door, gemaakt_op=op, begonnen_op=op, poging=1,
        )  # fmt: skip
        self.sql = Bulk({"run": self.run.pk, "bron": BRON}, door=door, op=op)

    def voer_uit(self) -> Uitkomst:
        self._plaatsen()
        mensen = self._betrokkenen()
        contacten = self._contactmomenten()
        stukken, bestanden = self._stukken()
        for over in sorted(n for n in self.pakket.namen if n.startswith(BESTANDEN) and n not in self.gebruikt)[:MEESTE_FOUTEN]:
            self._fout(f"{over}: geen enkele rij in stukken.csv verwijst hiernaar")
        if self.fouten:
            raise PakketFout(self.fouten)
        for gebeurtenis, model in (
            (gebeurtenissen.HISTORIEK_OVERGENOMEN, Contactmoment),
            (gebeurtenissen.HISTORIEK_OVERGENOMEN, Historiekstuk),
            (gebeurtenissen.HISTORIEK_OVERGENOMEN, Betrokkene),
        ):
            self.sql.log(
                gebeurtenis,
                model,
                "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
                f"""FROM (SELECT r.id FROM {{{model.__name__}}} r WHERE r.bron = %(bron)s AND NOT EXISTS (
                        SELECT FROM {{Logregel}} l WHERE l.onderwerp_soort = %(onderwerp)s AND l.onderwerp_id = r.id::text)) x
                    ORDER BY x.id""",
            )
        ImportRun.objects.filter(pk=self.run.pk).update(
            status=Importstatus.OVERGENOMEN, wie=None, klaar_op=self.op, nieuw=self.run.nieuw, bijgewerkt=self.run.bijgewerkt,
            ongewijzigd=self.run.ongewijzigd, organisatoren=self.run.organisatoren, opmerkingen=self.run.opmerkingen,
            bezoeken=contacten, regels=self.run.regels,
        )  # fmt: skip
        return Uitkomst(self.run.nieuw, self.run.organisatoren, mensen, contacten, stukken, bestanden)

    # --- Reading ----------------------------------------------------------------------------------------------------------

    def _fout(self, zin: str) -> None:
        self.fouten.append(zin)
        if len(self.fouten) >= MEESTE_FOUTEN:
            raise PakketFout(self.fouten)

    def _rijen(
        self, naam: str, lees: Callable[[int, Mapping[str, str]], R], sleutel: Callable[[R], str]
    ) -> Iterator[tuple[int, R]]:
        """Walk over the good rows of one file; the bad ones are named, and so is a key that comes twice."""
        if naam not in self.pakket.namen:
            return
        tabel = open_csv(self.pakket.stukken(naam), verplicht=formaat.BESTANDEN[naam])
        gezien: dict[str, int] = {}
        for regel, waarden in tabel.rijen():
            try:
                if len(waarden) != len(tabel.koppen):
                    raise Waarde("rij", f"{len(waarden)} kolommen in plaats van {len(tabel.koppen)}")
                rij = {k: w if k == _ZELF else " ".join(w.split()) for k, w in zip(tabel.koppen, waarden, strict=True)}
                gelezen = lees(regel, rij)
                eerste = gezien.setdefault(sleutel(gelezen), regel)
                if eerste != regel:
                    raise Waarde("bron_id", f"deze sleutel staat al op regel {eerste}")
            except Waarde as fout:
                self._fout(f"{naam}, regel {regel}, {fout.kolom}: {fout.zin}")
                continue
            yield regel, gelezen

    def _plaatsen(self) -> None:
        """Take over who organises and which locations there are, and find out which rows the keys of the old system mean."""
        organisatoren = {
            rij.bron_id: rij
            for _, rij in self._rijen("organisatoren.csv", lambda _r, rij: formaat.organisator(rij), lambda r: r.bron_id)
        }
        nummers: dict[str, str] = {}

        def rijen() -> Iterator[Registerrij]:
            lees = partial(formaat.dossier, organisatoren=organisatoren)
            for _, rij in self._rijen("dossiers.csv", lees, lambda r: r.bronnummer):
                nummers[rij.bronnummer] = rij.dossiernummer
                yield rij

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
        self.dossiers |= {b: per_nummer[nummer] for b, nummer in nummers.items() if nummer in per_nummer}

    def _laad(self, rijen: Iterator[Registerrij | Rijfout]) -> None:
        Lading(self.run, door=self.door, op=self.op).laad(rijen, lambda _gelezen: None)
        for melding in self.run.meldingen.filter(soort=Meldingsoort.FOUT):
            self._fout(f"dossiers.csv, {melding}")

    def _waar(self, naam: str, regel: int, dossier: str, organisator: str) -> Verwijzing | None:
        """Return the place that a row names, or name the fault."""
        if dossier:
            if dossier in self.dossiers:
                return self.dossiers[dossier]
            self._fout(f"{naam}, regel {regel}, dossier: er is geen dossier “{dossier}”")
        elif organisator in self.organisatoren:
            return None, self.organisatoren[organisator]
        else:
            self._fout(f"{naam}, regel {regel}, organisator: er is geen organisator “{organisator}” met een locatie")
        return None

    # --- Writing, a thousand rows at a time ----------------------------------------------------------------------------------

    def _betrokkenen(self) -> int:
        naam, bekend = "betrokkenen.csv", set(Betrokkene.objects.filter(bron=BRON).values_list("bronnummer", flat=True))
        bak = _Bak()
        for regel, velden in self._rijen(naam, lambda _r, rij: formaat.betrokkene(rij), lambda v: str(v["bronnummer"])):
            plaats = self._waar(naam, regel, str(velden.pop("dossier")), str(velden.pop("organisator")))
            if plaats is None or velden["bronnummer"] in bekend:
                continue
            mens = Betrokkene(dossier_id=plaats[0], organisator_id=plaats[1], bron=BRON, **velden)
            mens.clean()
            sinds = datetime.combine(mens.vanaf, time.min, tzinfo=BRUSSEL) if mens.vanaf else self.op
            titel = f"Nieuwe {mens.get_rol_display()}"
            bak.leg(mens, self._lijn(mens, plaats, BETROKKENE_IN, titel, sinds, self.op, kort=mens.naam))
        return bak.leeg()

    def _contactmomenten(self) -> int:
        naam, bekend = "contactmomenten.csv", set(Contactmoment.objects.filter(bron=BRON).values_list("bronnummer", flat=True))
        bak = _Bak()
        for regel, rij in self._rijen(naam, lambda r, rij: formaat.contactmoment(r, rij, self.op), lambda g: g.bron_id):
            plaats = self._waar(naam, regel, rij.dossier, rij.organisator)
            if plaats is None or rij.bron_id in bekend:
                continue
            contact = Contactmoment(
                dossier_id=plaats[0], organisator_id=plaats[1], soort=rij.soort, richting=rij.richting, met=rij.met, op=rij.op,
                tekst=rij.tekst, door_naam=rij.auteur, genoteerd_op=rij.vastgelegd_op, bron=BRON, bronnummer=rij.bron_id,
            )  # fmt: skip
            titel = titel_van(rij.soort, rij.richting, rij.met)
            bak.leg(
                contact,
                self._lijn(contact, plaats, regelsoort_van(rij.soort), titel, rij.op, rij.vastgelegd_op, rij.auteur, rij.tekst),
            )
        return bak.leeg()

    def _stukken(self) -> tuple[int, int]:
        naam, bekend = "stukken.csv", set(Historiekstuk.objects.filter(bron=BRON).values_list("soort", "bronnummer"))
        bak, bestanden = _Bak(), 0
        for regel, rij in self._rijen(naam, lambda r, rij: formaat.stuk(r, rij, self.op), lambda g: f"{g.soort} {g.bron_id}"):
            plaats = self._waar(naam, regel, rij.dossier, rij.organisator)
            paden = [f"{BESTANDEN}{pad}" for pad in dict.fromkeys(rij.bestanden)]
            self.gebruikt.update(paden)
            ontbreekt = [pad for pad in paden if pad not in self.pakket.namen]
            for pad in ontbreekt:
                self._fout(f"{naam}, regel {regel}, bestanden: “{pad}” zit niet in het pakket")
            if plaats is None or ontbreekt or (rij.soort, rij.bron_id) in bekend:
                continue
            stuk = Historiekstuk(
                dossier_id=plaats[0], organisator_id=plaats[1], soort=rij.soort, op=rij.op, vastgelegd_op=rij.vastgelegd_op,
                titel=rij.titel, tekst=rij.tekst, auteur=rij.auteur, bron=BRON, bronnummer=rij.bron_id,
            )  # fmt: skip
            soort = regelsoort_van_stuk(rij.soort)
            titel = f"{Stuksoort(rij.soort).label.capitalize()}: {rij.titel}"
            bak.leg(stuk, self._lijn(stuk, plaats, soort, titel, rij.op, rij.vastgelegd_op, rij.auteur, rij.tekst))
            if paden:
                bak.leeg()  # the stuk first, and one file in memory at a time
                for pad in paden:
                    inhoud = self.pakket.lees(pad)
                    Historiekbestand.objects.create(
                        stuk=stuk, naam=pad.removeprefix(BESTANDEN)[-150:], inhoud=inhoud, grootte=len(inhoud),
                        sha256=hashlib.sha256(inhoud).hexdigest(),
                    )  # fmt: skip
                    bestanden += 1
        return bak.leeg(), bestanden

    def _lijn(
        self,
        ding: models.Model,
        plaats: Verwijzing,
        soort: str,
        titel: str,
        op: datetime,
        bekend: datetime,
        auteur: str = "",
        kort: str = "",
    ) -> Tijdlijnregel:
        plat = " ".join(kort.split())
        return Tijdlijnregel(
            dossier_id=plaats[0], organisator_id=plaats[1], op=op, bekend_sinds=bekend, soort=soort, verwijzing=str(ding.pk),
            titel=titel[:200], kort=plat if len(plat) <= 400 else f"{plat[:399]}…", door_naam=auteur, overgenomen=True,
            url=ding.get_absolute_url(),  # type: ignore[attr-defined]  # each of the three has a page
        )  # fmt: skip


class _Bak:
    """Rows of one table with their lines, written a thousand at a time."""

    def __init__(self) -> None:
        self.rijen: list[Any] = []
        self.lijnen: list[Tijdlijnregel] = []
        self.geschreven = 0

    def leg(self, rij: models.Model, lijn: Tijdlijnregel) -> None:
        self.rijen.append(rij)
        self.lijnen.append(lijn)
        if len(self.rijen) >= PER_KEER:
            self.leeg()

    def leeg(self) -> int:
        """Write what waits; returns how many were written in all."""
        if self.rijen:
            type(self.rijen[0])._default_manager.bulk_create(self.rijen)
            Tijdlijnregel.objects.bulk_create(self.lijnen)
            self.geschreven += len(self.rijen)
            self.rijen, self.lijnen = [], []
        return self.geschreven
