"""Grants on one dossier: asked and answered, taken in an emergency, ended before their time."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from dossiers import berichten, gebeurtenissen, werksoorten, workflow
from dossiers.access import beslissers, mag_inhoud, namens
from dossiers.choices import Toegangsoort
from dossiers.fouten import HeeftAlToegang, OngeldigePeriode, VraagLooptAl
from dossiers.models import Dossier, DossierToegang, Toegangsvraag
from kern import logboek, overgang
from kern.access import check_vier_ogen
from kern.actions import werk
from kern.choices import Rol, Werkaard
from kern.fouten import AlGewijzigd
from kern.models import Medewerker, Uitnodiging
from kern.tijd import BRUSSEL, einde_van
from kern.werk import Publiek

NOODTOEGANG_DUURT = timedelta(hours=24)
HOOGSTENS_DAGEN = 365


def inhoud_zien() -> QuerySet[Permission]:
    """Return the permission of a grant, as a query of one row."""
    return Permission.objects.filter(codename="inhoud_zien", content_type__app_label="dossiers", content_type__model="dossier")


@transaction.atomic
def verleen(
    *,
    dossier: Dossier,
    aan: Medewerker,
    soort: Toegangsoort,
    reden: str,
    tot: datetime,
    door: Medewerker,
    op: datetime,
    uitnodiging: Uitnodiging | None = None,
) -> DossierToegang:
    """Let *aan* read the content of *dossier* until *tot*; a running noodtoegang of the same person ends with it.

    With *uitnodiging* the grant also ends with the answer to it (`kern.actions.uitnodigingen`).

    Raises:
        HeeftAlToegang: a grant runs already.
        OngeldigePeriode: *tot* is not after *op*, or more than a year later.
    """
    if not op < tot <= einde_van(op.astimezone(BRUSSEL).date() + timedelta(days=HOOGSTENS_DAGEN)):
        raise OngeldigePeriode(HOOGSTENS_DAGEN)
    # Two grants to one person at once take turns here: in the exclusion constraint they would wait for each other for ever.
    Medewerker.objects.select_for_update(no_key=True).get(pk=aan.pk)
    lopend = DossierToegang.objects.filter(user=aan, content_object=dossier, verloopt_op__gt=op)
    lopend.filter(soort=Toegangsoort.NOOD, verleend_op__lte=op).update(verloopt_op=op)
    try:
        with transaction.atomic():
            toegang = DossierToegang.objects.create(
                content_object=dossier,
                user=aan,
                permission=inhoud_zien().get(),
                soort=soort,
                reden=reden,
                verleend_door=door,
                verleend_op=op,
                verloopt_op=tot,
                uitnodiging=uitnodiging,
            )
    except IntegrityError:
        # The exclusion constraint: the same person, the same dossier, an overlapping period.
        raise HeeftAlToegang(aan.naam) from None
    logboek.schrijf(
        gebeurtenissen.NOODTOEGANG_GENOMEN if soort == Toegangsoort.NOOD else gebeurtenissen.TOEGANG_VERLEEND,
        over=dossier,
        door=door,
        op=op,
        namens=None if soort == Toegangsoort.NOOD else namens(door, beslissers(dossier)),
        reden=reden,
        gegevens={"aan": aan.pk, "soort": str(soort), "tot": tot.isoformat(), "toegang": toegang.pk},
    )
    return toegang


@transaction.atomic
def neem_noodtoegang(*, dossier: Dossier, door: Medewerker, reden: str, op: datetime) -> DossierToegang:
    """Open the content for 24 hours; who is in charge is told at once.

    Raises:
        HeeftAlToegang: the content is open already.
    """
    if mag_inhoud(door, dossier):
        raise HeeftAlToegang
    tot = op + NOODTOEGANG_DUURT
    toegang = verleen(dossier=dossier, aan=door, soort=Toegangsoort.NOOD, reden=reden, tot=tot, door=door, op=op)
    berichten.meld_noodtoegang(toegang, door=door, op=op)
    werk.meld(
        soort=werksoorten.NOODTOEGANG,
        verwijzing=toegang.pk,
        titel=f"{door.naam} nam noodtoegang",
        url=f"{reverse('dossiers:toegang')}#toegang-{toegang.pk}",
        over=dossier,
        publiek=_beslissers(dossier, niet=door),
        volgt_onderwerp=True,
        op=op,
    )
    return toegang


@transaction.atomic
def vraag_toegang(*, dossier: Dossier, door: Medewerker, reden: str, op: datetime) -> Toegangsvraag:
    """Ask to read the content; the coordinators of the team and the klantenbeheerder are told.

    Raises:
        HeeftAlToegang: the content is open already.
        VraagLooptAl: an earlier request of the same person has no answer yet.
    """
    if mag_inhoud(door, dossier):
        raise HeeftAlToegang
    try:
        with transaction.atomic():
            vraag = Toegangsvraag.objects.create(dossier=dossier, vrager=door, reden=reden, gevraagd_op=op)
    except IntegrityError:
        raise VraagLooptAl from None
    logboek.schrijf(gebeurtenissen.TOEGANG_GEVRAAGD, over=dossier, door=door, op=op, reden=reden, gegevens={"vraag": vraag.pk})
    berichten.meld_vraag(vraag, door=door, op=op)
    _zet_in_werkvoorraad(vraag, op=op)
    return vraag


def _beslissers(dossier: Dossier, *, niet: Medewerker) -> Publiek:
    """Who is in charge of access to *dossier*: its klantenbeheerder and the coordinators of its team; never who asks."""
    return Publiek(voor=dossier.klantenbeheerder, rol=Rol.COORDINATOR, team=dossier.team, niet=niet)


def _zet_in_werkvoorraad(vraag: Toegangsvraag, *, op: datetime) -> None:
    url = vraag.get_absolute_url()
    werk.meld(
        soort=werksoorten.TOEGANG_BESLISSEN,
        verwijzing=vraag.pk,
        titel=f"{vraag.vrager.naam} vraagt toegang",
        url=url,
        over=vraag.dossier,
        publiek=_beslissers(vraag.dossier, niet=vraag.vrager),
        volgt_onderwerp=True,
        op=op,
    )
    werk.meld(
        soort=werksoorten.TOEGANG_KRIJGEN,
        verwijzing=vraag.pk,
        titel="U vroeg toegang",
        url=url,
        over=vraag.dossier,
        aard=Werkaard.WACHT,
        wacht_op=f"een beslissing van team {vraag.dossier.team.naam}",
        publiek=Publiek(voor=vraag.vrager),
        op=op,
    )


def _sluit_werk(vraag: Toegangsvraag, *, door: Medewerker, op: datetime) -> None:
    for soort in (werksoorten.TOEGANG_BESLISSEN, werksoorten.TOEGANG_KRIJGEN):
        werk.sluit(soort=soort, verwijzing=vraag.pk, door=door, op=op)


@transaction.atomic
def ken_toe(*, vraag: Toegangsvraag, tot: date, door: Medewerker, op: datetime) -> Toegangsvraag:
    """Answer yes: the asker reads the content until and including *tot*.

    Raises:
        VierOgenNodig: the asker answers.
        OngeldigePeriode: *tot* lies in the past or more than a year away.
        AlGewijzigd: the request has an answer already.
    """
    check_vier_ogen(vraag.vrager, door)
    if tot > op.astimezone(BRUSSEL).date() + timedelta(days=HOOGSTENS_DAGEN):
        raise OngeldigePeriode(HOOGSTENS_DAGEN)
    # The grant comes before the transition that points at it: the lock lets a second answer wait and then see the first.
    if not Toegangsvraag.objects.open().select_for_update().filter(pk=vraag.pk).exists():
        raise AlGewijzigd(vraag)
    toegang = verleen(
        dossier=vraag.dossier,
        aan=vraag.vrager,
        soort=Toegangsoort.TOEGANG,
        reden=vraag.reden,
        tot=einde_van(tot),
        door=door,
        op=op,
    )
    overgang.voer_uit(vraag, workflow.KEN_TOE, zet={"toegang": toegang, "beslist_door": door, "beslist_op": op})
    _sluit_werk(vraag, door=door, op=op)
    berichten.meld_antwoord(vraag, door=door, op=op)
    return vraag


@transaction.atomic
def weiger(*, vraag: Toegangsvraag, antwoord: str, door: Medewerker, op: datetime) -> Toegangsvraag:
    """Answer no, with the reason that the asker reads.

    Raises:
        VierOgenNodig: the asker answers.
        EisNietVoldaan: no reason.
        AlGewijzigd: the request has an answer already.
    """
    check_vier_ogen(vraag.vrager, door)
    overgang.voer_uit(vraag, workflow.WEIGER, zet={"antwoord": antwoord, "beslist_door": door, "beslist_op": op})
    _sluit_werk(vraag, door=door, op=op)
    logboek.schrijf(
        gebeurtenissen.TOEGANG_GEWEIGERD,
        over=vraag.dossier,
        door=door,
        op=op,
        namens=namens(door, beslissers(vraag.dossier)),
        reden=antwoord,
        gegevens={"vraag": vraag.pk, "vrager": vraag.vrager_id},
    )
    berichten.meld_antwoord(vraag, door=door, op=op)
    return vraag


@transaction.atomic
def trek_vraag_in(*, vraag: Toegangsvraag, door: Medewerker, op: datetime) -> Toegangsvraag:
    """Take back one's own request.

    Raises:
        AlGewijzigd: the request has an answer already.
    """
    overgang.voer_uit(vraag, workflow.TREK_IN, zet={"beslist_door": door, "beslist_op": op})
    _sluit_werk(vraag, door=door, op=op)
    logboek.schrijf(gebeurtenissen.TOEGANG_VRAAG_INGETROKKEN, over=vraag.dossier, door=door, op=op, gegevens={"vraag": vraag.pk})
    return vraag


@transaction.atomic
def beeindig(*, toegang: DossierToegang, reden: str, door: Medewerker, op: datetime) -> DossierToegang:
    """End a grant before its time; the next click of that person shows the card.

    Raises:
        AlGewijzigd: it had ended already.
    """
    lopend = DossierToegang.objects.filter(pk=toegang.pk, verleend_op__lte=op, verloopt_op__gt=op)
    if lopend.update(verloopt_op=op, ingetrokken_door=door) != 1:
        raise AlGewijzigd(toegang)
    toegang.verloopt_op, toegang.ingetrokken_door = op, door
    logboek.schrijf(
        gebeurtenissen.TOEGANG_BEEINDIGD,
        over=toegang.content_object,
        door=door,
        op=op,
        namens=namens(door, beslissers(toegang.content_object)),
        reden=reden,
        gegevens={"toegang": toegang.pk, "van": toegang.user_id},
    )
    berichten.meld_einde(toegang, door=door, op=op)
    return toegang


def verleen_op_uitnodiging(
    onderwerp: Dossier, *, uitnodiging: Uitnodiging, aan: Medewerker, door: Medewerker, op: datetime
) -> None:
    """Let *aan* read the dossier while the question about it is open (the hook of `kern.uitnodigen`)."""
    verleen(
        dossier=onderwerp,
        aan=aan,
        soort=Toegangsoort.UITNODIGING,
        reden="adviesvraag",
        tot=uitnodiging.verloopt_op,
        door=door,
        op=op,
        uitnodiging=uitnodiging,
    )
