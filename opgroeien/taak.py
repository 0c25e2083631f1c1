"""The base of every task: its log lines carry its own id and that of the request that rang."""

from typing import Any

from celery import Task
from structlog.contextvars import bound_contextvars, get_contextvars


class Taak(Task):
    """Sends the request id along and binds both ids while the task runs."""

    def apply_async(self, *args: Any, headers: dict[str, Any] | None = None, **options: Any) -> Any:
        """Queue the task with the id of this request."""
        return super().apply_async(*args, headers={**verzoek_kop(), **(headers or {})}, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run with both ids in each log line, and in each row of the log about the domain."""
        verzoek_id = self.request.get("verzoek_id") or ""
        with bound_contextvars(taak=self.name, taak_id=self.request.id, verzoek_id=verzoek_id):
            return super().__call__(*args, **kwargs)


def verzoek_kop() -> dict[str, str]:
    """Return the header that carries the id of the request that is being answered, if any."""
    verzoek_id = str(get_contextvars().get("verzoek_id", ""))
    return {"verzoek_id": verzoek_id} if verzoek_id else {}
