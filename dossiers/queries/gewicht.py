"""How much a location weighs for who follows it: a simple sum, so that anybody can check it (docs/werk.md).

It compares the load of colleagues and says nothing about the quality of a location.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q

from dossiers.choices import Dossierstatus, Ernst
from dossiers.models import Aandacht, Dossier
from kern.logboek import soort_van
from kern.models import Werkregel

# What a location asks by itself, and what is open there.
GEWICHT_LOCATIE = 1.0
PLAATSEN_PER_PUNT = 40
GEWICHT_ERNST = {Ernst.GEVAAR: 8.0, Ernst.LET_OP: 3.0, Ernst.INFO: 1.0}
GEWICHT_WERK = 1.0
GEWICHT_TE_LAAT = 1.0  # on top, for work past its day


def gewicht_van(dossier: Dossier, *, aandacht: Iterable[str] = (), werk: int = 0, te_laat: int = 0) -> float:
    """Return the weight of one location: *aandacht* are the weights (`Ernst`) of what asks attention there."""
    zelf = 0.0 if dossier.status in Dossierstatus.dicht() else GEWICHT_LOCATIE + (dossier.plaatsen or 0) / PLAATSEN_PER_PUNT
    return round(zelf + sum(GEWICHT_ERNST[Ernst(e)] for e in aandacht) + werk * GEWICHT_WERK + te_laat * GEWICHT_TE_LAAT, 1)


def gewichten(dossiers: Iterable[Dossier], op: datetime) -> dict[int, float]:
    """Return the weight of each of *dossiers*, with the open work that goes along with it: two queries, however many.

    Of one whose content is not open to the reader (fetched with `met_weg`) only what stands on its card.
    """
    rijen = list(dossiers)
    open_ = [dossier.pk for dossier in rijen if dossier.weg]
    aandacht: dict[int, list[str]] = defaultdict(list)
    for pk, ernst in Aandacht.objects.open().filter(dossier__in=open_).order_by().values_list("dossier_id", "ernst"):
        aandacht[pk].append(ernst)
    mee = Werkregel.objects.filter(
        onderwerp_soort=soort_van(Dossier), onderwerp_id__in=[str(pk) for pk in open_], volgt_onderwerp=True, klaar_op=None
    )
    geteld = mee.order_by().values_list("onderwerp_id").annotate(werk=Count("pk"), laat=Count("pk", filter=Q(tegen__lte=op)))
    werk = {int(sleutel): (aantal, laat) for sleutel, aantal, laat in geteld}
    uit = {}
    for dossier in rijen:
        aantal, laat = werk.get(dossier.pk, (0, 0))
        uit[dossier.pk] = gewicht_van(dossier, aandacht=aandacht[dossier.pk], werk=aantal, te_laat=laat)
    return uit
