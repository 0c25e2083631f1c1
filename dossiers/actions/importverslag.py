"""What of an import a person should look at: rows that did not come in, and where the register says something else than we."""

from collections.abc import Iterable

from dossiers.actions import importplaatsen, importvergunning
from dossiers.actions.bulk import Bulk
from dossiers.choices import Meldingsoort
from dossiers.models import Importmelding

# Taken over only while ours are empty: people keep them by hand.
VULT_AAN = ("telefoon", "plaatsen")
# A difference in these is reported and changes nothing: they change by a step of the agency, with a reason.
BLIJFT = {"status": ("r.status", "d.status"), "team": ("r.teamcode", "t.code"), "organisator": ("r.organisatornaam", "o.naam")}
# The register knows the real number of a location (r) that has a provisional one here (d).
ECHT_NUMMER = "d.dossiernummer LIKE 'V-%%' AND r.dossiernummer NOT LIKE 'V-%%'"
_GETALLEN = {"plaatsen", "plaatsen_gesubsidieerd"}


def zegt(veld: str) -> str:
    """Return what the register says; NULL when it says nothing."""
    return f"r.{veld}" if veld in _GETALLEN else f"NULLIF(r.{veld}, '')"


def heeft(veld: str) -> str:
    """Return what stands here; NULL when it is empty."""
    return f"d.{veld}" if veld in _GETALLEN else f"NULLIF(d.{veld}, '')"


def schrijf_verslag(sql: Bulk, vult_aan: Iterable[str]) -> None:
    """Write the report about the rows of this run, after they were taken over; in *vult_aan* only what was empty was filled."""
    sql.voeg_in(
        Importmelding,
        {"run_id": "%(run)s", "soort": "%(soort)s", "regel": "regel", "kolom": "left(kolom, 40)", "zin": "left(zin, 500)"},
        "FROM {Importrij} WHERE run_id = %(run)s AND kolom <> ''",
        soort=Meldingsoort.FOUT,
    )
    # Still provisional: another location has the number, so that two here seem to be one.
    _meld_verschil(sql, "dossiernummer", "r.dossiernummer", "d.dossiernummer", ECHT_NUMMER)
    for veld in vult_aan:
        _meld_verschil(sql, veld, f"r.{veld}", f"d.{veld}", f"{zegt(veld)} <> d.{veld}")
    for veld, (register, hier) in BLIJFT.items():
        _meld_verschil(sql, veld, register, hier, f"NULLIF({register}, '') <> {hier}")
    _meld(
        sql,
        "klantenbeheerder",
        "r.gebruikersnaam <> '' AND r.klantenbeheerder_id IS NULL",
        "format('er is geen collega “%%s”; de locatie heeft de klantenbeheerder van haar organisator', r.gebruikersnaam)",
    )
    _meld(
        sql,
        "klantenbeheerder",
        "r.klantenbeheerder_id <> o.klantenbeheerder_id",
        "format('het register zegt %%s, de organisator heeft een andere klantenbeheerder', r.gebruikersnaam)",
        Meldingsoort.VERSCHILT,
    )
    _meld(sql, "plaatsen", importplaatsen.INGEVULD, importplaatsen.ZIN)
    for waar, zin in importvergunning.NIET_GEMAAKT:
        _meld(sql, "vergund_vanaf", waar, zin)


def _meld_verschil(sql: Bulk, kolom: str, register: str, hier: str, waar: str) -> None:
    zin = f"format('het register zegt “%%s”, in het dossier staat “%%s”', {register}, {hier})"
    _meld(sql, kolom, f"NOT r.is_nieuw AND {waar}", zin, Meldingsoort.VERSCHILT)


def _meld(sql: Bulk, kolom: str, waar: str, zin: str, soort: Meldingsoort = Meldingsoort.LET_OP) -> None:
    sql.voeg_in(
        Importmelding,
        {
            "run_id": "%(run)s",
            "soort": "%(soort)s",
            "regel": "r.regel",
            "kolom": "%(kolom)s",
            "zin": f"left({zin}, 500)",
            "dossier_id": "r.dossier_id",
        },
        f"""FROM {{Importrij}} r JOIN {{Dossier}} d ON d.id = r.dossier_id JOIN {{Organisator}} o ON o.id = d.organisator_id
            JOIN {{Team}} t ON t.id = d.team_id
            WHERE r.run_id = %(run)s AND r.kolom = '' AND r.leidt AND {waar}""",
        kolom=kolom,
        soort=soort,
    )
