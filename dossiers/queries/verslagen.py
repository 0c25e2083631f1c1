"""Reads of reports, each in a constant number of queries."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from dossiers.access.verslag import mag_verslag_bij
from dossiers.choices import Verslagstatus
from dossiers.models import Belofte, Dossier, Opmerking, Organisator, Verslag, Verslagdeel, Verslagsjabloon
from kern.models import Medewerker


def verslagen_voor(user: Medewerker) -> QuerySet[Verslag]:
    """Return the reports *user* may read, with what their page shows above the parts."""
    return Verslag.objects.zichtbaar_voor(user).select_related(
        "dossier__organisator", "organisator", "auteur", "lezer", "vastgesteld_door", "verworpen_door", "sjabloon"
    )


def delen_met_opmerkingen(verslag: Verslag) -> list[Verslagdeel]:
    """Return the parts with their remarks and photos: three queries."""
    opmerkingen = Opmerking.objects.select_related("door", "beantwoord_door")
    return list(verslag.delen.select_related("gewijzigd_door").prefetch_related(Prefetch("opmerkingen", opmerkingen), "fotos"))


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


MEESTE = 8


def recente(user: Medewerker, over: Dossier | Organisator) -> list[Verslag]:
    """Return the newest reports about a location, or about an organisator and its locations that *user* may read."""
    waar = {"dossier": over} if isinstance(over, Dossier) else {"organisator": over}
    gevonden: QuerySet[Verslag] = Verslag.objects.zichtbaar_voor(user).filter(gewist_op=None, **waar)
    return list(gevonden.exclude(status=Verslagstatus.VERWORPEN).select_related("dossier", "auteur")[:MEESTE])


def paneel(user: Medewerker, dossier: Dossier, _op: datetime) -> dict[str, Any]:
    """The newest reports; whoever sees the panel reads the location, so no report of it is asked for apart."""
    verslagen = dossier.verslagen.filter(gewist_op=None).exclude(status=Verslagstatus.VERWORPEN)
    return {"verslagen": list(verslagen[:MEESTE]), "mag_schrijven": mag_verslag_bij(user, dossier)}


def paneel_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The reports that were begun at *op*, each as it stood: fixed, not kept, or still to be written."""
    bekend = dossier.verslagen.filter(gewist_op=None, begonnen_op__lte=op).exclude(verworpen_op__lte=op)[:MEESTE]
    for verslag in bekend:
        verslag.status = status_toen(verslag, op)
    return {"verslagen": list(bekend), "mag_schrijven": False}


def status_toen(verslag: Verslag, op: datetime) -> Verslagstatus:
    """Return how far a report was at *op*, by the moments it keeps; between being begun and fixed it was a concept."""
    if verslag.vastgesteld_op is not None and verslag.vastgesteld_op <= op:
        return Verslagstatus.VASTGESTELD
    if verslag.verworpen_op is not None and verslag.verworpen_op <= op:
        return Verslagstatus.VERWORPEN
    return Verslagstatus.CONCEPT
