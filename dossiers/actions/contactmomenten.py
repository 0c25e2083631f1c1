"""Writes about contacts: noted, corrected, withdrawn, put back. Each keeps the timeline in step in the same transaction."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen, werksoorten
from dossiers.access import mag_wijzigen, namens_wie
from dossiers.actions import tijdlijn
from dossiers.models import Contactmoment, Contactversie, Dossier, Organisator
from dossiers.models.contactmoment import regelsoort_van
from kern import logboek
from kern.actions import werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.werk import Publiek

_SPELING = timedelta(minutes=10)  # a clock on somebody's desk may be fast
METEEN = "Meteen teruggenomen door wie het noteerde."


class Inhoud(NamedTuple):
    """What somebody says about a contact; *op* is when it was."""

    soort: str
    richting: str
    met: str
    op: datetime
    tekst: str


def inhoud_van(contact: Contactmoment | Contactversie) -> Inhoud:
    """Return what a contact says now."""
    return Inhoud(contact.soort, contact.richting, contact.met, contact.op, contact.tekst)


@transaction.atomic
def noteer_contact(
    *,
    sleutel: UUID,
    over: Dossier | Organisator,
    inhoud: Inhoud,
    door: Medewerker | None,
    op: datetime,
    bron: str = "",
    van: str = "",
) -> Contactmoment:
    """Note a contact about a location, or about an organisator itself. Sent twice under one *sleutel* it is kept once.

    Args:
        bron: how it came in when no colleague noted it ("post": an answer to a mail of ours); *door* is None then, and *van* is
            who wrote it.

    Raises:
        ValidationError: a value is not valid, or the contact lies in the future.
        AlAndersBewaard: under this key something else was noted already.
    """
    dossier = over if isinstance(over, Dossier) else None
    contact = Contactmoment(
        pk=sleutel,
        dossier=dossier,
        organisator_id=over.organisator_id if isinstance(over, Dossier) else over.pk,
        door=door,
        door_naam="" if door else van,
        genoteerd_op=op,
        bron=bron,
        bronnummer=str(sleutel) if bron else "",
        **inhoud._asdict(),
    )
    _check(contact, op)
    if (eerder := voeg_eenmaal_toe(contact, zelfde=("door_id", "dossier_id", "organisator_id", *Inhoud._fields))) is not None:
        return eerder
    tijdlijn.schrijf(
        over=over,
        soort=regelsoort_van(contact.soort),
        verwijzing=str(contact.pk),
        titel=contact.titel,
        kort=contact.tekst,
        op=contact.op,
        bekend_sinds=op,
        door=door,
        door_naam=contact.door_naam,
        url=contact.get_absolute_url(),
    )
    _log(gebeurtenissen.CONTACT_GENOTEERD, contact, door, op)
    if door is not None:
        _meld_aan_wie_volgt(contact, door, op)
    return contact


@transaction.atomic
def verbeter_contact(*, contact: Contactmoment, versie: int, inhoud: Inhoud, door: Medewerker, op: datetime) -> Contactmoment:
    """Correct a contact; what it said stays readable as an earlier version, and struck through on the timeline.

    Raises:
        AlGewijzigd: a colleague corrected, withdrew or erased it since the form was opened at *versie*.
        ValidationError: a value is not valid.
    """
    oud = inhoud_van(contact)
    if inhoud == oud and contact.versie == versie:
        return contact
    oude_soort = regelsoort_van(contact.soort)
    for veld, waarde in inhoud._asdict().items():
        setattr(contact, veld, waarde)
    _check(contact, op)
    rijen = Contactmoment.objects.filter(pk=contact.pk, versie=versie, ingetrokken_op=None, gewist_op=None).update(
        versie=F("versie") + 1, gewijzigd_op=op, gewijzigd_door=door, **inhoud._asdict()
    )
    if rijen != 1:
        raise AlGewijzigd(contact)
    Contactversie.objects.create(contactmoment=contact, versie=versie, vervangen_op=op, vervangen_door=door, **oud._asdict())
    contact.versie, contact.gewijzigd_op, contact.gewijzigd_door = versie + 1, op, door
    tijdlijn.vervang(
        soort=oude_soort,
        naar_soort=regelsoort_van(contact.soort),
        verwijzing=str(contact.pk),
        titel=contact.titel,
        kort=contact.tekst,
        op=contact.op,
        bekend_sinds=op,
        door=door,
    )
    _log(gebeurtenissen.CONTACT_VERBETERD, contact, door, op)
    _meld_aan_wie_volgt(contact, door, op)
    return contact


@transaction.atomic
def trek_contact_in(*, contact: Contactmoment, reden: str, door: Medewerker, op: datetime) -> Contactmoment:
    """Say that a contact was not so, with the reason; it stays readable and no longer counts.

    Raises:
        AlGewijzigd: it was withdrawn or erased already.
    """
    rijen = Contactmoment.objects.filter(pk=contact.pk, ingetrokken_op=None, gewist_op=None).update(
        ingetrokken_op=op, ingetrokken_door=door, intrekreden=reden, versie=F("versie") + 1
    )
    if rijen != 1:
        raise AlGewijzigd(contact)
    contact.refresh_from_db()
    tijdlijn.laat_vervallen(soort=regelsoort_van(contact.soort), verwijzing=str(contact.pk), op=op)
    werk.sluit(soort=werksoorten.CONTACT, verwijzing=contact.pk, door=door, op=op)
    _log(gebeurtenissen.CONTACT_INGETROKKEN, contact, door, op)
    return contact


@transaction.atomic
def zet_contact_terug(*, contact: Contactmoment, door: Medewerker, op: datetime) -> Contactmoment:
    """Undo a withdrawal: the contact counts again.

    Raises:
        AlGewijzigd: it is not withdrawn, or was erased.
    """
    rijen = Contactmoment.objects.filter(pk=contact.pk, ingetrokken_op__isnull=False, gewist_op=None).update(
        ingetrokken_op=None, ingetrokken_door=None, intrekreden="", versie=F("versie") + 1
    )
    if rijen != 1:
        raise AlGewijzigd(contact)
    contact.refresh_from_db()
    tijdlijn.herstel(soort=regelsoort_van(contact.soort), verwijzing=str(contact.pk), op=op)
    _log(gebeurtenissen.CONTACT_TERUGGEZET, contact, door, op)
    _meld_aan_wie_volgt(contact, door, op)
    return contact


def noteer_contactinzage(*, contact: Contactmoment, door: Medewerker, op: datetime) -> None:
    """Write down that *door* read a contact; without the row there is no look."""
    _log(gebeurtenissen.CONTACT_INGEZIEN, contact, door, op)


def _meld_aan_wie_volgt(contact: Contactmoment, door: Medewerker, op: datetime) -> None:
    """Put it in the werkvoorraad of who follows the location, when somebody who does not write there noted it."""
    dossier = contact.dossier
    if dossier is None or mag_wijzigen(door, dossier):
        return
    volgt = dossier.klantenbeheerder
    werk.meld(
        soort=werksoorten.CONTACT,
        verwijzing=contact.pk,
        titel=f"{door.naam} noteerde: {contact.soortnaam.lower()}",
        url=contact.get_absolute_url(),
        over=dossier,
        publiek=Publiek(voor=volgt) if volgt and volgt.is_active else Publiek(rol=Rol.COORDINATOR, team=dossier.team),
        volgt_onderwerp=True,
        op=op,
    )


def _check(contact: Contactmoment, op: datetime) -> None:
    contact.full_clean(validate_unique=False)
    if contact.op > op + _SPELING:
        raise ValidationError({"op": "Dit moment ligt in de toekomst. Een contactmoment is al gebeurd."})


def _log(gebeurtenis: Gebeurtenis, contact: Contactmoment, door: Medewerker | None, op: datetime) -> None:
    # About the file, so that its log shows it; words and reason stay with the contact, where erasing finds them.
    over = contact.dossier or contact.organisator
    logboek.schrijf(
        gebeurtenis,
        over=over,
        door=door,
        op=op,
        namens=namens_wie(door, over) if door and isinstance(over, Dossier) else None,
        gegevens={"contactmoment": str(contact.pk), "soort": contact.soort, "versie": contact.versie},
    )
