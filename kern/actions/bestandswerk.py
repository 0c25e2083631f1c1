"""What the worker does with files: have them scanned, draw them small, remove what nobody names any more.

Each may be killed anywhere and done twice: the rows say what is still to be done. No transaction is open while scanning or
drawing.
"""

import io
import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from kern import gebeurtenissen, logboek
from kern.actions import outbox
from kern.bestanden import opslag, scan, voorbeeld
from kern.bestanden.fouten import OpslagFout
from kern.bestanden.keuzes import Bestandstand
from kern.models import Bestand, Bestandinhoud, Medewerker
from kern.queries.bestandscontrole import waar_van

LEASE = timedelta(minutes=10)  # longer than scanning may take; then another worker looks
PAUZES = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 60))  # between tries when the scanner does not answer
_log = logging.getLogger(__name__)


def verwerk(*, klok: Callable[[], datetime]) -> None:
    """Do everything that waits."""
    ruim_weg()
    scan_wachtende(klok=klok)
    maak_voorbeelden(klok=klok)


def veeg(*, op: datetime) -> None:
    """With a scanner that came later: let it look at what was kept without. Those files stay open meanwhile."""
    if settings.CLAMD_URL:
        Bestandinhoud.objects.filter(stand=Bestandstand.NIET_GESCAND, scan_na=None, weg_op=None).update(scan_na=op)


def scan_wachtende(*, klok: Callable[[], datetime]) -> int:
    """Have every content scanned that waits for it; returns how many got an answer. Stops when the scanner does not answer."""
    gescand = 0
    while settings.CLAMD_URL and (inhoud := _claim(klok())):
        try:
            with opslag.open_inhoud(inhoud.sleutel) as stroom:
                uitslag = scan.scan(stroom)
        except scan.ScannerOnbereikbaar as fout:
            _stel_uit(inhoud, str(fout), klok())
            _log.warning("virusscanner onbereikbaar: %s", fout)
            return gescand  # the others need not wait for the same silence one by one
        except OpslagFout as fout:
            _stel_uit(inhoud, str(fout), klok())
            _log.exception("inhoud ontbreekt in de opslag", extra={"sha256": inhoud.sha256})
            continue
        schrijf_uitslag(inhoud, uitslag, klok())
        gescand += 1
    return gescand


@transaction.atomic
def _claim(op: datetime) -> Bestandinhoud | None:
    wacht = Bestandinhoud.objects.filter(scan_na__lte=op, weg_op=None).order_by("scan_na", "pk")
    inhoud = wacht.select_for_update(skip_locked=True).first()
    if inhoud is not None:
        Bestandinhoud.objects.filter(pk=inhoud.pk).update(scan_na=op + LEASE)
    return inhoud


def _stel_uit(inhoud: Bestandinhoud, waarom: str, op: datetime) -> None:
    """Try again later; what was waiting stays in quarantine and says why."""
    pauze = PAUZES[min(inhoud.pogingen, len(PAUZES) - 1)]
    Bestandinhoud.objects.filter(pk=inhoud.pk).update(scan_na=op + pauze, pogingen=F("pogingen") + 1, bevinding=waarom)
    Bestandinhoud.objects.filter(pk=inhoud.pk, stand=Bestandstand.WACHT).update(stand=Bestandstand.ONBEREIKBAAR)


@transaction.atomic
def schrijf_uitslag(inhoud: Bestandinhoud, uitslag: scan.Uitslag, op: datetime) -> None:
    """Write down what the scanner said of a content; who added an infected one is told, and nobody opens it any more."""
    velden = {"gescand_op": op, "scan_na": None, "pogingen": 0, "bevinding": uitslag.virus}
    nu = Bestandinhoud.objects.select_for_update().filter(pk=inhoud.pk).exclude(stand=Bestandstand.BESMET).first()
    if nu is None:
        return  # removed meanwhile, or another worker wrote it
    bestanden = Bestand.objects.filter(inhoud=nu).order_by("pk").select_related("door")
    if uitslag.veilig:
        Bestandinhoud.objects.filter(pk=nu.pk).update(stand=Bestandstand.VEILIG, **velden)
        for bestand in bestanden:
            logboek.schrijf(gebeurtenissen.BESTAND_VEILIG, over=bestand, door=None, op=op)
        return
    Bestandinhoud.objects.filter(pk=nu.pk).update(stand=Bestandstand.BESMET, weg_op=op, voorbeeld="", **velden)
    for bestand in bestanden:
        logboek.schrijf(gebeurtenissen.BESTAND_BESMET, over=bestand, door=None, op=op, gegevens={"virus": uitslag.virus})
        if bestand.door is not None:
            _verwittig(bestand, bestand.door, op)
    transaction.on_commit(lambda: ruim_weg(sommen=[nu.pk]), robust=True)


def _verwittig(bestand: Bestand, wie: Medewerker, op: datetime) -> None:
    outbox.notificeer(
        sleutel=f"besmet:{bestand.pk}",
        over=bestand,
        ontvangers=[wie],
        titel="De virusscanner weigerde een bestand dat u toevoegde",
        tekst="Het is weggehaald en kan niet geopend worden. Verwijder het ook op uw eigen toestel en verwittig de ICT-dienst.",
        url=waar_van(bestand),
        door=None,
        op=op,
    )


def maak_voorbeelden(*, klok: Callable[[], datetime]) -> int:
    """Draw every content that may be opened and was not drawn yet; returns how many have a drawing now."""
    gemaakt = 0
    zonder = Bestandinhoud.objects.filter(
        stand__in=Bestandstand.open(), voorbeeld_op=None, weg_op=None, bestanden__isnull=False
    ).order_by("gemaakt_op")
    for inhoud in zonder.distinct().iterator():
        gemaakt += _maak_voorbeeld(inhoud, klok())
    return gemaakt


def teken_opnieuw(*, sommen: Collection[str]) -> int:
    """Let the worker draw these contents once more, because their drawing was lost; returns how many."""
    return Bestandinhoud.objects.filter(pk__in=sommen).exclude(voorbeeld="").update(voorbeeld="", voorbeeld_op=None)


def _maak_voorbeeld(inhoud: Bestandinhoud, op: datetime) -> bool:
    mime = inhoud.bestanden.values_list("mime", flat=True).first()
    try:
        beeld = voorbeeld.teken(inhoud.sleutel, mime or "")
    except OpslagFout:
        beeld = None
    with transaction.atomic():
        # Held while writing, so that a content that is erased now does not leave its drawing behind.
        nu = Bestandinhoud.objects.select_for_update().filter(pk=inhoud.pk, stand__in=Bestandstand.open(), weg_op=None).first()
        if nu is None:
            return False
        if beeld is not None:
            opslag.bewaar(nu.voorbeeldsleutel, io.BytesIO(beeld), len(beeld))
        Bestandinhoud.objects.filter(pk=nu.pk).update(voorbeeld=voorbeeld.mime_van(beeld) if beeld else "", voorbeeld_op=op)
    return beeld is not None


def ruim_weg(*, sommen: Collection[str] | None = None) -> int:
    """Remove from the storage what nobody names any more, and what is infected; returns how many contents."""
    te_doen = Bestandinhoud.objects.filter(weg_op__isnull=False).order_by("weg_op")
    if sommen is not None:
        te_doen = te_doen.filter(pk__in=sommen)
    return sum(_ruim_een_weg(som) for som in te_doen.values_list("pk", flat=True))


@transaction.atomic
def _ruim_een_weg(som: str) -> bool:
    inhoud = Bestandinhoud.objects.select_for_update().filter(pk=som, weg_op__isnull=False).first()
    if inhoud is None:
        return False
    besmet = inhoud.stand == Bestandstand.BESMET
    if not besmet and inhoud.bestanden.exists():
        Bestandinhoud.objects.filter(pk=som).update(weg_op=None)  # somebody gave the same content again
        return False
    # Killed after this and before the commit: the row still says it must go, and removing what is gone is no mistake.
    opslag.verwijder(inhoud.voorbeeldsleutel)
    opslag.verwijder(inhoud.sleutel)
    if besmet:
        Bestandinhoud.objects.filter(pk=som).update(weg_op=None)  # the row stays: the same content is refused at once
    else:
        inhoud.delete()
    return True


def ruim_wezen(*, sleutels: Collection[str], op: datetime) -> int:
    """Remove what lies in the storage without a row, unless it got one meanwhile; returns how many.

    Who takes in the same content at this moment looks whether it lies there while holding its row; so its row is made first
    here, held, and thrown away with the content.
    """
    return sum(_ruim_wees(sleutel, op) for sleutel in sleutels)


@transaction.atomic
def _ruim_wees(sleutel: str, op: datetime) -> bool:
    som = sleutel.rpartition("/")[2].partition(".")[0]
    if sleutel in (opslag.sleutel_van(som), opslag.sleutel_van(som, ".voorbeeld")):
        nieuw = Bestandinhoud(sha256=som, grootte=0, stand=Bestandstand.NIET_GESCAND, gemaakt_op=op)
        Bestandinhoud.objects.bulk_create([nieuw], ignore_conflicts=True)
        inhoud = Bestandinhoud.objects.select_for_update().get(pk=som)
        if inhoud.bestanden.exists():
            return False
        if inhoud.stand != Bestandstand.BESMET:
            inhoud.delete()
    opslag.verwijder(sleutel)
    return True
