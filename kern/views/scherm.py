"""Pages that belong to the screen itself: palette and shortcuts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from kern import navigatie, palet
from kern.actions import scherm as actions
from kern.scherm import medewerker_van, toon, wil_deel

SNELTOETSEN: list[tuple[list[str], str]] = [
    (["/"], "Zoeken"),
    (["Ctrl", "K"], "Palet: ga ergens naartoe of start iets"),
    (["Ctrl", "B"], "Telefoonblad: schrijf mee met een gesprek; nog eens: terug waar u was"),
    (["Ctrl", "Enter"], "Verstuur het formulier; op het telefoonblad: hang op"),
    (["j"], "Volgende rij"),
    (["k"], "Vorige rij"),
    (["Enter"], "Open de rij"),
    (["x"], "Kies de rij, of laat ze los"),
    (["e"], "Rij afgewerkt"),
    (["v"], "Rij naar vandaag, of eruit"),
    (["J"], "Rij lager in vandaag"),
    (["K"], "Rij hoger in vandaag"),
    (["m"], "Neem mee wat van de vorige keer bleef liggen"),
    (["?"], "Dit overzicht"),
    (["Esc"], "Sluiten"),
]


@require_safe
def palet_zoek(request: HttpRequest) -> HttpResponse:
    """Find commands and things; an exact key typed with Enter jumps straight in."""
    medewerker = medewerker_van(request)
    q = request.GET.get("q", "").strip()
    if q and not wil_deel(request) and (url := palet.spring(medewerker, q)):
        return redirect(url)
    treffers = palet.zoek(medewerker, q)
    if personen := [treffer.persoon for treffer in treffers if treffer.persoon]:
        actions.registreer_vondsten(lijst="palet", personen=personen, door=medewerker, op=timezone.now())
    # On the page of its own j, k and Enter walk over what was found; in the window arrows do, and the rows behind it keep those.
    return toon(request, "kern/palet.html", {"q": q, "treffers": treffers, "rijen": not wil_deel(request)}, deel="treffers")


@require_safe
def sneltoetsen(request: HttpRequest) -> HttpResponse:
    """Show which keys do what; also the sheet behind `?`."""
    items = navigatie.items_voor(medewerker_van(request))
    ga = [(["g", item.toets], f"Ga naar {item.label.lower()}") for item, _ in items if item.toets]
    return toon(request, "kern/sneltoetsen.html", {"toetsen": SNELTOETSEN, "ga": ga}, deel="blad")
