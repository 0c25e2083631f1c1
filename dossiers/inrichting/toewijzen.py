"""What hand-overs, requests and successions hand to the mechanisms of kern; read by `dossiers.inrichting`."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from dossiers import panelen, soorten
from dossiers.access import mag_aanvragen, mag_overdragen, mag_wijzigen
from dossiers.actions import aanvragen, opvolging, toewijzen
from dossiers.forms.toewijzen import Volgers
from dossiers.models import Aanvraag, Dossier, Opvolging, Overdracht, Overdrachtsregel
from dossiers.queries.opvolgingen import in_een_kring, keten, keten_zoals_bekend
from dossiers.queries.overdrachtsdossier import geschiedenis
from kern import controle, kiezer, wissen
from kern.lijst.sleutels import als_sleutel
from kern.models import Medewerker

kiezer.registreer(Volgers)

_AANVRAAG, _OVERDRACHT = "dossiers.aanvraag", "dossiers.overdracht"
_HOOGSTENS = 20  # found at once in a search for somebody to erase

# --- Erasing: what colleagues wrote may speak of people ------------------------------------------------------------------
_TEKSTEN = ("toelichting", "antecedenten", "advies_tekst", "nalezing", "beslissing")
_LEEG = dict.fromkeys(_TEKSTEN, "")


def _aanvragen(alles: wissen.Verzameling) -> QuerySet[Aanvraag]:
    return Aanvraag.objects.filter(pk__in=wissen.sleutels(alles, _AANVRAAG)).exclude(**_LEEG, gevonden=[])


def _beschrijf_aanvraag(sleutel: str) -> str | None:
    aanvraag = Aanvraag.objects.filter(pk__in=[als_sleutel(Aanvraag, sleutel)]).exclude(**_LEEG, gevonden=[]).first()
    return f"teksten bij de aanvraag “{aanvraag}” van {aanvraag.ingediend_op:%d/%m/%Y}" if aanvraag else None


def _zoek_aanvragen(term: str) -> list[tuple[str, str]]:
    waar = Q(gevonden__icontains=term)
    for veld in _TEKSTEN:
        waar |= Q(**{f"{veld}__icontains": term})
    return [(str(a.pk), _beschrijf_aanvraag(str(a.pk)) or "") for a in Aanvraag.objects.filter(waar)[:_HOOGSTENS]]


def _wis_aanvragen(alles: wissen.Verzameling, _op: datetime) -> int:
    return _aanvragen(alles).update(**_LEEG, gevonden=[])


def _rest_aanvragen(alles: wissen.Verzameling) -> int:
    return _aanvragen(alles).count()


def _met_nota_over(alles: wissen.Verzameling) -> QuerySet[Overdracht]:
    return Overdracht.objects.filter(pk__in=wissen.sleutels(alles, _OVERDRACHT)).exclude(nota="")


def _regels(alles: wissen.Verzameling) -> QuerySet[Overdrachtsregel]:
    return Overdrachtsregel.objects.filter(overdracht__pk__in=wissen.sleutels(alles, _OVERDRACHT)).exclude(nota="")


def _met_nota(sleutels: Q) -> QuerySet[Overdracht]:
    return Overdracht.objects.filter(sleutels).filter(~Q(nota="") | ~Q(regels__nota="")).distinct()


def _beschrijf_overdracht(sleutel: str) -> str | None:
    overdracht = _met_nota(Q(pk__in=[als_sleutel(Overdracht, sleutel)])).select_related("naar").first()
    return f"nota’s bij de {overdracht} van {overdracht.op:%d/%m/%Y}" if overdracht else None


def _zoek_overdrachten(term: str) -> list[tuple[str, str]]:
    gevonden = _met_nota(Q(nota__icontains=term) | Q(regels__nota__icontains=term))[:_HOOGSTENS]
    return [(str(o.pk), _beschrijf_overdracht(str(o.pk)) or "") for o in gevonden]


wissen.registreer(
    soorten=(
        wissen.Wisbaar(_AANVRAAG, "teksten bij een aanvraag", _beschrijf_aanvraag, lambda sleutel: sleutel, _zoek_aanvragen),
        wissen.Wisbaar(
            _OVERDRACHT, "nota’s bij een overdracht", _beschrijf_overdracht, lambda sleutel: sleutel, _zoek_overdrachten
        ),
    ),
    wissers=(
        wissen.Wisser(Aanvraag, (*_TEKSTEN, "gevonden"), _wis_aanvragen, _rest_aanvragen),
        wissen.Wisser(
            Overdracht, ("nota",), lambda alles, _op: _met_nota_over(alles).update(nota=""), lambda a: _met_nota_over(a).count()
        ),
        wissen.Wisser(
            Overdrachtsregel, ("nota",), lambda alles, _op: _regels(alles).update(nota=""), lambda a: _regels(a).count()
        ),
    ),
)
wissen.blijft(
    Aanvraag,
    "wat gevraagd is en waar: deel van het vergunningsregister, zonder persoonlijke tekst",
    *("soort", "naam", "type", "straat", "huisnummer", "postcode", "gemeente", "status", "advies"),
)
wissen.blijft(Opvolging, "verband tussen twee dossiers van het vergunningsregister, zonder tekst")


# --- What the page of a dossier shows ------------------------------------------------------------------------------------
def _keten(_user: Medewerker, dossier: Dossier, _op: datetime) -> dict[str, Any]:
    return {"keten": keten(dossier), "dossier": dossier}


def _keten_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    return {"keten": keten_zoals_bekend(dossier, op), "dossier": dossier}


def _overdrachten(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    return {"overdrachten": geschiedenis(dossier, op)}


soorten.registreer(
    soorten.Regelsoort(aanvragen.SOORT, "Aanvraag", "aanvraag", "aanvragen", icoon="document"),
    soorten.Regelsoort(opvolging.SOORT, "Opvolging", "opvolging", "opvolgingen", icoon="ketting"),
    soorten.Regelsoort(toewijzen.SOORT, "Overdracht", "overdracht", "overdrachten", icoon="wissel"),
)
panelen.registreer(
    panelen.Paneel(
        "opvolging", "Voorganger en opvolger", 70, "dossiers/_paneel_opvolging.html", _keten, zoals_bekend=_keten_toen
    ),
    panelen.Handeling("Vraag aan", "dossiers:aanvraag_kies", "document", 55, mag=mag_aanvragen),
    panelen.Handeling("Koppel een voorganger", "dossiers:opvolging", "ketting", 70, mag=mag_wijzigen),
    panelen.Paneel(
        "overdrachten", "Overdrachten", 80, "dossiers/_paneel_overdrachten.html", _overdrachten, zoals_bekend=_overdrachten
    ),
    panelen.Handeling("Draag over", "dossiers:dossier_overdragen", "wissel", 60, mag=mag_overdragen),
)


# --- What must hold ------------------------------------------------------------------------------------------------------
def _volgt_organisator_niet() -> int:
    volgend = Dossier.objects.filter(afwijking_reden="")
    anders = ~Q(klantenbeheerder=F("organisator__klantenbeheerder"))
    een_leeg = Q(klantenbeheerder=None, organisator__klantenbeheerder__isnull=False) | Q(
        klantenbeheerder__isnull=False, organisator__klantenbeheerder=None
    )
    return volgend.filter(een_leeg | (anders & Q(klantenbeheerder__isnull=False))).count()


controle.registreer(
    controle.Controle(
        "dossiers.klantenbeheerder",
        "elke locatie zonder afwijking heeft de vaste klantenbeheerder van haar organisator",
        _volgt_organisator_niet,
    ),
    controle.Controle("dossiers.opvolging", "geen opvolging loopt in een kring", in_een_kring),
)
