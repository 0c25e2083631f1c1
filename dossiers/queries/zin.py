"""One sentence that says how a location is: "Rustig. Bezoek 11 m geleden, 1 open tekort, 3 meldingen in 12 m tegen 0 vorig jaar."

Worked out for any number of dossiers in one query, from what the apps wrote on the timeline and as open matters; which kinds
it names follows from their registration (`dossiers.soorten`). Each part leads to what it counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import CharField, Count, DateTimeField, IntegerField, Max, Q, QuerySet, Value
from django.utils.safestring import SafeString

from dossiers import soorten
from dossiers.choices import Dossierstatus, Ernst
from dossiers.models import Aandacht, Dossier, Tijdlijnregel
from kern.choices import Toon
from kern.models import Medewerker
from kern.opmaak import ontsnap
from kern.templatetags.scherm import icoon
from kern.termijnen.maanden import plus_maanden
from kern.tijd import BRUSSEL, begin_van

MAANDEN_TOT_JAREN = 24  # from here on in years

_RUSTIG = ("Rustig.", Toon.GOED, "vinkrond")
_GESLOTEN = ("Gesloten.", Toon.RUSTIG, "kruisrond")
_LET_OP = ("Let op.", Toon.LET_OP, "alarm")
_GEVAAR = ("Gevaar.", Toon.GEVAAR, "alarm")


@dataclass(frozen=True)
class Deel:
    """A part of the sentence and where it leads: "3 meldingen in 12 m"."""

    tekst: str
    url: str


@dataclass(frozen=True)
class Zin:
    """How one location is, in one sentence.

    Attributes:
        woord: the first word with its full stop ("Rustig.", "Let op.", "Gevaar.", "Gesloten."), by the heaviest open matter.
        toon, icoon: how that word is drawn.
        url: the page of the dossier, where the first word leads.
        delen: the rest, in order; they are joined by commas. A part that goes with the one before it starts with a space.
    """

    woord: str
    toon: Toon
    icoon: str
    url: str
    delen: tuple[Deel, ...]

    @cached_property
    def tekst(self) -> str:
        """The sentence as plain text, for a list, an export or a hand-over."""
        return f"{self.woord} {''.join(f'{scheiding}{deel.tekst}' for scheiding, deel in self._met_scheiding)}."

    @cached_property
    def html(self) -> SafeString:
        """The sentence with its links, drawn once: a list shows it fifty times."""
        woord = f'<a class="zinwoord toon-{self.toon}" href="{ontsnap(self.url)}">{icoon(self.icoon)}{self.woord}</a>'
        delen = "".join(
            f'{scheiding}<a href="{ontsnap(deel.url)}">{ontsnap(deel.tekst)}</a>' for scheiding, deel in self._met_scheiding
        )
        return SafeString(f'<span class="zin">{woord} {delen}.</span>')

    @property
    def _met_scheiding(self) -> list[tuple[str, Deel]]:
        uit: list[tuple[str, Deel]] = []
        for deel in self.delen:
            los = deel.tekst.startswith(" ")
            uit.append((" " if los else ", " if uit else "", Deel(deel.tekst.lstrip(), deel.url)))
        return uit


@dataclass(frozen=True)
class Jaren:
    """The two years that are compared: from the same day a year (two years) ago until *op*."""

    op: datetime
    vandaag: date
    jaar: date
    vorig: date

    @classmethod
    def tot(cls, op: datetime) -> "Jaren":
        """Return the twelve months until *op* and the twelve before, by the Belgian calendar."""
        vandaag = op.astimezone(BRUSSEL).date()
        return cls(op, vandaag, plus_maanden(vandaag, -12), plus_maanden(vandaag, -24))

    @property
    def vragen(self) -> tuple[dict[str, str], dict[str, str]]:
        """The period of each, as the timeline takes it."""
        dag_ervoor = self.jaar - timedelta(days=1)
        return {"vanaf": self.jaar.isoformat()}, {"vanaf": self.vorig.isoformat(), "tot": dag_ervoor.isoformat()}


def zinnen(dossiers: Iterable[Dossier], *, voor: Medewerker, op: datetime, bekend_op: datetime | None = None) -> dict[int, Zin]:
    """Return the sentence of each of *dossiers* whose content *voor* may read, by primary key: one query, however many.

    Args:
        dossiers: fetched with `met_weg(voor)`; a card gets no sentence, because its counts would tell what is inside.
        op: the moment it is about.
        bekend_op: by what the agency had recorded then; None is what it knows now.

    Raises:
        ValueError: a dossier was not fetched with `met_weg` for this reader.
    """
    open_ = []
    for dossier in dossiers:
        if getattr(dossier, "weg_voor", None) != voor.pk:
            raise ValueError(f"dossier {dossier.pk} is niet met met_weg opgehaald voor deze lezer")
        if dossier.weg:
            open_.append(dossier)
    if not open_:
        return {}
    jaren = Jaren.tot(op)
    per_dossier: dict[int, list[Telling]] = defaultdict(list)
    for dossier_id, *rest in _tel([dossier.pk for dossier in open_], jaren, bekend_op):
        per_dossier[dossier_id].append(Telling(*rest))
    return {dossier.pk: _zin(dossier, per_dossier[dossier.pk], jaren) for dossier in open_}


class Telling(NamedTuple):
    """One kind at one dossier; the weight is empty for what happened."""

    soort: str
    ernst: str
    laatste: datetime | None
    nu: int
    toen: int


def _tel(pks: list[int], jaren: Jaren, bekend_op: datetime | None) -> QuerySet[Any, tuple[Any, ...]]:
    """Rows of a dossier and its `Telling`."""
    bezoek = soorten.bezoeksoorten()
    geteld = [soort.code for soort in soorten.regelsoorten() if soort.in_zin]
    jaar, vorig = (begin_van(dag) for dag in (jaren.jaar, jaren.vorig))
    gebeurd = (
        Tijdlijnregel.objects.geldig(bekend_op)
        .filter(Q(soort__in=bezoek) | Q(soort__in=geteld, op__gte=vorig), dossier__in=pks, op__lte=jaren.op)
        .order_by()
        .values_list("dossier_id", "soort")
        .annotate(
            ernst=Value("", output_field=CharField()),
            laatste=Max("op"),
            nu=Count("pk", filter=Q(op__gte=jaar)),
            toen=Count("pk", filter=Q(op__gte=vorig, op__lt=jaar)),
        )
    )
    loopt = (
        Aandacht.objects.open(bekend_op)
        .filter(dossier__in=pks)
        .order_by()
        .values_list("dossier_id", "soort", "ernst")
        .annotate(
            laatste=Value(None, output_field=DateTimeField()),
            nu=Count("pk"),
            toen=Value(0, output_field=IntegerField()),
        )
    )
    return gebeurd.union(loopt, all=True)


def _zin(dossier: Dossier, tellingen: list[Telling], jaren: Jaren) -> Zin:
    url = dossier.get_absolute_url()
    gebeurd = {telling.soort: telling for telling in tellingen if not telling.ernst}
    loopt = [telling for telling in tellingen if telling.ernst]
    woord, toon, teken = _eerste_woord(dossier, {telling.ernst for telling in loopt})
    delen = (_bezoek(url, gebeurd, jaren), *_open(url, loopt), *_tellingen(url, gebeurd, jaren))
    return Zin(woord, toon, teken, url, delen)


def _eerste_woord(dossier: Dossier, ernsten: set[str]) -> tuple[str, Toon, str]:
    if Ernst.GEVAAR in ernsten:
        return _GEVAAR
    if Ernst.LET_OP in ernsten or dossier.status == Dossierstatus.GESCHORST:
        return _LET_OP
    return _GESLOTEN if dossier.status in Dossierstatus.dicht() else _RUSTIG


def _bezoek(url: str, gebeurd: dict[str, Telling], jaren: Jaren) -> Deel:
    codes = soorten.bezoeksoorten()
    momenten = [gebeurd[code].laatste for code in codes if code in gebeurd]
    waar = tijdlijn_url(url, codes)
    laatste = max((moment for moment in momenten if moment is not None), default=None)
    if laatste is None:
        return Deel("Nog geen bezoek bekend", waar)
    return Deel(f"Bezoek {geleden(laatste.astimezone(BRUSSEL).date(), jaren.vandaag)}", waar)


def _open(url: str, loopt: list[Telling]) -> list[Deel]:
    aantallen: dict[str, int] = defaultdict(int)
    for telling in loopt:
        aantallen[telling.soort] += telling.nu
    bekend = [soort for soort in soorten.aandachtsoorten() if soort.code in aantallen]
    # What no app registers any more is still open.
    anders = [soorten.aandachtsoort(code) for code in sorted(set(aantallen) - {soort.code for soort in bekend})]
    return [
        Deel(_geteld(soort, aantal), f"{url}#aandacht")
        for soort in (*bekend, *anders)
        if soort.in_zin and (aantal := aantallen[soort.code])
    ]


def _geteld(soort: soorten.Aandachtsoort, aantal: int) -> str:
    if aantal > 1:
        return f"{aantal} {soort.meervoud}"
    return soort.enkelvoud if soort.hoogstens_een else f"1 {soort.enkelvoud}"


def _tellingen(url: str, gebeurd: dict[str, Telling], jaren: Jaren) -> list[Deel]:
    delen: list[Deel] = []
    dit_jaar, vorig_jaar = jaren.vragen
    for soort in soorten.regelsoorten():
        telling = gebeurd.get(soort.code)
        if telling is None or not soort.in_zin or not (telling.nu or telling.toen):
            continue
        # Said once: whoever reads on knows by now which periods are compared.
        in_, tegen = ("", "") if delen else (" in 12 m", " vorig jaar")
        wat = soort.enkelvoud if telling.nu == 1 else soort.meervoud
        delen += [
            Deel(f"{telling.nu} {wat}{in_}", tijdlijn_url(url, [soort.code], **dit_jaar)),
            Deel(f" tegen {telling.toen}{tegen}", tijdlijn_url(url, [soort.code], **vorig_jaar)),
        ]
    return delen


def tijdlijn_url(url: str, codes: Iterable[str], **periode: str) -> str:
    """Return the address of the timeline of *url*, filtered on these kinds and on a period ("vanaf", "tot")."""
    vraag = _als_vraag(tuple(codes), tuple(periode.items()))
    return f"{url}?{vraag}#tijdlijn" if vraag else f"{url}#tijdlijn"


@lru_cache(maxsize=256)  # a handful a day, and a page with a hundred and fifty sentences asks for them all
def _als_vraag(codes: tuple[str, ...], periode: tuple[tuple[str, str], ...]) -> str:
    return urlencode([*(("soort", code) for code in codes), *periode])


def geleden(dag: date, vandaag: date) -> str:
    """Return how long ago, short: "vandaag", "3 d geleden", "11 m geleden", "4 j geleden", by whole calendar months."""
    if dag >= vandaag:
        return "vandaag"
    maanden = (vandaag.year - dag.year) * 12 + vandaag.month - dag.month
    if plus_maanden(dag, maanden) > vandaag:
        maanden -= 1
    if maanden < 1:
        return f"{(vandaag - dag).days} d geleden"
    return f"{maanden} m geleden" if maanden < MAANDEN_TOT_JAREN else f"{maanden // 12} j geleden"
