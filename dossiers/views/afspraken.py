"""Appointments: made from a dossier or an organisator, read, changed, closed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.access import afspraak as rechten
from dossiers.actions import afspraken as actions
from dossiers.actions.afspraakgevolg import plan_van
from dossiers.choices import Afspraaksoort, Afspraakstatus, Verslagsoort
from dossiers.forms import afspraken as f
from dossiers.models import Afspraak, Dossier, Organisator
from dossiers.queries import afspraken as queries
from dossiers.queries.verslagen import geldende_sjablonen
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlAndersBewaard, AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.tijd import BRUSSEL

_DUUR = timedelta(minutes=90)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Make an appointment about a location."""
    dossier = haal(request, dossiernummer)
    return _maak(request, dossier, dossier.organisator)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_bij_organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Make an appointment with an organisator."""
    zichtbaar = access.organisatoren_zichtbaar_voor(medewerker_van(request))
    organisator = get_object_or_404(zichtbaar, nummer=nummer)
    return _maak(request, organisator, organisator)


def _maak(request: HttpRequest, over: Dossier | Organisator, organisator: Organisator) -> HttpResponse:
    wie, nu = medewerker_van(request), timezone.now()
    rechten.check_mag_afspraak_bij(wie, over)
    opties: dict[str, Any] = {"organisator": organisator, "eigenaar": wie, "dossiers": f.locaties_voor(wie, organisator)}
    if request.method != "POST":
        return _toon_nieuw(request, over, f.AfspraakForm(initial=_begin(over, nu), **opties))
    form = f.AfspraakForm(request.POST, **opties)
    if not form.is_valid():
        return _toon_nieuw(request, over, form, status=422)
    sleutel, meteen = form.cleaned_data["sleutel"], request.POST.get("doe") == "bevestig"
    waarden: dict[str, Any] = {"sleutel": sleutel, "over": organisator, "plan": form.plan, "eigenaar": wie}
    try:
        nieuw_ = probeer(form, actions.maak_afspraak, **waarden, bevestig_meteen=meteen, door=wie, op=nu)
    except AlAndersBewaard as fout:
        form = f.AfspraakForm(met(request.POST, "sleutel", uuid4()), **opties)
        form.add_error(None, fout.zin)
        return _toon_nieuw(request, over, form, status=409)
    if nieuw_ is None:
        return _toon_nieuw(request, over, form, status=422)
    meld(request, "De afspraak ligt vast." if meteen else "Het voorstel is bewaard. Bevestig het als het vastligt.")
    return ga_naar(request, nieuw_)


def _begin(over: Dossier | Organisator, nu: Any) -> dict[str, Any]:
    morgen = timezone.localtime(nu).date() + timedelta(days=1)
    dossiers = [over.pk] if isinstance(over, Dossier) else []
    return {
        "sleutel": uuid4(), "wat": Afspraaksoort.BEZOEK if dossiers else Afspraaksoort.GESPREK, "dossiers": dossiers,
        "dag": morgen, "van": "10:00", "tot": "11:30", "uur_vast": True,
    }  # fmt: skip


def _toon_nieuw(
    request: HttpRequest, over: Dossier | Organisator, form: f.AfspraakForm, status: int = 200, **meer: object
) -> HttpResponse:
    bezet = queries.bezet_bij_form(medewerker_van(request), form)
    context = {"over": over, "form": form, "bezet": bezet, **meer}
    return toon(request, "dossiers/afspraak_nieuw.html", context, status=status)


def met(gestuurd: QueryDict, veld: str, waarde: object) -> QueryDict:
    """Return what was sent with another value in one field; fields with several values keep them."""
    anders = gestuurd.copy()
    anders[veld] = str(waarde)
    return anders


def haal_afspraak(request: HttpRequest, pk: UUID) -> Afspraak:
    """Return the appointment when this person may know of it; 404 otherwise."""
    return get_object_or_404(queries.afspraken_voor(medewerker_van(request)), pk=pk)


def _toon_afspraak(request: HttpRequest, dit: Afspraak, status: int = 200, **meer: object) -> HttpResponse:
    wie, nu = medewerker_van(request), timezone.now()
    mag = dit.is_open and rechten.mag_afspraak_wijzigen(wie, dit)
    plan = plan_van(dit)
    context = {
        "afspraak": dit,
        "plan": plan,
        "mag_wijzigen": mag,
        "begonnen": dit.begin <= nu,
        "vandaag_of_eerder": timezone.localdate(dit.begin) <= timezone.localdate(nu),
        "botst": queries.botsingen(dit) if dit.is_open else [],
        "gesloten": queries.gesloten_locaties(dit, plan.dossiers) if dit.is_open else [],
        "verstuurd": queries.verstuurd(dit),
        **meer,
    }
    if mag:
        context.setdefault("rond_form", _rond_form(dit))
        context.setdefault("niet_form", f.NietDoorForm(auto_id="niet_%s"))
        context.setdefault("annuleer_form", f.AnnuleerForm(auto_id="annuleer_%s", vast=_is_vast(dit)))
    return toon_inhoud(request, dit, "dossiers/afspraak.html", context, status=status)


_VERSLAG = {Afspraaksoort.BEZOEK: Verslagsoort.BEZOEK, Afspraaksoort.GESPREK: Verslagsoort.GESPREK}


def _is_vast(dit: Afspraak) -> bool:
    return dit.status == Afspraakstatus.VAST


def _rond_form(dit: Afspraak, data: Any = None) -> f.RondAfForm:
    nu = timezone.now()
    sjablonen = list(geldende_sjablonen())
    wanneer = min(dit.begin, nu).astimezone(BRUSSEL).replace(second=0, microsecond=0)
    soort = _VERSLAG.get(Afspraaksoort(dit.soort), Verslagsoort.TELEFOON)
    eigen = next((sjabloon.pk for sjabloon in sjablonen if sjabloon.soort == soort), None)
    met = ", ".join(d.wie for d in dit.deelnemers.filter(weg_op=None, medewerker=None))
    begin = {"wanneer": wanneer, "met": met[:200], "sjabloon": eigen if dit.is_bezoek else None}
    return f.RondAfForm(data, initial=begin, sjablonen=sjablonen, auto_id="rond_%s")


@require_safe
def afspraak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one appointment with its next steps; that look is written down."""
    return _toon_afspraak(request, haal_afspraak(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change or move an appointment; when a colleague was first, show both versions (409)."""
    wie, dit, nu = medewerker_van(request), haal_afspraak(request, pk), timezone.now()
    rechten.check_mag_afspraak_wijzigen(wie, dit)
    form = _wijzigform(dit, wie, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _toon_wijzig(request, dit, form)
    if not form.is_valid():
        return _toon_wijzig(request, dit, form, status=422)
    try:
        bewaard = probeer(
            form, actions.wijzig_afspraak, afspraak=dit, versie=form.cleaned_data["versie"], plan=form.plan, door=wie, op=nu
        )
    except AlGewijzigd:
        daar = haal_afspraak(request, pk)
        if not daar.is_open:
            raise
        verschillen = form.verschillen(daar, plan_van(daar))
        opnieuw = _wijzigform(daar, wie, met(request.POST, "versie", daar.versie))
        return _toon_wijzig(request, daar, opnieuw, status=409, verschillen=verschillen)
    if bewaard is None:
        return _toon_wijzig(request, haal_afspraak(request, pk), form, status=422)
    meld(request, "De afspraak is gewijzigd.")
    return ga_naar(request, bewaard)


def _wijzigform(dit: Afspraak, wie: Any, data: Any) -> f.WijzigAfspraakForm:
    plan = plan_van(dit)
    locaties = {d.pk: d for d in (*plan.dossiers, *f.locaties_voor(wie, dit.organisator))}
    return f.WijzigAfspraakForm(
        data, initial=f.begin_van(dit, plan), organisator=dit.organisator, eigenaar=dit.eigenaar, dossiers=list(locaties.values())
    )


def _toon_wijzig(
    request: HttpRequest, dit: Afspraak, form: f.WijzigAfspraakForm, status: int = 200, **meer: object
) -> HttpResponse:
    return toon_inhoud(request, dit, "dossiers/afspraak_wijzigen.html", {"afspraak": dit, "form": form, **meer}, status=status)


@require_POST
def bevestig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fix a draft and tell who takes part."""
    wie, dit = medewerker_van(request), haal_afspraak(request, pk)
    rechten.check_mag_afspraak_wijzigen(wie, dit)
    actions.bevestig(afspraak=dit, door=wie, op=timezone.now())
    meld(request, "De afspraak ligt vast.")
    return ga_naar(request, dit)


def _stap(request: HttpRequest, pk: UUID, naam: str, actie: Callable[..., Afspraak], gelukt: str) -> HttpResponse:
    wie, dit = medewerker_van(request), haal_afspraak(request, pk)
    rechten.check_mag_afspraak_wijzigen(wie, dit)
    vormen: dict[str, Callable[[], forms.Form]] = {
        "rond": lambda: _rond_form(dit, request.POST),
        "niet": lambda: f.NietDoorForm(request.POST, auto_id="niet_%s"),
        "annuleer": lambda: f.AnnuleerForm(request.POST, auto_id="annuleer_%s", vast=_is_vast(dit)),
    }
    form = vormen[naam]()
    if not form.is_valid() or not probeer(form, actie, afspraak=dit, door=wie, op=timezone.now(), **form.cleaned_data):
        return _toon_afspraak(request, haal_afspraak(request, pk), status=422, **{f"{naam}_form": form})
    meld(request, gelukt)
    return ga_naar(request, dit.verslag or dit)


@require_POST
def rond_af(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that it took place, and go on with the report."""
    return _stap(request, pk, "rond", actions.rond_af, "Genoteerd dat de afspraak doorging.")


@require_POST
def niet_door(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that it did not take place."""
    return _stap(request, pk, "niet", actions.ging_niet_door, "Genoteerd dat de afspraak niet doorging.")


@require_POST
def annuleer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call it off."""
    return _stap(request, pk, "annuleer", actions.annuleer, "De afspraak is geannuleerd. Wie het wist, krijgt een mail.")
