"""How one wants to be reminded, and a note for the night watch."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.access import check_recht
from kern.actions import dageinde, herinneringen
from kern.choices import Rol
from kern.forms.herinneringen import HerinnerForm
from kern.models import Medewerker, Nachtnota, Werkregel
from kern.queries.herinneringen import keuze_van
from kern.queries.werk import mijn_regels
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.werk import onderwerpsoort
from kern.werksoorten import NACHTNOTA


@require_http_methods(["GET", "HEAD", "POST"])
def keuze(request: HttpRequest) -> HttpResponse:
    """Choose how one is reminded."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.kaart")
    nu = keuze_van(wie)
    begin = {"notificatie": nu.notificatie, "mail": nu.mail} if nu else None
    form = HerinnerForm(request.POST if request.method == "POST" else None, initial=begin)
    if not form.is_valid():
        return toon(request, "kern/herinneringen.html", {"form": form}, status=422 if form.is_bound else 200)
    herinneringen.kies(medewerker=wie, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, "Bewaard. Zo wordt u voortaan herinnerd.")
    return ga_naar(request, "kern:profiel")


@require_safe
def nachtnota(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a note to who wrote it and to who keeps watch."""
    wie, nota = _vind(request, pk)
    bekend = onderwerpsoort(nota.onderwerp_soort)
    regel = _rij_van(wie, nota).first()
    context = {
        "nota": nota,
        "kaartje": bekend.laad(wie, [nota.onderwerp_id]).get(nota.onderwerp_id) if bekend else None,
        "regel": regel,
        "van_mij": nota.door_id == wie.pk,
        "loopt": nota.tot > timezone.now(),
    }
    return toon(request, "kern/nachtnota.html", context)


@require_POST
def nachtnota_intrekken(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own note away."""
    wie, nota = _vind(request, pk)
    if nota.door_id != wie.pk:
        raise Http404
    dageinde.trek_nachtnota_in(nota=nota, door=wie, op=timezone.now())
    meld(request, "De nota staat niet meer bij de nachtwacht.")
    return ga_naar(request, "/")


def _vind(request: HttpRequest, pk: UUID) -> tuple[Medewerker, Nachtnota]:
    wie = medewerker_van(request)
    nota = Nachtnota.objects.select_related("door").filter(pk=pk, gewist_op=None).first()
    if nota is None or not wie.is_intern or not (nota.door_id == wie.pk or _waakt(wie) or _rij_van(wie, nota).exists()):
        raise Http404
    return wie, nota


def _waakt(wie: Medewerker) -> bool:
    return str(Rol.CRISISCOORDINATOR) in wie.rollen and wie.is_active


def _rij_van(wie: Medewerker, nota: Nachtnota) -> QuerySet[Werkregel]:
    """The row of the note in the werkvoorraad of *wie*: also of who stands in for somebody who keeps watch."""
    return mijn_regels(wie).filter(soort=NACHTNOTA.code, verwijzing=str(nota.pk))
