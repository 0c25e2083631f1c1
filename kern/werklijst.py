"""The werkvoorraad on a page: what the address asks, what a button does, and the rows as they are drawn.

One form holds all buttons, so that a hundred rows do not carry a hundred tokens; it works without JavaScript too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from kern.actions import eigen_werk
from kern.fouten import DomeinFout
from kern.models import Medewerker, Werkregel
from kern.queries import werk as queries
from kern.queries.werk import HOOGSTENS, IK, Keuze
from kern.scherm import medewerker_van, meld
from kern.werk import Werkgroep
from kern.werkrij import Blok, blokken, soort_van


class Werkfilter(forms.Form):
    """What of the werkvoorraad somebody wants to see; the values live in the address."""

    soort = forms.ChoiceField(label="Soort", required=False)
    van = forms.ChoiceField(label="Van wie", required=False)
    dossier = forms.CharField(label="Dossiernummer", required=False, max_length=40)
    laat = forms.BooleanField(label="Alleen te laat", required=False)


class Werklijst:
    """The werkvoorraad of whoever asks.

    `over` finds the subject behind what was typed as dossiernummer: (kind, key), or None when this person knows none.
    """

    def __init__(self, request: HttpRequest, over: Callable[[Medewerker, str], tuple[str, str] | None]) -> None:
        self.request = request
        self.medewerker = medewerker_van(request)
        self.op = timezone.now()
        self._over = over

    # --- What is asked -----------------------------------------------------------------------------------------------------
    @cached_property
    def keuze(self) -> Keuze:
        """The part that the address asks for; what makes no sense is left out."""
        vraag = self.request.GET
        groep = next((g for g in Werkgroep if g.code == vraag.get("groep")), None)
        over = self._over(self.medewerker, self.dossier) if self.dossier else None
        if self.dossier and over is None:
            over = ("onbekend", self.dossier)  # nothing is about it: better none than all
        return Keuze(soort=vraag.get("soort", ""), van=vraag.get("van", ""), over=over, laat="laat" in vraag, groep=groep)

    @property
    def dossier(self) -> str:
        """The dossiernummer asked for, if any."""
        return self.request.GET.get("dossier", "").strip()[:40]

    @cached_property
    def voorraad(self) -> queries.Voorraad:
        """The rows."""
        return queries.voorraad(self.medewerker, self.op, self.keuze)

    @cached_property
    def blokken(self) -> list[Blok]:
        """The rows under their headings."""
        return blokken(self.voorraad, self.medewerker, self.op)

    @cached_property
    def filterform(self) -> Werkfilter:
        """The filter bar: only kinds and colleagues that occur."""
        form = Werkfilter(self.request.GET)
        soorten = {*self.voorraad.soorten, *([self.keuze.soort] if self.keuze.soort else [])}
        namen = sorted((soort_van(code).meervoud.capitalize(), code) for code in soorten)
        form.fields["soort"].choices = [("", "Alles"), *((code, naam) for naam, code in namen)]  # type: ignore[attr-defined]
        if self.voorraad.collegas:
            collegas = sorted(self.voorraad.collegas.items(), key=lambda paar: paar[1])
            form.fields["van"].choices = [("", "Iedereen"), (IK, "Van mij"), *collegas]  # type: ignore[attr-defined]
        else:
            del form.fields["van"]
        return form

    # --- For the template ----------------------------------------------------------------------------------------------------
    @property
    def pad(self) -> str:
        """The address without what was chosen."""
        return self.request.path

    @property
    def hier(self) -> str:
        """The address of this very page: a button comes back to it."""
        return self.request.get_full_path()

    @property
    def is_gekozen(self) -> bool:
        """Whether only a part is shown."""
        return not self.keuze.is_alles

    @property
    def aantal(self) -> int:
        """How many rows there are in what was chosen."""
        return sum(blok.aantal for blok in self.blokken)

    @property
    def aantal_tekst(self) -> str:
        """The count in words, late ones apart."""
        laat = sum(blok.aantal for blok in self.blokken if blok.is_laat)
        regels = f"{self.aantal} {'regel' if self.aantal == 1 else 'regels'}"
        return f"{regels}, waarvan {laat} te laat" if laat else regels

    @property
    def ingekort(self) -> bool:
        """Whether even one heading on its own is longer than what is shown."""
        return self.keuze.groep is not None and any(blok.meer for blok in self.blokken)

    @property
    def grens(self) -> int:
        """How many rows of one heading are shown at most."""
        return HOOGSTENS

    def groep_url(self, blok: Blok) -> str:
        """The address of one heading on its own, with the other choices kept."""
        params = self.request.GET.copy()
        params["groep"] = blok.groep.code
        return f"{self.request.path}?{params.urlencode()}"

    @property
    def telling(self) -> list[tuple[int, str, str]]:
        """How much is late, due today and due this week, each with the address where it stands."""
        groepen = (
            (Werkgroep.LAAT, "te laat"),
            (Werkgroep.VANDAAG, "tegen vandaag"),
            (Werkgroep.WEEK, "tegen het einde van de week"),
        )
        aantallen = self.voorraad.aantallen
        return [(aantallen.get(groep, 0), titel, f"{self.pad}?groep={groep.code}") for groep, titel in groepen]

    @property
    def met_urls(self) -> list[tuple[Blok, str]]:
        """Each heading with the address of all its rows; empty when all stand here."""
        return [(blok, self.groep_url(blok) if blok.meer and not self.ingekort else "") for blok in self.blokken]

    # --- What a button does --------------------------------------------------------------------------------------------------
    def doe(self) -> int:
        """Carry out the button that was pressed and leave a toast; returns the status of the answer.

        What a colleague did meanwhile is said, and the list shown as it is now.
        """
        wat, _, sleutel = self.request.POST.get("doe", "").partition(":")
        try:
            if wat == "mee":
                aantal = eigen_werk.neem_mee(door=self.medewerker, op=self.op)
                meld(self.request, f"{aantal} {'regel staat' if aantal == 1 else 'regels staan'} nu bij vandaag.")
            else:
                _HANDELINGEN[wat](self, self._regel(sleutel))
        except KeyError:
            meld(self.request, "Die knop kennen we niet. Herlaad de pagina en probeer opnieuw.", soort="let_op")
            return 422
        except DomeinFout as fout:
            meld(self.request, fout.zin, soort="let_op")
            return fout.status
        return 200

    def _regel(self, sleutel: str) -> Werkregel:
        mijn = queries.mijn_regels(self.medewerker).select_related("voor", "team")
        regel = mijn.filter(pk=int(sleutel)).first() if sleutel.isdecimal() and len(sleutel) < 19 else None
        if regel is None:
            raise eigen_werk.NietMeer
        return regel

    def _klaar(self, regel: Werkregel) -> None:
        eigen_werk.vink_af(regel=regel, door=self.medewerker, op=self.op)
        # Not the title: the row may be about something its reader may not see any more.
        tekst = f"{soort_van(regel.soort).label.capitalize()} afgevinkt."
        meld(self.request, tekst, ongedaan=reverse("kern:werkregel_heropenen", args=[regel.pk]))

    def _naar_vandaag(self, regel: Werkregel) -> None:
        eigen_werk.naar_vandaag(regels=[regel], door=self.medewerker, op=self.op)

    def _uit_vandaag(self, regel: Werkregel) -> None:
        eigen_werk.uit_vandaag(regel=regel, door=self.medewerker, op=self.op)

    def _hoger(self, regel: Werkregel) -> None:
        eigen_werk.verschuif(regel=regel, stappen=-1, door=self.medewerker, op=self.op)

    def _lager(self, regel: Werkregel) -> None:
        eigen_werk.verschuif(regel=regel, stappen=1, door=self.medewerker, op=self.op)


_HANDELINGEN: dict[str, Callable[[Werklijst, Werkregel], None]] = {
    "klaar": Werklijst._klaar,
    "vandaag": Werklijst._naar_vandaag,
    "niet_vandaag": Werklijst._uit_vandaag,
    "op": Werklijst._hoger,
    "neer": Werklijst._lager,
}
