"""The addresses of dossiers."""

from typing import Any

from dossiers.models import Opmerking, Postbericht, Telefoonblad
from kern.choices import Rol
from tests.meta.klassen import (
    Uitkomst,
    alleen,
    intern,
    matrix,
    met_rol,
)
from tests.meta.rechten.regel import Regel, post
from tests.meta.rechten.verslagstukken import addendum, belofte, belofte_stap, tekstblok, verslagfoto
from tests.meta.verslagen import NOTA
from tests.meta.wereld import Persoon, Relatie, Wereld


# --- What stands in the address
def dossiernummer(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"dossiernummer": wereld.dossier_van(wie).dossiernummer}


def organisatornummer(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"nummer": wereld.dossier_van(wie).organisator.nummer}


def contact(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.contact_bij(wie).pk}


def inspectie(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).inspectieverzoeken.get().pk}


def vergunning(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    dossier = wereld.dossier_van(wie)
    return {"dossiernummer": dossier.dossiernummer, "pk": dossier.vergunningen.get().pk}


def concept(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).post.get().pk}


def postbijlage(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    bericht = wereld.dossier_van(wie).post.get()
    return {"pk": bericht.pk, "nummer": bericht.bijlagen.get().pk}


def los_bericht(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Postbericht.objects.get(dossier=None).pk}


def verslag(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).verslagen.exclude(titel=NOTA).get().pk}


def document(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).documenten.get().pk}


def documentversie(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return document(wereld, wie) | {"nummer": 1}


def verslagdeel(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return verslag(wereld, wie) | {"sleutel": "gezien"}


def verslagstap(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return verslag(wereld, wie) | {"stap": "verwerpen"}


def opmerking(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Opmerking.objects.get(deel__verslag__dossier=wereld.dossier_van(wie)).pk}


def vraag(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.vraag_over(wie).pk}


def toegang(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.toegang_op(wie).pk}


def blad(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Telefoonblad.objects.get(auteur=wereld.an).pk}


SCHRIJVERS = alleen(Rol.KLANTENBEHEERDER, Rol.STARTER, Rol.COORDINATOR, Rol.MELDINGEN, Rol.BEHEERDER)
SJABLONEN = alleen(Rol.COORDINATOR, Rol.BEHEERDER)


# --- Role by relation
#                        eigen  collega ander  uitgen. verlopen vervanger
DOSSIER = matrix("""
klantenbeheerder starter: inhoud inhoud kaart  inhoud  kaart    inhoud
coordinator:              inhoud inhoud kaart  inhoud  kaart    inhoud
meldingen:                inhoud inhoud inhoud inhoud  inhoud   inhoud
anderen:                  kaart  kaart  kaart  inhoud  kaart    inhoud
beller comite:            404    404    404    inhoud  404      404
""")
# An's own: it does not exist for anybody else, and who takes no calls has none.
BLAD = matrix("""
anderen:         404 404 404 404 404 404
dpo beheerder:   403 403 403 403 403 403
beller comite:   404 404 404 404 404 404
""")
BLADEN = matrix("""
anderen:         mag mag mag mag mag mag
dpo beheerder:   403 403 403 403 403 403
beller comite:   404 404 404 404 404 404
""")
GEGEVENS = matrix("""
klantenbeheerder starter: inhoud inhoud 403    inhoud  403      inhoud
coordinator:              inhoud inhoud 403    inhoud  403      inhoud
meldingen:                inhoud inhoud inhoud inhoud  inhoud   inhoud
anderen:                  403    403    403    inhoud  403      inhoud
beller comite:            404    404    404    inhoud  404      404
""")
# The same depths; an external role reads a location it was invited to, and no organisator.
ORGANISATOR = matrix("""
klantenbeheerder starter: inhoud inhoud kaart  inhoud  kaart    inhoud
coordinator:              inhoud inhoud kaart  inhoud  kaart    inhoud
meldingen:                inhoud inhoud inhoud inhoud  inhoud   inhoud
anderen:                  kaart  kaart  kaart  inhoud  kaart    inhoud
beller comite:            404    404    404    404     404      404
""")
# A list and a file say nothing of depth: who reads there, gets them.
DOCUMENTEN = matrix("""
klantenbeheerder starter: mag    mag    403    mag     403      mag
coordinator:              mag    mag    403    mag     403      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  403    403    403    mag     403      mag
beller comite:            404    404    404    mag     404      404
""")
DOCUMENTEN_ORGANISATOR = matrix("""
klantenbeheerder starter: mag    mag    403    mag     403      mag
coordinator:              mag    mag    403    mag     403      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  403    403    403    mag     403      mag
beller comite:            404    404    404    404     404      404
""")
DOCUMENTBESTAND = matrix("""
klantenbeheerder starter: mag    mag    404    mag     404      mag
coordinator:              mag    mag    404    mag     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    mag     404      mag
beller comite:            404    404    404    mag     404      404
""")
ORGANISATOR_INHOUD = matrix("""
klantenbeheerder starter: inhoud inhoud 403    inhoud  403      inhoud
coordinator:              inhoud inhoud 403    inhoud  403      inhoud
meldingen:                inhoud inhoud inhoud inhoud  inhoud   inhoud
anderen:                  403    403    403    inhoud  403      inhoud
beller comite:            404    404    404    404     404      404
""")
WIJZIGEN = matrix("""
klantenbeheerder starter: mag    mag    403    403     403      mag
coordinator:              mag    mag    403    403     403      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    403     404      404
""")
AFGESCHERMD = matrix("""
klantenbeheerder:         mag    mag    403    mag     403      mag
coordinator:              mag    mag    403    mag     403      mag
meldingen:                mag    mag    mag    mag     mag      mag
starter anderen:          403    403    403    403     403      403
beller comite:            404    404    404    403     404      404
""")
AFGESCHERMD_BEWAREN = matrix("""
klantenbeheerder:         mag    mag    403    403     403      mag
coordinator:              mag    mag    403    403     403      mag
meldingen:                mag    mag    mag    mag     mag      mag
starter anderen:          403    403    403    403     403      403
beller comite:            404    404    404    403     404      404
""")
LOGBOEK = matrix("""
coordinator:              mag    mag    403    403     403      mag
dpo:                      mag    mag    mag    mag     mag      mag
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    403     404      404
""")
UITZONDERING_VRAGEN = matrix("""
anderen:                  mag    mag    mag    mag     mag      mag
beller comite:            404    404    404    404     404      404
""")
# Who is in charge of access: the klantenbeheerder, the coordinators of the team, and who stands in with a right of their own.
BESLISSEN = matrix("""
klantenbeheerder starter: mag    404    404    404     404      mag
coordinator:              mag    mag    404    404     404      mag
meldingen:                404    404    404    404     404      mag
anderen:                  404    404    404    404     404      404
""")
# They see the question, but only the asker takes it back.
INTREKKEN = matrix("""
klantenbeheerder starter: 403    404    404    404     404      403
coordinator:              403    403    404    404     404      403
meldingen:                404    404    404    404     404      403
anderen:                  404    404    404    404     404      404
""")

# Contacts belong to the content; who may write corrects their own, the coordinator everybody's.
CONTACT = matrix("""
klantenbeheerder starter: inhoud inhoud 404    inhoud  404      inhoud
coordinator:              inhoud inhoud 404    inhoud  404      inhoud
meldingen:                inhoud inhoud inhoud inhoud  inhoud   inhoud
anderen:                  404    404    404    inhoud  404      inhoud
beller comite:            404    404    404    inhoud  404      404
""")
CONTACT_VERBETEREN = matrix("""
coordinator:              mag    mag    404    403     404      mag
klantenbeheerder starter: 403    403    404    403     404      403
meldingen:                403    403    403    403     403      403
anderen:                  404    404    404    403     404      403
beller comite:            404    404    404    403     404      404
""")
INSPECTIE_STAP = matrix("""
klantenbeheerder starter: mag    mag    404    403     404      mag
coordinator:              mag    mag    404    403     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    403     404      403
beller comite:            404    404    404    403     404      404
""")
# Whoever answers the phone registers, also with the card alone; not who keeps the program or watches over it.
CONTACT_NOTEREN = matrix("""
anderen:                  mag    mag    mag    mag     mag      mag
dpo beheerder:            403    403    403    403     403      403
beller comite:            404    404    404    403     404      404
""")
CONTACT_BIJ_ORGANISATOR = matrix("""
klantenbeheerder starter: mag    mag    403    403     403      mag
coordinator:              mag    mag    403    403     403      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    404     404      404
""")


def BESTAND(rol: str, relatie: Relatie) -> Uitkomst:
    """A file that goes with a report: for who reads the report, and no page."""
    uitkomst = CONTACT(rol, relatie)
    return Uitkomst.MAG if uitkomst is Uitkomst.INHOUD else uitkomst


# Only the reader who was asked, and this report is back with its author.
VERSLAG_OPMERKING = matrix("""
klantenbeheerder starter: 403    403    404    403     404      403
coordinator:              403    403    404    403     404      403
meldingen:                403    403    403    403     403      403
anderen:                  404    404    404    403     404      403
beller comite:            404    404    404    403     404      404
""")

CONTACT_BESTAND = matrix("""
klantenbeheerder starter: mag    mag    404    mag     404      mag
coordinator:              mag    mag    404    mag     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    mag     404      mag
beller comite:            404    404    404    mag     404      404
""")
# Who keeps the postvak places what nobody knows the place of; others what they sent themselves, which is not in this world.
POSTVAK = matrix("""
anderen:                  mag    mag    mag    mag     mag      mag
dpo beheerder:            403    403    403    403     403      403
beller comite:            404    404    404    404     404      404
""")
POST_PLAATSEN = matrix("""
coordinator meldingen:    mag    mag    mag    mag     mag      mag
backoffice:               mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    404     404      404
""")

DOSSIERS: dict[str, Regel] = {
    "dossiers:werkvoorraad": Regel(met_rol),
    "dossiers:taak_nieuw": Regel(intern, post, 422),
    "dossiers:werk_meerdere": Regel(intern, post, 422),
    "dossiers:dageinde": Regel(intern, post, 422),
    "dossiers:nachtnota_nieuw": Regel(intern, post, 422),
    "dossiers:taken_voor_elk": Regel(intern, post, 422),
    "dossiers:mijn_locaties": Regel(intern),
    "dossiers:dossiers": Regel(met_rol),
    "dossiers:dossier": Regel(DOSSIER, args=dossiernummer),
    "dossiers:gelijkenissen": Regel(intern, args=dossiernummer),
    "dossiers:dossier_gegevens": Regel(GEGEVENS, args=dossiernummer),
    "dossiers:dossier_wijzigen": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:dossier_logboek": Regel(LOGBOEK, args=dossiernummer),
    "dossiers:afgeschermd": Regel(AFGESCHERMD, post, 422, args=dossiernummer),
    "dossiers:afgeschermd_bewaren": Regel(AFGESCHERMD_BEWAREN, post, 422, args=dossiernummer),
    "dossiers:vraag_toegang": Regel(UITZONDERING_VRAGEN, post, 422, args=dossiernummer),
    "dossiers:noodtoegang": Regel(UITZONDERING_VRAGEN, post, 422, args=dossiernummer),
    "dossiers:toegang": Regel(intern),
    "dossiers:toegang_beeindigen": Regel(BESLISSEN, post, 302, args=toegang),
    "dossiers:vraag": Regel(BESLISSEN, args=vraag),
    "dossiers:vraag_toekennen": Regel(BESLISSEN, post, 422, args=vraag),
    "dossiers:vraag_weigeren": Regel(BESLISSEN, post, 422, args=vraag),
    "dossiers:vraag_intrekken": Regel(INTREKKEN, post, args=vraag),
    "dossiers:organisatoren": Regel(intern),
    "dossiers:organisator": Regel(ORGANISATOR, args=organisatornummer),
    # Permit.
    "dossiers:vergunning_nieuw": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:vergunning_wijzigen": Regel(WIJZIGEN, post, 422, args=vergunning),
    "dossiers:opvang": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    # Requests for inspection.
    "dossiers:inspectieverzoeken": Regel(intern),
    "dossiers:inspectieverzoek_nieuw": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:inspectieverzoek": Regel(CONTACT, args=inspectie),
    "dossiers:inspectieverzoek_wijzigen": Regel(INSPECTIE_STAP, post, 422, args=inspectie),
    "dossiers:inspectieverzoek_bevestigen": Regel(INSPECTIE_STAP, post, 302, args=inspectie),
    "dossiers:inspectieverzoek_afsluiten": Regel(INSPECTIE_STAP, post, 422, args=inspectie),
    "dossiers:inspectieverzoek_intrekken": Regel(INSPECTIE_STAP, post, 422, args=inspectie),
    # Contacts.
    "dossiers:contact_nieuw": Regel(CONTACT_NOTEREN, args=dossiernummer),
    "dossiers:contact_bij_organisator": Regel(CONTACT_BIJ_ORGANISATOR, args=organisatornummer),
    "dossiers:contactmoment": Regel(CONTACT, args=contact),
    "dossiers:contactmoment_verbeteren": Regel(CONTACT_VERBETEREN, post, 422, args=contact),
    "dossiers:contactmoment_intrekken": Regel(CONTACT_VERBETEREN, post, 422, args=contact),
    "dossiers:contactmoment_terugzetten": Regel(CONTACT_VERBETEREN, post, 409, args=contact),
    "dossiers:contactmoment_ongedaan": Regel(CONTACT_VERBETEREN, post, 422, args=contact),
    # Mail.
    "dossiers:postvak": Regel(POSTVAK),
    "dossiers:postbericht": Regel(CONTACT, args=concept),
    "dossiers:postbijlage": Regel(CONTACT_BESTAND, args=postbijlage),
    "dossiers:post_plaatsen": Regel(POST_PLAATSEN, post, 422, args=los_bericht),
    "dossiers:post_opzij": Regel(POST_PLAATSEN, post, 422, args=los_bericht),
    "dossiers:post_concept": Regel(INSPECTIE_STAP, post, 422, args=concept),
    "dossiers:post_antwoord": Regel(INSPECTIE_STAP, post, 422, args=concept),
    "dossiers:post_terughalen": Regel(INSPECTIE_STAP, post, 409, args=concept),
    "dossiers:post_weggooien": Regel(INSPECTIE_STAP, post, 302, args=concept),
    "dossiers:dossier_post": Regel(GEGEVENS, args=dossiernummer),
    "dossiers:post_toevoegen": Regel(CONTACT_NOTEREN, args=dossiernummer),
    "dossiers:postadres": Regel(WIJZIGEN, post, 302, args=dossiernummer),
    "dossiers:post_nieuw": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:post_bij_organisator": Regel(CONTACT_BIJ_ORGANISATOR, post, 422, args=organisatornummer),
    # Promises.
    "dossiers:belofte_nieuw": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:belofte_bij_organisator": Regel(CONTACT_BIJ_ORGANISATOR, post, 422, args=organisatornummer),
    "dossiers:belofte": Regel(CONTACT, args=belofte),
    "dossiers:belofte_stap": Regel(INSPECTIE_STAP, post, 422, args=belofte_stap),
    # Reports.
    "dossiers:telefoonbladen": Regel(BLADEN),
    "dossiers:telefoonblad": Regel(BLAD, args=blad),
    "dossiers:telefoonblad_ophangen": Regel(BLAD, args=blad),
    "dossiers:telefoonblad_weg": Regel(BLAD, post, args=blad),
    "dossiers:telefoonblad_terug": Regel(BLAD, post, args=blad),
    "dossiers:telefoonblad_overnemen": Regel(BLAD, args=blad),
    "dossiers:documenten": Regel(DOCUMENTEN, args=dossiernummer),
    "dossiers:documenten_toevoegen": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:documenten_organisator": Regel(DOCUMENTEN_ORGANISATOR, args=organisatornummer),
    "dossiers:documenten_toevoegen_organisator": Regel(CONTACT_BIJ_ORGANISATOR, post, 422, args=organisatornummer),
    "dossiers:documenten_alle": Regel(met_rol),
    "dossiers:document": Regel(CONTACT, args=document),
    "dossiers:document_stand": Regel(DOCUMENTBESTAND, args=document),
    "dossiers:document_bestand": Regel(DOCUMENTBESTAND, args=documentversie),
    "dossiers:document_voorbeeld": Regel(DOCUMENTBESTAND, args=documentversie),
    "dossiers:document_wijzigen": Regel(INSPECTIE_STAP, post, 422, args=document),
    "dossiers:document_versie": Regel(INSPECTIE_STAP, post, 422, args=document),
    "dossiers:document_intrekken": Regel(INSPECTIE_STAP, post, 422, args=document),
    "dossiers:document_terugzetten": Regel(INSPECTIE_STAP, post, 409, args=document),
    "dossiers:verslag_nieuw": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:verslag_bij_organisator": Regel(CONTACT_BIJ_ORGANISATOR, post, 422, args=organisatornummer),
    "dossiers:verslagen": Regel(intern),
    "dossiers:organisator_verslagen": Regel(ORGANISATOR_INHOUD, args=organisatornummer),
    "dossiers:verslag": Regel(CONTACT, args=verslag),
    "dossiers:verslag_kop": Regel(INSPECTIE_STAP, post, 422, args=verslag),
    "dossiers:verslag_deel": Regel(INSPECTIE_STAP, post, 422, args=verslagdeel),
    "dossiers:verslag_opmerking": Regel(VERSLAG_OPMERKING, post, args=verslagdeel),
    "dossiers:opmerking_afhandelen": Regel(INSPECTIE_STAP, post, 422, args=opmerking),
    "dossiers:verslag_foto_nieuw": Regel(INSPECTIE_STAP, post, 422, args=verslagdeel),
    "dossiers:verslag_foto": Regel(BESTAND, args=verslagfoto),
    "dossiers:verslag_foto_weg": Regel(INSPECTIE_STAP, post, 302, args=verslagfoto),
    "dossiers:verslag_addendum_pdf": Regel(BESTAND, args=addendum),
    "dossiers:verslag_invullen": Regel(INSPECTIE_STAP, args=verslag),
    "dossiers:verslag_belofte": Regel(INSPECTIE_STAP, post, 422, args=verslagdeel),
    "dossiers:tekstblokken": Regel(SCHRIJVERS),
    "dossiers:tekstblok_nieuw": Regel(SCHRIJVERS, post, 422),
    "dossiers:tekstblok": Regel(SJABLONEN, post, 422, args=tekstblok),
    "dossiers:tekstblok_weg": Regel(SJABLONEN, post, 302, args=tekstblok),
    "dossiers:verslagsjablonen": Regel(SJABLONEN),
    "dossiers:verslagsjabloon": Regel(SJABLONEN, post, 422, args=lambda _wereld, _wie: {"soort": "bezoek"}),
    "dossiers:verslag_stap": Regel(INSPECTIE_STAP, post, 422, args=verslagstap),
}
