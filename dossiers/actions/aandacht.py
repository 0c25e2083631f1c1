"""Opening and closing what asks attention, called by the action of the app in which the matter lives.

No log row of their own: the action that calls them writes the one about the matter itself.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from dossiers.choices import Ernst
from dossiers.models import Aandacht, Dossier
from dossiers.soorten import aandachtsoort


@transaction.atomic(savepoint=False)
def open_aandacht(
    *, dossier: Dossier, soort: str, verwijzing: str, reden: str, op: datetime, ernst: Ernst | None = None, url: str = ""
) -> Aandacht:
    """Let a matter ask attention, with *reden* as people will read it; a matter that does already gets the new reason.

    A changed reason or weight is a new row: what was shown before stays known.
    """
    try:
        with transaction.atomic():
            return _open(dossier, soort, verwijzing, reden, op, ernst, url)
    except IntegrityError:  # a colleague opened it a moment earlier: now it is there to be compared with
        return _open(dossier, soort, verwijzing, reden, op, ernst, url)


def _open(dossier: Dossier, soort: str, verwijzing: str, reden: str, op: datetime, ernst: Ernst | None, url: str) -> Aandacht:
    bekend = aandachtsoort(soort)
    gegevens = {"reden": reden[:300], "ernst": ernst or bekend.ernst, "url": url}
    lopend = Aandacht.objects.select_for_update().filter(dossier=dossier, soort=soort, verwijzing=verwijzing, tot=None).first()
    if lopend is not None:
        if all(getattr(lopend, veld) == waarde for veld, waarde in gegevens.items()):
            return lopend
        sluit_aandacht(soort=soort, verwijzing=verwijzing, op=op, dossier=dossier)
    return Aandacht.objects.create(
        dossier=dossier,
        soort=soort,
        verwijzing=verwijzing,
        blokkeert_uitbreiding=bekend.blokkeert_uitbreiding,
        sinds=op,
        **gegevens,
    )


@transaction.atomic(savepoint=False)
def sluit_aandacht(*, soort: str, verwijzing: str, op: datetime, dossier: Dossier | None = None) -> int:
    """Let a matter rest, on *dossier* or everywhere; return on how many dossiers it was open."""
    rijen = Aandacht.objects.filter(soort=soort, verwijzing=verwijzing, tot=None)
    if dossier is not None:
        rijen = rijen.filter(dossier=dossier)
    return rijen.update(
        tot=Greatest(Value(op), F("sinds"))
    )  # who waited for a colleague read the clock before that colleague wrote
