"""Laying out: HTML becomes the bytes of a PDF, by WeasyPrint. Only `kern.pdf` looks in here, and only to render something.

Fonts and pictures come from a few folders under `static/`; every other address stops the rendering. The stylesheet and the
fonts are read once per process: a new font configuration per letter would double the time of a letter.
"""

import threading
from collections.abc import Mapping
from functools import cache
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kern.pdf import BronGeweigerd

# RFC 2606: `.invalid` never exists, so that a hole in the fetcher could still reach nobody.
BASIS = "https://pdf.invalid/"
BEELD = "/beeld/"  # photos that go along with one document, by their name
STATISCH = Path(settings.BASE_DIR) / "static"
MAPPEN = ("pdf", "vendor/source-sans-3", "vendor/noto")
SOORTEN = frozenset({".css", ".woff", ".woff2", ".svg", ".png"})
DATA_GRENS = 64 * 1024  # characters of a data: address; a signature or a small chart fits, an attachment does not

# Pango and fontconfig are not safe to use from two threads at once, and the web server has threads.
_slot = threading.Lock()


class _Geweigerd(FatalURLFetchingError):
    """Carries the refusal through WeasyPrint, which swallows every other exception and renders on without the picture."""


class VerzegeldeLezer(URLFetcher):
    """Reads from the allowed folders under `static/` and what goes along: no network, no other file, no large data: address.

    Remembers what it refused, because WeasyPrint swallows every error inside an SVG.
    """

    def __init__(self, beelden: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self.geweigerd: list[str] = []
        self._beelden = {f"{BEELD}{naam}": inhoud for naam, inhoud in (beelden or {}).items()}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the file behind *url*.

        Raises:
            _Geweigerd: the address leads anywhere else; stops the rendering.
        """
        try:
            return self._lees(url, headers)
        except _Geweigerd as fout:
            self.geweigerd.append(str(fout))
            raise

    def _lees(self, url: str, headers: Mapping[str, str] | None) -> URLFetcherResponse:
        delen = urlsplit(url)
        if delen.scheme == "data":
            if len(url) > DATA_GRENS or not delen.path.startswith("image/"):
                raise _Geweigerd(f"data:{delen.path[:30]}… ({len(url)} tekens)")
            return super().fetch(url, headers)
        if f"{delen.scheme}://{delen.netloc}/" != BASIS:
            raise _Geweigerd(url)
        if (beeld := self._beelden.get(delen.path)) is not None:
            return URLFetcherResponse(url, body=beeld, headers={"Content-Type": "image/jpeg"})
        bestand = bestand_van(delen.path)
        return URLFetcherResponse(url, body=bestand.read_bytes(), headers={"Content-Type": guess_type(bestand.name)[0] or ""})


def bestand_van(pad: str) -> Path:
    """Return the file under `static/` that *pad* ("/pdf/pdf.css") names.

    Raises:
        _Geweigerd: outside the allowed folders, also through `..` or a link; of another kind; or not there.
    """
    naam = PurePosixPath(unquote(pad).lstrip("/"))
    bestand = (STATISCH / naam).resolve()
    toegelaten = any(bestand.is_relative_to((STATISCH / map_).resolve()) for map_ in MAPPEN)
    if not toegelaten or bestand.suffix not in SOORTEN or not bestand.is_file():
        raise _Geweigerd(pad)
    return bestand


@cache
def _huisstijl() -> tuple[FontConfiguration, CSS]:
    """Return the fonts and the stylesheet, read once per process."""
    letters = FontConfiguration()
    return letters, CSS(url=f"{BASIS}pdf/pdf.css", url_fetcher=VerzegeldeLezer(), font_config=letters)


def leg_uit(html: str, wat: str, beelden: Mapping[str, bytes]) -> tuple[bytes, int]:
    """Return the tagged PDF of *html* and its number of pages; *wat* names it in an error.

    Raises:
        BronGeweigerd: it refers to something outside the allowed folders under `static/`.
    """
    lezer = VerzegeldeLezer(beelden)
    try:
        with _slot:
            letters, stijl = _huisstijl()
            document = HTML(string=html, base_url=BASIS, url_fetcher=lezer).render(
                font_config=letters, stylesheets=[stijl], pdf_variant="pdf/ua-1"
            )
            inhoud: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    except _Geweigerd:
        raise BronGeweigerd(_zin(wat, lezer)) from None
    if lezer.geweigerd:
        raise BronGeweigerd(_zin(wat, lezer))
    return inhoud, len(document.pages)


def _zin(wat: str, lezer: VerzegeldeLezer) -> str:
    return f"{wat} verwijst naar iets buiten de toegelaten mappen: {', '.join(lezer.geweigerd)}"
