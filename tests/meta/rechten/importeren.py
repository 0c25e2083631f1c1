"""The rows of imports: the work of backoffice alone."""

from typing import Any
from uuid import UUID

from kern.choices import Rol
from tests.meta.klassen import alleen, van_een_ander
from tests.meta.rechten.regel import Regel, post
from tests.meta.wereld import Persoon, Wereld


def run(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.run.pk}


def onbekend_stuk(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": UUID(int=0)}


def onbekend_bestand(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": UUID(int=0), "bestand": 1}


BACKOFFICE = alleen(Rol.BACKOFFICE)

IMPORTS: dict[str, Regel] = {
    "dossiers:imports": Regel(BACKOFFICE),
    "dossiers:import_nieuw": Regel(BACKOFFICE),
    "dossiers:import_historiek": Regel(BACKOFFICE),
    "dossiers:import": Regel(BACKOFFICE, args=run),
    "dossiers:import_voortgang": Regel(BACKOFFICE, args=run),
    # Not tried yet, so there is nothing to decide.
    "dossiers:import_overnemen": Regel(BACKOFFICE, post, 409, args=run),
    "dossiers:import_vallen": Regel(BACKOFFICE, post, 409, args=run),
    # A stuk opens with the content of its location; tests/dossiers/test_historiek.py asks who.
    "dossiers:historiekstuk": Regel(van_een_ander, args=onbekend_stuk),
    "dossiers:historiekbestand": Regel(van_een_ander, args=onbekend_bestand),
}
