"""The people at a location, what they showed, the organisator itself, and groepen."""

from typing import Any

from dossiers.models import Attest, Betrokkene, Dossier, Groepslidmaatschap
from kern.choices import Rol
from tests.meta.klassen import alleen, intern, matrix
from tests.meta.rechten.dossiers import WIJZIGEN, dossiernummer, organisatornummer
from tests.meta.rechten.regel import Regel, post
from tests.meta.wereld import Persoon, Wereld


def _mensen(wereld: Wereld, wie: Persoon) -> list[Betrokkene]:
    dossier: Dossier = wereld.dossier_van(wie)
    return list(Betrokkene.objects.filter(dossier=dossier).order_by("naam"))


def betrokkene(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": _mensen(wereld, wie)[0].pk}


def twee(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    een, ander = _mensen(wereld, wie)
    return {"een": een.pk, "ander": ander.pk}


def attest(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Attest.objects.get(betrokkene=_mensen(wereld, wie)[0]).pk}


def lid(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Groepslidmaatschap.objects.get(organisator=wereld.dossier_van(wie).organisator).pk}


def groep(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Groepslidmaatschap.objects.get(organisator=wereld.dossier_van(wie).organisator).groep_id}


#                        eigen  collega ander  uitgen. verlopen vervanger
LEZEN = matrix("""
klantenbeheerder starter: mag    mag    404    mag     404      mag
coordinator:              mag    mag    404    mag     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    mag     404      mag
beller comite:            404    404    404    mag     404      404
""")
SCHRIJVEN = matrix("""
klantenbeheerder starter: mag    mag    404    403     404      mag
coordinator:              mag    mag    404    403     404      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  404    404    404    403     404      403
beller comite:            404    404    404    403     404      404
""")
ORGANISATOR_WIJZIGEN = matrix("""
klantenbeheerder starter: mag    mag    403    403     403      mag
coordinator:              mag    mag    403    403     403      mag
meldingen:                mag    mag    mag    mag     mag      mag
anderen:                  403    403    403    403     403      403
beller comite:            404    404    404    404     404      404
""")
SCHRIJVERS = (Rol.KLANTENBEHEERDER, Rol.STARTER, Rol.COORDINATOR, Rol.MELDINGEN)

PERSONEN: dict[str, Regel] = {
    "dossiers:organisator_wijzigen": Regel(ORGANISATOR_WIJZIGEN, post, 422, args=organisatornummer, gegevens={"kbo": "1"}),
    "dossiers:organisator_betrokkene": Regel(ORGANISATOR_WIJZIGEN, post, 422, args=organisatornummer),
    "dossiers:dossier_betrokkene": Regel(WIJZIGEN, post, 422, args=dossiernummer),
    "dossiers:betrokkene": Regel(LEZEN, args=betrokkene),
    "dossiers:betrokkene_wijzigen": Regel(SCHRIJVEN, post, 422, args=betrokkene),
    "dossiers:betrokkene_vertrokken": Regel(SCHRIJVEN, post, 422, args=betrokkene),
    "dossiers:betrokkene_hervatten": Regel(SCHRIJVEN, post, 302, args=betrokkene),
    "dossiers:attest_nieuw": Regel(SCHRIJVEN, post, 422, args=betrokkene),
    "dossiers:attest_vernieuwen": Regel(SCHRIJVEN, post, 422, args=attest, gegevens={"verloopt_op": "geen datum"}),
    "dossiers:attest_intrekken": Regel(SCHRIJVEN, post, 422, args=attest),
    "dossiers:zelfde_persoon": Regel(SCHRIJVEN, post, 422, args=twee),
    "dossiers:groepen": Regel(intern),
    "dossiers:groep": Regel(intern, args=groep),
    "dossiers:groep_nieuw": Regel(alleen(*SCHRIJVERS), post, 422),
    "dossiers:groep_wijzigen": Regel(alleen(*SCHRIJVERS), post, 422, args=groep),
    "dossiers:groep_lid": Regel(alleen(*SCHRIJVERS), post, 422, args=groep),
    "dossiers:groep_lid_einde": Regel(ORGANISATOR_WIJZIGEN, post, 422, args=lid),
}
