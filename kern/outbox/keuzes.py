"""Enumerations of the outbox."""

from django.db import models

from kern.choices import Status, Toon


class Kanaal(models.TextChoices):
    """By which road something leaves."""

    MAIL = "mail", "e-mail"
    SMS = "sms", "sms"
    NOTIFICATIE = "notificatie", "notificatie"


class UitgaandStatus(Status):
    """Where a row of the outbox stands; what may follow is in `kern.workflow.OUTBOX`."""

    WACHT = "wacht", Toon.RUSTIG, "zandloper", "wacht"
    BEZIG = "bezig", Toon.INFO, "halfrond", "bezig"
    IN_OVERDRACHT = "in_overdracht", Toon.INFO, "upload", "in overdracht"
    VERZONDEN = "verzonden", Toon.GOED, "vinkrond", "verzonden"
    MISLUKT = "mislukt", Toon.GEVAAR, "alarm", "mislukt"
    TWIJFEL = "twijfel", Toon.LET_OP, "vraag", "mogelijk verstuurd"
    TERUGGEHAALD = "teruggehaald", Toon.RUSTIG, "verbod", "teruggehaald"


class BijTwijfel(models.TextChoices):
    """What happens when nobody can know whether the other side took it."""

    OPNIEUW = "opnieuw", "opnieuw versturen met hetzelfde Message-ID"
    TONEN = "tonen", "tonen aan een medewerker"
