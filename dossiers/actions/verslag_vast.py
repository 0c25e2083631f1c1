"""A report that counts: fixed with its hash, its PDF put beside it, corrected only by an addendum, and what rests on it."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from dossiers import gebeurtenissen, workflow
from dossiers.actions import tijdlijn
from dossiers.actions.verslag_nalezen import check_af, check_af_te_drukken, vergrendel
from dossiers.actions.verslagen import verleg_werk
from dossiers.actions.verslaglog import log
from dossiers.choices import Verslagsoort, Verslagstatus
from dossiers.fouten import NietAfTeDrukken, NietNagelezen, NietVast
from dossiers.models import Addendum, Steun, Verslag, Verslagdeel
from dossiers.verslagtekst import Deel, Foto, Vastetekst, hash_van, moment
from kern.actions.rijen import voeg_eenmaal_toe
from kern.fouten import AlGewijzigd, EisNietVoldaan
from kern.models import Medewerker
from kern.outbox.bel import bel_na_commit
from kern.overgang import voer_uit
from kern.rijketekst import OpmaakGeweigerd, als_tekst, is_leeg, schoon

SOORT = "dossiers.verslag"
PDF_TAAK = "dossiers.tasks.maak_verslagpdfs"
SOORT_ADDENDUM = "dossiers.verslag.addendum"


def titel_lijn(soort: str, titel: str) -> str:
    """Return how a report is called on the timeline. Used by bulk writers too."""
    return f"{str(Verslagsoort(soort).label).capitalize()}: {titel}"


def titel_addendum(nummer: int, titel: str) -> str:
    """Return how an addendum to the report *titel* is called on the timeline. Used by bulk writers too."""
    return f"Addendum {nummer} bij: {titel}"


@transaction.atomic
def stel_vast(*, verslag: Verslag, door: Medewerker | None, op: datetime) -> Verslag:
    """Fix it: from now on nothing of it changes.

    Args:
        door: who does so; None when its time came by itself.

    Raises:
        NogTeSchrijven, NogOpmerkingenOpen: it is not finished.
        EisNietVoldaan: a colleague has to read it first.
        AlGewijzigd: somebody fixed it, or took it back to write.
    """
    verslag = vergrendel(verslag)
    check_af(verslag)
    if verslag.nalezen and verslag.status == Verslagstatus.CONCEPT:
        raise EisNietVoldaan("vaststellen", ["een collega die het nalas"])
    tekst = vaste_tekst(verslag, op).als_json()
    stap = workflow.STEL_VAST if verslag.nalezen else workflow.STEL_VAST_ZONDER_LEZER
    zet = {"vast": tekst, "sha256": hash_van(tekst), "vastgesteld_door": door, "vastgesteld_op": op, "vast_vanaf": None}
    voer_uit(verslag, stap, zet=zet)
    log(gebeurtenissen.VERSLAG_VASTGESTELD, verslag, door, op, sha256=verslag.sha256)
    tijdlijn.schrijf(
        over=verslag.over,
        soort=SOORT,
        verwijzing=str(verslag.pk),
        titel=titel_lijn(verslag.soort, verslag.titel),
        kort=_begin_van(verslag),
        op=verslag.op,
        bekend_sinds=op,
        door=verslag.auteur,
        url=verslag.get_absolute_url(),
    )
    verleg_werk(verslag, door, op)
    bel_na_commit(PDF_TAAK)
    return verslag


def stel_vanzelf_vast(*, op: datetime) -> int:
    """Fix the notes whose time came; returns how many. What is still empty then waits for its author."""
    gedaan = 0
    for verslag in Verslag.objects.filter(status=Verslagstatus.CONCEPT, vast_vanaf__lte=op, gewist_op=None).order_by(
        "vast_vanaf"
    ):
        try:
            stel_vast(verslag=verslag, door=None, op=op)
        except (EisNietVoldaan, AlGewijzigd, NietAfTeDrukken):
            continue
        gedaan += 1
    return gedaan


def vaste_tekst(verslag: Verslag, op: datetime) -> Vastetekst:
    """Return what would be fixed at *op*, with the names of today."""
    return Vastetekst(
        soort=verslag.get_soort_display(),
        titel=verslag.titel,
        over=str(verslag.dossier or ""),
        organisator=str(verslag.organisator),
        op=moment(verslag.op),
        met=verslag.met,
        auteur=verslag.auteur.naam,
        lezer=verslag.lezer.naam if verslag.lezer and verslag.nagelezen_op else "",
        nagelezen_op=moment(verslag.nagelezen_op),
        vastgesteld_op=moment(op),
        delen=[_vast_deel(deel) for deel in verslag.delen.prefetch_related("fotos__bestand") if _zegt_iets(deel)],
    )


@transaction.atomic
def vul_aan(*, sleutel: UUID, verslag: Verslag, tekst: str, reden: str, door: Medewerker, op: datetime) -> Addendum:
    """Add to what cannot change: a correction, or what came to light later. Sent twice under one *sleutel* it is one addendum.

    Raises:
        NietVast: it can still be changed itself.
        ValidationError: no text, no reason, or too long.
        NietAfTeDrukken: a character that cannot be shown on paper.
        AlAndersBewaard: under this key something else was added.
    """
    verslag = vergrendel(verslag)
    if not verslag.is_vast or verslag.gewist_op is not None:
        raise NietVast(verslag)
    try:
        tekst = schoon(tekst)
    except OpmaakGeweigerd as fout:
        raise ValidationError({"tekst": str(fout)}) from fout
    if is_leeg(tekst):
        raise ValidationError({"tekst": "Schrijf wat erbij komt."})
    check_af_te_drukken({"het addendum": f"{als_tekst(tekst)} {reden}"})
    nummer = (verslag.addenda.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
    addendum = Addendum(
        pk=sleutel, verslag=verslag, nummer=nummer, tekst=tekst, reden=reden, door=door, op=op, sha256=hash_van(tekst)
    )
    addendum.full_clean(validate_unique=False)
    if (eerder := voeg_eenmaal_toe(addendum, zelfde=("verslag_id", "tekst", "reden", "door_id"))) is not None:
        return eerder
    log(gebeurtenissen.VERSLAG_AANGEVULD, verslag, door, op, nummer=nummer, sha256=addendum.sha256)
    tijdlijn.schrijf(
        over=verslag.over,
        soort=SOORT_ADDENDUM,
        verwijzing=str(addendum.pk),
        titel=titel_addendum(nummer, verslag.titel),
        kort=als_tekst(tekst),
        op=op,
        bekend_sinds=op,
        door=door,
        url=verslag.get_absolute_url(),
    )
    return addendum


@transaction.atomic
def verwerp(*, verslag: Verslag, reden: str, door: Medewerker, op: datetime) -> Verslag:
    """Decide not to keep a concept. Its words stay, and it can be put back.

    Raises:
        EisNietVoldaan: no reason.
        AlGewijzigd: it is no concept any more.
    """
    zet = {"verworpen_op": op, "verworpen_door": door, "verwerpreden": reden}
    voer_uit(verslag, workflow.VERWERP_VERSLAG, zet=zet)
    log(gebeurtenissen.VERSLAG_VERWORPEN, verslag, door, op)
    verleg_werk(verslag, door, op)
    return verslag


@transaction.atomic
def zet_terug(*, verslag: Verslag, door: Medewerker, op: datetime) -> Verslag:
    """Go on with a concept that was not to be kept.

    Raises:
        AlGewijzigd: somebody did so already.
    """
    zet = {"verworpen_op": None, "verworpen_door": None, "verwerpreden": "", "vast_vanaf": None}
    voer_uit(verslag, workflow.HERSTEL_VERSLAG, zet=zet)
    log(gebeurtenissen.VERSLAG_TERUGGEZET, verslag, door, op)
    verleg_werk(verslag, door, op)
    return verslag


@transaction.atomic
def laat_steunen(*, verslag: Verslag, soort: str, verwijzing: str, titel: str, url: str, door: Medewerker, op: datetime) -> Steun:
    """Write down that something (a decision of another app) rests on this report, exactly as it is fixed now.

    Raises:
        NietVast: it can still change, so nothing can rest on it.
        NietNagelezen: nobody but its author read it.
    """
    verslag = vergrendel(verslag)
    if not verslag.is_vast or verslag.gewist_op is not None:
        raise NietVast(verslag)
    if verslag.nagelezen_op is None:
        raise NietNagelezen(verslag)
    tot = verslag.addenda.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    steun, nieuw = Steun.objects.get_or_create(
        verslag=verslag,
        soort=soort,
        verwijzing=verwijzing,
        defaults={"sha256": verslag.sha256, "tot_addendum": tot, "titel": titel, "url": url, "door": door, "op": op},
    )
    if nieuw:
        log(gebeurtenissen.VERSLAG_STEUNT, verslag, door, op, wat=soort, verwijzing=verwijzing, sha256=verslag.sha256)
    return steun


def _zegt_iets(deel: Verslagdeel) -> bool:
    return not is_leeg(deel.tekst) or bool(deel.fotos.all())


def _vast_deel(deel: Verslagdeel) -> Deel:
    return Deel(deel.kop, deel.tekst, [Foto(foto.bestand.sha256, foto.alt) for foto in deel.fotos.all() if foto.bestand])


def _begin_van(verslag: Verslag) -> str:
    return " · ".join(als_tekst(deel.tekst) for deel in verslag.delen.all() if not is_leeg(deel.tekst))
