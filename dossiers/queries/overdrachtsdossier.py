"""What is read about hand-overs: the hand-over file of one, the history of a location, and how much each colleague has."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from dossiers.access import mag_overdragen
from dossiers.choices import Dossierstatus
from dossiers.models import Aandacht, Dossier, Overdracht, Overdrachtsregel, Tijdlijnregel
from dossiers.queries.gewicht import gewichten
from dossiers.queries.zin import Zin, zinnen
from dossiers.soorten import regelsoort
from kern.logboek import soort_van
from kern.models import Medewerker, Werkregel

LAATSTE_REGELS = 5  # of the timeline, per location
HOOGSTENS = 200  # locations in one hand-over


@dataclass
class Blad:
    """One location in the hand-over file; without content only the card and the note."""

    regel: Overdrachtsregel
    dossier: Dossier
    zin: Zin | None = None
    aandacht: list[Aandacht] = field(default_factory=list)
    tijdlijn: list[Tijdlijnregel] = field(default_factory=list)
    werk: list[Werkregel] = field(default_factory=list)


@dataclass(frozen=True)
class Belasting:
    """How many open locations somebody follows and how much they weigh, before and after.

    `is_volledig`: the reader may open all of them. Of the others only what stands on the card is in the weight: a sum must not
    tell what is inside.
    """

    wie: Medewerker
    voor: int
    na: int
    gewicht_voor: float
    gewicht_na: float
    is_volledig: bool


def overdracht_voor(user: Medewerker) -> QuerySet[Overdracht]:
    """Return the hand-overs that *user* may open, with who gave and got."""
    return Overdracht.objects.zichtbaar_voor(user).select_related("naar__team", "door")


def bladen(overdracht: Overdracht, user: Medewerker, op: datetime) -> list[Blad]:
    """Return every location of the hand-over as *user* may read it: six queries, however many locations."""
    regels = list(overdracht.regels.select_related("van"))
    dossiers = {d.pk: d for d in Dossier.objects.met_weg(user).met_klantenbeheerder().filter(overdrachten__overdracht=overdracht)}
    per_dossier = zinnen(dossiers.values(), voor=user, op=op)
    open_ = [pk for pk, dossier in dossiers.items() if dossier.weg]
    aandacht: dict[int, list[Aandacht]] = defaultdict(list)
    for punt in Aandacht.objects.filter(dossier__in=open_, tot=None).order_by("dossier", "sinds", "pk"):
        aandacht[punt.dossier_id].append(punt)
    tijdlijn: dict[int | None, list[Tijdlijnregel]] = defaultdict(list)
    for regel in laatste_regels(open_):
        tijdlijn[regel.dossier_id].append(regel)
    werk: dict[str, list[Werkregel]] = defaultdict(list)
    # What follows the location; what somebody noted for themselves is theirs.
    mee = Werkregel.objects.filter(
        onderwerp_soort=soort_van(Dossier), onderwerp_id__in=[str(pk) for pk in open_], volgt_onderwerp=True, klaar_op=None
    )
    for taak in mee.order_by("tegen", "sinds", "pk"):
        werk[taak.onderwerp_id].append(taak)
    uit = [
        Blad(
            r,
            dossiers[r.dossier_id],
            per_dossier.get(r.dossier_id),
            aandacht[r.dossier_id],
            tijdlijn[r.dossier_id],
            werk[str(r.dossier_id)],
        )
        for r in regels
    ]
    return sorted(uit, key=lambda blad: (blad.dossier.sorteersleutel, blad.dossier.pk))


def laatste_regels(dossiers: list[int]) -> QuerySet[Tijdlijnregel]:
    """Return the last few lines of the timeline of each of *dossiers*, newest first, in one query."""
    volgnummer = Window(RowNumber(), partition_by=F("dossier"), order_by=(F("op").desc(), F("pk").desc()))
    return (
        Tijdlijnregel.objects.filter(dossier__in=dossiers, vervallen_op=None)
        .annotate(volgnummer=volgnummer)
        .filter(volgnummer__lte=LAATSTE_REGELS)
        .order_by("dossier", "-op", "-pk")
    )


def soortnaam(regel: Tijdlijnregel) -> str:
    """Return the kind of a line in words."""
    return regelsoort(regel.soort).label


def over_te_dragen(user: Medewerker, sleutels: list[int]) -> tuple[list[Dossier], list[Dossier]]:
    """Return of these dossiers those that *user* may give to a colleague, and the others; at most `HOOGSTENS`."""
    dossiers = list(Dossier.objects.met_weg(user).met_klantenbeheerder().filter(pk__in=sleutels[:HOOGSTENS]))
    mag = [d for d in dossiers if mag_overdragen(user, d)]
    return mag, [d for d in dossiers if d not in mag]


def gevolgd(persoon: Medewerker) -> list[int]:
    """Return the keys of what *persoon* follows."""
    return list(Dossier.objects.gevolgd_door([persoon]).values_list("pk", flat=True)[:HOOGSTENS])


def met_aantal(mensen: QuerySet[Medewerker]) -> QuerySet[Medewerker]:
    """Add to each how many open locations they follow (`aantal_locaties`)."""
    return mensen.annotate(aantal_locaties=Count("dossiers", filter=~Q(dossiers__status__in=Dossierstatus.dicht())))


def belasting(dossiers: list[Dossier], naar: Medewerker, *, voor: Medewerker, op: datetime) -> list[Belasting]:
    """Return the load of each involved colleague now, and when *dossiers* go to *naar*, as *voor* may know it: four queries.

    *dossiers* were fetched with `met_weg(voor)`.
    """
    gaan = [d for d in dossiers if d.klantenbeheerder_id != naar.pk]
    betrokken = {naar.pk, *(d.klantenbeheerder_id for d in gaan if d.klantenbeheerder_id)}
    van_hen = Dossier.objects.met_weg(voor).filter(klantenbeheerder__in=betrokken)
    gevolgd = {d.pk: d for d in [*van_hen.only("plaatsen", "status", "klantenbeheerder"), *gaan]}
    gewicht = gewichten(gevolgd.values(), op)
    uit = []
    for wie in Medewerker.objects.filter(pk__in=betrokken).select_related("team"):
        nu = {pk for pk, d in gevolgd.items() if d.klantenbeheerder_id == wie.pk}
        daarna = nu | {d.pk for d in gaan} if wie.pk == naar.pk else nu - {d.pk for d in gaan}
        uit.append(
            Belasting(
                wie,
                voor=sum(gevolgd[pk].status not in Dossierstatus.dicht() for pk in nu),
                na=sum(gevolgd[pk].status not in Dossierstatus.dicht() for pk in daarna),
                gewicht_voor=round(sum((gewicht[pk] for pk in nu), 0.0), 1),
                gewicht_na=round(sum((gewicht[pk] for pk in daarna), 0.0), 1),
                is_volledig=all(gevolgd[pk].weg for pk in nu | daarna),
            )
        )
    return sorted(uit, key=lambda b: b.wie.pk != naar.pk)


def geschiedenis(dossier: Dossier, op: datetime) -> list[Overdrachtsregel]:
    """Return who handed this location to whom until *op*, the last first; none ever changes, so that is what was known then."""
    regels = dossier.overdrachten.filter(overdracht__op__lte=op).select_related("overdracht__naar", "overdracht__door", "van")
    return list(regels.order_by("-overdracht__op", "-pk")[:20])
