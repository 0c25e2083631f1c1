"""Which kinds of stored document there are, and who may see each: told by the app that owns them."""

from collections.abc import Callable
from dataclasses import dataclass

from kern.models import Medewerker, PdfDocument

_ALLE: dict[str, "PdfSoort"] = {}


@dataclass(frozen=True)
class PdfSoort:
    """One kind of document.

    `mag_zien` answers by role and scope; a grant that hangs on a question (`PdfToegang`) is added by kern. `gevoelig` makes
    every download a log row; one that cannot be written stops the download.
    """

    code: str  # "kern.logboek_uittreksel"
    label: str
    mag_zien: Callable[[Medewerker, PdfDocument], bool]
    gevoelig: bool = True


def registreer(*soorten: PdfSoort) -> None:
    """Make kinds of document known; done once, when the application starts.

    Raises:
        ValueError: the code is taken.
    """
    for soort in soorten:
        if soort.code in _ALLE:
            raise ValueError(f"PDF-soort {soort.code} bestaat al")
        _ALLE[soort.code] = soort


def soort_van(document: PdfDocument) -> PdfSoort:
    """Return the kind of *document*.

    Raises:
        KeyError: no app registered it.
    """
    return _ALLE[document.soort]


def bestaat(code: str) -> bool:
    """Return whether an app registered *code*."""
    return code in _ALLE
