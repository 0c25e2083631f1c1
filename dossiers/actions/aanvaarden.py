"""What accepting a request does; called by `dossiers.actions.aanvragen.aanvaard`, which locks and writes the decision."""

from datetime import datetime

from dossiers import gemeenten
from dossiers.actions import opvolging, sluiten
from dossiers.actions.dossiers import maak_dossier
from dossiers.actions.uitbreiding import bewaak
from dossiers.actions.vergunning import Periode, gezien_van, leg_periode_vast
from dossiers.choices import Aanvraagsoort, Dossierstatus, Opvangtype, Opvolgingsoort, Vergunningstand
from dossiers.models import Aanvraag, Dossier
from dossiers.nummers import kort_nummer, voorlopig_nummer
from dossiers.queries.uitbreiding import Deel
from kern.models import Medewerker
from kern.tijd import BRUSSEL, EEN_DAG

BRON = "aanvraag"


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
    nummer = kort_nummer(aanvraag.pk)
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
        plaatsen=_plaatsen(aanvraag),
        status=Dossierstatus.AANVRAAG,
        door=door,
        op=op,
    )


def _volg_op(aanvraag: Aanvraag, soort: Opvolgingsoort, door: Medewerker, op: datetime) -> None:
    """Open the successor, link it, and let the old dossier end the day before.

    The successor has no permit yet. Its places count as given from the wished day on: else a move would be the way to more.
    """
    oud, vanaf = aanvraag.dossier, aanvraag.gewenst_vanaf
    assert oud is not None
    belofte = Deel(vanaf, None, _plaatsen(aanvraag) or 0)
    with bewaak(oud, door=door, op=op, reden=_reden(aanvraag), belofte=belofte):
        nieuw = _nieuw_dossier(aanvraag, door, op)
        opvolging.koppel(voorganger=oud, opvolger=nieuw, soort=soort, vanaf=vanaf, door=door, op=op)
        # The day before; never before its first day of care, which the table refuses.
        laatste = max(vanaf - EEN_DAG, oud.gestart_op or vanaf - EEN_DAG)
        sluiten.leg_laatste_dag_vast(dossier=oud, laatste=laatste, door=door, op=op)
    _bewaar_resultaat(aanvraag, nieuw)


def _plaatsen(aanvraag: Aanvraag) -> int | None:
    """Return how many places the new dossier gets: those asked, else those of the old one."""
    if aanvraag.plaatsen is not None or aanvraag.dossier is None:
        return aanvraag.plaatsen
    return aanvraag.dossier.plaatsen


def _zet_plaatsen(aanvraag: Aanvraag, door: Medewerker, op: datetime) -> None:
    """Give the location a permit for the asked places, from the wished day."""
    dossier = aanvraag.dossier
    assert dossier is not None
    assert aanvraag.plaatsen is not None
    periode = Periode(
        vanaf=aanvraag.gewenst_vanaf, tot=None, stand=Vergunningstand.VERGUND, type=dossier.type, plaatsen=aanvraag.plaatsen
    )
    leg_periode_vast(dossier=dossier, periode=periode, gezien=gezien_van(dossier), door=door, op=op, reden=_reden(aanvraag))


def _reden(aanvraag: Aanvraag) -> str:
    """Say where the reason is to be read: it stands in the request, where it can be erased. Empty when none was given."""
    return (
        f"Beslist op de aanvraag van {aanvraag.ingediend_op.astimezone(BRUSSEL):%d/%m/%Y}." if aanvraag.beslissing.strip() else ""
    )


def vers(dossier: Dossier) -> Dossier:
    """Return the location as it is now; the caller holds its lock."""
    return Dossier.objects.select_related("organisator", "klantenbeheerder").get(pk=dossier.pk)


def _bewaar_resultaat(aanvraag: Aanvraag, dossier: Dossier) -> None:
    Aanvraag.objects.filter(pk=aanvraag.pk).update(resultaat=dossier)
    aanvraag.resultaat = dossier
