"""Reading the timeline of a dossier or of an organisator: filters, keyset paging both ways, and a link to any one line.

Everything comes from one table, so that what a later app writes is there without anything here knowing that app. Three
queries at most per page: the lines, the counts of the filter, and beside a permalink the lines on the other side.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.dateparse import parse_date

from dossiers.models import Dossier, Organisator, Tijdlijnregel
from dossiers.querysets import TijdlijnQuerySet
from dossiers.soorten import regelsoort, regelsoorten
from kern.models import Medewerker
from kern.tijd import begin_van, einde_van
from kern.tijdlijn import Dag, Gebeurd, dagen

OMVANG = 40
TELGRENS = 1000  # counted no further; also the most that a whole timeline shows at once


@dataclass(frozen=True)
class Vraag:
    """What is asked of a timeline, as it stands in an address; what makes no sense is left out.

    Attributes:
        soorten: codes of kinds; empty is all.
        vanaf, tot: first and last Belgian day, both included.
        na, voor: the id of a line: show what is older, or newer.
        regel: the id of a line: show it among its neighbours.
        alles: the whole timeline, for paper.
    """

    soorten: tuple[str, ...] = ()
    vanaf: date | None = None
    tot: date | None = None
    na: int = 0
    voor: int = 0
    regel: int = 0
    alles: bool = False

    @classmethod
    def uit(cls, params: QueryDict) -> "Vraag":
        """Read it from an address."""
        bekend = {soort.code for soort in regelsoorten()}
        return cls(
            soorten=tuple(dict.fromkeys(code for code in params.getlist("soort") if code in bekend)),
            vanaf=_dag(params.get("vanaf", "")),
            tot=_dag(params.get("tot", "")),
            na=_id(params.get("na", "")),
            voor=_id(params.get("voor", "")),
            regel=_id(params.get("regel", "")),
            alles=params.get("alles", "") == "1",
        )

    @property
    def gefilterd(self) -> bool:
        """Whether kinds or a period are chosen."""
        return bool(self.soorten or self.vanaf or self.tot)

    @property
    def als_params(self) -> list[tuple[str, str]]:
        """The filter as it stands in an address, without the place in the timeline."""
        paren = [("soort", code) for code in self.soorten]
        return paren + [(naam, dag.isoformat()) for naam, dag in (("vanaf", self.vanaf), ("tot", self.tot)) if dag]


@dataclass(frozen=True)
class Keuze:
    """One kind in the filter, with how many lines it has in the period."""

    code: str
    label: str
    aantal: str
    gekozen: bool


@dataclass(frozen=True)
class Blad:
    """One page of a timeline, drawn, with its filter and the addresses around it (empty where there is nothing)."""

    dagen: list[Dag]
    getoond: int
    vraag: Vraag
    keuzes: list[Keuze]
    aantal: int
    pad: str
    extra: list[tuple[str, str]]
    ouder_url: str
    nieuwer_url: str

    @property
    def aantal_tekst(self) -> str:
        """How many lines the filter holds, bounded: "412 regels", "1000+ regels"."""
        if self.aantal > TELGRENS:
            return f"{TELGRENS}+ regels"
        return f"{self.aantal} {'regel' if self.aantal == 1 else 'regels'}"

    @property
    def eerste_url(self) -> str:
        """The newest lines of this filter."""
        return self._url(*self.vraag.als_params)

    @property
    def wis_url(self) -> str:
        """All lines again."""
        return self._url()

    @property
    def alles_url(self) -> str:
        """The whole timeline of this filter on one page."""
        return self._url(*self.vraag.als_params, ("alles", "1"))

    def _url(self, *paren: tuple[str, str]) -> str:
        return _adres(self.pad, [*self.extra, *paren])


@dataclass(frozen=True)
class Plaatsen:
    """The locations of an organisator that a page has fetched already: its timeline neither asks nor fetches them again.

    Attributes:
        eigen: its locations today by primary key, with `weg` for the reader.
        onbekend: keys of other locations with a line of its time, of which nothing is known yet: they went elsewhere.
    """

    eigen: Mapping[int, Dossier]
    onbekend: Collection[int]

    @property
    def open_(self) -> list[int]:
        """The ones whose content the reader may read."""
        return [pk for pk, dossier in self.eigen.items() if dossier.weg]

    @property
    def alles_open(self) -> bool:
        """Whether every line of its time may be read."""
        return not self.onbekend and len(self.open_) == len(self.eigen)


def van_dossier(dossier: Dossier) -> TijdlijnQuerySet:
    """Return the lines of one location, for somebody who may read its content."""
    return Tijdlijnregel.objects.filter(dossier=dossier)


def van_organisator(
    organisator: Organisator,
    user: Medewerker,
    *,
    met_eigen: bool,
    plaatsen: Plaatsen | None = None,
) -> TijdlijnQuerySet:
    """Return the lines of the time of *organisator*, over all locations whose content is open to *user*.

    Args:
        met_eigen: also what is about the organisator itself.
        plaatsen: what the caller has fetched for *user* already.
    """
    van_toen = Tijdlijnregel.objects.filter(organisator=organisator)
    if plaatsen is not None and plaatsen.alles_open and met_eigen:
        return van_toen
    # Who may see what is asked of the locations that have a line here, not of all of Flanders.
    leesbaar = Dossier.objects.met_inhoud_voor(user)
    if plaatsen is None:
        waar = Q(dossier__in=leesbaar.filter(pk__in=van_toen.order_by().values("dossier")))
    else:
        waar = Q(dossier__in=plaatsen.open_)
        if plaatsen.onbekend:
            waar |= Q(dossier__in=leesbaar.filter(pk__in=plaatsen.onbekend))
    if met_eigen:
        waar |= Q(dossier=None)
    van_toen = van_toen.filter(waar)
    return van_toen.select_related("dossier") if plaatsen is None or plaatsen.onbekend else van_toen


def lees(
    bron: TijdlijnQuerySet,
    vraag: Vraag,
    *,
    pad: str,
    op: datetime,
    bekend_op: datetime | None = None,
    vorig_bezoek: datetime | None = None,
    extra: Iterable[tuple[str, str]] = (),
    met_plaats: bool = False,
    plaatsen: Plaatsen | None = None,
    omvang: int = OMVANG,
) -> Blad:
    """Return one page of *bron*: two queries, three around a permalink.

    Args:
        bron: `van_dossier` or `van_organisator`.
        pad: the address of the page, for its links; *extra* goes along in each of them.
        op: now, for the words "vandaag" and "gisteren".
        bekend_op: show what the agency had recorded at that moment.
        vorig_bezoek: what was recorded later is marked as new.
        met_plaats: name the location on each line (*bron* fetches the dossier along, unless it stands in *plaatsen*).
    """
    bron = bron.bekend(bekend_op)
    periode = bron.filter(_periode(vraag))
    rijen = periode.filter(soort__in=vraag.soorten) if vraag.soorten else periode
    # Most lines may be of locations that are not open, or of other kinds: then they are chosen in the index, which says so, and
    # only what is shown is read whole. Where everything is shown that costs more than it saves: each line is looked up once more.
    kies_eerst = met_plaats and (bool(vraag.soorten) or plaatsen is None or not plaatsen.alles_open)
    gelezen, nieuwer, ouder = _stuk(rijen, bron, vraag, omvang, kies_eerst=kies_eerst)
    extra = list(extra)
    keuzes, aantal = _tel(periode.geldig(bekend_op), vraag)

    def naar(naam: str, rij: Tijdlijnregel) -> str:
        return _adres(pad, [*extra, *vraag.als_params, (naam, str(rij.pk))])

    return Blad(
        dagen=dagen(
            (
                _gebeurd(
                    rij,
                    _adres(pad, [*extra, ("regel", str(rij.pk))], f"regel-{rij.pk}"),
                    bekend_op,
                    _plaats(rij, plaatsen) if met_plaats else None,
                )
                for rij in gelezen
            ),
            op=op,
            vorig_bezoek=vorig_bezoek,
        ),
        getoond=len(gelezen),
        vraag=vraag,
        keuzes=keuzes,
        aantal=aantal,
        pad=pad,
        extra=extra,
        ouder_url=naar("na", gelezen[-1]) if ouder else "",
        nieuwer_url=naar("voor", gelezen[0]) if nieuwer else "",
    )


def _stuk(
    rijen: TijdlijnQuerySet, bron: TijdlijnQuerySet, vraag: Vraag, omvang: int, *, kies_eerst: bool
) -> tuple[list[Tijdlijnregel], bool, bool]:
    """Return the lines to show, newest first, and whether there is something newer and something older."""
    if vraag.regel:
        helft = omvang // 2
        boven = list(_vanaf(bron, bron, vraag.regel, terug=True)[: helft + 1])
        onder = list(_vanaf(bron, bron, vraag.regel, met=True)[: omvang - helft + 1])
        if onder:
            gelezen = [*reversed(boven[:helft]), *onder[: omvang - helft]]
            return gelezen, len(boven) > helft, len(onder) > omvang - helft
    elif vraag.voor:
        boven = list(_vanaf(rijen, bron, vraag.voor, terug=True)[: omvang + 1])
        if boven:
            return boven[:omvang][::-1], len(boven) > omvang, True
    elif vraag.na:
        onder = list(_vanaf(rijen, bron, vraag.na)[: omvang + 1])
        if onder:
            return onder[:omvang], True, len(onder) > omvang
    # The first page; also for a line that is not there (any more).
    omvang = TELGRENS if vraag.alles else omvang
    stuk: QuerySet[Tijdlijnregel] = rijen.order_by("-op", "-pk")[: omvang + 1]
    if kies_eerst:
        gekozen = Tijdlijnregel.objects.filter(pk__in=stuk.values("pk")).order_by("-op", "-pk")
        stuk = gekozen.select_related("dossier") if bron.query.select_related else gekozen
    gelezen = list(stuk)
    return gelezen[:omvang], False, len(gelezen) > omvang


def _vanaf(
    rijen: TijdlijnQuerySet, bron: TijdlijnQuerySet, pk: int, *, terug: bool = False, met: bool = False
) -> TijdlijnQuerySet:
    """Return the lines older than line *pk* (newer when *terug*), *met* that line itself; none when it is not in *bron*."""
    moment = Subquery(bron.order_by().filter(pk=pk).values("op")[:1])
    voorbij, gelijk = ("gt", "gte") if terug else ("lt", "lte")
    zelfde = gelijk if met else voorbij
    # The first condition lets the index start at that moment.
    verder = Q(**{f"op__{gelijk}": moment}) & (Q(**{f"op__{voorbij}": moment}) | Q(op=moment, **{f"pk__{zelfde}": pk}))
    return rijen.filter(verder).order_by(*(("op", "pk") if terug else ("-op", "-pk")))


def _periode(vraag: Vraag) -> Q:
    waar = Q()
    if vraag.vanaf:
        waar &= Q(op__gte=begin_van(vraag.vanaf))
    if vraag.tot and vraag.tot < date.max:
        waar &= Q(op__lt=einde_van(vraag.tot))
    return waar


def _tel(rijen: TijdlijnQuerySet, vraag: Vraag) -> tuple[list[Keuze], int]:
    """Return the kinds of the filter with their counts, and how many lines are chosen; counted no further than `TELGRENS` + 1."""
    # Counted here: of a thousand codes the index holds all, and joined to their rows again they cost four pages each.
    aantallen = Counter(rijen.order_by("-op", "-pk").values_list("soort", flat=True)[: TELGRENS + 1])
    vol = aantallen.total() > TELGRENS
    bekend = [soort.code for soort in regelsoorten() if soort.code in aantallen or soort.code in vraag.soorten]
    keuzes = [
        Keuze(
            code,
            regelsoort(code).label,
            f"{aantallen[code]}{'+' if vol and code in aantallen else ''}",
            code in vraag.soorten,
        )
        for code in bekend
    ]
    return keuzes, sum(n for code, n in aantallen.items() if not vraag.soorten or code in vraag.soorten)


def _plaats(rij: Tijdlijnregel, plaatsen: Plaatsen | None) -> Dossier | None:
    bekend = plaatsen.eigen.get(rij.dossier_id) if plaatsen is not None and rij.dossier_id is not None else None
    return bekend or rij.dossier


def _gebeurd(rij: Tijdlijnregel, permalink: str, bekend_op: datetime | None, plaats: Dossier | None) -> Gebeurd:
    soort = regelsoort(rij.soort)
    vervallen = rij.vervallen_op
    return Gebeurd(
        op=rij.op,
        anker=f"regel-{rij.pk}",
        soort=soort.label,
        titel=rij.titel,
        tekst=rij.kort,
        door=rij.door_naam,
        url=rij.url,
        icoon=soort.icoon,
        toon=soort.toon,
        bekend_sinds=rij.bekend_sinds,
        # What was corrected after the moment that is asked was not corrected then.
        vervallen_op=vervallen if vervallen and (bekend_op is None or vervallen <= bekend_op) else None,
        overgenomen=rij.overgenomen,
        permalink=permalink,
        plaats=f"{plaats.naam}, {plaats.dossiernummer}, {plaats.gemeente}" if plaats else "",
        plaats_url=plaats.get_absolute_url() if plaats else "",
    )


def _adres(pad: str, paren: list[tuple[str, str]], anker: str = "tijdlijn") -> str:
    return f"{pad}?{urlencode(paren)}#{anker}" if paren else f"{pad}#{anker}"


def _dag(tekst: str) -> date | None:
    try:
        return parse_date(tekst)
    except ValueError:
        return None


def _id(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 19 else 0
