"""Contacts: noted from a dossier or an organisator, read, corrected, withdrawn, put back."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.access import contact as rechten
from dossiers.actions import contactmomenten as actions
from dossiers.forms.contact import MEESTAL, ContactForm, IntrekForm, VerbeterForm, begin_van
from dossiers.models import Contactmoment, Dossier, Organisator
from dossiers.queries.gesprekken import gevolg_van
from dossiers.queries.nummers import nu_of_ooit
from dossiers.queries.post import mail_van
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlAndersBewaard, AlGewijzigd, DomeinFout
from kern.scherm import ga_naar, medewerker_van, meld, toon


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Note a contact about a location."""
    return _noteer(request, haal(request, dossiernummer))


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_bij_organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Note a contact about an organisator itself."""
    zichtbaar = access.organisatoren_zichtbaar_voor(medewerker_van(request))
    return _noteer(request, get_object_or_404(zichtbaar, nu_of_ooit(Organisator, [nummer])))


def _noteer(request: HttpRequest, over: Dossier | Organisator) -> HttpResponse:
    wie, nu = medewerker_van(request), timezone.now()
    rechten.check_mag_contact_bij(wie, over)
    if request.method != "POST":
        begin = {"sleutel": uuid4(), "wat": MEESTAL, "op": timezone.localtime(nu)}
        return _toon_nieuw(request, over, ContactForm(initial=begin))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _toon_nieuw(request, over, form, status=422)
    try:
        contact = probeer(
            form,
            actions.noteer_contact,
            sleutel=form.cleaned_data["sleutel"],
            over=over,
            inhoud=form.inhoud,
            door=wie,
            op=nu,
        )
    except AlAndersBewaard as fout:
        # What was typed stays; with a new key it can be kept as a second contact, after a look at the first.
        eerder = Contactmoment.objects.filter(pk=form.cleaned_data["sleutel"], door=wie).first()
        form = ContactForm({**request.POST.dict(), "sleutel": uuid4()})
        form.add_error(None, fout.zin)
        return _toon_nieuw(request, over, form, status=409, eerder=eerder)
    if contact is None:
        return _toon_nieuw(request, over, form, status=422)
    ongedaan = reverse("dossiers:contactmoment_ongedaan", args=[contact.pk])
    meld(request, f"Bewaard: {contact.soortnaam.lower()}.", ongedaan=ongedaan)
    return ga_naar(request, over)


def _toon_nieuw(
    request: HttpRequest, over: Dossier | Organisator, form: ContactForm, status: int = 200, **meer: object
) -> HttpResponse:
    plaats = "dossiers:contact_nieuw" if isinstance(over, Dossier) else "dossiers:contact_bij_organisator"
    nummer = over.dossiernummer if isinstance(over, Dossier) else over.nummer
    context = {"over": over, "nummer": nummer, "form": form, "actie": reverse(plaats, args=[nummer]), **meer}
    return toon(request, "dossiers/contact_nieuw.html", context, status=status, deel="venster")


def _haal_contact(request: HttpRequest, pk: UUID) -> Contactmoment:
    zichtbaar = rechten.contactmomenten_zichtbaar_voor(medewerker_van(request))
    return get_object_or_404(
        zichtbaar.select_related("dossier__organisator", "organisator", "door", "gewijzigd_door", "ingetrokken_door"), pk=pk
    )


@require_safe
def contactmoment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one contact with what it said before; that look is written down."""
    wie, dit, nu = medewerker_van(request), _haal_contact(request, pk), timezone.now()
    context = {
        "contact": dit,
        "versies": list(dit.versies.select_related("vervangen_door")),
        "mag_verbeteren": rechten.mag_verbeteren(wie, dit, nu),
        "mail": mail_van(dit),
        "gevolg": gevolg_van(wie, dit),
    }
    return toon_inhoud(request, dit, "dossiers/contactmoment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def verbeter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a contact; when a colleague was first, show both versions (409) and overwrite nothing."""
    wie, dit, nu = medewerker_van(request), _haal_contact(request, pk), timezone.now()
    rechten.check_mag_verbeteren(wie, dit, nu)
    if request.method != "POST":
        return _toon_verbeter(request, dit, VerbeterForm(initial=begin_van(dit)))
    form = VerbeterForm(request.POST, initial=begin_van(dit))
    if not form.is_valid():
        return _toon_verbeter(request, dit, form, status=422)
    inhoud = form.inhoud if "op" in form.changed_data else form.inhoud._replace(op=dit.op)
    try:
        versie = form.cleaned_data["versie"]
        bewaard = probeer(form, actions.verbeter_contact, contact=dit, versie=versie, inhoud=inhoud, door=wie, op=nu)
    except AlGewijzigd:
        daar = _haal_contact(request, pk)
        verschillen = form.verschillen(daar)
        # Sent again, it is saved on top of what the colleague wrote: by then both versions have been seen.
        form = VerbeterForm({**request.POST.dict(), "versie": daar.versie})
        return _toon_verbeter(request, daar, form, status=409, verschillen=verschillen)
    if bewaard is None:
        return _toon_verbeter(request, dit, form, status=422)
    meld(request, "De verbetering is bewaard. Wat er stond, blijft leesbaar.")
    return ga_naar(request, dit)


def _toon_verbeter(
    request: HttpRequest, dit: Contactmoment, form: VerbeterForm, status: int = 200, **meer: object
) -> HttpResponse:
    context = {"contact": dit, "form": form, **meer}
    return toon_inhoud(request, dit, "dossiers/contact_verbeteren.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def trek_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a contact was not so, with the reason."""
    wie, dit, nu = medewerker_van(request), _haal_contact(request, pk), timezone.now()
    rechten.check_mag_verbeteren(wie, dit, nu)
    form = IntrekForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"contact": dit, "form": form}
        return toon_inhoud(request, dit, "dossiers/contact_intrekken.html", context, status=422 if form.errors else 200)
    actions.trek_contact_in(contact=dit, door=wie, op=nu, **form.cleaned_data)
    ongedaan = reverse("dossiers:contactmoment_terugzetten", args=[dit.pk])
    meld(request, "Het contactmoment is ingetrokken.", ongedaan=ongedaan)
    return ga_naar(request, dit.dossier or dit.organisator)


@require_POST
def zet_terug(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a withdrawn contact count again."""
    wie, dit, nu = medewerker_van(request), _haal_contact(request, pk), timezone.now()
    rechten.check_mag_verbeteren(wie, dit, nu)
    actions.zet_contact_terug(contact=dit, door=wie, op=nu)
    meld(request, "Het contactmoment staat terug op de tijdlijn.")
    return ga_naar(request, dit.dossier or dit.organisator)


@require_POST
def maak_ongedaan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo what one just noted, from the toast."""
    wie, dit, nu = medewerker_van(request), _haal_contact(request, pk), timezone.now()
    rechten.check_mag_verbeteren(wie, dit, nu)
    if dit.door_id != wie.pk or nu > dit.genoteerd_op + rechten.ONGEDAAN_BINNEN:
        raise DomeinFout("Dit kan niet meer zo ongedaan worden. Trek het contactmoment in en zeg waarom.")
    actions.trek_contact_in(contact=dit, reden=actions.METEEN, door=wie, op=nu)
    ongedaan = reverse("dossiers:contactmoment_terugzetten", args=[dit.pk])
    meld(request, "Het contactmoment is teruggenomen.", soort="info", ongedaan=ongedaan)
    return ga_naar(request, dit.dossier or dit.organisator)
