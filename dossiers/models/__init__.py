"""The tables of dossiers, one file per noun."""

from dossiers.models.aandacht import Aandacht
from dossiers.models.aanvraag import Aanvraag
from dossiers.models.afgeschermd import AfgeschermdeGegevens
from dossiers.models.afspraak import Afspraak, AfspraakEvent, AfspraakLocatie, AfspraakLocatieEvent, Deelnemer
from dossiers.models.belofte import Belofte, BelofteEvent
from dossiers.models.betrokkene import Attest, AttestEvent, Betrokkene, BetrokkeneEvent, PersoonKoppeling
from dossiers.models.bezoekmap import Bezoekfoto, Bezoekpunt
from dossiers.models.contactmoment import Contactmoment, Contactversie
from dossiers.models.document import Document, DocumentEvent, Documentversie
from dossiers.models.dossier import Dossier, DossierEvent
from dossiers.models.gemeenten import Gemeente, Postcode
from dossiers.models.groep import Groep, Groepslidmaatschap
from dossiers.models.historiek import Historiekbestand, Historiekstuk
from dossiers.models.importrun import Importmelding, Importrij, ImportRun, Importstuk
from dossiers.models.inspectieverzoek import Inspectieverzoek, InspectieverzoekEvent
from dossiers.models.opvang import Leefgroep, LeefgroepEvent, Opvang, OpvangEvent, Sluiting
from dossiers.models.opvolging import Opvolging
from dossiers.models.opzoeken import Zoeknummer, Zoekregel, Zoekwoord
from dossiers.models.organisator import Organisator, OrganisatorEvent
from dossiers.models.overdracht import Overdracht, Overdrachtsregel
from dossiers.models.post import Postadres, Postbericht, Postbijlage, Postverzending
from dossiers.models.tekstblok import Tekstblok
from dossiers.models.telefoonblad import Bladuitkomst, Telefoonblad
from dossiers.models.testgegevens import MerktekenTest
from dossiers.models.tijdlijn import Tijdlijnregel
from dossiers.models.toegang import DossierToegang, Toegangsvraag
from dossiers.models.vergunning import Vergunning, VergunningEvent
from dossiers.models.verslag import (
    Addendum,
    Deelversie,
    Opmerking,
    Steun,
    Verslag,
    Verslagdeel,
    Verslagsjabloon,
)
from dossiers.models.verslagfoto import Verslagfoto

__all__ = [
    "Aandacht",
    "Aanvraag",
    "Addendum",
    "AfgeschermdeGegevens",
    "Afspraak",
    "AfspraakEvent",
    "AfspraakLocatie",
    "AfspraakLocatieEvent",
    "Attest",
    "AttestEvent",
    "Belofte",
    "BelofteEvent",
    "Betrokkene",
    "BetrokkeneEvent",
    "Bezoekfoto",
    "Bezoekpunt",
    "Bladuitkomst",
    "Contactmoment",
    "Contactversie",
    "Deelnemer",
    "Deelversie",
    "Document",
    "DocumentEvent",
    "Documentversie",
    "Dossier",
    "DossierEvent",
    "DossierToegang",
    "Gemeente",
    "Groep",
    "Groepslidmaatschap",
    "Historiekbestand",
    "Historiekstuk",
    "ImportRun",
    "Importmelding",
    "Importrij",
    "Importstuk",
    "Inspectieverzoek",
    "InspectieverzoekEvent",
    "Leefgroep",
    "LeefgroepEvent",
    "MerktekenTest",
    "Opmerking",
    "Opvang",
    "OpvangEvent",
    "Opvolging",
    "Organisator",
    "OrganisatorEvent",
    "Overdracht",
    "Overdrachtsregel",
    "PersoonKoppeling",
    "Postadres",
    "Postbericht",
    "Postbijlage",
    "Postcode",
    "Postverzending",
    "Sluiting",
    "Steun",
    "Tekstblok",
    "Telefoonblad",
    "Tijdlijnregel",
    "Toegangsvraag",
    "Vergunning",
    "VergunningEvent",
    "Verslag",
    "Verslagdeel",
    "Verslagfoto",
    "Verslagsjabloon",
    "Zoeknummer",
    "Zoekregel",
    "Zoekwoord",
]
