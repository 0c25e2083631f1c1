"""What the log tells about dossiers."""

from kern.gebeurtenissen import Gebeurtenis
from kern.gegevensnamen import noem

ORGANISATOR_GEMAAKT = Gebeurtenis("dossiers.organisator_gemaakt", "maakte de organisator aan")
DOSSIER_GEMAAKT = Gebeurtenis("dossiers.dossier_gemaakt", "maakte het dossier aan")
DOSSIER_GEWIJZIGD = Gebeurtenis("dossiers.dossier_gewijzigd", "wijzigde het dossier")
DOSSIER_BIJGEWERKT = Gebeurtenis("dossiers.dossier_bijgewerkt", "werkte het dossier bij uit het register")
DOSSIER_AFWIJKING = Gebeurtenis("dossiers.dossier_afwijking", "liet de klantenbeheerder van het dossier afwijken")
DOSSIER_INGEZIEN = Gebeurtenis("dossiers.dossier_ingezien", "bekeek de inhoud van het dossier", inzage=True)
LOGBOEK_INGEZIEN = Gebeurtenis("dossiers.logboek_ingezien", "bekeek wie in het dossier keek", inzage=True)

AFGESCHERMD_INGEZIEN = Gebeurtenis("dossiers.afgeschermd_ingezien", "bekeek de afgeschermde gegevens", inzage=True)
AFGESCHERMD_GEWIJZIGD = Gebeurtenis("dossiers.afgeschermd_gewijzigd", "wijzigde de afgeschermde gegevens")

TOEGANG_GEVRAAGD = Gebeurtenis("dossiers.toegang_gevraagd", "vroeg toegang tot het dossier")
TOEGANG_VERLEEND = Gebeurtenis("dossiers.toegang_verleend", "gaf een collega toegang tot het dossier")
TOEGANG_GEWEIGERD = Gebeurtenis("dossiers.toegang_geweigerd", "weigerde een collega toegang tot het dossier")
TOEGANG_VRAAG_INGETROKKEN = Gebeurtenis("dossiers.toegang_vraag_ingetrokken", "trok de vraag om toegang in")
TOEGANG_BEEINDIGD = Gebeurtenis("dossiers.toegang_beeindigd", "beëindigde de toegang van een collega")
NOODTOEGANG_GENOMEN = Gebeurtenis("dossiers.noodtoegang_genomen", "nam noodtoegang tot het dossier")

ORGANISATOR_BIJGEWERKT = Gebeurtenis("dossiers.organisator_bijgewerkt", "werkte de organisator bij uit het register")
IMPORT_KLAARGEZET = Gebeurtenis("dossiers.import_klaargezet", "zette een bestand klaar om in te voeren")
IMPORT_NAGEKEKEN = Gebeurtenis("dossiers.import_nagekeken", "keek het bestand na")
IMPORT_BEVESTIGD = Gebeurtenis("dossiers.import_bevestigd", "besliste om het bestand over te nemen")
IMPORT_OVERGENOMEN = Gebeurtenis("dossiers.import_overgenomen", "nam het bestand over")
IMPORT_GEWEIGERD = Gebeurtenis("dossiers.import_geweigerd", "weigerde het bestand")
IMPORT_MISLUKT = Gebeurtenis("dossiers.import_mislukt", "gaf de import op")
IMPORT_VERVALLEN = Gebeurtenis("dossiers.import_vervallen", "liet de import vallen")
BEZOEK_OVERGENOMEN = Gebeurtenis("dossiers.bezoek_overgenomen", "nam het bezoek over uit een register")
HISTORIEK_OVERGENOMEN = Gebeurtenis("dossiers.historiek_overgenomen", "nam dit over uit het vorige systeem")
HISTORIEK_INGEZIEN = Gebeurtenis("dossiers.historiek_ingezien", "las een stuk uit het vorige systeem", inzage=True)
TESTGEGEVENS = Gebeurtenis("dossiers.testgegevens", "merkte de databank als testgegevens")
REGISTER_OVERGENOMEN = Gebeurtenis("dossiers.register_overgenomen", "nam de locatie over uit een register")

CONTACT_GENOTEERD = Gebeurtenis("dossiers.contact_genoteerd", "noteerde een contactmoment")
CONTACT_INGEZIEN = Gebeurtenis("dossiers.contact_ingezien", "bekeek een contactmoment", inzage=True)
CONTACT_VERBETERD = Gebeurtenis("dossiers.contact_verbeterd", "verbeterde een contactmoment")
CONTACT_INGETROKKEN = Gebeurtenis("dossiers.contact_ingetrokken", "trok een contactmoment in")
CONTACT_TERUGGEZET = Gebeurtenis("dossiers.contact_teruggezet", "zette een ingetrokken contactmoment terug")

POST_GENOMEN = Gebeurtenis("dossiers.post_genomen", "nam een mail over")
POST_OPGELADEN = Gebeurtenis("dossiers.post_opgeladen", "laadde een mail op")
POST_GEPLAATST = Gebeurtenis("dossiers.post_geplaatst", "plaatste een mail in een dossier")
POST_OPZIJ = Gebeurtenis("dossiers.post_opzij", "legde een mail opzij")
POST_INGEZIEN = Gebeurtenis("dossiers.post_ingezien", "las een mail", inzage=True)
POSTBIJLAGE_INGEZIEN = Gebeurtenis("dossiers.postbijlage_ingezien", "opende een bijlage van een mail", inzage=True)
POST_BEGONNEN = Gebeurtenis("dossiers.post_begonnen", "begon een mail te schrijven")
POST_VERZONDEN = Gebeurtenis("dossiers.post_verzonden", "verstuurde een mail")
POST_TERUGGEHAALD = Gebeurtenis("dossiers.post_teruggehaald", "haalde een mail terug voor ze vertrok")
POST_WEGGEGOOID = Gebeurtenis("dossiers.post_weggegooid", "gooide een concept van een mail weg")
POST_VERTROKKEN = Gebeurtenis("dossiers.post_vertrokken", "stelde vast dat een mail vertrok")
POST_NIET_AANGEKOMEN = Gebeurtenis("dossiers.post_niet_aangekomen", "stelde vast dat een mail niet aankwam")
POSTADRES_GEMAAKT = Gebeurtenis("dossiers.postadres_gemaakt", "gaf het dossier een nieuw mailadres")
POSTADRES_INGETROKKEN = Gebeurtenis("dossiers.postadres_ingetrokken", "trok het mailadres van het dossier in")

VERGUNNING_VASTGELEGD = Gebeurtenis("dossiers.vergunning_vastgelegd", "legde een periode van de vergunning vast")
VERGUNNING_GEWIJZIGD = Gebeurtenis("dossiers.vergunning_gewijzigd", "wijzigde een periode van de vergunning")
VERGUNNING_VERVALLEN = Gebeurtenis("dossiers.vergunning_vervallen", "liet een periode vervallen die nog moest komen")
VERGUNNING_WERKT = Gebeurtenis("dossiers.vergunning_werkt", "bracht de stand van het dossier bij zijn vergunning")
OPVANG_GEMELD = Gebeurtenis("dossiers.opvang_gemeld", "legde vast hoe de opvang loopt")

INSPECTIE_GEVRAAGD = Gebeurtenis("dossiers.inspectie_gevraagd", "vroeg een inspectie aan Zorginspectie")
INSPECTIE_INGEZIEN = Gebeurtenis("dossiers.inspectie_ingezien", "bekeek een inspectieverzoek", inzage=True)
INSPECTIE_GEWIJZIGD = Gebeurtenis("dossiers.inspectie_gewijzigd", "wijzigde een inspectieverzoek")
INSPECTIE_BEVESTIGD = Gebeurtenis("dossiers.inspectie_bevestigd", "noteerde dat Zorginspectie het verzoek bevestigde")
INSPECTIE_UITGEVOERD = Gebeurtenis("dossiers.inspectie_uitgevoerd", "noteerde dat Zorginspectie langsging")
INSPECTIE_INGETROKKEN = Gebeurtenis("dossiers.inspectie_ingetrokken", "trok een inspectieverzoek in")
INSPECTIE_TE_LAAT = Gebeurtenis("dossiers.inspectie_te_laat", "stelde vast dat een inspectie op zich laat wachten")

OPVOLGING_GEKOPPELD = Gebeurtenis("dossiers.opvolging_gekoppeld", "koppelde voorganger en opvolger")
OPVOLGING_ONTKOPPELD = Gebeurtenis("dossiers.opvolging_ontkoppeld", "ontkoppelde voorganger en opvolger")

DOSSIER_OVERGEDRAGEN = Gebeurtenis("dossiers.dossier_overgedragen", "gaf het dossier aan een andere klantenbeheerder")
ORGANISATOR_TOEGEWEZEN = Gebeurtenis("dossiers.organisator_toegewezen", "gaf de organisator een andere vaste klantenbeheerder")
OVERDRACHT_INGEZIEN = Gebeurtenis("dossiers.overdracht_ingezien", "las het overdrachtsdossier", inzage=True)
OVERDRACHT_GELEZEN = Gebeurtenis("dossiers.overdracht_gelezen", "tekende af wat gelezen is in het overdrachtsdossier")

ORGANISATOR_GEWIJZIGD = Gebeurtenis("dossiers.organisator_gewijzigd", "wijzigde de organisator")
ORGANISATOR_INGEZIEN = Gebeurtenis("dossiers.organisator_ingezien", "bekeek de inhoud van de organisator", inzage=True)

BETROKKENE_TOEGEVOEGD = Gebeurtenis("dossiers.betrokkene_toegevoegd", "voegde de betrokkene toe")
BETROKKENE_GEWIJZIGD = Gebeurtenis("dossiers.betrokkene_gewijzigd", "wijzigde de betrokkene")
BETROKKENE_BEEINDIGD = Gebeurtenis("dossiers.betrokkene_beeindigd", "noteerde dat de betrokkene vertrok")
BETROKKENE_HERVAT = Gebeurtenis("dossiers.betrokkene_hervat", "maakte het vertrek van de betrokkene ongedaan")
BETROKKENE_INGEZIEN = Gebeurtenis("dossiers.betrokkene_ingezien", "bekeek de betrokkene", inzage=True)
ATTEST_TOEGEVOEGD = Gebeurtenis("dossiers.attest_toegevoegd", "noteerde een attest")
ATTEST_VERNIEUWD = Gebeurtenis("dossiers.attest_vernieuwd", "verving een attest door een nieuw")
ATTEST_INGETROKKEN = Gebeurtenis("dossiers.attest_ingetrokken", "trok een attest in")
PERSONEN_BEVESTIGD = Gebeurtenis("dossiers.personen_bevestigd", "bevestigde dat twee betrokkenen dezelfde persoon zijn")
PERSONEN_VERWORPEN = Gebeurtenis("dossiers.personen_verworpen", "besliste dat twee betrokkenen niet dezelfde persoon zijn")
PERSONEN_ONGEDAAN = Gebeurtenis("dossiers.personen_ongedaan", "maakte de beslissing over twee betrokkenen ongedaan")

GROEP_GEMAAKT = Gebeurtenis("dossiers.groep_gemaakt", "maakte de groep aan")
GROEP_GEWIJZIGD = Gebeurtenis("dossiers.groep_gewijzigd", "wijzigde de groep")
LID_TOEGEVOEGD = Gebeurtenis("dossiers.lid_toegevoegd", "voegde een organisator toe aan de groep")
LID_BEEINDIGD = Gebeurtenis("dossiers.lid_beeindigd", "beëindigde het lidmaatschap van een organisator")

AANVRAAG_INGEDIEND = Gebeurtenis("dossiers.aanvraag_ingediend", "diende een aanvraag in")
AANVRAAG_NAGEGAAN = Gebeurtenis("dossiers.aanvraag_nagegaan", "legde vast wat de antecedenten zeggen")
AANVRAAG_GEADVISEERD = Gebeurtenis("dossiers.aanvraag_geadviseerd", "gaf advies over de aanvraag")
AANVRAAG_NAGELEZEN = Gebeurtenis("dossiers.aanvraag_nagelezen", "las het advies over de aanvraag na")
AANVRAAG_TERUG = Gebeurtenis("dossiers.aanvraag_terug", "stuurde het advies over de aanvraag terug")
AANVRAAG_AANVAARD = Gebeurtenis("dossiers.aanvraag_aanvaard", "aanvaardde de aanvraag")
AANVRAAG_GEWEIGERD = Gebeurtenis("dossiers.aanvraag_geweigerd", "weigerde de aanvraag")
AANVRAAG_INGETROKKEN = Gebeurtenis("dossiers.aanvraag_ingetrokken", "trok de aanvraag in")
AANVRAAG_INGEZIEN = Gebeurtenis("dossiers.aanvraag_ingezien", "bekeek de aanvraag", inzage=True)
PLAATSEN_ONDANKS = Gebeurtenis("dossiers.plaatsen_ondanks", "liet dit toe terwijl er iets ernstigs openstond")
PLAATSEN_UIT_REGISTER = Gebeurtenis(
    "dossiers.plaatsen_uit_register", "nam plaatsen over uit een register terwijl er iets ernstigs openstond"
)
DOSSIER_GESLOTEN = Gebeurtenis("dossiers.dossier_gesloten", "sloot het dossier na de laatste dag van de locatie")
DOSSIER_STOPT = Gebeurtenis("dossiers.dossier_stopt", "legde de laatste dag van de locatie vast")
GELIJKENIS_NAGEKEKEN = Gebeurtenis("dossiers.gelijkenis_nagekeken", "keek na dat het geen van de gelijkende locaties is")

noem(
    document="document", nummer="nummer",
    aanvraag="aanvraag", attest="attest", belofte="belofte", belover="wie belooft", contactmoment="contactmoment",
    dossiers="dossiers", ernst="ernst", formaat="formaat",
    afspraak="afspraak",
    gelijkend="gelijkende locaties", inspectieverzoek="inspectieverzoek", klantenbeheerder="klantenbeheerder",
    koppeling="koppeling", laatste="laatste dag", leefgroepen="leefgroepen", locaties="locaties", ondanks="ondanks",
    opvolger="opvolger", opvolging="opvolging", organisator="organisator", overdracht="overdracht", plaatsen="plaatsen",
    stand="stand van de vergunning", toegang="toegang", vergunning="vergunning", versie="versie", voorganger="voorganger",
    mail="mail", postadres="mailadres",
    verslag="verslag", vraag="vraag", vrager="vrager", was="was", werd="werd",
    **{"import": "import"},  # a word of Python too
)  # fmt: skip

VERSLAG_BEGONNEN = Gebeurtenis("dossiers.verslag_begonnen", "begon een verslag")
VERSLAG_INGEZIEN = Gebeurtenis("dossiers.verslag_ingezien", "las een verslag", inzage=True)
VERSLAG_GESCHREVEN = Gebeurtenis("dossiers.verslag_geschreven", "schreef aan een verslag")
VERSLAG_HERNOEMD = Gebeurtenis("dossiers.verslag_hernoemd", "wijzigde waarover en wanneer van een verslag")
VERSLAG_AANGEBODEN = Gebeurtenis("dossiers.verslag_aangeboden", "liet een verslag nalezen")
VERSLAG_TERUGGEHAALD = Gebeurtenis("dossiers.verslag_teruggehaald", "haalde een verslag terug van het nalezen")
VERSLAG_OPGEMERKT = Gebeurtenis("dossiers.verslag_opgemerkt", "schreef een opmerking bij een verslag")
VERSLAG_OPMERKING_AFGEHANDELD = Gebeurtenis("dossiers.verslag_opmerking_afgehandeld", "handelde een opmerking bij een verslag af")
VERSLAG_TERUGGEGEVEN = Gebeurtenis("dossiers.verslag_teruggegeven", "gaf een verslag terug met opmerkingen")
VERSLAG_NAGELEZEN = Gebeurtenis("dossiers.verslag_nagelezen", "las een verslag na en ging akkoord")
VERSLAG_HEROPEND = Gebeurtenis("dossiers.verslag_heropend", "werkte verder aan een nagelezen verslag")
VERSLAG_VASTGESTELD = Gebeurtenis("dossiers.verslag_vastgesteld", "stelde een verslag vast")
VERSLAG_PDF = Gebeurtenis("dossiers.verslag_pdf", "bewaarde de PDF van een vastgesteld verslag")
VERSLAG_AANGEVULD = Gebeurtenis("dossiers.verslag_aangevuld", "voegde een addendum toe aan een verslag")
VERSLAG_VERWORPEN = Gebeurtenis("dossiers.verslag_verworpen", "besliste een verslag niet te bewaren")
VERSLAG_TERUGGEZET = Gebeurtenis("dossiers.verslag_teruggezet", "zette een verslag terug dat niet bewaard werd")
VERSLAG_STEUNT = Gebeurtenis("dossiers.verslag_steunt", "liet iets op een verslag steunen")

BELOFTE_GEMAAKT = Gebeurtenis("dossiers.belofte_gemaakt", "noteerde een belofte")
BELOFTE_INGEZIEN = Gebeurtenis("dossiers.belofte_ingezien", "bekeek een belofte", inzage=True)
BELOFTE_GEHOUDEN = Gebeurtenis("dossiers.belofte_gehouden", "noteerde dat een belofte gehouden is")
BELOFTE_GEBROKEN = Gebeurtenis("dossiers.belofte_gebroken", "noteerde dat een belofte niet gehouden is")
BELOFTE_INGETROKKEN = Gebeurtenis("dossiers.belofte_ingetrokken", "trok een belofte in")
TELEFOONBLAD_BEGONNEN = Gebeurtenis("dossiers.telefoonblad_begonnen", "begon een telefoonblad")
TELEFOONBLAD_OPGEHANGEN = Gebeurtenis("dossiers.telefoonblad_opgehangen", "rondde een telefoonblad af")
TELEFOONBLAD_OVERGENOMEN = Gebeurtenis(
    "dossiers.telefoonblad_overgenomen", "nam het telefoonblad van een vertrokken collega over"
)
TELEFOONBLAD_GELEEGD = Gebeurtenis("dossiers.telefoonblad_geleegd", "wiste de woorden van een afgerond telefoonblad")
AFSPRAAK_GEMAAKT = Gebeurtenis("dossiers.afspraak_gemaakt", "maakte een afspraak")
AFSPRAAK_INGEZIEN = Gebeurtenis("dossiers.afspraak_ingezien", "bekeek een afspraak", inzage=True)
AFSPRAAK_BEVESTIGD = Gebeurtenis("dossiers.afspraak_bevestigd", "bevestigde een afspraak")
AFSPRAAK_GEWIJZIGD = Gebeurtenis("dossiers.afspraak_gewijzigd", "wijzigde een afspraak")
AFSPRAAK_GEANNULEERD = Gebeurtenis("dossiers.afspraak_geannuleerd", "annuleerde een afspraak")
AFSPRAAK_GEDAAN = Gebeurtenis("dossiers.afspraak_gedaan", "noteerde dat een afspraak doorging")
AFSPRAAK_NIET_DOOR = Gebeurtenis("dossiers.afspraak_niet_door", "noteerde dat een afspraak niet doorging")
AFSPRAAK_VERHUISD = Gebeurtenis("dossiers.afspraak_verhuisd", "gaf een afspraak mee met een overdracht")
BEZOEKPUNT_GEVINKT = Gebeurtenis("dossiers.bezoekpunt_gevinkt", "werkte aan de bezoekmap")
BEZOEKFOTO_ERBIJ = Gebeurtenis("dossiers.bezoekfoto_erbij", "zette een foto in de bezoekmap")
BEZOEKFOTO_WEG = Gebeurtenis("dossiers.bezoekfoto_weg", "haalde een foto uit de bezoekmap")
DAG_GEORDEND = Gebeurtenis("dossiers.dag_geordend", "verzette een afspraak binnen de dag")

DOCUMENT_TOEGEVOEGD = Gebeurtenis("dossiers.document_toegevoegd", "voegde een document toe")
DOCUMENT_VERSIE = Gebeurtenis("dossiers.document_versie", "voegde een nieuwe versie van een document toe")
DOCUMENT_GEWIJZIGD = Gebeurtenis("dossiers.document_gewijzigd", "wijzigde titel of soort van een document")
DOCUMENT_INGETROKKEN = Gebeurtenis("dossiers.document_ingetrokken", "trok een document in")
DOCUMENT_TERUGGEZET = Gebeurtenis("dossiers.document_teruggezet", "zette een ingetrokken document terug")
DOCUMENT_INGEZIEN = Gebeurtenis("dossiers.document_ingezien", "bekeek de gegevens van een document", inzage=True)
DOCUMENT_GEOPEND = Gebeurtenis("dossiers.document_geopend", "opende een document", inzage=True)
DOCUMENT_VOORBEELD = Gebeurtenis("dossiers.document_voorbeeld", "zag het voorbeeld van een document", inzage=True)
VERSLAG_VERMELD = Gebeurtenis("dossiers.verslag_vermeld", "noemde een collega in een verslag")
TEKSTBLOK_GEMAAKT = Gebeurtenis("dossiers.tekstblok_gemaakt", "maakte een tekstblok")
TEKSTBLOK_GEWIJZIGD = Gebeurtenis("dossiers.tekstblok_gewijzigd", "wijzigde een tekstblok")
TEKSTBLOK_WEG = Gebeurtenis("dossiers.tekstblok_weg", "nam een tekstblok weg")
VERSLAG_FOTO_ERBIJ = Gebeurtenis("dossiers.verslag_foto_erbij", "zette een foto in een verslag")
VERSLAG_FOTO_WEG = Gebeurtenis("dossiers.verslag_foto_weg", "haalde een foto uit een verslag")
SJABLOON_GEMAAKT = Gebeurtenis("dossiers.sjabloon_gemaakt", "maakte een nieuwe versie van een sjabloon van verslagen")
