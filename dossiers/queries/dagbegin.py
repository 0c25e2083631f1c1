"""The start of the day: what colleagues did at one's locations since one left, and where a visit stays out. Three queries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from dossiers.models import Aandacht, Dossier, Tijdlijnregel
from dossiers.normen import BEZOEKNORM
from dossiers.soorten import regelsoort
from kern.access import personen_in_bereik
from kern.models import Logregel, Medewerker
from kern.tijd import BRUSSEL, begin_van

LOCATIES_GETOOND = 6
REGELS = 200  # of what colleagues did: more is a hand-over or an import, and is read elsewhere
TERUG = timedelta(days=31)  # what was written down since, of what happened since then
TOT = time(12)


@dataclass(frozen=True)
class Gedaan:
    """What colleagues did at one location: "2 contactmomenten en 1 verslag, door Bart Maes"."""

    naam: str
    kenmerk: str
    url: str
    wat: str
    wie: str


@dataclass(frozen=True)
class Dagbegin:
    """What stands on top of the werkvoorraad in the morning."""

    sinds: datetime
    gedaan: list[Gedaan]
    gedaan_meer: int  # locations beyond those that are shown
    bezoeken: list[Mapping[str, Any]]
    bezoeken_aantal: int


def lees(persoon: Medewerker, op: datetime) -> Dagbegin:
    """Return the start of the day of *persoon*, also for whom they stand in."""
    sinds = vertrokken(persoon, op)
    per_locatie = _per_locatie(_regels(persoon, sinds))
    bezoeken = list(_zonder_bezoek(persoon))
    return Dagbegin(
        sinds=sinds,
        gedaan=per_locatie[:LOCATIES_GETOOND],
        gedaan_meer=max(len(per_locatie) - LOCATIES_GETOOND, 0),
        bezoeken=bezoeken[:LOCATIES_GETOOND],
        bezoeken_aantal=len(bezoeken),
    )


def is_begin(op: datetime) -> bool:
    """Return whether at *op* the day still begins in Brussels: after noon nobody asks by itself how it began."""
    return op.astimezone(BRUSSEL).time() < TOT


def vertrokken(persoon: Medewerker, op: datetime) -> datetime:
    """Return when *persoon* was last busy before today, by the log; without a trace a week ago."""
    vandaag = op.astimezone(BRUSSEL).date()
    eerder = Logregel.objects.filter(door_id=persoon.pk, op__lt=begin_van(vandaag)).order_by("-op", "-pk")
    laatste = eerder.values_list("op", flat=True).first()
    return laatste or begin_van(vandaag - timedelta(days=7))


def _regels(persoon: Medewerker, sinds: datetime) -> Iterable[Mapping[str, Any]]:
    van_anderen = Tijdlijnregel.objects.geldig().filter(
        dossier__klantenbeheerder__in=personen_in_bereik(persoon),
        op__gte=sinds - TERUG,
        bekend_sinds__gt=sinds,
        overgenomen=False,
    )
    return (
        van_anderen.exclude(door=None)
        .exclude(door=persoon)
        .order_by("-bekend_sinds", "-pk")
        .values(
            "dossier_id", "soort", "door_naam", "dossier__naam", "dossier__dossiernummer", "dossier__gemeente"
        )[:REGELS]
    )  # fmt: skip


def _per_locatie(regels: Iterable[Mapping[str, Any]]) -> list[Gedaan]:
    """Group by location, the one with the newest line first. Never the words of a line: those are read in the dossier."""
    per: dict[int, list[Mapping[str, Any]]] = {}
    for regel in regels:
        per.setdefault(regel["dossier_id"], []).append(regel)
    uit = []
    for van in per.values():
        dossier = Dossier(dossiernummer=van[0]["dossier__dossiernummer"])
        aantallen = Counter(regel["soort"] for regel in van)
        delen = [f"{n} {regelsoort(code).enkelvoud if n == 1 else regelsoort(code).meervoud}" for code, n in aantallen.items()]
        uit.append(
            Gedaan(
                naam=van[0]["dossier__naam"],
                kenmerk=f"{van[0]['dossier__dossiernummer']}, {van[0]['dossier__gemeente']}",
                url=dossier.get_absolute_url(),
                wat=", ".join(delen),
                wie=", ".join(sorted({regel["door_naam"] for regel in van})),
            )
        )
    return uit


def _zonder_bezoek(persoon: Medewerker) -> Iterable[Mapping[str, Any]]:
    """The locations followed where the yearly visit stays out, the longest first."""
    punten = Aandacht.objects.open().filter(soort=BEZOEKNORM, dossier__klantenbeheerder__in=personen_in_bereik(persoon))
    velden = ("dossier__naam", "dossier__dossiernummer", "dossier__gemeente", "reden", "sinds")
    gevonden: Iterable[Mapping[str, Any]] = punten.order_by("sinds", "pk").values(*velden)[:REGELS]
    return gevonden
