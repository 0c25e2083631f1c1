"""A new organisator or location entered by hand, with a provisional number until the register gives one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dossiers import gebeurtenissen, gemeenten
from dossiers.actions.aanvragen import Plek
from dossiers.actions.dossiers import maak_dossier
from dossiers.actions.organisatoren import maak_organisator
from dossiers.choices import Dossierstatus, Opvangtype
from dossiers.models import Dossier, Organisator
from dossiers.nummers import kort_nummer, voorlopig_nummer
from kern import logboek
from kern.fouten import AlAndersBewaard
from kern.models import Medewerker, Team

BRON = "hand"


@transaction.atomic
def voeg_organisator_toe(
    *, sleutel: UUID, gelijkend: Sequence[str], toch: str, door: Medewerker, op: datetime, **gegevens: Any
) -> Organisator:
    """Add an organisator; *gelijkend* are the numbers of look-alikes that were shown, *toch* is why it is none of these.

    Its provisional number follows from *sleutel*, the key of the form: sent twice, also at the same moment, it is kept once.

    Raises:
        ValidationError: a field is not valid.
        AlAndersBewaard: under this key another one was added already.
    """
    if (eerder := _eerder(sleutel, gegevens)) is not None:
        return eerder
    nummer, bronnummer = nummer_van(sleutel), kort_nummer(sleutel)
    try:
        with transaction.atomic():
            nieuw = maak_organisator(nummer=nummer, bron=BRON, bronnummer=bronnummer, door=door, op=op, **gegevens)
    except (
        IntegrityError,
        ValidationError,
    ):  # the same form at the same moment: the second waited for the first
        if (eerder := _eerder(sleutel, gegevens)) is None:
            raise
        return eerder
    _noteer(nieuw, gelijkend, toch, door, op)
    return nieuw


def nummer_van(sleutel: UUID) -> str:
    """Return the provisional number of what is entered in the form with this key."""
    return voorlopig_nummer(BRON, kort_nummer(sleutel))


def _eerder(sleutel: UUID, gegevens: dict[str, Any]) -> Organisator | None:
    """Return what the same form added before; None when it did not."""
    eerder = Organisator.objects.filter(bron=BRON, bronnummer=kort_nummer(sleutel)).first()
    if eerder is not None and any(getattr(eerder, veld) != waarde for veld, waarde in gegevens.items()):
        raise AlAndersBewaard
    return eerder


@transaction.atomic
def voeg_dossier_toe(
    *,
    organisator: Organisator,
    team: Team,
    plek: Plek,
    plaatsen: int | None,
    gelijkend: Sequence[str],
    toch: str,
    door: Medewerker,
    op: datetime,
) -> Dossier:
    """Open the file of a location that waits for its permit; *gelijkend* is what was shown, *toch* why it goes on all the same.

    Raises:
        ValidationError: a field is not valid, or the same location was opened after the look-alikes were shown.
    """
    nummer = kort_nummer(uuid4())
    nieuw = maak_dossier(
        dossiernummer=voorlopig_nummer(BRON, nummer),
        bron=BRON,
        bronnummer=nummer,
        naam=plek.naam,
        type=Opvangtype(plek.type),
        straat=plek.straat,
        huisnummer=plek.huisnummer,
        postcode=plek.postcode,
        gemeente=plek.gemeente,
        refnis=gemeenten.refnis_van(plek.postcode, plek.gemeente),
        organisator=organisator,
        team=team,
        plaatsen=plaatsen,
        status=Dossierstatus.AANVRAAG,
        door=door,
        op=op,
    )
    _check_geen_tweeling(nieuw, gelijkend)
    _noteer(nieuw, gelijkend, toch, door, op)
    return nieuw


def _check_geen_tweeling(nieuw: Dossier, gelijkend: Sequence[str]) -> None:
    """Refuse what was opened meanwhile: a button that is hit twice sends both before the first can be shown as a look-alike.

    Both take turns on the row of the organisator (`maak_dossier`), so the second sees the first.
    """
    zelfde = {veld: getattr(nieuw, veld) for veld in ("organisator", "naam", "type", "straat", "huisnummer", "postcode")}
    anderen = Dossier.objects.filter(**zelfde).exclude(pk=nieuw.pk).exclude(dossiernummer__in=gelijkend)
    if tweeling := anderen.order_by("pk").first():
        raise ValidationError({"naam": f"Deze locatie is intussen al geopend: {tweeling}. Kijk dat dossier eerst na."})


def _noteer(nieuw: Dossier | Organisator, gelijkend: Sequence[str], toch: str, door: Medewerker, op: datetime) -> None:
    if gelijkend:
        logboek.schrijf(
            gebeurtenissen.GELIJKENIS_NAGEKEKEN,
            over=nieuw,
            door=door,
            op=op,
            reden=toch,
            gegevens={"gelijkend": list(gelijkend)},
        )
