"""Writes about files: take one in, take one away. The scanner's and the worker's steps stand in `bestandswerk`.

A file is looked at and written to the storage first; its row comes after, so a row always has its content. Who is killed in
between leaves a content without a row, which `manage.py controleer_bestanden` finds.
"""

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import transaction

from kern import gebeurtenissen, logboek
from kern.actions.bestandswerk import ruim_weg
from kern.bestanden import opslag
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.keuring import Gekeurd, keur
from kern.bestanden.keuzes import Bestandstand
from kern.bestanden.soorten import DOCUMENTEN, Bestandssoort
from kern.models import Bestand, Bestandinhoud, Medewerker
from kern.outbox.bel import bel_na_commit

TAAK = "kern.tasks.verwerk_bestanden"


@dataclass(frozen=True)
class Klaargezet:
    """A file that was looked at and lies in the storage; no row names it yet.

    Without `stroom` it does not lie there: whoever gives it its row writes it before the transaction ends.
    """

    gekeurd: Gekeurd
    stroom: IO[bytes] | None


def zet_klaar(*, inhoud: IO[bytes] | bytes, naam: str, toegelaten: Collection[Bestandssoort] = DOCUMENTEN) -> Klaargezet:
    """Look at a file and write it to the storage; outside a transaction, for a bucket may take seconds.

    Raises:
        BestandGeweigerd: with the sentence for the person; nothing is kept.
    """
    stroom = io.BytesIO(inhoud) if isinstance(inhoud, bytes) else inhoud
    gekeurd = keur(stroom, naam, toegelaten)
    bekend = Bestandinhoud.objects.filter(pk=gekeurd.sha256).values_list("stand", flat=True).first()
    if bekend == Bestandstand.BESMET:
        raise _besmet(gekeurd.naam)
    opslag.bewaar(opslag.sleutel_van(gekeurd.sha256), stroom, gekeurd.grootte)
    return Klaargezet(gekeurd, stroom)


@transaction.atomic
def leg_vast(*, klaar: Klaargezet, door: Medewerker | None, op: datetime) -> Bestand:
    """Give a file that was put ready its row. With a scanner it waits in quarantine until the worker had it looked at.

    Raises:
        BestandGeweigerd: the scanner found something in the same content.
    """
    gekeurd = klaar.gekeurd
    inhoud = _neem_inhoud(gekeurd, op)
    if inhoud.stand == Bestandstand.BESMET:
        raise _besmet(gekeurd.naam)
    if inhoud.weg_op is not None:
        Bestandinhoud.objects.filter(pk=inhoud.pk).update(weg_op=None)
        inhoud.weg_op = None
    # We hold the row, so nobody removes it now; but somebody may have, after it was put ready.
    if klaar.stroom is not None:
        opslag.bewaar(inhoud.sleutel, klaar.stroom, gekeurd.grootte)
    bestand = Bestand(inhoud=inhoud, naam=gekeurd.naam, mime=gekeurd.soort.mime, door=door, op=op)
    bestand.full_clean(validate_unique=False)
    bestand.save(force_insert=True)
    _log_opname(bestand, door, op)
    bel_na_commit(TAAK)
    return bestand


@transaction.atomic
def neem_over(*, bestand: Bestand, door: Medewerker | None, op: datetime) -> Bestand:
    """Take in once more what is kept already, under the same name: a row of its own on the same content, in the same state.

    Raises:
        BestandGeweigerd: it was removed meanwhile, or the scanner found something in it.
    """
    inhoud = Bestandinhoud.objects.select_for_update(no_key=True).filter(pk=bestand.inhoud_id, weg_op=None).first()
    if inhoud is None:
        raise BestandGeweigerd("weg", f"“{bestand.naam}” is intussen weggehaald. Kies het bestand opnieuw.")
    if inhoud.stand == Bestandstand.BESMET:
        raise _besmet(bestand.naam)
    nieuw = Bestand.objects.create(inhoud=inhoud, naam=bestand.naam, mime=bestand.mime, door=door, op=op)
    _log_opname(nieuw, door, op)
    return nieuw


def neem_op(
    *,
    inhoud: IO[bytes] | bytes,
    naam: str,
    door: Medewerker | None,
    op: datetime,
    toegelaten: Collection[Bestandssoort] = DOCUMENTEN,
) -> Bestand:
    """Look at a file, keep it and return its row; the caller's own row must point at it, in the same transaction.

    Who holds a transaction open meanwhile and has many or large files, calls `zet_klaar` before it and `leg_vast` within.

    Args:
        inhoud: bytes, or an open file that can be read and sought (an uploaded file of Django is one).
        naam: as it was called where it came from; it is cleaned.

    Raises:
        BestandGeweigerd: with the sentence for the person; nothing is kept.
    """
    return leg_vast(klaar=zet_klaar(inhoud=inhoud, naam=naam, toegelaten=toegelaten), door=door, op=op)


@transaction.atomic
def neem_weg(*, bestanden: Collection[Bestand], op: datetime) -> int:
    """Remove rows that nothing points at any more, and their content where no other file has the same.

    The content goes from the storage after commit, by the worker when this process falls. Returns the number of rows.
    """
    sommen = sorted({bestand.inhoud_id for bestand in bestanden})
    list(
        Bestandinhoud.objects.select_for_update().filter(pk__in=sommen).order_by("pk")
    )  # in one order, so that nobody waits in a ring
    aantal, _ = Bestand.objects.filter(pk__in=[bestand.pk for bestand in bestanden]).delete()
    vrij = Bestandinhoud.objects.filter(pk__in=sommen, bestanden=None).exclude(stand=Bestandstand.BESMET)
    if vrij.update(weg_op=op):
        transaction.on_commit(lambda: ruim_weg(sommen=sommen), robust=True)
    return aantal


def begin_stand() -> Bestandstand:
    """Return how a new content begins: waiting for the scanner, or known not to be scanned."""
    return Bestandstand.WACHT if settings.CLAMD_URL else Bestandstand.NIET_GESCAND


def _neem_inhoud(gekeurd: Gekeurd, op: datetime) -> Bestandinhoud:
    """Make or take the row of a content, locked against who removes it."""
    stand = begin_stand()
    nieuw = Bestandinhoud(
        sha256=gekeurd.sha256,
        grootte=gekeurd.grootte,
        stand=stand,
        gemaakt_op=op,
        scan_na=op if stand == Bestandstand.WACHT else None,
    )
    while True:
        Bestandinhoud.objects.bulk_create([nieuw], ignore_conflicts=True)
        gevonden = Bestandinhoud.objects.select_for_update(no_key=True).filter(pk=gekeurd.sha256).first()
        if gevonden is not None:  # else it was removed between the two statements: make it again
            return gevonden


def _log_opname(bestand: Bestand, door: Medewerker | None, op: datetime) -> None:
    gegevens: dict[str, logboek.Gegeven] = {
        "sha256": bestand.sha256,
        "soort": bestand.mime,
        "grootte": bestand.grootte,
        "viruscontrole": bestand.inhoud.stand,
    }
    logboek.schrijf(gebeurtenissen.BESTAND_OPGENOMEN, over=bestand, door=door, op=op, gegevens=gegevens)


def _besmet(naam: str) -> BestandGeweigerd:
    return BestandGeweigerd(
        "virus", f"De virusscanner vond iets in “{naam}”. Het is niet bewaard. Verwijder het en verwittig de ICT-dienst."
    )
