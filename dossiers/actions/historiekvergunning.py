"""Taking over the permits of the old system: periods that overlap nothing, with their lines, and dossiers that follow them.

As `dossiers.actions.vergunning` writes them. A period is known by its location and its first day; one that was recorded here
before, and changed or taken back since, is known too (its field history says so) and stays as it is.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError

from dossiers import gebeurtenissen
from dossiers.actions import importplaatsen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, dossieradres, nummers_voor
from dossiers.actions.historieklezing import Lezing
from dossiers.actions.vergunning import breng_bij
from dossiers.actions.vergunninglijnen import SOORT, SOORT_EINDE, woorden, woorden_einde
from dossiers.choices import Vergunningstand
from dossiers.historiek.vergunningen import Vergunningrij, vergunning
from dossiers.models import Dossier, Vergunning, VergunningEvent
from dossiers.queries.vergunningen import uit_de_pas
from kern.models import Medewerker
from kern.tijd import BRUSSEL, EEN_DAG, begin_van, einde_van

BESTAND = "vergunningen.csv"


class _Periode(NamedTuple):
    """A period of the package: on which line, of whom, and whether it is here already."""

    regel: int
    organisator: int
    vergunning: Vergunning
    bekend: bool


class _Nieuw(NamedTuple):
    """A period that comes in, and what follows from its neighbours."""

    periode: _Periode
    hervat: bool  # it ends a suspension
    loopt_af: bool  # care ended with it

    @property
    def vergunning(self) -> Vergunning:
        """The row to write."""
        return self.periode.vergunning


def neem_over(lezing: Lezing, sql: Bulk, *, door: Medewerker | None, op: datetime) -> int:
    """Take over the periods; return how many are new."""
    dag = op.astimezone(BRUSSEL).date()
    nieuw = _nieuwe(lezing, dag)
    if not nieuw or lezing.fouten:
        return len(nieuw)
    _schrijf(sql, nieuw, lezing.nummers, op)
    regels = {een.vergunning.dossier_id: een.periode.regel for een in reversed(nieuw)}  # the first line about each
    _breng_bij(lezing, regels, dag, door, op)
    straks = {n.vergunning.dossier_id for n in nieuw if n.vergunning.tot is None or n.vergunning.tot >= dag}
    _leg_voor(lezing, sql, {pk: regels[pk] for pk in straks if not lezing.is_nieuw(pk)}, door)
    return len(nieuw)


def _nieuwe(lezing: Lezing, dag: date) -> list[_Nieuw]:
    """Read the periods, name what overlaps, and return those that are not known yet, by location and day."""
    if BESTAND not in lezing.pakket.namen:
        return []
    ooit = set(VergunningEvent.objects.order_by().values_list("dossier_id", "vanaf").distinct())
    hier: dict[int, list[Vergunning]] = {}
    for v in Vergunning.objects.only("dossier_id", "vanaf", "tot").iterator(PER_KEER):
        hier.setdefault(v.dossier_id, []).append(v)
    per_dossier: dict[int, list[_Periode]] = {}
    for regel, rij in lezing.rijen(BESTAND, lambda _r, rij: vergunning(rij)):
        plaats = lezing.waar(BESTAND, regel, rij.dossier)
        if plaats is None or plaats[0] is None:
            continue
        dossier, een = plaats[0], _als_vergunning(plaats[0], rij)
        bekend, eerdere = (dossier, een.vanaf) in ooit, per_dossier.setdefault(dossier, [])
        if botst := next((eerder for eerder in eerdere if _overlapt(eerder.vergunning, een)), None):
            zin = f"deze dagen overlappen de vergunning op regel {botst.regel} ({botst.vergunning.periode})"
            lezing.fout(BESTAND, regel, "vanaf", zin)
        elif not bekend and (hier_al := next((v for v in hier.get(dossier, []) if _overlapt(v, een)), None)):
            zin = f"deze dagen overlappen een vergunning die hier al vastligt ({hier_al.periode}); pas een van beide aan"
            lezing.fout(BESTAND, regel, "vanaf", zin)
        else:
            eerdere.append(_Periode(regel, plaats[1], een, bekend))
    return [een for dossier in sorted(per_dossier) for een in _in_volgorde(per_dossier[dossier], hier.get(dossier, []), dag)]


def _in_volgorde(reeks: list[_Periode], hier: list[Vergunning], dag: date) -> Iterator[_Nieuw]:
    """Yield the new ones of one location, the oldest first, with what follows from the others."""
    vorige: Vergunning | None = None
    reeks.sort(key=lambda periode: periode.vergunning.vanaf)
    laatste = max(een.vanaf for een in (*(periode.vergunning for periode in reeks), *hier))
    for periode in reeks:
        een = periode.vergunning
        if not periode.bekend:
            loopt_af = een.vanaf == laatste and een.tot is not None and een.tot < dag
            yield _Nieuw(periode, vorige is not None and _hervat(vorige, een), loopt_af)
        vorige = een


def _als_vergunning(dossier: int, rij: Vergunningrij) -> Vergunning:
    return Vergunning(dossier_id=dossier, **{veld: waarde for veld, waarde in rij._asdict().items() if veld != "dossier"})


def _overlapt(een: Vergunning, ander: Vergunning) -> bool:
    return een.vanaf <= (ander.tot or date.max) and ander.vanaf <= (een.tot or date.max)


def _hervat(vorige: Vergunning, een: Vergunning) -> bool:
    if vorige.stand != Vergunningstand.GESCHORST or een.stand == Vergunningstand.GESCHORST or vorige.tot is None:
        return False
    return vorige.tot + EEN_DAG == een.vanaf


def _schrijf(sql: Bulk, nieuw: list[_Nieuw], nummers: dict[int, str], op: datetime) -> None:
    velden = ("dossier_id", *(veld for veld in Vergunningrij._fields if veld != "dossier"))
    rijen, lijnen = Rijenbak(sql, Vergunning, ("id", *velden)), Lijnenbak(sql)
    sleutels = nummers_voor(Vergunning, len(nieuw))
    for sleutel, een in zip(sleutels, nieuw, strict=True):
        v = een.vergunning
        rijen.leg(sleutel, *(getattr(v, veld) for veld in velden))
        titel, kort = woorden(v, hervat=een.hervat)
        erover = [Lijn(SOORT, titel, min(begin_van(v.vanaf), op), op, kort=kort)]
        if v.tot is not None and (v.einde or een.loopt_af):
            titel, kort = woorden_einde(v)
            erover.append(Lijn(SOORT_EINDE, titel, min(einde_van(v.tot), op), op, kort=kort))
        lijnen.leg((v.dossier_id, een.periode.organisator), sleutel, dossieradres(nummers[v.dossier_id]), *erover)
    rijen.leeg()
    lijnen.leeg()
    sql.log(
        gebeurtenissen.VERGUNNING_VASTGELEGD,
        Dossier,
        "jsonb_build_object('vergunning', x.vergunning, 'stand', x.stand, 'plaatsen', x.plaatsen, 'bron', %(bron)s, "
        "'import', %(run)s)",
        """FROM (SELECT v.dossier_id AS id, v.id AS vergunning, v.stand, v.plaatsen FROM {Vergunning} v
                 WHERE v.id = ANY(%(sleutels)s)) x ORDER BY x.id, x.vergunning""",
        sleutels=sleutels,
    )


def _breng_bij(lezing: Lezing, regels: dict[int, int], dag: date, door: Medewerker | None, op: datetime) -> None:
    """Let the dossiers follow the periods that came in; an older table of dossiers may say something else."""
    for dossier in uit_de_pas(dag).filter(pk__in=regels).order_by("pk"):
        try:
            breng_bij(dossier=dossier, door=door, op=op)
        except ValidationError as fout:
            zin = f"het dossier kan niet zijn wat zijn vergunning van vandaag zegt: {' '.join(fout.messages)}"
            lezing.fout(BESTAND, regels[dossier.pk], "plaatsen", zin)
        else:
            zin = "het dossier volgt zijn vergunning van vandaag; dossiers.csv zei iets anders over stand, type of plaatsen"
            lezing.let_op(BESTAND, regels[dossier.pk], "vanaf", zin, dossier.pk)


def _leg_voor(lezing: Lezing, sql: Bulk, regels: dict[int, int], door: Medewerker | None) -> None:
    """An import is outside the lock on the places: where something serious is open, a human looks."""
    open_ = importplaatsen.geblokkeerd(sql, regels)
    for pk in open_:
        lezing.let_op(BESTAND, regels[pk], "plaatsen", importplaatsen.ZIN_VERGUNNING, pk)
    importplaatsen.leg_voor(sql, lezing.run, open_, "De historiek bracht een vergunning mee bij {d.naam}", door=door)
