"""Fetching the mailbox for dossiers; nothing here answers a mail."""

from collections.abc import Callable
from datetime import datetime

import structlog

from dossiers.actions.post_ontvangen import neem_aan
from kern.actions import post_ophalen
from kern.actions.post_ophalen import Opgehaald
from kern.post.imap import Postbus, PostbusFout

log = structlog.get_logger(__name__)


def haal_op(*, url: str, klaar: str, klok: Callable[[], datetime]) -> Opgehaald | None:
    """Take in what lies in the mailbox at *url*; None when it could not be reached: the next visit does it."""
    try:
        with Postbus(url, klaar) as bus:
            return post_ophalen.haal_op(bus=bus, neem_aan=neem_aan, klok=klok)
    except PostbusFout as fout:
        log.warning("postbus_onbereikbaar", reden=fout.reden)
        return None
