"""Writes about what the people at a location showed, and the daily look at what expires.

The end of an attest stands on the paper: it is not computed, moved, suspended or extended, so it is no `Termijn` of kern. With
tens of thousands of them, a row there each, computed again every night, would say nothing that the date itself does not. Every
page looks at `verloopt_op`; once a day `kijk_na` lets the ones that end soon ask attention and wait in the werkvoorraad of who
follows the place, with that last day as their term, and the others rest.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from dossiers import gebeurtenissen, werksoorten
from dossiers.access import namens_wie_bij
from dossiers.actions import tijdlijn
from dossiers.actions.aandacht import open_aandacht, sluit_aandacht
from dossiers.models import Aandacht, Attest, Betrokkene, Dossier
from dossiers.personen import ATTEST, VERWITTIG, geldigheid, reden_van, titel_attest
from kern import logboek
from kern.actions import werk
from kern.actions.rijen import bewaar
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker, Werkregel
from kern.tijd import BRUSSEL
from kern.werk import Publiek


@transaction.atomic
def voeg_toe(
    *,
    betrokkene: Betrokkene,
    soort: str,
    afgegeven_op: date | None,
    verloopt_op: date | None,
    door: Medewerker,
    op: datetime,
    opmerking: str = "",
) -> Attest:
    """Write down that somebody showed an attest.

    Raises:
        ValidationError: a field is not valid, or one of this kind holds already.
    """
    attest = Attest(betrokkene=betrokkene, soort=soort, afgegeven_op=afgegeven_op, verloopt_op=verloopt_op, opmerking=opmerking)
    bewaar(attest)
    _noteer(attest, gebeurtenissen.ATTEST_TOEGEVOEGD, door=door, op=op)
    _meld(attest, op)
    return attest


@transaction.atomic
def vernieuw(
    *,
    attest: Attest,
    afgegeven_op: date | None,
    verloopt_op: date | None,
    door: Medewerker,
    op: datetime,
    opmerking: str = "",
) -> Attest:
    """Put a newer attest of the same kind in the place of *attest*; what asked attention because of the old one, rests.

    Raises:
        AlGewijzigd: a colleague renewed or withdrew it in the meantime.
        ValidationError: a field is not valid.
    """
    _laat_vervallen(attest, door, op)
    nieuw = Attest(
        betrokkene=attest.betrokkene,
        soort=attest.soort,
        afgegeven_op=afgegeven_op,
        verloopt_op=verloopt_op,
        opmerking=opmerking,
    )
    bewaar(nieuw)
    _noteer(nieuw, gebeurtenissen.ATTEST_VERNIEUWD, door=door, op=op)
    _meld(nieuw, op)
    return nieuw


@transaction.atomic
def trek_in(*, attest: Attest, reden: str, door: Medewerker, op: datetime) -> Attest:
    """Withdraw what was written down wrongly; its line on the timeline ends.

    Raises:
        AlGewijzigd: a colleague renewed or withdrew it in the meantime.
    """
    _laat_vervallen(attest, door, op)
    tijdlijn.laat_vervallen(soort=ATTEST, verwijzing=str(attest.pk), op=op)
    _log(gebeurtenissen.ATTEST_INGETROKKEN, attest, door=door, op=op, reden=reden)
    return attest


def kijk_na(*, op: datetime) -> int:
    """Let each attest that ends within sixty days, of somebody who is still there, ask attention and wait for somebody.

    Each in a transaction of its own, and only where something changes. Returns how many changed. Of somebody at no location in
    particular it only waits: attention is a matter of one location.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    lopend = {a.verwijzing: a for a in Aandacht.objects.filter(soort=ATTEST, tot=None)}
    wachtend = set(_wachtend().values_list("verwijzing", flat=True))
    nodig = {str(a.pk): a for a in _lopen_af(vandaag)}
    gewijzigd = 0
    for sleutel, attest in nodig.items():
        oud = lopend.get(sleutel)
        toont = attest.betrokkene.dossier_id is None or (oud is not None and (oud.reden, oud.ernst) == reden_van(attest, vandaag))
        if not toont or sleutel not in wachtend:
            gewijzigd += _open_als_nog_nodig(attest, op)
    for sleutel in (lopend.keys() | wachtend) - nodig.keys():
        laat_rusten(sleutel, door=None, op=op)
        gewijzigd += 1
    return gewijzigd


@transaction.atomic(savepoint=False)
def laat_rusten(sleutel: object, *, door: Medewerker | None, op: datetime) -> None:
    """Let what an attest asked for rest: renewed, withdrawn, or its person has left."""
    sluit_aandacht(soort=ATTEST, verwijzing=str(sleutel), op=op)
    werk.sluit(soort=werksoorten.ATTEST, verwijzing=sleutel, door=door, op=op)


@transaction.atomic(savepoint=False)
def meld_opnieuw(betrokkene: Betrokkene, *, op: datetime) -> None:
    """Let the attesten of somebody who is back ask what they asked before."""
    for attest in Attest.objects.filter(betrokkene=betrokkene, vervallen_op=None).order_by("pk"):
        attest.betrokkene = betrokkene
        _meld(attest, op)


def _wachtend() -> QuerySet[Werkregel]:
    return Werkregel.objects.filter(soort=werksoorten.ATTEST.code, klaar_op=None)


def _lopen_af(vandaag: date) -> list[Attest]:
    er_nog = Q(betrokkene__tot=None) | Q(betrokkene__tot__gte=vandaag)
    rijen = Attest.objects.filter(er_nog, vervallen_op=None, verloopt_op__lte=vandaag + VERWITTIG)
    return list(rijen.select_related("betrokkene__dossier", "betrokkene__organisator").order_by("pk"))


@transaction.atomic
def _open_als_nog_nodig(attest: Attest, op: datetime) -> int:
    # Renewed by somebody between the reading and here: then there is nothing to ask attention for.
    if not Attest.objects.select_for_update().filter(pk=attest.pk, vervallen_op=None).exists():
        return 0
    _meld(attest, op)
    return 1


def _meld(attest: Attest, op: datetime) -> None:
    """Let an attest that ends soon ask attention, and wait for who follows the place; one that does not, does nothing."""
    vandaag, betrokkene = op.astimezone(BRUSSEL).date(), attest.betrokkene
    if attest.verloopt_op is None or attest.verloopt_op > vandaag + VERWITTIG or betrokkene.is_weg(vandaag):
        return
    if betrokkene.dossier is not None:
        reden, ernst = reden_van(attest, vandaag)
        open_aandacht(
            dossier=betrokkene.dossier,
            soort=ATTEST,
            verwijzing=str(attest.pk),
            reden=reden,
            ernst=ernst,
            op=op,
            url=betrokkene.get_absolute_url(),
        )
    # Passed on to a colleague, it stays there.
    if not _wachtend().filter(verwijzing=str(attest.pk)).exists():
        werk.meld(
            soort=werksoorten.ATTEST,
            verwijzing=attest.pk,
            titel=f"{attest.get_soort_display().capitalize()} van een {betrokkene.get_rol_display()} vervalt",
            over=betrokkene.dossier or betrokkene.organisator,
            publiek=_voor_wie(betrokkene),
            tegen=attest.verloopt_op,
            url=betrokkene.get_absolute_url(),
            volgt_onderwerp=True,
            op=op,
        )


def _voor_wie(betrokkene: Betrokkene) -> Publiek:
    """Return who follows the place; with nobody the coordinators of the team (of any, for an organisator without locations)."""
    plaats = betrokkene.dossier or betrokkene.organisator
    if plaats.klantenbeheerder is not None:
        return Publiek(voor=plaats.klantenbeheerder)
    eerste = plaats if isinstance(plaats, Dossier) else plaats.dossiers.order_by("pk").first()
    return Publiek(rol=Rol.COORDINATOR, team=eerste.team if eerste else None)


def _laat_vervallen(attest: Attest, door: Medewerker, op: datetime) -> None:
    if Attest.objects.filter(pk=attest.pk, vervallen_op=None).update(vervallen_op=op) != 1:
        raise AlGewijzigd(attest)
    attest.vervallen_op = op
    laat_rusten(attest.pk, door=door, op=op)


def _noteer(attest: Attest, gebeurtenis: Gebeurtenis, *, door: Medewerker, op: datetime) -> None:
    betrokkene = attest.betrokkene
    tijdlijn.schrijf(
        over=betrokkene.dossier or betrokkene.organisator,
        soort=ATTEST,
        verwijzing=str(attest.pk),
        titel=titel_attest(attest.soort, betrokkene.rol),
        kort=geldigheid(attest.verloopt_op),
        op=op,
        bekend_sinds=op,
        door=door,
        url=betrokkene.get_absolute_url(),
    )
    _log(gebeurtenis, attest, door=door, op=op)


def _log(gebeurtenis: Gebeurtenis, attest: Attest, *, door: Medewerker, op: datetime, reden: str = "") -> None:
    logboek.schrijf(
        gebeurtenis,
        over=attest.betrokkene,
        door=door,
        op=op,
        namens=namens_wie_bij(door, attest.betrokkene),
        reden=reden,
        gegevens={"attest": str(attest.pk), "soort": attest.soort},
    )
