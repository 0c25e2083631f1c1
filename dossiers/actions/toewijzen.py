"""Who follows which location: handing over one or many, and giving an organisator its fixed klantenbeheerder.

Both go through one door, `_geef`: lock, move, write down. Locks are taken in one order (organisatoren, then dossiers, each by
id), so that two who hand over at once take turns. What a colleague changed since the list was opened is refused for that row;
the rest goes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from dossiers import berichten, gebeurtenissen
from dossiers.access import mag_overdragen, mag_volgen
from dossiers.actions import afspraken, tijdlijn
from dossiers.choices import Dossierstatus
from dossiers.models import Dossier, Organisator, Overdracht, Overdrachtsregel
from kern import logboek
from kern.actions import werk
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.tijd import BRUSSEL

SOORT = "dossiers.overdracht"


@dataclass(frozen=True)
class Gevraagd:
    """One location as the form showed it: by whom it was followed (`van`, a pk), and what is said with it."""

    dossier: int
    van: int | None
    nota: str = ""


@dataclass(frozen=True)
class Rij:
    """What happened to one location."""

    dossier: Dossier
    gelukt: bool
    zin: str


@dataclass
class Uitkomst:
    """What a hand-over did; `overdracht` is None when no row went."""

    overdracht: Overdracht | None = None
    rijen: list[Rij] = field(default_factory=list)

    @property
    def gelukt(self) -> int:
        """How many locations have another klantenbeheerder now."""
        return sum(rij.gelukt for rij in self.rijen)

    @property
    def mislukt(self) -> list[Rij]:
        """The rows that were refused."""
        return [rij for rij in self.rijen if not rij.gelukt]


@transaction.atomic
def draag_over(*, rijen: Sequence[Gevraagd], naar: Medewerker, nota: str, door: Medewerker, op: datetime) -> Uitkomst:
    """Hand over locations to *naar*, with a note about all of them and one per location.

    When every open location that follows its organisator goes, the organisator itself goes along: *naar* becomes its fixed
    klantenbeheerder. When only some go, those deviate, with this hand-over as the reason.

    Raises:
        ValidationError: *naar* cannot follow locations, or a location starts to deviate without a note that says why.
    """
    _check_kan_volgen(naar)
    gevraagd = {rij.dossier: rij for rij in rijen}
    per_organisator = _vergrendel(Organisator.objects.filter(dossiers__in=gevraagd))
    uit = Uitkomst()
    verzet: list[_Stap] = []
    for organisator, dossiers in per_organisator.items():
        gaan = []
        for dossier in dossiers:
            if dossier.pk in gevraagd:
                bezwaar = _bezwaar(dossier, gevraagd[dossier.pk].van, naar, door)
                if bezwaar:
                    uit.rijen.append(Rij(dossier, False, bezwaar))
                else:
                    gaan.append(dossier)
        verzet += _stappen(organisator, dossiers, gaan, naar, op)
    if verzet:
        _check_reden(verzet, gevraagd, nota)
        notas = {pk: rij.nota for pk, rij in gevraagd.items()}
        uit.overdracht = _geef(verzet, naar=naar, nota=nota, notas=notas, door=door, op=op)
        uit.rijen += [Rij(stap.dossier, True, f"Gaat naar {naar}.") for stap in verzet if stap.dossier]
    uit.rijen.sort(key=lambda rij: (rij.dossier.sorteersleutel, rij.dossier.pk))
    return uit


@transaction.atomic
def wijs_toe(
    *, organisator: Organisator, van: int | None, naar: Medewerker, nota: str, door: Medewerker, op: datetime
) -> Overdracht:
    """Give an organisator its fixed klantenbeheerder; every location that does not deviate follows.

    Args:
        van: pk of who it was when the form was opened.

    Raises:
        AlGewijzigd: a colleague gave it another one in the meantime.
        ValidationError: *naar* cannot follow locations, or does so already.
    """
    _check_kan_volgen(naar)
    ((vast, dossiers),) = _vergrendel(Organisator.objects.filter(pk=organisator.pk)).items()
    if vast.klantenbeheerder_id != van:
        raise AlGewijzigd(vast)
    if vast.klantenbeheerder_id == naar.pk:
        raise ValidationError({"naar": f"{naar} is al de vaste klantenbeheerder. Kies een andere collega."})
    gaan = [d for d in dossiers if not d.wijkt_af]
    stappen = _stappen(vast, dossiers, gaan, naar, op) or [_Stap(vast, None)]
    return _geef(stappen, naar=naar, nota=nota, notas={}, door=door, op=op)


@transaction.atomic
def lees(*, overdracht: Overdracht, regels: Iterable[int] | None, door: Medewerker, op: datetime) -> int:
    """Tick off what the receiver has read, one or more lines or (None) all; return how many were ticked off now."""
    open_ = overdracht.regels.filter(gelezen_op=None)
    if regels is not None:
        open_ = open_.filter(pk__in=list(regels))
    aantal = open_.update(gelezen_op=op)
    if aantal:
        logboek.schrijf(gebeurtenissen.OVERDRACHT_GELEZEN, over=overdracht, door=door, op=op, gegevens={"locaties": aantal})
    return aantal


@transaction.atomic
def noteer_inzage(*, overdracht: Overdracht, nummers: Sequence[str], door: Medewerker, op: datetime) -> None:
    """Write down that *door* read the hand-over file, with the locations whose content stood in it: one row for all of them."""
    logboek.schrijf(gebeurtenissen.OVERDRACHT_INGEZIEN, over=overdracht, door=door, op=op, gegevens={"dossiers": list(nummers)})


# --- How it goes ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Stap:
    """One row to move; `organisator` is set on the one that moves the organisator too, `afwijking` is the reason to keep."""

    organisator: Organisator | None
    dossier: Dossier | None
    afwijking: str = ""


def _vergrendel(organisatoren: QuerySet[Organisator]) -> dict[Organisator, list[Dossier]]:
    """Lock the organisatoren and then all their locations, each by id; return them as they are now."""
    sleutels = sorted(set(organisatoren.values_list("pk", flat=True)))
    vast = list(Organisator.objects.filter(pk__in=sleutels).order_by("pk").select_for_update(no_key=True))
    per: dict[int, list[Dossier]] = defaultdict(list)
    dossiers = Dossier.objects.filter(organisator__in=sleutels).select_related("klantenbeheerder").order_by("pk")
    for dossier in dossiers.select_for_update(no_key=True, of=("self",)):
        per[dossier.organisator_id].append(dossier)
    return {organisator: per[organisator.pk] for organisator in vast}


def _bezwaar(dossier: Dossier, van: int | None, naar: Medewerker, door: Medewerker) -> str:
    """Return why this location cannot go; empty when it can."""
    if dossier.klantenbeheerder_id != van:
        wie = dossier.klantenbeheerder or "niemand"
        return f"Een collega was u voor: {wie} volgt deze locatie nu. Bekijk de nieuwe toestand."
    if not mag_overdragen(door, dossier):
        return "U mag deze locatie niet overdragen: ze is niet van u en niet van uw team."
    if dossier.klantenbeheerder_id == naar.pk:
        return f"{naar} volgt deze locatie al."
    return ""


def _stappen(
    organisator: Organisator, dossiers: list[Dossier], gaan: list[Dossier], naar: Medewerker, op: datetime
) -> list[_Stap]:
    """Return the steps for one organisator: with the organisator when all its open, not deviating locations go."""
    if not gaan:
        return []
    volgend = [d for d in dossiers if not d.wijkt_af]
    open_ = {d.pk for d in volgend if d.status not in Dossierstatus.dicht()} or {d.pk for d in volgend}
    gekozen = {d.pk for d in gaan}
    if open_ and open_ <= gekozen:
        mee = [d for d in dossiers if d.pk in gekozen or not d.wijkt_af]
        return [_Stap(organisator if nr == 0 else None, d) for nr, d in enumerate(mee)]
    reden = "" if naar.pk == organisator.klantenbeheerder_id else _reden(op)
    return [_Stap(None, d, reden) for d in gaan]


def _check_reden(verzet: list[_Stap], gevraagd: Mapping[int, Gevraagd], nota: str) -> None:
    """Ask why a location gets somebody else than its organisator has: the note about all of it, or about that location."""
    wijkt_af = [stap.dossier for stap in verzet if stap.dossier and stap.afwijking]
    if zonder := [d.naam for d in wijkt_af if not nota.strip() and not gevraagd[d.pk].nota.strip()]:
        raise ValidationError(
            {"nota": f"{zonder[0]} gaat niet mee met haar organisator. Schrijf waarom, hier of bij de locatie."}
        )


def _reden(op: datetime) -> str:
    # Without the note: what stands in one place can be erased there.
    return f"Overgedragen op {op.astimezone(BRUSSEL):%d/%m/%Y}. De nota staat in het overdrachtsdossier."


def _geef(
    stappen: list[_Stap],
    *,
    naar: Medewerker,
    nota: str,
    notas: Mapping[int, str],
    door: Medewerker,
    op: datetime,
) -> Overdracht:
    """Move what was decided, and write down who had it before."""
    organisatoren = [stap.organisator for stap in stappen if stap.organisator]
    dossiers = sorted((stap.dossier for stap in stappen if stap.dossier), key=lambda d: d.pk)
    Organisator.objects.filter(pk__in=[o.pk for o in organisatoren]).update(klantenbeheerder=naar)
    per_reden: dict[str, list[int]] = defaultdict(list)
    for stap in stappen:
        if stap.dossier:
            per_reden[stap.afwijking].append(stap.dossier.pk)
    for reden, sleutels in per_reden.items():
        Dossier.objects.filter(pk__in=sleutels).update(klantenbeheerder=naar, afwijking_reden=reden)
    overdracht = Overdracht.objects.create(naar=naar, nota=nota, door=door, op=op)
    regels = Overdrachtsregel.objects.bulk_create(
        Overdrachtsregel(overdracht=overdracht, dossier=d, van=d.klantenbeheerder, nota=notas.get(d.pk, "")) for d in dossiers
    )
    for organisator in organisatoren:
        logboek.schrijf(
            gebeurtenissen.ORGANISATOR_TOEGEWEZEN,
            over=organisator,
            door=door,
            op=op,
            gegevens={"overdracht": str(overdracht.pk), "van": organisator.klantenbeheerder_id, "naar": naar.pk},
        )
    for regel in regels:
        _schrijf_op(regel, overdracht, door, op)
    werk.verhuis(soort=logboek.soort_van(Dossier), sleutels=[str(d.pk) for d in dossiers], naar=naar, op=op)
    werk.verhuis(soort=logboek.soort_van(Organisator), sleutels=[str(o.pk) for o in organisatoren], naar=naar, op=op)
    afspraken.verhuis(dossiers=dossiers, naar=naar, door=door, op=op)
    berichten.meld_overdracht(overdracht, regels, door=door, op=op)
    return overdracht


def _schrijf_op(regel: Overdrachtsregel, overdracht: Overdracht, door: Medewerker, op: datetime) -> None:
    """Put one location in the log and on its timeline; the notes stay in the hand-over file."""
    logboek.schrijf(
        gebeurtenissen.DOSSIER_OVERGEDRAGEN,
        over=regel.dossier,
        door=door,
        op=op,
        gegevens={"overdracht": str(overdracht.pk), "van": regel.van_id, "naar": overdracht.naar_id},
    )
    van = f"van {regel.van} " if regel.van else ""
    tijdlijn.schrijf(
        over=regel.dossier,
        soort=SOORT,
        verwijzing=str(regel.pk),
        titel=f"Overgedragen {van}aan {overdracht.naar}" if van else f"Toegewezen aan {overdracht.naar}",
        op=op,
        bekend_sinds=op,
        door=door,
        url=overdracht.get_absolute_url(),
    )


def _check_kan_volgen(naar: Medewerker) -> None:
    if not mag_volgen(naar):
        raise ValidationError({"naar": f"{naar} kan geen locaties volgen. Kies een klantenbeheerder die hier werkt."})
