"""Linking a location to the one that goes on: never to itself, never in a circle."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.actions import tijdlijn
from dossiers.actions.beurt import neem_beurt
from dossiers.actions.uitbreiding import bewaak
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Opvolging
from dossiers.queries import opvolgingen
from kern import logboek
from kern.actions.rijen import bewaar
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker

SOORT = "dossiers.opvolging"


@transaction.atomic
def koppel(
    *,
    voorganger: Dossier,
    opvolger: Dossier,
    soort: Opvolgingsoort,
    vanaf: date,
    door: Medewerker,
    op: datetime,
    reden: str = "",
) -> Opvolging:
    """Say that *opvolger* goes on from *voorganger* since *vanaf*; *reden* why, when it is a second one while something is open.

    Raises:
        ValidationError: a dossier would follow itself, directly or by a chain that is named; or the two are linked already.
        PlaatsenGeblokkeerd: something serious is open and there is a successor already.
    """
    neem_beurt()
    terug = opvolgingen.pad(opvolger.pk, voorganger.pk)
    if terug:
        raise ValidationError({"voorganger": kring_in_woorden(terug)})
    opvolging = Opvolging(voorganger=voorganger, opvolger=opvolger, soort=soort, vanaf=vanaf, door=door, op=op)
    with bewaak(voorganger, opvolger, door=door, op=op, reden=reden):
        bewaar(opvolging)
    _log(gebeurtenissen.OPVOLGING_GEKOPPELD, opvolging, door, op)
    for over, ander, titel in titels(voorganger, opvolger):
        tijdlijn.schrijf(
            over=over,
            soort=SOORT,
            verwijzing=f"{opvolging.pk}:{over.pk}",
            titel=titel,
            kort=woorden(soort, vanaf),
            op=op,
            bekend_sinds=op,
            door=door,
            url=ander.get_absolute_url(),
        )
    return opvolging


@transaction.atomic
def ontkoppel(*, opvolging: Opvolging, reden: str, door: Medewerker, op: datetime) -> Opvolging:
    """End a link that turned out wrong; it stays known that it was there.

    Raises:
        AlGewijzigd: a colleague ended it already.
        PlaatsenGeblokkeerd: something serious is open at the predecessor, and *door* is no coordinator.
    """
    neem_beurt()
    with bewaak(opvolging.voorganger, opvolging.opvolger, door=door, op=op, reden=reden):
        if Opvolging.objects.filter(pk=opvolging.pk, vervallen_op=None).update(vervallen_op=op) != 1:
            raise AlGewijzigd(opvolging)
    opvolging.vervallen_op = op
    _log(gebeurtenissen.OPVOLGING_ONTKOPPELD, opvolging, door, op, reden)
    for dossier in (opvolging.voorganger_id, opvolging.opvolger_id):
        tijdlijn.laat_vervallen(soort=SOORT, verwijzing=f"{opvolging.pk}:{dossier}", op=op)
    return opvolging


def titels(voorganger: Dossier, opvolger: Dossier) -> tuple[tuple[Dossier, Dossier, str], ...]:
    """Return the title of the line of each of the two, with the other one."""
    return (voorganger, opvolger, f"Opgevolgd door {opvolger}"), (opvolger, voorganger, f"Volgt {voorganger} op")


def woorden(soort: Opvolgingsoort, vanaf: date) -> str:
    """Return the text of both lines."""
    return f"{soort.label}, vanaf {vanaf:%d/%m/%Y}".capitalize()


def kring_in_woorden(sleutels: list[int]) -> str:
    """Name the chain that would come back to itself. Used by bulk writers too."""
    dossiers = Dossier.objects.in_bulk(sleutels)
    keten = ", dat wordt opgevolgd door ".join(str(dossiers[pk]) for pk in sleutels)
    if len(sleutels) > 1:
        keten = keten.replace(", dat wordt opgevolgd door ", " wordt opgevolgd door ", 1)
    return f"Zo zou de opvolging in een kring lopen: {keten}. Kijk na welk dossier eerst kwam."


def _log(wat: Gebeurtenis, opvolging: Opvolging, door: Medewerker, op: datetime, reden: str = "") -> None:
    """Write it about both dossiers, in the order of their ids."""
    for dossier in sorted((opvolging.voorganger, opvolging.opvolger), key=lambda d: d.pk):
        logboek.schrijf(
            wat,
            over=dossier,
            door=door,
            op=op,
            namens=namens_wie(door, dossier),
            reden=reden,
            gegevens={"opvolging": opvolging.pk, "voorganger": opvolging.voorganger_id, "opvolger": opvolging.opvolger_id},
        )
