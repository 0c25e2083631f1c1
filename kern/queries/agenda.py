"""Reads of own calendars."""

from collections.abc import Collection
from datetime import datetime

from kern.agenda.feed import LINKDOEL
from kern.links import bruikbaar
from kern.logboek import soort_van
from kern.models import Agendabron, Bezetmoment, Medewerker, OndertekendeLink


def bezet_van(personen: Collection[Medewerker], begin: datetime, einde: datetime) -> list[Bezetmoment]:
    """Return when *personen* are busy by their own calendars in this period, the first first: one query."""
    return list(Bezetmoment.objects.filter(persoon__in=[p.pk for p in personen], begin__lt=einde, einde__gt=begin))


def bron_van(persoon: Medewerker) -> Agendabron | None:
    """Return where the calendar of *persoon* is read, and how that went."""
    return Agendabron.objects.filter(pk=persoon.pk).first()


def feed_van(persoon: Medewerker, op: datetime) -> OndertekendeLink | None:
    """Return the link of the feed that works."""
    return OndertekendeLink.objects.filter(
        bruikbaar(op), doel=LINKDOEL, onderwerp_soort=soort_van(persoon), onderwerp_id=str(persoon.pk)
    ).first()
