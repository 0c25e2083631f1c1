"""Somebody's card, and what people say of themselves."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kern.access import heeft_recht
from kern.actions.mensen import wijzig_profiel
from kern.choices import Dagdeel, Thema
from kern.models import Medewerker
from kern.models.mensen import TELEFOON
from kern.queries.personen import kaart_van
from kern.scherm import ga_naar, medewerker_van, meld, toon


class ProfielForm(forms.Form):
    """Expertise, days at work, phone, and how the screen behaves."""

    expertises = forms.CharField(
        label="Waar weet u veel van?",
        required=False,
        max_length=600,
        help_text="Scheid met komma’s, bijvoorbeeld: babyslaap, verpleegkunde. Collega’s zien dit op uw kaart.",
    )
    werkpatroon = forms.MultipleChoiceField(
        label="Wanneer werkt u?", required=False, choices=Dagdeel.choices, widget=forms.CheckboxSelectMultiple
    )
    telefoon = forms.CharField(
        label="Telefoon", required=False, max_length=30, validators=[TELEFOON], widget=forms.TextInput({"type": "tel"})
    )
    thema = forms.ChoiceField(label="Kleuren", choices=Thema.choices, widget=forms.RadioSelect)
    sneltoetsen_aan = forms.BooleanField(
        label="Sneltoetsen van één letter gebruiken",
        required=False,
        help_text="Zet ze uit als u met spraak werkt of er per ongeluk op drukt. Ctrl+K blijft altijd werken.",
    )

    def clean_expertises(self) -> list[str]:
        """Split at commas; each at most 60 characters, as they are stored."""
        woorden = [woord.strip() for woord in self.cleaned_data["expertises"].split(",") if woord.strip()]
        if any(len(woord) > 60 for woord in woorden):
            raise forms.ValidationError("Houd elke expertise korter dan 60 tekens.")
        return woorden

    def clean_thema(self) -> Thema:
        """Give the member."""
        return Thema(self.cleaned_data["thema"])

    def clean_werkpatroon(self) -> list[Dagdeel]:
        """Give the members."""
        return [Dagdeel(waarde) for waarde in self.cleaned_data["werkpatroon"]]


@require_GET
def medewerker(request: HttpRequest, username: str) -> HttpResponse:
    """Show the card of a colleague; the same address gives the piece for the popover."""
    wie = get_object_or_404(Medewerker.objects.select_related("team"), username=username)
    kijker = medewerker_van(request)
    if wie != kijker and not kijker.is_intern:
        raise Http404
    context = {
        "kaart": kaart_van(wie, op=timezone.now()),
        "zelf": wie == kijker,
        "beheer": reverse("kern:aanmelding", args=[username]) if heeft_recht(kijker, "kern.medewerkers") else "",
    }
    return toon(request, "kern/medewerker.html", context, deel="kaart")


@require_http_methods(["GET", "HEAD", "POST"])
def profiel(request: HttpRequest) -> HttpResponse:
    """Let people say what they know, when they work, and how their screen behaves."""
    wie = medewerker_van(request)
    begin = {
        "expertises": ", ".join(wie.expertises),
        "werkpatroon": wie.werkpatroon,
        "telefoon": wie.telefoon,
        "thema": wie.thema,
        "sneltoetsen_aan": wie.sneltoetsen_aan,
    }
    form = ProfielForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method != "POST":
        return toon(request, "kern/profiel.html", {"form": form})
    if not form.is_valid():
        return toon(request, "kern/profiel.html", {"form": form}, status=422)
    wijzig_profiel(medewerker=wie, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, "Uw profiel is bewaard.")
    return ga_naar(request, "kern:profiel")
