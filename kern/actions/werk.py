"""Writes of the werkvoorraad. Two sorts: what an action of any app says about its own work, and what people do to their rows.

`meld`, `sluit`, `verplaats` and `verhuis` are called by an action inside its own transaction, whose log row tells what happened;
they write none themselves. Doing them twice changes nothing.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast

from kern.choices import Belang, Rol, Taakstatus, Werkaard
from kern.models import Medewerker, Taak, Team, Werkregel
from kern.tekst import inkorten
from kern.tijd import BRUSSEL, einde_van
from kern.werk import Publiek, Werksoort, onderwerp_van, onderwerpsoort, persoonlijke_codes
from kern.werksoorten import TAAK as TAAKSOORT

TAAK = TAAKSOORT.code


def moment_van(tegen: date | datetime | None) -> tuple[datetime | None, bool]:
    """Return from when something is late, and whether a whole day was meant: "12 March" is late when that day is over."""
    if tegen is None or isinstance(tegen, datetime):
        return tegen, tegen is None
    return einde_van(tegen), True


@transaction.atomic
def meld(
    *,
    soort: Werksoort,
    verwijzing: object,
    titel: str,
    publiek: Publiek,
    op: datetime,
    url: str = "",
    over: models.Model | tuple[str, str] | None = None,
    kort: str = "",
    tegen: date | datetime | None = None,
    begint_op: datetime | None = None,
    wacht_op: str = "",
    aard: Werkaard = Werkaard.TAAK,
    belang: Belang = Belang.GEWOON,
    verloopt_op: datetime | None = None,
    volgt_onderwerp: bool = False,
) -> Werkregel:
    """Put a row into the werkvoorraad of *publiek*, or bring the open one for the same work and people up to date.

    Args:
        verwijzing: key of the work in the acting app; with it the row is closed.
        titel, kort: what the reader sees; long text is shortened. Never a name of a child or melder.
        over: the subject, a row or its plain values.
        tegen: a day (late when it is over) or a moment.
        begint_op: when an appointment begins; for what is waited for, from when it is for the reader.
        wacht_op: who or what is waited for, in words.
        belang: among rows of the same heading the higher stands first.
        verloopt_op: from then on nobody sees the row.
        volgt_onderwerp: the row moves along when the subject is handed over.

    Raises:
        ValueError: nobody registered *over* as something that work can be about.
    """
    onderwerp = ("", "") if over is None else onderwerp_van(over) if isinstance(over, models.Model) else over
    if onderwerp[0] and onderwerpsoort(onderwerp[0]) is None:
        raise ValueError(f"niemand registreerde {onderwerp[0]} als onderwerp van werk")
    grens, heel_dag = moment_van(tegen)
    if aard is Werkaard.AFSPRAAK and begint_op is not None and grens is None:
        # What was not reported on by the end of its day is late.
        grens, heel_dag = moment_van(begint_op.astimezone(BRUSSEL).date())
    velden = {
        "onderwerp_soort": onderwerp[0],
        "onderwerp_id": onderwerp[1],
        "titel": inkorten(titel, 200),
        "kort": inkorten(kort, 300),
        "url": url,
        "niet_voor": publiek.niet,
        "volgt_onderwerp": volgt_onderwerp,
        "aard": aard,
        "belang": belang,
        "wacht_op": inkorten(wacht_op, 200),
        "tegen": grens,
        "heel_dag": heel_dag,
        "begint_op": begint_op,
        "verloopt_op": verloopt_op,
    }
    regel, _nieuw = Werkregel.objects.update_or_create(
        soort=soort.code,
        verwijzing=str(verwijzing),
        voor=publiek.voor,
        rol=publiek.rol or "",
        team=publiek.team,
        klaar_op=None,
        defaults=velden,
        create_defaults=velden | {"sinds": op},
    )
    return regel


@transaction.atomic
def sluit(
    *, soort: Werksoort, verwijzing: object, door: Medewerker | None, op: datetime, behalve: Collection[Medewerker] = ()
) -> int:
    """Close every open row of one piece of work, whoever has it; returns how many. None is fine: somebody was first.

    Args:
        behalve: whose rows stay, when others take no part in it any more.
    """
    open_ = Werkregel.objects.filter(soort=soort.code, verwijzing=str(verwijzing), klaar_op=None)
    if behalve:
        open_ = open_.exclude(voor__in=[persoon.pk for persoon in behalve])
    return open_.update(klaar_op=op, klaar_door=door)


@transaction.atomic
def heropen(*, soort: Werksoort, verwijzing: object) -> None:
    """Open the row that was closed last, at its own place in the order of the day; none is fine when one is open already."""
    rijen = Werkregel.objects.filter(soort=soort.code, verwijzing=str(verwijzing))
    laatste = rijen.exclude(klaar_op=None).order_by("-klaar_op", "-pk").values_list("pk", flat=True).first()
    if laatste is not None and not rijen.filter(klaar_op=None).exists():
        Werkregel.objects.filter(pk=laatste).update(klaar_op=None, klaar_door=None)


def rij_van(*, soort: Werksoort, verwijzing: object) -> Publiek | None:
    """Return for whom the open row of one piece of work is; None when there is none."""
    rij = (
        Werkregel.objects.select_related("voor", "team")
        .filter(soort=soort.code, verwijzing=str(verwijzing), klaar_op=None)
        .first()
    )
    return (
        None if rij is None else Publiek(voor=rij.voor, rol=Rol(rij.rol) if rij.rol else None, team=rij.team, niet=rij.niet_voor)
    )


@transaction.atomic
def verplaats(
    *,
    soort: Werksoort,
    verwijzing: object,
    tegen: date | datetime | None,
    wacht_op: str = "",
    begint_op: datetime | None = None,
) -> int:
    """Give the open rows of one piece of work another end; with *wacht_op* they wait for that, otherwise they are to be done."""
    grens, heel_dag = moment_van(tegen)
    open_ = Werkregel.objects.filter(soort=soort.code, verwijzing=str(verwijzing), klaar_op=None)
    aard = Werkaard.WACHT if wacht_op else Werkaard.TAAK
    return open_.update(tegen=grens, heel_dag=heel_dag, aard=aard, wacht_op=inkorten(wacht_op, 200), begint_op=begint_op)


@transaction.atomic
def verhuis(
    *,
    soort: str,
    sleutels: Collection[str],
    naar: Medewerker | None,
    op: datetime,
    van: Medewerker | None = None,
    team: Team | None = None,
) -> int:
    """Let the open rows that follow their subject go along with a hand-over; returns how many moved.

    Args:
        soort, sleutels: the subjects that were handed over ("dossiers.dossier").
        naar: who has them now; nobody: the coordinators of *team* get them.
        van: only the rows of this person; by default of whoever has them, also those of a team without a person.

    Where the new person has a row for the same work already, that one stays and the other is closed.
    """
    mee = Werkregel.objects.filter(onderwerp_soort=soort, onderwerp_id__in=sleutels, volgt_onderwerp=True, klaar_op=None).exclude(
        voor=naar
    )
    if van is not None:
        mee = mee.filter(voor=van)
    if naar is None:
        aantal = mee.update(voor=None, rol=Case(When(rol="", then=Value(str(Rol.COORDINATOR))), default=F("rol")), team=team)
        _taken_mee(Q(onderwerp_soort=soort, onderwerp_id__in=sleutels))
        return aantal
    # A row that had no person was the team's for want of one; with a person it is theirs alone.
    zonder = mee.filter(voor=None)
    dubbel = Werkregel.objects.filter(soort=OuterRef("soort"), verwijzing=OuterRef("verwijzing"), voor=naar, klaar_op=None)
    mee.filter(Exists(dubbel)).update(klaar_op=op)
    van_team = zonder.update(voor=naar, rol="", team=None)
    aantal = van_team + mee.filter(~Q(voor=None)).update(voor=naar)
    _taken_mee(Q(onderwerp_soort=soort, onderwerp_id__in=sleutels))
    return aantal


@transaction.atomic
def geef_terug(*, van: Medewerker, op: datetime) -> int:
    """Give the open work of somebody who leaves to the coordinators of the team, so that it waits for somebody; returns how much.

    What was asked of that person alone stays: nobody else can answer it, and who asked sees that nobody did.
    """
    mee = Werkregel.objects.filter(voor=van, klaar_op=None).exclude(soort__in=persoonlijke_codes())
    nieuw = {"voor": None, "rol": str(Rol.COORDINATOR), "team": van.team}
    al_daar = Werkregel.objects.filter(
        soort=OuterRef("soort"), verwijzing=OuterRef("verwijzing"), klaar_op=None, rol=nieuw["rol"], team=van.team, voor=None
    )
    mee.filter(Exists(al_daar)).update(klaar_op=op)
    aantal = mee.update(**nieuw)
    _taken_mee(Q(voor=van))
    return aantal


def _taken_mee(welke: Q) -> None:
    """Let the tasks among *welke* say who has their open row now; nobody when it waits for a whole team."""
    rij = Werkregel.objects.filter(soort=TAAK, verwijzing=Cast(OuterRef("pk"), models.CharField()), klaar_op=None)
    Taak.objects.filter(welke, status=Taakstatus.OPEN).update(voor=Subquery(rij.order_by("pk").values("voor")[:1]))
