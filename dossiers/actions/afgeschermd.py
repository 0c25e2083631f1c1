"""Reading and writing the shielded data of a dossier: never without a row in the log."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.models import AfgeschermdeGegevens, Dossier
from kern import logboek
from kern.fouten import AlGewijzigd
from kern.models import Medewerker


@transaction.atomic
def bekijk(*, dossier: Dossier, door: Medewerker, reden: str, op: datetime) -> AfgeschermdeGegevens | None:
    """Return the shielded data of *dossier*, after writing down who looks and why; None when there are none."""
    logboek.schrijf(
        gebeurtenissen.AFGESCHERMD_INGEZIEN,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier),
        reden=reden,
        gegevens={"weg": str(getattr(dossier, "weg", ""))},
    )
    return AfgeschermdeGegevens.objects.filter(dossier=dossier).first()


@transaction.atomic
def leg_vast(
    *,
    dossier: Dossier,
    versie: int,
    contactpersoon: str,
    privetelefoon: str,
    priveadres: str,
    aandacht: str,
    door: Medewerker,
    op: datetime,
) -> AfgeschermdeGegevens:
    """Write the shielded data; *versie* is 0 when there were none.

    Raises:
        AlGewijzigd: a colleague wrote them in the meantime.
        ValidationError: nothing was filled in.
    """
    waarden = {
        "contactpersoon": contactpersoon,
        "privetelefoon": privetelefoon,
        "priveadres": priveadres,
        "aandacht": aandacht,
    }
    gegevens = AfgeschermdeGegevens(dossier=dossier, versie=versie + 1, **waarden)
    gegevens.full_clean(exclude=["dossier"], validate_unique=False)
    if versie == 0:
        _, gemaakt = AfgeschermdeGegevens.objects.get_or_create(dossier=dossier, defaults=waarden)
        rijen = int(gemaakt)
    else:
        rijen = AfgeschermdeGegevens.objects.filter(dossier=dossier, versie=versie).update(versie=F("versie") + 1, **waarden)
    if rijen != 1:
        raise AlGewijzigd(gegevens)
    logboek.schrijf(
        gebeurtenissen.AFGESCHERMD_GEWIJZIGD,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier),
        gegevens={"velden": sorted(veld for veld, waarde in waarden.items() if waarde), "versie": gegevens.versie},
    )
    return gegevens
