"""Appointments: never for somebody of outside, whatever they were invited to; changed by who works on the location."""

from typing import Any

from kern.choices import Rol
from tests.meta.klassen import alleen, intern, matrix
from tests.meta.rechten.dossiers import CONTACT_BIJ_ORGANISATOR, WIJZIGEN, dossiernummer, organisatornummer
from tests.meta.rechten.regel import Regel
from tests.meta.wereld import Persoon, Wereld

post = "post"


def afspraak(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).afspraken.get().pk}


def bezoekfoto(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).afspraken.get().bezoekfotos.get().pk}


AFSPRAAK = matrix("""
klantenbeheerder starter: inhoud inhoud 404    inhoud  404      inhoud
coordinator:              inhoud inhoud 404    inhoud  404      inhoud
meldingen:                inhoud inhoud inhoud inhoud  inhoud   inhoud
anderen:                  404    404    404    inhoud  404      inhoud
beller comite:            404    404    404    404     404      404
""")
BEZOEKFOTO = matrix("""
klantenbeheerder starter: mag    mag    404    mag     404      mag
coordinator:              mag    mag    404    mag     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    mag     404      mag
beller comite:            404    404    404    404     404      404
""")
AFSPRAAK_STAP = matrix("""
klantenbeheerder starter: mag    mag    404    403     404      mag
coordinator:              mag    mag    404    403     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    403     404      403
beller comite:            404    404    404    404     404      404
""")
SCHRIJVERS = alleen(Rol.KLANTENBEHEERDER, Rol.STARTER, Rol.COORDINATOR, Rol.MELDINGEN)

AFSPRAKEN: dict[str, Regel] = {
    "dossiers:mijn_dag": Regel(intern),
    "dossiers:mijn_dag_volgorde": Regel(SCHRIJVERS, post, 409),
    "dossiers:jaarbezoeken": Regel(SCHRIJVERS),
    "dossiers:jaarbezoeken_ongedaan": Regel(SCHRIJVERS, post, 302),
    "dossiers:afspraak_nieuw": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:afspraak_bij_organisator": Regel(CONTACT_BIJ_ORGANISATOR, post, 422, args=organisatornummer),
    "dossiers:afspraak": Regel(AFSPRAAK, args=afspraak),
    "dossiers:bezoekmap": Regel(AFSPRAAK, args=afspraak),
    "dossiers:bezoekmap_punt": Regel(AFSPRAAK_STAP, post, 422, args=afspraak),
    "dossiers:bezoekfoto_nieuw": Regel(AFSPRAAK_STAP, post, 422, args=afspraak),
    "dossiers:bezoekfoto": Regel(BEZOEKFOTO, args=bezoekfoto),
    "dossiers:bezoekfoto_weg": Regel(AFSPRAAK_STAP, post, 302, args=bezoekfoto),
    "dossiers:afspraak_wijzigen": Regel(AFSPRAAK_STAP, post, 422, args=afspraak),
    "dossiers:afspraak_bevestigen": Regel(AFSPRAAK_STAP, post, 302, args=afspraak),
    "dossiers:afspraak_gedaan": Regel(AFSPRAAK_STAP, post, 422, args=afspraak),
    "dossiers:afspraak_niet_door": Regel(AFSPRAAK_STAP, post, 422, args=afspraak),
    "dossiers:afspraak_annuleren": Regel(AFSPRAAK_STAP, post, 302, args=afspraak),
}
