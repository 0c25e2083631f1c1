"""Ticking the folder of a visit on the spot, and letting it be the skeleton of the report."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.actions import afspraakgevolg, bezoekfotos
from dossiers.actions.verslagen import bewaar_deel
from dossiers.choices import Bezoekgroep
from dossiers.models import Afspraak, Bezoekpunt, Verslag, Verslagdeel
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.rijketekst import uit_tekst

# Under which heading of the sjabloon what was ticked goes; a sjabloon without it gets it under its first one.
_DEEL = {
    Bezoekgroep.NIEUW: "aanleiding",
    Bezoekgroep.BELOFTEN: "vorige",
    Bezoekgroep.BEKIJKEN: "gezien",
    Bezoekgroep.VRAGEN: "vorige",
    Bezoekgroep.EIGEN: "gezien",
}


@transaction.atomic
def vink(
    *,
    afspraak: Afspraak,
    sleutel: str,
    groep: str,
    tekst: str,
    klaar: bool,
    nota: str,
    versie: int,
    door: Medewerker,
    op: datetime,
) -> Bezoekpunt:
    """Tick a point, or write beside it. The same sent again, because the answer got lost, changes nothing.

    Args:
        versie: the version one went on from; 0 when nothing was kept yet.

    Raises:
        ValidationError: a value is not valid.
        AlGewijzigd: a colleague ticked or wrote it since, with other words; or the folder was erased.
    """
    Afspraak.objects.select_for_update(no_key=True).get(pk=afspraak.pk)
    if afspraak.gewist_op is not None:
        raise AlGewijzigd(afspraak)
    nu = Bezoekpunt.objects.filter(afspraak=afspraak, sleutel=sleutel).first()
    if nu is not None and (nu.klaar, nu.nota) == (klaar, nota):
        return nu
    if (nu.versie if nu else 0) != versie:
        raise AlGewijzigd(nu or afspraak)
    if nu is None:
        nu = Bezoekpunt(
            afspraak=afspraak, sleutel=sleutel, groep=groep, tekst=tekst, klaar=klaar, nota=nota, gewijzigd_op=op,
            gewijzigd_door=door,
        )  # fmt: skip
        nu.full_clean(validate_unique=False)
        nu.save(force_insert=True)
        afspraakgevolg.log(gebeurtenissen.BEZOEKPUNT_GEVINKT, afspraak, door, op)
        return nu
    nu.klaar, nu.nota, nu.gewijzigd_op, nu.gewijzigd_door = klaar, nota, op, door
    nu.full_clean(validate_unique=False)
    Bezoekpunt.objects.filter(pk=nu.pk).update(
        klaar=klaar, nota=nota, gewijzigd_op=op, gewijzigd_door=door, versie=F("versie") + 1
    )
    nu.versie += 1
    return nu


@transaction.atomic
def voeg_toe(*, afspraak: Afspraak, sleutel: UUID, tekst: str, door: Medewerker, op: datetime) -> Bezoekpunt:
    """Add a point of one's own; sent twice it is one."""
    eigen = f"eigen:{sleutel}"
    bestaat = Bezoekpunt.objects.filter(afspraak=afspraak, sleutel=eigen).first()
    return bestaat or vink(
        afspraak=afspraak, sleutel=eigen, groep=str(Bezoekgroep.EIGEN), tekst=tekst, klaar=False, nota="", versie=0, door=door,
        op=op,
    )  # fmt: skip


def begin_met_bezoekmap(*, afspraak: Afspraak, verslag: Verslag, door: Medewerker, op: datetime) -> None:
    """Put what was ticked, written or photographed under the right headings of a report that was just begun.

    Raises:
        AlGewijzigd: a colleague closed the visit first.
    """
    bezoekfotos.vergrendel_open(afspraak)
    per_deel: dict[str, list[str]] = defaultdict(list)
    delen = {deel.sleutel: deel for deel in verslag.delen.order_by("volgorde")}

    def deel_van(groep: str) -> Verslagdeel:
        waar = _DEEL[Bezoekgroep(groep)]
        return delen[waar if waar in delen else next(iter(delen))]

    for punt in Bezoekpunt.objects.filter(afspraak=afspraak, gewist_op=None).order_by("pk"):
        if punt.klaar or punt.nota:
            per_deel[deel_van(punt.groep).sleutel].append(f"{punt.tekst}\n{punt.nota}".strip())
    for sleutel, stukken in per_deel.items():
        deel = delen[sleutel]
        if not deel.tekst:
            bewaar_deel(deel=deel, versie=deel.versie, tekst=uit_tekst("\n\n".join(stukken)), door=door, op=op)
    bezoekfotos.neem_mee(afspraak=afspraak, verslag=verslag, deel_van=deel_van, door=door, op=op)
