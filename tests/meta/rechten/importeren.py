"""The rows of imports: the work of backoffice alone."""

from typing import Any

from kern.choices import Rol
from tests.meta.klassen import alleen
from tests.meta.rechten.regel import Regel, post
from tests.meta.wereld import Persoon, Wereld


def run(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.run.pk}


BACKOFFICE = alleen(Rol.BACKOFFICE)

IMPORTS: dict[str, Regel] = {
    "dossiers:imports": Regel(BACKOFFICE),
    "dossiers:import_nieuw": Regel(BACKOFFICE),
    "dossiers:import": Regel(BACKOFFICE, args=run),
    "dossiers:import_voortgang": Regel(BACKOFFICE, args=run),
    # Not tried yet, so there is nothing to decide.
    "dossiers:import_overnemen": Regel(BACKOFFICE, post, 409, args=run),
    "dossiers:import_vallen": Regel(BACKOFFICE, post, 409, args=run),
}
