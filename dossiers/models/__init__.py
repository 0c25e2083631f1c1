"""The tables of dossiers, one file per noun."""

from dossiers.models.afgeschermd import AfgeschermdeGegevens
from dossiers.models.dossier import Dossier, DossierEvent
from dossiers.models.organisator import Organisator, OrganisatorEvent
from dossiers.models.toegang import DossierToegang, Toegangsvraag

__all__ = [
    "AfgeschermdeGegevens",
    "Dossier",
    "DossierEvent",
    "DossierToegang",
    "Organisator",
    "OrganisatorEvent",
    "Toegangsvraag",
]
