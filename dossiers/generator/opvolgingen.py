"""Which locations go on where another one stopped, as `actions.opvolging` writes it; the plan draws them (`netwerk`)."""

from datetime import timedelta

from dossiers import gebeurtenissen
from dossiers.actions.opvolging import SOORT
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.generator.vergunningen import NA_HET_DOSSIER
from dossiers.models import Dossier, Opvolging
from kern.generator.bouw import Bouw
from kern.generator.stroom import Stroom


def maak_opvolgingen(bouw: Bouw) -> None:
    """Write each succession with its two lines."""
    opvolgers = [locatie for locatie in bouw.van(Netwerk).locaties if locatie.voorganger is not None]
    with bouw.stroom("opvolgingen") as stroom:
        for nummer, locatie in zip(bouw.nummers(Opvolging, len(opvolgers)), opvolgers, strict=True):
            _schrijf(bouw, stroom, nummer, locatie)


def _schrijf(bouw: Bouw, stroom: Stroom, nummer: int, locatie: Locatie) -> None:
    oud, soort = locatie.voorganger, locatie.opvolgsoort
    assert oud is not None
    assert soort is not None
    op = bekend_sinds(bouw, locatie) + NA_HET_DOSSIER + timedelta(minutes=2)
    door, vanaf = locatie.volger(op), locatie.gestart_op
    stroom.rij(
        Opvolging, id=nummer, voorganger_id=oud.pk, opvolger_id=locatie.pk, soort=str(soort), vanaf=vanaf, door_id=door[0], op=op
    )
    for over in sorted((oud, locatie), key=lambda loc: loc.pk):
        stroom.log(
            gebeurtenissen.OPVOLGING_GEKOPPELD,
            over=(Dossier, over.pk),
            door=door,
            op=op,
            gegevens={"opvolging": nummer, "voorganger": oud.pk, "opvolger": locatie.pk},
        )
    kort = f"{soort.label}, vanaf {vanaf:%d/%m/%Y}".capitalize()
    for over, ander, zin in ((oud, locatie, f"Opgevolgd door {locatie}"), (locatie, oud, f"Volgt {oud} op")):
        schrijf_regel(
            stroom,
            over.plek,
            soort=SOORT,
            verwijzing=f"{nummer}:{over.pk}",
            titel=zin,
            kort=kort,
            op=op,
            door=door,
            url=ander.url,
        )
