"""Requests for start, expansion, move and takeover: each step, and what accepting one does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from dossiers import berichten, gebeurtenissen, werksoorten, workflow
from dossiers.actions import aanvaarden, tijdlijn
from dossiers.actions.beurt import neem_beurt
from dossiers.actions.uitbreiding import vergrendel
from dossiers.choices import Aanvraagsoort, Aanvraagstatus, Adviessoort, Dossierstatus
from dossiers.models import Aanvraag, Dossier, Organisator
from dossiers.queries import aanvragen, opvolgingen
from kern import logboek, overgang
from kern.access import check_vier_ogen
from kern.actions import werk
from kern.actions.rijen import bewaar
from kern.choices import Rol
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker, Team
from kern.overgang import Overgang
from kern.werk import Publiek

SOORT = "dossiers.aanvraag"


@dataclass(frozen=True)
class Plek:
    """Where the care will be: for a start and a move."""

    naam: str
    type: str
    straat: str
    postcode: str
    gemeente: str
    huisnummer: str = ""


@transaction.atomic
def dien_in(
    *,
    soort: Aanvraagsoort,
    organisator: Organisator,
    team: Team,
    gewenst_vanaf: date,
    door: Medewerker,
    op: datetime,
    dossier: Dossier | None = None,
    plek: Plek | None = None,
    plaatsen: int | None = None,
    toelichting: str = "",
    gelijkend: Sequence[str] = (),
    toch: str = "",
) -> Aanvraag:
    """Write down what an organisator asks.

    Args:
        organisator: who will organise the care when it is accepted; for a takeover the new one.
        gelijkend: numbers of look-alikes that were shown; kept in the log with *toch*, why it is none of these.

    Raises:
        ValidationError: a field is missing, the location is closed or goes on elsewhere, one runs already, or the new
            organisator is the old.
    """
    if dossier is not None:
        _check_dossier(soort, organisator, dossier, plaatsen)
    aanvraag = Aanvraag(
        soort=soort,
        organisator=organisator,
        dossier=dossier,
        team=team,
        plaatsen=plaatsen,
        gewenst_vanaf=gewenst_vanaf,
        toelichting=toelichting,
        ingediend_door=door,
        ingediend_op=op,
        **(vars(plek) if plek else {}),
    )
    bewaar(aanvraag)
    gegevens = {"soort": str(soort), "gelijkend": list(gelijkend)}
    _log(gebeurtenissen.AANVRAAG_INGEDIEND, aanvraag, door, op, gegevens=gegevens, reden=toch)
    tijdlijn.schrijf(
        over=dossier or organisator,
        soort=SOORT,
        verwijzing=str(aanvraag.pk),
        titel=f"Aanvraag: {soort.label}",
        kort=kort_van(aanvraag),
        op=op,
        bekend_sinds=op,
        door=door,
        url=aanvraag.get_absolute_url(),
    )
    _zet_werk(aanvraag, op)
    berichten.meld_aanvraag(aanvraag, door=door, op=op)
    return aanvraag


@transaction.atomic
def ga_antecedenten_na(*, aanvraag: Aanvraag, antecedenten: str, door: Medewerker, op: datetime) -> Aanvraag:
    """Write down what *door* concludes from the antecedents, beside what the program found at this moment.

    Raises:
        EisNietVoldaan: no conclusion.
        AlGewijzigd: a colleague did so already.
    """
    gevonden = aanvragen.gevonden(aanvraag, voor=door, op=op)
    zet = {"antecedenten": antecedenten, "gevonden": gevonden, "antecedenten_door": door, "antecedenten_op": op}
    return _stap(aanvraag, workflow.GA_NA, gebeurtenissen.AANVRAAG_NAGEGAAN, zet, door, op)


@transaction.atomic
def geef_advies(*, aanvraag: Aanvraag, advies: Adviessoort, advies_tekst: str, door: Medewerker, op: datetime) -> Aanvraag:
    """Write the advice.

    Raises:
        EisNietVoldaan: no advice, or no reasons.
        AlGewijzigd: a colleague did so already.
    """
    zet = {"advies": advies, "advies_tekst": advies_tekst, "advies_door": door, "advies_op": op}
    return _stap(aanvraag, workflow.GEEF_ADVIES, gebeurtenissen.AANVRAAG_GEADVISEERD, zet, door, op)


@transaction.atomic
def lees_na(*, aanvraag: Aanvraag, nalezing: str, door: Medewerker, op: datetime) -> Aanvraag:
    """Agree with the advice as second reader.

    Raises:
        VierOgenNodig: *door* wrote the advice.
        AlGewijzigd: a colleague was first.
    """
    _check_tweede_lezer(aanvraag, door)
    zet = {"nalezing": nalezing, "nagelezen_door": door, "nagelezen_op": op}
    # The advice must still be the one that was read, by the one whose eyes are counted.
    waar = {"advies_door": aanvraag.advies_door, "advies_op": aanvraag.advies_op}
    return _stap(aanvraag, workflow.LEES_NA, gebeurtenissen.AANVRAAG_NAGELEZEN, zet, door, op, waar=waar)


@transaction.atomic
def stuur_terug(*, aanvraag: Aanvraag, nalezing: str, door: Medewerker, op: datetime) -> Aanvraag:
    """Send the advice back to be written again, with what is missing.

    Raises:
        VierOgenNodig: *door* wrote the advice.
        EisNietVoldaan: not said what is missing.
        AlGewijzigd: a colleague was first.
    """
    _check_tweede_lezer(aanvraag, door)
    return _stap(aanvraag, workflow.STUUR_TERUG, gebeurtenissen.AANVRAAG_TERUG, {"nalezing": nalezing}, door, op)


@transaction.atomic
def weiger(*, aanvraag: Aanvraag, beslissing: str, door: Medewerker, op: datetime) -> Aanvraag:
    """Decide no, with the reason.

    Raises:
        EisNietVoldaan: no reason.
        AlGewijzigd: a colleague decided already.
    """
    _stap(aanvraag, workflow.WEIGER_AANVRAAG, gebeurtenissen.AANVRAAG_GEWEIGERD, _beslist(beslissing, door, op), door, op)
    return _sluit_af(aanvraag, door, op)


@transaction.atomic
def trek_in(*, aanvraag: Aanvraag, beslissing: str, door: Medewerker, op: datetime) -> Aanvraag:
    """Take it back, with the reason.

    Raises:
        EisNietVoldaan: no reason.
        AlGewijzigd: it was decided already.
    """
    stap = next((s for s in workflow.TREK_AANVRAAG_IN if s.van == aanvraag.status), None)
    if stap is None:
        raise AlGewijzigd(aanvraag)
    _stap(aanvraag, stap, gebeurtenissen.AANVRAAG_INGETROKKEN, _beslist(beslissing, door, op), door, op)
    return _sluit_af(aanvraag, door, op)


@transaction.atomic
def aanvaard(*, aanvraag: Aanvraag, beslissing: str, door: Medewerker, op: datetime) -> Aanvraag:
    """Decide yes, and carry it out: a new dossier, more places, or both a successor and the end of what was.

    Raises:
        PlaatsenGeblokkeerd: places would rise while something serious is open, and no reason was given.
        ValidationError: what is asked cannot be (any more).
        AlGewijzigd: a colleague decided already.
    """
    neem_beurt()
    wie = [aanvraag.organisator_id, *([aanvraag.dossier.organisator_id] if aanvraag.dossier else [])]
    list(Organisator.objects.filter(pk__in=wie).order_by("pk").select_for_update(no_key=True))
    if aanvraag.dossier is not None:
        vergrendel(aanvraag.dossier)
        aanvraag.dossier = aanvaarden.vers(aanvraag.dossier)
        _check_dossier(aanvraag.soortlid, aanvraag.organisator, aanvraag.dossier, aanvraag.plaatsen)
    zet = _beslist(beslissing, door, op)
    _stap(aanvraag, workflow.AANVAARD, gebeurtenissen.AANVRAAG_AANVAARD, zet, door, op)
    aanvaarden.voer_uit(aanvraag, door=door, op=op)
    return _sluit_af(aanvraag, door, op)


def noteer_inzage(*, aanvraag: Aanvraag, door: Medewerker, op: datetime) -> None:
    """Write down that *door* read the request and what was found about it."""
    logboek.schrijf(gebeurtenissen.AANVRAAG_INGEZIEN, over=aanvraag, door=door, op=op)


# --- What the steps share ----------------------------------------------------------------------------------------------
def _check_dossier(soort: Aanvraagsoort, organisator: Organisator, dossier: Dossier, plaatsen: int | None) -> None:
    if dossier.status in Dossierstatus.dicht():
        raise ValidationError(f"{dossier} is {dossier.statuslid.label}. Voor een gesloten locatie is er geen {soort.label}.")
    verder = opvolgingen.opvolger_van(dossier)
    if verder is not None:
        zin = f"{dossier} gaat al verder als {verder}. Vraag dit voor dat dossier, of ontkoppel eerst wat niet klopt."
        raise ValidationError(zin)
    if soort is Aanvraagsoort.OVERNAME and organisator.pk == dossier.organisator_id:
        raise ValidationError({"organisator": f"{organisator} organiseert deze locatie al. Kies de organisator die overneemt."})
    if soort is Aanvraagsoort.UITBREIDING and dossier.status != Dossierstatus.VERGUND:
        raise ValidationError(f"{dossier} is {dossier.statuslid.label}. Alleen een vergunde locatie breidt uit.")
    if soort is Aanvraagsoort.UITBREIDING and dossier.plaatsen is not None and (plaatsen or 0) <= dossier.plaatsen:
        raise ValidationError({"plaatsen": f"Een uitbreiding gaat verder dan de {dossier.plaatsen} plaatsen van nu."})


def _check_tweede_lezer(aanvraag: Aanvraag, door: Medewerker) -> None:
    if aanvraag.advies_door is not None:
        check_vier_ogen(aanvraag.advies_door, door)


def _beslist(beslissing: str, door: Medewerker, op: datetime) -> dict[str, Any]:
    return {"beslissing": beslissing, "beslist_door": door, "beslist_op": op}


def _stap(
    aanvraag: Aanvraag,
    stap: Overgang,
    wat: Gebeurtenis,
    zet: Mapping[str, Any],
    door: Medewerker,
    op: datetime,
    *,
    waar: Mapping[str, Any] | None = None,
    gegevens: Mapping[str, Any] | None = None,
) -> Aanvraag:
    overgang.voer_uit(aanvraag, stap, zet=zet, waar=waar)
    _log(wat, aanvraag, door, op, gegevens=gegevens)
    werk.sluit(soort=werksoorten.AANVRAAG, verwijzing=aanvraag.pk, door=door, op=op)
    if aanvraag.is_open:
        _zet_werk(aanvraag, op)
    return aanvraag


def _zet_werk(aanvraag: Aanvraag, op: datetime) -> None:
    """Put the next step in the werkvoorraad: of who follows it, of a second reader, or of who decides."""
    over: Dossier | Organisator = aanvraag.dossier or aanvraag.organisator
    volger = over.klantenbeheerder if over.klantenbeheerder and over.klantenbeheerder.is_active else None
    match aanvraag.status:
        case Aanvraagstatus.INGEDIEND | Aanvraagstatus.NAGEGAAN:
            wat = "antecedenten nagaan" if aanvraag.status == Aanvraagstatus.INGEDIEND else "advies geven"
            publiek = Publiek(voor=volger) if volger else Publiek(rol=Rol.COORDINATOR, team=aanvraag.team)
        case Aanvraagstatus.GEADVISEERD:
            wat, publiek = "advies nalezen", Publiek(rol=Rol.KLANTENBEHEERDER, team=aanvraag.team, niet=aanvraag.advies_door)
        case _:
            wat, publiek = "beslissen", Publiek(rol=Rol.COORDINATOR, team=aanvraag.team)
    werk.meld(
        soort=werksoorten.AANVRAAG,
        verwijzing=aanvraag.pk,
        titel=f"Aanvraag tot {aanvraag.soortlid.label}: {wat}",
        publiek=publiek,
        over=over,
        url=aanvraag.get_absolute_url(),
        op=op,
        volgt_onderwerp=publiek.voor is not None,
    )


def _sluit_af(aanvraag: Aanvraag, door: Medewerker, op: datetime) -> Aanvraag:
    tijdlijn.vervang(
        soort=SOORT,
        verwijzing=str(aanvraag.pk),
        titel=f"Aanvraag {aanvraag.soortlid.label}: {Aanvraagstatus(aanvraag.status).label}",
        kort=kort_van(aanvraag),
        op=op,
        bekend_sinds=op,
        door=door,
    )
    berichten.meld_beslissing(aanvraag, door=door, op=op)
    return aanvraag


def kort_van(aanvraag: Aanvraag) -> str:
    """Return what is asked in one line, as the timeline shows it; bulk writers use it too."""
    delen = [f"gewenst vanaf {aanvraag.gewenst_vanaf:%d/%m/%Y}"]
    if aanvraag.plaatsen is not None:
        delen.insert(0, f"{aanvraag.plaatsen} plaatsen")
    if aanvraag.naam:
        delen.append(f"{aanvraag.naam}, {aanvraag.adres}")
    return "; ".join(delen).capitalize() + "."


def _log(
    wat: Gebeurtenis,
    aanvraag: Aanvraag,
    door: Medewerker,
    op: datetime,
    *,
    gegevens: Mapping[str, Any] | None = None,
    reden: str = "",
) -> None:
    logboek.schrijf(wat, over=aanvraag, door=door, op=op, gegevens=gegevens, reden=reden)
    over: Dossier | Organisator = aanvraag.dossier or aanvraag.organisator
    logboek.schrijf(wat, over=over, door=door, op=op, gegevens={"aanvraag": str(aanvraag.pk)})
