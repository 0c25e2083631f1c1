"""An extract of the log about one thing, as a document: what the dpo gives to whoever may ask for it."""

from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from kern import gebeurtenissen, logboek
from kern.access import check_recht
from kern.actions.pdf import bewaar_pdf
from kern.fouten import DomeinFout
from kern.models import Logregel, Medewerker, PdfDocument
from kern.pdf import maak
from kern.tijd import BRUSSEL

# A table of thousands of rows takes minutes and nobody reads it on paper; whoever needs all rows exports the list.
MEESTE_REGELS = 1000


class OnbekendOnderwerp(DomeinFout):
    """There is no such kind of thing."""

    def __init__(self) -> None:
        super().__init__("Dit soort onderwerp bestaat niet. Kies het onderwerp in het logboek.")


@transaction.atomic
def maak_uittreksel(*, onderwerp_soort: str, onderwerp_id: str, reden: str, door: Medewerker, op: datetime) -> PdfDocument:
    """Make and keep a PDF of the log about one thing, which may be gone itself. Looking is in the log, with its reason.

    Raises:
        PermissionDenied: *door* may not read the log.
        OnbekendOnderwerp: no such kind of thing.
    """
    check_recht(door, "kern.logboek")
    onderwerp = _onderwerp(onderwerp_soort, onderwerp_id)
    alle = Logregel.objects.filter(onderwerp_soort=onderwerp_soort, onderwerp_id=onderwerp_id).select_related("reden")
    regels = list(alle.order_by("-volgnummer")[: MEESTE_REGELS + 1])
    context = {
        "over": f"{onderwerp._meta.verbose_name} {onderwerp_id}",
        "ingekort": len(regels) > MEESTE_REGELS,
        "kop": bytes(regels[0].hash).hex() if regels else "",
        "regels": [
            {
                "nummer": regel.volgnummer,
                "wanneer": f"{regel.op.astimezone(BRUSSEL):%d/%m/%Y %H:%M:%S}",
                "wie": f"{regel.door_naam} (namens {regel.namens_naam})" if regel.namens_naam else regel.door_naam,
                "wat": logboek.zin_van(regel),
                "waarom": logboek.reden_van(regel),
            }
            for regel in regels[:MEESTE_REGELS]
        ],
    }
    titel = f"Uittreksel van het logboek: {context['over']}"
    pdf = maak("pdf/logboek_uittreksel.html", context, titel=titel, op=op)
    logboek.schrijf(gebeurtenissen.LOGBOEK_UITTREKSEL, over=onderwerp, door=door, op=op, reden=reden)
    return bewaar_pdf(pdf=pdf, soort="kern.logboek_uittreksel", over=onderwerp, titel=titel, door=door, op=op)


def _onderwerp(soort: str, sleutel: str) -> models.Model:
    """Return an unsaved stand-in with the key of the subject: its log outlives the subject itself."""
    try:
        model = apps.get_model(soort)
        stand_in: models.Model = model(pk=model._meta.pk.to_python(sleutel))
    except (LookupError, ValueError, TypeError, ValidationError):  # unknown kind, no key of it, or a table with a double key
        raise OnbekendOnderwerp from None
    return stand_in
