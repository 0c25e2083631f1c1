"""Appointments: made, confirmed, changed, called off, done or not done.

What leaves the house about them stands in `dossiers.actions.afspraakpost`. Each step keeps the werkvoorraad and the timeline in
step, in the same transaction. About a visit that is not announced nothing stands on the timeline before it is done: a
timeline is read by people who talk with the organisator, and shown to who is asked for advice.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions import afspraakgevolg as gevolg
from dossiers.actions import afspraakpost
from dossiers.actions.afspraakgevolg import VELDEN, Plan, plan_van
from dossiers.actions.bezoekmap import begin_met_bezoekmap
from dossiers.actions.contactmomenten import Inhoud, noteer_contact
from dossiers.actions.verslagen import begin_verslag
from dossiers.choices import Afspraaksoort, Afspraakstatus, Contactsoort, Richting
from dossiers.models import Afspraak, AfspraakLocatie, Dossier, Organisator, Verslagsjabloon
from dossiers.workflow import (
    AFSPRAAK_GEDAAN,
    AFSPRAAK_NIET_DOOR,
    ANNULEER_AFSPRAAK,
    ANNULEER_CONCEPT,
    BEVESTIG_AFSPRAAK,
    CONCEPT_GEDAAN,
)
from kern import overgang
from kern.actions import werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker

_CONTACT = {
    Afspraaksoort.BEZOEK: Contactsoort.BEZOEK,
    Afspraaksoort.GESPREK: Contactsoort.GESPREK,
    Afspraaksoort.TELEFOON: Contactsoort.TELEFOON,
}


@transaction.atomic
def maak_afspraak(
    *,
    sleutel: UUID,
    over: Organisator,
    plan: Plan,
    eigenaar: Medewerker,
    door: Medewerker,
    op: datetime,
    bevestig_meteen: bool = False,
) -> Afspraak:
    """Make an appointment of *eigenaar*: a draft, or confirmed at once. Sent twice under one *sleutel* it is one.

    Raises:
        ValidationError: a value is not valid, or somebody of outside would hear of an unannounced visit.
        AlAndersBewaard: under this key another appointment was made.
    """
    gevolg.controleer(plan, over)
    velden = {veld: getattr(plan, veld) for veld in VELDEN}
    afspraak = Afspraak(
        pk=sleutel,
        organisator=over,
        eigenaar=eigenaar,
        refnis=gevolg.refnis(plan),
        gemaakt_op=op,
        gemaakt_door=door,
        gewijzigd_op=op,
        **velden,
    )
    afspraak.full_clean(validate_unique=False)
    eerder = voeg_eenmaal_toe(afspraak, zelfde=("gemaakt_door_id", "organisator_id", "soort", "begin", "einde"))
    if eerder is not None:
        return eerder
    AfspraakLocatie.objects.bulk_create(AfspraakLocatie(afspraak=afspraak, dossier=dossier) for dossier in plan.dossiers)
    gevolg.zet_deelnemers(afspraak, plan, op)
    gevolg.log(gebeurtenissen.AFSPRAAK_GEMAAKT, afspraak, door, op)
    gevolg.meld_werk(afspraak, plan, door, op)
    if bevestig_meteen:
        bevestig(afspraak=afspraak, door=door, op=op)
    return afspraak


@transaction.atomic
def bevestig(*, afspraak: Afspraak, door: Medewerker, op: datetime) -> Afspraak:
    """Fix a draft and tell who takes part.

    Raises:
        AlGewijzigd: a colleague was first.
    """
    zet: dict[str, Any] = {"versie": F("versie") + 1, "gewijzigd_op": op}
    if afspraak.aangekondigd:
        zet["uur_vast"] = True
    overgang.voer_uit(afspraak, BEVESTIG_AFSPRAAK, zet=zet, waar={"gewist_op": None})
    afspraak.refresh_from_db()
    plan = plan_van(afspraak)
    gevolg.log(gebeurtenissen.AFSPRAAK_BEVESTIGD, afspraak, door, op)
    gevolg.zet_tijdlijn(afspraak, plan, door, op)
    gevolg.meld_werk(afspraak, plan, door, op)
    afspraakpost.nodig_uit(afspraak=afspraak, door=door, op=op)
    return afspraak


@transaction.atomic
def wijzig_afspraak(*, afspraak: Afspraak, versie: int, plan: Plan, door: Medewerker, op: datetime) -> Afspraak:
    """Change an appointment; of one that was confirmed everybody who takes part hears it, and who no longer does too.

    Raises:
        AlGewijzigd: a colleague changed or closed it since *versie*.
        ValidationError: a value is not valid, or what was announced would become unannounced.
    """
    oud = plan_van(afspraak)
    if oud == plan and afspraak.versie == versie:
        return afspraak
    vast = afspraak.status == Afspraakstatus.VAST
    if vast and oud.aangekondigd and not plan.aangekondigd:
        raise ValidationError(
            {"aangekondigd": "Dit bezoek is al aangekondigd. Annuleer het, en plan daarna een onaangekondigd bezoek."}
        )
    if vast and plan.aangekondigd:
        plan = plan._replace(uur_vast=True)
    gevolg.controleer(plan, afspraak.organisator)
    velden = {veld: getattr(plan, veld) for veld in VELDEN}
    for veld, waarde in velden.items():
        setattr(afspraak, veld, waarde)
    afspraak.full_clean(validate_unique=False)
    anders = {**velden, "refnis": gevolg.refnis(plan), "versie": F("versie") + 1, "gewijzigd_op": op}
    if vast:
        anders["volgnummer"] = F("volgnummer") + 1
    open_ = [str(status) for status in Afspraakstatus.open()]
    if Afspraak.objects.filter(pk=afspraak.pk, versie=versie, status__in=open_, gewist_op=None).update(**anders) != 1:
        raise AlGewijzigd(afspraak)
    afspraak.refresh_from_db()
    verdwenen = gevolg.zet_locaties(afspraak, plan, op)
    weg = gevolg.zet_deelnemers(afspraak, plan, op)
    gevolg.log(gebeurtenissen.AFSPRAAK_GEWIJZIGD, afspraak, door, op, extra=verdwenen)
    gevolg.zet_tijdlijn(afspraak, plan, door, op)
    gevolg.meld_werk(afspraak, plan, door, op)
    if vast:
        afspraakpost.zeg_af(afspraak=afspraak, wie=weg, door=door, op=op)
        # What only colleagues read does not send everybody a mail.
        if oud._replace(nota="", uur_vast=True) != plan._replace(nota="", uur_vast=True):
            afspraakpost.nodig_uit(afspraak=afspraak, door=door, op=op, eerst=oud.begin)
    return afspraak


@transaction.atomic
def annuleer(*, afspraak: Afspraak, reden: str, door: Medewerker, op: datetime) -> Afspraak:
    """Call an appointment off; who was told hears that too. The reason stays in the house.

    Raises:
        EisNietVoldaan: of something that was confirmed one says why.
        AlGewijzigd: a colleague was first.
    """
    vast = afspraak.status == Afspraakstatus.VAST
    _sluit(afspraak, ANNULEER_AFSPRAAK if vast else ANNULEER_CONCEPT, gebeurtenissen.AFSPRAAK_GEANNULEERD, door, op, reden=reden)
    afspraakpost.zeg_af(afspraak=afspraak, wie=list(afspraak.deelnemers.filter(weg_op=None)), door=door, op=op)
    return afspraak


@transaction.atomic
def ging_niet_door(*, afspraak: Afspraak, reden: str, door: Medewerker, op: datetime) -> Afspraak:
    """Note that nobody was there, or that it could not take place, and why. Nobody is mailed: its hour is over.

    Raises:
        EisNietVoldaan: without a reason.
        AlGewijzigd: a colleague was first, or it was never confirmed.
        ValidationError: it has not begun yet.
    """
    if afspraak.begin > op:
        raise ValidationError({"reden": "Deze afspraak moet nog beginnen. Annuleer ze als ze niet doorgaat."})
    _sluit(afspraak, AFSPRAAK_NIET_DOOR, gebeurtenissen.AFSPRAAK_NIET_DOOR, door, op, reden=reden)
    return afspraak


@transaction.atomic
def rond_af(
    *,
    afspraak: Afspraak,
    tekst: str,
    met: str,
    wanneer: datetime,
    door: Medewerker,
    op: datetime,
    sjabloon: Verslagsjabloon | None = None,
) -> Afspraak:
    """Note that it took place: a contactmoment at each location (a visit meets the norm by it), and a report to go on with.

    Raises:
        ValidationError: it lies in the future, or nothing was written.
        AlGewijzigd: a colleague was first.
    """
    over: list[Dossier | Organisator] = [*plan_van(afspraak).dossiers] or [afspraak.organisator]
    richting = Richting.UIT if afspraak.soort == Afspraaksoort.TELEFOON else ""
    inhoud = Inhoud(soort=_CONTACT[Afspraaksoort(afspraak.soort)], richting=richting, met=met, op=wanneer, tekst=tekst)
    contacten = [
        noteer_contact(sleutel=uuid5(afspraak.pk, f"contact:{waar.pk}"), over=waar, inhoud=inhoud, door=door, op=op)
        for waar in over
    ]
    verslag = None
    if sjabloon is not None:
        verslag = begin_verslag(
            sleutel=uuid5(afspraak.pk, "verslag"),
            over=over[0],
            sjabloon=sjabloon,
            titel=afspraak.onderwerp or afspraak.soortnaam,
            wanneer=wanneer,
            met=met,
            contactmoment=contacten[0],
            door=door,
            op=op,
        )
        begin_met_bezoekmap(afspraak=afspraak, verslag=verslag, door=door, op=op)
    stap = AFSPRAAK_GEDAAN if afspraak.status == Afspraakstatus.VAST else CONCEPT_GEDAAN
    _sluit(afspraak, stap, gebeurtenissen.AFSPRAAK_GEDAAN, door, op, contactmoment=contacten[0], verslag=verslag)
    return afspraak


@transaction.atomic
def laat_vallen(*, eigenaar: Medewerker, gemaakt_op: datetime, door: Medewerker, op: datetime) -> int:
    """Drop the drafts that *door* made for *eigenaar* at one moment and nobody touched since; returns how many."""
    zelfde = Afspraak.objects.filter(
        eigenaar=eigenaar, gemaakt_door=door, gemaakt_op=gemaakt_op, versie=1, status=Afspraakstatus.CONCEPT, gewist_op=None
    )
    voorstellen = list(zelfde.order_by("pk").select_for_update(no_key=True))
    for afspraak in voorstellen:
        annuleer(afspraak=afspraak, reden="", door=door, op=op)
    return len(voorstellen)


def noteer_inzage(*, afspraak: Afspraak, door: Medewerker, op: datetime) -> None:
    """Write down that *door* looked at an appointment; without the row there is no look."""
    gevolg.log(gebeurtenissen.AFSPRAAK_INGEZIEN, afspraak, door, op)


@transaction.atomic
def verhuis(*, dossiers: Collection[Dossier], naar: Medewerker, door: Medewerker, op: datetime) -> int:
    """Let the open appointments about locations that were handed over go along; returns how many went.

    An appointment goes when all its locations went and whoever had it followed them until now. Who was told hears who comes.

    Args:
        dossiers: as they were before, each with who followed it.
    """
    weg = {dossier.pk: dossier.klantenbeheerder_id for dossier in dossiers}
    open_ = [str(status) for status in Afspraakstatus.open()]
    mee = Afspraak.objects.filter(status__in=open_, gewist_op=None, einde__gt=op, locaties__dossier__in=weg).distinct()
    aantal = 0
    for afspraak in _vergrendeld(mee, naar):
        plan = plan_van(afspraak)
        if any(weg.get(d.pk) != afspraak.eigenaar_id for d in plan.dossiers):
            continue
        vast = afspraak.status == Afspraakstatus.VAST
        Afspraak.objects.filter(pk=afspraak.pk).update(
            eigenaar=naar, versie=F("versie") + 1, volgnummer=F("volgnummer") + (1 if vast else 0), gewijzigd_op=op
        )
        afspraak.refresh_from_db()
        gevolg.log(gebeurtenissen.AFSPRAAK_VERHUISD, afspraak, door, op)
        gevolg.meld_werk(afspraak, plan, door, op)
        if vast:
            afspraakpost.nodig_uit(afspraak=afspraak, door=door, op=op)
        aantal += 1
    return aantal


# --- How it goes ---------------------------------------------------------------------------------------------------------
def _vergrendeld(mee: Any, naar: Medewerker) -> list[Afspraak]:
    """Lock by key, as everybody does."""
    sleutels = sorted(set(mee.exclude(eigenaar=naar).values_list("pk", flat=True)))
    return list(Afspraak.objects.filter(pk__in=sleutels).order_by("pk").select_for_update(no_key=True))


def _sluit(
    afspraak: Afspraak, stap: overgang.Overgang, gebeurtenis: Gebeurtenis, door: Medewerker, op: datetime, **zet: Any
) -> None:
    vast = afspraak.status == Afspraakstatus.VAST
    nieuw = {**zet, "afgesloten_op": op, "afgesloten_door": door, "gewijzigd_op": op, "versie": F("versie") + 1}
    if vast and stap is ANNULEER_AFSPRAAK:
        nieuw["volgnummer"] = F("volgnummer") + 1
    overgang.voer_uit(afspraak, stap, zet=nieuw, waar={"gewist_op": None})
    afspraak.refresh_from_db()
    gevolg.log(gebeurtenis, afspraak, door, op)
    werk.sluit(soort=werksoorten.AFSPRAAK, verwijzing=afspraak.pk, door=door, op=op)
    if vast:
        gevolg.zet_tijdlijn(afspraak, plan_van(afspraak), door, op)
