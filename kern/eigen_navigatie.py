"""What kern itself adds: the bell, the palette's own commands, and looking up a colleague."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet

from kern.access import heeft_recht
from kern.models import Medewerker, Notificatie
from kern.navigatie import NavItem, registreer, registreer_teller
from kern.palet import PER_ZOEKER, Opdracht, Treffer, registreer_opdracht, registreer_zoeker
from kern.queries.collegas import MEESTE_WOORDEN
from kern.queries.outbox import geparkeerd
from kern.tekst import sorteersleutel


def ongelezen(medewerker: Medewerker) -> QuerySet[Notificatie]:
    """Return what the bell counts."""
    return Notificatie.objects.filter(ontvanger=medewerker, gelezen_op=None)


def collegas_voor_palet(medewerker: Medewerker, q: str) -> Iterable[Treffer]:
    """Find colleagues by the words of their name, in any order; only internal people see who works here."""
    woorden = sorteersleutel(q).split()[:MEESTE_WOORDEN]  # each is a condition, and an address holds two thousand
    if not medewerker.is_intern or not woorden:
        return []
    heeft_alle = Q(*(Q(sorteersleutel__contains=woord) for woord in woorden))
    gevonden = Medewerker.objects.filter(heeft_alle, is_active=True)[:PER_ZOEKER]
    return [Treffer(wie.naam, wie.get_absolute_url(), "persoon", "Collega") for wie in gevonden]


def let_op_outbox(medewerker: Medewerker) -> bool:
    """Say whether this person looks after what leaves the house."""
    return heeft_recht(medewerker, "kern.outbox")


def in_demo(medewerker: Medewerker) -> bool:
    """Say whether the demo's mailbox exists here, and whether this person may look into it."""
    return bool(settings.IS_DEMO) and medewerker.is_intern


registreer(
    NavItem(
        "uitgaand",
        "Uitgaand",
        "kern:uitgaande",
        "brief",
        820,
        groep="Beheer",
        zichtbaar=let_op_outbox,
        teller=lambda _medewerker: geparkeerd(),
        dringend=True,
    ),
    NavItem("demopostvak", "Demo-postvak", "kern:demopostvak", "vlag", 890, groep="Beheer", zichtbaar=in_demo),
)
registreer_teller("notificaties", ongelezen)
registreer_zoeker(collegas_voor_palet)
registreer_opdracht(
    Opdracht("Notificaties", "kern:notificaties", "bel", "meldingen berichten bel", "g n"),
    Opdracht("Mijn profiel en weergave", "kern:profiel", "persoon", "thema donker licht expertise werkdagen sneltoetsen"),
    Opdracht("Sneltoetsen", "kern:sneltoetsen", "toetsenbord", "toetsen hulp", "?"),
)
