"""Writes about text blocks: made, changed, taken away."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.models import Tekstblok
from kern import logboek
from kern.actions.rijen import voeg_eenmaal_toe
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker, Team
from kern.rijketekst import OpmaakGeweigerd, is_leeg, schoon


@transaction.atomic
def maak_blok(
    *, sleutel: UUID, naam: str, tekst: str, eigenaar: Medewerker | None, team: Team | None, door: Medewerker, op: datetime
) -> Tekstblok:
    """Make a block: of *eigenaar*, of *team*, or with neither of the agency. Sent twice under one *sleutel* it is one.

    Raises:
        ValidationError: a value is not valid, or there is one of this name.
        AlAndersBewaard: under this key another block was made.
    """
    blok = Tekstblok(
        pk=sleutel, naam=naam, tekst=_schoon(tekst), eigenaar=eigenaar, team=team, gewijzigd_op=op, gewijzigd_door=door
    )
    blok.full_clean(validate_unique=False, validate_constraints=False)
    # Twice the same form must be known before its own first row stands in the way.
    if eerder := voeg_eenmaal_toe(blok, zelfde=("naam", "tekst", "eigenaar_id", "team_id")):
        return eerder
    _log(gebeurtenissen.TEKSTBLOK_GEMAAKT, blok, door, op)
    return blok


@transaction.atomic
def wijzig_blok(*, blok: Tekstblok, versie: int, naam: str, tekst: str, door: Medewerker, op: datetime) -> Tekstblok:
    """Change a block. Reports in which it was put keep the words they got.

    Raises:
        ValidationError: a value is not valid, or another block has this name.
        AlGewijzigd: a colleague changed it or took it away since *versie*.
    """
    blok.naam, blok.tekst = naam, _schoon(tekst)
    blok.full_clean()
    rijen = Tekstblok.objects.filter(pk=blok.pk, versie=versie, weg_op=None).update(
        naam=naam, tekst=blok.tekst, versie=F("versie") + 1, gewijzigd_op=op, gewijzigd_door=door
    )
    if rijen != 1:
        raise AlGewijzigd(blok)
    _log(gebeurtenissen.TEKSTBLOK_GEWIJZIGD, blok, door, op)
    return blok


@transaction.atomic
def neem_blok_weg(*, blok: Tekstblok, door: Medewerker, op: datetime) -> None:
    """Take a block away; its words go with it.

    Raises:
        AlGewijzigd: a colleague did so already.
    """
    if Tekstblok.objects.filter(pk=blok.pk, weg_op=None).update(weg_op=op, tekst="", versie=F("versie") + 1) != 1:
        raise AlGewijzigd(blok)
    _log(gebeurtenissen.TEKSTBLOK_WEG, blok, door, op)


def _schoon(tekst: str) -> str:
    try:
        tekst = schoon(tekst)
    except OpmaakGeweigerd as fout:
        raise ValidationError({"tekst": str(fout)}) from fout
    if is_leeg(tekst):
        raise ValidationError({"tekst": "Schrijf wat er ingevuld moet worden."})
    return tekst


def _log(wat: Gebeurtenis, blok: Tekstblok, door: Medewerker, op: datetime) -> None:
    logboek.schrijf(wat, over=blok, door=door, op=op)
