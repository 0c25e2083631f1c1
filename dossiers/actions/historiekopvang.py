"""Taking over how the care runs: what was last told of each location, with its leefgroepen and closings.

As `dossiers.actions.opvang` writes it: one report with one line. A location of which something was told here keeps that: it is
later, and its leefgroepen and closings came with it.
"""

from datetime import date, datetime

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, dossieradres
from dossiers.actions.historieklezing import Lezing
from dossiers.actions.opvang import SOORT, titel_van
from dossiers.historiek.opvang import Leefgroeprij, Opvangrij, leefgroep, opvang, sluiting
from dossiers.models import Dossier, Leefgroep, Opvang, Sluiting
from kern.tijd import begin_van

HOE, GROEPEN, DICHT = "opvang.csv", "leefgroepen.csv", "sluitingen.csv"


def neem_over(lezing: Lezing, sql: Bulk, op: datetime) -> tuple[int, int, int]:
    """Take over the three tables; return how many rows of each are new."""
    if not lezing.pakket.namen & {HOE, GROEPEN, DICHT}:
        return 0, 0, 0
    bekend = set(Opvang.objects.values_list("pk", flat=True).iterator(PER_KEER))
    nieuw = _opvang(lezing, sql, bekend, op)
    groepen = _leefgroepen(lezing, sql, bekend, nieuw)
    dicht = _sluitingen(lezing, sql, bekend, nieuw)
    sql.log(
        gebeurtenissen.OPVANG_GEMELD,
        Dossier,
        "jsonb_build_object('versie', 1, 'bron', %(bron)s, 'import', %(run)s)",
        "FROM (SELECT unnest(%(nieuw)s::bigint[]) AS id ORDER BY 1) x ORDER BY x.id",
        nieuw=sorted(nieuw),
    )
    return len(nieuw), groepen, dicht


def _opvang(lezing: Lezing, sql: Bulk, bekend: set[int], op: datetime) -> set[int]:
    velden = [veld for veld in Opvangrij._fields if veld != "dossier"]
    rijen, lijnen = Rijenbak(sql, Opvang, ("dossier_id", *velden)), Lijnenbak(sql)
    nieuw: set[int] = set()
    for regel, rij in lezing.rijen(HOE, lambda _r, rij: opvang(rij, op), lambda o: o.dossier):
        plaats = lezing.waar(HOE, regel, rij.dossier)
        if plaats is None or plaats[0] is None or plaats[0] in bekend:
            continue
        pk = plaats[0]
        if pk in nieuw:  # two keys of one location
            lezing.fout(HOE, regel, "dossier", "over deze locatie staat er al een rij")
            continue
        nieuw.add(pk)
        rijen.leg(pk, *(getattr(rij, veld) for veld in velden))
        titel = titel_van(rij.ingeschreven, rij.vrije_plaatsen)
        lijnen.leg(plaats, f"{pk}:1", dossieradres(lezing.nummers[pk]), Lijn(SOORT, titel, min(begin_van(rij.gemeld_op), op), op))
    rijen.leeg()
    lijnen.leeg()
    return nieuw


def _waar(lezing: Lezing, naam: str, regel: int, dossier: str, bekend: set[int], nieuw: set[int]) -> int | None:
    """Return the location to which the row is added; None when it is known or wrong."""
    plaats = lezing.waar(naam, regel, dossier)
    if plaats is None or plaats[0] is None or plaats[0] in bekend:
        return None
    if plaats[0] not in nieuw:
        lezing.fout(naam, regel, "dossier", f"over dossier “{dossier}” staat er geen rij in {HOE}: wanneer is dit gemeld?")
        return None
    return plaats[0]


def _leefgroepen(lezing: Lezing, sql: Bulk, bekend: set[int], nieuw: set[int]) -> int:
    velden = [veld for veld in Leefgroeprij._fields if veld != "dossier"]
    rijen, namen = Rijenbak(sql, Leefgroep, ("dossier_id", *velden)), set[tuple[int, str]]()
    for regel, rij in lezing.rijen(GROEPEN, lambda _r, rij: leefgroep(rij), lambda g: " ".join(map(str, g))):
        pk = _waar(lezing, GROEPEN, regel, rij.dossier, bekend, nieuw)
        if pk is None:
            continue
        if rij.tot is None and (pk, rij.naam) in namen:
            lezing.fout(GROEPEN, regel, "naam", f"er is al een leefgroep “{rij.naam}” die nog bestaat")
            continue
        if rij.tot is None:
            namen.add((pk, rij.naam))
        rijen.leg(pk, *(getattr(rij, veld) for veld in velden))
    return rijen.leeg()


def _sluitingen(lezing: Lezing, sql: Bulk, bekend: set[int], nieuw: set[int]) -> int:
    rijen = Rijenbak(sql, Sluiting, ("dossier_id", "vanaf", "tot", "reden"))
    dicht: dict[int, list[tuple[date, date, int]]] = {}
    for regel, rij in lezing.rijen(DICHT, lambda _r, rij: sluiting(rij)):
        pk = _waar(lezing, DICHT, regel, rij.dossier, bekend, nieuw)
        if pk is None:
            continue
        eerdere = dicht.setdefault(pk, [])
        botst = next((eerste for van, tot, eerste in eerdere if van <= rij.tot and rij.vanaf <= tot), None)
        if botst is not None:
            lezing.fout(DICHT, regel, "vanaf", f"deze dagen overlappen de sluiting op regel {botst}")
            continue
        eerdere.append((rij.vanaf, rij.tot, regel))
        rijen.leg(pk, rij.vanaf, rij.tot, rij.reden)
    return rijen.leeg()
