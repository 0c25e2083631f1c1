"""The locations somebody follows, all on one page: how each is, the last visit, what is open, and how much it weighs.

What the weight is stands in `dossiers.queries.gewicht`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dossiers import soorten
from dossiers.choices import Ernst
from dossiers.models import Aandacht, Dossier, Tijdlijnregel
from dossiers.normen import BEZOEKNORM
from dossiers.queries.gewicht import GEWICHT_ERNST, gewicht_van
from dossiers.queries.zin import Zin, geleden, zinnen
from kern.access import personen_in_bereik
from kern.choices import Toon
from kern.lijst import Kolom, teken_cellen
from kern.models import Medewerker
from kern.opmaak import vul_in
from kern.queries.werk import mijn_regels
from kern.templatetags.scherm import pil
from kern.termijnen.woorden import datum
from kern.tijd import BRUSSEL

HOOGSTENS = 300  # one's own ninety, and those of colleagues one stands in for
REDENEN = 2  # of the open matters, in a row; the rest is counted


@dataclass
class Locatie:
    """One location as its klantenbeheerder sees it in a row.

    `zin` and `redenen` are empty for who reads no more than the card.
    """

    dossier: Dossier
    zin: Zin | None
    redenen: list[Aandacht]
    werk: int
    te_laat: int
    bezocht_op: date | None
    vandaag: date

    @property
    def norm_voorbij(self) -> bool:
        """Whether the yearly visit is overdue: a matter of its organisator, that asks attention at each of its locations."""
        return any(punt.soort == BEZOEKNORM for punt in self.redenen)

    @cached_property
    def gewicht(self) -> float:
        """The weighted load of this location."""
        ernsten = [punt.ernst for punt in self.redenen]
        return gewicht_van(self.dossier, aandacht=ernsten, werk=self.werk, te_laat=self.te_laat)

    @property
    def open(self) -> int:
        """How much is open: matters that ask attention, and work."""
        return len(self.redenen) + self.werk


def locaties_van(user: Medewerker, op: datetime) -> list[Locatie]:
    """Return the locations that *user* follows, also for absent colleagues: five queries, however many."""
    gevolgd = Dossier.objects.gevolgd_door(personen_in_bereik(user)).met_weg(user)
    dossiers = list(gevolgd[:HOOGSTENS])
    leesbaar = [dossier.pk for dossier in dossiers if dossier.weg]
    per_zin = zinnen(dossiers, voor=user, op=op)
    aandacht = _aandacht(leesbaar)
    werk, te_laat = _werk(user, leesbaar, op)
    per_dossier = _bezoeken(leesbaar, op)
    vandaag = op.astimezone(BRUSSEL).date()
    return [
        Locatie(
            dossier=dossier,
            zin=per_zin.get(dossier.pk),
            redenen=aandacht[dossier.pk],
            werk=werk[dossier.pk],
            te_laat=te_laat[dossier.pk],
            bezocht_op=per_dossier.get(dossier.pk),
            vandaag=vandaag,
        )
        for dossier in dossiers
    ]


def _aandacht(pks: Iterable[int]) -> dict[int, list[Aandacht]]:
    """Return the open matters per dossier, the heaviest first."""
    uit: dict[int, list[Aandacht]] = defaultdict(list)
    for punt in Aandacht.objects.open().filter(dossier__in=pks):
        uit[punt.dossier_id].append(punt)
    for punten in uit.values():
        punten.sort(key=lambda punt: -GEWICHT_ERNST[Ernst(punt.ernst)])
    return uit


def _werk(user: Medewerker, pks: Iterable[int], op: datetime) -> tuple[Counter[int], Counter[int]]:
    """Return how much work of *user* is open per dossier, and how much of it is late: what the link beside it shows."""
    open_ = mijn_regels(user).filter(onderwerp_soort="dossiers.dossier", onderwerp_id__in=[str(pk) for pk in pks])
    werk, te_laat = Counter[int](), Counter[int]()
    rijen = open_.order_by().values_list("onderwerp_id").annotate(aantal=Count("pk"), laat=Count("pk", filter=Q(tegen__lte=op)))
    for sleutel, aantal, laat in rijen:
        werk[int(sleutel)], te_laat[int(sleutel)] = aantal, laat
    return werk, te_laat


def _bezoeken(pks: Iterable[int], op: datetime) -> dict[int, date]:
    """Return the day of the last visit per dossier."""
    bezocht = Tijdlijnregel.objects.geldig().filter(dossier__in=list(pks), soort__in=soorten.bezoeksoorten(), op__lte=op)
    laatste = bezocht.order_by().values_list("dossier_id").annotate(laatste=Max("op"))
    return {pk: moment.astimezone(BRUSSEL).date() for pk, moment in laatste}


# --- How a row is drawn --------------------------------------------------------------------------------------------------------


def _naam(rij: Locatie) -> SafeString:
    dossier = rij.dossier
    return vul_in(
        '<a href="{}" data-open><bdi>{}</bdi></a> <span class="zacht">{}, {}</span>',
        dossier.get_absolute_url(), dossier.naam, dossier.dossiernummer, dossier.gemeente,
    )  # fmt: skip


def _bezoek(rij: Locatie) -> SafeString:
    te_laat = pil(label="norm voorbij", toon=Toon.LET_OP, icoon="klok") if rij.norm_voorbij else ""
    if rij.bezocht_op is None:
        return vul_in('<span class="zacht">nog geen</span> {}', te_laat)
    wanneer = f"{datum(rij.bezocht_op, jaar=True)}, {geleden(rij.bezocht_op, rij.vandaag)}"
    return vul_in('<time datetime="{}">{}</time> {}', rij.bezocht_op.isoformat(), wanneer, te_laat)


def _aandacht_cel(rij: Locatie) -> SafeString:
    if not rij.redenen:
        return SafeString('<span class="zacht">–</span>')
    punten = format_html_join(
        "",
        "<li>{} {}</li>",
        ((pil(punt.ernstlid), punt.reden) for punt in rij.redenen[:REDENEN]),
    )
    rest = len(rij.redenen) - REDENEN
    meer = f'<li><a href="{rij.dossier.get_absolute_url()}#aandacht">en nog {rest}</a></li>' if rest > 0 else ""
    return vul_in('<ul class="redenen">{}{}</ul>', punten, SafeString(meer))


def _werk_cel(rij: Locatie) -> SafeString:
    if not rij.werk:
        return SafeString('<span class="zacht">–</span>')
    laat = pil(label=f"{rij.te_laat} te laat", toon=Toon.GEVAAR, icoon="alarm") if rij.te_laat else ""
    return vul_in('<a href="/?dossier={}">{}</a> {}', rij.dossier.dossiernummer, rij.werk, laat)


KOLOMMEN = (
    Kolom("naam", "Locatie", lambda r: r.dossier.sorteersleutel, html=_naam),
    Kolom("status", "Vergunning", lambda r: r.dossier.statuslid, html=lambda r: pil(r.dossier.statuslid)),
    Kolom("zin", "Hoe het gaat", lambda r: r.zin.tekst if r.zin else "", html=lambda r: r.zin.html if r.zin else ""),
    Kolom("bezoek", "Laatste bezoek", lambda r: r.bezocht_op, html=_bezoek),
    Kolom("aandacht", "Aandacht", lambda r: len(r.redenen), html=_aandacht_cel),
    Kolom("werk", "Open werk", lambda r: r.werk, html=_werk_cel),
    Kolom("gewicht", "Gewicht", lambda r: r.gewicht, klasse="getal"),
)
_SLEUTELS: dict[str, Callable[[Locatie], Any]] = {
    "naam": lambda r: r.dossier.sorteersleutel,
    "status": lambda r: r.dossier.status,
    "bezoek": lambda r: r.bezocht_op or date.min,
    "aandacht": lambda r: sum(GEWICHT_ERNST[Ernst(punt.ernst)] for punt in r.redenen),
    "werk": lambda r: (r.te_laat, r.werk),
    "gewicht": lambda r: r.gewicht,
}
STANDAARD = "-gewicht"


@dataclass(frozen=True)
class Kop:
    """A head of the table: its words, the address that sorts by it, and how it is sorted now (for `aria-sort`)."""

    kop: str
    klasse: str
    url: str
    aria: str


def koppen(volgorde: str) -> list[Kop]:
    """Return the heads; figures sort from high to low first, names from A to Z."""
    uit = []
    for kolom in KOLOMMEN:
        eerst = kolom.naam if kolom.naam in ("naam", "status", "bezoek") else f"-{kolom.naam}"
        omgekeerd = f"-{kolom.naam}" if eerst == kolom.naam else kolom.naam
        aria = {kolom.naam: "ascending", f"-{kolom.naam}": "descending"}.get(volgorde, "")
        url = f"?sorteer={omgekeerd if volgorde == eerst else eerst}" if kolom.naam in _SLEUTELS else ""
        uit.append(Kop(kolom.kop, kolom.klasse, url, aria))
    return uit


def rijen(locaties: Iterable[Locatie]) -> SafeString:
    """Draw the rows."""
    return format_html_join(
        "\n",
        '<tr role="row" data-rij tabindex="-1" id="locatie-{}">{}</tr>',
        ((rij.dossier.pk, teken_cellen(KOLOMMEN, rij, "")) for rij in locaties),
    )


def volgorde_van(gevraagd: str) -> str:
    """Return the order asked for ("naam", "-gewicht"); what is no column is the standard order."""
    return gevraagd if gevraagd.removeprefix("-") in _SLEUTELS else STANDAARD


def sorteer(locaties: list[Locatie], volgorde: str) -> list[Locatie]:
    """Return *locaties* sorted by a column, equal ones by name."""
    naam = volgorde.removeprefix("-")
    op_naam = sorted(locaties, key=_SLEUTELS["naam"])
    return sorted(op_naam, key=_SLEUTELS[naam], reverse=volgorde.startswith("-"))
