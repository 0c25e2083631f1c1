"""The page of a report: to write in for who may and else to read, with the steps somebody can take."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from dossiers.access import verslag as rechten
from dossiers.forms.verslagen import AfhandelForm, FotoForm, OpmerkingForm, SchrijfForm
from dossiers.models import Opmerking, Verslag, Verslagdeel
from dossiers.queries import verslagen as queries
from dossiers.queries.zoals_bekend import Moment
from dossiers.views.inzage import toon_inhoud
from dossiers.views.verslagstappen import stappen_voor
from kern.scherm import medewerker_van

NU = Moment()


def haal_verslag(request: HttpRequest, pk: UUID) -> Verslag:
    """Return the report when this person may read it; 404 otherwise."""
    return get_object_or_404(queries.verslagen_voor(medewerker_van(request)), pk=pk)


def haal_deel_om_te_schrijven(request: HttpRequest, pk: UUID, sleutel: str) -> Verslagdeel:
    """Return the part in which this person writes; 404 for who does not read the report, 403 for who only reads it.

    Who writes somewhere reads there, so one question is enough: this is asked every few seconds of everybody who types.
    """
    gezocht = Verslagdeel.objects.select_related("verslag__dossier", "verslag__organisator").filter(verslag=pk, sleutel=sleutel)
    deel = gezocht.first()
    if deel is None or not rechten.mag_verslag_bij(medewerker_van(request), deel.verslag.over):
        rechten.check_mag_schrijven(medewerker_van(request), haal_verslag(request, pk))
        raise Http404
    return deel


@dataclass(frozen=True)
class Blok:
    """One part as the page draws it."""

    deel: Verslagdeel
    tekst: BoundField
    versie: BoundField
    conflict: str | None  # what was typed and not kept, because a colleague's words stand there
    opmerkingen: list[tuple[Opmerking, AfhandelForm | None]]
    opmerkingform: OpmerkingForm | None
    fotoform: FotoForm | None

    @property
    def open_opmerkingen(self) -> list[Opmerking]:
        """What a reader said of it and nobody dealt with yet."""
        return [opmerking for opmerking, _ in self.opmerkingen if opmerking.is_open]


def toon_verslag(
    request: HttpRequest,
    dit: Verslag,
    *,
    status: int = 200,
    form: SchrijfForm | None = None,
    conflicten: dict[str, str] | None = None,
    ingevuld: dict[str, Any] | None = None,
    toen: Moment = NU,
) -> HttpResponse:
    """Draw the report, to write in for who may and else to read, with the steps this person can take.

    Args:
        form: what was sent of the parts.
        conflicten: per part the words that were not kept.
        ingevuld: forms that were refused, by the code of their step or remark.
        toen: of what was added since this moment nothing is shown; the words themselves stand as they are fixed.
    """
    # A concept of then is read as it is now: what it said before, and is not kept as such, nobody can show.
    toen = toen if dit.is_vast else NU
    tot = Q(op__lte=toen.op) if toen.op else Q()
    wie, ingevuld = medewerker_van(request), ingevuld or {}
    delen = queries.delen_met_opmerkingen(dit)
    schrijft, leest_na = rechten.mag_schrijven(wie, dit), rechten.mag_nalezen(wie, dit)
    form = form or SchrijfForm(delen=delen)
    blokken = []
    for deel in delen:
        opmerkingen = [(o, _afhandelform(o, ingevuld) if schrijft and o.is_open else None) for o in deel.opmerkingen.all()]
        naam = f"opmerking-{deel.sleutel}"
        opmerkform = ingevuld.get(naam) or OpmerkingForm(prefix=naam, initial={"sleutel": uuid4()}) if leest_na else None
        conflict = (conflicten or {}).get(deel.sleutel)
        velden = form[f"tekst_{deel.sleutel}"], form[f"versie_{deel.sleutel}"]
        naam = f"foto-{deel.sleutel}"
        fotoform = ingevuld.get(naam) or FotoForm(prefix=naam, initial={"sleutel": uuid4()}) if schrijft else None
        blokken.append(Blok(deel, *velden, conflict, opmerkingen, opmerkform, fotoform))
    context = {
        "verslag": dit,
        "mag_schrijven": schrijft,
        "blokken": blokken,
        "form": form,
        "conflicten": bool(conflicten),
        "te_beantwoorden": sum(len(blok.open_opmerkingen) for blok in blokken) if schrijft else 0,
        "beloften": queries.beloften_uit(dit),
        "stappen": stappen_voor(wie, dit, ingevuld) if toen.op is None else [],
        "toen": toen,
        "toen_al_vast": toen.op is not None and queries.status_toen(dit, toen.op) == dit.status,
        "addenda": list(dit.addenda.filter(tot).select_related("door")) if dit.is_vast else [],
        "steunt": list(dit.steunt.filter(tot).select_related("door")) if dit.is_vast else [],
    }
    return toon_inhoud(request, dit, "dossiers/verslag.html", context, status=status)


def _afhandelform(opmerking: Opmerking, ingevuld: dict[str, Any]) -> AfhandelForm:
    naam = f"afhandelen-{opmerking.pk}"
    return ingevuld.get(naam) or AfhandelForm(prefix=naam)
