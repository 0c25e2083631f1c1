"""Whether a machine wrote a mail: an absence, a list, a report of non-delivery. That asks no work and no answer."""

import re
from email.message import Message

from kern.post.koppen import kop, nummers, rauw

_AFWEZIG = re.compile(
    r"^\s*(?:automatisch(?:e)? (?:antwoord|reactie)|afwezig(?:heid)?|out of (?:the )?office|automatic reply|"
    r"auto(?:matic)?[- ]?reply|réponse automatique|absence du bureau|abwesenheit|automatische antwort|niet aanwezig|"
    r"vakantiebericht|ik ben (?:momenteel )?afwezig)",
    re.IGNORECASE,
)
_MISLUKT = re.compile(
    r"(?:undeliver|returned mail|delivery (?:status notification|failure|has failed)|mail delivery|failure notice|"
    r"niet[- ]?(?:bezorgd|afgeleverd|bestelbaar)|onbestelbaar|non remis)",
    re.IGNORECASE,
)
_STAND = re.compile(rb"^(?:final|original)-recipient\s*:\s*[^;]{0,40};\s*<?([^\s<>]{3,254})>?\s*$", re.IGNORECASE | re.MULTILINE)
_ACTIE = re.compile(rb"^action\s*:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_MESSAGE_ID = re.compile(rb"^message-id\s*:\s*(<[^<>\s]{1,400}>)", re.IGNORECASE | re.MULTILINE)


def automaat(bericht: Message, onderwerp: str) -> str:
    """Return why this is the work of a machine, in words; empty when a person wrote it."""
    automatisch = kop(bericht, "Auto-Submitted").lower().partition(";")[0].strip()
    if automatisch == "auto-replied" or any(rauw(bericht, naam) for naam in ("X-Autoreply", "X-Autorespond", "X-Autoresponder")):
        return "afwezigheidsbericht"
    if kop(bericht, "Precedence").lower() == "auto_reply" or _AFWEZIG.match(onderwerp):
        return "afwezigheidsbericht"
    if automatisch and automatisch != "no":
        return "automatisch bericht"
    if kop(bericht, "Precedence").lower() in {"bulk", "junk", "list"} or rauw(bericht, "List-Id"):
        return "bericht van een verzendlijst"
    terug = rauw(bericht, "Return-Path")
    if terug and terug[0].strip() == "<>":  # a null sender: never somebody to answer to
        return "automatisch bericht"
    if (kop(bericht, "X-Auto-Response-Suppress") or "").lower() in {"all", "oof"} and automatisch:
        return "automatisch bericht"
    return ""


def mislukking(bericht: Message, onderwerp: str, van: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (addresses not reached, Message-IDs meant) of a report of non-delivery (RFC 3464); both empty for any other mail.

    A delay ("action: delayed") is no failure.
    """
    is_verslag = bericht.get_content_type() == "multipart/report" and "delivery-status" in str(bericht.get("Content-Type", ""))
    lokaal = van.partition("@")[0]
    if not is_verslag and not (lokaal in {"mailer-daemon", "postmaster"} and _MISLUKT.search(onderwerp)):
        return (), ()
    adressen: list[str] = []
    gevonden: list[str] = []
    for deel in bericht.walk():
        soort = deel.get_content_type()
        if soort == "message/delivery-status":
            inhoud = deel.as_bytes()[:100_000]
            acties = {actie.lower() for actie in _ACTIE.findall(inhoud)}
            if acties and not acties & {b"failed"}:
                return (), ()
            adressen += [adres.decode("ascii", "replace").lower() for adres in _STAND.findall(inhoud)]
        elif soort in {"message/rfc822", "text/rfc822-headers", "message/global", "message/rfc822-headers"}:
            gevonden += [nummer.decode("ascii", "replace") for nummer in _MESSAGE_ID.findall(deel.as_bytes()[:100_000])]
        elif soort == "text/plain" and not is_verslag:
            ontcijferd = deel.get_payload(decode=True)
            begin = ontcijferd[:100_000] if isinstance(ontcijferd, bytes) else b""
            gevonden += [nummer.decode("ascii", "replace") for nummer in _MESSAGE_ID.findall(begin)]
    return tuple(dict.fromkeys(adressen)), tuple(dict.fromkeys([*gevonden, *nummers(bericht, "In-Reply-To", "References")]))
