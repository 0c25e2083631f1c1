"""What the panel about promises shows: one query each."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from dossiers.access.contact import mag_wijzigen_bij
from dossiers.choices import Beloftestatus
from dossiers.models import Belofte, BelofteEvent, Dossier, Organisator
from kern.models import Medewerker
from kern.tijd import BRUSSEL

MEESTE = 12


def beloften_voor(user: Medewerker) -> QuerySet[Belofte]:
    """Return the promises *user* may read, with what their page shows."""
    zichtbaar: QuerySet[Belofte] = Belofte.objects.zichtbaar_voor(user)
    return zichtbaar.select_related("dossier__organisator", "organisator", "voor", "gemaakt_door", "afgesloten_door")


def bij(over: Dossier | Organisator) -> list[Belofte]:
    """Return the promises about a location (or an organisator as a whole): what is open first, by day; then the newest."""
    eigen: QuerySet[Belofte] = over.beloften.all() if isinstance(over, Dossier) else over.beloften.filter(dossier=None)
    dicht = ~Q(status=Beloftestatus.OPEN)
    return list(eigen.filter(gewist_op=None).annotate(dicht=dicht).order_by("dicht", "tegen", "pk")[:MEESTE])


def paneel(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The promises both ways."""
    vandaag = op.astimezone(BRUSSEL).date()
    return {"beloften": bij(dossier), "vandaag": vandaag, "mag_wijzigen": mag_wijzigen_bij(user, dossier)}


def paneel_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The promises as they stood at *op*. Their words never change, so they are read from the promise itself."""
    # The location of a promise never changes either: by it alone the rows are found.
    bekend = BelofteEvent.objects.filter(dossier=dossier, pgh_created_at__lte=op, pgh_obj__gewist_op=None)
    laatste = bekend.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").select_related("pgh_obj")
    toen = []
    for event in laatste:
        belofte: Belofte = event.pgh_obj
        belofte.status, belofte.afgesloten_op = event.status, event.afgesloten_op
        toen.append(belofte)
    toen.sort(key=lambda b: (b.status != Beloftestatus.OPEN, b.tegen, b.pk))
    return {"beloften": toen[:MEESTE], "vandaag": op.astimezone(BRUSSEL).date(), "mag_wijzigen": False}
