"""PDF: a template and a context become bytes, tagged (PDF/UA-1), with no network and the same result every time."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from kern.tijd import BRUSSEL


class PdfFout(Exception):
    """A document could not be made; a mistake in a template or in the program, not of the person who asks for it."""


class BronGeweigerd(PdfFout):
    """A template refers to something outside the allowed folders under `static/`."""


@dataclass(frozen=True)
class Pdf:
    """A finished document. `sha256` is the hexadecimal digest of `inhoud`."""

    inhoud: bytes
    sha256: str
    paginas: int


def maak(
    sjabloon: str, context: Mapping[str, Any], *, titel: str, op: datetime, beelden: Mapping[str, bytes] | None = None
) -> Pdf:
    """Render template *sjabloon* (it extends `pdf/basis.html`) with *context* to a tagged PDF.

    The same template, context, title and moment give the same bytes, so that a document can be proved by its hash.

    Args:
        sjabloon: name of a Django template; what stands in the context is escaped by it.
        context: what the template shows.
        titel: title of the document, in its window and its metadata.
        op: the moment of making (aware), in the metadata; the clock is not read.
        beelden: JPEG photos by name; in the template their address is `/beeld/<name>`.

    Raises:
        BronGeweigerd: the template refers to something outside the allowed folders under `static/`.
    """
    html = render_to_string(sjabloon, {**context, "titel": titel, "gemaakt_op": op.astimezone(BRUSSEL)})
    # Here and not above: it takes a third of the time in which a process starts, and most processes never render.
    from kern.pdfmotor import leg_uit

    inhoud, paginas = leg_uit(html, sjabloon, beelden or {})
    return Pdf(inhoud, hashlib.sha256(inhoud).hexdigest(), paginas)
