"""Reads of appointments, each in a constant number of queries."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Value

from dossiers.choices import Afspraakstatus
from dossiers.models import Afspraak, AfspraakEvent, AfspraakLocatie, AfspraakLocatieEvent, Dossier, Sluiting
from dossiers.werksoorten import AFSPRAAK
from kern.herinneringen import VELDEN
from kern.logboek import soort_van
from kern.models import Medewerker, OutboxRegel, Werkregel
from kern.outbox.keuzes import UitgaandStatus
from kern.queries.agenda import bezet_van
from kern.tijd import BRUSSEL

OPEN = [str(status) for status in Afspraakstatus.open()]
VOORAF = timedelta(hours=1)  # time to drive there
GETOOND = 20  # mails on the page of one appointment


def afspraken_voor(user: Medewerker) -> QuerySet[Afspraak]:
    """Return the appointments *user* may know of, with what their page shows."""
    return Afspraak.objects.zichtbaar_voor(user).select_related(
        "organisator", "eigenaar", "afgesloten_door", "gemaakt_door", "contactmoment", "verslag"
    )


def te_herinneren(vanaf: datetime, tot: datetime) -> QuerySet[Any, dict[str, Any]]:
    """Return the appointments that call, an hour before they begin, for the owner and each colleague who takes part.

    Read from the werkvoorraad, which goes along when one is moved, handed over or called off. Never what was made later than
    that hour: who just wrote it down knows it.
    """
    open_ = Werkregel.objects.filter(
        soort=AFSPRAAK.code, klaar_op=None, voor__isnull=False, begint_op__gte=vanaf + VOORAF, begint_op__lt=tot + VOORAF
    )
    eigen = {"moment": "roept", "tegen": "begint_op", "heel_dag": "op_een_uur", "wat": "titel"}
    eigen |= {"over_soort": "onderwerp_soort", "over_id": "onderwerp_id"}
    rijen: QuerySet[Any, dict[str, Any]] = (
        open_.filter(sinds__lte=F("begint_op") - VOORAF)
        .annotate(roept=F("begint_op") - VOORAF, op_een_uur=Value(False))
        .order_by()
        .values(*(eigen.get(naam, naam) for naam in VELDEN))
    )
    return rijen


class Tussen(NamedTuple):
    """Something in a calendar at the same time."""

    begin: datetime
    einde: datetime
    wat: str
    url: str


def van_iemand(persoon: Medewerker, begin: datetime, einde: datetime) -> QuerySet[Afspraak]:
    """Return the open appointments of *persoon*, own or as a participant, that touch this period."""
    mee = Q(eigenaar=persoon) | Q(pk__in=persoon.deelnames.filter(weg_op=None).values("afspraak"))
    return Afspraak.objects.filter(mee, status__in=OPEN, gewist_op=None, begin__lt=einde, einde__gt=begin)


def botsingen(afspraak: Afspraak) -> list[Tussen]:
    """Return what the owner has at the same time: shown, never refused."""
    collegas = [d.medewerker for d in afspraak.deelnemers.filter(weg_op=None).select_related("medewerker") if d.medewerker]
    namen = {persoon.pk: persoon.naam for persoon in (afspraak.eigenaar, *collegas)}
    eigen = _bezet(afspraak.eigenaar, afspraak.begin, afspraak.einde, behalve=afspraak)
    # Of the own calendar of somebody else nobody sees more than this.
    agenda = bezet_van([afspraak.eigenaar, *collegas], afspraak.begin, afspraak.einde)
    return [*eigen, *(Tussen(b.begin, b.einde, f"{namen[b.persoon_id]}: bezet", "") for b in agenda)]


def bezet_bij_form(persoon: Medewerker, form: Any) -> list[Tussen]:
    """Return the same for what was typed in *form* and refused, or nothing when no valid hours stand there."""
    d = getattr(form, "cleaned_data", {})
    if not all(d.get(veld) for veld in ("dag", "van", "tot")) or d["tot"] <= d["van"]:
        return []
    begin, einde = (datetime.combine(d["dag"], d[veld], tzinfo=BRUSSEL) for veld in ("van", "tot"))
    return _bezet(persoon, begin, einde)


def _bezet(persoon: Medewerker, begin: datetime, einde: datetime, behalve: Afspraak | None = None) -> list[Tussen]:
    eigen = van_iemand(persoon, begin, einde).select_related("organisator")
    if behalve is not None:
        eigen = eigen.exclude(pk=behalve.pk)
    return [Tussen(a.begin, a.einde, f"{a.soortnaam}: {a.onderwerp or a.organisator.naam}", a.get_absolute_url()) for a in eigen]


def gesloten_locaties(afspraak: Afspraak, dossiers: Sequence[Dossier]) -> list[Sluiting]:
    """Return the closings of its locations on its day."""
    dag = afspraak.begin.astimezone(BRUSSEL).date()
    dicht = Sluiting.objects.filter(dossier__in=dossiers, vanaf__lte=dag, tot__gte=dag)
    return list(dicht.select_related("dossier"))


class Verstuurd(NamedTuple):
    """One mail about an appointment: what it was and how far it came, without its words and addresses."""

    titel: str
    stand: UitgaandStatus
    op: datetime


def verstuurd(afspraak: Afspraak) -> list[Verstuurd]:
    """Return the mails about it, newest first."""
    regels = OutboxRegel.objects.filter(onderwerp_soort=soort_van(afspraak), onderwerp_id=str(afspraak.pk))
    rijen = regels.order_by("-gemaakt_op", "-pk").values_list("titel", "status", "gemaakt_op")[:GETOOND]
    return [Verstuurd(titel, UitgaandStatus(status), op) for titel, status, op in rijen]


def bij_dossier(dossier: Dossier, user: Medewerker, op: datetime) -> list[Afspraak]:
    """Return the open appointments about a location, the first first; none for somebody of outside. One query."""
    if not user.is_intern:
        return []
    open_ = Afspraak.objects.filter(locaties__dossier=dossier, status__in=OPEN, gewist_op=None)
    return list(open_.select_related("eigenaar").order_by("begin", "pk")[:GETOOND])


def bij_dossier_toen(dossier: Dossier, user: Medewerker, op: datetime) -> list[Afspraak]:
    """Return the same as it was recorded at *op*: open then, on the day it then had, with whose it then was. One query."""
    if not user.is_intern:
        return []
    gekend = AfspraakLocatieEvent.objects.filter(dossier=dossier, pgh_created_at__lte=op)
    weg = gekend.filter(pgh_label="delete").values("pgh_obj_id")
    erbij = gekend.filter(pgh_label="insert").exclude(pgh_obj_id__in=weg).values("afspraak_id")
    events = AfspraakEvent.objects.filter(pgh_obj__in=erbij, pgh_created_at__lte=op, pgh_obj__gewist_op=None)
    toen: list[Afspraak] = []
    for event in events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").select_related("pgh_obj", "eigenaar"):
        afspraak: Afspraak = event.pgh_obj
        for veld in ("soort", "aangekondigd", "eigenaar", "begin", "status"):
            setattr(afspraak, veld, getattr(event, veld))
        if afspraak.is_open:
            toen.append(afspraak)
    return sorted(toen, key=lambda a: (a.begin, a.pk))[:GETOOND]


def dossiers_van(afspraken: Iterable[Afspraak]) -> dict[Any, list[Dossier]]:
    """Return the locations of each appointment: one query."""
    sleutels = [afspraak.pk for afspraak in afspraken]
    uit: dict[Any, list[Dossier]] = {sleutel: [] for sleutel in sleutels}
    rijen = AfspraakLocatie.objects.filter(afspraak__in=sleutels).select_related("dossier").order_by("pk")
    for rij in rijen:
        uit[rij.afspraak_id].append(rij.dossier)
    return uit
