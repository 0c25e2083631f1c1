"""Addresses people can remember: a dossier by its number, an organisator by its number."""

from django.urls import path, register_converter

from dossiers.nummers import DOSSIERNUMMER
from dossiers.views import (
    aanvragen,
    afgeschermd,
    afspraakdag,
    afspraken,
    attesten,
    beloften,
    betrokkenen,
    bezoekmap,
    contactmomenten,
    dageinde,
    documentbladzijde,
    documenten,
    dossiers,
    groepen,
    historiek,
    importeren,
    inspectieverzoeken,
    jaarbezoeken,
    meekijken,
    nieuw,
    opvang,
    opvolgingen,
    organisatoren,
    overdrachten,
    post,
    post_schrijven,
    taken,
    telefoonblad,
    telefoonblad_ophangen,
    toegang,
    vergunningen,
    verslagacties,
    verslagen,
    werkvoorraad,
    zelfde_persoon,
)

app_name = "dossiers"


class Nummer:
    """A dossiernummer or organisatornummer in an address; anything else is 404 before a query is made."""

    regex = DOSSIERNUMMER

    def to_python(self, value: str) -> str:
        """Return the number as stored."""
        return value

    def to_url(self, value: str) -> str:
        """Return the number as stored."""
        return value


class Soort:
    """What can be asked about an existing location, in an address."""

    regex = "uitbreiding|verhuis|overname"

    def to_python(self, value: str) -> str:
        """Return the code as stored."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code as stored."""
        return value


register_converter(Nummer, "nummer")
register_converter(Soort, "aanvraagsoort")

urlpatterns = [
    path("", werkvoorraad.werkvoorraad, name="werkvoorraad"),
    path("taken/nieuw/", taken.nieuw, name="taak_nieuw"),
    path("werk/meerdere/", dageinde.meerdere, name="werk_meerdere"),
    path("einde-van-de-dag/", dageinde.einde, name="dageinde"),
    path("einde-van-de-dag/nachtnota/", dageinde.nachtnota, name="nachtnota_nieuw"),
    path("taken/voor-elk/", taken.voor_elk, name="taken_voor_elk"),
    path("mijn-locaties/", werkvoorraad.mijn_locaties, name="mijn_locaties"),
    path("dossiers/", dossiers.lijst, name="dossiers"),
    path("dossiers/toegang/", toegang.overzicht, name="toegang"),
    path("dossiers/toegang/<int:pk>/beeindigen/", toegang.beeindig, name="toegang_beeindigen"),
    path("dossiers/toegang/vragen/<int:pk>/", toegang.vraag, name="vraag"),
    path("dossiers/toegang/vragen/<int:pk>/toekennen/", toegang.ken_toe, name="vraag_toekennen"),
    path("dossiers/toegang/vragen/<int:pk>/weigeren/", toegang.weiger, name="vraag_weigeren"),
    path("dossiers/toegang/vragen/<int:pk>/intrekken/", toegang.trek_in, name="vraag_intrekken"),
    path("dossiers/<nummer:dossiernummer>/", dossiers.dossier, name="dossier"),
    path("dossiers/<nummer:dossiernummer>/gegevens/", dossiers.gegevens, name="dossier_gegevens"),
    path("dossiers/<nummer:dossiernummer>/gelijkenissen/", dossiers.gelijkenissen, name="gelijkenissen"),
    path("dossiers/<nummer:dossiernummer>/wijzigen/", dossiers.wijzig, name="dossier_wijzigen"),
    path("dossiers/<nummer:dossiernummer>/logboek/", dossiers.logboek, name="dossier_logboek"),
    path("dossiers/<nummer:dossiernummer>/vraag-toegang/", toegang.vraag_toegang, name="vraag_toegang"),
    path("dossiers/<nummer:dossiernummer>/noodtoegang/", toegang.noodtoegang, name="noodtoegang"),
    path("dossiers/<nummer:dossiernummer>/afgeschermd/", afgeschermd.bekijk, name="afgeschermd"),
    path("dossiers/<nummer:dossiernummer>/afgeschermd/bewaren/", afgeschermd.bewaar, name="afgeschermd_bewaren"),
    path("dossiers/<nummer:dossiernummer>/contact/", contactmomenten.nieuw, name="contact_nieuw"),
    path("organisatoren/<nummer:nummer>/contact/", contactmomenten.nieuw_bij_organisator, name="contact_bij_organisator"),
    path("dossiers/<nummer:dossiernummer>/vergunning/nieuw/", vergunningen.nieuw, name="vergunning_nieuw"),
    path("dossiers/<nummer:dossiernummer>/vergunning/<int:pk>/", vergunningen.wijzig, name="vergunning_wijzigen"),
    path("dossiers/<nummer:dossiernummer>/opvang/", opvang.wijzig, name="opvang"),
    path("dossiers/<nummer:dossiernummer>/inspectie-vragen/", inspectieverzoeken.nieuw, name="inspectieverzoek_nieuw"),
    path("inspectieverzoeken/", inspectieverzoeken.lijst, name="inspectieverzoeken"),
    path("inspectieverzoeken/<uuid:pk>/", inspectieverzoeken.verzoek, name="inspectieverzoek"),
    path("inspectieverzoeken/<uuid:pk>/wijzigen/", inspectieverzoeken.wijzig, name="inspectieverzoek_wijzigen"),
    path("inspectieverzoeken/<uuid:pk>/bevestigen/", inspectieverzoeken.bevestig, name="inspectieverzoek_bevestigen"),
    path("inspectieverzoeken/<uuid:pk>/afsluiten/", inspectieverzoeken.sluit_af, name="inspectieverzoek_afsluiten"),
    path("inspectieverzoeken/<uuid:pk>/intrekken/", inspectieverzoeken.trek_in, name="inspectieverzoek_intrekken"),
    path("postvak/", post.postvak, name="postvak"),
    path("post/<uuid:pk>/", post.bericht, name="postbericht"),
    path("post/<uuid:pk>/plaatsen/", post.plaats, name="post_plaatsen"),
    path("post/<uuid:pk>/opzij/", post.leg_opzij, name="post_opzij"),
    path("post/<uuid:pk>/bijlagen/<int:nummer>/", post.bijlage, name="postbijlage"),
    path("post/<uuid:pk>/schrijven/", post_schrijven.schrijf, name="post_concept"),
    path("post/<uuid:pk>/antwoorden/", post_schrijven.antwoord, name="post_antwoord"),
    path("post/<uuid:pk>/terughalen/", post_schrijven.haal_terug, name="post_terughalen"),
    path("post/<uuid:pk>/weggooien/", post_schrijven.gooi_weg, name="post_weggooien"),
    path("dossiers/<nummer:dossiernummer>/post/", post.dossierpost, name="dossier_post"),
    path("dossiers/<nummer:dossiernummer>/post/toevoegen/", post.voeg_toe, name="post_toevoegen"),
    path("dossiers/<nummer:dossiernummer>/post/adres/", post.adres, name="postadres"),
    path("dossiers/<nummer:dossiernummer>/mail/", post_schrijven.nieuw, name="post_nieuw"),
    path("organisatoren/<nummer:nummer>/mail/", post_schrijven.nieuw_bij_organisator, name="post_bij_organisator"),
    path("contactmomenten/<uuid:pk>/", contactmomenten.contactmoment, name="contactmoment"),
    path("contactmomenten/<uuid:pk>/verbeteren/", contactmomenten.verbeter, name="contactmoment_verbeteren"),
    path("contactmomenten/<uuid:pk>/intrekken/", contactmomenten.trek_in, name="contactmoment_intrekken"),
    path("contactmomenten/<uuid:pk>/terugzetten/", contactmomenten.zet_terug, name="contactmoment_terugzetten"),
    path("contactmomenten/<uuid:pk>/ongedaan/", contactmomenten.maak_ongedaan, name="contactmoment_ongedaan"),
    path("dossiers/<nummer:dossiernummer>/beloften/nieuw/", beloften.nieuw, name="belofte_nieuw"),
    path("organisatoren/<nummer:nummer>/beloften/nieuw/", beloften.nieuw_bij_organisator, name="belofte_bij_organisator"),
    path("beloften/<uuid:pk>/", beloften.belofte, name="belofte"),
    path("beloften/<uuid:pk>/<slug:stap>/", beloften.zet_stap, name="belofte_stap"),
    path("dossiers/<nummer:dossiernummer>/documenten/", documenten.bij_dossier, name="documenten"),
    path("dossiers/<nummer:dossiernummer>/documenten/toevoegen/", documenten.voeg_toe_bij_dossier, name="documenten_toevoegen"),
    path("organisatoren/<nummer:nummer>/documenten/", documenten.bij_organisator, name="documenten_organisator"),
    path(
        "organisatoren/<nummer:nummer>/documenten/toevoegen/",
        documenten.voeg_toe_bij_organisator,
        name="documenten_toevoegen_organisator",
    ),
    path("documenten/", documenten.lijst, name="documenten_alle"),
    path("documenten/<uuid:pk>/", documentbladzijde.document, name="document"),
    path("documenten/<uuid:pk>/wijzigen/", documentbladzijde.wijzig, name="document_wijzigen"),
    path("documenten/<uuid:pk>/versie/", documentbladzijde.nieuwe_versie, name="document_versie"),
    path("documenten/<uuid:pk>/intrekken/", documentbladzijde.trek_in, name="document_intrekken"),
    path("documenten/<uuid:pk>/terugzetten/", documentbladzijde.zet_terug, name="document_terugzetten"),
    path("documenten/<uuid:pk>/bestand/<int:nummer>/", documentbladzijde.bestand, name="document_bestand"),
    path("documenten/<uuid:pk>/voorbeeld/<int:nummer>/", documentbladzijde.voorbeeld, name="document_voorbeeld"),
    path("dossiers/<nummer:dossiernummer>/verslagen/nieuw/", verslagen.nieuw, name="verslag_nieuw"),
    path("organisatoren/<nummer:nummer>/verslagen/nieuw/", verslagen.nieuw_bij_organisator, name="verslag_bij_organisator"),
    path("verslagen/<uuid:pk>/", verslagen.verslag, name="verslag"),
    path("verslagen/<uuid:pk>/kop/", verslagen.kop, name="verslag_kop"),
    path("verslagen/<uuid:pk>/delen/<slug:sleutel>/", verslagen.deel, name="verslag_deel"),
    path("verslagen/<uuid:pk>/delen/<slug:sleutel>/opmerking/", verslagacties.merk_op, name="verslag_opmerking"),
    path("verslagen/opmerkingen/<uuid:pk>/", verslagacties.handel_af, name="opmerking_afhandelen"),
    path("verslagen/<uuid:pk>/<slug:stap>/", verslagacties.zet_stap, name="verslag_stap"),
    path("telefoonblad/", telefoonblad.lijst, name="telefoonbladen"),
    path("telefoonblad/<uuid:pk>/", telefoonblad.blad, name="telefoonblad"),
    path("telefoonblad/<uuid:pk>/ophangen/", telefoonblad_ophangen.hang_op, name="telefoonblad_ophangen"),
    path("telefoonblad/<uuid:pk>/weg/", telefoonblad.leg_weg, name="telefoonblad_weg"),
    path("telefoonblad/<uuid:pk>/terug/", telefoonblad.neem_terug, name="telefoonblad_terug"),
    path("telefoonblad/<uuid:pk>/overnemen/", telefoonblad.neem_over, name="telefoonblad_overnemen"),
    path("dossiers/<nummer:dossiernummer>/afspraken/nieuw/", afspraken.nieuw, name="afspraak_nieuw"),
    path("organisatoren/<nummer:nummer>/afspraken/nieuw/", afspraken.nieuw_bij_organisator, name="afspraak_bij_organisator"),
    path("mijn-dag/", afspraakdag.mijn_dag, name="mijn_dag"),
    path("mijn-dag/jaarbezoeken/", jaarbezoeken.jaarbezoeken, name="jaarbezoeken"),
    path("mijn-dag/volgorde/", afspraakdag.orden, name="mijn_dag_volgorde"),
    path("afspraken/<uuid:pk>/", afspraken.afspraak, name="afspraak"),
    path("afspraken/<uuid:pk>/bezoekmap/", bezoekmap.bezoekmap, name="bezoekmap"),
    path("afspraken/<uuid:pk>/bezoekmap/punt/", bezoekmap.punt, name="bezoekmap_punt"),
    path("afspraken/<uuid:pk>/wijzigen/", afspraken.wijzig, name="afspraak_wijzigen"),
    path("afspraken/<uuid:pk>/bevestigen/", afspraken.bevestig, name="afspraak_bevestigen"),
    path("afspraken/<uuid:pk>/gedaan/", afspraken.rond_af, name="afspraak_gedaan"),
    path("afspraken/<uuid:pk>/niet-doorgegaan/", afspraken.niet_door, name="afspraak_niet_door"),
    path("afspraken/<uuid:pk>/annuleren/", afspraken.annuleer, name="afspraak_annuleren"),
    path("dossiers/<nummer:dossiernummer>/opvolging/", opvolgingen.koppel, name="opvolging"),
    path("dossiers/<nummer:dossiernummer>/opvolging/<int:pk>/", opvolgingen.ontkoppel, name="opvolging_ontkoppelen"),
    path("dossiers/<nummer:dossiernummer>/overdragen/", overdrachten.van_dossier, name="dossier_overdragen"),
    path("organisatoren/", organisatoren.lijst, name="organisatoren"),
    path("organisatoren/<nummer:nummer>/", organisatoren.organisator, name="organisator"),
    path("organisatoren/<nummer:nummer>/toewijzen/", overdrachten.wijs_toe, name="organisator_toewijzen"),
    path("dossiers/nieuw/", nieuw.dossier, name="dossier_nieuw"),
    path("dossiers/nieuw/nakijken/", nieuw.kijk_dossier_na, name="dossier_nakijken"),
    path("organisatoren/nieuw/", nieuw.organisator, name="organisator_nieuw"),
    path("organisatoren/nieuw/nakijken/", nieuw.kijk_organisator_na, name="organisator_nakijken"),
    path("dossiers/<nummer:dossiernummer>/aanvraag/", aanvragen.kies, name="aanvraag_kies"),
    path("dossiers/<nummer:dossiernummer>/aanvraag/<aanvraagsoort:soort>/", aanvragen.bij_dossier, name="aanvraag_bij_dossier"),
    path(
        "dossiers/<nummer:dossiernummer>/aanvraag/<aanvraagsoort:soort>/nakijken/",
        aanvragen.kijk_na_bij_dossier,
        name="aanvraag_nakijken",
    ),
    path("meekijken/<str:username>/", meekijken.met, name="meekijken"),
    path("aanvragen/", aanvragen.lijst, name="aanvragen"),
    path("aanvragen/start/", aanvragen.start, name="aanvraag_start"),
    path("aanvragen/start/nakijken/", aanvragen.kijk_start_na, name="aanvraag_start_nakijken"),
    path("aanvragen/<uuid:pk>/", aanvragen.aanvraag, name="aanvraag"),
    path("aanvragen/<uuid:pk>/<slug:stap>/", aanvragen.zet_stap, name="aanvraag_stap"),
    path("overdrachten/", overdrachten.lijst, name="overdrachten"),
    path("overdrachten/nieuw/", overdrachten.nieuw, name="overdracht_nieuw"),
    path("overdrachten/nieuw/belasting/", overdrachten.belasting, name="overdracht_belasting"),
    path("overdrachten/<uuid:pk>/", overdrachten.overdracht, name="overdracht"),
    path("overdrachten/<uuid:pk>/gelezen/", overdrachten.gelezen, name="overdracht_gelezen"),
    path("organisatoren/<nummer:nummer>/wijzigen/", organisatoren.wijzig, name="organisator_wijzigen"),
    path("organisatoren/<nummer:nummer>/betrokkenen/nieuw/", betrokkenen.nieuw_bij_organisator, name="organisator_betrokkene"),
    path("dossiers/<nummer:dossiernummer>/betrokkenen/nieuw/", betrokkenen.nieuw_bij_dossier, name="dossier_betrokkene"),
    path("betrokkenen/<uuid:pk>/", betrokkenen.betrokkene, name="betrokkene"),
    path("betrokkenen/<uuid:pk>/wijzigen/", betrokkenen.wijzig, name="betrokkene_wijzigen"),
    path("betrokkenen/<uuid:pk>/vertrokken/", betrokkenen.beeindig, name="betrokkene_vertrokken"),
    path("betrokkenen/<uuid:pk>/hervatten/", betrokkenen.hervat, name="betrokkene_hervatten"),
    path("betrokkenen/<uuid:pk>/attesten/nieuw/", attesten.nieuw, name="attest_nieuw"),
    path("betrokkenen/<uuid:een>/zelfde/<uuid:ander>/", zelfde_persoon.zelfde_persoon, name="zelfde_persoon"),
    path("attesten/<uuid:pk>/vernieuwen/", attesten.vernieuw, name="attest_vernieuwen"),
    path("attesten/<uuid:pk>/intrekken/", attesten.trek_in, name="attest_intrekken"),
    path("groepen/", groepen.lijst, name="groepen"),
    path("groepen/nieuw/", groepen.nieuw, name="groep_nieuw"),
    path("groepen/<int:pk>/", groepen.groep, name="groep"),
    path("groepen/<int:pk>/wijzigen/", groepen.wijzig, name="groep_wijzigen"),
    path("groepen/<int:pk>/leden/nieuw/", groepen.nieuw_lid, name="groep_lid"),
    path("groepen/leden/<int:pk>/beeindigen/", groepen.beeindig_lid, name="groep_lid_einde"),
    path("historiek/<uuid:pk>/", historiek.stuk, name="historiekstuk"),
    path("historiek/<uuid:pk>/bestanden/<int:bestand>/", historiek.bestand, name="historiekbestand"),
    path("import/", importeren.lijst, name="imports"),
    path("import/nieuw/", importeren.nieuw, name="import_nieuw"),
    path("import/historiek/", importeren.historiek, name="import_historiek"),
    path("import/<int:pk>/", importeren.een, name="import"),
    path("import/<int:pk>/voortgang/", importeren.voortgang, name="import_voortgang"),
    path("import/<int:pk>/overnemen/", importeren.neem_over, name="import_overnemen"),
    path("import/<int:pk>/niet-overnemen/", importeren.laat_vallen, name="import_vallen"),
]
