"""Why a file is not taken in, or not given."""

from kern.fouten import DomeinFout


class BestandGeweigerd(DomeinFout):
    """A file that is not kept; the sentence says what is wrong with it and what to do, `code` is for log and tests."""

    titel = "Dit bestand wordt niet bewaard"

    def __init__(self, code: str, zin: str) -> None:
        self.code = code
        super().__init__(zin)


class NietTeOpenen(DomeinFout):
    """A file that cannot be given now: not looked at by the scanner yet, or infected."""

    status = 409
    titel = "Dit bestand kan nu niet geopend worden"


class OpslagFout(Exception):
    """The storage lost or damaged what was kept in it."""
