"""What tasks and reminders hand to the mechanisms of kern: erasing, and what must hold. Read by `kern.inrichting`."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast

from kern import controle, herinneringen, navigatie, werksoorten, wissen
from kern.actions import wissers_taken as w
from kern.choices import Taakstatus
from kern.controle import Controle
from kern.herinneringen import Bron
from kern.inrichting_werk import afwijkingen
from kern.models import Herinnering, Herinneringskeuze, Medewerker, Nachtnota, Taak, TaakEvent, Taakpunt, Werkregel
from kern.queries import herinneringen as queries
from kern.wissen import Wisbaar, Wisser, blijft

wissen.registreer(
    soorten=(
        Wisbaar(w.TAAK, "taak", w.beschrijf_taak, lambda sleutel: sleutel, w.zoek_taken),
        Wisbaar(w.NACHTNOTA, "nota voor de nachtwacht", w.beschrijf_nachtnota, lambda sleutel: sleutel, w.zoek_nachtnotas),
    ),
    wissers=(
        Wisser(Taak, ("titel", "nota", "wacht_op"), w.wis_taken, w.rest_taken),
        Wisser(TaakEvent, ("titel", "wacht_op"), w.wis_events, w.rest_events),
        Wisser(Taakpunt, ("tekst",), w.wis_punten, w.rest_punten),
        Wisser(Nachtnota, ("tekst",), w.wis_nachtnotas, w.rest_nachtnotas),
    ),
    verwanten=(w.verwanten,),
)
_SLEUTELS = "verwijzing: soort en nummer van een onderwerp, geen persoonsgegeven"
blijft(Taak, _SLEUTELS, "onderwerp_soort", "onderwerp_id")
blijft(TaakEvent, "codes van stand en historiek", "status", "pgh_label")
blijft(Taak, "keuzes uit een lijst", "herinner", "herhaal_eenheid", "status")
blijft(Nachtnota, _SLEUTELS, "onderwerp_soort", "onderwerp_id")
blijft(Herinnering, "dat iemand herinnerd werd, zonder waaraan: soort, nummer en moment")
blijft(Herinneringskeuze, "keuze van een collega")


herinneringen.registreer(
    Bron("kern.taak", "taak", "taken", queries.taken, onderwerp="kern.taak"),
    Bron("kern.navraag", "antwoord om na te vragen", "antwoorden om na te vragen", queries.na_te_vragen, onderwerp="kern.taak"),
    Bron("kern.termijn", "termijn", "termijnen", queries.termijnen, onderwerp="kern.termijn"),
)


def _in_werkvoorraad() -> int:
    open_ = Taak.objects.filter(status=Taakstatus.OPEN)
    return afwijkingen(werksoorten.TAAK, open_, open_)


def _bij_dezelfde() -> int:
    sleutel = Cast(OuterRef("pk"), models.CharField())
    rijen = Werkregel.objects.filter(soort=werksoorten.TAAK.code, verwijzing=sleutel, klaar_op=None)
    van_niemand = Q(voor=None) & Exists(rijen.exclude(voor=None))
    van_een_ander = Q(voor__isnull=False) & ~Exists(rijen.filter(voor=OuterRef("voor")))
    return Taak.objects.filter(van_niemand | van_een_ander, status=Taakstatus.OPEN).count()


def _reeksen() -> int:
    afgewerkt = Taak.objects.filter(status=Taakstatus.KLAAR, herhaal_elke__isnull=False)
    return afgewerkt.exclude(Exists(Taak.objects.filter(vorige=OuterRef("pk")))).count()


def _opvolgingen() -> int:
    # As the look of the night leaves it: what was due yesterday was taken up.
    return Taak.objects.filter(status=Taakstatus.OPEN, beantwoord_op=None, volg_na__isnull=False, volg_op=None).count()


controle.registreer(
    Controle("kern.werk_taken", "elke open taak staat in een werkvoorraad", _in_werkvoorraad),
    Controle("kern.taken_van_wie", "elke open taak is van wie ze in de werkvoorraad heeft", _bij_dezelfde),
    Controle("kern.taken_reeks", "elke afgewerkte taak die terugkomt, heeft een volgende", _reeksen),
    Controle("kern.taken_opvolging", "elke taak die op een antwoord wacht, heeft een dag van opvolging", _opvolgingen),
)


def _is_intern(persoon: Medewerker) -> bool:
    return persoon.is_intern


navigatie.registreer(navigatie.NavItem("taken", "Taken", "kern:taken", "taak", 14, zichtbaar=_is_intern))
