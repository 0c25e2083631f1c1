"""The part of dossiers in the fictitious world of `manage.py genereer`: organisatoren, locations, and what happened there."""

from dossiers.actions.testgegevens import markeer
from dossiers.generator import bezoeknorm
from dossiers.generator.aanvragen import maak_aanvragen
from dossiers.generator.afspraken import maak_afspraken
from dossiers.generator.beloften import maak_beloften
from dossiers.generator.contacten import maak_contacten
from dossiers.generator.documenten import maak_documenten
from dossiers.generator.dossiers import maak_dossiers
from dossiers.generator.groepen import maak_groepen
from dossiers.generator.inspecties import maak_inspecties
from dossiers.generator.opvang import maak_opvang
from dossiers.generator.opvolgingen import maak_opvolgingen
from dossiers.generator.organisatoren import maak_organisatoren
from dossiers.generator.overdrachten import maak_overdrachten
from dossiers.generator.personen import maak_betrokkenen
from dossiers.generator.post import maak_post
from dossiers.generator.postvak import maak_postvak
from dossiers.generator.telefoonbladen import maak_telefoonbladen
from dossiers.generator.vergunningen import maak_vergunningen
from dossiers.generator.verslagen import maak_verslagen
from dossiers.generator.werk import maak_werk, noteer_herinneringen
from kern.generator.bouw import Generatordeel

DELEN = (
    Generatordeel("merkteken", lambda bouw: markeer(waarom="gegenereerde wereld", op=bouw.begin)),
    Generatordeel("organisatoren", maak_organisatoren),
    Generatordeel("dossiers", maak_dossiers),
    Generatordeel("vergunningen", maak_vergunningen),
    Generatordeel("opvolgingen", maak_opvolgingen),
    Generatordeel("groepen", maak_groepen),
    Generatordeel("contacten", maak_contacten),
    Generatordeel("betrokkenen", maak_betrokkenen),
    Generatordeel("opvang", maak_opvang),
    Generatordeel("inspecties", maak_inspecties),
    Generatordeel("documenten", maak_documenten),
    Generatordeel("aanvragen", maak_aanvragen),
    Generatordeel("overdrachten", maak_overdrachten),
    Generatordeel("werk", maak_werk),
    Generatordeel("post", maak_post),
    Generatordeel("postvak", maak_postvak),
    Generatordeel("verslagen", maak_verslagen),
    Generatordeel("beloften", maak_beloften),
    Generatordeel("afspraken", maak_afspraken),
    Generatordeel("telefoonbladen", maak_telefoonbladen),
    Generatordeel("bezoeknorm", bezoeknorm.kijk_na),
    Generatordeel("herinneringen", noteer_herinneringen),
)
