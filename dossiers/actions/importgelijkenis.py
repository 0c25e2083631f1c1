"""What an import says about look-alikes: new locations that could be one that is here already, or one of the same file.

The rules of `dossiers.queries.gelijkenis`, for all rows at once and with bounds: names are compared only where they share how a
word begins or ends, and per row the three most alike are named. Everything said stands on the kaart: backoffice, who reads the
report, sees no more of those locations. So of the past of an organisator only what was taken away is named, no persons.
"""

from typing import Any

from dossiers.actions.bulk import Bulk
from dossiers.choices import Dossierstatus, Meldingsoort
from dossiers.gemeenten import gemeenten_binnen
from dossiers.models import Importmelding
from dossiers.queries.gelijkenis import BUURT_KM, DREMPEL

MEESTE = 2000  # lines in one report; who has more has the wrong file, or a register that is here under other numbers
PER_RIJ = 3
_GEWOON = 50  # a beginning that so many names in the same gemeente share, tells nothing

# A place is a gemeente of today, or the name of one abroad. What two names must share to be compared at all: how a word begins,
# how one ends, or the first and last letter of one. Two that share none of these are never as alike as `DREMPEL`, or nearly.
_WAAR = "COALESCE(NULLIF(d.refnis, ''), lower(d.gemeente))"
_DELEN = """CROSS JOIN LATERAL (
        SELECT DISTINCT deel.s FROM string_to_table({van}.lijknaam, ' ') AS w (woord)
        CROSS JOIN LATERAL (VALUES ('<' || left(w.woord, 3)), ('>' || right(w.woord, 3)),
                                   ('=' || left(w.woord, 1) || right(w.woord, 1))) AS deel (s)) d"""
_EEN_LETTER = """(least(length(n.lijknaam), length(k.lijknaam)) >= 4 AND left(n.lijknaam, 1) = left(k.lijknaam, 1)
        AND abs(length(n.lijknaam) - length(k.lijknaam)) <= 1
        AND EXISTS (
            SELECT FROM generate_series(1, length(n.lijknaam) + 1) AS i
            WHERE left(n.lijknaam, i - 1) = left(k.lijknaam, i - 1)
            AND (substr(n.lijknaam, i + 1) = substr(k.lijknaam, i + 1) OR substr(n.lijknaam, i) = substr(k.lijknaam, i + 1)
                 OR substr(n.lijknaam, i + 1) = substr(k.lijknaam, i))))"""
_STATUS = "CASE k.status " + " ".join(f"WHEN '{s.value}' THEN '{s.label}'" for s in Dossierstatus) + " END"

_GEMENGD = f"""
WITH buurt AS MATERIALIZED (
    SELECT * FROM unnest(%(van)s::text[], %(naar)s::text[]) AS b (van, naar)
), nieuw AS MATERIALIZED (
    SELECT r.regel, d.id, d.organisator_id, z.lijknaam, d.postcode, lower(d.straat) AS straat, lower(d.huisnummer) AS huisnummer,
           {_WAAR} AS waar
    FROM {{Importrij}} r JOIN {{Dossier}} d ON d.id = r.dossier_id JOIN {{Zoekregel}} z ON z.dossier_id = d.id
    WHERE r.run_id = %(run)s AND r.is_nieuw AND r.leidt
), bekend AS MATERIALIZED (
    SELECT d.id, d.organisator_id, z.lijknaam, d.postcode, lower(d.straat) AS straat, lower(d.huisnummer) AS huisnummer,
           {_WAAR} AS waar
    FROM {{Dossier}} d JOIN {{Zoekregel}} z ON z.dossier_id = d.id
    WHERE NOT EXISTS (SELECT FROM nieuw n WHERE n.id = d.id)
), namen AS MATERIALIZED (
    SELECT DISTINCT n.waar, n.lijknaam FROM nieuw n
), kennis AS MATERIALIZED (
    SELECT b.waar, b.lijknaam, min(b.id) AS id FROM bekend b GROUP BY b.waar, b.lijknaam
), deel_nieuw AS MATERIALIZED (
    SELECT n.waar, n.lijknaam, d.s FROM namen n {_DELEN.format(van="n")}
), deel_bekend AS MATERIALIZED (
    SELECT x.waar, x.lijknaam, x.id, x.s FROM (
        SELECT b.waar, b.lijknaam, b.id, d.s, count(*) OVER (PARTITION BY b.waar, d.s) AS hoeveel
        FROM kennis b {_DELEN.format(van="b")}) x
    WHERE x.hoeveel <= {_GEWOON}
), kandidaten AS MATERIALIZED (
    SELECT DISTINCT n.waar, n.lijknaam, k.lijknaam AS ander, k.id
    FROM deel_nieuw n JOIN buurt b ON b.van = n.waar JOIN deel_bekend k ON k.waar = b.naar AND k.s = n.s
), naampaar AS MATERIALIZED (
    SELECT n.waar, n.lijknaam, k.id, similarity(n.lijknaam, k.lijknaam) AS gelijk
    FROM (SELECT waar, lijknaam, ander, id FROM kandidaten) n
    CROSS JOIN LATERAL (SELECT n.ander AS lijknaam, n.id) k
    WHERE similarity(n.lijknaam, k.lijknaam) > {DREMPEL} OR {_EEN_LETTER}
), gevonden AS (
    SELECT n.regel, n.organisator_id, p.id, p.gelijk, 'naam' AS reden
    FROM nieuw n JOIN naampaar p ON p.waar = n.waar AND p.lijknaam = n.lijknaam
    UNION ALL
    SELECT n.regel, n.organisator_id, a.id, 1, 'adres'
    FROM nieuw n JOIN (
        SELECT min(b.id) AS id, b.postcode, b.straat, b.huisnummer FROM bekend b GROUP BY b.postcode, b.straat, b.huisnummer) a
      ON a.postcode = n.postcode AND a.straat = n.straat AND a.huisnummer = n.huisnummer
    WHERE n.straat <> '' AND n.huisnummer <> ''
), gewogen AS (
    SELECT g.regel, g.organisator_id, g.id, array_agg(g.reden ORDER BY g.reden) AS redenen,
           row_number() OVER (PARTITION BY g.regel ORDER BY count(*) DESC, max(g.gelijk) DESC, g.id) AS plaats
    FROM gevonden g GROUP BY g.regel, g.organisator_id, g.id
)
SELECT g.regel, g.organisator_id, g.id, g.redenen FROM gewogen g WHERE g.plaats <= {PER_RIJ}
"""


def meld_gelijkenissen(sql: Bulk) -> None:
    """Write a line in the report for each new location that looks like another, and for what its organisator lost before."""
    plaatsen = [str(waar) for (waar,) in sql.rijen(
        f"SELECT DISTINCT {_WAAR} FROM {{Importrij}} r JOIN {{Dossier}} d ON d.id = r.dossier_id "
        "WHERE r.run_id = %(run)s AND r.is_nieuw AND r.leidt"
    )]  # fmt: skip
    buurt = [(waar, daar) for waar in plaatsen for daar in (gemeenten_binnen(waar, BUURT_KM) or [waar])]
    van, naar = [a for a, _ in buurt], [b for _, b in buurt]
    reden = (
        "CASE WHEN cardinality(g.redenen) > 1 THEN 'zelfde adres en bijna dezelfde naam als' "
        "WHEN g.redenen[1] = 'adres' THEN 'zelfde adres als' ELSE 'bijna dezelfde naam als' END"
    )
    gemeld = _meld(
        sql,
        "CASE WHEN g.redenen[1] = 'adres' THEN 'adres' ELSE 'naam' END",
        f"{reden} || format(' “%%s” (%%s) in %%s, %%s', k.naam, k.dossiernummer, k.gemeente, {_STATUS}) "
        "|| CASE WHEN k.organisator_id = g.organisator_id THEN ', zelfde organisator' ELSE '' END",
        f"FROM ({_GEMENGD}) g JOIN {{Dossier}} k ON k.id = g.id ORDER BY g.regel, g.id",
        over="k.id",
        van=van,
        naar=naar,
    )
    gemeld += _meld(
        sql,
        "'naam'",
        "format('zelfde naam en adres als op regel %%s', g.eerste)",
        """FROM (SELECT r.regel,
                        min(r.regel) OVER (PARTITION BY z.lijknaam, d.postcode, lower(d.straat), lower(d.huisnummer)) AS eerste
                 FROM {Importrij} r JOIN {Dossier} d ON d.id = r.dossier_id JOIN {Zoekregel} z ON z.dossier_id = d.id
                 WHERE r.run_id = %(run)s AND r.is_nieuw AND r.leidt AND d.straat <> '' AND d.huisnummer <> '') g
           WHERE g.eerste < g.regel ORDER BY g.regel""",
        over="NULL::bigint",
        reeds=gemeld,
    )
    zwaar = f"('{Dossierstatus.OPGEHEVEN}', '{Dossierstatus.GESCHORST}')"
    gemeld += _meld(
        sql,
        "'organisator'",
        f"format('van deze organisator is “%%s” (%%s) %%s', k.naam, k.dossiernummer, {_STATUS}) "
        "|| CASE WHEN k.hoeveel > 1 THEN format(', en nog %%s', k.hoeveel - 1) ELSE '' END",
        f"""FROM {{Importrij}} g JOIN (
                SELECT DISTINCT ON (d.organisator_id) d.*, count(*) OVER (PARTITION BY d.organisator_id) AS hoeveel
                FROM {{Dossier}} d
                WHERE d.status IN {zwaar}
                AND NOT EXISTS (SELECT FROM {{Importrij}} x WHERE x.run_id = %(run)s AND x.is_nieuw AND x.dossier_id = d.id)
                ORDER BY d.organisator_id, d.id) k ON k.organisator_id = g.organisator_id
            WHERE g.run_id = %(run)s AND g.is_nieuw AND g.leidt AND NOT g.organisator_is_nieuw ORDER BY g.regel""",
        over="k.id",
        reeds=gemeld,
    )
    if gemeld >= MEESTE:
        sql.voeg_in(
            Importmelding,
            {"run_id": "%(run)s", "soort": "%(soort)s", "regel": "1", "kolom": "'naam'", "zin": "%(zin)s"},
            "",
            soort=Meldingsoort.LET_OP,
            zin=f"er zijn meer gelijkenissen dan de {MEESTE} die hier staan; kijk na of dit register er niet al in zit",
        )


def _meld(sql: Bulk, kolom: str, zin: str, uit: str, *, over: str, reeds: int = 0, **meer: Any) -> int:
    if reeds >= MEESTE:
        return 0
    waarden = {
        "run_id": "%(run)s",
        "soort": "%(soort)s",
        "regel": "g.regel",
        "kolom": kolom,
        "zin": f"left({zin}, 500)",
        "dossier_id": over,
    }
    return sql.voeg_in(Importmelding, waarden, f"{uit} LIMIT {MEESTE - reeds}", soort=Meldingsoort.LIJKT, **meer)
