"""What is read about requests: which ones somebody sees, what the program finds among the antecedents, and look-alikes."""

from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers.choices import Dossierstatus
from dossiers.models import Aanvraag, Dossier
from dossiers.queries import uitbreiding
from dossiers.queries.antecedenten import antecedenten_van
from dossiers.queries.gelijkenis import Nieuwe, gelijkende_dossiers
from dossiers.queries.zin import zinnen
from kern.models import Medewerker

MEESTE_LOCATIES = 150


def aanvraag_voor(user: Medewerker) -> QuerySet[Aanvraag]:
    """Return the requests *user* may open, with what their page shows of people and places."""
    return (
        Aanvraag.objects.zichtbaar_voor(user)
        .met_behandeling(user)
        .select_related(
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
    )


def gevonden(aanvraag: Aanvraag, *, voor: Medewerker, op: datetime) -> list[str]:
    """Return what the program finds before a decision, as sentences: what blocks, how each location is, and look-alikes.

    Only of locations whose content *voor* may read; of the others their number is said. A constant number of queries.
    """
    uit = []
    if aanvraag.dossier is not None:
        open_ = uitbreiding.blokkades_voor(aanvraag.dossier, voor)
        uit += [f"Nog open bij {punt.dossier}: {punt.reden}." for punt in open_]
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
    kanten = {aanvraag.organisator_id: aanvraag.organisator}
    if aanvraag.dossier is not None:
        kanten[aanvraag.dossier.organisator_id] = aanvraag.dossier.organisator
    for organisator in kanten.values():
        uit += [antecedent.tekst for antecedent in antecedenten_van(organisator, voor=voor, op=op)]
    if aanvraag.naam:
        plek = Nieuwe(
            aanvraag.naam,
            aanvraag.postcode,
            aanvraag.gemeente,
            straat=aanvraag.straat,
            huisnummer=aanvraag.huisnummer,
            zonder=aanvraag.dossier_id,
        )
        uit += [f"Lijkt op {d}, {d.statuslid.label}." for d in gelijkende(plek)]
    return uit or ["Niets gevonden."]


def _valt_op(dossier: Dossier, woord: str) -> bool:
    return woord != "Rustig." or dossier.status in (Dossierstatus.GESCHORST, Dossierstatus.OPGEHEVEN)


def gelijkende(plek: Nieuwe) -> list[Dossier]:
    """Return the locations that could be taken for *plek* (domein W15), the most alike first, each with its organisator."""
    gevonden = [g.ding.pk for g in gelijkende_dossiers(plek)]
    rijen = Dossier.objects.select_related("organisator").in_bulk(gevonden)
    return [rijen[pk] for pk in gevonden]
