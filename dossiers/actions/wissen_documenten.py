"""How documents are found and erased, words, history and files alike (registered by `dossiers.inrichting.documenten`)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers.models import Document, DocumentEvent, Documentversie
from kern import wissen
from kern.actions import bestanden
from kern.models import Bestand
from kern.tijd import BRUSSEL
from kern.wissen import Onderwerp, Verzameling

DOCUMENT, VERSIE = "dossiers.document", "dossiers.documentversie"
GEWIST = "(gewist)"
_MEESTE = 50


def _zin(document: Document) -> str:
    dag = f"{document.toegevoegd_op.astimezone(BRUSSEL):%d/%m/%Y}"
    return f"{document.get_soort_display()} van {dag} bij {document.over}"


def _te_wissen() -> QuerySet[Document]:
    te_wissen: QuerySet[Document] = Document.objects.filter(gewist_op=None)
    return te_wissen.select_related("dossier", "organisator")


def beschrijf(sleutel: str) -> str | None:
    """Return the document in words, without its title."""
    nummer = wissen.als_uuid(sleutel)
    document = _te_wissen().filter(pk=nummer).first() if nummer else None
    return _zin(document) if document else None


def zoek(term: str) -> Iterable[tuple[str, str]]:
    """Find documents in whose title, names of files or words a name stands; what stands inside a file is not searched."""
    genoemd = Q(titel__icontains=term) | Q(intrekreden__icontains=term) | Q(alle_versies__toelichting__icontains=term)
    genoemd |= Q(alle_versies__bestand__naam__icontains=term) | Q(events__titel__icontains=term)
    return [(str(d.pk), _zin(d)) for d in _te_wissen().filter(pk__in=Document.objects.filter(genoemd).values("pk"))[:_MEESTE]]


def versies_van(alles: Verzameling) -> Iterable[Onderwerp]:
    """Return the versions of the documents: each has a line on the timeline that repeats the title."""
    versies = Documentversie.objects.filter(document__in=wissen.uuids(alles, DOCUMENT))
    return [Onderwerp(VERSIE, str(pk)) for pk in versies.values_list("pk", flat=True)]


def bestanden_van(alles: Verzameling) -> Iterable[Onderwerp]:
    """Return the files of the documents: what the house tells people about them goes too."""
    versies = Documentversie.objects.filter(document__in=wissen.uuids(alles, DOCUMENT)).exclude(bestand=None)
    return [Onderwerp("kern.bestand", str(pk)) for pk in versies.values_list("bestand", flat=True)]


def _documenten(alles: Verzameling) -> QuerySet[Document]:
    documenten: QuerySet[Document] = Document.objects.filter(pk__in=wissen.uuids(alles, DOCUMENT))
    return documenten


def wis_documenten(alles: Verzameling, op: datetime) -> int:
    """Empty the words; that there was a document, of which kind, when and by whom stays."""
    return _documenten(alles).filter(gewist_op=None).update(gewist_op=op, titel=GEWIST, intrekreden="")


def rest_documenten(alles: Verzameling) -> int:
    """Count documents that still hold words."""
    return _documenten(alles).filter(gewist_op=None).count()


def _versies(alles: Verzameling) -> QuerySet[Documentversie]:
    return Documentversie.objects.filter(document__in=_documenten(alles)).exclude(bestand=None, toelichting="")


def wis_versies(alles: Verzameling, op: datetime) -> int:
    """Empty the words about each version and take its file away; the content goes from the storage after commit."""
    versies = _versies(alles)
    files = list(Bestand.objects.filter(documentversies__in=versies).distinct())
    aantal = versies.update(bestand=None, toelichting="")
    bestanden.neem_weg(bestanden=files, op=op)
    return aantal


def rest_versies(alles: Verzameling) -> int:
    """Count versions that still have a file or words."""
    return _versies(alles).count()


def _events(alles: Verzameling) -> QuerySet[DocumentEvent]:
    events: QuerySet[DocumentEvent] = DocumentEvent.objects.filter(pgh_obj__in=_documenten(alles)).exclude(titel=GEWIST)
    return events


def wis_events(alles: Verzameling, _op: datetime) -> int:
    """Empty what it was called before."""
    return _events(alles).update(titel=GEWIST)


def rest_events(alles: Verzameling) -> int:
    """Count earlier titles that are left."""
    return _events(alles).count()
