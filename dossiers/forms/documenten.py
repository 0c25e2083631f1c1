"""Input about documents, to clean values."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.files.uploadedfile import UploadedFile

from dossiers.documentsoorten import Documentsoort
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Document
from dossiers.models.document import LANGSTE_TITEL
from kern.bestanden.soorten import accept
from kern.verschillen import Verschil, verschillen

HOOGSTENS_SAMEN = 30  # files in one form without script; with script each goes by itself


class MeerBestandeninvoer(forms.ClearableFileInput):
    """A native file field that takes several."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sequence[UploadedFile]:
        """Return every file of this name: of the field itself, and of the camera beside it."""
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []


class MeerBestanden(forms.FileField):
    """One or more files (or none, when not required). Each is looked at later, apart: one that is refused stops no other."""

    widget = MeerBestandeninvoer

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files; refuse none, and more than fit in one form."""
        bestanden = [een for een in data or [] if een]
        if not bestanden and self.required:
            raise forms.ValidationError("Kies eerst een of meer bestanden, of maak een foto.", code="required")
        if len(bestanden) > HOOGSTENS_SAMEN:
            raise forms.ValidationError(f"Kies hoogstens {HOOGSTENS_SAMEN} bestanden tegelijk.", code="max")
        return bestanden


def _bestandveld(**opties: Any) -> dict[str, Any]:
    return {"accept": accept(), **opties}


class NieuweDocumentenForm(forms.Form):
    """Files to add, and what they are."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    bestanden = MeerBestanden(
        label="Bestanden",
        widget=MeerBestandeninvoer(attrs=_bestandveld()),
        help_text="PDF, foto, Word, Excel, tekst; ook meer dan één.",
    )
    soort = forms.ChoiceField(label="Wat is het?", choices=Documentsoort.choices, initial=Documentsoort.ANDER)


class TochForm(forms.Form):
    """What stood there already and is added all the same: its proof, the key of the new document, what it is."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    toch = forms.CharField(widget=forms.HiddenInput(), max_length=500)
    soort = forms.ChoiceField(widget=forms.HiddenInput(), choices=Documentsoort.choices)


class NieuweVersieForm(forms.Form):
    """The next version of a document."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    bestand = forms.FileField(
        label="Bestand",
        allow_empty_file=True,  # the keuring says it better
        widget=forms.FileInput(attrs=_bestandveld()),
        error_messages={"required": "Kies eerst het bestand met de nieuwe versie."},
    )
    toelichting = forms.CharField(label="Wat is er nieuw?", max_length=300, required=False)


class WijzigDocumentForm(forms.Form):
    """Another title or kind."""

    titel = forms.CharField(label="Titel", max_length=LANGSTE_TITEL)
    soort = forms.ChoiceField(label="Wat is het?", choices=Documentsoort.choices)
    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    def verschillen(self, nu: Document) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, {"titel": nu.titel, "soort": nu.soort})


class DocumentIntrekForm(forms.Form):
    """Why it does not belong here."""

    reden = forms.CharField(
        label="Waarom hoort het hier niet?",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": "Schrijf in een paar woorden waarom."},
    )


def begin_van(document: Document) -> dict[str, Any]:
    """Return what the form about *document* starts with."""
    return {"titel": document.titel, "soort": document.soort, "versie": document.versie}


def sleutel_van(formulier: UUID, plaats: int) -> UUID:
    """Return the key of the file at *plaats* of a form that was sent with several: the same when it is sent again."""
    return uuid5(formulier, str(plaats)) if plaats else formulier
