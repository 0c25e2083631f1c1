"""The rows of hand-overs, requests and mentors."""

from typing import Any

from kern.choices import Rol
from tests.meta.klassen import alleen, intern, matrix, van_een_ander
from tests.meta.rechten.dossiers import WIJZIGEN, dossiernummer, organisatornummer
from tests.meta.rechten.kern import an
from tests.meta.rechten.regel import Regel, post
from tests.meta.wereld import Persoon, Wereld


def uitbreiding(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return dossiernummer(wereld, wie) | {"soort": "uitbreiding"}


def aanvraag(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.aanvraag.pk}


def stap(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return aanvraag(wereld, wie) | {"stap": "leg-de-antecedenten-vast"}


def opvolging(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return dossiernummer(wereld, wie) | {"pk": 999_999}


def overdracht(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.overdracht.pk}


# Who follows dossiers hands over own ones; what may go is decided per row.
DRAAGT_OVER = matrix("""
klantenbeheerder starter coordinator: mag mag mag mag mag mag
anderen:                              403 403 403 403 403 403
beller comite:                        404 404 404 404 404 404
""")
# From An to Carla, both of Antwerpen: for whoever takes part, their substitute, and the coordinator of the team.
#                       eigen  collega ander  uitgen. verlopen vervanger
OVERDRACHT = matrix("""
coordinator:              404    mag    404    404     404      mag
anderen:                  404    404    404    404     404      mag
beller comite:            404    404    404    404     404      404
""")
OVERDRACHT_AFTEKENEN = matrix("""
coordinator:              404    403    404    404     404      403
anderen:                  404    404    404    404     404      403
beller comite:            404    404    404    404     404      404
""")
# The fixed klantenbeheerder and the coordinator of that person's team; who stands in does not give away.
TOEWIJZEN = matrix("""
klantenbeheerder starter: mag    403    403    403     403      403
coordinator:              mag    mag    403    403     403      403
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    404     404      404
""")

OVERDRAGEN = matrix("""
klantenbeheerder starter: mag    403    403    403     403      403
coordinator:              mag    mag    403    403     403      403
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    403     404      404
""")

# Who changes the location; backoffice registers for every location.
AANVRAGEN = matrix("""
klantenbeheerder starter: mag    mag    403    403     403      mag
coordinator:              mag    mag    403    403     403      mag
backoffice:               mag    mag    mag    mag     mag      mag
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    403     404      404
""")
# A start in Antwerpen of an organisator of An, entered by An.
AANVRAAG = matrix("""
klantenbeheerder starter coordinator: 404 mag 404 404 404 mag
meldingen:                            mag mag mag mag mag mag
anderen:                              404 404 404 404 404 mag
beller comite:                        404 404 404 404 404 404
""")
AANVRAAG_STAP = matrix("""
klantenbeheerder starter coordinator: 404 mag 404 404 404 mag
meldingen:                            mag mag mag mag mag mag
anderen:                              404 404 404 404 404 403
beller comite:                        404 404 404 404 404 404
""")
MAAKT = alleen(Rol.KLANTENBEHEERDER, Rol.STARTER, Rol.COORDINATOR, Rol.BACKOFFICE)

TOEWIJZINGEN: dict[str, Regel] = {
    "dossiers:overdrachten": Regel(intern),
    "dossiers:overdracht_nieuw": Regel(DRAAGT_OVER),
    "dossiers:overdracht_belasting": Regel(DRAAGT_OVER),
    "dossiers:overdracht": Regel(OVERDRACHT, args=overdracht),
    "dossiers:overdracht_gelezen": Regel(OVERDRACHT_AFTEKENEN, post, args=overdracht),
    "dossiers:dossier_nieuw": Regel(MAAKT),
    "dossiers:organisator_nieuw": Regel(MAAKT),
    "dossiers:dossier_nakijken": Regel(MAAKT, post),
    "dossiers:organisator_nakijken": Regel(MAAKT, post),
    "dossiers:meekijken": Regel(van_een_ander, args=an),  # only who has a mentorship with An
    "dossiers:aanvragen": Regel(intern),
    "dossiers:aanvraag_start": Regel(MAAKT),
    "dossiers:aanvraag_start_nakijken": Regel(MAAKT, post),
    "dossiers:aanvraag_nakijken": Regel(AANVRAGEN, post, args=uitbreiding),
    "dossiers:aanvraag_kies": Regel(AANVRAGEN, args=dossiernummer),
    "dossiers:aanvraag_bij_dossier": Regel(AANVRAGEN, args=uitbreiding),
    "dossiers:aanvraag": Regel(AANVRAAG, args=aanvraag),
    "dossiers:aanvraag_stap": Regel(AANVRAAG_STAP, post, 422, args=stap),
    "dossiers:opvolging": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:opvolging_ontkoppelen": Regel(WIJZIGEN, post, 422, args=opvolging),
    "dossiers:dossier_overdragen": Regel(OVERDRAGEN, status=302, args=dossiernummer),
    "dossiers:organisator_toewijzen": Regel(TOEWIJZEN, post, 422, args=organisatornummer),
}
