"""Reads of telefoonbladen: what the dock shows on every page, and the page of one's own."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from dossiers.models import Telefoonblad
from kern.models import Medewerker

IN_DOK = 6  # calls at once: nobody has more telephones
OP_BLADZIJDE = 50


def in_dok(user: Medewerker) -> QuerySet[Any]:
    """Return which calls the dock shows, last written first, without a word of what is said: they travel with every page.

    Comes with the counters of the navigation, so it asks nothing itself.
    """
    return _rijen(user)


def in_dok_met_woorden(user: Medewerker) -> QuerySet[Any]:
    """Return the same with what stands on them: asked when the dock is opened."""
    return _rijen(user, "tekst", "wie", "richting", telefoonnummer=F("nummer"))


def _rijen(user: Medewerker, *velden: str, **namen: F) -> QuerySet[Any]:
    leeg = Value("")
    bladen = Telefoonblad.objects.filter(auteur_id=user.pk).in_dok()
    rijen: QuerySet[Any] = bladen.values(
        "versie",
        "begonnen_op",
        *velden,
        **namen,
        sleutel=F("pk"),
        over=Coalesce(F("dossier__dossiernummer"), leeg),
        organisatornummer=Coalesce(F("organisator__nummer"), leeg),
        over_naam=Coalesce(F("dossier__naam"), F("organisator__naam"), leeg),
        gemeente=Coalesce(F("dossier__gemeente"), F("organisator__gemeente"), leeg),
    )
    return rijen[:IN_DOK]


def open_bladen(user: Medewerker) -> list[Telefoonblad]:
    """Return what waits to become something, put away or not, last written first."""
    bladen = Telefoonblad.objects.zichtbaar_voor(user).open().select_related("dossier", "organisator")
    return list(bladen.order_by("-gewijzigd_op")[:OP_BLADZIJDE])


def afgeronde_bladen(user: Medewerker) -> list[Telefoonblad]:
    """Return what was hung up, last first, each with what it became."""
    bladen = Telefoonblad.objects.zichtbaar_voor(user).exclude(klaar_op=None).select_related("dossier", "organisator")
    return list(bladen.prefetch_related("uitkomsten").order_by("-klaar_op")[:OP_BLADZIJDE])
