"""Writing a mail: begin, go on, send, take back, throw away. Whatever was typed is kept first, and looked at after that."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dossiers import access
from dossiers.access import post as rechten
from dossiers.actions import post_schrijven as actions
from dossiers.forms.post import MailForm, begin_van
from dossiers.fouten import AdresOnbekend
from dossiers.models import Dossier, Organisator, Postbericht
from dossiers.postkeuzes import Poststatus
from dossiers.queries import documenten
from dossiers.queries import post as queries
from dossiers.queries.nummers import nu_of_ooit
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from dossiers.views.post import haal_bericht
from kern.fouten import AlGewijzigd, DomeinFout
from kern.scherm import ga_naar, medewerker_van, meld
from kern.wissen import als_uuid

_SJABLOON = "dossiers/post_schrijven.html"


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Write a mail about a location."""
    return _nieuw(request, haal(request, dossiernummer))


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_bij_organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Write a mail about an organisator itself."""
    zichtbaar = access.organisatoren_zichtbaar_voor(medewerker_van(request))
    return _nieuw(request, get_object_or_404(zichtbaar, nu_of_ooit(Organisator, [nummer])))


@require_http_methods(["GET", "HEAD", "POST"])
def antwoord(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer a mail that stands in a file."""
    dit = haal_bericht(request, pk)
    if dit.over is None:
        rechten.check_mag_plaatsen(medewerker_van(request), dit)
        return ga_naar(request, reverse("dossiers:post_plaatsen", args=[dit.pk]))
    return _nieuw(request, haal(request, dit.dossier.dossiernummer) if dit.dossier else dit.over, dit)


def _nieuw(request: HttpRequest, over: Dossier | Organisator, op_mail: Postbericht | None = None) -> HttpResponse:
    wie = medewerker_van(request)
    rechten.check_mag_schrijven_bij(wie, over)
    keuzes = _keuzes(request, over, ongezien=_typt(request))
    if request.method != "POST":
        begin = {
            "sleutel": uuid4(),
            "versie": 1,
            "documenten": request.GET.getlist("document"),
            **_begin(keuzes["boek"], op_mail),
        }
        return _toon(request, over, MailForm(initial=begin, **keuzes), None, op_mail=op_mail)
    form = MailForm(request.POST, request.FILES, **keuzes)
    if not form.is_valid() or form.cleaned_data.get("sleutel") is None:
        return _ongeldig(request, over, form, None, op_mail=op_mail)
    sleutel = form.cleaned_data["sleutel"]
    dit = actions.begin(sleutel=sleutel, over=over, door=wie, op=timezone.now(), antwoord_op=op_mail)
    if dit.status == Poststatus.ONDERWEG and _zelfde(dit, form):  # a double click: it was sent already
        return _verstuurd(request, dit)
    return _bewaar_en_verstuur(request, haal_bericht(request, dit.pk), form)


def _begin(boek: list[queries.Adresboek], op_mail: Postbericht | None) -> dict[str, Any]:
    if op_mail is None:
        return {"aan": [boek[0].adres]} if len(boek) == 1 else {}
    bekend = {regel.adres for regel in boek}
    naar = (op_mail.aan if op_mail.richting == "uit" else [op_mail.van_adres]) if op_mail.richting else []
    kop = op_mail.onderwerp if op_mail.onderwerp.lower().startswith(("re:", "antw:")) else f"Re: {op_mail.onderwerp}"
    aangehaald = "\n".join(f"> {regel}" for regel in op_mail.tekst.splitlines()[:200])
    wanneer = timezone.localtime(op_mail.op)
    return {
        "aan": [adres for adres in naar if adres in bekend],
        "ander": ", ".join(adres for adres in naar if adres not in bekend),
        "onderwerp": kop[:250],
        "tekst": f"\n\nOp {wanneer:%d/%m/%Y} om {wanneer:%H:%M} schreef {op_mail.van_naam or op_mail.van_adres}:\n{aangehaald}",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def schrijf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on with a concept."""
    wie, dit = medewerker_van(request), haal_bericht(request, pk)
    rechten.check_mag_bewerken(wie, dit)
    over = dit.over
    assert over is not None, "asked by the right"
    if request.method != "POST":
        return _toon(request, over, _begonnen(request, dit), dit) if dit.status == Poststatus.CONCEPT else ga_naar(request, dit)
    form = MailForm(request.POST, request.FILES, **_keuzes(request, over, dit, ongezien=_typt(request)))
    if not form.is_valid():
        return _ongeldig(request, over, form, dit)
    if dit.status != Poststatus.CONCEPT:
        return _botsing(request, dit, form)
    return _bewaar_en_verstuur(request, dit, form)


def _keuzes(
    request: HttpRequest, over: Dossier | Organisator, dit: Postbericht | None = None, *, ongezien: bool = False
) -> dict[str, Any]:
    """Return what the form offers: the addresses and documents of the file, and what hangs on the mail.

    Args:
        ongezien: nobody sees the lists, only what was chosen is looked at; while one types that is every few seconds.
    """
    wie = medewerker_van(request)
    hangt_aan = list(dit.bijlagen.all()) if dit else []
    gekozen = {pk for naam in request.POST.getlist("documenten") if (pk := als_uuid(naam))}
    if ongezien:
        versies = list(documenten.hechtbaar(wie, over).filter(pk__in=gekozen)) if gekozen else []
        boek = [queries.Adresboek(adres, "") for adres in request.POST.getlist("aan")]
        return {"boek": boek, "versies": versies, "hangt_aan": hangt_aan}
    gevraagd = {pk for naam in request.GET.getlist("document") if (pk := als_uuid(naam))}
    ook = gekozen | gevraagd | {rij.versie_id for rij in hangt_aan if rij.versie_id}
    return {
        "boek": queries.adressen_van(over, timezone.now()),
        "versies": documenten.te_hechten(wie, over, ook),
        "hangt_aan": hangt_aan,
    }


def _begonnen(request: HttpRequest, dit: Postbericht) -> MailForm:
    """Return the form of a concept as it is kept."""
    assert dit.over is not None, "what we write has a place"  # a constraint says so
    keuzes = _keuzes(request, dit.over, dit)
    return MailForm(initial=begin_van(dit, [regel.adres for regel in keuzes["boek"]]), **keuzes)


def _typt(request: HttpRequest) -> bool:
    """Whether the page saves by itself while somebody writes (`static/js/mail.js`): the answer is data."""
    return request.POST.get("doe") == "typen"


def _ongeldig(
    request: HttpRequest, over: Dossier | Organisator, form: MailForm, dit: Postbericht | None, **meer: object
) -> HttpResponse:
    if _typt(request):
        return JsonResponse({"fout": " ".join(str(zin) for zinnen in form.errors.values() for zin in zinnen)}, status=422)
    return _toon(request, over, form, dit, status=422, **meer)


def _bewaar_en_verstuur(request: HttpRequest, dit: Postbericht, form: MailForm) -> HttpResponse:
    """Keep what was typed and the files that came along; then send, when that was asked and nothing is missing."""
    wie, nu, d = medewerker_van(request), timezone.now(), form.cleaned_data
    try:
        weg = [int(nummer) for nummer in d.get("weg", [])]
        dit = actions.bewaar(bericht=dit, versie=d["versie"], door=wie, op=nu, weg=weg, **form.getypt)
    except AlGewijzigd:
        return _botsing(request, haal_bericht(request, dit.pk), form)
    fouten = _hecht(request, dit, form)
    if _typt(request):
        return _bewaard(request, dit, fouten)
    if fouten:
        return _opnieuw(request, dit, fouten)
    if request.POST.get("doe") != "verstuur":
        meld(request, "Het concept is bewaard.")
        return ga_naar(request, reverse("dossiers:post_concept", args=[dit.pk]))
    try:
        actions.verstuur(bericht=dit, versie=dit.versie, bevestigd=d.get("bevestigd", False), door=wie, op=nu)
    except AdresOnbekend as fout:
        return _opnieuw(request, dit, {"bevestigd": [fout.zin]}, vraag_bevestiging=True)
    except ValidationError as fout:
        return _opnieuw(request, dit, fout.message_dict)
    except AlGewijzigd:
        return _botsing(request, haal_bericht(request, dit.pk), form)
    except DomeinFout as fout:
        return _opnieuw(request, dit, {"": [fout.zin]})
    return _verstuurd(request, haal_bericht(request, dit.pk))


def _hecht(request: HttpRequest, dit: Postbericht, form: MailForm) -> dict[str, list[str]]:
    """Let the chosen documents and the files that came along hang on the mail; returns per field what could not."""
    wie, nu, fouten = medewerker_van(request), timezone.now(), dict[str, list[str]]()
    gekozen = form.gekozen_versies
    if {versie.pk for versie in gekozen} != {rij.versie_id for rij in dit.bijlagen.all() if rij.versie_id}:
        try:
            actions.kies_documenten(bericht=dit, versies=gekozen, door=wie, op=nu)
        except AlGewijzigd:
            raise
        except DomeinFout as fout:
            fouten["documenten"] = [fout.zin]
    for bestand in form.cleaned_data["bijlagen"]:
        try:
            actions.neem_bijlage(bericht=dit, inhoud=bestand, naam=bestand.name or "bijlage", door=wie, op=nu)
        except AlGewijzigd:
            raise
        except DomeinFout as fout:
            fouten.setdefault("bijlagen", []).append(fout.zin)
    return fouten


def _bewaard(request: HttpRequest, dit: Postbericht, fouten: dict[str, list[str]]) -> HttpResponse:
    """Say to the page that saves by itself what is kept now, and what hangs on it when files came or went."""
    antwoord = {
        "versie": dit.versie,
        "op": f"{timezone.localtime(dit.op):%H:%M}",
        "url": reverse("dossiers:post_concept", args=[dit.pk]),
        "let_op": " ".join(zin for zinnen in fouten.values() for zin in zinnen),
    }
    if request.FILES or "weg" in request.POST:
        antwoord["bijlagen"] = render_to_string(
            "dossiers/_mailbijlagen.html", {"form": _begonnen(request, haal_bericht(request, dit.pk))}, request
        )
    return JsonResponse(antwoord)


def _opnieuw(
    request: HttpRequest, dit: Postbericht, fouten: dict[str, list[str]], *, vraag_bevestiging: bool = False
) -> HttpResponse:
    """Show the concept as it is kept, with what is wrong."""
    nu = haal_bericht(request, dit.pk)
    over = nu.over
    assert over is not None, "what we write has a place"
    keuzes = _keuzes(request, over, nu)
    begin = begin_van(nu, [regel.adres for regel in keuzes["boek"]])
    gevuld: dict[str, Any] = {**begin, "bevestigd": ""} if vraag_bevestiging else begin
    form = MailForm(gevuld, **keuzes, vraag_bevestiging=vraag_bevestiging)
    form.is_valid()
    for veld, zinnen in fouten.items():
        plaats = veld if veld in form.fields else "ander" if veld == "aan" else None
        form.add_error(plaats, zinnen)
    return _toon(request, over, form, nu, status=422)


def _botsing(request: HttpRequest, daar: Postbericht, form: MailForm) -> HttpResponse:
    """It was saved elsewhere: show both, and keep what was typed here on the screen."""
    over = daar.over
    assert over is not None, "what we write has a place"
    if _typt(request):
        zin = "Deze mail werd intussen ook elders bewaard, in een ander venster of door een collega. Er is niets overschreven."
        is_open = daar.status == Poststatus.CONCEPT
        dicht = "Deze mail is intussen verstuurd of weggegooid. Kopieer wat u hier nog typte."
        return JsonResponse({"fout": zin if is_open else dicht, "open": is_open, "versie": daar.versie}, status=409)
    if daar.status != Poststatus.CONCEPT:
        if _zelfde(daar, form):
            return _verstuurd(request, daar)
        raise AlGewijzigd(daar)
    verschillen = form.verschillen(daar)
    waarden = request.POST.copy()
    waarden["versie"] = str(daar.versie)
    nieuw_form = MailForm(waarden, **_keuzes(request, over, daar))
    return _toon(request, over, nieuw_form, daar, status=409, verschillen=verschillen)


def _zelfde(dit: Postbericht, form: MailForm) -> bool:
    getypt = form.getypt
    return (dit.onderwerp, dit.tekst) == (getypt["onderwerp"], getypt["tekst"])


def _verstuurd(request: HttpRequest, dit: Postbericht) -> HttpResponse:
    terug = reverse("dossiers:post_terughalen", args=[dit.pk])
    uur = timezone.localtime(dit.vertrekt_op).strftime("%H:%M") if dit.vertrekt_op else ""
    meld(request, f"De mail vertrekt om {uur}.", ongedaan=terug)
    return ga_naar(request, dit.over)


def _toon(
    request: HttpRequest, over: Dossier | Organisator, form: MailForm, dit: Postbericht | None, status: int = 200, **meer: object
) -> HttpResponse:
    actie = reverse("dossiers:post_concept", args=[dit.pk]) if dit else request.path
    op_mail = dit.antwoord_op if dit else None
    # What is begun gets its key with the page, so that it can be thrown away as soon as it was saved.
    sleutel = dit.pk if dit else als_uuid(str(form["sleutel"].value())) if "sleutel" in form.fields else None
    context = {"over": over, "form": form, "bericht": dit, "sleutel": sleutel, "actie": actie, "op_mail": op_mail, **meer}
    return toon_inhoud(request, dit or over, _SJABLOON, context, status=status)


@require_POST
def haal_terug(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a mail back before it leaves; it opens as it was typed."""
    wie, dit = medewerker_van(request), haal_bericht(request, pk)
    rechten.check_mag_bewerken(wie, dit)
    actions.haal_terug(bericht=dit, door=wie, op=timezone.now())
    meld(request, "De mail is teruggehaald. Niemand kreeg ze.")
    return ga_naar(request, reverse("dossiers:post_concept", args=[dit.pk]))


@require_POST
def gooi_weg(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a concept away."""
    wie, dit = medewerker_van(request), haal_bericht(request, pk)
    rechten.check_mag_bewerken(wie, dit)
    actions.gooi_weg(bericht=dit, door=wie, op=timezone.now())
    meld(request, "Het concept is weggegooid.")
    return ga_naar(request, dit.over)
