"""Writes about whether two betrokkenen are the same human being: said by a colleague who sees both, and reversible."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from dossiers import gebeurtenissen
from dossiers.access import check_mag_koppelen
from dossiers.choices import Koppelstatus
from dossiers.fouten import AndersBeslist, PersoonGewist
from dossiers.models import Betrokkene, PersoonKoppeling
from dossiers.queries.verbanden import zelfde_als
from dossiers.workflow import PERSOONKOPPELING
from kern import logboek
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.overgang import voer_uit

_GEBEURTENIS = {
    Koppelstatus.BEVESTIGD: gebeurtenissen.PERSONEN_BEVESTIGD,
    Koppelstatus.VERWORPEN: gebeurtenissen.PERSONEN_VERWORPEN,
    Koppelstatus.ONGEDAAN: gebeurtenissen.PERSONEN_ONGEDAAN,
}
# One decision about people at a time: what follows from the others can only be judged while they stand still.
_SLOT = "SELECT pg_advisory_xact_lock(hashtext('dossiers.persoonkoppeling'))"


@transaction.atomic
def beslis(
    *, een: Betrokkene, ander: Betrokkene, van: str, naar: Koppelstatus, reden: str, door: Medewerker, op: datetime
) -> PersoonKoppeling:
    """Say that two betrokkenen are the same human being, or not, or take back what was said; each logged with the reason.

    Args:
        van: the state that *door* saw; when a colleague decided in between, nothing is overwritten.
        naar: BEVESTIGD, VERWORPEN or ONGEDAAN.

    Raises:
        PermissionDenied: *door* may not change people, or does not see both sides.
        PersoonGewist: one of the two was erased.
        AlGewijzigd: a colleague decided in the meantime, or this step does not exist from *van*.
        AndersBeslist: it would say the opposite of what was decided about the same people.
    """
    een, ander = sorted((een, ander), key=lambda betrokkene: betrokkene.pk)
    with connection.cursor() as cursor:
        cursor.execute(_SLOT)
    check_mag_koppelen(door, een, ander)
    if not een.naamsleutel or not ander.naamsleutel:
        raise PersoonGewist
    koppeling, _ = PersoonKoppeling.objects.get_or_create(een=een, ander=ander)
    stap = next((o for o in PERSOONKOPPELING.overgangen if (o.van, o.naar) == (van, naar)), None)
    if stap is None or koppeling.status != van:
        raise AlGewijzigd(koppeling)
    if naar == Koppelstatus.BEVESTIGD:
        _geen_tegenspraak(zelfde_als(een), zelfde_als(ander))
    if naar == Koppelstatus.VERWORPEN and ander.pk in zelfde_als(een):
        raise AndersBeslist
    voer_uit(koppeling, stap, zet={"reden": reden, "beslist_door": door, "beslist_op": op})
    # In the order of their keys, so that two who write about the same people take turns. The reason stands with the pair
    # alone: it speaks of both, and goes when one of them is erased.
    for betrokkene in (een, ander):
        logboek.schrijf(_GEBEURTENIS[naar], over=betrokkene, door=door, op=op, gegevens={"koppeling": str(koppeling.pk)})
    logboek.schrijf(_GEBEURTENIS[naar], over=koppeling, door=door, op=op, reden=reden)
    return koppeling


def _geen_tegenspraak(kring: Iterable[UUID], andere_kring: Iterable[UUID]) -> None:
    """Refuse to make one of two circles of people between whom a colleague said: not the same."""
    kring, andere_kring = list(kring), list(andere_kring)
    tussen = Q(een__pk__in=kring, ander__pk__in=andere_kring) | Q(een__pk__in=andere_kring, ander__pk__in=kring)
    if PersoonKoppeling.objects.filter(tussen, status=Koppelstatus.VERWORPEN).exists():
        raise AndersBeslist
