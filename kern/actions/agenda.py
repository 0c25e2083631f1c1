"""Writes about the own calendar: where it is read, reading it, and the link with which one's feed is read."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from kern import gebeurtenissen, logboek
from kern.actions import links
from kern.agenda import halen, lezen
from kern.agenda.feed import LINKDOEL
from kern.agenda.halen import ZINNEN, AgendaFout
from kern.agenda.lezen import Bezig
from kern.fouten import DomeinFout
from kern.logboek import soort_van
from kern.models import Agendabron, Bezetmoment, Medewerker, OndertekendeLink
from kern.tijd import BRUSSEL
from kern.zegel import ZegelGebroken, ontzegel, verzegel

_ZEGEL = "agenda"
TERUG, VOORUIT = timedelta(days=7), timedelta(days=120)
_BEZIG = timedelta(minutes=5)  # a worker that fell while reading

log = structlog.get_logger(__name__)


@transaction.atomic
def stel_in(*, persoon: Medewerker, adres: str, door: Medewerker, op: datetime) -> Agendabron:
    """Let the calendar of *persoon* be read from *adres*, in the place of what was read before.

    Raises:
        ValidationError: the address cannot be one.
    """
    try:
        adres = halen.normaliseer(adres)
    except AgendaFout as fout:
        raise ValidationError({"adres": ZINNEN[fout.code]}) from None
    Bezetmoment.objects.filter(persoon=persoon).delete()
    bron, _ = Agendabron.objects.update_or_create(
        persoon=persoon,
        defaults={
            "adres_verzegeld": verzegel(_ZEGEL, adres),
            "gastheer": (urlsplit(adres).hostname or "")[:100],
            "ingesteld_op": op,
            "volgende_op": op,
            "gelezen_op": None,
            "goed_op": None,
            "fout": "",
        },
    )
    logboek.schrijf(gebeurtenissen.AGENDA_INGESTELD, over=persoon, door=door, op=op)
    return bron


@transaction.atomic
def neem_weg(*, persoon: Medewerker, door: Medewerker, op: datetime) -> int:
    """Read the calendar no more, and forget what was read; returns whether there was one."""
    Bezetmoment.objects.filter(persoon=persoon).delete()
    aantal, _ = Agendabron.objects.filter(persoon=persoon).delete()
    if aantal:
        logboek.schrijf(gebeurtenissen.AGENDA_WEGGENOMEN, over=persoon, door=door, op=op)
    return aantal


def lees_alle(*, klok: Callable[[], datetime]) -> int:
    """Read each calendar whose time came; returns how many. No transaction is open while the network is used."""
    gelezen = 0
    for pk in Agendabron.objects.filter(volgende_op__lte=klok(), persoon__is_active=True).values_list("pk", flat=True)[:500]:
        gelezen += lees(persoon_id=pk, klok=klok)
    return gelezen


def lees(*, persoon_id: int, klok: Callable[[], datetime]) -> bool:
    """Read one calendar when its time came and nobody else is doing so; what was read well stays when this goes wrong."""
    op = klok()
    mijn = Agendabron.objects.filter(pk=persoon_id, volgende_op__lte=op, persoon__is_active=True)
    if mijn.update(volgende_op=op + _BEZIG) != 1:
        return False
    bron = Agendabron.objects.get(pk=persoon_id)
    vandaag = op.astimezone(BRUSSEL).date()
    try:
        bezig = lezen.bezet(halen.haal(ontzegel(_ZEGEL, bron.adres_verzegeld)), vandaag - TERUG, vandaag + VOORUIT)
    except AgendaFout as fout:
        _bewaar(bron, None, fout.code, klok())
    except ZegelGebroken:
        _bewaar(bron, None, "zegel", klok())
    else:
        _bewaar(bron, bezig, "", klok())
    return True


@transaction.atomic
def _bewaar(bron: Agendabron, bezig: list[Bezig] | None, fout: str, op: datetime) -> None:
    """Keep what was read, unless the owner gave another address in the meantime."""
    nu = Agendabron.objects.select_for_update().filter(pk=bron.pk, adres_verzegeld=bron.adres_verzegeld).first()
    if nu is None:
        return
    velden = {"gelezen_op": op, "fout": fout, "volgende_op": op + timedelta(minutes=settings.AGENDA_MINUTEN)}
    if bezig is not None:
        Bezetmoment.objects.filter(persoon=bron.pk).delete()
        Bezetmoment.objects.bulk_create(Bezetmoment(persoon_id=bron.pk, **periode._asdict()) for periode in bezig)
        velden["goed_op"] = op
    Agendabron.objects.filter(pk=bron.pk).update(**velden)
    if fout:
        log.warning("agenda_niet_gelezen", wie=bron.pk, code=fout)


@transaction.atomic
def maak_feed(*, persoon: Medewerker, door: Medewerker, op: datetime) -> links.NieuweLink:
    """Make the address of somebody's own feed; the one before it works no more.

    Raises:
        DomeinFout: who does not work here has no feed.
    """
    if not persoon.is_intern:
        raise DomeinFout("Een agenda om te volgen is er alleen voor wie hier werkt.")
    trek_feed_in(persoon=persoon, door=door, op=op)
    return links.maak_link(doel=LINKDOEL, over=persoon, door=door, op=op)


@transaction.atomic
def trek_feed_in(*, persoon: Medewerker, door: Medewerker, op: datetime) -> int:
    """Let the address of the feed work no more; returns how many there were."""
    mijn = OndertekendeLink.objects.filter(
        doel=LINKDOEL, onderwerp_soort=soort_van(persoon), onderwerp_id=str(persoon.pk), ingetrokken_op=None
    )
    open_ = list(mijn.select_for_update().order_by("pk"))
    for link in open_:
        links.trek_link_in(link=link, door=door, op=op)
    return len(open_)
