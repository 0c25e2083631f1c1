"""The technical log: who runs into what, without one word about a person.

Our own lines are structlog events with named values that we chose. Lines of libraries are written without the values they fill
in, except for a few that speak of machines only; an exception is written as its type, its place and what the database calls
it, without message and without local values: "Key (email)=(an@…) already exists" is personal data.
"""

import logging
import logging.config
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

# Speak of processes, sockets and times; their values may be written.
_MACHINES = ("celery", "kombu", "gunicorn", "django.utils.autoreload")


def stel_in(instellingen: Mapping[str, Any]) -> None:
    """Configure structlog and logging; called by Django as LOGGING_CONFIG with LOGGING."""
    gedeeld: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        _fout_zonder_inhoud,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if instellingen["als_json"]:
        vorm: list[Any] = [structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        vorm = [structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)]
    structlog.configure(
        processors=[*gedeeld, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {
                "zonder_waarden": {"()": "opgroeien.logging.ZonderWaarden"},
                "alleen_uitzonderingen": {"()": "opgroeien.logging.AlleenUitzonderingen"},
            },
            "formatters": {
                "regel": {
                    "()": "structlog.stdlib.ProcessorFormatter",
                    "foreign_pre_chain": gedeeld,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *vorm],
                }
            },
            "handlers": {
                "uit": {"class": "logging.StreamHandler", "formatter": "regel", "filters": ["zonder_waarden"]},
            },
            "root": {"handlers": ["uit"], "level": instellingen["niveau"]},
            "loggers": {
                # Django's own handlers would write a second time, and mail.
                "django": {"handlers": [], "level": "INFO", "propagate": True},
                # Refusals stand in our own line with the pattern of the page; only exceptions are worth a second one.
                "django.request": {"filters": ["alleen_uitzonderingen"]},
                "httpx": {"level": "WARNING"},  # writes whole addresses
                "httpcore": {"level": "WARNING"},
                "fontTools": {"level": "WARNING"},
                "weasyprint": {"level": "ERROR"},
            },
        }
    )


class ZonderWaarden(logging.Filter):
    """Takes the filled-in values out of the lines of libraries; the template of the line is code and stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record, let it pass. Only our own handler has this filter: tests still see what was said."""
        eigen = isinstance(record.msg, dict)  # an event of structlog on its way to the formatter
        machine = record.name.startswith(_MACHINES) and not record.exc_info
        if record.args and not eigen and not machine:
            record.args = ()
        return True


class AlleenUitzonderingen(logging.Filter):
    """Lets pass what carries an unexpected exception."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the record carries an exception that nobody expected; a refusal (403, 404) carries one as well."""
        return bool(record.exc_info) and record.levelno >= logging.ERROR


def _fout_zonder_inhoud(logger: Any, methode: str, regel: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its type and place."""
    fout = regel.pop("exc_info", None)
    if fout is True:
        fout = sys.exc_info()
    if isinstance(fout, tuple):
        fout = fout[1]
    if isinstance(fout, BaseException):
        regel["exception"] = beschrijf(fout)
    regel.pop("stack_info", None)
    return regel


def beschrijf(fout: BaseException) -> str:
    """Return the chain of *fout*: for each the traceback (files, lines, code), its type, and the error of the database."""
    delen: list[str] = []
    keten: BaseException | None = fout
    while keten is not None and len(delen) < 5:
        spoor = "".join(traceback.format_tb(keten.__traceback__))
        delen.append(f"Traceback (most recent call last):\n{spoor}{_soort(keten)}")
        keten = keten.__cause__ or (None if keten.__suppress_context__ else keten.__context__)
    return "\n\nDoor:\n".join(delen)


def _soort(fout: BaseException) -> str:
    naam = f"{type(fout).__module__}.{type(fout).__qualname__}".removeprefix("builtins.")
    diag = getattr(fout, "diag", None)  # psycopg: codes and names of constraints, without the values
    extra = [str(w) for w in (getattr(fout, "sqlstate", None), getattr(diag, "constraint_name", None)) if w]
    if isinstance(fout, OSError) and fout.errno:
        extra.append(f"errno {fout.errno}")
    return f"{naam} ({', '.join(extra)})" if extra else naam
