"""Pages of calendar and rules: everybody inside reads them, the beheerder changes them with a reason."""

from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.access import check_recht, heeft_recht
from kern.actions import termijnbeheer
from kern.forms.reden import RedenForm
from kern.forms.termijnen import NieuweSluitingsdagForm, NieuweVersieForm, SluitingsdagForm, TermijnregelForm
from kern.formulier import probeer
from kern.models import Sluitingsdag, Termijnregel
from kern.queries.termijnen import jaren_met_sluitingsdagen, regels, sluitingsdagen_van
from kern.scherm import ga_naar, medewerker_van, meld, toon

LEEST, SCHRIJFT = "dossiers.kaart", "kern.termijnregels"


@require_safe
def sluitingsdagen(request: HttpRequest) -> HttpResponse:
    """The closing days of one year."""
    check_recht(medewerker_van(request), LEEST)
    jaren = jaren_met_sluitingsdagen()
    jaar = next((j for j in jaren if str(j) == request.GET.get("jaar")), timezone.localdate().year)
    tabs = [{"label": str(j), "url": f"?jaar={j}", "huidig": j == jaar} for j in jaren]
    context = {"jaar": jaar, "tabs": tabs, "dagen": sluitingsdagen_van(jaar), "mag_wijzigen": _mag_wijzigen(request)}
    return toon(request, "kern/termijnen/sluitingsdagen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sluitingsdag_nieuw(request: HttpRequest) -> HttpResponse:
    """Add a closing day."""
    check_recht(medewerker_van(request), SCHRIJFT)
    form = NieuweSluitingsdagForm(request.POST or None)
    dag = None
    if form.is_valid():
        dag = probeer(
            form, termijnbeheer.voeg_sluitingsdag_toe, **form.waarden(), door=medewerker_van(request), op=timezone.now()
        )
    if dag is None:
        return _formulier(request, form, titel="Sluitingsdag toevoegen", terug="kern:sluitingsdagen")
    meld(request, f"{dag} is toegevoegd. Lopende termijnen zijn herrekend.")
    return ga_naar(request, "kern:sluitingsdagen")


@require_http_methods(["GET", "HEAD", "POST"])
def sluitingsdag(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct or confirm a closing day."""
    check_recht(medewerker_van(request), SCHRIJFT)
    dag = get_object_or_404(Sluitingsdag, pk=pk, ingetrokken_op=None)
    form = SluitingsdagForm(request.POST or None, instance=dag)
    wie, nu = medewerker_van(request), timezone.now()
    nieuw = (
        probeer(form, termijnbeheer.wijzig_sluitingsdag, dag=dag, **form.waarden(), door=wie, op=nu) if form.is_valid() else None
    )
    if nieuw is not None:
        meld(request, f"{dag} is gewijzigd. Lopende termijnen zijn herrekend.")
        return ga_naar(request, "kern:sluitingsdagen")
    naam = str(Sluitingsdag.objects.get(pk=pk))  # the form has written on the instance already
    context = {"intrekken": RedenForm(auto_id="intrek_%s"), "dag": dag}
    return _formulier(request, form, titel=naam, terug="kern:sluitingsdagen", **context)


@require_POST
def sluitingsdag_intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a closing day out of the calendar."""
    check_recht(medewerker_van(request), SCHRIJFT)
    dag = get_object_or_404(Sluitingsdag, pk=pk, ingetrokken_op=None)
    form = RedenForm(request.POST, auto_id="intrek_%s")
    if not form.is_valid():
        return _formulier(request, form, titel=f"{dag} intrekken", terug="kern:sluitingsdagen")
    termijnbeheer.trek_sluitingsdag_in(dag=dag, **form.cleaned_data, door=medewerker_van(request), op=timezone.now())
    meld(request, f"{dag} is ingetrokken. Lopende termijnen zijn herrekend.")
    return ga_naar(request, "kern:sluitingsdagen")


@require_safe
def termijnregels(request: HttpRequest) -> HttpResponse:
    """Every version of every rule."""
    check_recht(medewerker_van(request), LEEST)
    return toon(request, "kern/termijnen/termijnregels.html", {"regels": regels(), "mag_wijzigen": _mag_wijzigen(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def termijnregel(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct, confirm or end a version of a rule."""
    check_recht(medewerker_van(request), SCHRIJFT)
    regel = get_object_or_404(Termijnregel, pk=pk)
    form = TermijnregelForm(request.POST or None, instance=regel)
    nieuw = None
    if form.is_valid():
        nieuw = probeer(
            form,
            termijnbeheer.wijzig_regel,
            regel=regel,
            velden=form.waarden(),
            reden=form.cleaned_data["reden"],
            door=medewerker_van(request),
            op=timezone.now(),
        )
    if nieuw is not None:
        meld(request, f"{regel} is gewijzigd. Lopende termijnen zijn herrekend.")
        return ga_naar(request, "kern:termijnregels")
    naam = Termijnregel.objects.get(pk=pk).naam  # the form has written on the instance already
    return _formulier(request, form, titel=f"{naam} corrigeren", terug="kern:termijnregels", regel=regel)


@require_http_methods(["GET", "HEAD", "POST"])
def termijnregel_versie(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a version of a rule that applies from a day on."""
    check_recht(medewerker_van(request), SCHRIJFT)
    vorige = get_object_or_404(Termijnregel, pk=pk)
    begin = {naam: getattr(vorige, naam) for naam in NieuweVersieForm.Meta.fields} | {"geldig_vanaf": None, "geldig_tot": None}
    form = NieuweVersieForm(request.POST or None, initial=begin)
    regel = None
    if form.is_valid():
        regel = probeer(
            form,
            termijnbeheer.voeg_regel_toe,
            regel=form.regel(vorige.code),
            reden=form.cleaned_data["reden"],
            door=medewerker_van(request),
            op=timezone.now(),
        )
    if regel is not None:
        meld(request, f"De nieuwe versie van {regel} geldt vanaf {regel.geldig_vanaf:%d/%m/%Y}.")
        return ga_naar(request, "kern:termijnregels")
    return _formulier(request, form, titel=f"Nieuwe versie van {vorige}", terug="kern:termijnregels")


def _mag_wijzigen(request: HttpRequest) -> bool:
    return heeft_recht(medewerker_van(request), SCHRIJFT)


def _formulier(request: HttpRequest, form: Form | ModelForm, *, titel: str, terug: str, **meer: object) -> HttpResponse:
    """The page of a form: 422 when it was sent with something wrong."""
    context = {"form": form, "titel": titel, "terug": terug, "intrekken": None, "dag": None, "regel": None, **meer}
    return toon(request, "kern/termijnen/formulier.html", context, status=422 if form.is_bound else 200)
