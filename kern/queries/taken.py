"""Reads of tasks: one for who may see it, what stands open about a subject, and what somebody gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from kern import werksoorten
from kern.access import personen_in_bereik
from kern.choices import Taakstatus
from kern.models import Medewerker, Taak, TaakEvent
from kern.queries.werk import mijn_regels
from kern.tijd import BRUSSEL
from kern.werk import Kaartje, onderwerpsoort

HOOGSTENS = 20  # open tasks about one subject on its page


@dataclass(frozen=True)
class Gezien:
    """A task as one person has it.

    Attributes:
        doet: has it now, also for an absent colleague or as one of a team: may do it, put it off, pass it on.
        gaf: gave it: may change or withdraw it.
        verborgen: the subject is not open to this person (any more); then no more is shown than that there is a task.
    """

    taak: Taak
    kaartje: Kaartje | None
    doet: bool
    gaf: bool
    verborgen: bool

    @property
    def mag_wijzigen(self) -> bool:
        """Whether its words and days may be changed."""
        return (self.doet or self.gaf) and not self.verborgen


def vind(persoon: Medewerker, pk: UUID) -> Gezien | None:
    """Return the task for *persoon*; None when there is none, or not for them.

    Whoever has it or gave it sees it. Who may read what it is about sees on that page that there is one.
    """
    if not persoon.is_intern:
        return None
    taak = Taak.objects.select_related("voor", "gegeven_door", "klaar_door").filter(pk=pk, gewist_op=None).first()
    if taak is None:
        return None
    kaartje = _kaartje(persoon, taak)
    leest = kaartje is not None and kaartje.inhoud
    doet = (
        taak.voor_id == persoon.pk
        or mijn_regels(persoon).filter(soort=werksoorten.TAAK.code, verwijzing=str(taak.pk)).exists()
        or (taak.voor_id is not None and not taak.is_open and personen_in_bereik(persoon).filter(pk=taak.voor_id).exists())
    )
    gaf = taak.gegeven_door_id == persoon.pk
    if not (doet or gaf):
        return None
    return Gezien(taak, kaartje, doet, gaf, verborgen=bool(taak.onderwerp_soort) and not leest)


def open_over(soort: str, sleutel: str) -> QuerySet[Taak]:
    """Return the open tasks about one subject, what presses first on top. For who may read its content: one query."""
    open_ = Taak.objects.filter(onderwerp_soort=soort, onderwerp_id=sleutel, status=Taakstatus.OPEN)
    zonder_dag_laatst = Case(When(tegen=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    return open_.select_related("voor").order_by(zonder_dag_laatst, "tegen", "-belang", "gegeven_op", "pk")


def open_over_toen(soort: str, sleutel: str, op: datetime) -> list[Taak]:
    """Return the same as it was recorded at *op*, in the same order: one query.

    What a task is about never changes, so its rows are found by it. What was erased since is not told again.
    """
    over = {"pgh_obj__onderwerp_soort": soort, "pgh_obj__onderwerp_id": sleutel, "pgh_obj__gewist_op": None}
    events = TaakEvent.objects.filter(pgh_created_at__lte=op, **over).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    toen: list[Taak] = []
    for event in events.select_related("pgh_obj", "voor"):
        taak: Taak = event.pgh_obj
        for veld in ("titel", "voor", "tegen", "belang", "wacht_op", "beantwoord_op", "status"):
            setattr(taak, veld, getattr(event, veld))
        if taak.is_open:
            toen.append(taak)
    return sorted(toen, key=lambda t: (t.tegen is None, t.tegen or date.max, -t.belang, t.gegeven_op, t.pk))


def van(persoon: Medewerker) -> QuerySet[Taak]:
    """Return the tasks that *persoon* gave or has, whatever became of them."""
    taken = Taak.objects.filter(Q(gegeven_door=persoon) | Q(voor=persoon), gewist_op=None)
    return taken.select_related("voor", "gegeven_door")


def leesbaar(persoon: Medewerker, taken: Iterable[Taak]) -> set[UUID]:
    """Return the keys of those of *taken* whose words *persoon* may read: one query per kind of subject."""
    taken = list(taken)
    uit = {taak.pk for taak in taken if not taak.onderwerp_soort}
    for soort in {taak.onderwerp_soort for taak in taken if taak.onderwerp_soort}:
        bekend = onderwerpsoort(soort)
        hier = [taak for taak in taken if taak.onderwerp_soort == soort]
        kaartjes = bekend.laad(persoon, sorted({taak.onderwerp_id for taak in hier})) if bekend else {}
        uit |= {taak.pk for taak in hier if taak.onderwerp_id in kaartjes and kaartjes[taak.onderwerp_id].inhoud}
    return uit


def te_laat(taak: Taak, op: datetime) -> bool:
    """Return whether the day by which it had to be done is over."""
    return taak.is_open and taak.tegen is not None and taak.tegen < op.astimezone(BRUSSEL).date()


def _kaartje(persoon: Medewerker, taak: Taak) -> Kaartje | None:
    bekend = onderwerpsoort(taak.onderwerp_soort)
    return bekend.laad(persoon, [taak.onderwerp_id]).get(taak.onderwerp_id) if bekend else None
