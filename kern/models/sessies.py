"""Open sessions, with whose they are: closing those of one person is one statement, without opening all others."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Sessie(AbstractBaseSession):
    """A session of Django's own engine, with the person in a column. When it ends: `kern.aanmelden.sessies`."""

    medewerker_id = models.BigIntegerField(null=True, db_index=True)  # null: nobody is logged in (yet)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sessie"
        verbose_name_plural = "sessies"

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """Return the engine that reads and writes these rows."""
        from kern.aanmelden.sessies import SessionStore  # the engine imports this table

        return SessionStore
