"""Writing down how the care runs, as an organisator last told it: one form, one version, one line on the timeline."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.actions import tijdlijn
from dossiers.actions.sluiten import check_loopt
from dossiers.choices import Opvangtype
from dossiers.models import Dossier, Leefgroep, Opvang, Sluiting
from dossiers.models.opvang import MEESTE_KINDEREN
from kern import logboek
from kern.actions.rijen import bewaar
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.tijd import BRUSSEL, begin_van

SOORT = "dossiers.opvang"
GROOTSTE_GEZIN = 8  # domein §6: gezinsopvang is one group of at most 8
SLUITING_TERUG = timedelta(days=365)  # closings that ended longer ago are history: kept, not asked again


class Gemeld(NamedTuple):
    """What was told: per day of the week, per half-day, and in numbers; *op* is the day it was told."""

    open_van: Sequence[time | None]
    open_tot: Sequence[time | None]
    bezetting: Sequence[int | None]
    ingeschreven: int | None
    vrije_plaatsen: int | None
    op: date


class Groep(NamedTuple):
    """A leefgroep; *pk* of the one it was, if any."""

    pk: int | None
    naam: str
    leeftijd: str
    kinderen: int


class Dicht(NamedTuple):
    """Days on which it is closed, both included."""

    vanaf: date
    tot: date
    reden: str


def huidige_groepen(dossier: Dossier) -> models.QuerySet[Leefgroep]:
    """Return the leefgroepen that exist now."""
    return Leefgroep.objects.filter(dossier=dossier, tot=None)


def recente_sluitingen(dossier: Dossier, dag: date) -> models.QuerySet[Sluiting]:
    """Return the closings of the past year and those to come."""
    return Sluiting.objects.filter(dossier=dossier, tot__gte=dag - SLUITING_TERUG)


@transaction.atomic
def leg_opvang_vast(
    *,
    dossier: Dossier,
    versie: int,
    gemeld: Gemeld,
    groepen: Sequence[Groep],
    sluitingen: Iterable[Dicht],
    door: Medewerker,
    op: datetime,
) -> Opvang:
    """Write down how the care runs; *versie* is 0 the first time. A leefgroep that is not named any more has ended.

    Raises:
        AlGewijzigd: a colleague wrote it down since the form was opened at *versie*.
        ValidationError: a value is not valid, says more than the permit allows, or the location is closed.
    """
    # Under its lock: two who write down the same location take turns here.
    check_loopt(dossier, zin="Over een gesloten locatie wordt geen opvang meer gemeld. Noteer wat u hoort als contact.")
    opvang = Opvang.objects.filter(dossier=dossier).first() or Opvang(dossier=dossier, versie=0)
    if opvang.versie != versie:
        raise AlGewijzigd(opvang)
    dag = op.astimezone(BRUSSEL).date()
    _check(dossier, gemeld, groepen, dag)
    opvang.open_van, opvang.open_tot, opvang.bezetting = list(gemeld.open_van), list(gemeld.open_tot), list(gemeld.bezetting)
    opvang.ingeschreven, opvang.vrije_plaatsen, opvang.gemeld_op = gemeld.ingeschreven, gemeld.vrije_plaatsen, gemeld.op
    opvang.versie = versie + 1
    bewaar(opvang)
    _bewaar_groepen(dossier, groepen, dag)
    _bewaar_sluitingen(dossier, set(sluitingen), dag)
    tijdlijn.schrijf(
        over=dossier,
        soort=SOORT,
        verwijzing=f"{dossier.pk}:{opvang.versie}",
        titel=titel_van(gemeld.ingeschreven, gemeld.vrije_plaatsen),
        op=min(begin_van(gemeld.op), op),
        bekend_sinds=op,
        door=door,
    )
    logboek.schrijf(
        gebeurtenissen.OPVANG_GEMELD,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier),
        gegevens={"versie": opvang.versie, "leefgroepen": len(groepen)},
    )
    return opvang


def titel_van(ingeschreven: int | None, vrije_plaatsen: int | None) -> str:
    """Return how the line says what was told. Used by bulk writers too."""
    delen = ["Opvang gemeld"]
    if ingeschreven is not None:
        delen.append(f"{ingeschreven} ingeschreven")
    if vrije_plaatsen is not None:
        delen.append("1 vrije plaats" if vrije_plaatsen == 1 else f"{vrije_plaatsen} vrije plaatsen")
    return ", ".join(delen)


def _check(dossier: Dossier, gemeld: Gemeld, groepen: Sequence[Groep], dag: date) -> None:
    if gemeld.op > dag:
        raise ValidationError({"gemeld_op": "Deze dag moet nog komen."})
    if any(aantal is not None and aantal > MEESTE_KINDEREN for aantal in gemeld.bezetting):
        raise ValidationError(f"Een aantal kinderen is hoogstens {MEESTE_KINDEREN}.")
    if dossier.plaatsen is not None and (gemeld.vrije_plaatsen or 0) > dossier.plaatsen:
        raise ValidationError({"vrije_plaatsen": f"Er zijn maar {dossier.plaatsen} vergunde plaatsen."})
    if dossier.type == Opvangtype.GEZIN and any(groep.kinderen > GROOTSTE_GEZIN for groep in groepen):
        raise ValidationError(f"In gezinsopvang is een groep hoogstens {GROOTSTE_GEZIN} kinderen.")
    if len({groep.naam for groep in groepen}) != len(groepen):
        raise ValidationError("Twee leefgroepen hebben dezelfde naam.")


def _bewaar_groepen(dossier: Dossier, groepen: Sequence[Groep], dag: date) -> None:
    bestaand = {groep.pk: groep for groep in huidige_groepen(dossier)}
    blijft = {groep.pk for groep in groepen if groep.pk in bestaand}
    for pk, groep in bestaand.items():
        if pk not in blijft:
            groep.tot = max(dag, groep.vanaf)
            _bewaar(groep, f"Leefgroep {groep.naam}")
    for een in groepen:
        groep = bestaand.get(een.pk or 0) or Leefgroep(dossier=dossier, vanaf=dag)
        if (groep.naam, groep.leeftijd, groep.kinderen) != een[1:]:
            groep.naam, groep.leeftijd, groep.kinderen = een[1:]
            _bewaar(groep, f"Leefgroep {een.naam}")


def _bewaar_sluitingen(dossier: Dossier, sluitingen: set[Dicht], dag: date) -> None:
    for oud in recente_sluitingen(dossier, dag):
        als_dicht = Dicht(oud.vanaf, oud.tot, oud.reden)
        if als_dicht in sluitingen:
            sluitingen.discard(als_dicht)
        else:
            oud.delete()
    for een in sorted(sluitingen):
        _bewaar(Sluiting(dossier=dossier, **een._asdict()), f"Sluiting van {een.vanaf:%d/%m/%Y}")


def _bewaar(rij: models.Model, wat: str) -> None:
    try:
        bewaar(rij)
    except ValidationError as fout:
        raise ValidationError([f"{wat}: {zin}" for zin in fout.messages]) from None
