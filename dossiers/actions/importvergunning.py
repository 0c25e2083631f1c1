"""What an import writes about permits: one period for each new location of which the register says from when and until when.

As `dossiers.actions.vergunning.leg_periode_vast` writes it. A known location keeps its own periods: they change by a step of the
agency. A period that would contradict the state in the same row is not made: that row is reported instead, and the location
has what the register says (`Vergunning`).
"""

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.importtijdlijn import keuze_in_woorden, vast
from dossiers.actions.vergunninglijnen import SOORT, SOORT_EINDE
from dossiers.choices import Dossierstatus, Opvangtype, Vergunningeinde, Vergunningstand
from dossiers.models import Dossier, Tijdlijnregel, Vergunning
from kern.adres import vorm

_NIEUW = "r.is_nieuw AND r.leidt AND r.vergund_vanaf IS NOT NULL"
# What the period says today must be what the row says: `dossiers.queries.vergunningen.met_stand` with one period.
_KLOPT = f"""CASE WHEN r.vergund_tot < %(dag)s THEN d.status IN ('{Dossierstatus.GESTOPT}', '{Dossierstatus.OPGEHEVEN}')
    WHEN r.vergund_vanaf > %(dag)s THEN d.status = '{Dossierstatus.AANVRAAG}'
    ELSE d.status IN ('{Dossierstatus.VERGUND}', '{Dossierstatus.GESCHORST}') END"""
_PLAATSEN = "COALESCE(d.plaatsen, 0) > 0"
# The last day of care of a new location that is closed (of `Importrij` r), with or without permit.
LAATSTE_DAG = f"""CASE WHEN r.vergund_tot < %(dag)s AND r.status IN ('{Dossierstatus.GESTOPT}', '{Dossierstatus.OPGEHEVEN}')
    THEN r.vergund_tot END"""

# Where no period is made although the register names its days: when (of `Importrij` r, `Dossier` d), and the sentence for it.
NIET_GEMAAKT = (
    (
        f"{_NIEUW} AND NOT {_PLAATSEN}",
        "'zonder plaatsen wordt er geen vergunning vastgelegd; leg ze zelf vast zodra u de plaatsen kent'",
    ),
    (
        f"{_NIEUW} AND {_PLAATSEN} AND NOT {_KLOPT}",
        "format('de dagen van de vergunning spreken de status “%%s” tegen; er werd geen vergunning vastgelegd', d.status)",
    ),
)


def schrijf_vergunningen(sql: Bulk) -> int:
    """Write the permits of the new locations, with their lines and their log; return how many."""
    gemaakt = sql.voeg_in(
        Vergunning,
        {
            "dossier_id": "d.id",
            "vanaf": "r.vergund_vanaf",
            "tot": "r.vergund_tot",
            "stand": f"CASE d.status WHEN '{Dossierstatus.GESCHORST}' THEN '{Vergunningstand.GESCHORST}' "
            f"ELSE '{Vergunningstand.VERGUND}' END",
            "type": "d.type",
            "plaatsen": "d.plaatsen",
            "einde": f"CASE d.status WHEN '{Dossierstatus.GESTOPT}' THEN '{Vergunningeinde.GESTOPT}' "
            f"WHEN '{Dossierstatus.OPGEHEVEN}' THEN '{Vergunningeinde.OPGEHEVEN}' ELSE '' END",
        },
        f"""FROM {{Importrij}} r JOIN {{Dossier}} d ON d.id = r.dossier_id
            WHERE r.run_id = %(run)s AND {_NIEUW} AND {_PLAATSEN} AND {_KLOPT} ORDER BY r.regel""",
    )
    if gemaakt:
        _schrijf_lijnen(sql)
        sql.log(
            gebeurtenissen.VERGUNNING_VASTGELEGD,
            Dossier,
            "jsonb_build_object('vergunning', x.vergunning, 'stand', x.stand, 'plaatsen', x.plaatsen)",
            f"FROM (SELECT v.dossier_id AS id, v.id AS vergunning, v.stand, v.plaatsen {_VAN}) x ORDER BY x.id",
        )
    return gemaakt


# A location that is new in this import has no other periods than those of this import.
_VAN = """FROM {Vergunning} v JOIN {Dossier} d ON d.id = v.dossier_id
    JOIN {Importrij} r ON r.dossier_id = d.id AND r.run_id = %(run)s AND r.is_nieuw AND r.leidt"""


def _schrijf_lijnen(sql: Bulk) -> None:
    vanaf, tot = (f"to_char(v.{dag}, 'DD/MM/YYYY')" for dag in ("vanaf", "tot"))
    geschorst = f"v.stand = '{Vergunningstand.GESCHORST}'"
    voor, na = vorm("dossiers:dossier", str)
    overal = {**vast("d.organisator_id"), "verwijzing": "v.id::text", "url": "%(voor)s || d.dossiernummer || %(na)s"}
    sql.voeg_in(
        Tijdlijnregel,
        {
            **overal,
            "op": _begin("v.vanaf"),
            "titel": f"CASE WHEN {geschorst} THEN 'Vergunning geschorst' "
            f"ELSE 'Vergunning: ' || v.plaatsen || ' plaatsen ' || {keuze_in_woorden('v.type', Opvangtype)} END",
            "kort": f"CASE WHEN {geschorst} AND v.tot IS NOT NULL THEN 'Van ' || {vanaf} || ' tot en met ' || {tot} || '.' "
            f"ELSE 'Vanaf ' || {vanaf} || '.' END",
        },
        f"{_VAN} ORDER BY v.id",
        soort=SOORT,
        voor=voor,
        na=na,
    )
    sql.voeg_in(
        Tijdlijnregel,
        {
            **overal,
            "op": _begin("(v.tot + 1)"),
            "titel": f"CASE v.einde WHEN '{Vergunningeinde.OPGEHEVEN}' THEN 'Vergunning opgeheven' ELSE 'Opvang gestopt' END",
            "kort": f"'Laatste dag: ' || {tot} || '.'",
        },
        f"{_VAN} WHERE v.einde <> '' ORDER BY v.id",
        soort=SOORT_EINDE,
        voor=voor,
        na=na,
    )


def _begin(dag: str) -> str:
    return f"LEAST({dag}::timestamp AT TIME ZONE 'Europe/Brussels', %(op)s)"
