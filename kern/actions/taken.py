"""Giving a task, changing it, and coming to its end. What happens on the way stands in `kern.actions.taakstappen`.

Whether a task is somebody's is decided where it is fetched (`kern.queries.taken`). Its row in the werkvoorraad follows in
the same transaction.
"""

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import models, transaction

from kern import gebeurtenissen, overgang, werksoorten, workflow
from kern.actions import taakrij, werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.choices import Belang, Herhaaleenheid, Herinnermoment, Taakstatus
from kern.fouten import AlAndersBewaard
from kern.herhaling import volgende_in_reeks, werkdag_vanaf
from kern.models import Medewerker, Taak, Taakpunt, Werkregel
from kern.queries.werk import werkdagen_rond
from kern.taakgevolg import gevolg_van
from kern.tekst import inkorten
from kern.werk import onderwerp_van


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """What somebody says about a task.

    Attributes:
        tegen, uur: by which day, and at which hour of it; without a day whenever.
        herhaal_elke, herhaal_eenheid: comes back when it is done ("elke 2 weken"); from its day on.
        wacht_op, volg_na: who or what is waited for, and after how many working days its owner asks again.
        punten: the checklist.
        volgt_onderwerp: goes along when the dossier is handed over.
    """

    titel: str
    tegen: date | None = None
    uur: time | None = None
    belang: Belang = Belang.GEWOON
    herinner: Herinnermoment = Herinnermoment.DAN
    herhaal_elke: int | None = None
    herhaal_eenheid: str = ""
    wacht_op: str = ""
    volg_na: int | None = None
    volgt_onderwerp: bool = False
    punten: tuple[str, ...] = ()


@transaction.atomic
def geef(
    *,
    sleutel: UUID,
    inhoud: Inhoud,
    door: Medewerker,
    op: datetime,
    over: models.Model | tuple[str, str] | None = None,
    voor: Medewerker | None = None,
) -> Taak:
    """Give a task, to oneself or to *voor*, who is told.

    Args:
        sleutel: made by the form; the same form sent twice gives one task.
        over: what it is about, registered as something work can be about.

    Raises:
        ValidationError: something is said that does not go together.
        AlAndersBewaard: another task was given under this key.
    """
    onderwerp = ("", "") if over is None else onderwerp_van(over) if isinstance(over, models.Model) else over
    taak, nieuw = _leg_vast(sleutel, inhoud, onderwerp, voor or door, door, op)
    if nieuw and taak.voor != door:
        taakrij.bericht(taak, taak.voor, "gegeven", f"{door.naam} gaf u een taak", door=door, op=op)
    return taak


@transaction.atomic
def geef_elk(
    *,
    sleutel: UUID,
    inhoud: Inhoud,
    over: Collection[models.Model],
    door: Medewerker,
    op: datetime,
    voor: Medewerker | None = None,
) -> int:
    """Give the same task about each of several things, in as many statements as about two; *voor* is told once. Returns how many.

    Args:
        sleutel: made by the form; about each thing the task has a key of its own from it, so that what is sent twice, also with
            other things chosen beside, is given once.

    Raises:
        ValidationError: something is said that does not go together.
        AlAndersBewaard: another task was given under this key.
    """
    dingen = {uuid5(sleutel, str(ding.pk)): ding for ding in over}
    eerder = list(Taak.objects.filter(pk__in=dingen))
    if any((taak.titel, taak.gegeven_door_id) != (inhoud.titel, door.pk) for taak in eerder):
        raise AlAndersBewaard
    gegeven = {taak.pk for taak in eerder}
    sleutels = [pk for pk in dingen if pk not in gegeven]
    if not sleutels:
        return len(dingen)
    eerste, nieuw = _leg_vast(sleutels[0], inhoud, onderwerp_van(dingen[sleutels[0]]), voor or door, door, op)
    if not nieuw:
        return len(dingen)  # the same form at the same moment: that one gives them all
    andere = [_over_een_ander(eerste, pk, dingen[pk]) for pk in sleutels[1:]]
    Taak.objects.bulk_create(andere)
    Taakpunt.objects.bulk_create(
        Taakpunt(taak=taak, plaats=plaats, tekst=tekst) for taak in andere for plaats, tekst in enumerate(inhoud.punten, start=1)
    )
    rij = Werkregel.objects.get(soort=werksoorten.TAAK.code, verwijzing=str(eerste.pk), klaar_op=None)
    Werkregel.objects.bulk_create(_rij_van_een_ander(rij, taak) for taak in andere)
    taakrij.schrijf(gebeurtenissen.TAAK_GEGEVEN, *andere, door=door, op=op)
    if eerste.voor != door:
        hoeveel = "een taak" if not andere else f"{len(sleutels)} taken"
        taakrij.bericht(
            eerste, eerste.voor, "gegeven", f"{door.naam} gaf u {hoeveel}", door=door, op=op, elders="/" if andere else ""
        )
    return len(dingen)


def _over_een_ander(taak: Taak, pk: UUID, ding: models.Model) -> Taak:
    kopie = copy(taak)
    kopie.pk = pk
    kopie.onderwerp_soort, kopie.onderwerp_id = onderwerp_van(ding)
    return kopie


def _rij_van_een_ander(rij: Werkregel, taak: Taak) -> Werkregel:
    kopie = copy(rij)
    kopie.pk, kopie.verwijzing, kopie.url = None, str(taak.pk), taak.get_absolute_url()
    kopie.onderwerp_soort, kopie.onderwerp_id = taak.onderwerp_soort, taak.onderwerp_id
    return kopie


def _leg_vast(
    sleutel: UUID, inhoud: Inhoud, onderwerp: tuple[str, str], voor: Medewerker, door: Medewerker, op: datetime
) -> tuple[Taak, bool]:
    """Keep the task with its list, its row and its log row; returns it, and whether it is new under this key."""
    soort, pk = onderwerp
    werkdag = werkdagen_rond(taakrij.dag_van(op), inhoud.tegen)
    velden = asdict(inhoud)
    punten = velden.pop("punten")
    taak = Taak(
        pk=sleutel, **velden, onderwerp_soort=soort, onderwerp_id=pk, voor=voor, gegeven_door=door, gegeven_op=op
    )  # fmt: skip
    taak.volgt_onderwerp = taak.volgt_onderwerp and bool(soort)
    taakrij.reken_uit(taak, op, werkdag)
    taak.full_clean(validate_unique=False)
    eerder = voeg_eenmaal_toe(taak, zelfde=("titel", "gegeven_door_id", "onderwerp_soort", "onderwerp_id"))
    if eerder is not None:
        return eerder, False
    _maak_punten(taak, punten)
    taakrij.zet_rij(taak, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_GEGEVEN, taak, door=door, op=op)
    return taak, True


@transaction.atomic
def wijzig(*, taak: Taak, inhoud: Inhoud, versie: int, door: Medewerker, op: datetime) -> Taak:
    """Change what a task says; who has it is told when somebody else does.

    Raises:
        AlGewijzigd: it was done, or changed by a colleague, since *versie* was read.
        ValidationError: something is said that does not go together.
    """
    velden = asdict(inhoud)
    punten = velden.pop("punten")
    velden["volgt_onderwerp"] = inhoud.volgt_onderwerp and bool(taak.onderwerp_soort)
    nieuw_wachten = (inhoud.wacht_op, inhoud.volg_na) != (taak.wacht_op, taak.volg_na)
    nieuwe_reeks = (inhoud.tegen, inhoud.herhaal_elke, inhoud.herhaal_eenheid) != (
        taak.tegen, taak.herhaal_elke, taak.herhaal_eenheid,
    )  # fmt: skip
    for naam, waarde in velden.items():
        setattr(taak, naam, waarde)
    if nieuw_wachten:
        taak.volg_op = taak.navraag_op = taak.navraag_sinds = taak.beantwoord_op = None
    if nieuwe_reeks:
        taak.reeks_begin = taak.in_reeks = None
    taakrij.reken_uit(taak, op, werkdagen_rond(taakrij.dag_van(op), inhoud.tegen))
    taak.versie = versie + 1
    taak.full_clean(validate_unique=False)
    namen = [
        *velden,
        "reeks_begin",
        "in_reeks",
        "volg_op",
        "navraag_op",
        "navraag_sinds",
        "beantwoord_op",
        "herinner_op",
        "versie",
    ]
    taakrij.zet_om(taak, {naam: getattr(taak, naam) for naam in namen}, versie=versie)
    if [punt.tekst for punt in taak.punten.all()] != list(punten):
        gedaan = {punt.tekst: punt for punt in taak.punten.filter(klaar_op__isnull=False)}
        taak.punten.all().delete()
        _maak_punten(taak, punten, gedaan)
    taakrij.zet_rij(taak, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_GEWIJZIGD, taak, door=door, op=op)
    if taak.voor not in (door, None):
        taakrij.bericht(taak, taak.voor, "gewijzigd", f"{door.naam} wijzigde een taak van u", door=door, op=op)
    return taak


@transaction.atomic
def werk_af(*, taak: Taak, door: Medewerker, op: datetime, nota: str = "") -> Taak | None:
    """Say that it is done, with a word about how; who gave it is told. Returns the next one when it comes back.

    Raises:
        AlGewijzigd: a colleague, or another tab, was first.
    """
    overgang.voer_uit(taak, workflow.WERK_AF, zet={"klaar_op": op, "klaar_door": door, "nota": inkorten(nota, 500)})
    werk.sluit(soort=werksoorten.TAAK, verwijzing=taak.pk, door=door, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_KLAAR, taak, door=door, op=op)
    if gevolg := gevolg_van(taak.onderwerp_soort):
        gevolg.klaar(taak, door, op)
    if taak.gegeven_door != door:
        taakrij.bericht(taak, taak.gegeven_door, "klaar", f"{door.naam} werkte af wat u gaf", door=door, op=op)
    return _volgende(taak, op=op) if taak.herhaal_elke else None


@transaction.atomic
def heropen(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Take the end back: undo, or open it again later. The next of a series, when nobody began it, waits for this one again.

    Raises:
        AlGewijzigd: it is open already.
    """
    stap = workflow.HERSTEL_TAAK if taak.status == Taakstatus.INGETROKKEN else workflow.HEROPEN_TAAK
    overgang.voer_uit(taak, stap, zet={"klaar_op": None, "klaar_door": None})
    volgende = Taak.objects.filter(vorige=taak, status=Taakstatus.OPEN).first()
    if volgende is not None:
        overgang.voer_uit(volgende, workflow.TREK_TAAK_IN, zet={"klaar_op": op, "klaar_door": door})
        werk.sluit(soort=werksoorten.TAAK, verwijzing=volgende.pk, door=door, op=op)
    werk.heropen(soort=werksoorten.TAAK, verwijzing=taak.pk)
    taakrij.zet_rij(taak, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_HEROPEND, taak, door=door, op=op)
    if gevolg := gevolg_van(taak.onderwerp_soort):
        gevolg.heropend(taak, door, op)
    return taak


@transaction.atomic
def trek_in(*, taak: Taak, door: Medewerker, op: datetime) -> Taak:
    """Say that it need not be done any more, and with it the rest of its series; who has it is told.

    Raises:
        AlGewijzigd: it was done meanwhile.
    """
    overgang.voer_uit(taak, workflow.TREK_TAAK_IN, zet={"klaar_op": op, "klaar_door": door})
    werk.sluit(soort=werksoorten.TAAK, verwijzing=taak.pk, door=door, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_INGETROKKEN, taak, door=door, op=op)
    if taak.voor not in (door, None):
        taakrij.bericht(taak, taak.voor, "ingetrokken", f"{door.naam} trok een taak van u in", door=door, op=op)
    return taak


def _maak_punten(taak: Taak, punten: Iterable[str], gedaan: dict[str, Taakpunt] | None = None) -> None:
    Taakpunt.objects.bulk_create(
        Taakpunt(
            taak=taak, plaats=plaats, tekst=tekst,
            klaar_op=gedaan[tekst].klaar_op if gedaan and tekst in gedaan else None,
            klaar_door=gedaan[tekst].klaar_door if gedaan and tekst in gedaan else None,
        )
        for plaats, tekst in enumerate(punten, start=1)
    )  # fmt: skip


def _volgende(taak: Taak, *, op: datetime) -> Taak:
    """Make the next of the series, or bring back the one that was made before it was opened again. Exactly one: `vorige`."""
    eerder = Taak.objects.filter(vorige=taak).first()
    if eerder is not None:
        if eerder.status == Taakstatus.INGETROKKEN:
            overgang.voer_uit(eerder, workflow.HERSTEL_TAAK, zet={"klaar_op": None, "klaar_door": None})
            werk.heropen(soort=werksoorten.TAAK, verwijzing=eerder.pk)
            taakrij.zet_rij(eerder, op=op)
        return eerder
    vandaag = taakrij.dag_van(op)
    werkdag = werkdagen_rond(vandaag, taak.in_reeks)
    # Both are there as long as it repeats (`taak_herhaling_heel`).
    begin, laatste = taak.reeks_begin or vandaag, taak.in_reeks or vandaag
    dag = volgende_in_reeks(
        begin=begin, laatste=laatste, na=vandaag, elke=taak.herhaal_elke or 1,
        eenheid=Herhaaleenheid(taak.herhaal_eenheid), is_werkdag=werkdag,
    )  # fmt: skip
    volgende = Taak(
        titel=taak.titel,
        onderwerp_soort=taak.onderwerp_soort,
        onderwerp_id=taak.onderwerp_id,
        voor=taak.voor,
        gegeven_door=taak.gegeven_door,
        gegeven_op=op,
        volgt_onderwerp=taak.volgt_onderwerp,
        tegen=werkdag_vanaf(dag, werkdagen_rond(vandaag, dag)),
        uur=taak.uur,
        belang=taak.belang,
        herinner=taak.herinner,
        herhaal_elke=taak.herhaal_elke,
        herhaal_eenheid=taak.herhaal_eenheid,
        reeks_begin=begin,
        in_reeks=dag,
        vorige=taak,
        wacht_op=taak.wacht_op,
        volg_na=taak.volg_na,
    )
    taakrij.reken_uit(volgende, op, werkdagen_rond(vandaag, volgende.tegen))
    volgende.full_clean(validate_unique=False)
    volgende.save(force_insert=True)
    _maak_punten(volgende, [punt.tekst for punt in taak.punten.all()])
    taakrij.zet_rij(volgende, op=op)
    taakrij.schrijf(gebeurtenissen.TAAK_HERHAALD, volgende, door=None, op=op, vorige=str(taak.pk))
    return volgende
