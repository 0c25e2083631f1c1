"""The state machine of every process: a table of transitions, and one conditional UPDATE that carries one out.

Buttons, checks, log text, the generated diagrams in `docs/workflow/` and the tests read the same table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import models, router, transaction
from django.utils.module_loading import module_has_submodule

from kern.fouten import AlGewijzigd, EisNietVoldaan
from kern.models import Medewerker


@dataclass(frozen=True)
class Overgang:
    """One step that may be taken.

    `naam` is the verb on the button, `recht` the right it asks of the actor (None: decided by the action, or the system
    acts), `eist` the fields that must be filled in before.
    """

    van: str
    naar: str
    naam: str
    recht: str | None = None
    eist: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """All transitions of one model: pure data, one constant in an app's `workflow.py`, where `alle_workflows` finds it."""

    model: str  # "kern.Uitnodiging"
    begin: str
    overgangen: tuple[Overgang, ...]
    veld: str = "status"

    def vanuit(self, status: str) -> list[Overgang]:
        """Return the transitions that leave *status*."""
        return [overgang for overgang in self.overgangen if overgang.van == status]

    def bereikbaar(self) -> set[str]:
        """Return every status a row can ever be in: `begin` and all that follows from it."""
        gezien: set[str] = set()
        te_bekijken = [str(self.begin)]
        while te_bekijken:
            status = te_bekijken.pop()
            if status not in gezien:
                gezien.add(status)
                te_bekijken.extend(str(overgang.naar) for overgang in self.vanuit(status))
        return gezien

    def statussen(self) -> dict[str, str]:
        """Return each status of the model's field with its label, in the order of its choices."""
        veld = apps.get_model(self.model)._meta.get_field(self.veld)
        return {str(waarde): str(label) for waarde, label in veld.choices or ()}


def alle_workflows() -> list[Workflow]:
    """Return the tables of all installed apps (their module `workflow`), ordered by model."""
    tabellen: list[Workflow] = []
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "workflow"):
            inhoud = vars(import_module(f"{app.name}.workflow")).values()
            tabellen.extend(waarde for waarde in inhoud if isinstance(waarde, Workflow))
    return sorted(tabellen, key=lambda tabel: tabel.model)


def voer_uit(
    onderwerp: models.Model,
    overgang: Overgang,
    *,
    zet: Mapping[str, Any] | None = None,
    waar: Mapping[str, Any] | None = None,
    veld: str = "status",
) -> None:
    """Carry out *overgang* on *onderwerp*, together with the fields in *zet*, in one conditional UPDATE.

    *waar* adds conditions to the UPDATE: the token of a claim, say, so that only its holder takes the step.
    The instance gets the new values too. The caller has checked the right and writes the log row in the same transaction.

    Raises:
        TransactionManagementError: there is no transaction; the step and its log row would not stand or fall together.
        EisNietVoldaan: a field in `eist` is empty.
        AlGewijzigd: the row is not in the state `van` (or not as *waar* says) any more: a colleague, or
            another process, was first.
    """
    databank = router.db_for_write(type(onderwerp), instance=onderwerp)
    if not transaction.get_connection(databank).in_atomic_block:
        raise transaction.TransactionManagementError(f"de overgang '{overgang.naam}' hoort in één transactie met haar logregel")
    waarden = {veld: overgang.naar, **(zet or {})}
    leeg = [naam for naam in overgang.eist if waarden.get(naam, getattr(onderwerp, naam)) in (None, "", [])]
    if leeg:
        raise EisNietVoldaan(overgang.naam, [str(onderwerp._meta.get_field(naam).verbose_name) for naam in leeg])  # type: ignore[union-attr]  # only relations lack verbose_name
    rijen = (
        type(onderwerp)
        ._base_manager.using(databank)
        .filter(pk=onderwerp.pk, **{veld: overgang.van}, **(waar or {}))
        .update(**waarden)
    )
    if rijen != 1:
        raise AlGewijzigd(onderwerp)
    for naam, waarde in waarden.items():
        setattr(onderwerp, naam, waarde)


def mogelijk(workflow: Workflow, onderwerp: models.Model, voor: Medewerker) -> list[Overgang]:
    """Return the transitions that *voor* may take now: what the buttons on the page are."""
    status = getattr(onderwerp, workflow.veld)
    return [o for o in workflow.vanuit(status) if o.recht is None or o.recht in voor.rechten]
