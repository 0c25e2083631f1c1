"""The list itself: one class per list, declared; it reads the request, reads the rows and answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.text import slugify

from kern.actions import scherm as actions
from kern.fouten import DomeinFout
from kern.lijst import bulk, filters, sleutels, uitvoer
from kern.lijst.bulk import Bulkactie, Bulkregel
from kern.lijst.filters import Filter
from kern.lijst.kolommen import Kolom, teken_cellen, teken_rij
from kern.models import BewaardFilter, Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon, wil_deel

TELGRENS = 1000
_BLADEREN = ("na", "voor")
_FILTERNAAM = forms.CharField(max_length=60)


@dataclass(frozen=True)
class Leeg:
    """What to say when there is nothing: what is missing and what to do next."""

    titel: str
    tekst: str = ""
    url: str = ""
    knop: str = ""


@dataclass(frozen=True)
class Kop:
    """A table head: its sort link and its state."""

    kolom: Kolom
    url: str
    aria: str  # "ascending", "descending" or "" when the list is not sorted by it


class Lijst:
    """Base of all lists. A subclass declares; `antwoord` does the rest.

    Attributes:
        sleutel: stable name; saved filters and the log use it.
        enkelvoud, meervoud: "dossier", "dossiers".
        sortering: default sort, "naam" or "-naam" (a column with `sorteer`).
        toont_inhoud: every row says more than a card; who is shown the list leaves a row in the log (docs/rechten.md). A list in
            which only some do counts them in `met_inhoud`.
    """

    sleutel: ClassVar[str]
    enkelvoud: ClassVar[str]
    meervoud: ClassVar[str]
    kolommen: ClassVar[Sequence[Kolom]]
    filters: ClassVar[Sequence[Filter]] = ()
    bulkacties: ClassVar[Sequence[Bulkactie]] = ()
    sortering: ClassVar[str] = ""
    omvang: ClassVar[int] = 50
    leeg: ClassVar[Leeg] = Leeg("Nog niets hier")
    met_uitvoer: ClassVar[bool] = True
    toont_inhoud: ClassVar[bool] = False

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.medewerker: Medewerker = medewerker_van(request)
        self.bulkregels: list[Bulkregel] = []
        self.filterfout = ""

    # --- what a list declares -----------------------------------------------------------------------------------------
    def basis(self) -> QuerySet[Any]:
        """The rows this person may see, with `select_related` for the columns: `Model.objects.zichtbaar_voor(…)`."""
        raise NotImplementedError

    def rij_url(self, rij: Any) -> str:
        """Where the row opens."""
        return str(rij.get_absolute_url())

    def rij_klasse(self, rij: Any) -> str:
        """`laat` for what is overdue; empty otherwise."""
        return ""

    def vul_aan(self, rijen: Sequence[Any]) -> None:
        """Add to the rows of one page, or of one piece of an export, what is worked out for all of them at once."""

    # --- the request ----------------------------------------------------------------------------------------------------
    @property
    def params(self) -> QueryDict:
        """The query string."""
        return self.request.GET

    @cached_property
    def form(self) -> forms.Form:
        """The filter bar."""
        return filters.formulier(self.filters, self.medewerker, self.params)

    @cached_property
    def gekozen_filters(self) -> dict[str, Any]:
        """Clean values of the filters in use; a value that makes no sense is shown as an error and not applied."""
        self.form.is_valid()
        return {f.naam: w for f in self.filters if (w := self.form.cleaned_data.get(f.naam)) not in (None, "")}

    @cached_property
    def gekozen_sortering(self) -> str:
        """The sort in use: the name of a sortable column, with "-" for descending."""
        sorteerbaar = {k.naam for k in self.kolommen if k.sorteer}
        gevraagd = self.params.get("sorteer", "")
        return gevraagd if gevraagd.removeprefix("-") in sorteerbaar else self.sortering

    def url(self, **anders: str | None) -> str:
        """The address of this list with other parameters; None leaves one out. Paging starts again unless it is what changes."""
        params = self.params.copy()
        for naam in (*_BLADEREN, "uitvoer"):
            params.pop(naam, None)
        for naam, waarde in anders.items():
            if waarde is None:
                params.pop(naam, None)
            else:
                params[naam] = waarde
        for naam in [naam for naam, waarde in params.items() if waarde == ""]:
            del params[naam]
        return f"{self.request.path}?{params.urlencode()}" if params else self.request.path

    # --- the rows ---------------------------------------------------------------------------------------------------------
    @cached_property
    def gefilterd(self) -> QuerySet[Any]:
        """The rows of the filters in use."""
        rijen = self.basis()
        for een in self.filters:
            if een.naam in self.gekozen_filters:
                rijen = een.pas_toe(rijen, self.gekozen_filters[een.naam])
        return rijen

    @cached_property
    def volgordes(self) -> list[sleutels.Volgorde]:
        """The sort keys in use."""
        naam, af = self.gekozen_sortering.removeprefix("-"), self.gekozen_sortering.startswith("-")
        return [sleutels.Volgorde(veld, af) for k in self.kolommen if k.naam == naam for veld in k.sorteer]

    @cached_property
    def blad(self) -> sleutels.Blad:
        """The page asked for."""
        na, voor = self.params.get("na", ""), self.params.get("voor", "")
        gelezen = sleutels.blad(self.gefilterd, self.volgordes, omvang=self.omvang, na=na, voor=voor)
        self.vul_aan(gelezen.rijen)
        return gelezen

    @cached_property
    def aantal(self) -> int:
        """How many rows, counted no further than `TELGRENS` + 1."""
        return self.gefilterd.order_by().values("pk")[: TELGRENS + 1].count()

    # --- for the template --------------------------------------------------------------------------------------------------
    @property
    def id(self) -> str:
        """Id of the list in the page."""
        return f"lijst-{slugify(self.sleutel)}"

    @property
    def aantal_tekst(self) -> str:
        """The count in words: "1 dossier", "24 dossiers" or "1000+ dossiers"."""
        if self.aantal > TELGRENS:
            return f"{TELGRENS}+ {self.meervoud}"
        return f"{self.aantal} {self.enkelvoud if self.aantal == 1 else self.meervoud}"

    @cached_property
    def zichtbare_kolommen(self) -> list[Kolom]:
        """Columns on the screen."""
        return [k for k in self.kolommen if not k.alleen_export]

    @cached_property
    def koppen(self) -> list[Kop]:
        """The heads with their sort links: first ascending, then descending."""
        nu = self.gekozen_sortering
        uit = []
        for k in self.zichtbare_kolommen:
            aria = {k.naam: "ascending", f"-{k.naam}": "descending"}.get(nu, "") if k.sorteer else ""
            anders = f"-{k.naam}" if aria == "ascending" else k.naam
            uit.append(Kop(k, self.url(sorteer=anders) if k.sorteer else "", aria))
        return uit

    @cached_property
    def rijen(self) -> list[SafeString]:
        """The rows of this page, drawn."""
        kolommen, kiest = self.zichtbare_kolommen, bool(self.acties)
        return [
            teken_rij(
                f"{self.id}-{rij.pk}",
                teken_cellen(kolommen, rij, self.rij_url(rij)),
                klasse=self.rij_klasse(rij),
                kies=(str(rij.pk), str(rij)) if kiest else None,
            )
            for rij in self.blad.rijen
        ]

    @property
    def volgende_url(self) -> str:
        """The next page, or empty."""
        return self.url(na=str(self.blad.volgende)) if self.blad.volgende is not None else ""

    @property
    def vorige_url(self) -> str:
        """The previous page, or empty."""
        return self.url(voor=str(self.blad.vorige)) if self.blad.vorige is not None else ""

    @property
    def hier(self) -> str:
        """The address of this very page: a bulk act comes back to it."""
        return self.url(**{naam: self.params.get(naam) for naam in _BLADEREN if naam in self.params})

    @property
    def eerste_url(self) -> str:
        """The first page of these filters."""
        return self.url()

    @property
    def wis_url(self) -> str:
        """All rows again; the sort stays."""
        return self.url(**{f.naam: None for f in self.filters})

    @property
    def xlsx_url(self) -> str:
        """The export as a workbook."""
        return self.url(uitvoer="xlsx")

    @property
    def csv_url(self) -> str:
        """The export as CSV."""
        return self.url(uitvoer="csv")

    @property
    def pad(self) -> str:
        """The address without query string."""
        return self.request.path

    @property
    def bulk_gelukt(self) -> int:
        """How many rows of the bulk act went well."""
        return sum(regel.gelukt for regel in self.bulkregels)

    @property
    def bulk_mislukt(self) -> int:
        """How many did not."""
        return len(self.bulkregels) - self.bulk_gelukt

    @property
    def huidige_is_bewaard(self) -> bool:
        """Whether the filter in use is a saved one."""
        return any(huidig for _, _, huidig in self.bewaard)

    @cached_property
    def acties(self) -> list[Bulkactie]:
        """Bulk acts this person gets."""
        return [a for a in self.bulkacties if a.zichtbaar(self.medewerker)]

    @cached_property
    def bewaard(self) -> list[tuple[BewaardFilter, str, bool]]:
        """Saved filters, own first, each with its URL and whether it is the one in use."""
        huidig = self.zoekstring
        gevonden = self._eigen_filters.order_by("team_id", "naam")
        return [(f, f"{self.request.path}?{f.zoekstring}", f.zoekstring == huidig) for f in gevonden]

    @property
    def _eigen_filters(self) -> QuerySet[BewaardFilter]:
        van_mij = Q(eigenaar=self.medewerker)
        if self.medewerker.team_id:
            van_mij |= Q(team_id=self.medewerker.team_id)
        return BewaardFilter.objects.filter(van_mij, lijst=self.sleutel)

    @cached_property
    def zoekstring(self) -> str:
        """Filters and sort in use, in a fixed order, as they are saved."""
        namen = [f.naam for f in self.filters if f.naam in self.gekozen_filters]
        paren = [(naam, self.params[naam]) for naam in namen]
        if self.gekozen_sortering != self.sortering:
            paren.append(("sorteer", self.gekozen_sortering))
        return urlencode(paren)

    # --- the answer -----------------------------------------------------------------------------------------------------------
    def antwoord(
        self, template: str, context: dict[str, Any] | None = None
    ) -> HttpResponse | StreamingHttpResponse | FileResponse:
        """Answer the whole request: page, piece, export, saved filter or bulk act."""
        vorm = self.params.get("uitvoer", "")
        if self.request.method == "POST":
            klaar = self._doe()
            if klaar is not None:
                return klaar
        elif vorm in ("xlsx", "csv") and self.met_uitvoer:
            return self._uitvoer(vorm)
        status = 422 if self.filterfout else 200
        if aantal := self.met_inhoud():
            self._noteer_inzage(aantal)
        if wil_deel(self.request):
            stuk = render_to_string("componenten/lijst.html", {"lijst": self}, self.request)
            antwoord = HttpResponse(stuk + render_to_string("componenten/toasts_mee.html", {}, self.request), status=status)
            patch_vary_headers(antwoord, ["HX-Request"])
            return antwoord
        return toon(self.request, template, {**(context or {}), "lijst": self}, status=status)

    def gebruikte_filters(self) -> list[str]:
        """Return the filters in use for the log: a choice or a day with its value, free text only by its name."""
        vrij = {f.naam for f in self.filters if isinstance(f, filters.Tekstfilter)}
        return [naam if naam in vrij else f"{naam}={waarde}" for naam, waarde in sorted(self.gekozen_filters.items())]

    def met_inhoud(self) -> int:
        """Return how many rows on this page say more than a card."""
        return len(self.blad.rijen) if self.toont_inhoud else 0

    def _noteer_inzage(self, aantal: int) -> None:
        actions.registreer_inzage(
            lijst=self.sleutel,
            filters=self.gebruikte_filters(),
            aantal=aantal,
            door=self.medewerker,
            op=timezone.now(),
        )

    def _uitvoer(self, vorm: str) -> StreamingHttpResponse | FileResponse:
        nu = timezone.now()
        actions.registreer_uitvoer(
            lijst=self.sleutel, vorm=vorm, filters=sorted(self.gekozen_filters), door=self.medewerker, op=nu
        )
        volgorde = [v.voor_orm() for v in sleutels.volledig(self.gefilterd.model, self.volgordes)]
        rijen = self._aangevuld(self.gefilterd.order_by(*volgorde).iterator(chunk_size=uitvoer.PER_KEER))
        naam = f"{slugify(self.meervoud)}-{timezone.localdate(nu):%Y-%m-%d}"
        if vorm == "csv":
            return uitvoer.als_csv(self.kolommen, rijen, naam)
        return uitvoer.als_xlsx(self.kolommen, rijen, naam, self.meervoud.capitalize())

    def _aangevuld(self, rijen: Iterator[Any]) -> Iterator[Any]:
        while stuk := list(islice(rijen, uitvoer.PER_KEER)):
            self.vul_aan(stuk)
            yield from stuk

    def _doe(self) -> HttpResponse | None:
        post, nu = self.request.POST, timezone.now()
        if "filter_verwijderen" in post:
            pk = sleutels.als_sleutel(BewaardFilter, post["filter_verwijderen"])
            filter_ = get_object_or_404(self._eigen_filters, pk=pk)
            actions.verwijder_filter(filter_=filter_, door=self.medewerker, op=nu)
            meld(self.request, f"De filter “{filter_.naam}” is verwijderd.")
            return ga_naar(self.request, self.url())
        if "filter_naam" in post:
            return self._bewaar_filter(post)
        actie = next((a for a in self.acties if a.naam == post.get("bulk")), None)
        basis = self.basis()
        gekozen = [sleutels.als_sleutel(basis.model, tekst) for tekst in post.getlist("gekozen")[: self.omvang]]
        if actie is None or not gekozen:
            raise DomeinFout("Kies eerst een of meer rijen en wat u ermee wilt doen.")
        sleutels_ = [sleutel for sleutel in gekozen if sleutel is not None]
        if actie.pagina:
            return ga_naar(self.request, f"{reverse(actie.pagina)}?{urlencode({'gekozen': sleutels_}, doseq=True)}")
        rijen = list(basis.filter(pk__in=sleutels_))
        self.bulkregels = bulk.voer_uit(actie, rijen, door=self.medewerker, op=nu)
        return None

    def _bewaar_filter(self, post: QueryDict) -> HttpResponse | None:
        try:
            filter_ = actions.bewaar_filter(
                lijst=self.sleutel,
                naam=_FILTERNAAM.clean(post.get("filter_naam", "")),
                zoekstring=self.zoekstring,
                voor_team=post.get("filter_voor") == "team",
                door=self.medewerker,
                op=timezone.now(),
            )
        except ValidationError as fout:
            self.filterfout = " ".join(fout.messages)
            return None
        meld(self.request, f"De filter “{filter_.naam}” is bewaard.")
        return ga_naar(self.request, self.url())
