"""Writes about the people at an organisator or a location: who came, what changed, who left."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.access import namens_wie_bij
from dossiers.actions import attesten, tijdlijn
from dossiers.models import Attest, Betrokkene, Dossier, Organisator
from dossiers.personen import BETROKKENE_IN, BETROKKENE_UIT, naam_op_lijn, titel_in, titel_uit
from kern import logboek
from kern.actions.rijen import bewaar
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.tijd import BRUSSEL, begin_van


@transaction.atomic
def voeg_toe(
    *,
    organisator: Organisator,
    dossier: Dossier | None,
    rol: str,
    naam: str,
    door: Medewerker,
    op: datetime,
    geboortedatum: date | None = None,
    telefoon: str = "",
    email: str = "",
    vanaf: date | None = None,
) -> Betrokkene:
    """Write down that somebody works at *dossier*, or at the organisator as a whole.

    Raises:
        ValidationError: a field is not valid, or the location is another organisator's.
    """
    if dossier is not None and dossier.organisator_id != organisator.pk:
        raise ValidationError({"dossier": "Deze locatie hoort bij een andere organisator."})
    betrokkene = Betrokkene(
        organisator=organisator,
        dossier=dossier,
        rol=rol,
        naam=" ".join(naam.split()),
        geboortedatum=geboortedatum,
        telefoon=telefoon,
        email=email,
        vanaf=vanaf,
    )
    _keur_geboortedatum(betrokkene, op)
    bewaar(betrokkene)
    _schrijf_begin(betrokkene, door=door, op=op)
    _log(gebeurtenissen.BETROKKENE_TOEGEVOEGD, betrokkene, door=door, op=op, rol=rol)
    return betrokkene


@transaction.atomic
def wijzig(
    *,
    betrokkene: Betrokkene,
    versie: int,
    rol: str,
    naam: str,
    geboortedatum: date | None,
    telefoon: str,
    email: str,
    vanaf: date | None,
    door: Medewerker,
    op: datetime,
) -> Betrokkene:
    """Correct what is known of somebody, if nobody did since the form was opened at *versie*.

    Raises:
        AlGewijzigd: a colleague changed it in the meantime; nothing is overwritten.
        ValidationError: a field is not valid.
    """
    nieuw: dict[str, Any] = {
        "rol": rol,
        "naam": " ".join(naam.split()),
        "geboortedatum": geboortedatum,
        "telefoon": telefoon,
        "email": email,
        "vanaf": vanaf,
    }
    gewijzigd = sorted(veld for veld, waarde in nieuw.items() if getattr(betrokkene, veld) != waarde)
    for veld, waarde in nieuw.items():
        setattr(betrokkene, veld, waarde)
    _keur_geboortedatum(betrokkene, op)
    betrokkene.full_clean()
    sleutels = {"sorteersleutel": betrokkene.sorteersleutel, "naamsleutel": betrokkene.naamsleutel}
    _zet(betrokkene, versie, **nieuw, **sleutels)
    if {"rol", "naam", "vanaf"} & set(gewijzigd):
        _verbeter_regels(betrokkene, door=door, op=op)
    _log(gebeurtenissen.BETROKKENE_GEWIJZIGD, betrokkene, door=door, op=op, velden=gewijzigd, versie=betrokkene.versie)
    return betrokkene


@transaction.atomic
def beeindig(*, betrokkene: Betrokkene, versie: int, tot: date, door: Medewerker, op: datetime) -> Betrokkene:
    """Write down the last day of somebody here; what asked attention because of their attesten, rests.

    Raises:
        AlGewijzigd: a colleague changed it in the meantime.
        ValidationError: the last day lies before the first, or was written down already.
    """
    if betrokkene.tot is not None:
        raise ValidationError({"tot": f"De laatste dag staat al op {betrokkene.tot:%d/%m/%Y}. Neem dat eerst terug."})
    betrokkene.tot = tot
    betrokkene.full_clean()
    _zet(betrokkene, versie, tot=tot)
    tijdlijn.schrijf(**_uit(betrokkene), op=_moment(tot, op), bekend_sinds=op, door=door)
    if tot < op.astimezone(BRUSSEL).date():
        _laat_attesten_rusten(betrokkene, door, op)
    _log(gebeurtenissen.BETROKKENE_BEEINDIGD, betrokkene, door=door, op=op, tot=tot.isoformat())
    return betrokkene


@transaction.atomic
def hervat(*, betrokkene: Betrokkene, versie: int, door: Medewerker, op: datetime) -> Betrokkene:
    """Take back that somebody left; what asked attention because of their attesten does so again.

    Raises:
        AlGewijzigd: a colleague changed it in the meantime.
    """
    betrokkene.tot = None
    _zet(betrokkene, versie, tot=None)
    tijdlijn.laat_vervallen(soort=BETROKKENE_UIT, verwijzing=str(betrokkene.pk), op=op)
    attesten.meld_opnieuw(betrokkene, op=op)
    _log(gebeurtenissen.BETROKKENE_HERVAT, betrokkene, door=door, op=op)
    return betrokkene


def noteer_inzage(*, betrokkene: Betrokkene, door: Medewerker, op: datetime) -> None:
    """Write down that *door* looks at this person; without the row there is no look."""
    logboek.schrijf(
        gebeurtenissen.BETROKKENE_INGEZIEN, over=betrokkene, door=door, op=op, namens=namens_wie_bij(door, betrokkene)
    )


def _zet(betrokkene: Betrokkene, versie: int, **waarden: Any) -> None:
    rijen = Betrokkene.objects.filter(pk=betrokkene.pk, versie=versie).update(versie=F("versie") + 1, **waarden)
    if rijen != 1:
        raise AlGewijzigd(betrokkene)
    betrokkene.versie = versie + 1


def _keur_geboortedatum(betrokkene: Betrokkene, op: datetime) -> None:
    geboren = betrokkene.geboortedatum
    if geboren is not None and not date(1900, 1, 1) <= geboren <= op.astimezone(BRUSSEL).date():
        raise ValidationError({"geboortedatum": "Kijk de geboortedatum na: ze ligt in de toekomst of meer dan een eeuw terug."})


def _log(gebeurtenis: Gebeurtenis, betrokkene: Betrokkene, *, door: Medewerker, op: datetime, **gegevens: Any) -> None:
    logboek.schrijf(gebeurtenis, over=betrokkene, door=door, op=op, namens=namens_wie_bij(door, betrokkene), gegevens=gegevens)


# --- On the timeline ------------------------------------------------------------------------------------------------------


def _in(betrokkene: Betrokkene) -> dict[str, Any]:
    return {
        "over": betrokkene.dossier or betrokkene.organisator,
        "soort": BETROKKENE_IN,
        "verwijzing": str(betrokkene.pk),
        "titel": titel_in(betrokkene.rol),
        "kort": naam_op_lijn(betrokkene.rol, betrokkene.naam),
        "url": betrokkene.get_absolute_url(),
    }


def _uit(betrokkene: Betrokkene) -> dict[str, Any]:
    return _in(betrokkene) | {"soort": BETROKKENE_UIT, "titel": titel_uit(betrokkene.rol)}


def _schrijf_begin(betrokkene: Betrokkene, *, door: Medewerker, op: datetime) -> None:
    tijdlijn.schrijf(**_in(betrokkene), op=_moment(betrokkene.vanaf, op), bekend_sinds=op, door=door)


def _verbeter_regels(betrokkene: Betrokkene, *, door: Medewerker, op: datetime) -> None:
    for regel, dag in ((_in(betrokkene), betrokkene.vanaf), (_uit(betrokkene), betrokkene.tot)):
        if tijdlijn.laat_vervallen(soort=regel["soort"], verwijzing=regel["verwijzing"], op=op) is not None:
            tijdlijn.schrijf(**regel, op=_moment(dag, op), bekend_sinds=op, door=door)


def _moment(dag: date | None, op: datetime) -> datetime:
    """Return when it happened: the begin of the day, or the moment it was written down when no day is known."""
    return begin_van(dag) if dag is not None else op


def _laat_attesten_rusten(betrokkene: Betrokkene, door: Medewerker, op: datetime) -> None:
    for pk in Attest.objects.filter(betrokkene=betrokkene, vervallen_op=None).values_list("pk", flat=True):
        attesten.laat_rusten(pk, door=door, op=op)
