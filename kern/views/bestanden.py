"""Giving a file to a browser so that it can do no harm there. Who may have it, and the row in the log, are the app's."""

import logging
import re

from django.http import FileResponse
from django.utils.http import content_disposition_header

from kern.bestanden import opslag
from kern.bestanden.fouten import NietTeOpenen, OpslagFout
from kern.bestanden.keuzes import Bestandstand
from kern.models import Bestand

# A download runs nothing and asks nothing. The PDF viewer of Chromium does not work inside a sandbox, so what is shown has none;
# what a browser may show at all is a list (`Bestandssoort.in_venster`).
CSP_DOWNLOAD = "sandbox; default-src 'none'; frame-ancestors 'none'"
CSP_TOON = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; img-src 'self'; frame-ancestors 'none'"
_log = logging.getLogger(__name__)
_STUURT = re.compile(r"[\x00-\x1f\x7f]")


def check_open(bestand: Bestand) -> None:
    """Refuse what waits for the scanner, or did not pass it.

    Raises:
        NietTeOpenen: with the sentence for the person.
    """
    if bestand.is_open:
        return
    zin = {
        Bestandstand.WACHT: f"“{bestand.naam}” wordt nog gecontroleerd op virussen. Probeer het over een minuut opnieuw.",
        Bestandstand.ONBEREIKBAAR: f"“{bestand.naam}” kan pas open als de virusscanner het bekeek, en die antwoordt nu niet. "
        "Het wordt vanzelf opnieuw geprobeerd; verwittig de beheerder als het lang duurt.",
    }.get(bestand.stand, f"In “{bestand.naam}” vond de virusscanner iets. Het is weggehaald en kan niet geopend worden.")
    raise NietTeOpenen(zin)


def geef(bestand: Bestand, *, in_venster: bool = False, naam: str = "") -> FileResponse:
    """Answer with the content of *bestand*, in pieces; *in_venster* shows it in the browser when its kind may be shown.

    Raises:
        NietTeOpenen: it is in quarantine or infected, or its content is gone.
    """
    check_open(bestand)
    try:
        stroom = opslag.open_inhoud(bestand.opslagsleutel)
    except OpslagFout:
        _log.exception("inhoud ontbreekt in de opslag")
        raise NietTeOpenen(
            f"“{bestand.naam}” is niet te vinden in de opslag. Verwittig de beheerder: die kan het uit de reservekopie halen."
        ) from None
    soort = bestand.soort
    toon = in_venster and soort is not None and soort.in_venster
    antwoord = FileResponse(
        stroom,
        content_type=bestand.mime if toon else "application/octet-stream",
    )
    antwoord["Content-Length"] = str(bestand.grootte)
    antwoord["Content-Disposition"] = bijlagekop(naam or bestand.naam, als_bijlage=not toon)
    return _veilig(antwoord, CSP_TOON if toon else CSP_DOWNLOAD)


def geef_voorbeeld(bestand: Bestand) -> FileResponse | None:
    """Answer with the small image; None when there is none (yet)."""
    if not bestand.is_open or not bestand.inhoud.voorbeeld:
        return None
    try:
        stroom = opslag.open_inhoud(bestand.inhoud.voorbeeldsleutel)
    except OpslagFout:
        _log.exception("voorbeeld ontbreekt in de opslag")
        return None
    antwoord = FileResponse(stroom, content_type=bestand.inhoud.voorbeeld)
    antwoord["Content-Disposition"] = "inline"
    return _veilig(antwoord, CSP_DOWNLOAD)


def bijlagekop(naam: str, *, als_bijlage: bool = True) -> str:
    """Return `Content-Disposition` (RFC 6266) with a name that cannot end the header."""
    return content_disposition_header(as_attachment=als_bijlage, filename=_STUURT.sub("", naam)) or "attachment"


def _veilig(antwoord: FileResponse, csp: str) -> FileResponse:
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Content-Security-Policy"] = csp
    antwoord["Cache-Control"] = "private, no-store"
    antwoord["Cross-Origin-Resource-Policy"] = "same-origin"
    return antwoord
