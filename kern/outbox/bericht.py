"""From a row to the bytes of an e-mail: the same row gives the same Message-ID however often it is built."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings

from kern.models import OutboxBijlage, OutboxRegel

_AGENDADEEL = "text/calendar; method="


def afzender() -> tuple[str, str]:
    """Return name and address of the sender, from MAIL_AFZENDER."""
    return parseaddr(settings.MAIL_AFZENDER)


def domein() -> str:
    """Return the domain of the sender: the right-hand side of our Message-IDs."""
    return afzender()[1].rpartition("@")[2]


def maak_mail(regel: OutboxRegel) -> EmailMessage:
    """Build the e-mail of *regel* with its attachments. The policy refuses line breaks in headers, a second time."""
    naam, adres = afzender()
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(display_name=naam, addr_spec=adres)
    mail["To"] = [Address(addr_spec=naar) for naar in regel.aan]
    mail["Subject"] = regel.titel
    mail["Message-ID"] = regel.message_id
    mail["Date"] = format_datetime(regel.gemaakt_op)
    if regel.antwoord_aan:
        mail["Reply-To"] = Address(addr_spec=regel.antwoord_aan)
    if regel.in_antwoord_op:
        mail["In-Reply-To"] = mail["References"] = regel.in_antwoord_op
    mail.set_content(regel.tekst)
    if regel.html:
        mail.add_alternative(regel.html, subtype="html")
    bijlagen = list(regel.bijlagen.select_related("inhoud"))
    for bijlage in bijlagen:
        if bijlage.mime.startswith(_AGENDADEEL):
            _voeg_agenda_toe(mail, bijlage)
    for bijlage in bijlagen:
        if bijlage.mime.startswith(_AGENDADEEL):
            # Once more as a file, for who reads mail in a program without a calendar.
            mail.add_attachment(bytes(bijlage.inhoud.inhoud), maintype="application", subtype="ics", filename=bijlage.naam)
            continue
        hoofd, _, rest = bijlage.mime.partition("/")
        mail.add_attachment(bytes(bijlage.inhoud.inhoud), maintype=hoofd, subtype=rest, filename=bijlage.naam)
    return mail


def _voeg_agenda_toe(mail: EmailMessage, bijlage: OutboxBijlage) -> None:
    """Add a calendar beside the text: programs show it as an invitation when its method stands in the kind (RFC 6047)."""
    methode = bijlage.mime.rpartition("=")[2]
    mail.add_alternative(
        bytes(bijlage.inhoud.inhoud).decode(),
        subtype="calendar",
        charset="utf-8",
        params={"method": methode, "name": bijlage.naam},
    )
