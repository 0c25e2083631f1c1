"""Taking over the people of the old system, and what they showed.

A betrokkene keeps its key of the old system; an attest gets one that follows from it, so that it is found again. What ends soon
asks attention and waits in the werkvoorraad as if it were entered by hand.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions import attesten
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Bak, Lijn, Lijnenbak, Rijenbak, Verwijzing, sleutel_uit
from dossiers.actions.historieklezing import Lezing
from dossiers.actions.wissen_personen import GEWIST
from dossiers.choices import Attestsoort
from dossiers.historiek import mensen
from dossiers.models import Attest, Betrokkene
from dossiers.personen import ATTEST, BETROKKENE_IN, BETROKKENE_UIT, geldigheid, naam_op_lijn, titel_attest, titel_in, titel_uit
from dossiers.queries.historieksleutels import sleutel
from kern.adres import vorm
from kern.tekst import persoonssleutel, sorteersleutel
from kern.tijd import begin_van

WIE, WAT = "betrokkenen.csv", "attesten.csv"


class Wie(NamedTuple):
    """A betrokkene that is here: its key, place and role; None as role when it was erased."""

    pk: UUID
    plaats: Verwijzing
    rol: str | None


def neem_betrokkenen_over(lezing: Lezing, sql: Bulk, op: datetime) -> tuple[int, dict[str, Wie]]:
    """Take over who is at which place; return how many are new, and all by their key in a package."""
    bekend = dict(_bekende())
    kolommen = ("rol", "naam", "sorteersleutel", "naamsleutel", "geboortedatum", "telefoon", "email", "vanaf", "tot")
    bak = Bak(sql, Betrokkene, kolommen)
    for regel, rij in lezing.rijen(WIE, lambda _r, rij: mensen.betrokkene(rij), lambda b: b.bron_id):
        plaats = lezing.waar(WIE, regel, rij.dossier, rij.organisator)
        if plaats is None or rij.bron_id in bekend:
            continue
        wie = naam_op_lijn(rij.rol, rij.naam)
        sinds = begin_van(rij.vanaf) if rij.vanaf else op
        lijnen = [Lijn(BETROKKENE_IN, titel_in(rij.rol), sinds, op, kort=wie)]
        if rij.tot:
            lijnen.append(Lijn(BETROKKENE_UIT, titel_uit(rij.rol), begin_van(rij.tot), op, kort=wie))
        sleutels = (sorteersleutel(rij.naam)[:200], persoonssleutel(rij.naam)[:200])
        waarden = (rij.rol, rij.naam, *sleutels, rij.geboortedatum, rij.telefoon, rij.email, rij.vanaf, rij.tot)
        bekend[rij.bron_id] = Wie(bak.leg(rij.bron_id, plaats, waarden, *lijnen), plaats, rij.rol)
    return bak.leeg(), bekend


def _bekende() -> Iterator[tuple[str, Wie]]:
    velden = ("bron", "bronnummer", "pk", "dossier_id", "organisator_id", "rol", "naam")
    for bron, nummer, pk, dossier, organisator, rol, naam in Betrokkene.objects.values_list(*velden).iterator(PER_KEER):
        yield sleutel(bron, nummer, pk), Wie(pk, (dossier, organisator), None if naam == GEWIST else rol)


def neem_attesten_over(lezing: Lezing, sql: Bulk, wie: dict[str, Wie], op: datetime) -> int:
    """Take over what *wie* showed; return how many are new. What an erased person showed stays away."""
    if WAT not in lezing.pakket.namen:
        return 0
    bekend = set(Attest.objects.values_list("pk", flat=True).iterator(PER_KEER))
    geldig = set(Attest.objects.filter(vervallen_op=None).values_list("betrokkene_id", "soort").iterator(PER_KEER))
    velden = ("soort", "afgegeven_op", "verloopt_op", "opmerking", "vervallen_op")
    rijen, lijnen, nieuw = Rijenbak(sql, Attest, ("id", "betrokkene_id", *velden)), Lijnenbak(sql), []
    voor, na = vorm("dossiers:betrokkene", UUID)
    for regel, rij in lezing.rijen(WAT, partial(_lees, op=op), lambda a: str(sleutel_uit("attest", a.bron_id))):
        van, pk = wie.get(rij.betrokkene), sleutel_uit("attest", rij.bron_id)
        if van is None:
            lezing.fout(WAT, regel, "betrokkene", f"er is geen betrokkene “{rij.betrokkene}”")
        if van is None or van.rol is None or pk in bekend:
            continue
        if rij.vervallen_op is None and rij.soort != Attestsoort.ANDERE:
            if (van.pk, rij.soort) in geldig:
                zin = "deze betrokkene heeft al een geldig attest van die soort; zeg met vervallen_op welk vervangen werd"
                lezing.fout(WAT, regel, "soort", zin)
                continue
            geldig.add((van.pk, rij.soort))
        rijen.leg(pk, van.pk, *(getattr(rij, veld) for veld in velden))
        wanneer = begin_van(rij.afgegeven_op) if rij.afgegeven_op else op
        titel, kort = titel_attest(rij.soort, van.rol), geldigheid(rij.verloopt_op)
        lijnen.leg(van.plaats, pk, f"{voor}{van.pk}{na}", Lijn(ATTEST, titel, min(wanneer, op), op, kort=kort))
        nieuw.append(pk)
    aantal = rijen.leeg()
    lijnen.leeg()
    sql.log(
        gebeurtenissen.ATTEST_TOEGEVOEGD,
        Betrokkene,
        "jsonb_build_object('attest', x.attest, 'soort', x.soort, 'bron', %(bron)s, 'import', %(run)s)",
        """FROM (SELECT a.betrokkene_id AS id, a.id AS attest, a.soort FROM {Attest} a WHERE a.id = ANY(%(nieuw)s)) x
           ORDER BY x.id, x.attest""",
        nieuw=nieuw,
    )
    if aantal and not lezing.fouten:
        attesten.kijk_na(op=op)
    return aantal


def _lees(_regel: int, rij: dict[str, str], *, op: datetime) -> mensen.Attestrij:
    return mensen.attest(rij, op)
