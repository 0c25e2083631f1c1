"""What the page of one location reads: six queries, and no more for a location where much happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import formats

from dossiers import gebeurtenissen
from dossiers.choices import Dossierstatus, Ernst
from dossiers.models import Aandacht, Dossier
from dossiers.models.dossier import DossierEvent
from dossiers.queries import tijdlijn
from dossiers.queries.zin import Zin, zinnen
from dossiers.soorten import Aandachtsoort, aandachtsoort
from kern.logboek import laatste_keer
from kern.models import Medewerker
from kern.tijd import BRUSSEL

ZELFDE_BEZOEK = timedelta(hours=1)  # who filters and pages still is at the same visit
AANDACHT_GETOOND = 50
_ZWAARSTE_EERST = [Ernst.GEVAAR, Ernst.LET_OP, Ernst.INFO]


@dataclass(frozen=True)
class Sinds:
    """Since when the permit state holds and since when this colleague follows, in words; empty when nothing says so."""

    status: str
    klantenbeheerder: str


@dataclass(frozen=True)
class Punt:
    """An open matter with its kind."""

    aandacht: Aandacht
    soort: Aandachtsoort


@dataclass(frozen=True)
class Overzicht:
    """The first tab of a dossier."""

    zin: Zin
    aandacht: list[Punt]
    tijdlijn: tijdlijn.Blad


def lees(
    dossier: Dossier,
    *,
    user: Medewerker,
    vraag: tijdlijn.Vraag,
    op: datetime,
    bekend_op: datetime | None = None,
    extra: Iterable[tuple[str, str]] = (),
) -> Overzicht:
    """Return the first tab for *user*, who may read the content: five queries.

    Args:
        op: now.
        bekend_op: show what was recorded at that moment; nothing is marked as new then.
        extra: what goes along in the addresses of the timeline.
    """
    return Overzicht(
        zin=zinnen([dossier], voor=user, op=bekend_op or op, bekend_op=bekend_op)[dossier.pk],
        aandacht=punten(dossier, bekend_op),
        tijdlijn=lees_tijdlijn(dossier, user=user, vraag=vraag, op=op, bekend_op=bekend_op, extra=extra),
    )


def lees_tijdlijn(
    dossier: Dossier,
    *,
    user: Medewerker,
    vraag: tijdlijn.Vraag,
    op: datetime,
    bekend_op: datetime | None = None,
    extra: Iterable[tuple[str, str]] = (),
) -> tijdlijn.Blad:
    """Return the timeline alone, as `lees` has it: what changes when somebody filters it or turns a page."""
    return tijdlijn.lees(
        tijdlijn.van_dossier(dossier),
        vraag,
        pad=dossier.get_absolute_url(),
        op=op,
        bekend_op=bekend_op,
        vorig_bezoek=None if bekend_op else vorig_bezoek(dossier, user, op),
        extra=extra,
    )


def vorig_bezoek(dossier: Dossier, user: Medewerker, op: datetime) -> datetime | None:
    """Return when *user* last looked, not counting the visit that goes on now; None the first time."""
    return laatste_keer(gebeurtenissen.DOSSIER_INGEZIEN, over=dossier, door=user, voor=op - ZELFDE_BEZOEK)


def punten(dossier: Dossier, bekend_op: datetime | None = None) -> list[Punt]:
    """Return what asks attention, the heaviest first."""
    rijen = list(Aandacht.objects.open(bekend_op).filter(dossier=dossier).order_by("-sinds", "-pk")[:AANDACHT_GETOOND])
    rijen.sort(key=lambda rij: _ZWAARSTE_EERST.index(rij.ernstlid))
    return [Punt(rij, aandachtsoort(rij.soort)) for rij in rijen]


def sinds(dossier: Dossier, bekend_op: datetime | None = None) -> Sinds:
    """Return since when state and klantenbeheerder of *dossier* are what they are, by its field history: one query.

    What holds since the first record may be older: then the permit counts from the first day of care, and of a colleague it
    is said to be at least so long.
    """
    events = DossierEvent.objects.filter(pgh_obj=dossier.pk).order_by("pgh_id")
    if bekend_op is not None:
        events = events.filter(pgh_created_at__lte=bekend_op)
    rijen = list(events.values_list("pgh_created_at", "status", "klantenbeheerder_id"))
    status = volgt = 0
    for nummer in range(1, len(rijen)):
        status = nummer if rijen[nummer][1] != rijen[nummer - 1][1] else status
        volgt = nummer if rijen[nummer][2] != rijen[nummer - 1][2] else volgt
    begin = dossier.gestart_op if dossier.status == Dossierstatus.VERGUND else None
    return Sinds(
        status=f"sinds {_dag(rijen[status][0].astimezone(BRUSSEL))}" if status else f"sinds {_dag(begin)}" if begin else "",
        klantenbeheerder=f"{'' if volgt else 'minstens '}sinds {_dag(rijen[volgt][0].astimezone(BRUSSEL))}" if rijen else "",
    )


def _dag(dag: date) -> str:
    return formats.date_format(dag, "SHORT_DATE_FORMAT")
