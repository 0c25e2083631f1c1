"""Taking over tasks about locations and organisatoren; what is open waits as if it were given here, and nobody is told.

As `kern.actions.taken` writes them: the reminder and the day to ask again are computed here, from the day it says.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from dossiers.actions import taaklijnen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, sleutel_uit
from dossiers.actions.historieklezing import Lezing
from dossiers.historiek import taken as formaat
from dossiers.historiek.taken import Taakrij
from dossiers.models import Dossier, Organisator
from kern import gebeurtenissen
from kern.actions import taakrij
from kern.choices import Taakstatus
from kern.logboek import soort_van
from kern.models import Taak, Taakpunt
from kern.queries.werk import werkdagen_rond
from kern.tijd import BRUSSEL

TAKEN, PUNTEN = "taken.csv", "taakpunten.csv"
_VELDEN = (
    "titel", "gegeven_op", "volgt_onderwerp", "tegen", "uur", "belang", "herinner", "herhaal_elke", "herhaal_eenheid",
    "wacht_op", "volg_na", "beantwoord_op", "rust_tot", "status", "klaar_op", "nota",
)  # fmt: skip
_GEVOLG = ("reeks_begin", "in_reeks", "volg_op", "herinner_op")  # what follows from them
_WIE = ("voor", "gegeven_door", "klaar_door")


def neem_over(lezing: Lezing, sql: Bulk, op: datetime) -> int:
    """Take over the tasks with their lists; return how many are new. One that is here stays as it is."""
    if not lezing.pakket.namen & {TAKEN, PUNTEN}:
        return 0
    bekend = set(Taak.objects.values_list("pk", flat=True).iterator(PER_KEER))
    wie = (f"{kolom}_id" for kolom in _WIE)
    rijen = Rijenbak(sql, Taak, ("id", "onderwerp_soort", "onderwerp_id", *_VELDEN, *_GEVOLG, *wie))
    lijnen, nieuw, is_werkdag = Lijnenbak(sql), list[UUID](), _werkdagen(op)
    for regel, rij in lezing.rijen(TAKEN, lambda _r, rij: formaat.taak(rij, op), lambda t: t.bron_id):
        plaats, pk = lezing.waar(TAKEN, regel, rij.dossier, rij.organisator), sleutel_uit("taak", rij.bron_id)
        collegas = lezing.ken_collegas(TAKEN, regel, **{kolom: getattr(rij, kolom) for kolom in _WIE})
        if not collegas or plaats is None or pk in bekend:
            continue
        dossier, organisator = plaats
        over = (soort_van(Organisator), str(organisator)) if dossier is None else (soort_van(Dossier), str(dossier))
        gerekend = _reken(rij, op, is_werkdag)
        mensen = (lezing.collega(getattr(rij, kolom)) for kolom in _WIE)
        rijen.leg(pk, *over, *(getattr(rij, v) for v in _VELDEN), *(getattr(gerekend, v) for v in _GEVOLG), *mensen)
        if rij.klaar_op and dossier is not None:
            titel, wie_klaar = taaklijnen.titel_klaar(rij.titel), lezing.naam_van(rij.klaar_door)
            lijnen.leg(plaats, pk, "", Lijn(taaklijnen.SOORT, titel, rij.klaar_op, rij.klaar_op, wie_klaar, rij.nota))
        nieuw.append(pk)
    rijen.leeg()
    lijnen.leeg()
    _punten(lezing, sql, set(nieuw), bekend, op)
    sql.log(
        gebeurtenissen.TAAK_GEGEVEN,
        Taak,
        "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
        "FROM (SELECT unnest(%(nieuw)s::uuid[]) AS id ORDER BY 1) x ORDER BY x.id",
        nieuw=nieuw,
    )
    if not lezing.fouten:
        open_ = Taak.objects.filter(pk__in=nieuw, status=Taakstatus.OPEN)
        for een in open_.select_related("voor", "gegeven_door").order_by("gegeven_op", "pk"):
            taakrij.zet_rij(een, op=op)
    return len(nieuw)


def _punten(lezing: Lezing, sql: Bulk, nieuw: set[UUID], bekend: set[UUID], op: datetime) -> None:
    bak = Rijenbak(sql, Taakpunt, ("taak_id", "plaats", "tekst", "klaar_op", "klaar_door_id"))
    for regel, rij in lezing.rijen(PUNTEN, lambda _r, rij: formaat.punt(rij, op)):
        van, collegas = sleutel_uit("taak", rij.taak), lezing.ken_collegas(PUNTEN, regel, klaar_door=rij.klaar_door)
        if van not in nieuw | bekend:
            lezing.fout(PUNTEN, regel, "taak", f"er is geen taak “{rij.taak}”")
        elif van in nieuw and collegas:
            bak.leg(van, rij.plaats, rij.tekst, rij.klaar_op, lezing.collega(rij.klaar_door))
    bak.leeg()


def _reken(rij: Taakrij, op: datetime, is_werkdag: Callable[[date], bool]) -> Taak:
    """Return a task with what follows from what the row says; of one that was done nothing does."""
    gerekend = Taak(**{veld: getattr(rij, veld) for veld in _VELDEN})
    if rij.status == Taakstatus.OPEN:
        taakrij.reken_uit(gerekend, op, is_werkdag)
    return gerekend


def _werkdagen(op: datetime) -> Callable[[date], bool]:
    """Return what is a working day around the day of a task; the closing days are asked once."""
    vandaag = op.astimezone(BRUSSEL).date()
    return werkdagen_rond(vandaag.replace(year=vandaag.year - 5, day=1), vandaag.replace(year=vandaag.year + 5, day=1))
