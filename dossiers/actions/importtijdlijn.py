"""What an import puts on the timeline: that files were opened, which facts followed the register, and visits of others."""

from uuid import UUID

from django.db import models

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.feiten import AANGEMAAKT, GEWIJZIGD
from dossiers.choices import Contactsoort, Opvangtype, Tarief
from dossiers.models import Contactmoment, Tijdlijnregel
from dossiers.models.contactmoment import regelsoort_van, titel_van
from kern.adres import vorm

_LEEG = "niet ingevuld"


def keuze_in_woorden(kolom: str, keuzes: type[models.TextChoices]) -> str:
    """Return the expression for the word on the screen of the code in *kolom*."""
    return f"CASE {kolom} " + " ".join(f"WHEN '{code}' THEN '{label}'" for code, label in keuzes.choices) + f" ELSE '{_LEEG}' END"


def _woord(veld: str, keuzes: type[models.TextChoices]) -> tuple[str, str]:
    return keuze_in_woorden(f"d.{veld}", keuzes), keuze_in_woorden(f"r.{veld}", keuzes)


def _adres(bron: str) -> str:
    straat = f"NULLIF(concat_ws(' ', {bron}.straat, {bron}.huisnummer), ' ')"
    return f"concat_ws(', ', {straat}, {bron}.postcode || ' ' || {bron}.gemeente)"


def _getal(veld: str) -> tuple[str, str]:
    return f"COALESCE(d.{veld}::text, '{_LEEG}')", f"r.{veld}::text"


# Label, what it was, what it becomes, and the fields of the register behind it: the facts of `dossiers.actions.feiten`.
_FEITEN = (
    ("Dossiernummer", "d.dossiernummer", "r.dossiernummer", ("dossiernummer",)),
    ("Naam", "d.naam", "r.naam", ("naam",)),
    ("Adres", _adres("d"), _adres("r"), ("straat", "huisnummer", "postcode", "gemeente")),
    ("Type", *_woord("type", Opvangtype), ("type",)),
    ("Plaatsen", *_getal("plaatsen"), ("plaatsen",)),
    ("Gesubsidieerde plaatsen", *_getal("plaatsen_gesubsidieerd"), ("plaatsen_gesubsidieerd",)),
    ("Tarief", *_woord("tarief", Tarief), ("tarief",)),
    ("Subsidietrap", f"COALESCE(NULLIF(d.subsidietrap, ''), '{_LEEG}')", "r.subsidietrap", ("subsidietrap",)),
)


def schrijf_aangemaakt(sql: Bulk) -> int:
    """Write that the files of the new locations were opened."""
    return sql.voeg_in(
        Tijdlijnregel,
        {
            **vast("r.organisator_id"),
            "op": "%(op)s",
            "verwijzing": "r.dossiernummer",
            "titel": "'Dossier aangemaakt'",
        },
        "FROM {Importrij} r WHERE r.run_id = %(run)s AND r.is_nieuw AND r.leidt ORDER BY r.regel",
        soort=AANGEMAAKT,
    )


def schrijf_gewijzigd(sql: Bulk) -> int:
    """Write which facts of known locations follow the register; before they are changed."""
    delen = ", ".join(
        f"CASE WHEN r.velden ?| ARRAY{list(velden)} THEN '{label}: ' || {oud} || ' → ' || {nieuw} END"
        for label, oud, nieuw, velden in _FEITEN
    )
    return sql.voeg_in(
        Tijdlijnregel,
        {
            **vast("d.organisator_id"),
            "op": "%(op)s",
            "verwijzing": "gen_random_uuid()::text",
            "titel": "'Gegevens gewijzigd uit het register'",
            "kort": f"left(concat_ws('; ', {delen}), 400)",
        },
        """FROM {Importrij} r JOIN {Dossier} d ON d.id = r.dossier_id
           WHERE r.run_id = %(run)s AND r.leidt AND r.velden <> '[]' AND r.velden <> '["telefoon"]' ORDER BY r.regel""",
        soort=GEWIJZIGD,
    )


def schrijf_nummers(sql: Bulk, uit: str) -> int:
    """Write which organisatoren get their real number; *uit* gives them as `o`, and as `r` the row that says it."""
    return sql.voeg_in(
        Tijdlijnregel,
        {
            **vast("o.id"),
            "dossier_id": "NULL::bigint",
            "op": "%(op)s",
            "verwijzing": "gen_random_uuid()::text",
            "titel": "'Nummer gewijzigd uit het register'",
            "kort": "'Nummer: ' || o.nummer || ' → ' || r.organisatornummer",
        },
        f"{uit} ORDER BY o.id",
        soort=GEWIJZIGD,
    )


def schrijf_bezoeken(sql: Bulk) -> int:
    """Add the visits that are not there yet as contactmomenten, with their lines; one visit per location and day."""
    nieuw = sql.voeg_in(
        Contactmoment,
        {
            "id": "gen_random_uuid()",
            "dossier_id": "r.dossier_id",
            "organisator_id": "d.organisator_id",
            "soort": "%(bezoek)s",
            "op": "(r.bezoek_op + time '12:00') AT TIME ZONE 'Europe/Brussels'",
            "tekst": "r.bezoek_tekst",
            "genoteerd_op": "%(op)s",
            "bron": "%(bron)s",
            "bronnummer": "r.bronnummer || ':' || r.bezoek_op",
        },
        """FROM (SELECT DISTINCT ON (dossier_id, bezoek_op) * FROM {Importrij}
                 WHERE run_id = %(run)s AND kolom = '' AND bezoek_op IS NOT NULL ORDER BY dossier_id, bezoek_op, regel) r
           JOIN {Dossier} d ON d.id = r.dossier_id
           WHERE NOT EXISTS (SELECT FROM {Contactmoment} c WHERE c.bron = %(bron)s
                             AND c.bronnummer = r.bronnummer || ':' || r.bezoek_op)
           ORDER BY r.regel""",
        bezoek=Contactsoort.BEZOEK_EXTERN,
    )
    if nieuw:
        # A new visit is one without a line: both are written here, and what is withdrawn keeps its old line.
        van = """FROM (SELECT c.* FROM {Contactmoment} c WHERE c.bron = %(bron)s AND c.genoteerd_op = %(op)s
                 AND NOT EXISTS (SELECT FROM {Tijdlijnregel} t WHERE t.soort = %(soort)s AND t.verwijzing = c.id::text)) r"""
        sql.log(
            gebeurtenissen.BEZOEK_OVERGENOMEN,
            Contactmoment,
            "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
            f"{van.replace(') r', ') x')} ORDER BY x.id",
            soort=regelsoort_van(Contactsoort.BEZOEK_EXTERN),
        )
        voor, na = vorm("dossiers:contactmoment", UUID)
        sql.voeg_in(
            Tijdlijnregel,
            {
                **vast("r.organisator_id"),
                "op": "r.op",
                "verwijzing": "r.id::text",
                "titel": "%(titel)s",
                "kort": "left(r.tekst, 400)",
                "url": "%(voor)s || r.id || %(na)s",
            },
            f"{van} ORDER BY r.op, r.id",
            soort=regelsoort_van(Contactsoort.BEZOEK_EXTERN),
            titel=titel_van(Contactsoort.BEZOEK_EXTERN, ""),
            voor=voor,
            na=na,
        )
    return nieuw


def vast(organisator: str) -> dict[str, str]:
    """Return what every line of an import has; *organisator* is the column of who organises the location now."""
    dossier = "r.dossier_id"
    return {
        "dossier_id": dossier,
        "organisator_id": organisator,
        "bekend_sinds": "%(op)s",
        "soort": "%(soort)s",
        "door_id": "%(door)s::bigint",
        "door_naam": "%(auteur)s",
    }
