"""The written table of rights: every address, and who gets what there.

A new address makes `test_rechten_tabel.py` fail until it has a row here. Adding one is one line:

    "app:naam": Regel(intern),                              # a page for every internal medewerker
    "app:naam": Regel(alleen(Rol.DPO)),                     # a page for one role
    "app:naam": Regel(alleen(Rol.BEHEERDER), post, 422),    # an action; an empty form gives 422 to who may
    "app:naam": Regel(DOSSIER, args=dossiernummer),         # a page of one dossier

`Regel(klasse, methode, status, args)`: the class says who (`tests/meta/klassen.py`), the method how it is asked, the status what
whoever is let in gets, `args` what stands in the address for this person. In words: docs/rechten.md.
"""

from tests.meta.rechten.afspraken import AFSPRAKEN
from tests.meta.rechten.dossiers import DOSSIERS
from tests.meta.rechten.importeren import IMPORTS
from tests.meta.rechten.kern import KERN
from tests.meta.rechten.personen import PERSONEN
from tests.meta.rechten.regel import Regel
from tests.meta.rechten.toewijzen import TOEWIJZINGEN

TABEL: dict[str, Regel] = {**KERN, **DOSSIERS, **AFSPRAKEN, **PERSONEN, **TOEWIJZINGEN, **IMPORTS}

__all__ = ["TABEL", "Regel"]
