"""Mail that came in: the postvak, one mail, placing it, and adding one from a file; and the mail address of a location."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.access import post as rechten
from dossiers.access.contact import check_mag_contact_bij, mag_contact_bij
from dossiers.actions import post_adres, post_ontvangen, post_plaatsen
from dossiers.forms.post import NOTA, OplaadForm, OpzijForm, PlaatsForm
from dossiers.fouten import PostAlGenoteerd
from dossiers.lijsten.post import Postvaklijst
from dossiers.models import Dossier, Postbericht, Postbijlage
from dossiers.posttekst import als_contact
from dossiers.queries import post as queries
from dossiers.queries.zoals_bekend import Moment
from dossiers.views.documenten import EEN_VOOR_EEN
from dossiers.views.dossiers import haal, tabs
from dossiers.views.inzage import toon_inhoud
from kern.access import check_recht
from kern.formulier import probeer
from kern.models import Medewerker
from kern.post import PostOnleesbaar
from kern.post.adressen import is_ingesteld
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.views import bestanden


def haal_bericht(request: HttpRequest, pk: UUID) -> Postbericht:
    """Return a mail with all its page shows; 404 when it does not exist for who asks."""
    zichtbaar = Postbericht.objects.zichtbaar_voor(medewerker_van(request))
    return get_object_or_404(queries.bericht_met_alles(zichtbaar), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def postvak(request: HttpRequest) -> HttpResponseBase:
    """Show what came in and stands in no file: all of it to who keeps the postvak, to others what they sent themselves."""
    check_recht(medewerker_van(request), "dossiers.noteer_contact")
    return Postvaklijst(request).antwoord("dossiers/postvak.html", {"niet_gelezen": queries.niet_overgenomen()})


@require_safe
def bericht(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one mail with its conversation; that look is written down."""
    wie, dit = medewerker_van(request), haal_bericht(request, pk)
    context = {
        "bericht": dit,
        "draad": queries.draad_van(dit, wie),
        "mag_plaatsen": rechten.mag_plaatsen(wie, dit),
        "mag_bewerken": rechten.mag_bewerken(wie, dit),
        "mag_antwoorden": dit.contactmoment_id is not None and dit.over is not None and rechten.mag_schrijven_bij(wie, dit.over),
    }
    return toon_inhoud(request, dit, "dossiers/postbericht.html", context)


@require_safe
def bijlage(request: HttpRequest, pk: UUID, nummer: int) -> HttpResponseBase:
    """Give an attachment; that look is written down before."""
    wie, dit = medewerker_van(request), haal_bericht(request, pk)
    rij = get_object_or_404(Postbijlage.objects.select_related("bestand__inhoud"), pk=nummer, bericht=dit, bestand__isnull=False)
    assert rij.bestand is not None, "asked in the query"
    bestanden.check_open(rij.bestand)
    post_plaatsen.noteer_postinzage(bericht=dit, door=wie, op=timezone.now(), bijlage=rij)
    return bestanden.geef(rij.bestand, naam=rij.naam)


@require_http_methods(["GET", "HEAD", "POST"])
def plaats(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what will be noted, and note it where it belongs."""
    wie, dit, nu = medewerker_van(request), haal_bericht(request, pk), timezone.now()
    rechten.check_mag_plaatsen(wie, dit)
    if request.method != "POST":
        return _toon_plaats(request, dit, PlaatsForm(initial=_voorstel(dit), voor=wie))
    form = PlaatsForm(request.POST, voor=wie)
    if not form.is_valid():
        return _toon_plaats(request, dit, form, status=422)
    over = form.over
    if not mag_contact_bij(wie, over):
        form.add_error(
            "locatie" if isinstance(over, Dossier) else "organisator", "Hier mag u niets noteren. Kies een andere plaats."
        )
        return _toon_plaats(request, dit, form, status=422)
    try:
        klaar = probeer(form, post_plaatsen.plaats, bericht=dit, over=over, inhoud=form.inhoud, door=wie, op=nu)
    except PostAlGenoteerd as fout:
        form.add_error(None, fout.zin)
        return _toon_plaats(request, dit, form, status=409)
    if klaar is None:
        return _toon_plaats(request, dit, form, status=422)
    meld(request, "De mail staat op de tijdlijn.")
    return ga_naar(request, over)


def _voorstel(dit: Postbericht) -> dict[str, object]:
    organisator = None if dit.dossier else dit.organisator
    return {
        "locatie": dit.dossier.dossiernummer if dit.dossier else "",
        "organisator": organisator.nummer if organisator else "",
        "wat": dit.richting or NOTA,
        "met": (dit.van_naam or dit.van_adres) if dit.richting == "in" else ", ".join(dit.aan)[:200],
        "op": timezone.localtime(dit.op),
        "tekst": als_contact(dit.onderwerp, dit.tekst or dit.citaat),
    }


def _toon_plaats(request: HttpRequest, dit: Postbericht, form: PlaatsForm, status: int = 200) -> HttpResponse:
    return toon_inhoud(request, dit, "dossiers/post_plaatsen.html", {"bericht": dit, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def leg_opzij(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a mail belongs in no file, and why."""
    wie, dit = medewerker_van(request), haal_bericht(request, pk)
    rechten.check_mag_plaatsen(wie, dit)
    form = OpzijForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"bericht": dit, "form": form}
        return toon_inhoud(request, dit, "dossiers/post_opzij.html", context, status=422 if form.errors else 200)
    post_plaatsen.leg_opzij(bericht=dit, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, "De mail ligt opzij. U vindt ze terug in het postvak.")
    return ga_naar(request, "dossiers:postvak")


# --- With a location -----------------------------------------------------------------------------------------------------------


@require_safe
def dossierpost(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Show the mail of a location, its mail address, and where one adds a mail."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_inhoud(wie, dit)
    rijen = list(queries.post_van(dit)[: queries.MEESTE + 1])
    context = {
        "dossier": dit,
        "tabs": tabs(request, dit, "", Moment()),
        "rijen": rijen[: queries.MEESTE],
        "meer": len(rijen) > queries.MEESTE,
        "adres": queries.adres_van(dit) if wie.is_intern else "",
        "ingesteld": is_ingesteld(),
        "mag_noteren": mag_contact_bij(wie, dit),
        "mag_schrijven": rechten.mag_schrijven_bij(wie, dit),
        "form": OplaadForm(),
    }
    return toon_inhoud(request, dit, "dossiers/dossier_post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def voeg_toe(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Take a mail as a file, and show what will be noted."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    check_mag_contact_bij(wie, dit)
    form = OplaadForm(request.POST, request.FILES) if request.method == "POST" else OplaadForm()
    plaats_url = _neem_opgeladen(form, dit, wie) if request.method == "POST" and form.is_valid() else ""
    if EEN_VOOR_EEN in request.headers:
        fout = " ".join(str(zin) for zinnen in form.errors.values() for zin in zinnen)
        context = {"naam": getattr(request.FILES.get("mail"), "name", "mail"), "plaats_url": plaats_url, "fout": fout}
        stuk = render_to_string("dossiers/_mailuitkomst.html", context, request)
        return HttpResponse(stuk, status=422 if fout else 200, headers={EEN_VOOR_EEN: "ja"})
    if not plaats_url:
        return toon(request, "dossiers/post_toevoegen.html", {"dossier": dit, "form": form}, status=422 if form.errors else 200)
    return ga_naar(request, plaats_url)


def _neem_opgeladen(form: OplaadForm, over: Dossier, wie: Medewerker) -> str:
    """Keep the mail that was sent, and return where one looks at what will be noted; "" with the reason at the field."""
    inhoud = form.cleaned_data["mail"].read()
    try:
        genomen = post_ontvangen.neem_opgeladen(inhoud=inhoud, over=over, door=wie, op=timezone.now())
    except PostOnleesbaar as fout:
        form.add_error("mail", str(fout))
        return ""
    return reverse("dossiers:post_plaatsen", args=[genomen.pk])


@require_POST
def adres(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Give the location a (new) mail address, or end the one it has."""
    wie, dit, nu = medewerker_van(request), haal(request, dossiernummer), timezone.now()
    access.check_mag_wijzigen(wie, dit)
    if request.POST.get("doe") == "intrekken":
        post_adres.trek_adres_in(dossier=dit, door=wie, op=nu)
        meld(request, "Het mailadres werkt niet meer.")
    else:
        post_adres.vernieuw_adres(dossier=dit, door=wie, op=nu)
        meld(request, "Dit dossier heeft een nieuw mailadres.")
    return ga_naar(request, reverse("dossiers:dossier_post", args=[dit.dossiernummer]))
