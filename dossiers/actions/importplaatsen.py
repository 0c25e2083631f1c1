"""Places that an import fills in at a location where something serious is open: taken over, and put before somebody.

An import is exempt from the lock on the places (`dossiers.actions.uitbreiding`): what a register says is a fact about the world,
and a file that stops half-way because of one location would lose the others. It never changes a number that is known, and no
state; only an empty number is filled. But a number that comes in while something is open is for a human to look at, so it waits
in the werkvoorraad of whoever follows the location, and stands in the report and the log.
"""

from collections.abc import Collection

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.bulk import Bulk
from dossiers.models import Dossier, ImportRun
from kern import logboek
from kern.actions import werk
from kern.choices import Rol
from kern.models import Medewerker
from kern.werk import Publiek

# Where something is open that blocks, and everything that goes on from there.
_GEBLOKKEERD = """(WITH RECURSIVE geblokkeerd(id) AS (
    SELECT dossier_id FROM {Aandacht} WHERE tot IS NULL AND blokkeert_uitbreiding
    UNION SELECT o.opvolger_id FROM {Opvolging} o JOIN geblokkeerd g ON g.id = o.voorganger_id WHERE o.vervallen_op IS NULL
) SELECT id FROM geblokkeerd)"""
# Of `Importrij` r: this import fills in the places of a known location where something is open; and the sentence for it.
INGEVULD = f"NOT r.is_nieuw AND r.velden ?| ARRAY['plaatsen'] AND r.dossier_id IN {_GEBLOKKEERD}"
ZIN = "'er staat iets ernstigs open; wie de locatie volgt, kijkt na of dit aantal klopt'"
ZIN_VERGUNNING = "er staat iets ernstigs open; wie de locatie volgt, kijkt na of deze vergunning klopt"


def geblokkeerd(sql: Bulk, dossiers: Collection[int]) -> list[int]:
    """Return which of *dossiers* have something open that blocks, or a predecessor that has."""
    rijen = sql.rijen(
        f"SELECT d.id FROM {{Dossier}} d WHERE d.id = ANY(%(pks)s) AND d.id IN {_GEBLOKKEERD} ORDER BY d.id", pks=list(dossiers)
    )
    return [pk for (pk,) in rijen]


def wijs_op_plaatsen(sql: Bulk, run: ImportRun, *, door: Medewerker | None) -> int:
    """Put what was filled in before whoever follows the location, once per import; return how many."""
    rijen = sql.rijen(
        f"SELECT r.dossier_id FROM {{Importrij}} r WHERE r.run_id = %(run)s AND r.kolom = '' AND r.leidt AND {INGEVULD} "
        "ORDER BY r.dossier_id"
    )
    return leg_voor(sql, run, [pk for (pk,) in rijen], "Het register vulde {d.plaatsen} plaatsen in bij {d.naam}", door=door)


def leg_voor(sql: Bulk, run: ImportRun, dossiers: Collection[int], titel: str, *, door: Medewerker | None) -> int:
    """Put what this import says of the places of *dossiers* before whoever follows each; *titel* names the dossier `d`."""
    gevonden = Dossier.objects.select_related("klantenbeheerder", "team").in_bulk(dossiers)
    for dossier in gevonden.values():
        volger = dossier.klantenbeheerder if dossier.klantenbeheerder and dossier.klantenbeheerder.is_active else None
        werk.meld(
            soort=werksoorten.PLAATSEN_NAKIJKEN,
            verwijzing=f"{run.pk}:{dossier.pk}",
            titel=titel.format(d=dossier),
            kort="Er staat iets ernstigs open. Kijk na of dit aantal klopt.",
            publiek=Publiek(voor=volger) if volger else Publiek(rol=Rol.COORDINATOR, team=dossier.team),
            over=dossier,
            url=dossier.get_absolute_url(),
            op=sql.op,
            volgt_onderwerp=True,
        )
        gegevens: dict[str, logboek.Gegeven] = {"bron": f"import {run.pk}", "plaatsen": dossier.plaatsen}
        logboek.schrijf(gebeurtenissen.PLAATSEN_UIT_REGISTER, over=dossier, door=door, op=sql.op, gegevens=gegevens)
    return len(gevonden)
