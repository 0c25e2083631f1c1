"""The end of the day: what moves to the next working day, and what the night watch must know.

Nobody is "night watch" by role: the crisiscoördinatoren are called at night, so a note is for them (docs/taken.md).
"""

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from kern import gebeurtenissen, logboek, werksoorten
from kern.actions import eigen_werk, outbox, werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.choices import Rol
from kern.fouten import DomeinFout
from kern.herhaling import Werkdag, werkdagen_later
from kern.models import Medewerker, Nachtnota, Vervanging, Werkregel
from kern.queries.werk import werkdagen_rond
from kern.tekst import inkorten
from kern.tijd import BRUSSEL, einde_van
from kern.werk import Publiek, onderwerp_van

CHECK_IN = time(9)  # by then whoever follows the location has taken over


def volgende_werkdag(op: datetime, is_werkdag: Werkdag | None = None) -> date:
    """Return the first working day after that of *op*; one query, unless the caller asked already what is a working day."""
    vandaag = op.astimezone(BRUSSEL).date()
    return werkdagen_later(vandaag, 1, is_werkdag or werkdagen_rond(vandaag, None))


@transaction.atomic
def zet_op_morgen(*, regels: Collection[Werkregel], door: Medewerker, op: datetime) -> dict[int, DomeinFout]:
    """Put rows into the order of the next working day; a task that was due by now is due then. Returns which do not, with why.

    Work with a term of its own keeps that term: it only stands in tomorrow's order. In as many statements as for one row.
    """
    morgen, vandaag_om = volgende_werkdag(op), einde_van(op.astimezone(BRUSSEL).date())
    taken_ = [regel for regel in regels if regel.soort == werksoorten.TAAK.code and regel.tegen and regel.tegen <= vandaag_om]
    fouten = eigen_werk.verzet_alle(regels=taken_, tegen=morgen, door=door, op=op)
    eigen_werk.zet_achteraan([regel.pk for regel in regels if regel.pk not in fouten], door, morgen)
    return fouten


@transaction.atomic
def schrijf_nachtnota(*, sleutel: UUID, tekst: str, over: models.Model | None, door: Medewerker, op: datetime) -> Nachtnota:
    """Leave something for the night watch until nine o'clock of the next working day; they are told.

    Args:
        sleutel: made by the form; the same form sent twice leaves one note.

    Raises:
        ValidationError: there is nothing in it.
        AlAndersBewaard: another note was left under this key.
    """
    soort, pk = onderwerp_van(over) if over is not None else ("", "")
    tot = datetime.combine(volgende_werkdag(op), CHECK_IN, tzinfo=BRUSSEL)
    nota = Nachtnota(pk=sleutel, tekst=tekst, onderwerp_soort=soort, onderwerp_id=pk, door=door, op=op, tot=tot)
    nota.full_clean(validate_unique=False)
    eerder = voeg_eenmaal_toe(nota, zelfde=("tekst", "door_id", "onderwerp_id"))
    if eerder is not None:
        return eerder
    werk.meld(
        soort=werksoorten.NACHTNOTA,
        verwijzing=nota.pk,
        titel=inkorten(tekst, 200),
        kort=f"van {door.naam}",
        url=nota.get_absolute_url(),
        over=over,
        publiek=Publiek(rol=Rol.CRISISCOORDINATOR),
        verloopt_op=tot,
        op=op,
    )
    logboek.schrijf(gebeurtenissen.NACHTNOTA_GESCHREVEN, over=nota, door=door, op=op)
    waakt = Medewerker.objects.filter(is_active=True, rollen__contains=[str(Rol.CRISISCOORDINATOR)])
    in_plaats = Vervanging.objects.geldig_op(op).filter(afwezige__in=waakt).values("vervanger")
    wacht = Medewerker.objects.filter(Q(pk__in=waakt) | Q(pk__in=in_plaats), is_active=True).exclude(pk=door.pk)
    outbox.notificeer(
        sleutel=f"nachtnota:{nota.pk}", over=nota, ontvangers=wacht, titel=f"{door.naam} schreef een nota voor de nachtwacht",
        url=nota.get_absolute_url(), door=door, op=op,
    )  # fmt: skip
    return nota


@transaction.atomic
def trek_nachtnota_in(*, nota: Nachtnota, door: Medewerker, op: datetime) -> Nachtnota:
    """Take one's own note away from the night watch; twice changes nothing."""
    if werk.sluit(soort=werksoorten.NACHTNOTA, verwijzing=nota.pk, door=door, op=op):
        logboek.schrijf(gebeurtenissen.NACHTNOTA_INGETROKKEN, over=nota, door=door, op=op)
    return nota
