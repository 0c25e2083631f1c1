"""What is checked before a message is queued: addresses, header injection, unfilled placeholders."""

import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kern.outbox.fouten import OnveiligBericht

# What a template leaves behind when a value is missing. CSS (`p { color: red }`) has spaces or a colon and is not caught.
_ONINGEVULD = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{[A-Za-z_][\w.]*\}|%\([A-Za-z_]\w*\)s|<<|>>|«|\[\["
    r"|\[[^\]\n]{0,40}\b(?:in te vullen|invullen)\b[^\]\n]{0,40}\]|\bX{3,}\b",
    re.IGNORECASE,
)
_STUURTEKEN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")
_STIJL = re.compile(r"<style\b.*?</style>", re.IGNORECASE | re.DOTALL)
_TELEFOON = re.compile(r"\+[1-9]\d{7,14}")  # E.164
# A part of a calendar says what its reader must do with it (RFC 6047): that is the only parameter a kind can have here.
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+|text/calendar; method=(?:REQUEST|CANCEL)")


def controleer_tekst(*teksten: str) -> None:
    """Refuse a text in which a placeholder was not filled in.

    Raises:
        OnveiligBericht: with the piece that was found.
    """
    for tekst in teksten:
        if gevonden := _ONINGEVULD.search(_STIJL.sub("", tekst)):
            raise OnveiligBericht(
                f"In het bericht staat nog een niet ingevuld stuk: “{gevonden.group()}”. Vul het in en probeer opnieuw."
            )


def controleer_kop(naam: str, waarde: str) -> None:
    """Refuse control characters in what becomes a header: a line break there would be a header of somebody else's making.

    Raises:
        OnveiligBericht: a control character stands in *waarde*.
    """
    if _STUURTEKEN.search(waarde):
        raise OnveiligBericht(f"In {naam} staat een regeleinde of een ander stuurteken. Haal het weg en probeer opnieuw.")


def controleer_mailadressen(adressen: Sequence[str]) -> None:
    """Refuse what is not exactly one plain e-mail address each.

    Raises:
        OnveiligBericht: an address is not valid, or there is none.
    """
    if not adressen:
        raise OnveiligBericht("Er is geen e-mailadres. Vul het adres van de bestemmeling in.")
    for adres in adressen:
        controleer_kop("het e-mailadres", adres)
        try:
            validate_email(adres)
            adres.encode("ascii")
        except (ValidationError, UnicodeEncodeError):
            raise OnveiligBericht(f"“{adres}” is geen geldig e-mailadres. Verbeter het adres en probeer opnieuw.") from None


def controleer_telefoon(nummers: Sequence[str]) -> None:
    """Refuse what is not exactly one international number ("+32470123456").

    Raises:
        OnveiligBericht: not one number, or not in that form.
    """
    if len(nummers) != 1 or not _TELEFOON.fullmatch(nummers[0]):
        raise OnveiligBericht("Een sms gaat naar één nummer in de vorm +32470123456. Verbeter het nummer en probeer opnieuw.")


def controleer_bijlage(naam: str, mime: str) -> None:
    """Refuse an attachment whose name or kind could break out of its header or folder.

    Raises:
        OnveiligBericht: the name or kind is not plain.
    """
    controleer_kop("de naam van de bijlage", naam)
    if not naam or "/" in naam or "\\" in naam or len(naam) > 150 or not _MIME.fullmatch(mime):
        raise OnveiligBericht(f"De bijlage “{naam}” heeft geen bruikbare naam of soort. Geef ze een gewone bestandsnaam.")


def controleer_pad(url: str) -> None:
    """Refuse a link of a notification that leads out of the application.

    Raises:
        OnveiligBericht: it is no path of our own.
    """
    controleer_kop("de link", url)
    if url and (not url.startswith("/") or url.startswith("//") or "\\" in url):
        raise OnveiligBericht("De link van een notificatie moet binnen de toepassing blijven.")
