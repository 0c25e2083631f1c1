"""Addresses of things: what a list writes a hundred times is looked up in the table of addresses once.

`reverse` goes through patterns, converters and languages each time; on a page with a hundred and fifty locations that was a tenth
of the work.
"""

import re
from functools import cache
from uuid import UUID

from django.urls import reverse

# Stands for the key while the address is worked out: a number, a dossiernummer and a UUID at once, and part of no address.
_NUL = {int: "1000000001", str: "1000000001", UUID: "00000000-0000-0000-0000-000000000001"}
_GEWOON = re.compile(r"[0-9A-Za-z-]+")


def adres(naam: str, sleutel: str | int | UUID) -> str:
    """Return the address *naam* of the thing with this key, as `reverse` would.

    The key is one that is stored: whether such an address takes it is not asked again.
    """
    tekst = str(sleutel)
    soort: type = type(sleutel)
    if soort not in _NUL or not _GEWOON.fullmatch(tekst):  # what must be quoted is a matter for `reverse`
        return reverse(naam, args=[sleutel])
    voor, na = vorm(naam, soort)
    return f"{voor}{tekst}{na}"


@cache
def vorm(naam: str, soort: type) -> tuple[str, str]:
    """Return what stands before and after a key of this kind (`int`, `str`, `UUID`) in the address *naam*."""
    voor, _, na = reverse(naam, args=[_NUL[soort]]).partition(_NUL[soort])
    return voor, na
