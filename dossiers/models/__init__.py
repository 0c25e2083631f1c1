"""The tables of dossiers, one file per noun."""

from dossiers.models.aandacht import Aandacht
from dossiers.models.afgeschermd import AfgeschermdeGegevens
from dossiers.models.dossier import Dossier, DossierEvent
from dossiers.models.gemeenten import Gemeente, Postcode
from dossiers.models.organisator import Organisator, OrganisatorEvent
from dossiers.models.tijdlijn import Tijdlijnregel
from dossiers.models.toegang import DossierToegang, Toegangsvraag

__all__ = [
    "Aandacht",
    "AfgeschermdeGegevens",
    "Dossier",
    "DossierEvent",
    "DossierToegang",
    "Gemeente",
    "Organisator",
    "OrganisatorEvent",
    "Postcode",
    "Tijdlijnregel",
    "Toegangsvraag",
]
