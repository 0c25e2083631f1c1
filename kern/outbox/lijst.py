"""The list of what leaves the house."""

from typing import Any

from django.db.models import Q, QuerySet

from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst
from kern.models import OutboxRegel
from kern.outbox.keuzes import Kanaal, UitgaandStatus
from kern.queries.outbox import zonder_inhoud

GEPARKEERD = "geparkeerd"


def _status(waarde: str) -> Q:
    if waarde == GEPARKEERD:
        return Q(status__in=(UitgaandStatus.MISLUKT, UitgaandStatus.TWIJFEL))
    return Q(status=waarde)


def _volgende(regel: OutboxRegel) -> Any:
    return regel.volgende_op if regel.status == UitgaandStatus.WACHT else None


class Uitgaandlijst(Lijst):
    """Every message with its state; no words, no addresses, no subject."""

    sleutel = "uitgaand"
    enkelvoud, meervoud = "uitgaand bericht", "uitgaande berichten"
    sortering = "-gemaakt"
    kolommen = (
        Kolom("bericht", "Bericht", str, opent=True, klasse="nietbreken"),
        Kolom("status", "Status", lambda r: UitgaandStatus(r.status), sorteer=("status",)),
        Kolom("over", "Over", "over_wat"),
        Kolom("gemaakt", "Klaargezet", "gemaakt_op", sorteer=("gemaakt_op",), klasse="nietbreken"),
        Kolom("door", "Door", "gemaakt_door.naam"),
        Kolom("poging", "Pogingen", "poging", klasse="getal"),
        Kolom("volgende", "Volgende poging", _volgende, klasse="nietbreken"),
        Kolom("verzonden", "Afgegeven", "verzonden_op", sorteer=("verzonden_op",), klasse="nietbreken"),
    )
    filters = (
        Keuzefilter("status", "Status", keuzes=[(GEPARKEERD, "vraagt een beslissing"), *UitgaandStatus.choices], lookup=_status),
        Keuzefilter("kanaal", "Kanaal", keuzes=Kanaal.choices),
    )
    leeg = Leeg("Nog niets klaargezet", "Brieven, mails, sms’en en notificaties verschijnen hier zodra iemand ze maakt.")

    def basis(self) -> QuerySet[Any]:
        """All of them: who looks after the outbox looks after everybody's messages."""
        return zonder_inhoud()
