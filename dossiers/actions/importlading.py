"""Taking over the rows of a register in bulk: COPY into `Importrij`, compare in SQL, INSERT … SELECT and UPDATE … FROM.

One of the two writers that may go past the actions (docs/besluiten/0016): a hundred thousand rows through them would take the
better part of an hour. It writes what they write: field history by the triggers, a row in the log for each location and
organisator, the klantenbeheerder of the organisator with each dossier. A test makes the same things both ways and compares.

What the register leads in and what stays ours stands in `VOLGT`, `importverslag.VULT_AAN` and `BLIJFT`, in words in
docs/register.md.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql

from dossiers import gebeurtenissen
from dossiers.actions import importgelijkenis, importplaatsen, importtijdlijn, importvergunning, importverslag
from dossiers.actions.bulk import Bulk
from dossiers.actions.importstap import Voortgang
from dossiers.actions.importverslag import ECHT_NUMMER, VULT_AAN, heeft, zegt
from dossiers.choices import Dossierstatus, Meldingsoort, Opvangtype
from dossiers.models import Dossier, Importrij, ImportRun, Organisator
from dossiers.register import Registerrij, Rijfout
from kern.models import Medewerker
from kern.tekst import sorteersleutel
from kern.tijd import BRUSSEL

PER_KEER = 2000  # rows between two looks at the progress

# Column of `Importrij` by field of `Registerrij`, where their names differ.
_ANDERS = {
    "team": "teamcode",
    "organisator": "organisatornaam",
    "organisator_telefoon": "organisatortelefoon",
    "klantenbeheerder": "gebruikersnaam",
}
_GELEZEN = [veld for veld in Registerrij._fields if veld != "regel"]
_KOPIE = [
    "run_id", "regel", "kolom", "zin", "leidt", "is_nieuw", "organisator_is_nieuw", "velden", "sorteersleutel",
    "organisatorsleutel", "organisatorsortering",
    *(_ANDERS.get(veld, veld) for veld in _GELEZEN),
]  # fmt: skip
# What a bad row has in place of values.
_LEEG = ["" if Registerrij._field_defaults.get(veld, "") == "" else None for veld in _GELEZEN]

# A known location follows the register in these, where the register says something …
VOLGT = (
    "naam", "sorteersleutel", "straat", "huisnummer", "postcode", "gemeente", "refnis", "type", "plaatsen_gesubsidieerd",
    "tarief", "subsidietrap",
)  # fmt: skip
# A provisional number gives way to the real one, unless that is somebody else's.
_KRIJGT_NUMMER = f"{ECHT_NUMMER} AND NOT EXISTS (SELECT FROM {{Dossier}} a WHERE a.dossiernummer = r.dossiernummer)"


class Lading:
    """One import while it runs, inside the transaction of the caller."""

    def __init__(self, run: ImportRun, *, door: Medewerker | None, op: datetime, volgt: Sequence[str] = VOLGT) -> None:
        """Let a known location follow in *volgt*; in the rest of `VOLGT` and `VULT_AAN` only what is empty is filled."""
        self.run, self.door, self.volgt = run, door, volgt
        self.vult_aan = [veld for veld in (*VOLGT, *VULT_AAN) if veld not in volgt and veld != "sorteersleutel"]
        vast = {"run": run.pk, "bron": run.formaat, "dag": op.astimezone(BRUSSEL).date()}
        self.sql = Bulk(vast, door=door, op=op)

    def laad(self, rijen: Iterable[Registerrij | Rijfout], voortgang: Voortgang) -> None:
        """Take over *rijen*, and count on `run` what came of them.

        Raises:
            GeenRegister: *rijen* turn out to be no register half-way.
            IntegrityError: somebody added the same thing while this ran; nothing may be kept.
        """
        self._kopieer(rijen, voortgang)
        self._zoek_op()
        self._keur()
        self._organisatoren()
        self._dossiers()
        self._werk_bij()
        if self.run.nieuw:
            importgelijkenis.meld_gelijkenissen(self.sql)
        self.run.bezoeken = importtijdlijn.schrijf_bezoeken(self.sql)
        importverslag.schrijf_verslag(self.sql, self.vult_aan)
        self._tel()
        self.sql.doe("DELETE FROM {Importrij} WHERE run_id = %(run)s")

    # --- In: the file as it is, and what the database knows of it ------------------------------------------------------------

    def _kopieer(self, rijen: Iterable[Registerrij | Rijfout], voortgang: Voortgang) -> None:
        opdracht = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(Importrij._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, _KOPIE))
        )
        gelezen = 0
        with connection.cursor() as cursor, cursor.copy(opdracht) as kopie:
            for rij in rijen:
                kopie.write_row(self._kopierij(rij))
                gelezen += 1
                if gelezen % PER_KEER == 0:
                    voortgang(gelezen)
        self.run.regels = self.run.gelezen = gelezen
        voortgang(gelezen)

    def _kopierij(self, rij: Registerrij | Rijfout) -> list[Any]:
        vast = [self.run.pk, rij.regel]
        if isinstance(rij, Rijfout):
            return [*vast, rij.kolom, rij.zin, True, False, False, "[]", "", "", "", *_LEEG]
        rij = rij._replace(
            dossiernummer=rij.dossiernummer or f"V-{self.run.formaat.upper()}-{rij.bronnummer.upper()}",
            type=self.run.type or rij.type,
            team=rij.team or (self.run.team.code if self.run.team else ""),
        )
        sleutel = rij.organisatornummer or rij.organisator
        sorteringen = (sorteersleutel(rij.naam)[:300], sleutel, sorteersleutel(rij.organisator)[:300])
        return [*vast, "", "", True, False, False, "[]", *sorteringen, *rij[1:]]

    def _zoek_op(self) -> None:
        # Of several lines about one location the one with the newest visit says what it is.
        self.sql.doe("""
            UPDATE {Importrij} r SET leidt = FALSE
            FROM (SELECT id, row_number() OVER (PARTITION BY bronnummer ORDER BY bezoek_op DESC NULLS LAST, regel DESC) AS n
                  FROM {Importrij} WHERE run_id = %(run)s AND kolom = '' AND bezoek_op IS NOT NULL) x
            WHERE x.id = r.id AND x.n > 1""")
        self.sql.doe("""
            UPDATE {Importrij} r SET
                team_id = t.id, dossier_id = COALESCE(d.id, n.id), klantenbeheerder_id = m.id,
                organisator_id = COALESCE(p.id, k.id, o.id)
            FROM {Importrij} x
            LEFT JOIN {Team} t ON t.code = x.teamcode
            LEFT JOIN {Dossier} d ON d.bron = %(bron)s AND d.bronnummer = x.bronnummer
            LEFT JOIN {Dossier} n ON n.dossiernummer = x.dossiernummer
            LEFT JOIN {Medewerker} m ON m.username = x.gebruikersnaam AND m.is_active
            LEFT JOIN {Organisator} p ON p.nummer = x.organisatornummer AND x.organisatornummer <> ''
            LEFT JOIN (
                -- Who has a provisional number here, and in the file a real one beside the same company number.
                SELECT DISTINCT ON (e.organisatornummer) e.organisatornummer, w.id
                FROM (SELECT DISTINCT ON (kbo) kbo, organisatornummer, regel FROM {Importrij}
                      WHERE run_id = %(run)s AND kolom = '' AND kbo <> '' ORDER BY kbo, regel) e
                JOIN {Organisator} w ON w.kbo = e.kbo AND w.nummer LIKE 'V-%%'
                WHERE e.organisatornummer <> '' AND e.organisatornummer NOT LIKE 'V-%%'
                ORDER BY e.organisatornummer, e.regel) k ON k.organisatornummer = x.organisatornummer
            LEFT JOIN (SELECT min(id) AS id, naam FROM {Organisator} WHERE bron = %(bron)s GROUP BY naam) o
                ON o.naam = x.organisatornaam AND x.organisatornummer = ''
            WHERE x.id = r.id AND r.run_id = %(run)s AND r.kolom = ''""")

    # --- What the tables would refuse becomes a sentence beside its row, so that the good rows come in ------------------------

    def _keur(self) -> None:
        self._zet_opzij("team", "er is geen team “%%s”", "r.teamcode", "r.team_id IS NULL")
        self._zet_opzij(
            "dossiernummer",
            "dit is hetzelfde dossier als op regel %%s",
            "x.eerste",
            "x.eerste < r.regel",
            "(SELECT dossier_id, min(regel) AS eerste FROM {Importrij} WHERE run_id = %(run)s AND kolom = '' AND leidt "
            "GROUP BY dossier_id HAVING count(*) > 1) x",
            "x.dossier_id = r.dossier_id AND r.leidt",
        )
        self._zet_opzij(
            "dossiernummer",
            "dit dossiernummer staat al op regel %%s",
            "x.eerste",
            "x.eerste < r.regel",
            "(SELECT dossiernummer, min(regel) AS eerste FROM {Importrij} WHERE run_id = %(run)s AND kolom = '' AND leidt "
            "GROUP BY dossiernummer HAVING count(*) > 1) x",
            "x.dossiernummer = r.dossiernummer AND r.leidt",
        )
        self._zet_opzij(
            "kbo",
            "dit ondernemingsnummer hoort al bij organisator %%s",
            "x.nummer",
            "TRUE",
            "(SELECT id, kbo, nummer FROM {Organisator} WHERE kbo <> '') x",
            "x.kbo = r.kbo AND x.id IS DISTINCT FROM r.organisator_id",
        )
        self._zet_opzij(
            "kbo",
            "dit ondernemingsnummer hoort op regel %%s bij een andere organisator",
            "x.regel",
            "x.sleutel <> r.organisatorsleutel",
            "(SELECT DISTINCT ON (kbo) kbo, organisatorsleutel AS sleutel, regel FROM {Importrij} "
            "WHERE run_id = %(run)s AND kolom = '' AND kbo <> '' ORDER BY kbo, regel) x",
            "x.kbo = r.kbo",
        )
        type_ = "r.type" if "type" in self.volgt else "d.type"
        beide = ["r.plaatsen_gesubsidieerd", "d.plaatsen_gesubsidieerd"]
        gesubsidieerd = ", ".join(beide if "plaatsen_gesubsidieerd" in self.volgt else reversed(beide))
        plaatsen = "COALESCE(d.plaatsen, r.plaatsen)"
        self._zet_opzij(
            "plaatsen", "gezinsopvang heeft hoogstens 8 plaatsen, en in het dossier staan er %%s", plaatsen,
            f"{type_} = '{Opvangtype.GEZIN}' AND {plaatsen} > 8", "{Dossier} d", "d.id = r.dossier_id",
        )  # fmt: skip
        self._zet_opzij(
            "plaatsen_gesubsidieerd",
            "er kunnen niet meer gesubsidieerde plaatsen zijn dan de %%s vergunde plaatsen in het dossier",
            "d.plaatsen",
            f"COALESCE({gesubsidieerd}) > {plaatsen}",
            "{Dossier} d",
            "d.id = r.dossier_id",
        )

    def _zet_opzij(self, kolom: str, zin: str, wat: str, waar: str, bij: str = "", koppel: str = "TRUE") -> None:
        """Mark the good rows for which *waar* holds (with *bij* joined on *koppel*) as bad: *zin* with *wat* filled in."""
        van = f"FROM {bij}" if bij else ""
        self.sql.doe(
            f"UPDATE {{Importrij}} r SET kolom = %(kolom)s, zin = format('{zin}', {wat}) {van} "
            f"WHERE r.run_id = %(run)s AND r.kolom = '' AND {koppel} AND {waar}",
            kolom=kolom,
        )

    # --- Out: organisatoren, dossiers, what changed -------------------------------------------------------------------------

    def _organisatoren(self) -> None:
        """Add the organisatoren that are new; of a known one what is empty is filled, and its name follows the register."""
        self.run.organisatoren = self.sql.voeg_in(
            Organisator,
            {
                "nummer": "COALESCE(NULLIF(r.organisatornummer, ''), r.dossiernummer)",
                "naam": "r.organisatornaam",
                "sorteersleutel": "r.organisatorsortering",
                "kbo": "r.kbo",
                "rechtsvorm": "r.rechtsvorm",
                "telefoon": "r.organisatortelefoon",
                "klantenbeheerder_id": "r.klantenbeheerder_id",
                "bron": "%(bron)s",
                "bronnummer": "COALESCE(NULLIF(r.organisatornummer, ''), r.bronnummer)",
            },
            """FROM (SELECT DISTINCT ON (organisatorsleutel) * FROM {Importrij}
                     WHERE run_id = %(run)s AND kolom = '' AND leidt AND organisator_id IS NULL AND dossier_id IS NULL
                     ORDER BY organisatorsleutel, regel) r ORDER BY r.regel""",
        )
        if self.run.organisatoren:
            self.sql.doe("""
                UPDATE {Importrij} r SET organisator_id = o.id, organisator_is_nieuw = TRUE FROM {Organisator} o
                JOIN (SELECT DISTINCT ON (organisatorsleutel) organisatorsleutel AS sleutel,
                             COALESCE(NULLIF(organisatornummer, ''), bronnummer) AS bronnummer
                      FROM {Importrij} WHERE run_id = %(run)s AND kolom = '' AND leidt AND organisator_id IS NULL
                      AND dossier_id IS NULL ORDER BY organisatorsleutel, regel) x
                    ON o.bron = %(bron)s AND o.bronnummer = x.bronnummer
                WHERE r.run_id = %(run)s AND r.kolom = '' AND r.organisator_id IS NULL AND r.organisatorsleutel = x.sleutel""")
            self.sql.log(
                gebeurtenissen.ORGANISATOR_GEMAAKT,
                Organisator,
                "jsonb_build_object('bron', %(bron)s, 'import', %(run)s, 'klantenbeheerder', x.klantenbeheerder_id)",
                """FROM (SELECT DISTINCT o.id, o.klantenbeheerder_id FROM {Importrij} r
                         JOIN {Organisator} o ON o.id = r.organisator_id
                         WHERE r.run_id = %(run)s AND r.organisator_is_nieuw ORDER BY o.id) x ORDER BY x.id""",
            )
        self._vul_organisatoren_aan()

    def _vul_organisatoren_aan(self) -> None:
        """Of an organisator that is known by its number: the name follows the register, what is empty is filled.

        A provisional number gives way to the real one, by which the register knows who has the same company number.
        """
        eerste = """(SELECT DISTINCT ON (organisator_id) * FROM {Importrij}
                     WHERE run_id = %(run)s AND kolom = '' AND organisatornummer <> '' AND NOT organisator_is_nieuw
                     AND organisator_id IS NOT NULL ORDER BY organisator_id, regel)"""
        krijgt_nummer = "(o.nummer LIKE 'V-%%' AND r.organisatornummer NOT LIKE 'V-%%')"
        anders = f"""(o.naam <> r.organisatornaam OR (o.rechtsvorm = '' AND r.rechtsvorm <> '') OR (o.kbo = '' AND r.kbo <> '')
                     OR (o.telefoon = '' AND r.organisatortelefoon <> '') OR {krijgt_nummer}
                     OR (o.klantenbeheerder_id IS NULL AND r.klantenbeheerder_id IS NOT NULL))"""
        van = f"FROM {{Organisator}} o JOIN {eerste} r ON r.organisator_id = o.id"
        uit = f"{van} WHERE {anders}"
        if not self.sql.vergrendel("o", uit):
            return
        self.sql.log(
            gebeurtenissen.ORGANISATOR_BIJGEWERKT,
            Organisator,
            "jsonb_build_object('import', %(run)s)",
            f"FROM (SELECT o.id {uit} ORDER BY o.id) x ORDER BY x.id",
        )
        importtijdlijn.schrijf_nummers(self.sql, f"{van} WHERE {krijgt_nummer}")
        self.sql.doe(f"""
            UPDATE {{Organisator}} o SET
                nummer = CASE WHEN {krijgt_nummer} THEN r.organisatornummer ELSE o.nummer END,
                naam = r.organisatornaam, sorteersleutel = r.organisatorsortering, versie = o.versie + 1,
                kbo = COALESCE(NULLIF(o.kbo, ''), r.kbo), rechtsvorm = COALESCE(NULLIF(o.rechtsvorm, ''), r.rechtsvorm),
                telefoon = COALESCE(NULLIF(o.telefoon, ''), r.organisatortelefoon),
                klantenbeheerder_id = COALESCE(o.klantenbeheerder_id, r.klantenbeheerder_id)
            FROM {eerste} r WHERE r.organisator_id = o.id AND {anders}""")
        # The klantenbeheerder of an organisator is that of its locations, unless they deviate with a reason.
        waar = """WHERE o.id = d.organisator_id AND d.afwijking_reden = '' AND d.klantenbeheerder_id IS NULL
            AND o.klantenbeheerder_id IS NOT NULL
            AND o.id IN (SELECT organisator_id FROM {Importrij} WHERE run_id = %(run)s AND kolom = '')"""
        self.sql.vergrendel("d", f"FROM {{Dossier}} d, {{Organisator}} o {waar}")
        self.sql.doe(f"UPDATE {{Dossier}} d SET klantenbeheerder_id = o.klantenbeheerder_id FROM {{Organisator}} o {waar}")

    def _dossiers(self) -> None:
        """Add the locations that are new."""
        gelijk = (
            "dossiernummer", "bronnummer", "naam", "sorteersleutel", "straat", "huisnummer", "postcode", "gemeente", "refnis",
            "telefoon", "type", "plaatsen", "plaatsen_gesubsidieerd", "tarief", "subsidietrap", "organisator_id", "team_id",
        )  # fmt: skip
        self.run.nieuw = self.sql.voeg_in(
            Dossier,
            {
                **{kolom: f"r.{kolom}" for kolom in gelijk},
                "bron": "%(bron)s",
                "status": "COALESCE(NULLIF(r.status, ''), %(vergund)s)",
                "gestopt_op": importvergunning.LAATSTE_DAG,
                "klantenbeheerder_id": "o.klantenbeheerder_id",
            },
            """FROM {Importrij} r JOIN {Organisator} o ON o.id = r.organisator_id
               WHERE r.run_id = %(run)s AND r.kolom = '' AND r.leidt AND r.dossier_id IS NULL ORDER BY r.regel""",
            vergund=Dossierstatus.VERGUND,
        )
        if self.run.nieuw:
            self.sql.doe("""
                UPDATE {Importrij} r SET dossier_id = d.id, is_nieuw = TRUE FROM {Dossier} d
                WHERE r.run_id = %(run)s AND r.kolom = '' AND r.dossier_id IS NULL
                AND d.bron = %(bron)s AND d.bronnummer = r.bronnummer""")
            self.sql.log(
                gebeurtenissen.REGISTER_OVERGENOMEN,
                Dossier,
                "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
                """FROM (SELECT dossier_id AS id FROM {Importrij} WHERE run_id = %(run)s AND is_nieuw AND leidt) x
                   ORDER BY x.id""",
            )
            importtijdlijn.schrijf_aangemaakt(self.sql)
            importvergunning.schrijf_vergunningen(self.sql)

    def _werk_bij(self) -> None:
        """Let known locations follow the register."""
        nieuw = {veld: f"COALESCE({zegt(veld)}, d.{veld})" for veld in self.volgt}
        nieuw |= {veld: f"COALESCE({heeft(veld)}, {zegt(veld)}, d.{veld})" for veld in self.vult_aan}
        nieuw["dossiernummer"] = f"CASE WHEN {_KRIJGT_NUMMER} THEN r.dossiernummer ELSE d.dossiernummer END"
        verschil = ", ".join(
            f"CASE WHEN d.{veld} IS DISTINCT FROM {waarde} THEN '{veld}' END"
            for veld, waarde in nieuw.items()
            if veld != "sorteersleutel"
        )
        velden = f"array_remove(ARRAY[{verschil}], NULL)"
        uit = f"""FROM {{Importrij}} r JOIN {{Dossier}} d ON d.id = r.dossier_id
            WHERE r.run_id = %(run)s AND r.kolom = '' AND r.leidt AND NOT r.is_nieuw AND {velden} <> '{{{{}}}}'"""
        self.sql.vergrendel("d", uit)
        self.run.bijgewerkt = self.sql.doe(f"""
            UPDATE {{Importrij}} r SET velden = x.velden FROM (SELECT r.id, to_jsonb({velden}) AS velden {uit}) x
            WHERE x.id = r.id""")
        if self.run.bijgewerkt:
            importtijdlijn.schrijf_gewijzigd(self.sql)
            zet = ", ".join(f"{veld} = {waarde}" for veld, waarde in nieuw.items())
            self.sql.doe(f"""
                UPDATE {{Dossier}} d SET {zet}, versie = d.versie + 1 FROM {{Importrij}} r
                WHERE r.run_id = %(run)s AND r.dossier_id = d.id AND r.leidt AND r.velden <> '[]'""")
            self.sql.log(
                gebeurtenissen.DOSSIER_BIJGEWERKT,
                Dossier,
                "jsonb_build_object('bron', %(bron)s, 'import', %(run)s, 'velden', x.velden)",
                """FROM (SELECT dossier_id AS id, velden FROM {Importrij}
                         WHERE run_id = %(run)s AND leidt AND velden <> '[]') x ORDER BY x.id""",
            )
            importplaatsen.wijs_op_plaatsen(self.sql, self.run, door=self.door)

    def _tel(self) -> None:
        ((leidend,),) = self.sql.rijen(
            "SELECT count(*) FROM {Importrij} WHERE run_id = %(run)s AND kolom = '' AND leidt AND NOT is_nieuw"
        )
        self.run.ongewijzigd = leidend - self.run.bijgewerkt
        ((self.run.fouten, self.run.opmerkingen),) = self.sql.rijen(
            "SELECT count(*) FILTER (WHERE soort = %(fout)s), count(*) FILTER (WHERE soort <> %(fout)s) "
            "FROM {Importmelding} WHERE run_id = %(run)s",
            fout=Meldingsoort.FOUT,
        )
