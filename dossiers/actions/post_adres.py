"""The mail address of a location: given, renewed, ended."""

from datetime import datetime

from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.models import Dossier, Postadres
from kern import logboek
from kern.fouten import DomeinFout
from kern.models import Medewerker
from kern.post.adressen import is_ingesteld, nieuwe_code


@transaction.atomic
def vernieuw_adres(*, dossier: Dossier, door: Medewerker, op: datetime) -> Postadres:
    """Give *dossier* a new mail address; the one before does not work from now on.

    Raises:
        DomeinFout: this installation has no address for mail.
    """
    if not is_ingesteld():
        raise DomeinFout("Deze toepassing heeft nog geen adres voor post. Vraag het aan de beheerder.")
    Dossier.objects.select_for_update().get(pk=dossier.pk)  # two colleagues at once: one after the other
    _beeindig(dossier, door, op)
    adres = Postadres.objects.create(dossier=dossier, code=nieuwe_code(), gemaakt_op=op, gemaakt_door=door)
    logboek.schrijf(gebeurtenissen.POSTADRES_GEMAAKT, over=dossier, door=door, op=op, gegevens={"postadres": adres.pk})
    return adres


@transaction.atomic
def trek_adres_in(*, dossier: Dossier, door: Medewerker, op: datetime) -> int:
    """Let the mail address of *dossier* stop working; returns 0 when there was none."""
    aantal = _beeindig(dossier, door, op)
    if aantal:
        logboek.schrijf(gebeurtenissen.POSTADRES_INGETROKKEN, over=dossier, door=door, op=op)
    return aantal


def _beeindig(dossier: Dossier, door: Medewerker, op: datetime) -> int:
    return dossier.postadressen.filter(ingetrokken_op=None).update(ingetrokken_op=op, ingetrokken_door=door)
