"""Sessions that end by themselves: after a while without work, and at the latest after a working day.

The end stands in the row itself (`expire_date`), so an expired session cannot be loaded: no clean-up job decides who is in.
The cookie has no end of its own and goes when the browser closes.
"""

import time
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabankSessionStore
from django.db import connection
from django.utils import timezone

from kern.models import Sessie

BEGIN = "sessie_begin"  # seconds since 1970: when this person logged in
ZUINIG = timedelta(minutes=1)  # how much may go by before activity is written down again

_LEES = "SELECT session_key, session_data, expire_date FROM kern_sessie WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabankSessionStore):
    """Django's database sessions, with a sliding end and an absolute one, and with whose they are in a column."""

    verloopt_op: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Sessie]:
        """Return the table of the sessions."""
        return Sessie

    def create_model_instance(self, data: dict[str, Any]) -> Sessie:
        """Return the row to store, with the person who is logged in."""
        rij = cast("Sessie", super().create_model_instance(data))
        rij.medewerker_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return rij

    def _get_session_from_db(self) -> Sessie | None:
        # As Django does it, without having the ORM write the same statement for every request of everybody.
        with connection.cursor() as cursor:
            cursor.execute(_LEES, [self.session_key, timezone.now()])
            rij = cursor.fetchone()
        if rij is None:
            self._session_key = None
            self.verloopt_op = None
            return None
        self.verloopt_op = rij[2]
        return Sessie(session_key=rij[0], session_data=rij[1], expire_date=rij[2])

    def get_session_cookie_age(self) -> int:
        """Return how many seconds the session lasts from now, without any further activity."""
        glijdend = settings.SESSIE_MINUTEN * 60
        begin = self.get(BEGIN)
        if begin is None:
            return glijdend
        return max(0, min(glijdend, int(begin + settings.SESSIE_MAXIMUM_UREN * 3600 - time.time())))

    def cycle_key(self) -> None:
        """Take a new key; whoever just logged in begins a new working day."""
        super().cycle_key()
        self.pop(BEGIN, None)

    def save(self, must_create: bool = False) -> None:
        """Store the session; the first time that somebody is logged in, note when."""
        if SESSION_KEY in self and BEGIN not in self:
            self[BEGIN] = int(time.time())
        super().save(must_create)

    def seconden_over(self) -> int:
        """Return how long the session lasts when nothing happens any more; 0 when nobody is logged in."""
        if SESSION_KEY not in self or self.verloopt_op is None:
            return 0
        return max(0, int((self.verloopt_op - timezone.now()).total_seconds()))

    def verleng(self) -> None:
        """Note that somebody is at work: one statement, at most once a minute, and nothing of the contents is written."""
        if SESSION_KEY not in self or self.verloopt_op is None:
            return
        tot = self.get_expiry_date()
        if tot - self.verloopt_op < ZUINIG:
            return
        Sessie.objects.filter(pk=self.session_key).update(expire_date=tot)
        self.verloopt_op = tot
