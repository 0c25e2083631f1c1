"""Two people side by side, and what a colleague decides about them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers import access
from dossiers.actions import koppelingen as actions
from dossiers.actions.betrokkenen import noteer_inzage
from dossiers.choices import Koppelstatus
from dossiers.forms.organisatoren import BesluitForm
from dossiers.models import PersoonKoppeling
from dossiers.queries import verbanden
from dossiers.views.betrokkenen import haal
from dossiers.workflow import PERSOONKOPPELING
from kern.scherm import ga_naar, medewerker_van, meld, toon

_GEMELD = {
    Koppelstatus.BEVESTIGD: "Bevestigd: dit is dezelfde persoon.",
    Koppelstatus.VERWORPEN: "Genoteerd: dit zijn twee verschillende personen.",
    Koppelstatus.ONGEDAAN: "De beslissing is ongedaan gemaakt.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def zelfde_persoon(request: HttpRequest, een: UUID, ander: UUID) -> HttpResponse:
    """Show two people for who may see both (404 otherwise); carry out what is decided, for who may."""
    links, rechts = haal(request, een), haal(request, ander)
    laag, hoog = sorted((een, ander))
    koppeling = PersoonKoppeling.objects.select_related("beslist_door").filter(een=laag, ander=hoog).first()
    status = koppeling.statuslid if koppeling else Koppelstatus.VOORGESTELD
    wie = medewerker_van(request)
    if request.method == "POST":
        access.check_mag_koppelen(wie, links, rechts)
    form = BesluitForm(request.POST if request.method == "POST" else None, initial={"van": status})
    stappen = PERSOONKOPPELING.vanuit(status)
    if request.method != "POST" or not form.is_valid():
        for elk in sorted((links, rechts), key=lambda betrokkene: betrokkene.pk):
            noteer_inzage(betrokkene=elk, door=wie, op=timezone.now())
        context = {
            "links": links,
            "rechts": rechts,
            "koppeling": koppeling,
            "status": status,
            "via_derde": status != Koppelstatus.BEVESTIGD and rechts.pk in verbanden.zelfde_als(links),
            "form": form,
            "fouten": form.samenvatting(),
            "stappen": stappen if access.mag_koppelen(wie, links, rechts) else [],
        }
        return toon(request, "dossiers/zelfde_persoon.html", context, status=422 if request.method == "POST" else 200)
    naar = Koppelstatus(form.cleaned_data["naar"])
    actions.beslis(
        een=links,
        ander=rechts,
        van=form.cleaned_data["van"],
        naar=naar,
        reden=form.cleaned_data["reden"],
        door=wie,
        op=timezone.now(),
    )
    meld(request, _GEMELD[naar])
    return ga_naar(request, links)
