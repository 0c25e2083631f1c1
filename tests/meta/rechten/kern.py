"""The addresses of kern: logging in, the screen, people, terms, post, erasing, advice, the log."""

from typing import Any
from uuid import UUID

from kern.choices import Rol
from tests.meta.klassen import (
    Uitkomst,
    aangemeld,
    alleen,
    intern,
    matrix,
    met_rol,
    niemand,
    niemand_van_hier,
    openbaar,
    van_een_ander,
)
from tests.meta.rechten.regel import Regel, post
from tests.meta.wereld import Persoon, Wereld


# --- What stands in the address
def an(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"username": wereld.an.username}


def advies_over_dossier(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"soort": "dossiers.dossier", "sleutel": str(wereld.dossier_van(wie).pk)}


def dossiers(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"soort": "dossier"}


def adviesvraag(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.adviesvraag.pk}


def vervanging(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.vervanging.pk}


def werkregel(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.werkregel.pk}


def taak(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.taak.pk}


def nachtnota(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.nachtnota.pk}


def notificatie_van_an(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.notificatie.pk}


def sluitingsdag(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.sluitingsdag.pk}


def termijnregel(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.termijnregel.pk}


def document(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.document.pk}


def bericht(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.bericht.pk}


def bijlage(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.bericht.pk, "bijlage": wereld.bericht.bijlagen.get().pk}


def te_wissen(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"soort": "kern.uitnodiging", "sleutel": str(wereld.adviesvraag.pk)}


def wisverzoek(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.wisverzoek.pk}


def ingetrokken_wisverzoek(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.ingetrokken_wisverzoek.pk}


def sleutel_die_er_niet_is(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": 999_999}


def onbekende_link(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"token": str(UUID(int=0))}


def onbekende_aanmeldlink(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"uidb64": "x", "token": "x-x"}


# --- Role by relation
#                        eigen  collega ander  uitgen. verlopen vervanger
# Asking advice belongs to who has the scope, not to who reads by exception.
ADVIES_VRAGEN = matrix("""
klantenbeheerder starter: mag    mag    404    404     404      mag
coordinator:              mag    mag    404    404     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    404     404      mag
beller comite:            404    404    404    404     404      404
""")
# Asked by An: waiting for the answer is a task and follows to whoever stands in for her; answering is personal.
ADVIESVRAAG_VAN_AN = matrix("""
anderen:                  404    404    404    404     404      mag
""")
ADVIESVRAAG_BEANTWOORDEN = matrix("""
anderen:                  404    404    404    404     404      403
""")

# They see on the cards who stands in for whom; only the absent person and the coordinator of that team change it.
VERVANGING_VAN_EEN_ANDER = matrix("""
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    404     404      404
""")
# An noted it down: hers alone, and of whoever stands in for her.
WERK_VAN_AN = matrix("""
anderen:                  404    404    404    404     404      mag
beller comite:            404    404    404    404     404      404
""")
# Whoever keeps watch reads what An left for the night.
WIE_WAAKT = matrix("""
crisiscoordinator:        mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    404     404      404
beller comite:            404    404    404    404     404      404
""")
UITGAAND = alleen(Rol.BACKOFFICE, Rol.BEHEERDER)
UITGAAND_EEN = alleen(Rol.BACKOFFICE, Rol.BEHEERDER, anders=Uitkomst.ONBEKEND)
ANTWOORD = {"antwoord": "Ja.", "reden": "Nee."}

KERN: dict[str, Regel] = {
    "kern:werkregel": Regel(WERK_VAN_AN, args=werkregel),
    "kern:werkregel_verzetten": Regel(WERK_VAN_AN, post, 422, args=werkregel, gegevens={"tegen": "ooit"}),
    "kern:werkregel_doorgeven": Regel(WERK_VAN_AN, post, 422, args=werkregel),
    "kern:herinneringen": Regel(intern, post, 422, gegevens={"mail": "ooit"}),
    "kern:nachtnota": Regel(WIE_WAAKT, args=nachtnota),
    "kern:nachtnota_intrekken": Regel(van_een_ander, post, args=nachtnota),
    "kern:taken": Regel(intern),
    "kern:taak_gelezen": Regel(intern),
    "kern:taak": Regel(WERK_VAN_AN, args=taak),
    "kern:taak_wijzigen": Regel(WERK_VAN_AN, post, 422, args=taak),
    "kern:taak_stap": Regel(WERK_VAN_AN, post, 422, args=taak, gegevens={"doe": "uitstellen"}),
    "kern:werkregel_heropenen": Regel(van_een_ander, post, args=werkregel),
    # Logging in, and one's own security: open, or one's own. 302: first to the page that asks for the password again.
    "account_login": Regel(openbaar, ingelogd=302),
    "mfa_authenticate": Regel(aangemeld, status=302),
    "mfa_login_webauthn": Regel(aangemeld, status=302),
    "account_inactive": Regel(openbaar),
    "aanmeldlink": Regel(openbaar, args=onbekende_aanmeldlink),
    "openid_connect_login": Regel(openbaar, status=404),  # not set up here
    "openid_connect_callback": Regel(openbaar, status=404),
    "socialaccount_login_cancelled": Regel(openbaar),
    "socialaccount_login_error": Regel(met_rol, status=401),
    "account_logout": Regel(aangemeld),
    "mfa_index": Regel(aangemeld),
    "account_reauthenticate": Regel(aangemeld),
    "mfa_reauthenticate": Regel(aangemeld, status=302),
    "mfa_reauthenticate_webauthn": Regel(aangemeld, status=302),
    "account_change_password": Regel(aangemeld),
    "mfa_activate_totp": Regel(aangemeld, status=302),
    "mfa_deactivate_totp": Regel(aangemeld, status=404),
    "mfa_view_recovery_codes": Regel(aangemeld, status=404),
    "mfa_generate_recovery_codes": Regel(aangemeld, status=302),
    "mfa_download_recovery_codes": Regel(aangemeld, status=404),
    "mfa_list_webauthn": Regel(aangemeld),
    "mfa_add_webauthn": Regel(aangemeld, status=302),
    "mfa_edit_webauthn": Regel(aangemeld, status=302, args=sleutel_die_er_niet_is),
    "mfa_remove_webauthn": Regel(aangemeld, status=302, args=sleutel_die_er_niet_is),
    "kern:sessie": Regel(openbaar),
    "kern:sessie_verleng": Regel(openbaar, post),
    "kern:link": Regel(openbaar, status=404, args=onbekende_link),
    "kern:gezondheid": Regel(openbaar),
    "kern:gezondheid_klaar": Regel(openbaar, status=503),  # no beat has run here
    "kern:metrics": Regel(openbaar, status=404),  # only with the token of the collector
    # The screen.
    "kern:palet": Regel(met_rol),
    "kern:kies": Regel(met_rol, args=dossiers, gegevens={"naam": "locatie"}),
    "kern:sneltoetsen": Regel(met_rol),
    "kern:galerij": Regel(met_rol),
    "kern:aanwezigheid": Regel(niemand, post),
    "kern:notificaties": Regel(met_rol),
    "kern:alles_gelezen": Regel(met_rol, post, 302),
    "kern:notificatie": Regel(van_een_ander, args=notificatie_van_an),
    # People.
    "kern:profiel": Regel(met_rol),
    "kern:medewerkers": Regel(intern),
    "kern:medewerker_nieuw": Regel(alleen(Rol.BEHEERDER)),
    "kern:medewerker_rollen": Regel(alleen(Rol.BEHEERDER), args=an),
    "kern:medewerker_gegevens": Regel(alleen(Rol.BEHEERDER), args=an),
    "kern:medewerker_afsluiten": Regel(alleen(Rol.BEHEERDER), args=an),
    "kern:medewerker_heropenen": Regel(alleen(Rol.BEHEERDER), args=an),
    "kern:meters": Regel(intern),
    "kern:meter_nieuw": Regel(alleen(Rol.COORDINATOR)),
    "kern:agenda": Regel(intern),
    "kern:agenda_wegnemen": Regel(intern, post, 302),
    "kern:agenda_link": Regel(intern, post),
    "kern:agenda_link_intrekken": Regel(intern, post, 302),
    "kern:vervangingen": Regel(intern),
    "kern:vervanging_nieuw": Regel(intern),
    "kern:vervanging_intrekken": Regel(VERVANGING_VAN_EEN_ANDER, post, args=vervanging),
    "kern:medewerker": Regel(intern, args=an),
    "kern:aanmelding": Regel(alleen(Rol.BEHEERDER), args=an),
    "kern:aanmeldlink_geven": Regel(alleen(Rol.BEHEERDER), post, 422, args=an),
    "kern:tweede_factor_wissen": Regel(alleen(Rol.BEHEERDER), post, 422, args=an),
    # Terms.
    "kern:sluitingsdagen": Regel(intern),
    "kern:sluitingsdag_nieuw": Regel(alleen(Rol.BEHEERDER)),
    "kern:sluitingsdag": Regel(alleen(Rol.BEHEERDER), args=sluitingsdag),
    "kern:sluitingsdag_intrekken": Regel(alleen(Rol.BEHEERDER), post, 422, args=sluitingsdag),
    "kern:termijnregels": Regel(intern),
    "kern:termijnregel": Regel(alleen(Rol.BEHEERDER), args=termijnregel),
    "kern:termijnregel_versie": Regel(alleen(Rol.BEHEERDER), args=termijnregel),
    # What leaves the house: whoever made it, and who looks after it.
    "kern:uitgaande": Regel(UITGAAND),
    "kern:uitgaand": Regel(UITGAAND_EEN, args=bericht),
    "kern:uitgaand_inhoud": Regel(UITGAAND_EEN, args=bericht),
    "kern:uitgaand_bijlage": Regel(UITGAAND_EEN, args=bijlage),
    "kern:uitgaand_stap": Regel(UITGAAND_EEN, post, 422, args=bericht),
    "kern:demopostvak": Regel(van_een_ander),  # exists in the demo only
    # Erasing: one asks, another confirms (here one that was taken back, so that nothing is erased: 409).
    "kern:wissen": Regel(alleen(Rol.COORDINATOR, Rol.DPO)),
    "kern:wissen_zoek": Regel(alleen(Rol.COORDINATOR, Rol.DPO)),
    "kern:wissen_nieuw": Regel(alleen(Rol.COORDINATOR, Rol.DPO), args=te_wissen),
    "kern:wisverzoek": Regel(alleen(Rol.COORDINATOR, Rol.DPO), args=wisverzoek),
    "kern:wissen_bevestigen": Regel(alleen(Rol.DPO), post, 409, args=ingetrokken_wisverzoek),
    "kern:wissen_weigeren": Regel(alleen(Rol.DPO), post, 409, args=ingetrokken_wisverzoek),
    "kern:wissen_intrekken": Regel(niemand_van_hier, post, args=wisverzoek),  # only who asked
    # Asking advice, documents, log.
    "kern:gevraagd_lijst": Regel(met_rol),
    "kern:gevraagd_nieuw": Regel(ADVIES_VRAGEN, args=advies_over_dossier),
    "kern:gevraagd": Regel(ADVIESVRAAG_VAN_AN, args=adviesvraag),
    "kern:gevraagd_antwoord": Regel(ADVIESVRAAG_BEANTWOORDEN, post, args=adviesvraag, gegevens=ANTWOORD),
    "kern:gevraagd_weigeren": Regel(ADVIESVRAAG_BEANTWOORDEN, post, args=adviesvraag, gegevens=ANTWOORD),
    "kern:gevraagd_intrekken": Regel(ADVIESVRAAG_VAN_AN, post, 302, args=adviesvraag),
    "kern:pdf": Regel(alleen(Rol.DPO, anders=Uitkomst.ONBEKEND), args=document),
    "kern:logboek": Regel(alleen(Rol.DPO)),
    "kern:logboek_uittreksel": Regel(alleen(Rol.DPO)),
}
