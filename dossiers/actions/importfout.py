"""What an import that fell over says of itself: whether it may go well another time, and where it fell, without any data."""

from django.db import DatabaseError, InterfaceError, OperationalError

# By SQLSTATE. Anything else is the same the next time: a check that reading did not foresee, a full disk, a fault of ours.
_DRUK = ("40", "55P03")  # a deadlock, a row that somebody held too long
_VERBINDING = ("08", "57P")  # the server stops, or was started again
_INTUSSEN = ("23503", "23505", "23P01")  # perhaps a colleague added or took away the same thing meanwhile


def sqlstate_van(fout: Exception) -> str:
    """Return the five signs by which the database names what went wrong; empty when it said nothing."""
    return getattr(fout.__cause__, "sqlstate", None) or ""


def gaat_voorbij(fout: Exception) -> bool:
    """Return whether the same file may well go in another time; a connection that broke names nothing."""
    if isinstance(fout, InterfaceError | OperationalError) and not sqlstate_van(fout):
        return True
    return isinstance(fout, DatabaseError) and sqlstate_van(fout).startswith((*_DRUK, *_VERBINDING, *_INTUSSEN))


def is_druk(fout: Exception) -> bool:
    """Return whether colleagues were in the way."""
    return sqlstate_van(fout).startswith(_DRUK)


def waar(fout: Exception) -> str:
    """Return the module and line that raised it; its sentence stays out of the log, for it may hold what stood in the file."""
    spoor = fout.__traceback__
    while spoor is not None and spoor.tb_next is not None:
        spoor = spoor.tb_next
    return f"{spoor.tb_frame.f_globals.get('__name__', '')}:{spoor.tb_lineno}" if spoor else ""
