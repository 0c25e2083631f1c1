"""Sealing what must not be readable in a stolen back-up: secrets of people that the program itself must still be able to use."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class ZegelGebroken(Exception):
    """What was sealed cannot be opened with any key we have."""


def _ring(doel: str) -> MultiFernet:
    """Return the key ring of one purpose: the newest SECRET_KEY seals, the older ones still open."""
    sleutels = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{doel}:{s}".encode()).digest())) for s in sleutels])


def verzegel(doel: str, tekst: str) -> str:
    """Return *tekst* sealed for *doel*; what is sealed for one purpose does not open for another."""
    return _ring(doel).encrypt(tekst.encode()).decode()


def ontzegel(doel: str, verzegeld: str) -> str:
    """Return what was sealed.

    Raises:
        ZegelGebroken: it was sealed for something else, or with a key that is gone.
    """
    try:
        return _ring(doel).decrypt(verzegeld.encode()).decode()
    except InvalidToken:
        raise ZegelGebroken from None
