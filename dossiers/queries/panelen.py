"""What the panels about permit, care and requests for inspection show: one query each."""

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from dossiers.access import mag_wijzigen, mag_wijzigen_wat_loopt
from dossiers.models import Dossier, Inspectieverzoek, Leefgroep, Opvang, Sluiting, Vergunning
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from kern.zoals_bekend import zoals_bekend

MEESTE_PERIODEN = 20
MEESTE_VERZOEKEN = 10


def vergunning(user: Medewerker, dossier: Dossier, _op: datetime) -> dict[str, Any]:
    """The periods of the permit, the newest first."""
    return {"perioden": list(dossier.vergunningen.all()[:MEESTE_PERIODEN]), "mag_wijzigen": mag_wijzigen(user, dossier)}


def vergunning_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The periods as they were recorded at *op*."""
    toen = zoals_bekend(Vergunning, op, dossier_id=dossier.pk)
    return {"perioden": sorted(toen, key=lambda v: v.vanaf, reverse=True)[:MEESTE_PERIODEN], "mag_wijzigen": False}


def inspectieverzoeken(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The requests to Zorginspectie, those that are open first."""
    verzoeken = dossier.inspectieverzoeken.annotate(dicht=Q(afgesloten_op__isnull=False)).order_by("dicht", "-gevraagd_op")
    return {
        "verzoeken": list(verzoeken[:MEESTE_VERZOEKEN]),
        "vandaag": op.astimezone(BRUSSEL).date(),
        "mag_wijzigen": mag_wijzigen_wat_loopt(user, dossier),
    }


def inspectieverzoeken_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The requests as they were recorded at *op*; the newest first, as above."""
    toen = zoals_bekend(Inspectieverzoek, op, dossier_id=dossier.pk)
    toen.sort(key=lambda verzoek: verzoek.gevraagd_op, reverse=True)
    toen.sort(key=lambda verzoek: verzoek.afgesloten_op is not None)
    return {"verzoeken": toen[:MEESTE_VERZOEKEN], "vandaag": op.astimezone(BRUSSEL).date(), "mag_wijzigen": False}


def opvang(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """How the care runs as it was last told, with leefgroepen and closings to come, in one query."""
    groepen = Leefgroep.objects.filter(dossier=OuterRef("dossier"), tot=None).order_by("naam")
    dicht = Sluiting.objects.filter(dossier=OuterRef("dossier"), tot__gte=op.astimezone(BRUSSEL).date()).order_by("vanaf")
    gemeld = (
        Opvang.objects.filter(dossier=dossier)
        .annotate(
            groepen=ArraySubquery(groepen.values(een=JSONObject(naam="naam", leeftijd="leeftijd", kinderen="kinderen"))),
            dicht=ArraySubquery(dicht.values(een=JSONObject(vanaf="vanaf", tot="tot", reden="reden"))),
        )
        .first()
    )
    if gemeld is None:
        return _opvang(None, [], [], dossier, mag_wijzigen_wat_loopt(user, dossier))
    lopend = [Leefgroep(**een) for een in gemeld.groepen]
    sluitingen = [
        Sluiting(vanaf=date.fromisoformat(een["vanaf"]), tot=date.fromisoformat(een["tot"]), reden=een["reden"])
        for een in gemeld.dicht
    ]
    return _opvang(gemeld, lopend, sluitingen, dossier, mag_wijzigen_wat_loopt(user, dossier))


def opvang_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The same as it was recorded at *op*; closings are not kept that long."""
    gemeld = next(iter(zoals_bekend(Opvang, op, dossier_id=dossier.pk)), None)
    groepen = [groep for groep in zoals_bekend(Leefgroep, op, dossier_id=dossier.pk) if groep.tot is None]
    return _opvang(gemeld, sorted(groepen, key=lambda groep: groep.naam), [], dossier, False)


def _opvang(
    gemeld: Opvang | None, groepen: list[Leefgroep], dicht: list[Sluiting], dossier: Dossier, mag: bool
) -> dict[str, Any]:
    uit: dict[str, Any] = {"opvang": gemeld, "groepen": groepen, "sluitingen": dicht, "mag_wijzigen": mag}
    if gemeld is not None:
        half = list(gemeld.bezetting) + [None] * 4  # Saturday and Sunday have none
        uit["week"] = [(dag, van, tot, half[2 * n], half[2 * n + 1]) for n, (dag, van, tot) in enumerate(gemeld.uren)]
        uit["te_veel"] = dossier.plaatsen is not None and any((aantal or 0) > dossier.plaatsen for aantal in gemeld.bezetting)
    return uit
