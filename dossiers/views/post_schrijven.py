"""Writing a mail: begin, go on, send, take back, throw away. Whatever was typed is kept first, and looked at after that."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
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
from dossiers.queries import post as queries
from dossiers.queries.nummers import nu_of_ooit
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from dossiers.views.post import haal_bericht
from kern.fouten import AlGewijzigd, DomeinFout
from kern.scherm import ga_naar, medewerker_van, meld

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
    wie, nu = medewerker_van(request), timezone.now()
    rechten.check_mag_schrijven_bij(wie, over)
    boek = queries.adressen_van(over, nu)
    if request.method != "POST":
        form = MailForm(initial={"sleutel": uuid4(), "versie": 1, **_begin(boek, op_mail)}, boek=boek)
        return _toon(request, over, form, None, actie=request.path, op_mail=op_mail)
    form = MailForm(request.POST, request.FILES, boek=boek)
    if not form.is_valid() or form.cleaned_data.get("sleutel") is None:
        return _toon(request, over, form, None, actie=request.path, op_mail=op_mail, status=422)
    sleutel = form.cleaned_data["sleutel"]
    dit = actions.begin(sleutel=sleutel, over=over, door=wie, op=nu, antwoord_op=op_mail)
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
    if dit.status != Poststatus.CONCEPT:
        return ga_naar(request, dit)
    boek = queries.adressen_van(over, timezone.now())
    if request.method != "POST":
        form = MailForm(initial=begin_van(dit, [regel.adres for regel in boek]), boek=boek, hangt_aan=dit.bijlagen.all())
        return _toon(request, over, form, dit)
    form = MailForm(request.POST, request.FILES, boek=boek, hangt_aan=dit.bijlagen.all())
    if not form.is_valid():
        return _toon(request, over, form, dit, status=422)
    return _bewaar_en_verstuur(request, dit, form)


def _bewaar_en_verstuur(request: HttpRequest, dit: Postbericht, form: MailForm) -> HttpResponse:
    """Keep what was typed and the files that came along; then send, when that was asked and nothing is missing."""
    wie, nu, d = medewerker_van(request), timezone.now(), form.cleaned_data
    try:
        weg = [int(nummer) for nummer in d.get("weg", [])]
        dit = actions.bewaar(bericht=dit, versie=d["versie"], door=wie, op=nu, weg=weg, **form.getypt)
    except AlGewijzigd:
        return _botsing(request, haal_bericht(request, dit.pk), form)
    fouten: list[str] = []
    for bestand in request.FILES.getlist("bijlagen"):
        try:
            actions.neem_bijlage(bericht=dit, inhoud=bestand, naam=bestand.name or "bijlage", door=wie, op=nu)
        except DomeinFout as fout:
            fouten.append(fout.zin)
    if fouten or request.POST.get("doe") != "verstuur":
        if not fouten:
            meld(request, "Het concept is bewaard.")
            return ga_naar(request, reverse("dossiers:post_concept", args=[dit.pk]))
        return _opnieuw(request, dit, {"bijlagen": fouten})
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


def _opnieuw(
    request: HttpRequest, dit: Postbericht, fouten: dict[str, list[str]], *, vraag_bevestiging: bool = False
) -> HttpResponse:
    """Show the concept as it is kept, with what is wrong."""
    nu = haal_bericht(request, dit.pk)
    over = nu.over
    assert over is not None, "what we write has a place"
    boek = queries.adressen_van(over, timezone.now())
    begin = begin_van(nu, [regel.adres for regel in boek])
    gevuld: dict[str, Any] = {**begin, "bevestigd": ""} if vraag_bevestiging else begin
    form = MailForm(gevuld, boek=boek, hangt_aan=nu.bijlagen.all(), vraag_bevestiging=vraag_bevestiging)
    form.is_valid()
    for veld, zinnen in fouten.items():
        plaats = veld if veld in form.fields else "ander" if veld == "aan" else None
        form.add_error(plaats, zinnen)
    return _toon(request, over, form, nu, status=422)


def _botsing(request: HttpRequest, daar: Postbericht, form: MailForm) -> HttpResponse:
    """It was saved elsewhere: show both, and keep what was typed here on the screen."""
    over = daar.over
    assert over is not None, "what we write has a place"
    if daar.status != Poststatus.CONCEPT:
        if _zelfde(daar, form):
            return _verstuurd(request, daar)
        raise AlGewijzigd(daar)
    boek = queries.adressen_van(over, timezone.now())
    verschillen = form.verschillen(daar)
    waarden = request.POST.copy()
    waarden["versie"] = str(daar.versie)
    nieuw_form = MailForm(waarden, boek=boek, hangt_aan=daar.bijlagen.all())
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
    actie = reverse("dossiers:post_concept", args=[dit.pk]) if dit else ""
    op_mail = dit.antwoord_op if dit else None
    context = {"over": over, "form": form, "bericht": dit, "actie": actie, "op_mail": op_mail, **meer}
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
