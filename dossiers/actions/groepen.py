"""Writes about groepen and koepels, and who belongs to them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.models import Groep, Groepslidmaatschap, Organisator
from kern import logboek
from kern.actions.rijen import bewaar
from kern.fouten import AlGewijzigd
from kern.models import Medewerker


@transaction.atomic
def maak_groep(*, naam: str, soort: str, door: Medewerker, op: datetime) -> Groep:
    """Add a groep or koepel.

    Raises:
        ValidationError: the name is empty, or another one carries it.
    """
    groep = Groep(naam=" ".join(naam.split()), soort=soort)
    bewaar(groep)
    logboek.schrijf(gebeurtenissen.GROEP_GEMAAKT, over=groep, door=door, op=op)
    return groep


@transaction.atomic
def wijzig_groep(*, groep: Groep, versie: int, naam: str, soort: str, door: Medewerker, op: datetime) -> Groep:
    """Change name or kind, if nobody did since the form was opened at *versie*.

    Raises:
        AlGewijzigd: a colleague changed it in the meantime.
        ValidationError: the name is empty, or another one carries it.
    """
    groep.naam, groep.soort = " ".join(naam.split()), soort
    groep.full_clean()
    nieuw = {"naam": groep.naam, "soort": groep.soort, "sorteersleutel": groep.sorteersleutel}
    if Groep.objects.filter(pk=groep.pk, versie=versie).update(versie=F("versie") + 1, **nieuw) != 1:
        raise AlGewijzigd(groep)
    groep.versie = versie + 1
    logboek.schrijf(gebeurtenissen.GROEP_GEWIJZIGD, over=groep, door=door, op=op, gegevens={"versie": groep.versie})
    return groep


@transaction.atomic
def voeg_lid_toe(
    *, groep: Groep, organisator: Organisator, vanaf: date, door: Medewerker, op: datetime, tot: date | None = None
) -> Groepslidmaatschap:
    """Let an organisator belong to a groep from *vanaf* to *tot* included (None: from now on).

    Raises:
        ValidationError: it belongs to it in that period already, or the end lies before the begin.
    """
    lid = Groepslidmaatschap(groep=groep, organisator=organisator, vanaf=vanaf, tot=tot)
    bewaar(lid)
    logboek.schrijf(
        gebeurtenissen.LID_TOEGEVOEGD,
        over=groep,
        door=door,
        op=op,
        gegevens={"organisator": organisator.nummer, "vanaf": vanaf.isoformat()},
    )
    return lid


@transaction.atomic
def beeindig_lidmaatschap(*, lid: Groepslidmaatschap, tot: date, door: Medewerker, op: datetime) -> Groepslidmaatschap:
    """Write down the last day on which an organisator belonged to a groep.

    Raises:
        AlGewijzigd: a colleague ended it in the meantime.
        ValidationError: the end lies before the begin.
    """
    lid.tot = tot
    lid.full_clean()
    if Groepslidmaatschap.objects.filter(pk=lid.pk, tot=None).update(tot=tot) != 1:
        raise AlGewijzigd(lid)
    logboek.schrijf(
        gebeurtenissen.LID_BEEINDIGD,
        over=lid.groep,
        door=door,
        op=op,
        gegevens={"organisator": lid.organisator.nummer, "tot": tot.isoformat()},
    )
    return lid
