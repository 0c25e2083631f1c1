"""Everything the page of an organisator shows, in a constant number of queries, by what the reader may see.

The card (name, numbers, phones, klantenbeheerder, locations) is for every internal medewerker. The rest is content: of each
location by its own rights, and of the organisator itself for whoever reads the content of one of its locations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from dossiers.access import mag_organisator_wijzigen, onthoud_weg, organisatoren_zichtbaar_voor
from dossiers.choices import Taal
from dossiers.models import Dossier, Groepslidmaatschap, Organisator, OrganisatorEvent
from dossiers.queries.antecedenten import Antecedent, Verbanden, met_zinnen, stel_samen, verbanden_van
from dossiers.queries.nummers import nu_of_ooit
from dossiers.queries.organisatormensen import Betrokkenen, Keuze, lees_mensen
from dossiers.queries.tellingen import Bezoek, Tellingen, tel
from dossiers.queries.tijdlijn import Blad, Plaatsen, Vraag, lees, van_organisator
from dossiers.queries.verbanden import Paar
from dossiers.queries.zin import Zin, zinnen
from kern.models import Medewerker
from kern.tijd import BRUSSEL

MEESTE_VOORSTELLEN = 25


@dataclass(frozen=True)
class Locatie:
    """One row of the locations: a card, or when its content is open also the last visit and the sentence."""

    dossier: Dossier
    bezoek: Bezoek | None
    zin: Zin | None


@dataclass(frozen=True)
class Inhoud:
    """What only stands there for whoever reads the organisator's own content.

    Attributes:
        mensen: who is, or was, at the organisator itself and at the open locations.
        voorstellen: pairs to be judged of which the reader sees both sides.
        teams_elders: teams that can judge a pair of which the reader sees one side; nothing else is said about it.
    """

    weg: str
    alles_open: bool
    aantal_open: int
    tellingen: Tellingen
    mensen: Betrokkenen
    voorstellen: Sequence[Paar]
    teams_elders: Sequence[str]
    antecedenten: Sequence[Antecedent]
    tijdlijn: Blad
    mag_wijzigen: bool


@dataclass(frozen=True)
class Pagina:
    """The page; without `inhoud` it is the card."""

    organisator: Organisator
    groepen: Sequence[dict[str, Any]]
    locaties: Sequence[Locatie]
    inhoud: Inhoud | None

    @property
    def gevolgd_sinds(self) -> datetime | None:
        """Since when the klantenbeheerder follows it, by what was recorded; None when nothing was."""
        sinds: datetime | None = self.organisator.gevolgd_sinds  # type: ignore[attr-defined]  # annotated by organisator_voor
        return sinds

    @property
    def talen(self) -> str:
        """The languages in which it can be called, in words."""
        return ", ".join(str(Taal(taal).label) for taal in self.organisator.talen)

    @property
    def adres(self) -> str:
        """Street and number, postcode and gemeente, in one line."""
        wie = self.organisator
        delen = (f"{wie.straat} {wie.huisnummer}".strip(), f"{wie.postcode} {wie.gemeente}".strip())
        return ", ".join(deel for deel in delen if deel)


def organisator_voor(user: Medewerker, nummer: str) -> QuerySet[Organisator]:
    """Return the organisator with what its head shows: who follows it and since when, and its groepen today.

    A provisional number goes on leading to it after the real one came: it stands in messages and on paper.
    """
    versies = OrganisatorEvent.objects.filter(pgh_obj=OuterRef("pk")).order_by()
    iemand_anders = ~Q(klantenbeheerder=OuterRef("klantenbeheerder")) | Q(klantenbeheerder=None)
    wissel = versies.filter(iemand_anders).values("pgh_obj").annotate(laatste=Max("pgh_id")).values("laatste")
    sinds = versies.filter(klantenbeheerder=OuterRef("klantenbeheerder"), pgh_id__gt=Coalesce(OuterRef("wissel"), 0))
    eerste = sinds.values("pgh_obj").annotate(eerste=Min("pgh_created_at")).values("eerste")
    return (
        organisatoren_zichtbaar_voor(user)
        .filter(nu_of_ooit(Organisator, [nummer]))
        .select_related("klantenbeheerder__team")
        .annotate(
            wissel=Subquery(wissel),
            gevolgd_sinds=Subquery(eerste, output_field=DateTimeField()),
            groepen=ArraySubquery(
                Groepslidmaatschap.objects.filter(organisator=OuterRef("pk"))
                .order_by("-vanaf")
                .values(json=JSONObject(groep="groep_id", naam="groep__naam", soort="groep__soort", vanaf="vanaf", tot="tot"))
            ),
        )
    )


def mensen_voor(
    organisator: Organisator, wie: Medewerker, vraag: Vraag, keuze: Keuze, nu: datetime
) -> tuple[list[Dossier], Betrokkenen | None]:
    """Return its locations and only the people, None when only the card is open; the view has not yet written down the look."""
    verbanden = verbanden_van(organisator, voor=wie)
    locaties = list(verbanden.eigen.values())
    if not onthoud_weg(wie, organisator, locaties):
        return locaties, None
    vandaag = nu.astimezone(BRUSSEL).date()
    return locaties, lees_mensen(organisator, verbanden, keuze, vandaag=vandaag, params=vraag.als_params)


def stel_samen_voor(organisator: Organisator, wie: Medewerker, vraag: Vraag, nu: datetime, keuze: Keuze = Keuze.EERST) -> Pagina:
    """Return the page as *wie* may see it; the view has not yet written down the look (`Inhoud` is None: there is none)."""
    verbanden = verbanden_van(organisator, voor=wie)
    eigen = sorted(verbanden.eigen.values(), key=lambda dossier: (dossier.sorteersleutel, dossier.pk))
    weg = onthoud_weg(wie, organisator, eigen)
    groepen = [_groep(groep) for groep in organisator.groepen]  # type: ignore[attr-defined]  # annotated by organisator_voor
    if not weg:
        return Pagina(organisator, groepen, [Locatie(dossier, None, None) for dossier in eigen], None)
    open_ = [dossier.pk for dossier in eigen if dossier.weg]
    antecedenten = stel_samen(verbanden)
    zin_van = zinnen([*eigen, *(a.dossier for a in antecedenten if a.dossier is not None)], voor=wie, op=nu)
    tellingen = tel(organisator, open_, nu)
    voorstellen = [paar for paar in verbanden.paren if not paar.is_bevestigd and verbanden.eigen_is_open(paar.eigen)]
    plaatsen = Plaatsen(verbanden.eigen, tellingen.met_regels - verbanden.eigen.keys())
    inhoud = Inhoud(
        weg=weg,
        alles_open=len(open_) == len(eigen),
        aantal_open=len(open_),
        tellingen=tellingen,
        mensen=lees_mensen(organisator, verbanden, keuze, vandaag=nu.astimezone(BRUSSEL).date(), params=vraag.als_params),
        voorstellen=[paar for paar in voorstellen if verbanden.ander_is_open(paar.ander)][:MEESTE_VOORSTELLEN],
        teams_elders=sorted(_teams_elders(voorstellen, verbanden)),
        antecedenten=met_zinnen(antecedenten, zin_van),
        tijdlijn=lees(
            van_organisator(organisator, wie, met_eigen=True, plaatsen=plaatsen),
            vraag,
            pad=organisator.get_absolute_url(),
            op=nu,
            extra=[("betrokkenen", keuze.value)] if keuze else [],
            met_plaats=True,
            plaatsen=plaatsen,
        ),
        mag_wijzigen=mag_organisator_wijzigen(wie, organisator),
    )
    locaties = [Locatie(dossier, tellingen.per_locatie.get(dossier.pk), zin_van.get(dossier.pk)) for dossier in eigen]
    return Pagina(organisator, groepen, locaties, inhoud)


def _groep(groep: dict[str, Any]) -> dict[str, Any]:
    dagen = {naam: date.fromisoformat(groep[naam]) if groep[naam] else None for naam in ("vanaf", "tot")}
    return groep | dagen


def _teams_elders(voorstellen: Sequence[Paar], verbanden: Verbanden) -> set[str]:
    teams = set()
    for paar in voorstellen:
        if verbanden.ander_is_open(paar.ander):
            continue
        daar = verbanden.elders.get(paar.ander.dossier_id or 0)
        elders = [daar] if daar else verbanden.van_organisator(paar.ander.organisator_id)
        teams |= {dossier.team.naam for dossier in elders}
    return teams
