"""What accepting a request does; called by `dossiers.actions.aanvragen.aanvaard`, which locks and writes the decision."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q

from dossiers import gebeurtenissen, gemeenten
from dossiers.actions import opvolging
from dossiers.actions.dossiers import maak_dossier
from dossiers.actions.vergunning import Periode, gezien_van, leg_periode_vast, wijzig_periode
from dossiers.choices import (
    Aanvraagsoort,
    Dossierstatus,
    Opvangtype,
    Opvolgingsoort,
    Vergunningeinde,
    Vergunningstand,
)
from dossiers.models import Aanvraag, Dossier, Vergunning
from dossiers.nummers import voorlopig_nummer
from kern import logboek
from kern.models import Medewerker
from kern.tijd import BRUSSEL

BRON = "aanvraag"
EEN_DAG = timedelta(days=1)


def voer_uit(aanvraag: Aanvraag, *, door: Medewerker, op: datetime) -> None:
    """Do what was asked: open, widen, or open and close.

    Raises:
        ValidationError: it cannot be (any more).
    """
    match aanvraag.soortlid:
        case Aanvraagsoort.START:
            _bewaar_resultaat(aanvraag, _nieuw_dossier(aanvraag, door, op))
        case Aanvraagsoort.UITBREIDING:
            _zet_plaatsen(aanvraag, door, op)
        case Aanvraagsoort.VERHUIS:
            _volg_op(aanvraag, Opvolgingsoort.VERHUIS, door, op)
        case Aanvraagsoort.OVERNAME:
            _volg_op(aanvraag, Opvolgingsoort.OVERNAME, door, op)


def _nieuw_dossier(aanvraag: Aanvraag, door: Medewerker, op: datetime) -> Dossier:
    """Open the file under a provisional number; it becomes *vergund* with its permit."""
    oud = aanvraag.dossier
    bron = oud if oud is not None and aanvraag.soort == Aanvraagsoort.OVERNAME else aanvraag
    nummer = aanvraag.pk.hex[:16].upper()
    return maak_dossier(
        dossiernummer=voorlopig_nummer(BRON, nummer),
        bron=BRON,
        bronnummer=nummer,
        naam=bron.naam,
        type=Opvangtype(bron.type),
        straat=bron.straat,
        huisnummer=bron.huisnummer,
        postcode=bron.postcode,
        gemeente=bron.gemeente,
        refnis=gemeenten.refnis_van(bron.postcode, bron.gemeente),
        organisator=aanvraag.organisator,
        team=aanvraag.team,
        telefoon=oud.telefoon if oud else "",
        email=oud.email if oud else "",
        plaatsen=aanvraag.plaatsen if aanvraag.plaatsen is not None else (oud.plaatsen if oud else None),
        status=Dossierstatus.AANVRAAG,
        door=door,
        op=op,
    )


def _volg_op(aanvraag: Aanvraag, soort: Opvolgingsoort, door: Medewerker, op: datetime) -> None:
    """Open the successor, link it, and let the old dossier end the day before."""
    oud = aanvraag.dossier
    assert oud is not None
    nieuw = _nieuw_dossier(aanvraag, door, op)
    opvolging.koppel(voorganger=oud, opvolger=nieuw, soort=soort, vanaf=aanvraag.gewenst_vanaf, door=door, op=op)
    _sluit(oud, aanvraag, door, op)
    _bewaar_resultaat(aanvraag, nieuw)


def _sluit(oud: Dossier, aanvraag: Aanvraag, door: Medewerker, op: datetime) -> None:
    """Let the old location end the day before the new one begins: its permit, or what its register says."""
    laatste = max(aanvraag.gewenst_vanaf - EEN_DAG, oud.gestart_op or aanvraag.gewenst_vanaf - EEN_DAG)
    loopt = Vergunning.objects.filter(Q(tot=None) | Q(tot__gt=laatste), dossier=oud, vanaf__lte=laatste).first()
    if loopt is not None:
        velden = {veld: getattr(loopt, veld) for veld in Periode._fields}
        einde = Periode(**velden | {"tot": laatste, "einde": Vergunningeinde.GESTOPT})
        wijzig_periode(vergunning=loopt, versie=loopt.versie, periode=einde, door=door, op=op)
    zet: dict[str, Any] = {"gestopt_op": laatste}
    if loopt is None and laatste < op.astimezone(BRUSSEL).date():
        zet["status"] = Dossierstatus.GESTOPT
    Dossier.objects.filter(pk=oud.pk).update(versie=F("versie") + 1, **zet)
    logboek.schrijf(gebeurtenissen.DOSSIER_STOPT, over=oud, door=door, op=op, gegevens={"laatste": str(laatste)})


def _zet_plaatsen(aanvraag: Aanvraag, door: Medewerker, op: datetime) -> None:
    """Give the location a permit for the asked places, from the wished day."""
    dossier = aanvraag.dossier
    assert dossier is not None
    assert aanvraag.plaatsen is not None
    periode = Periode(
        vanaf=aanvraag.gewenst_vanaf, tot=None, stand=Vergunningstand.VERGUND, type=dossier.type, plaatsen=aanvraag.plaatsen
    )
    # The reason was weighed already and stands in the request, where it can be erased; the permit says where to read it.
    reden = f"Beslist op de aanvraag van {aanvraag.ingediend_op.astimezone(BRUSSEL):%d/%m/%Y}." if aanvraag.beslissing else ""
    leg_periode_vast(dossier=dossier, periode=periode, gezien=gezien_van(dossier), door=door, op=op, reden=reden)


def vergrendeld(dossier: Dossier) -> Dossier:
    """Return the location as it is now, locked."""
    return Dossier.objects.select_related("organisator", "klantenbeheerder").select_for_update(of=("self",)).get(pk=dossier.pk)


def _bewaar_resultaat(aanvraag: Aanvraag, dossier: Dossier) -> None:
    Aanvraag.objects.filter(pk=aanvraag.pk).update(resultaat=dossier)
    aanvraag.resultaat = dossier
