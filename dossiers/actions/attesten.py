"""Writes about what the people at a location showed, and the daily look at what expires.

The end of an attest stands on the paper: it is not computed, moved, suspended or extended, so it is no `Termijn` of kern. With
tens of thousands of them, a row there each, computed again every night, would say nothing that the date itself does not. Every
page looks at `verloopt_op`; once a day `kijk_na` lets the ones that end soon ask attention, and the others rest.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from dossiers import gebeurtenissen
from dossiers.access import namens_wie_bij
from dossiers.actions import tijdlijn
from dossiers.actions.aandacht import open_aandacht, sluit_aandacht
from dossiers.models import Aandacht, Attest, Betrokkene
from dossiers.personen import ATTEST, VERWITTIG, reden_van
from kern import logboek
from kern.actions.rijen import bewaar
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.tijd import BRUSSEL


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
    _vraag_aandacht(attest, op)
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
    _laat_vervallen(attest, op)
    nieuw = Attest(
        betrokkene=attest.betrokkene,
        soort=attest.soort,
        afgegeven_op=afgegeven_op,
        verloopt_op=verloopt_op,
        opmerking=opmerking,
    )
    bewaar(nieuw)
    _noteer(nieuw, gebeurtenissen.ATTEST_VERNIEUWD, door=door, op=op)
    _vraag_aandacht(nieuw, op)
    return nieuw


@transaction.atomic
def trek_in(*, attest: Attest, reden: str, door: Medewerker, op: datetime) -> Attest:
    """Withdraw what was written down wrongly; its line on the timeline ends.

    Raises:
        AlGewijzigd: a colleague renewed or withdrew it in the meantime.
    """
    _laat_vervallen(attest, op)
    tijdlijn.laat_vervallen(soort=ATTEST, verwijzing=str(attest.pk), op=op)
    _log(gebeurtenissen.ATTEST_INGETROKKEN, attest, door=door, op=op, reden=reden)
    return attest


def kijk_na(*, op: datetime) -> int:
    """Let each attest that ends within sixty days, of somebody who is still at a location, ask attention; let the others rest.

    Each in a transaction of its own, and only where something changes. Returns how many changed. An attest of somebody at no
    location in particular is shown on the page of the organisator: attention is a matter of one location.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    lopend = {a.verwijzing: a for a in Aandacht.objects.filter(soort=ATTEST, tot=None)}
    nodig = {str(a.pk): a for a in _vragen_aandacht(vandaag)}
    gewijzigd = 0
    for sleutel, attest in nodig.items():
        oud = lopend.get(sleutel)
        if oud is None or (oud.reden, oud.ernst) != reden_van(attest, vandaag):
            gewijzigd += _open_als_nog_nodig(attest, op)
    for sleutel in lopend.keys() - nodig.keys():
        gewijzigd += sluit_aandacht(soort=ATTEST, verwijzing=sleutel, op=op)
    return gewijzigd


def _vragen_aandacht(vandaag: date) -> list[Attest]:
    er_nog = Q(betrokkene__tot=None) | Q(betrokkene__tot__gte=vandaag)
    rijen = Attest.objects.filter(
        er_nog, vervallen_op=None, verloopt_op__lte=vandaag + VERWITTIG, betrokkene__dossier__isnull=False
    )
    return list(rijen.select_related("betrokkene__dossier").order_by("pk"))


@transaction.atomic
def _open_als_nog_nodig(attest: Attest, op: datetime) -> int:
    # Renewed by somebody between the reading and here: then there is nothing to ask attention for.
    if not Attest.objects.select_for_update().filter(pk=attest.pk, vervallen_op=None).exists():
        return 0
    _vraag_aandacht(attest, op)
    return 1


def _vraag_aandacht(attest: Attest, op: datetime) -> None:
    vandaag, dossier = op.astimezone(BRUSSEL).date(), attest.betrokkene.dossier
    if (
        dossier is None
        or attest.verloopt_op is None
        or attest.verloopt_op > vandaag + VERWITTIG
        or attest.betrokkene.is_weg(vandaag)
    ):
        return
    reden, ernst = reden_van(attest, vandaag)
    open_aandacht(
        dossier=dossier,
        soort=ATTEST,
        verwijzing=str(attest.pk),
        reden=reden,
        ernst=ernst,
        op=op,
        url=attest.betrokkene.get_absolute_url(),
    )


def _laat_vervallen(attest: Attest, op: datetime) -> None:
    if Attest.objects.filter(pk=attest.pk, vervallen_op=None).update(vervallen_op=op) != 1:
        raise AlGewijzigd(attest)
    attest.vervallen_op = op
    sluit_aandacht(soort=ATTEST, verwijzing=str(attest.pk), op=op)


def _noteer(attest: Attest, gebeurtenis: Gebeurtenis, *, door: Medewerker, op: datetime) -> None:
    betrokkene = attest.betrokkene
    tot = f"Geldig tot en met {attest.verloopt_op:%d/%m/%Y}" if attest.verloopt_op else "Zonder einddatum"
    tijdlijn.schrijf(
        over=betrokkene.dossier or betrokkene.organisator,
        soort=ATTEST,
        verwijzing=str(attest.pk),
        titel=f"{attest.get_soort_display().capitalize()} van een {betrokkene.get_rol_display()}",
        kort=tot,
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
