"""Writes about documents: added, a next version, another title, withdrawn. Each keeps the timeline in step.

The file is looked at and written to the storage before (`kern.actions.bestanden.zet_klaar`), so that no transaction is open while
a bucket answers.
"""

from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.access import namens_wie, namens_wie_bij
from dossiers.actions import tijdlijn
from dossiers.documentsoorten import Documentsoort
from dossiers.fouten import DocumentGewijzigd, StaatErAl
from dossiers.models import Document, Documentversie, Dossier, Organisator
from dossiers.models.document import LANGSTE_TITEL
from kern import logboek
from kern.actions import bestanden
from kern.actions.bestanden import Klaargezet
from kern.actions.rijen import voeg_eenmaal_toe
from kern.bestanden.naam import splits
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Bestand, Medewerker

SOORT, SOORT_VERSIE = "dossiers.document", "dossiers.document.versie"
# Small images of one page are one look: the next within this time leaves no row of its own.
EEN_BLIK = timedelta(minutes=10)

Bron: TypeAlias = Klaargezet | Bestand
"""Where a version comes from: a file that was put ready, or one that is kept already."""


def titel_van(naam: str) -> str:
    """Return what a document is called when nobody says so: its file, without extension and underscores."""
    return splits(naam)[0].replace("_", " ").strip()[:LANGSTE_TITEL] or naam[:LANGSTE_TITEL]


@transaction.atomic
def voeg_toe(
    *,
    sleutel: UUID,
    over: Dossier | Organisator,
    bron: Bron,
    soort: str,
    door: Medewerker | None,
    op: datetime,
    titel: str = "",
    ook_dubbel: bool = False,
) -> Document:
    """Add a document to a location, or to an organisator itself. Sent twice under one *sleutel* it is kept once.

    Args:
        ook_dubbel: also when the same content stands there already.

    Raises:
        StaatErAl: the same content stands there, and nobody said to add it all the same.
        BestandGeweigerd: the scanner found something in the same content before.
        ValidationError: a value is not valid.
        AlAndersBewaard: under this key a document of something else was kept.
    """
    if not ook_dubbel and not Document.objects.filter(pk=sleutel).exists() and (daar := _staat_er(over, _som(bron))):
        raise StaatErAl(daar)
    bestand = _neem(bron, door, op)
    document = Document(
        pk=sleutel,
        dossier=over if isinstance(over, Dossier) else None,
        organisator_id=over.organisator_id if isinstance(over, Dossier) else over.pk,
        soort=soort,
        titel=titel.strip() or titel_van(bestand.naam),
        toegevoegd_op=op,
        toegevoegd_door=door,
    )
    document.full_clean(validate_unique=False)
    if eerder := voeg_eenmaal_toe(document, zelfde=("dossier_id", "organisator_id", "toegevoegd_door_id")):
        bestanden.neem_weg(bestanden=[bestand], op=op)  # the one of the first time stays
        return eerder
    Documentversie.objects.create(document=document, nummer=1, bestand=bestand, op=op, door=door)
    tijdlijn.schrijf(
        over=over,
        soort=SOORT,
        verwijzing=str(document.pk),
        titel=document.titel,
        kort=kort_van(document.soort, bestand.naam),
        op=op,
        bekend_sinds=op,
        door=door,
        url=document.get_absolute_url(),
    )
    _log(gebeurtenissen.DOCUMENT_TOEGEVOEGD, document, door, op, soort=document.soort, sha256=bestand.sha256)
    return document


def kort_van(soort: str, naam: str) -> str:
    """Return what the line of a document says under its title. Used by bulk writers too."""
    return f"{str(Documentsoort(soort).label).capitalize()}: {naam}"


def titel_versie(nummer: int, titel: str) -> str:
    """Return how a next version of a document is called on the timeline. Used by bulk writers too."""
    return f"Versie {nummer}: {titel}"


@transaction.atomic
def voeg_versie_toe(
    *, sleutel: UUID, document: Document, bron: Bron, toelichting: str, door: Medewerker, op: datetime
) -> Documentversie:
    """Add a next version, which counts from now on. Sent twice under one *sleutel* it is one version.

    Raises:
        DocumentGewijzigd: it was withdrawn or erased meanwhile.
        ValidationError: it is the same content as the version that counts now.
    """
    nu = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if eerder := Documentversie.objects.filter(pk=sleutel, document=nu).first():
        return eerder
    if not nu.geldt:
        raise DocumentGewijzigd(nu)
    laatste = nu.alle_versies.select_related("bestand__inhoud").first()
    if laatste is not None and laatste.bestand is not None and laatste.bestand.sha256 == _som(bron):
        raise ValidationError(
            {"bestand": f"Dit is precies dezelfde inhoud als versie {laatste.nummer}. Kies het bestand met de wijzigingen."}
        )
    bestand = _neem(bron, door, op)
    nummer = nu.versies + 1
    Document.objects.filter(pk=nu.pk).update(versies=nummer)
    versie = Documentversie(
        pk=sleutel, document=nu, nummer=nummer, bestand=bestand, toelichting=toelichting.strip(), op=op, door=door
    )
    versie.full_clean()
    versie.save(force_insert=True)
    tijdlijn.schrijf(
        over=nu.over,
        soort=SOORT_VERSIE,
        verwijzing=str(versie.pk),
        titel=titel_versie(nummer, nu.titel),
        kort=versie.toelichting,
        op=op,
        bekend_sinds=op,
        door=door,
        url=nu.get_absolute_url(),
    )
    _log(gebeurtenissen.DOCUMENT_VERSIE, nu, door, op, nummer=nummer, sha256=bestand.sha256)
    return versie


@transaction.atomic
def wijzig(*, document: Document, versie: int, titel: str, soort: str, door: Medewerker, op: datetime) -> Document:
    """Give it another title or kind.

    Raises:
        ValidationError: a value is not valid.
        DocumentGewijzigd: a colleague did since *versie*, or it was withdrawn.
    """
    document.titel, document.soort = titel, soort
    document.full_clean(validate_unique=False)
    rijen = Document.objects.filter(pk=document.pk, versie=versie, ingetrokken_op=None, gewist_op=None).update(
        titel=titel, soort=soort, versie=F("versie") + 1
    )
    if rijen != 1:
        raise DocumentGewijzigd(document)
    document.versie = versie + 1
    eerste = document.alle_versies.select_related("bestand").last()
    tijdlijn.vervang(
        soort=SOORT,
        verwijzing=str(document.pk),
        titel=titel,
        kort=kort_van(soort, eerste.bestand.naam) if eerste is not None and eerste.bestand is not None else "",
        op=document.toegevoegd_op,
        bekend_sinds=op,
        door=door,
    )
    _log(gebeurtenissen.DOCUMENT_GEWIJZIGD, document, door, op, soort=soort)
    return document


@transaction.atomic
def trek_in(*, document: Document, reden: str, door: Medewerker, op: datetime) -> Document:
    """Say that it does not belong here; it stays readable with the reason.

    Raises:
        DocumentGewijzigd: a colleague withdrew it first.
    """
    velden = {"ingetrokken_op": op, "ingetrokken_door": door, "intrekreden": reden.strip()}
    if Document.objects.filter(pk=document.pk, ingetrokken_op=None, gewist_op=None).update(**velden) != 1:
        raise DocumentGewijzigd(document)
    document.refresh_from_db()
    tijdlijn.laat_vervallen(soort=SOORT, verwijzing=str(document.pk), op=op)
    _log(gebeurtenissen.DOCUMENT_INGETROKKEN, document, door, op)
    return document


@transaction.atomic
def zet_terug(*, document: Document, door: Medewerker, op: datetime) -> Document:
    """Put back what was withdrawn.

    Raises:
        DocumentGewijzigd: a colleague did so first, or it was erased.
    """
    velden = {"ingetrokken_op": None, "ingetrokken_door": None, "intrekreden": ""}
    if Document.objects.filter(pk=document.pk, ingetrokken_op__isnull=False, gewist_op=None).update(**velden) != 1:
        raise DocumentGewijzigd(document)
    document.refresh_from_db()
    tijdlijn.herstel(soort=SOORT, verwijzing=str(document.pk), op=op)
    _log(gebeurtenissen.DOCUMENT_TERUGGEZET, document, door, op)
    return document


def noteer_inzage(*, document: Document, door: Medewerker, op: datetime) -> None:
    """Write down that *door* read what a document is; without the row there is no look."""
    _log(gebeurtenissen.DOCUMENT_INGEZIEN, document, door, op)


@transaction.atomic
def open_versie(*, versie: Documentversie, door: Medewerker, op: datetime) -> Bestand:
    """Return the file of a version, to be given to *door*; without the row there is no look."""
    assert versie.bestand is not None, "gewist"
    _log(gebeurtenissen.DOCUMENT_GEOPEND, versie.document, door, op, nummer=versie.nummer)
    return versie.bestand


@transaction.atomic
def noteer_voorbeeld(*, document: Document, door: Medewerker, op: datetime) -> None:
    """Write down that *door* saw the small image; the many of one page are one look."""
    gezien = logboek.laatste_keer(gebeurtenissen.DOCUMENT_VOORBEELD, over=document.over, door=door, voor=op)
    if gezien is None or op - gezien >= EEN_BLIK:
        _log(gebeurtenissen.DOCUMENT_VOORBEELD, document, door, op)


def _staat_er(over: Dossier | Organisator, som: str) -> Document | None:
    eigen = over.documenten if isinstance(over, Dossier) else over.documenten.filter(dossier=None)
    document: Document | None = eigen.filter(ingetrokken_op=None, gewist_op=None, alle_versies__bestand__inhoud=som).first()
    return document


def _som(bron: Bron) -> str:
    return bron.gekeurd.sha256 if isinstance(bron, Klaargezet) else bron.sha256


def _neem(bron: Bron, door: Medewerker | None, op: datetime) -> Bestand:
    if isinstance(bron, Klaargezet):
        return bestanden.leg_vast(klaar=bron, door=door, op=op)
    return bestanden.neem_over(bestand=bron, door=door, op=op)


def _log(gebeurtenis: Gebeurtenis, document: Document, door: Medewerker | None, op: datetime, **gegevens: str | int) -> None:
    """Write about the dossier, so that its log shows it; titles and names stay with the document, where erasing finds them."""
    over = document.over
    namens = None
    if door is not None:
        namens = namens_wie(door, over) if isinstance(over, Dossier) else namens_wie_bij(door, over)
    logboek.schrijf(gebeurtenis, over=over, door=door, op=op, namens=namens, gegevens={"document": str(document.pk), **gegevens})
