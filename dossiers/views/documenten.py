"""Documents of a location or an organisator: the lists, adding files, and what became of each."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dossiers import access
from dossiers.access import documenten as rechten
from dossiers.actions import documenten as actions
from dossiers.forms.documenten import NieuweDocumentenForm, TochForm, sleutel_van
from dossiers.fouten import StaatErAl
from dossiers.lijsten.documenten import DocumentLijst, DocumentLijstBij
from dossiers.models import Document, Dossier, Organisator
from dossiers.queries import documenten as queries
from dossiers.queries.nummers import nu_of_ooit
from dossiers.views.dossiers import haal
from kern.actions.bestanden import zet_klaar
from kern.bestanden.naam import schone_naam
from kern.fouten import DomeinFout
from kern.models import Bestand, Medewerker
from kern.scherm import ga_naar, medewerker_van, meld

_ZOUT = "dossiers.document.toch"
_TOCH_BINNEN = 3600  # seconds that "add it all the same" holds
EEN_VOOR_EEN = "X-Een-Voor-Een"  # sent by the script: answer with the piece about this one file


@dataclass(frozen=True)
class Uitkomst:
    """What became of one file."""

    naam: str
    document: Document | None = None
    fout: str = ""
    staat_er: Document | None = None
    toch: TochForm | None = None
    elders: list[Document] = field(default_factory=list)

    @property
    def gelukt(self) -> bool:
        """Whether it stands there now."""
        return self.document is not None


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show every document this person may read."""
    return DocumentLijst(request).antwoord("dossiers/documenten_alle.html")


@require_http_methods(["GET", "HEAD", "POST"])
def bij_dossier(request: HttpRequest, dossiernummer: str) -> HttpResponseBase:
    """Show the documents of a location, and add some."""
    return _lijst(request, haal(request, dossiernummer))


@require_http_methods(["GET", "HEAD", "POST"])
def bij_organisator(request: HttpRequest, nummer: str) -> HttpResponseBase:
    """Show the documents of an organisator itself, and add some."""
    return _lijst(request, _organisator(request, nummer))


@require_POST
def voeg_toe_bij_dossier(request: HttpRequest, dossiernummer: str) -> HttpResponseBase:
    """Add files to a location."""
    return _voeg_toe(request, haal(request, dossiernummer))


@require_POST
def voeg_toe_bij_organisator(request: HttpRequest, nummer: str) -> HttpResponseBase:
    """Add files to an organisator itself."""
    return _voeg_toe(request, _organisator(request, nummer))


def _organisator(request: HttpRequest, nummer: str) -> Organisator:
    zichtbaar = access.organisatoren_zichtbaar_voor(medewerker_van(request))
    return get_object_or_404(zichtbaar, nu_of_ooit(Organisator, [nummer]))


def _lijst(request: HttpRequest, over: Dossier | Organisator, **meer: Any) -> HttpResponseBase:
    wie = medewerker_van(request)
    rechten.check_mag_lezen_bij(wie, over)
    if meer:  # after adding: the list is shown, and nothing of the form is for it
        request.method = "GET"
    context: dict[str, Any] = {"over": over, "mag_toevoegen": rechten.mag_document_bij(wie, over), "uitkomsten": [], **meer}
    context.setdefault("form", NieuweDocumentenForm(initial={"sleutel": uuid4()}))
    context["toevoeg_url"] = _adres(over)
    antwoord = DocumentLijstBij(request, over).antwoord("dossiers/documenten.html", context)
    antwoord.status_code = meer.get("status", antwoord.status_code)
    return antwoord


def _adres(over: Dossier | Organisator, naam: str = "documenten_toevoegen") -> str:
    if isinstance(over, Dossier):
        return reverse(f"dossiers:{naam}", args=[over.dossiernummer])
    return reverse(f"dossiers:{naam}_organisator", args=[over.nummer])


def _voeg_toe(request: HttpRequest, over: Dossier | Organisator) -> HttpResponseBase:
    wie = medewerker_van(request)
    rechten.check_mag_document_bij(wie, over)
    if "toch" in request.POST:
        return _voeg_toch_toe(request, over)
    form = NieuweDocumentenForm(request.POST, request.FILES)
    if not form.is_valid():
        if EEN_VOOR_EEN in request.headers:
            return _stuk(
                request, over, Uitkomst("bestand", fout=" ".join(str(m) for fouten in form.errors.values() for m in fouten))
            )
        return _lijst(request, over, form=form, status=422)
    sleutel, soort = form.cleaned_data["sleutel"], form.cleaned_data["soort"]
    uitkomsten = [
        _neem(over, een, sleutel_van(sleutel, plaats), soort, wie) for plaats, een in enumerate(form.cleaned_data["bestanden"])
    ]
    if EEN_VOOR_EEN in request.headers:
        return _stuk(request, over, uitkomsten[0])
    if all(uitkomst.gelukt and not uitkomst.elders for uitkomst in uitkomsten):
        meld(request, _zin(len(uitkomsten)))
        return ga_naar(request, _adres(over, "documenten"))
    # Each says for itself what became of it; what went well is kept.
    status = 200 if all(uitkomst.gelukt for uitkomst in uitkomsten) else 422
    return _lijst(request, over, uitkomsten=uitkomsten, status=status)


def _zin(aantal: int) -> str:
    return "Het document is toegevoegd." if aantal == 1 else f"{aantal} documenten zijn toegevoegd."


def _neem(over: Dossier | Organisator, upload: UploadedFile, sleutel: UUID, soort: str, wie: Medewerker) -> Uitkomst:
    naam = schone_naam(upload.name or "")
    try:
        klaar = zet_klaar(inhoud=upload, naam=upload.name or "")
        document = actions.voeg_toe(sleutel=sleutel, over=over, bron=klaar, soort=soort, door=wie, op=timezone.now())
    except StaatErAl as fout:
        return _staat_er_al(fout, klaar.gekeurd.naam, klaar.gekeurd.sha256, soort, wie)
    except DomeinFout as fout:
        return Uitkomst(naam, fout=fout.zin)
    except ValidationError as fout:
        return Uitkomst(naam, fout=" ".join(fout.messages))
    return Uitkomst(klaar.gekeurd.naam, document, elders=queries.elders(wie, [klaar.gekeurd.sha256], document))


def _staat_er_al(fout: StaatErAl, naam: str, som: str, soort: str, wie: Medewerker) -> Uitkomst:
    daar = fout.document
    bewijs = signing.dumps([wie.pk, str(daar.pk), som], salt=_ZOUT)
    form = TochForm(initial={"sleutel": uuid4(), "toch": bewijs, "soort": soort}, auto_id=False)
    return Uitkomst(naam, fout=fout.zin, staat_er=daar, toch=form)


def _voeg_toch_toe(request: HttpRequest, over: Dossier | Organisator) -> HttpResponseBase:
    """Add what stands there already: nothing needs to be sent again, its content is here."""
    wie = medewerker_van(request)
    form = TochForm(request.POST)
    bestand = _bewezen(wie, form.cleaned_data["toch"]) if form.is_valid() else None
    if bestand is None:
        raise DomeinFout("Dit kan niet meer zo toegevoegd worden. Kies het bestand opnieuw.")
    actions.voeg_toe(
        sleutel=form.cleaned_data["sleutel"],
        over=over,
        bron=bestand,
        soort=form.cleaned_data["soort"],
        ook_dubbel=True,
        door=wie,
        op=timezone.now(),
    )
    meld(request, _zin(1))
    return ga_naar(request, _adres(over, "documenten"))


def _bewezen(wie: Medewerker, bewijs: str) -> Bestand | None:
    """Return the file that *wie* was told stands there already; only of a document they may read."""
    try:
        pk, document, som = signing.loads(bewijs, salt=_ZOUT, max_age=_TOCH_BINNEN)
    except (signing.BadSignature, ValueError):
        return None
    if pk != wie.pk:
        return None
    zichtbaar = queries.documenten_voor(wie).filter(pk=document)
    return Bestand.objects.filter(documentversies__document__in=zichtbaar, inhoud=som).select_related("inhoud").first()


def _stuk(request: HttpRequest, over: Dossier | Organisator, uitkomst: Uitkomst) -> HttpResponse:
    context = {"uitkomst": uitkomst, "over": over, "toevoeg_url": _adres(over)}
    stuk = render_to_string("dossiers/_documentuitkomst.html", context, request)
    return HttpResponse(stuk, status=200 if uitkomst.gelukt else 422, headers={EEN_VOOR_EEN: "ja"})
