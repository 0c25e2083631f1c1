"""Writes about questions to one person: ask, answer, refuse, withdraw. Each end also ends the access that came with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.template.loader import render_to_string

from kern import gebeurtenissen, logboek, overgang, werksoorten, workflow
from kern.access import check_recht, namens
from kern.actions import outbox, werk
from kern.actions.links import gebruik_link, maak_link, trek_link_in
from kern.choices import Uitnodigingstatus, Werkaard
from kern.fouten import AlGewijzigd, DomeinFout
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker, OndertekendeLink, ToegangBasis, Uitnodiging
from kern.outbox.keuzes import BijTwijfel
from kern.overgang import Overgang
from kern.queries.uitnodigingen import mag_intrekken
from kern.tijd import BRUSSEL, begin_van
from kern.uitnodigen import vraagbaar_van
from kern.werk import Publiek, onderwerpsoort

# Somebody who answers two days late still answers; the page says both dates.
RESPIJT_DAGEN = 3
LANGSTE_DAGEN = 90

LINKDOEL = "kern.adviesvraag"


@dataclass(frozen=True)
class Buitenstaander:
    """Somebody without an account, reached by a signed link."""

    naam: str
    email: str


class Vervallen(DomeinFout):
    """The day passed, and the days of grace too."""

    status = 409
    titel = "De termijn is voorbij"

    def __init__(self, uitnodiging: Uitnodiging) -> None:
        super().__init__(
            f"Antwoorden kon tot en met {uitnodiging.verloopt_op.astimezone(BRUSSEL) - timedelta(days=1):%d/%m/%Y}. "
            f"Neem contact op met {uitnodiging.gevraagd_door.naam} als uw antwoord nog nodig is."
        )


class NietVoorU(DomeinFout):
    """The person to be asked cannot be asked."""


def einde_van(tegen: date) -> datetime:
    """Return the first second at which a question asked for *tegen* can no longer be answered: grace included, Brussels time."""
    return begin_van(tegen + timedelta(days=RESPIJT_DAGEN + 1))


@transaction.atomic
def vraag_advies(
    *,
    sleutel: UUID,
    onderwerp_soort: str,
    onderwerp_id: str,
    aan: Medewerker | Buitenstaander,
    vraag: str,
    tegen: date,
    door: Medewerker,
    op: datetime,
) -> Uitnodiging:
    """Ask one person about one thing, and open exactly that thing to them until the question is closed.

    Args:
        sleutel: made by the form; the same form sent twice asks once and returns the question that is there.
        aan: a colleague of any role, or somebody of outside, who sees the question but never the thing.
        tegen: the day by which an answer is expected; answering stays possible for `RESPIJT_DAGEN` days more.

    Raises:
        PermissionDenied: *door* may not ask, or not about this thing.
        NietVoorU: the colleague cannot work here (any more), or the day is too far.
        ValidationError: a field is not valid.
    """
    check_recht(door, "kern.nodig_uit")
    vraagbaar = vraagbaar_van(onderwerp_soort)
    onderwerp = vraagbaar.vind(door, onderwerp_id)
    if onderwerp is None:
        raise PermissionDenied(f"geen advies over {onderwerp_soort}")
    _controleer(aan, tegen, op)
    uitnodiging = Uitnodiging(
        id=sleutel,
        onderwerp_soort=onderwerp_soort,
        onderwerp_id=onderwerp_id,
        gevraagde=aan if isinstance(aan, Medewerker) else None,
        buiten_naam=aan.naam if isinstance(aan, Buitenstaander) else "",
        buiten_email=aan.email if isinstance(aan, Buitenstaander) else "",
        gevraagd_door=door,
        gevraagd_op=op,
        vraag=vraag.strip(),
        tegen=tegen,
        verloopt_op=einde_van(tegen),
    )
    uitnodiging.full_clean(validate_unique=False)
    bestaande = _bewaar_of_vind(uitnodiging)
    if bestaande is not None:
        return bestaande
    gegevens = {"over": f"{onderwerp_soort}:{onderwerp_id}", "aan": aan.pk if isinstance(aan, Medewerker) else None}
    logboek.schrijf(gebeurtenissen.ADVIES_GEVRAAGD, over=uitnodiging, door=door, op=op, gegevens=gegevens)
    _zet_in_werkvoorraad(uitnodiging, op=op)
    if isinstance(aan, Medewerker):
        vraagbaar.verleen(onderwerp, uitnodiging=uitnodiging, aan=aan, door=door, op=op)
        outbox.notificeer(
            sleutel=f"adviesvraag:{uitnodiging.pk}",
            over=uitnodiging,
            ontvangers=[aan],
            titel=f"{door.naam} vraagt uw advies tegen {tegen:%d/%m/%Y}",
            url=uitnodiging.get_absolute_url(),
            door=door,
            op=op,
        )
    else:
        _stuur_link(uitnodiging, aan, door=door, op=op)
    return uitnodiging


def _zet_in_werkvoorraad(uitnodiging: Uitnodiging, *, op: datetime) -> None:
    """Let the person asked have it to do until it expires, and the asker wait for it until it is answered or withdrawn."""
    bekend = onderwerpsoort(uitnodiging.onderwerp_soort) is not None
    over = (uitnodiging.onderwerp_soort, uitnodiging.onderwerp_id) if bekend else None
    url = uitnodiging.get_absolute_url()
    if uitnodiging.gevraagde is not None:
        werk.meld(
            soort=werksoorten.ADVIES_GEVEN,
            verwijzing=uitnodiging.pk,
            titel=f"{uitnodiging.gevraagd_door.naam} vraagt uw advies",
            kort=uitnodiging.vraag,
            url=url,
            over=over,
            tegen=uitnodiging.tegen,
            verloopt_op=uitnodiging.verloopt_op,
            publiek=Publiek(voor=uitnodiging.gevraagde),
            op=op,
        )
    werk.meld(
        soort=werksoorten.ADVIES_KRIJGEN,
        verwijzing=uitnodiging.pk,
        titel=uitnodiging.vraag,
        url=url,
        over=over,
        aard=Werkaard.WACHT,
        wacht_op=f"een antwoord van {uitnodiging.aan_naam}",
        tegen=uitnodiging.tegen,
        publiek=Publiek(voor=uitnodiging.gevraagd_door),
        op=op,
    )


def _stuur_link(uitnodiging: Uitnodiging, aan: Buitenstaander, *, door: Medewerker, op: datetime) -> None:
    """Give somebody of outside their own door, and mail the address; the question itself is read behind it, not in the mail."""
    nieuw = maak_link(doel=LINKDOEL, over=uitnodiging, door=door, op=op, verloopt_op=uitnodiging.verloopt_op)
    uitnodiging.link = nieuw.link
    uitnodiging.save(update_fields=["link"])
    gegevens = {"uitnodiging": uitnodiging, "aan": aan, "adres": nieuw.adres, "respijt": RESPIJT_DAGEN}
    outbox.mail(
        sleutel=f"adviesvraag:{uitnodiging.pk}",
        over=uitnodiging,
        aan=[aan.email],
        titel="Een vraag van Opgroeien",
        tekst=render_to_string("mail/adviesvraag.txt", gegevens),
        bij_twijfel=BijTwijfel.OPNIEUW,  # twice the same link harms nobody
        antwoord_aan=door.email,
        door=door,
        op=op,
    )


def _controleer(aan: Medewerker | Buitenstaander, tegen: date, op: datetime) -> None:
    if isinstance(aan, Medewerker) and (not aan.is_active or not aan.rollen):
        raise NietVoorU(f"{aan.naam} heeft geen toegang tot de toepassing. Kies iemand anders.")
    vandaag = op.astimezone(BRUSSEL).date()
    if not vandaag <= tegen <= vandaag + timedelta(days=LANGSTE_DAGEN):
        raise NietVoorU(f"Kies een dag vanaf vandaag, ten laatste over {LANGSTE_DAGEN} dagen.")


def _bewaar_of_vind(uitnodiging: Uitnodiging) -> Uitnodiging | None:
    """Insert, or return the row that the same form made a moment ago; a second writer waits here for the first."""
    try:
        with transaction.atomic():
            uitnodiging.save(force_insert=True)
    except IntegrityError:
        bestaande = Uitnodiging.objects.filter(pk=uitnodiging.pk).first()
        if bestaande is None:
            raise
        if bestaande.gevraagd_door_id != uitnodiging.gevraagd_door_id:
            raise NietVoorU("Dit formulier is al gebruikt. Open het opnieuw en stel uw vraag nog eens.") from None
        return bestaande
    return None


@transaction.atomic
def beantwoord(*, uitnodiging: Uitnodiging, antwoord: str, door: Medewerker, op: datetime) -> Uitnodiging:
    """Answer in place. The access ends with the answer, in the same transaction.

    Raises:
        PermissionDenied: the question was put to somebody else; a substitute does not answer for them.
        EisNietVoldaan: the answer is empty.
        Vervallen: too late, by the second.
        AlGewijzigd: answered, refused or withdrawn already.
    """
    _check_gevraagde(uitnodiging, door)
    _sluit(uitnodiging, workflow.BEANTWOORD, antwoord=antwoord, op=op)
    _noteer_einde(uitnodiging, gebeurtenissen.ADVIES_GEGEVEN, door=door, op=op)
    _meld_aan_vrager(uitnodiging, f"{door.naam} heeft geantwoord", door=door, op=op)
    return uitnodiging


@transaction.atomic
def beantwoord_met_link(*, link: OndertekendeLink, antwoord: str, op: datetime) -> Uitnodiging:
    """Answer by somebody without an account; the link is used up in the same transaction.

    Raises:
        LinkWerktNiet: used, withdrawn or expired in the meantime.
        EisNietVoldaan: the answer is empty; the link stays good.
    """
    gebruik_link(link=link, op=op)
    uitnodiging = Uitnodiging.objects.select_related("gevraagd_door").get(link=link)
    _sluit(uitnodiging, workflow.BEANTWOORD, antwoord=antwoord, op=op)
    _noteer_einde(uitnodiging, gebeurtenissen.ADVIES_GEGEVEN, door=None, op=op)
    _meld_aan_vrager(uitnodiging, "Er is een antwoord van buiten op uw vraag", door=None, op=op)
    return uitnodiging


@transaction.atomic
def weiger(*, uitnodiging: Uitnodiging, reden: str, door: Medewerker, op: datetime) -> Uitnodiging:
    """Say that one will not answer, and why if one wants; the asker can turn to somebody else at once.

    Raises:
        PermissionDenied, Vervallen, AlGewijzigd: as with `beantwoord`.
    """
    _check_gevraagde(uitnodiging, door)
    _sluit(uitnodiging, workflow.WEIGER_VRAAG, antwoord=reden, op=op)
    _noteer_einde(uitnodiging, gebeurtenissen.ADVIES_GEWEIGERD, door=door, op=op)
    _meld_aan_vrager(uitnodiging, f"{door.naam} antwoordt niet op uw vraag", door=door, op=op)
    return uitnodiging


@transaction.atomic
def trek_in(*, uitnodiging: Uitnodiging, door: Medewerker, op: datetime) -> Uitnodiging:
    """Take a question back, expired or not; the access and the link end with it.

    Raises:
        PermissionDenied: *door* did not ask, and does not stand in for who did.
        AlGewijzigd: it was closed already.
    """
    if not mag_intrekken(door, uitnodiging, op):
        raise PermissionDenied("niet uw vraag")
    # The link before the question, as in `beantwoord_met_link`: in the other order the two could wait for each other for ever.
    if uitnodiging.link_id is not None:
        link = OndertekendeLink.objects.select_for_update().get(pk=uitnodiging.link_id)
        if link.ingetrokken_op is None:
            trek_link_in(link=link, door=door, op=op)
    overgang.voer_uit(uitnodiging, workflow.TREK_VRAAG_IN, zet={"afgesloten_op": op})
    _noteer_einde(uitnodiging, gebeurtenissen.ADVIES_INGETROKKEN, door=door, op=op)
    return uitnodiging


@transaction.atomic
def noteer_inzage(*, uitnodiging: Uitnodiging, door: Medewerker, op: datetime) -> None:
    """Write down that the person asked looked at the thing."""
    gegevens = {"over": f"{uitnodiging.onderwerp_soort}:{uitnodiging.onderwerp_id}"}
    logboek.schrijf(gebeurtenissen.ADVIES_INGEZIEN, over=uitnodiging, door=door, op=op, gegevens=gegevens)


def _check_gevraagde(uitnodiging: Uitnodiging, door: Medewerker) -> None:
    if uitnodiging.gevraagde_id != door.pk or not door.is_active:
        raise PermissionDenied("niet aan u gevraagd")


def _sluit(uitnodiging: Uitnodiging, stap: Overgang, *, antwoord: str, op: datetime) -> None:
    """Take *stap* in one UPDATE that also asks the clock; say which of the two was first when it fails."""
    try:
        overgang.voer_uit(
            uitnodiging, stap, zet={"antwoord": antwoord.strip(), "afgesloten_op": op}, waar={"verloopt_op__gt": op}
        )
    except AlGewijzigd:
        uitnodiging.refresh_from_db()
        if uitnodiging.stand(op) is Uitnodigingstatus.VERVALLEN:
            raise Vervallen(uitnodiging) from None
        raise


def _noteer_einde(uitnodiging: Uitnodiging, gebeurtenis: Gebeurtenis, *, door: Medewerker | None, op: datetime) -> None:
    beeindig_toegang(uitnodiging=uitnodiging, op=op)
    for soort in (werksoorten.ADVIES_GEVEN, werksoorten.ADVIES_KRIJGEN):
        werk.sluit(soort=soort, verwijzing=uitnodiging.pk, door=door, op=op)
    voor = None
    if door is not None and gebeurtenis is gebeurtenissen.ADVIES_INGETROKKEN:
        voor = namens(door, team=None, eigenaars=[uitnodiging.gevraagd_door], op=op)
    logboek.schrijf(
        gebeurtenis,
        over=uitnodiging,
        door=door,
        namens=voor,
        op=op,
        gegevens={"over": f"{uitnodiging.onderwerp_soort}:{uitnodiging.onderwerp_id}"},
    )


def _meld_aan_vrager(uitnodiging: Uitnodiging, titel: str, *, door: Medewerker | None, op: datetime) -> None:
    outbox.notificeer(
        sleutel=f"adviesvraag-einde:{uitnodiging.pk}",
        over=uitnodiging,
        ontvangers=[uitnodiging.gevraagd_door],
        titel=titel,
        url=uitnodiging.get_absolute_url(),
        door=door,
        op=op,
    )


def beeindig_toegang(*, uitnodiging: Uitnodiging, op: datetime) -> int:
    """End every grant that hangs on *uitnodiging*, in the tables of all apps; returns how many ended.

    A grant never ends before it began (a constraint), so one that has yet to begin becomes empty.
    """
    beeindigd = 0
    for tabel in apps.get_models():
        if issubclass(tabel, ToegangBasis):
            lopend = tabel._base_manager.filter(uitnodiging=uitnodiging, verloopt_op__gt=op)
            beeindigd += lopend.update(verloopt_op=Greatest(Value(op), F("verleend_op")))
    return beeindigd
