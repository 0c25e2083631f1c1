"""Whether every page says that nothing here is real. The app that keeps the mark tells kern how to look."""

from collections.abc import Callable

from django.db import DatabaseError


class _Merkteken:
    def __init__(self) -> None:
        self.kijk: Callable[[], bool] | None = None
        self.bekend: bool | None = None


_merkteken = _Merkteken()


def registreer(kijk: Callable[[], bool]) -> None:
    """Let *kijk*, which may ask the database, answer for the whole application."""
    _merkteken.kijk = kijk


def zijn_het() -> bool:
    """Return whether this database carries the mark: asked once per process.

    A server that runs while another process sets the mark shows it after its next start. An error page shown while the
    database does not answer goes without, and remembers nothing.
    """
    if _merkteken.bekend is None:
        try:
            _merkteken.bekend = _merkteken.kijk is not None and _merkteken.kijk()
        except DatabaseError:
            return False
    return _merkteken.bekend


def onthoud(bekend: bool | None) -> None:
    """Take *bekend* for the answer of this process; None looks again with the next page."""
    _merkteken.bekend = bekend
