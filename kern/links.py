"""Signed links: tokens, purposes, and the one predicate that says whether a link still works.

A token is 256 random bits and a signature over them. The signature keeps guesses away from the database; the database keeps
only the hash of the token, so that whoever reads it cannot open a door. The address of a link never reaches a log.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import force_bytes

from kern.fouten import DomeinFout
from kern.models import OndertekendeLink

_WILLEKEURIG = 32  # bytes
_HANDTEKENING = 16  # bytes of HMAC-SHA256
_LENGTE = 64  # characters of the token: 48 bytes in base64url without padding
_ZOUT = b"kern.links.v1"

_ADRES = re.compile(rf"/l/[A-Za-z0-9_-]{{{_LENGTE}}}/")
VERBORGEN = "…"  # what stands in the place of a token

_DOELEN: dict[str, "Doel"] = {}


class LinkWerktNiet(DomeinFout):
    """Unknown, tampered with, expired, withdrawn or used: to the visitor these are one and the same."""

    status = 404
    titel = "Deze link werkt niet"

    def __init__(self) -> None:
        super().__init__("Deze link werkt niet of niet meer.")


Behandel = Callable[[HttpRequest, OndertekendeLink, datetime], HttpResponse]


@dataclass(frozen=True)
class Doel:
    """What a link is for.

    `behandel` answers a visit with a page (GET never changes anything: mail scanners follow every link) and a POST with the
    effect; the action behind the POST calls `kern.actions.links.gebruik_link` in its own transaction.
    """

    code: str  # "kern.adviesvraag"
    label: str
    geldig: timedelta  # how long, when the maker does not say until when
    eenmalig: bool
    behandel: Behandel


def registreer(*doelen: Doel) -> None:
    """Make purposes known; done once, when the application starts.

    Raises:
        ValueError: the code is taken.
    """
    for doel in doelen:
        if doel.code in _DOELEN:
            raise ValueError(f"doel {doel.code} bestaat al")
        _DOELEN[doel.code] = doel


def doel_van(code: str) -> Doel:
    """Return the purpose with this code.

    Raises:
        KeyError: nobody registered it.
    """
    return _DOELEN[code]


def _teken(geheim: str | bytes, willekeurig: bytes) -> bytes:
    sleutel = hashlib.sha256(_ZOUT + force_bytes(geheim)).digest()
    return hmac.new(sleutel, willekeurig, hashlib.sha256).digest()[:_HANDTEKENING]


def nieuw_token() -> str:
    """Return a fresh signed token, safe in an address."""
    willekeurig = secrets.token_bytes(_WILLEKEURIG)
    return base64.urlsafe_b64encode(willekeurig + _teken(settings.SECRET_KEY, willekeurig)).decode()


def is_echt(token: str) -> bool:
    """Return whether we signed *token*, with today's key or one of the keys before it."""
    if len(token) != _LENGTE or not token.isascii():
        return False
    try:
        ruw = base64.b64decode(token, altchars=b"-_", validate=True)
    except ValueError:
        return False
    willekeurig, handtekening = ruw[:_WILLEKEURIG], ruw[_WILLEKEURIG:]
    geheimen = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(_teken(geheim, willekeurig), handtekening) for geheim in geheimen)


def hash_van(token: str) -> bytes:
    """Return what is kept of a token. No salt or stretching: 256 random bits cannot be guessed from their hash."""
    return hashlib.sha256(token.encode()).digest()


def bruikbaar(op: datetime) -> Q:
    """Return the predicate "this link works at *op*", for a lookup and for the UPDATE that uses it."""
    return Q(ingetrokken_op=None, verloopt_op__gt=op) & (Q(eenmalig=False) | Q(aantal_gebruikt=0))


def vind(token: str) -> OndertekendeLink | None:
    """Return the link of *token*, working or not; None when we never gave it. No query for a token we did not sign."""
    return OndertekendeLink.objects.filter(token_hash=hash_van(token)).first() if is_echt(token) else None


def werkt(link: OndertekendeLink, op: datetime) -> bool:
    """Return whether *link* works at *op*, asked of the database."""
    return OndertekendeLink.objects.filter(bruikbaar(op), pk=link.pk).exists()


def adres_van(token: str) -> str:
    """Return the whole address that goes into a message."""
    return f"{settings.BASIS_URL}{reverse('kern:link', args=[token])}"


def verberg(tekst: str) -> str:
    """Return *tekst* with the token of every link in it left out: for who may read the message but did not receive it."""
    return _ADRES.sub(f"/l/{VERBORGEN}/", tekst)


VOLGEND_GEBRUIK = F("aantal_gebruikt") + 1
