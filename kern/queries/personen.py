"""Who somebody is and whether they can be reached today; and who looks at the same thing right now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet, Subquery

from kern.access import heeft_recht
from kern.choices import Dagdeel, Status, Toon
from kern.models import Aanwezigheid, Medewerker, Sluitingsdag, Vervanging
from kern.rollen import ROLLEN
from kern.tijd import dag

INTERNE_ROLLEN = [str(rol) for rol, gegevens in ROLLEN.items() if gegevens.intern]

DAGCODES = ("ma", "di", "wo", "do", "vr", "za", "zo")
DAGNAMEN = {"ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag"}
KIJKT_NOG = timedelta(seconds=45)  # two missed polls of 15 s ± 25 %, and then gone


class Vandaag(Status):
    """Whether somebody works now."""

    WERKT = "werkt", Toon.GOED, "vinkrond", "vandaag bereikbaar"
    VOORMIDDAG = "voormiddag", Toon.INFO, "halfrond", "alleen in de voormiddag"
    NAMIDDAG = "namiddag", Toon.INFO, "halfrond", "alleen in de namiddag"
    NIET = "niet", Toon.RUSTIG, "cirkel", "werkt vandaag niet"
    AFWEZIG = "afwezig", Toon.LET_OP, "pauze", "vandaag afwezig"
    WEG = "weg", Toon.RUSTIG, "verbod", "werkt hier niet meer"


@dataclass(frozen=True)
class Personenkaart:
    """What the card of a person shows."""

    naam: str
    rollen: str
    team: str
    email: str
    telefoon: str
    werkdagen: str
    expertises: list[str]
    vandaag: Vandaag
    uitleg: str
    url: str

    @property
    def telefoon_kaal(self) -> str:
        """The number as a `tel:` link wants it."""
        return "".join(teken for teken in self.telefoon if teken in "+0123456789")


def kaart_van(medewerker: Medewerker, *, op: datetime) -> Personenkaart:
    """The card of `medewerker` as it holds on `op`. One query besides those for team and person."""
    vandaag, uitleg = beschikbaar(medewerker, op=op)
    return Personenkaart(
        naam=medewerker.naam,
        rollen=", ".join(medewerker.rolnamen),
        team=str(medewerker.team) if medewerker.team else "",
        email=medewerker.email,
        telefoon=medewerker.telefoon,
        werkdagen=werkdagen(medewerker.werkpatroon),
        expertises=medewerker.expertises,
        vandaag=vandaag,
        uitleg=uitleg,
        url=medewerker.get_absolute_url(),
    )


def met_beschikbaarheid(rijen: QuerySet[Medewerker], *, op: datetime | None = None) -> QuerySet[Medewerker]:
    """Add to each row what `stand_van` needs for the Brussels day of `op` (default: today by the database); one query more."""
    gesloten = Sluitingsdag.objects.filter(datum=dag(op), ingetrokken_op=None).values("naam")[:1]
    return rijen.annotate(peildag=dag(op), sluitingsdag=Subquery(gesloten)).prefetch_related(vervangingen_nu(op))


def vervangingen_nu(op: datetime | None = None) -> Prefetch:
    """Return what adds to each colleague who stands in for them that day: the second query of `met_beschikbaarheid`."""
    vervangingen = Vervanging.objects.geldig_op(op).select_related("vervanger").order_by("vanaf", "pk")
    return Prefetch("afwezigheden", queryset=vervangingen, to_attr="vervangingen_nu")


def stand_van(medewerker: Medewerker) -> tuple[Vandaag, str]:
    """Whether a row of `met_beschikbaarheid` can be reached that day, and in words whom to turn to otherwise."""
    if not medewerker.is_active:
        return Vandaag.WEG, ""
    vervangers = [v.vervanger.naam for v in medewerker.vervangingen_nu]  # type: ignore[attr-defined]  # from met_beschikbaarheid
    if vervangers:
        return Vandaag.AFWEZIG, f"vervangen door {' en '.join(vervangers)}"
    if medewerker.sluitingsdag:  # type: ignore[attr-defined]  # from met_beschikbaarheid
        return Vandaag.NIET, medewerker.sluitingsdag  # type: ignore[attr-defined]  # from met_beschikbaarheid
    code = DAGCODES[medewerker.peildag.weekday()]  # type: ignore[attr-defined]  # from met_beschikbaarheid
    voormiddag, namiddag = (f"{code}-{deel}" in medewerker.werkpatroon for deel in ("vm", "nm"))
    if voormiddag and namiddag:
        return Vandaag.WERKT, ""
    if voormiddag:
        return Vandaag.VOORMIDDAG, ""
    return (Vandaag.NAMIDDAG, "") if namiddag else (Vandaag.NIET, "")


def opvallend(medewerker: Medewerker) -> tuple[Vandaag | None, str]:
    """Return how the day of a row of `met_beschikbaarheid` differs from that of others: away, or never at work on this weekday.

    On a Saturday or a closing day nobody works, which says nothing about anybody. (None, "") when there is nothing to say.
    """
    stand, uitleg = stand_van(medewerker)
    werkdag = medewerker.peildag.weekday() < len(DAGNAMEN) and not medewerker.sluitingsdag  # type: ignore[attr-defined]  # from met_beschikbaarheid
    if stand is Vandaag.AFWEZIG or (stand is Vandaag.NIET and werkdag):
        return stand, uitleg
    return None, ""


def beschikbaarheid(personen: Iterable[Medewerker], *, op: datetime) -> dict[int, tuple[Vandaag, str]]:
    """Return the stand of each of `personen` on the Brussels day of `op`, by id; two queries, however many they are."""
    rijen = met_beschikbaarheid(Medewerker.objects.filter(pk__in=[p.pk for p in personen]), op=op)
    return {rij.pk: stand_van(rij) for rij in rijen}


def beschikbaar(medewerker: Medewerker, *, op: datetime) -> tuple[Vandaag, str]:
    """Whether somebody can be reached on the Brussels day of `op`, and in words whom to turn to otherwise."""
    return beschikbaarheid([medewerker], op=op)[medewerker.pk]


def vervangingen_van(medewerker: Medewerker, *, op: datetime) -> QuerySet[Vervanging]:
    """Return the substitutions of `medewerker`, as absent or as substitute, that hold now or later."""
    return Vervanging.objects.van(medewerker).niet_voorbij(op).select_related("afwezige", "vervanger")


def werkdagen(patroon: list[str]) -> str:
    """A work pattern in words: "alle werkdagen", "maandag, dinsdag, woensdagvoormiddag"."""
    if set(patroon) >= set(Dagdeel.values):
        return "alle werkdagen"
    delen = []
    for code, naam in DAGNAMEN.items():
        halve = [str(Dagdeel(d).label) for d in (f"{code}-vm", f"{code}-nm") if d in patroon]
        delen.extend([naam] if len(halve) == 2 else halve)
    return ", ".join(delen)


def wie_kijkt(onderwerp: str, *, op: datetime, behalve: Medewerker) -> list[str]:
    """Names of the others who look at `onderwerp` on `op`."""
    rijen = Aanwezigheid.objects.filter(onderwerp=onderwerp, gezien_op__gt=op - KIJKT_NOG).exclude(medewerker=behalve)
    return [rij.medewerker.naam for rij in rijen.select_related("medewerker").order_by("medewerker__sorteersleutel")]


def collegas() -> QuerySet[Medewerker]:
    """Return who can stand in for somebody: active people of the agency."""
    return Medewerker.objects.filter(is_active=True, rollen__overlap=INTERNE_ROLLEN)


def regelbare_afwezigen(medewerker: Medewerker) -> QuerySet[Medewerker]:
    """Return for whom `medewerker` may arrange a substitution: themselves, and the team for its coordinator."""
    wie = Q(pk=medewerker.pk)
    if heeft_recht(medewerker, "kern.vervanging_team") and medewerker.team_id:
        wie |= Q(team=medewerker.team_id)
    return Medewerker.objects.filter(wie, is_active=True)
