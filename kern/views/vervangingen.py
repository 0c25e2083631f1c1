"""Who stands in for whom: the list, arranging it, ending it."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kern.access import check_mag_vervanging_regelen, check_recht
from kern.actions import mensen
from kern.forms.mensen import VervangingForm
from kern.lijsten import VervangingLijst
from kern.models import Medewerker, Vervanging
from kern.queries.personen import regelbare_afwezigen
from kern.scherm import ga_naar, medewerker_van, meld, toon

RECHT = "kern.vervanging_eigen"


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the substitutions of the person, and of the team for the coordinator."""
    check_recht(medewerker_van(request), RECHT)
    return VervangingLijst(request).antwoord("kern/vervangingen.html")


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Arrange a substitution."""
    wie = medewerker_van(request)
    check_recht(wie, RECHT)
    gevraagd = regelbare_afwezigen(wie).filter(username=request.GET.get("voor", "")).first() or wie
    form = VervangingForm(
        request.POST if request.method == "POST" else None,
        initial={"afwezige": gevraagd},
        voor=wie,
    )
    if form.is_valid():
        check_mag_vervanging_regelen(wie, form.cleaned_data["afwezige"])
        try:
            vervanging = mensen.registreer_vervanging(**form.cleaned_data, door=wie, op=timezone.now())
        except ValidationError as fout:
            form.toon_fouten(fout.message_dict)
        else:
            meld(request, f"{vervanging.vervanger} vervangt {vervanging.afwezige} en kreeg daar bericht van.")
            return ga_naar(request, "kern:vervangingen")
    return toon(request, "kern/vervanging_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def trek_in(request: HttpRequest, pk: int) -> HttpResponse:
    """End a substitution before its last day."""
    wie = medewerker_van(request)
    vervanging = get_object_or_404(_zichtbaar_voor(wie), pk=pk)
    check_mag_vervanging_regelen(wie, vervanging.afwezige)
    mensen.trek_vervanging_in(vervanging=vervanging, door=wie, op=timezone.now())
    meld(request, f"{vervanging.vervanger} vervangt {vervanging.afwezige} niet meer.")
    return ga_naar(request, "kern:vervangingen")


def _zichtbaar_voor(wie: Medewerker) -> QuerySet[Vervanging]:
    """Every substitution for internal people: they stand on the cards."""
    return Vervanging.objects.select_related("afwezige", "vervanger") if wie.is_intern else Vervanging.objects.none()
