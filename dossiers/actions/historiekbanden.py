"""Taking over what belongs together: groepen with their members from one day to another, and voorgangers with opvolgers.

As `dossiers.actions.groepen` and `dossiers.actions.opvolging` write it. A groep is known by its name, a membership by its first
day, an opvolging by its two locations, also when it was ended here since.
"""

from collections.abc import Mapping
from datetime import date, datetime

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import Lijn, Lijnenbak, Rijenbak, dossieradres, nummers_voor
from dossiers.actions.historieklezing import Lezing
from dossiers.actions.opvolging import SOORT, kring_in_woorden, titels, woorden
from dossiers.choices import Opvolgingsoort
from dossiers.historiek.banden import Groeprij, Opvolgingrij, groep, lid, opvolging
from dossiers.models import Dossier, Groep, Groepslidmaatschap, Opvolging
from kern.models import Medewerker
from kern.tijd import begin_van

GROEPEN, LEDEN, OPVOLGINGEN = "groepen.csv", "groepsleden.csv", "opvolgingen.csv"


def neem_groepen_over(lezing: Lezing, sql: Bulk) -> tuple[int, int]:
    """Take over groepen and koepels with their members; return how many of each are new."""
    if not lezing.pakket.namen & {GROEPEN, LEDEN}:
        return 0, 0
    hier = dict(Groep.objects.values_list("sorteersleutel", "pk"))
    nieuw: dict[str, Groeprij] = {}
    for _regel, rij in lezing.rijen(GROEPEN, lambda _r, rij: groep(rij), lambda g: g.sleutel):
        if rij.sleutel not in hier:
            nieuw[rij.sleutel] = rij
    sleutels = dict(zip(nieuw, nummers_voor(Groep, len(nieuw)), strict=True))
    bak = Rijenbak(sql, Groep, ("id", "naam", "sorteersleutel", "soort"))
    for sleutel, rij in nieuw.items():
        bak.leg(sleutels[sleutel], rij.naam, sleutel, rij.soort)
    bak.leeg()
    sql.log(
        gebeurtenissen.GROEP_GEMAAKT,
        Groep,
        "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
        "FROM (SELECT unnest(%(nieuw)s::bigint[]) AS id ORDER BY 1) x ORDER BY x.id",
        nieuw=sorted(sleutels.values()),
    )
    return len(nieuw), _leden(lezing, sql, hier | sleutels)


def _leden(lezing: Lezing, sql: Bulk, groepen: Mapping[str, int]) -> int:
    perioden: dict[tuple[int, int], list[tuple[date, date, str]]] = {}
    bekend: set[tuple[int, int, date]] = set()
    for in_groep, wie, vanaf, tot in Groepslidmaatschap.objects.values_list("groep", "organisator", "vanaf", "tot"):
        bekend.add((in_groep, wie, vanaf))
        perioden.setdefault((in_groep, wie), []).append((vanaf, tot or date.max, "een lidmaatschap dat hier al vastligt"))
    bak, nieuw = Rijenbak(sql, Groepslidmaatschap, ("id", "groep_id", "organisator_id", "vanaf", "tot")), []
    for regel, rij in lezing.rijen(LEDEN, lambda _r, rij: lid(rij)):
        groep_pk, plaats = groepen.get(rij.sleutel), lezing.waar(LEDEN, regel, "", rij.organisator)
        if groep_pk is None:
            lezing.fout(LEDEN, regel, "groep", f"er is geen groep “{rij.groep[:60]}”")
        if groep_pk is None or plaats is None or (groep_pk, plaats[1], rij.vanaf) in bekend:
            continue
        eerdere = perioden.setdefault((groep_pk, plaats[1]), [])
        botst = next((wat for van, tot, wat in eerdere if van <= (rij.tot or date.max) and rij.vanaf <= tot), None)
        if botst is not None:
            lezing.fout(LEDEN, regel, "vanaf", f"deze organisator hoort dan al bij deze groep: {botst}")
            continue
        eerdere.append((rij.vanaf, rij.tot or date.max, f"regel {regel}"))
        nieuw.append((groep_pk, plaats[1], rij))
    sleutels = nummers_voor(Groepslidmaatschap, len(nieuw))
    for sleutel, (groep_pk, wie, rij) in zip(sleutels, nieuw, strict=True):
        bak.leg(sleutel, groep_pk, wie, rij.vanaf, rij.tot)
    bak.leeg()
    sql.log(
        gebeurtenissen.LID_TOEGEVOEGD,
        Groep,
        "jsonb_build_object('organisator', x.nummer, 'vanaf', x.vanaf::text, 'bron', %(bron)s, 'import', %(run)s)",
        """FROM (SELECT l.groep_id AS id, o.nummer, l.vanaf FROM {Groepslidmaatschap} l
                 JOIN {Organisator} o ON o.id = l.organisator_id WHERE l.id = ANY(%(sleutels)s)) x
           ORDER BY x.id, x.nummer, x.vanaf""",
        sleutels=sleutels,
    )
    return len(nieuw)


def neem_opvolgingen_over(lezing: Lezing, sql: Bulk, *, door: Medewerker | None, op: datetime) -> int:
    """Take over which location goes on from which; return how many are new. A circle is named and refused.

    The caller has taken its turn (`dossiers.actions.beurt`) before any other lock.
    """
    if OPVOLGINGEN not in lezing.pakket.namen:
        return 0
    bekend: set[tuple[int, int]] = set()
    verder: dict[int, list[int]] = {}
    for voorganger, opvolger, vervallen in Opvolging.objects.values_list("voorganger", "opvolger", "vervallen_op"):
        bekend.add((voorganger, opvolger))
        if vervallen is None:
            verder.setdefault(voorganger, []).append(opvolger)
    nieuw: list[tuple[int, int, Opvolgingrij]] = []
    for regel, rij in lezing.rijen(OPVOLGINGEN, lambda _r, rij: opvolging(rij)):
        oud = lezing.waar(OPVOLGINGEN, regel, rij.voorganger, kolom="voorganger")
        volgt = lezing.waar(OPVOLGINGEN, regel, rij.opvolger, kolom="opvolger")
        if oud is None or volgt is None or oud[0] is None or volgt[0] is None:
            continue
        van, naar = oud[0], volgt[0]
        if any((van, naar) == een[:2] for een in nieuw):
            lezing.fout(OPVOLGINGEN, regel, "opvolger", "deze twee dossiers staan al op een eerdere regel")
        elif (van, naar) not in bekend and (terug := _pad(verder, naar, van)):
            lezing.fout(OPVOLGINGEN, regel, "opvolger", kring_in_woorden(terug))
        elif (van, naar) not in bekend:
            verder.setdefault(van, []).append(naar)
            nieuw.append((van, naar, rij))
    _schrijf_opvolgingen(lezing, sql, nieuw, door, op)
    return len(nieuw)


def _pad(verder: Mapping[int, list[int]], van: int, naar: int) -> list[int]:
    """Return the shortest way forward from *van* to *naar*, both included; empty when there is none."""
    vorige: dict[int, int | None] = {van: None}
    rij = [van]
    for hier in rij:
        if hier == naar:
            pad: list[int] = []
            stap: int | None = hier
            while stap is not None:
                pad.append(stap)
                stap = vorige[stap]
            return pad[::-1]
        for volgende in verder.get(hier, []):
            if volgende not in vorige:
                vorige[volgende] = hier
                rij.append(volgende)
    return []


def _schrijf_opvolgingen(
    lezing: Lezing, sql: Bulk, nieuw: list[tuple[int, int, Opvolgingrij]], door: Medewerker | None, op: datetime
) -> None:
    dossiers = Dossier.objects.in_bulk({pk for een in nieuw for pk in een[:2]})
    kolommen = ("id", "voorganger_id", "opvolger_id", "soort", "vanaf", "op", "door_id")
    rijen, lijnen = Rijenbak(sql, Opvolging, kolommen), Lijnenbak(sql)
    sleutels = nummers_voor(Opvolging, len(nieuw))
    for sleutel, (van, naar, rij) in zip(sleutels, nieuw, strict=True):
        rijen.leg(sleutel, van, naar, rij.soort, rij.vanaf, op, door.pk if door else None)
        kort = woorden(Opvolgingsoort(rij.soort), rij.vanaf)
        for over, ander, titel in titels(dossiers[van], dossiers[naar]):
            lijn = Lijn(SOORT, titel, min(begin_van(rij.vanaf), op), op, kort=kort)
            lijnen.leg((over.pk, over.organisator_id), f"{sleutel}:{over.pk}", dossieradres(ander.dossiernummer), lijn)
    rijen.leeg()
    lijnen.leeg()
    sql.log(
        gebeurtenissen.OPVOLGING_GEKOPPELD,
        Dossier,
        "jsonb_build_object('opvolging', x.opvolging, 'voorganger', x.voorganger_id, 'opvolger', x.opvolger_id, "
        "'bron', %(bron)s, 'import', %(run)s)",
        """FROM (SELECT d.id, o.id AS opvolging, o.voorganger_id, o.opvolger_id FROM {Opvolging} o
                 JOIN {Dossier} d ON d.id IN (o.voorganger_id, o.opvolger_id) WHERE o.id = ANY(%(sleutels)s)) x
           ORDER BY x.id, x.opvolging""",
        sleutels=sleutels,
    )
