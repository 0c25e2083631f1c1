"""What is read about requests: which ones somebody sees, what the program finds among the antecedents, and look-alikes."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from dossiers import gemeenten, uitbreiding
from dossiers.choices import Dossierstatus
from dossiers.models import Aandacht, Aanvraag, Dossier, Organisator
from dossiers.zin import zinnen
from kern.models import Medewerker
from kern.tekst import sorteersleutel

LIJKT_OP = 0.35  # similarity of the names (pg_trgm) from which two are shown together; by trial on the demo world
LIJKT_OP_NAAM = 0.5  # the same for organisatoren, who are compared with all of Flanders
BUURT_KM = 15.0  # gemeenten whose centre lies this near are neighbours
HOOGSTENS = 8
MEESTE_LOCATIES = 150


def aanvraag_voor(user: Medewerker) -> QuerySet[Aanvraag]:
    """Return the requests *user* may open, with what their page shows of people and places."""
    return Aanvraag.objects.zichtbaar_voor(user).select_related(
        "organisator",
        "dossier__organisator",
        "dossier__klantenbeheerder",
        "team",
        "ingediend_door",
        "antecedenten_door",
        "advies_door",
        "nagelezen_door",
        "beslist_door",
        "resultaat",
    )


def gevonden(aanvraag: Aanvraag, *, voor: Medewerker, op: datetime) -> list[str]:
    """Return what the program finds before a decision, as sentences: what blocks, how each location is, and look-alikes.

    Only of locations whose content *voor* may read; of the others their number is said. A constant number of queries.
    """
    uit = []
    if aanvraag.dossier is not None:
        uit += [f"Nog open bij {punt.dossier}: {punt.reden}." for punt in uitbreiding.blokkades(aanvraag.dossier)]
    waar = Q(organisator=aanvraag.organisator_id)
    if aanvraag.dossier is not None:
        waar |= Q(organisator=aanvraag.dossier.organisator_id)
    locaties = list(Dossier.objects.met_weg(voor).filter(waar)[:MEESTE_LOCATIES])
    per_dossier = zinnen(locaties, voor=voor, op=op)
    uit += [
        f"{d} ({d.statuslid.label}): {per_dossier[d.pk].tekst}"
        for d in locaties
        if d.pk in per_dossier and _valt_op(d, per_dossier[d.pk].woord)
    ]
    dicht = sum(d.pk not in per_dossier for d in locaties)
    if dicht:
        uit.append(f"Van {dicht} locatie{'' if dicht == 1 else 's'} van deze organisator is de inhoud voor u niet open.")
    if aanvraag.naam:
        uit += [f"Lijkt op {d}, {d.statuslid.label}." for d in gelijkende(aanvraag.naam, aanvraag.postcode, aanvraag.gemeente)]
    return uit or ["Niets gevonden."]


def _valt_op(dossier: Dossier, woord: str) -> bool:
    return woord != "Rustig." or dossier.status in (Dossierstatus.GESCHORST, Dossierstatus.OPGEHEVEN)


def gelijkende(naam: str, postcode: str, gemeente: str, *, zonder: Iterable[int] = ()) -> list[Dossier]:
    """Return locations with a name like *naam* in the same or a neighbouring gemeente, the most alike first (domein W15)."""
    sleutel = sorteersleutel(naam)
    refnis = gemeenten.refnis_van(postcode, gemeente) if postcode else ""
    if not sleutel:
        return []
    dichtbij = gemeenten.gemeenten_binnen(refnis, BUURT_KM) if refnis else {}
    waar = Q(gemeente__iexact=gemeente)
    if refnis:
        waar |= Q(refnis__in=[refnis, *dichtbij])
    return list(
        Dossier.objects.filter(waar)
        .exclude(pk__in=list(zonder))
        .annotate(gelijkenis=TrigramSimilarity("sorteersleutel", sleutel))
        .filter(gelijkenis__gte=LIJKT_OP)
        .select_related("organisator")
        .order_by("-gelijkenis", "pk")[:HOOGSTENS]
    )


def open_aandacht(organisator_id: int, *, voor: Medewerker) -> list[Aandacht]:
    """Return what is open at the locations of an organisator whose content *voor* may read: a warning at every entry."""
    dossiers = Dossier.objects.met_inhoud_voor(voor).filter(organisator=organisator_id)
    return list(
        Aandacht.objects.filter(dossier__in=dossiers, tot=None).select_related("dossier").order_by("sinds", "pk")[:HOOGSTENS]
    )


def gelijkende_organisatoren(naam: str) -> list[Organisator]:
    """Return organisatoren with a name like *naam*, wherever they are, the most alike first."""
    sleutel = sorteersleutel(naam)
    if not sleutel:
        return []
    return list(
        Organisator.objects.annotate(gelijkenis=TrigramSimilarity("sorteersleutel", sleutel))
        .filter(gelijkenis__gte=LIJKT_OP_NAAM)
        .order_by("-gelijkenis", "pk")[:HOOGSTENS]
    )
