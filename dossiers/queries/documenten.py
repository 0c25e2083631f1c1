"""Reads of documents, each in a constant number of queries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from dossiers.access.documenten import mag_document_bij
from dossiers.models import Document, DocumentEvent, Documentversie, Dossier, Organisator
from kern.bestanden.keuzes import Bestandstand
from kern.models import Medewerker

MEESTE = 6
TE_HECHTEN = 40  # offered with a mail; an older document is mailed from its own page


def documenten_voor(user: Medewerker) -> QuerySet[Document]:
    """Return the documents *user* may read, with what their page shows above the versions."""
    zichtbaar: QuerySet[Document] = Document.objects.zichtbaar_voor(user)
    return zichtbaar.select_related("dossier__organisator", "organisator", "toegevoegd_door", "ingetrokken_door")


def versies_van(document: Document) -> list[Documentversie]:
    """Return the versions with their files, the newest first: one query."""
    versies = list(document.alle_versies.select_related("bestand__inhoud", "door"))
    for versie in versies:
        versie.document = document
    return versies


def met_laatste(documenten: Sequence[Document]) -> None:
    """Give each document its last version as `laatste` (None when it was erased): one query."""
    versies = Documentversie.objects.filter(document__in=[d.pk for d in documenten])
    laatste = versies.order_by("document_id", "-nummer").distinct("document_id").select_related("bestand__inhoud", "door")
    per_document = {versie.document_id: versie for versie in laatste}
    for document in documenten:
        document.laatste = per_document.get(document.pk)  # type: ignore[attr-defined]  # for the screen


def elders(user: Medewerker, sommen: Sequence[str], behalve: Document | None = None) -> list[Document]:
    """Return other documents with the same content that *user* may read; what is not open to them is not told."""
    gevonden = documenten_voor(user).filter(gewist_op=None, alle_versies__bestand__inhoud__in=sommen)
    if behalve is not None:
        gevonden = gevonden.exclude(pk=behalve.pk)
    return list(gevonden.distinct()[:5])


def van(over: Dossier | Organisator) -> QuerySet[Document]:
    """Return the documents of a location, or of an organisator as a whole, the newest first; withdrawn ones too."""
    eigen: QuerySet[Document] = over.documenten.all() if isinstance(over, Dossier) else over.documenten.filter(dossier=None)
    return eigen.filter(gewist_op=None)


def hechtbaar(user: Medewerker, over: Dossier | Organisator) -> QuerySet[Documentversie]:
    """Return what *user* can send along with a mail about *over*: every version of the documents there and of its organisator.

    Not what the virus scanner refused: nobody can open that.
    """
    dossier, organisator = (over.pk, over.organisator_id) if isinstance(over, Dossier) else (None, over.pk)
    hier = Document.objects.zichtbaar_voor(user).filter(
        Q(dossier=None) | Q(dossier=dossier), organisator=organisator, ingetrokken_op=None, gewist_op=None
    )
    versies = Documentversie.objects.filter(document__in=hier, bestand__isnull=False)
    return versies.exclude(bestand__inhoud__stand=Bestandstand.BESMET).select_related("document", "bestand__inhoud")


def te_hechten(user: Medewerker, over: Dossier | Organisator, ook: Collection[UUID] = ()) -> list[Documentversie]:
    """Return what is offered: *ook* first, such as what hangs on the mail already, then the last version of the newest."""
    versies = hechtbaar(user, over)
    laatste = versies.filter(nummer=F("document__versies")).order_by("-document__toegevoegd_op", "document")
    uit = list(laatste[:TE_HECHTEN])
    if rest := set(ook) - {versie.pk for versie in uit}:
        uit += versies.filter(pk__in=rest)
    return sorted(uit, key=lambda versie: versie.pk not in ook)


def paneel(user: Medewerker, dossier: Dossier, _op: datetime) -> dict[str, Any]:
    """The newest documents, one more than is shown to know whether there are others."""
    documenten = list(van(dossier).filter(ingetrokken_op=None)[: MEESTE + 1])
    return {
        "documenten": documenten[:MEESTE],
        "meer": len(documenten) > MEESTE,
        "mag_wijzigen": mag_document_bij(user, dossier),
    }


def paneel_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The documents as they were recorded at *op*: called so, with so many versions."""
    # The location of a document never changes: by it alone the rows are found. What was erased since is not told again.
    bekend = DocumentEvent.objects.filter(dossier=dossier, pgh_created_at__lte=op, pgh_obj__gewist_op=None)
    laatste = bekend.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").select_related("pgh_obj")
    toen = []
    for event in laatste:
        document: Document = event.pgh_obj
        document.titel, document.soort, document.versies = event.titel, event.soort, event.versies
        if event.ingetrokken_op is None:
            toen.append(document)
    toen.sort(key=lambda document: document.toegevoegd_op, reverse=True)
    return {"documenten": toen[:MEESTE], "meer": len(toen) > MEESTE, "mag_wijzigen": False}
