"""What went before: where else the same people stand or stood, and which locations followed one another.

Domein W9: an organisator went on under another name, and expansion was granted during ten years of complaints. A confirmed
person counts wherever they are or were, also at what was closed; a proposal does not, it waits to be judged. What is shown of
a location whose content the reader may not see is its card: that the same person is there was said by a colleague who saw both.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, Q, Value, When

from dossiers.access import onthoud_weg
from dossiers.choices import Dossierstatus
from dossiers.models import Dossier, Organisator
from dossiers.queries.verbanden import Kant, Paar, Schakel, van_organisator
from dossiers.queries.zin import Zin, zinnen
from kern.models import Medewerker

MEESTE_LOCATIES = 500  # asked at once; own ones and the worst states first, so that what falls off worries least
MEESTE_GETOOND = 30

# The order in which a state weighs: what was taken away first.
_ZWAARST = (
    Dossierstatus.OPGEHEVEN,
    Dossierstatus.GESCHORST,
    Dossierstatus.GESTOPT,
    Dossierstatus.AANVRAAG,
    Dossierstatus.VERGUND,
)


@dataclass(frozen=True)
class Reden:
    """Why something is an antecedent, in words; `url` leads to the two people side by side, for who may see both."""

    tekst: str
    url: str = ""


@dataclass(frozen=True)
class Antecedent:
    """A location, or an organisator without locations, that belongs to the past of the organisator.

    `dossier` comes with `weg`: empty is only the card, and then `zin` is None.
    """

    organisator_naam: str
    organisator_nummer: str
    dossier: Dossier | None
    redenen: tuple[Reden, ...]
    zin: Zin | None

    @property
    def is_zwaar(self) -> bool:
        """Whether something was taken away there."""
        return self.dossier is not None and self.dossier.status in (Dossierstatus.OPGEHEVEN, Dossierstatus.GESCHORST)

    @property
    def tekst(self) -> str:
        """The antecedent as one sentence of plain text, to be kept with a decision."""
        redenen = "; ".join(reden.tekst for reden in self.redenen)
        if self.dossier is None:
            return f"{self.organisator_naam} ({self.organisator_nummer}), zonder locaties: {redenen}."
        uit = f"{self.dossier}, {self.dossier.statuslid.label}, van {self.organisator_naam}: {redenen}."
        return f"{uit} {self.zin.tekst}" if self.zin else uit


@dataclass(frozen=True)
class Verbanden:
    """Everything found about an organisator before it is judged who may see what.

    Attributes:
        paren: with people of other organisatoren.
        eigen: its own locations, and *elders* the locations on the other side, by primary key; all with `weg` for the reader.
    """

    paren: Sequence[Paar]
    schakels: Sequence[Schakel]
    eigen: dict[int, Dossier]
    elders: dict[int, Dossier]

    def van_organisator(self, pk: int) -> list[Dossier]:
        """Return the locations of one organisator on the other side."""
        return [dossier for dossier in self.elders.values() if dossier.organisator_id == pk]

    def eigen_is_open(self, kant: Kant) -> bool:
        """Whether the reader, who reads the organisator's own content, also reads that of the location where *kant* is."""
        return kant.dossier_id is None or (kant.dossier_id in self.eigen and self.eigen[kant.dossier_id].weg != "")

    def ander_is_open(self, kant: Kant) -> bool:
        """Whether the reader may read the content where *kant* is; an organisator as a whole opens with any location."""
        if kant.dossier_id is not None:
            return kant.dossier_id in self.elders and self.elders[kant.dossier_id].weg != ""
        return any(dossier.weg for dossier in self.van_organisator(kant.organisator_id))

    def te_beoordelen(self, paar: Paar) -> bool:
        """Whether the reader may judge this pair: nobody did yet, and both sides are open."""
        return not paar.is_bevestigd and self.eigen_is_open(paar.eigen) and self.ander_is_open(paar.ander)


def antecedenten_van(organisator: Organisator, *, voor: Medewerker, op: datetime) -> list[Antecedent]:
    """Return what went before *organisator*, the worst first, as *voor* may read it; at most four queries.

    Empty for who may not read the organisator's own content: even that there are antecedents is content.
    """
    verbanden = verbanden_van(organisator, voor=voor)
    if not onthoud_weg(voor, organisator, verbanden.eigen.values()):
        return []
    gevonden = stel_samen(verbanden)
    return met_zinnen(gevonden, zinnen([a.dossier for a in gevonden if a.dossier is not None], voor=voor, op=op))


def verbanden_van(organisator: Organisator, *, voor: Medewerker) -> Verbanden:
    """Read pairs of people and successions of *organisator*, its own locations and those on the other side: two queries."""
    paren, schakels = van_organisator(organisator.pk)
    paren = [paar for paar in paren if not paar.zelfde_organisator]
    dossiers = {paar.ander.dossier_id for paar in paren} | {schakel.dossier_id for schakel in schakels}
    geheel = {paar.ander.organisator_id for paar in paren if paar.ander.dossier_id is None}
    gewicht = Case(
        When(organisator=organisator, then=Value(-1)),
        *(When(status=status, then=Value(plaats)) for plaats, status in enumerate(_ZWAARST)),
        default=Value(len(_ZWAARST)),
        output_field=IntegerField(),
    )
    rijen = list(
        Dossier.objects.met_weg(voor)
        .met_klantenbeheerder()
        .filter(Q(organisator=organisator) | Q(pk__in=dossiers - {None}) | Q(organisator__in=geheel))
        .order_by(gewicht, "sorteersleutel", "pk")[:MEESTE_LOCATIES]
    )
    return Verbanden(
        paren,
        schakels,
        eigen={dossier.pk: dossier for dossier in rijen if dossier.organisator_id == organisator.pk},
        elders={dossier.pk: dossier for dossier in rijen if dossier.organisator_id != organisator.pk},
    )


def stel_samen(verbanden: Verbanden) -> list[Antecedent]:
    """Return the antecedents without their sentences, the worst first, at most `MEESTE_GETOOND`.

    For who reads the organisator's own content; of a location of it that is not open, nobody is named.
    """
    redenen: dict[int, list[Reden]] = defaultdict(list)
    zonder_locatie: dict[str, Antecedent] = {}
    for paar in verbanden.paren:
        if not paar.is_bevestigd or not verbanden.eigen_is_open(paar.eigen):
            continue
        daar = paar.ander
        reden = _zelfde_persoon(paar, is_open=verbanden.ander_is_open(daar))
        waar = [daar.dossier_id] if daar.dossier_id else [d.pk for d in verbanden.van_organisator(daar.organisator_id)]
        for pk in waar:
            redenen[pk].append(reden)
        if not waar:
            zonder_locatie[paar.organisator_nummer] = Antecedent(
                paar.organisator_naam, paar.organisator_nummer, None, (reden,), None
            )
    for schakel in verbanden.schakels:
        redenen[schakel.dossier_id].append(Reden(schakel.tekst))
    locaties = [
        Antecedent(dossier.organisator.naam, dossier.organisator.nummer, dossier, tuple(dict.fromkeys(redenen[pk])), None)
        for pk, dossier in verbanden.elders.items()
        if pk in redenen
    ]
    return [*locaties, *zonder_locatie.values()][:MEESTE_GETOOND]


def met_zinnen(antecedenten: Iterable[Antecedent], zin_van: dict[int, Zin]) -> list[Antecedent]:
    """Return *antecedenten* with the sentence of each location whose content is open."""
    return [
        Antecedent(a.organisator_naam, a.organisator_nummer, a.dossier, a.redenen, zin_van.get(a.dossier.pk))
        if a.dossier is not None
        else a
        for a in antecedenten
    ]


def _zelfde_persoon(paar: Paar, *, is_open: bool) -> Reden:
    if not is_open:
        return Reden(f"{paar.eigen.naam}, hier {paar.eigen.rolnaam}, is er bekend als dezelfde persoon")
    tijd = f" ({_periode(paar.ander)})" if paar.ander.vanaf or paar.ander.tot else ""
    return Reden(f"{paar.eigen.naam}: hier {paar.eigen.rolnaam}, daar {paar.ander.rolnaam}{tijd}", paar.url)


def _periode(kant: Kant) -> str:
    if kant.vanaf and kant.tot:
        return f"{kant.vanaf:%d/%m/%Y} tot en met {kant.tot:%d/%m/%Y}"
    return f"sinds {kant.vanaf:%d/%m/%Y}" if kant.vanaf else f"tot en met {kant.tot:%d/%m/%Y}"
