"""Reads of reports, each in a constant number of queries."""

from django.db.models import Prefetch, QuerySet

from dossiers.models import Belofte, Opmerking, Verslag, Verslagdeel, Verslagsjabloon
from kern.models import Medewerker


def verslagen_voor(user: Medewerker) -> QuerySet[Verslag]:
    """Return the reports *user* may read, with what their page shows above the parts."""
    return Verslag.objects.zichtbaar_voor(user).select_related(
        "dossier__organisator", "organisator", "auteur", "lezer", "vastgesteld_door", "verworpen_door", "sjabloon"
    )


def delen_met_opmerkingen(verslag: Verslag) -> list[Verslagdeel]:
    """Return the parts with their remarks: two queries."""
    opmerkingen = Opmerking.objects.select_related("door", "beantwoord_door")
    return list(verslag.delen.select_related("gewijzigd_door").prefetch_related(Prefetch("opmerkingen", opmerkingen)))


def beloften_uit(verslag: Verslag) -> list[Belofte]:
    """Return what was promised in it."""
    gemaakt: QuerySet[Belofte] = Belofte.objects.filter(waar_soort="dossiers.verslag", waar_id=str(verslag.pk), gewist_op=None)
    return list(gemaakt.order_by("gemaakt_op", "pk"))


def deel_nu(deel: Verslagdeel) -> Verslagdeel:
    """Return the part as it is now, with its report."""
    return Verslagdeel.objects.select_related("verslag", "gewijzigd_door").get(pk=deel.pk)


def geldende_sjablonen() -> QuerySet[Verslagsjabloon]:
    """Return the newest version per kind."""
    return Verslagsjabloon.objects.order_by("soort", "-versie").distinct("soort")
