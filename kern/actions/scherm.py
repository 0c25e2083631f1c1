"""Writes of the screen: saved filters, exports, who looks at what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from kern import gebeurtenissen, logboek
from kern.actions.rijen import bewaar
from kern.fouten import DomeinFout
from kern.models import Aanwezigheid, BewaardFilter, Medewerker


@transaction.atomic
def bewaar_filter(*, lijst: str, naam: str, zoekstring: str, voor_team: bool, door: Medewerker, op: datetime) -> BewaardFilter:
    """Keep a filter under a name, for oneself or for the own team.

    Raises:
        DomeinFout: for the team, by somebody without a team.
        ValidationError: the name is empty or taken.
    """
    if voor_team and door.team is None:
        raise DomeinFout("U hoort bij geen team. Bewaar de filter voor uzelf.")
    filter_ = BewaardFilter(
        lijst=lijst,
        naam=naam.strip(),
        zoekstring=zoekstring,
        eigenaar=None if voor_team else door,
        team=door.team if voor_team else None,
        gemaakt_door=door,
        gemaakt_op=op,
    )
    bewaar(filter_)
    logboek.schrijf(gebeurtenissen.FILTER_BEWAARD, over=filter_, door=door, op=op, gegevens={"lijst": lijst, "team": voor_team})
    return filter_


@transaction.atomic
def verwijder_filter(*, filter_: BewaardFilter, door: Medewerker, op: datetime) -> None:
    """Throw a saved filter away: one's own, or one of the own team."""
    mag = filter_.eigenaar_id == door.pk or (filter_.team_id is not None and filter_.team_id == door.team_id)
    if not mag:
        raise DomeinFout("Deze filter is niet van u of uw team.")
    logboek.schrijf(gebeurtenissen.FILTER_VERWIJDERD, over=filter_, door=door, op=op, gegevens={"lijst": filter_.lijst})
    filter_.delete()


@transaction.atomic
def registreer_uitvoer(*, lijst: str, vorm: str, filters: list[str], door: Medewerker, op: datetime) -> None:
    """Log that somebody took a list along as a file: which list and which filters were used, not their values."""
    logboek.schrijf(
        gebeurtenissen.LIJST_UITGEVOERD,
        over=door,
        door=door,
        op=op,
        gegevens={"lijst": lijst, "vorm": vorm, "filters": filters},
    )


NOG_IN_BEELD = timedelta(minutes=5)  # who typed one letter more is not looking again


def registreer_inzage(*, lijst: str, filters: Sequence[str], aantal: int, door: Medewerker, op: datetime) -> None:
    """Log that somebody was shown a list with content: one row per list, whatever its length.

    Args:
        lijst: which one; the name that saved filters and exports use.
        filters: "status=open"; of what was typed only that it was used ("q"): it may be a name.
        aantal: how many rows with content stood there.
    """
    gegevens: dict[str, logboek.Gegeven] = {"lijst": lijst, "filters": list(filters), "rijen": aantal}
    logboek.schrijf(gebeurtenissen.LIJST_INGEZIEN, over=door, door=door, op=op, gegevens=gegevens)


def registreer_vondsten(*, lijst: str, personen: Sequence[str], door: Medewerker, op: datetime) -> None:
    """Log which people somebody was shown while typing: a row when at least one of them was not shown in the last five minutes.

    The palette asks again with every key, and each answer repeats most of the one before it.

    Args:
        lijst: where; "palet".
        personen: their keys. What was typed is a name, and stays out of the log.
    """
    eerder = logboek.regels_over(door).filter(
        door_id=door.pk,
        gebeurtenis=gebeurtenissen.LIJST_INGEZIEN.code,
        op__gt=op - NOG_IN_BEELD,
        op__lte=op,
        gegevens__lijst=lijst,
    )
    in_beeld = {sleutel for getoond in eerder.values_list("gegevens__getoond", flat=True) for sleutel in getoond or ()}
    if set(personen) <= in_beeld:
        return
    gegevens: dict[str, logboek.Gegeven] = {"lijst": lijst, "rijen": len(personen), "getoond": list(personen)}
    logboek.schrijf(gebeurtenissen.LIJST_INGEZIEN, over=door, door=door, op=op, gegevens=gegevens)


def meld_aanwezig(*, onderwerp: str, door: Medewerker, op: datetime) -> None:
    """Say that *door* looks at *onderwerp* now. Not logged: it says less than the read log, and fades in a minute."""
    Aanwezigheid.objects.bulk_create(
        [Aanwezigheid(medewerker=door, onderwerp=onderwerp, gezien_op=op)],
        update_conflicts=True,
        unique_fields=["onderwerp", "medewerker"],
        update_fields=["gezien_op"],
    )


def ruim_aanwezigheid_op(*, op: datetime) -> int:
    """Forget who looked at what before the day that ends at *op*; returns how many rows. They mean nothing after a minute."""
    return Aanwezigheid.objects.filter(gezien_op__lt=op - timedelta(days=1)).delete()[0]
