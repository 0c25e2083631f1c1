"""Reading registers of other parties: bytes in, plain rows and faults out. Writing is done in `dossiers.actions.importeren`."""

from dossiers.register.formaat import Formaat, Registerrij, Rijfout
from dossiers.register.lrk import LRK
from dossiers.register.opgroeien import OPGROEIEN
from dossiers.register.poi import POI

FORMATEN: dict[str, Formaat] = {formaat.code: formaat for formaat in (OPGROEIEN, POI, LRK)}

__all__ = ["FORMATEN", "Formaat", "Registerrij", "Rijfout"]
