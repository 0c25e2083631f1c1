"""Writes on the timeline, called by the action of the app in which something happened, inside its transaction.

No log row of their own: the action that calls them writes the one about the thing itself. A line that is a visit, or no longer is
one, lets the norm of one visit a year be looked at again.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from dossiers.actions import bezoeknorm
from dossiers.models import Dossier, Organisator, Tijdlijnregel
from dossiers.models.tijdlijn import naam_van
from dossiers.soorten import regelsoort
from kern.models import Medewerker

LANGSTE_TITEL = 200
LANGSTE_TEKST = 400


@transaction.atomic(savepoint=False)
def schrijf(
    *,
    over: Dossier | Organisator,
    soort: str,
    verwijzing: str,
    titel: str,
    op: datetime,
    bekend_sinds: datetime,
    door: Medewerker | None,
    kort: str = "",
    url: str = "",
    door_naam: str = "",
    overgenomen: bool = False,
) -> Tijdlijnregel:
    """Add a line about a location, or about an organisator itself.

    Args:
        over: the dossier; an organisator for what is about none of its locations in particular.
        soort: code of a registered kind (`dossiers.soorten`).
        verwijzing: key of the thing in the acting app.
        op: when it happened; *bekend_sinds* is when it was recorded, the moment of the action.
        door_naam: the author's name when *door* is nobody of ours.

    Raises:
        IntegrityError: the thing has a line already; correct it with `vervang`.
    """
    dossier = over if isinstance(over, Dossier) else None
    regel = Tijdlijnregel.objects.create(
        dossier=dossier,
        organisator_id=over.organisator_id if isinstance(over, Dossier) else over.pk,
        op=op,
        bekend_sinds=bekend_sinds,
        soort=soort,
        verwijzing=verwijzing,
        titel=_kort(titel, LANGSTE_TITEL),
        kort=_kort(kort, LANGSTE_TEKST),
        door=door,
        door_naam=door_naam or naam_van(door),
        url=url,
        overgenomen=overgenomen,
    )
    _kijk_bezoeknorm_na(bekend_sinds, regel)
    return regel


@transaction.atomic(savepoint=False)
def laat_vervallen(*, soort: str, verwijzing: str, op: datetime) -> Tijdlijnregel | None:
    """End the line of a thing that turned out not to be so; it stays readable, struck through. None: there was no line."""
    regel = _beeindig(soort, verwijzing, op)
    if regel is not None:
        _kijk_bezoeknorm_na(op, regel)
    return regel


def _beeindig(soort: str, verwijzing: str, op: datetime) -> Tijdlijnregel | None:
    geldig = Tijdlijnregel.objects.select_for_update().filter(soort=soort, verwijzing=verwijzing, vervallen_op=None)
    # A second look: whoever waited for a colleague who corrected the same line finds the new one only then.
    regel = geldig.first() or geldig.first()
    if regel is not None:
        regel.vervallen_op = max(op, regel.bekend_sinds)  # who waited for a colleague read the clock before that colleague wrote
        Tijdlijnregel.objects.filter(pk=regel.pk).update(vervallen_op=regel.vervallen_op)
    return regel


@transaction.atomic(savepoint=False)
def vervang(
    *,
    soort: str,
    verwijzing: str,
    titel: str,
    op: datetime,
    bekend_sinds: datetime,
    door: Medewerker | None,
    kort: str = "",
    naar_soort: str = "",
) -> Tijdlijnregel:
    """Correct the line of a thing: the old line ends at *bekend_sinds*, the new one begins; *naar_soort* when its kind changed.

    Raises:
        Tijdlijnregel.DoesNotExist: the thing has no line.
    """
    oud = _beeindig(soort, verwijzing, bekend_sinds)
    if oud is None:
        raise Tijdlijnregel.DoesNotExist(f"{soort} {verwijzing} staat niet op de tijdlijn")
    nieuw = _na(
        oud,
        soort=naar_soort or soort,
        op=op,
        bekend_sinds=bekend_sinds,
        titel=_kort(titel, LANGSTE_TITEL),
        kort=_kort(kort, LANGSTE_TEKST),
        door=door,
        door_naam=naam_van(door),
    )
    _kijk_bezoeknorm_na(bekend_sinds, oud, nieuw)
    return nieuw


@transaction.atomic(savepoint=False)
def zet(
    *,
    over: Dossier,
    soort: str,
    verwijzing: str,
    titel: str,
    kort: str,
    op: datetime,
    bekend_sinds: datetime,
    door: Medewerker | None,
) -> None:
    """Let the timeline say this about a thing: by a first line, by correcting the one there is, or as it says so already."""
    geldig = Tijdlijnregel.objects.filter(soort=soort, verwijzing=verwijzing, vervallen_op=None).first()
    if geldig is None:
        schrijf(
            over=over,
            soort=soort,
            verwijzing=verwijzing,
            titel=titel,
            kort=kort,
            op=op,
            bekend_sinds=bekend_sinds,
            door=door,
            url=over.get_absolute_url(),
        )
    elif (geldig.titel, geldig.kort, geldig.op) != (_kort(titel, LANGSTE_TITEL), kort_tot(kort), op):
        vervang(soort=soort, verwijzing=verwijzing, titel=titel, kort=kort, op=op, bekend_sinds=bekend_sinds, door=door)


@transaction.atomic(savepoint=False)
def zet_zelf(
    *,
    over: Dossier | Organisator,
    soort: str,
    verwijzing: str,
    titel: str,
    bekend_sinds: datetime,
    door: Medewerker | None,
    url: str,
) -> None:
    """As `zet`, for a thing with a page of its own that happens when it is recorded: the moment of its first line stays."""
    geldig = Tijdlijnregel.objects.filter(soort=soort, verwijzing=verwijzing, vervallen_op=None).first()
    if geldig is None:
        schrijf(
            over=over,
            soort=soort,
            verwijzing=verwijzing,
            titel=titel,
            op=bekend_sinds,
            bekend_sinds=bekend_sinds,
            door=door,
            url=url,
        )
    elif geldig.titel != _kort(titel, LANGSTE_TITEL):
        vervang(soort=soort, verwijzing=verwijzing, titel=titel, op=geldig.op, bekend_sinds=bekend_sinds, door=door)


@transaction.atomic(savepoint=False)
def herstel(*, soort: str, verwijzing: str, op: datetime) -> Tijdlijnregel:
    """Let the line of a thing hold again after `laat_vervallen`: as a new line, because for a while it did not.

    Raises:
        Tijdlijnregel.DoesNotExist: the thing never had a line.
    """
    oud = Tijdlijnregel.objects.filter(soort=soort, verwijzing=verwijzing).latest("bekend_sinds", "pk")
    nieuw = _na(oud, bekend_sinds=op)
    _kijk_bezoeknorm_na(op, nieuw)
    return nieuw


def _na(oud: Tijdlijnregel, **anders: Any) -> Tijdlijnregel:
    """Store a new line like *oud*, that holds, with what is different."""
    velden = {v.attname: getattr(oud, v.attname) for v in Tijdlijnregel._meta.concrete_fields if not v.primary_key}
    return Tijdlijnregel.objects.create(**{**velden, "vervallen_op": None, **anders})


def _kijk_bezoeknorm_na(op: datetime, *regels: Tijdlijnregel) -> None:
    if any(regelsoort(regel.soort).is_bezoek for regel in regels):
        bezoeknorm.kijk_na(op=op, organisatoren=[regels[0].organisator_id])


def kort_tot(tekst: str, lengte: int = LANGSTE_TEKST) -> str:
    """Return *tekst* as a line keeps it: on one line, cut at *lengte*."""
    return _kort(tekst, lengte)


def _kort(tekst: str, lengte: int) -> str:
    plat = " ".join(tekst.split())
    return plat if len(plat) <= lengte else f"{plat[: lengte - 1].rstrip()}…"
