"""Imports of a register or of the history: put a file ready, try it, take it over; by a worker for the page, at once for the
command line.

PostgreSQL is the truth. An import runs in **one transaction**: all its good rows are there, or none. Whether a worker still works
on it, a lock says that ends with its connection; so a killed worker is found at once, without a lease, and two imports never
run together. What was tried is what is taken over: the bytes lie in the database until it has ended.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import IO, Any

import structlog
from django.db import transaction
from django.db.models import Max

from dossiers import gebeurtenissen, soorten, workflow
from dossiers.actions import bezoeknorm
from dossiers.actions.historiek import Overname
from dossiers.actions.historieklezing import PakketFout
from dossiers.actions.importfout import gaat_voorbij, is_druk, sqlstate_van, waar
from dossiers.actions.importlading import Lading
from dossiers.actions.importstap import STUK, Meter, Voortgang, bestand_van, krijg_slot, maak_ruim, stukken_uit
from dossiers.actions.testgegevens import is_testwereld
from dossiers.choices import Importstatus, Meldingsoort
from dossiers.fouten import AlleenTestgegevens, GeenRegister, ImportLooptAl
from dossiers.historiek import HISTORIEK, Pakketformaat
from dossiers.models import Dossier, Importmelding, ImportRun, Importstuk, Tijdlijnregel
from dossiers.register import FORMATEN, Formaat
from kern import logboek, overgang
from kern.actions import outbox
from kern.models import Medewerker, Team
from kern.outbox.bel import bel_na_commit

log = structlog.get_logger(__name__)

TAAK = "dossiers.tasks.verwerk_imports"
POGINGEN = 3
BEWAARD = timedelta(days=7)  # how long a file that was tried waits for a decision
INVOER: dict[str, Formaat | Pakketformaat] = {**FORMATEN, HISTORIEK.code: HISTORIEK}
_UITKOMST = (
    "nieuw", "bijgewerkt", "ongewijzigd", "organisatoren", "bezoeken", "betrokkenen", "historiekstukken", "bestanden",
)  # fmt: skip
_TELLERS = ("regels", "gelezen", *_UITKOMST, "fouten", "opmerkingen")
_VIEL_WEG = (
    "De werker die dit bestand verwerkte viel drie keer weg. Gebeurt het weer, geef het dan door aan de beheerder: "
    "die vindt de oorzaak in het logboek van de werker."
)
_ONVOORZIEN = (
    "Er ging iets mis dat wij niet voorzagen. Geef import {nummer} door aan de beheerder: die vindt de oorzaak in het logboek "
    "van de werker. Daarna kan het opnieuw."
)
_DRUK = "Terwijl dit bestand overgenomen werd, wijzigden collega’s dezelfde gegevens. Probeer later opnieuw."


@transaction.atomic
def zet_klaar(
    *,
    formaat: Formaat | Pakketformaat,
    bestandsnaam: str,
    inhoud: Iterable[bytes],
    door: Medewerker,
    op: datetime,
    type: str = "",
    team: Team | None = None,
) -> ImportRun:
    """Keep the bytes of a file and have a worker try it; nothing is taken over yet.

    Raises:
        GeenRegister: it is larger than its format may be.
        AlleenTestgegevens: places of abroad, in a database with real ones.
    """
    _check_wereld(formaat)
    run = ImportRun.objects.create(
        formaat=formaat.code,
        bestandsnaam=bestandsnaam[:200],
        grootte=0,
        sha256="",
        type=type,
        team=team,
        door=door,
        gemaakt_op=op,
    )
    som, regels = hashlib.sha256(), 0
    for volgnummer, stuk in enumerate(_in_stukken(inhoud)):
        run.grootte += len(stuk)
        if run.grootte > formaat.grootste:
            raise GeenRegister(f"Dit bestand is groter dan {formaat.grootste // 1_000_000} MB. Splits het.")
        som.update(stuk)
        regels += stuk.count(b"\n")
        Importstuk.objects.create(run=run, volgnummer=volgnummer, inhoud=stuk)
    # Of a package only who opens it knows how many lines there are.
    run.sha256, run.regels = som.hexdigest(), max(0, regels - 1) if isinstance(formaat, Formaat) else 0
    run.save(update_fields=["grootte", "sha256", "regels"])
    logboek.schrijf(gebeurtenissen.IMPORT_KLAARGEZET, over=run, door=door, op=op, gegevens=_kenmerken(run))
    bel_na_commit(TAAK)
    return run


def _in_stukken(inhoud: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for stuk in inhoud:
        rest += stuk
        while len(rest) >= STUK:
            yield rest[:STUK]
            rest = rest[STUK:]
    if rest:
        yield rest


@transaction.atomic
def bevestig(*, run: ImportRun, door: Medewerker, op: datetime) -> ImportRun:
    """Decide to take over what was tried; a worker does it.

    Raises:
        AlGewijzigd: a colleague decided already.
    """
    overgang.voer_uit(run, workflow.BEVESTIG, zet={"poging": 0, "gelezen": 0})
    logboek.schrijf(gebeurtenissen.IMPORT_BEVESTIGD, over=run, door=door, op=op, gegevens=_kenmerken(run))
    bel_na_commit(TAAK)
    return run


@transaction.atomic
def laat_vallen(*, run: ImportRun, door: Medewerker | None, op: datetime) -> ImportRun:
    """Decide not to take it over; the bytes go.

    Raises:
        AlGewijzigd: a colleague decided already.
    """
    overgang.voer_uit(run, workflow.LAAT_VALLEN, zet={"klaar_op": op})
    run.stukken.all().delete()
    logboek.schrijf(gebeurtenissen.IMPORT_VERVALLEN, over=run, door=door, op=op)
    return run


# --- The worker ---------------------------------------------------------------------------------------------------------------


def verwerk(*, klok: Callable[[], datetime]) -> int:
    """Carry out every import that waits, one after the other; returns how many steps were done."""
    gedaan = 0
    while (run := _neem_op(klok())) is not None:
        _voer_stap_uit(run, klok)
        gedaan += 1
    return gedaan


def veeg(*, op: datetime) -> int:
    """Put back what a killed worker left, and let go of what nobody decided about for a week; returns how many."""
    hersteld = 0
    with transaction.atomic():
        if krijg_slot():
            for run in ImportRun.objects.filter(status__in=(Importstatus.NAKIJKEN, Importstatus.OVERNEMEN)):
                _leg_terug(run, _VIEL_WEG, op)
                hersteld += 1
    for run in ImportRun.objects.filter(status=Importstatus.NAGEKEKEN, klaar_op__lt=op - BEWAARD):
        laat_vallen(run=run, door=None, op=op)
        hersteld += 1
    return hersteld


@transaction.atomic
def _neem_op(op: datetime) -> ImportRun | None:
    """Claim the oldest import that waits; None when there is none, or another one runs."""
    if not krijg_slot():
        return None
    wachtend = ImportRun.objects.filter(status__in=(Importstatus.KLAARGEZET, Importstatus.BEVESTIGD))
    run = wachtend.select_related("team", "door").select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
    if run is None:
        return None
    begin = workflow.BEGIN_NAZICHT if run.status == Importstatus.KLAARGEZET else workflow.BEGIN_OVERNAME
    overgang.voer_uit(run, begin, zet={"wie": uuid.uuid4(), "begonnen_op": op, "gelezen": 0, "poging": run.poging + 1})
    return run


def _voer_stap_uit(run: ImportRun, klok: Callable[[], datetime]) -> None:
    nazicht = run.status == Importstatus.NAKIJKEN
    try:
        with transaction.atomic(), Meter(run) as voortgang:
            # Between the claim and here a sweep may have taken this for dead.
            if not krijg_slot() or not ImportRun.objects.filter(pk=run.pk, wie=run.wie).exists():
                return
            if nazicht:
                _probeer(run, voortgang, klok())
            else:
                _neem_over(run, voortgang, klok())
    except (GeenRegister, AlleenTestgegevens) as fout:
        _weiger(run, fout, klok(), nazicht=nazicht)
    except Exception as fout:  # noqa: BLE001 whoever put it ready must hear what became of it, whatever it was; it is logged
        _bij_fout(run, fout, klok(), nazicht=nazicht)


@transaction.atomic
def _bij_fout(run: ImportRun, fout: Exception, op: datetime, *, nazicht: bool) -> None:
    """Do it again while what was in the way may pass; else end it at once. Nothing was kept, and the log gets no data."""
    wat = {"run": run.pk, "soort": fout.__class__.__name__, "sqlstate": sqlstate_van(fout), "waar": waar(fout)}
    if gaat_voorbij(fout) and run.poging < POGINGEN:
        log.warning("import_herhaald", **wat)
        _leg_terug(run, _DRUK, op)
        return
    log.error("import_mislukt", **wat)
    _vergeet_tellingen(run)
    reden = _DRUK if is_druk(fout) else _ONVOORZIEN.format(nummer=run.pk)
    _sluit(run, workflow.MISLUK_NAZICHT if nazicht else workflow.MISLUK_OVERNAME, op, {"reden": reden})


def _vergeet_tellingen(run: ImportRun) -> None:
    for teller in (*_UITKOMST, "fouten", "opmerkingen"):
        setattr(run, teller, 0)
    run.historiek = {}


@transaction.atomic
def _weiger(run: ImportRun, fout: GeenRegister | AlleenTestgegevens, op: datetime, *, nazicht: bool) -> None:
    """End the step without anything taken over; what is wrong with a package stands in the report, fault by fault."""
    _vergeet_tellingen(run)
    if isinstance(fout, PakketFout):
        run.fouten = len(fout.fouten)
        run.meldingen.all().delete()
        Importmelding.objects.bulk_create(
            [
                Importmelding(run=run, soort=Meldingsoort.FOUT, regel=f.regel, kolom=f.plaats[:40], zin=f.zin[:500])
                for f in fout.fouten
            ]
        )
    _sluit(run, workflow.WEIGER_BESTAND if nazicht else workflow.MISLUK_OVERNAME, op, zet={"reden": fout.zin})


def _probeer(run: ImportRun, voortgang: Voortgang, op: datetime) -> None:
    """Take everything over, keep what was found out, and take the rest back."""
    with transaction.atomic(), bestand_van(run) as bestand:
        _laad(run, bestand, voortgang, door=run.door, op=op, proef=True)
        meldingen = list(run.meldingen.order_by("regel", "pk").values_list("soort", "regel", "kolom", "zin", "dossier_id"))
        transaction.set_rollback(True)
    bestaan = set(Dossier.objects.filter(pk__in={m[4] for m in meldingen if m[4]}).values_list("pk", flat=True))
    Importmelding.objects.bulk_create(
        [
            Importmelding(run=run, soort=soort, regel=regel, kolom=kolom, zin=zin, dossier_id=pk if pk in bestaan else None)
            for soort, regel, kolom, zin, pk in meldingen
        ],
        batch_size=2000,
    )
    _sluit(run, workflow.KEUR, op)


def _neem_over(run: ImportRun, voortgang: Voortgang, op: datetime) -> None:
    run.meldingen.all().delete()  # of the trial; what is true at this moment takes its place
    with bestand_van(run) as bestand:
        _laad(run, bestand, voortgang, door=run.door, op=op)
    _sluit(run, workflow.ROND_AF, op)


def _laad(
    run: ImportRun, bestand: IO[bytes], voortgang: Voortgang, *, door: Medewerker | None, op: datetime, proef: bool = False
) -> None:
    formaat = INVOER[run.formaat]
    _check_wereld(formaat)
    maak_ruim()
    laatste = Tijdlijnregel.objects.aggregate(hoogste=Max("pk"))["hoogste"] or 0
    if isinstance(formaat, Formaat):
        Lading(run, door=door, op=op).laad(formaat.rijen(stukken_uit(bestand)), voortgang)
    else:
        Overname(run, bestand, door=door, op=op, proef=proef).voer_uit(voortgang)
    _kijk_bezoeknorm_na(laatste, op)


def _kijk_bezoeknorm_na(laatste: int, op: datetime) -> None:
    """Look again at the norm of whom a visit came in, after the line *laatste*; the others wait for the night."""
    nieuw = Tijdlijnregel.objects.filter(pk__gt=laatste, soort__in=soorten.bezoeksoorten())
    if bezocht := set(nieuw.order_by().values_list("organisator", flat=True)):
        bezoeknorm.kijk_na(op=op, organisatoren=bezocht)


_NA_AFLOOP = {
    workflow.KEUR: gebeurtenissen.IMPORT_NAGEKEKEN,
    workflow.ROND_AF: gebeurtenissen.IMPORT_OVERGENOMEN,
    workflow.WEIGER_BESTAND: gebeurtenissen.IMPORT_GEWEIGERD,
    workflow.MISLUK_NAZICHT: gebeurtenissen.IMPORT_MISLUKT,
    workflow.MISLUK_OVERNAME: gebeurtenissen.IMPORT_MISLUKT,
}


@transaction.atomic
def _sluit(run: ImportRun, welke: overgang.Overgang, op: datetime, zet: dict[str, Any] | None = None) -> None:
    """End the step as the holder of the claim, with the counts; the bytes go unless a decision follows."""
    tellers = {naam: getattr(run, naam) for naam in (*_TELLERS, "historiek")}
    overgang.voer_uit(run, welke, zet={**tellers, "wie": None, "klaar_op": op, **(zet or {})}, waar={"wie": run.wie})
    if welke is not workflow.KEUR:
        run.stukken.all().delete()
    logboek.schrijf(_NA_AFLOOP[welke], over=run, door=run.door, op=op, gegevens=_kenmerken(run))
    if run.door is not None:
        outbox.notificeer(
            sleutel=f"import:{run.pk}:{run.status}",
            over=run,
            ontvangers=[run.door],
            titel=f"Import {run.pk}: {run.statuslid.label}",
            url=run.get_absolute_url(),
            door=None,
            op=op,
        )


def _leg_terug(run: ImportRun, reden: str, op: datetime) -> None:
    """Let it begin again; give it up when it fell over too often."""
    nazicht = run.status == Importstatus.NAKIJKEN
    if run.poging >= POGINGEN:
        _sluit(run, workflow.MISLUK_NAZICHT if nazicht else workflow.MISLUK_OVERNAME, op, {"reden": reden})
        return
    welke = workflow.HERNEEM_NAZICHT if nazicht else workflow.HERNEEM_OVERNAME
    overgang.voer_uit(run, welke, zet={"wie": None, "gelezen": 0}, waar={"wie": run.wie})
    bel_na_commit(TAAK)


def _check_wereld(formaat: Formaat | Pakketformaat) -> None:
    if formaat.alleen_test and not is_testwereld():
        raise AlleenTestgegevens


def _kenmerken(run: ImportRun) -> dict[str, logboek.Gegeven]:
    return {
        "formaat": run.formaat,
        "sha256": run.sha256,
        **{naam: getattr(run, naam) for naam in _TELLERS if naam != "gelezen"},
        **run.historiek,
    }


# --- The command line ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def voer_direct_uit(
    *,
    formaat: Formaat | Pakketformaat,
    bestandsnaam: str,
    bestand: IO[bytes],
    meld: Callable[[Importmelding], None],
    door: Medewerker | None,
    op: datetime,
    type: str = "",
    team: Team | None = None,
    proef: bool = False,
) -> ImportRun:
    """Take over a file at once, without keeping its bytes; *meld* gets each line of the report. With *proef* nothing is kept.

    Raises:
        GeenRegister: the file is not this register, or not one that may be opened.
        PakketFout: something in the package is wrong.
        AlleenTestgegevens: places of abroad, in a database with real ones.
        ImportLooptAl: another import runs.
    """
    if not krijg_slot():
        raise ImportLooptAl
    som, grootte = hashlib.sha256(), 0
    for stuk in stukken_uit(bestand)():
        som.update(stuk)
        grootte += len(stuk)
    run = ImportRun.objects.create(
        formaat=formaat.code,
        bestandsnaam=bestandsnaam[:200],
        grootte=grootte,
        sha256=som.hexdigest(),
        type=type,
        team=team,
        status=Importstatus.OVERNEMEN,
        wie=uuid.uuid4(),
        door=door,
        gemaakt_op=op,
        begonnen_op=op,
        poging=1,
    )
    bestand.seek(0)
    _laad(run, bestand, lambda _gelezen: None, door=door, op=op, proef=proef)
    for melding in run.meldingen.order_by("regel", "pk").iterator():
        meld(melding)
    if proef:
        transaction.set_rollback(True)
    else:
        _sluit(run, workflow.ROND_AF, op)
    return run
