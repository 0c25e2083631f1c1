"""Writes about requests to Zorginspectie: asked, changed, confirmed, carried out, withdrawn, and late."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen, werksoorten, workflow
from dossiers.access import namens_wie
from dossiers.actions import tijdlijn
from dossiers.actions.aandacht import open_aandacht, sluit_aandacht
from dossiers.actions.sluiten import check_loopt
from dossiers.choices import Ernst, Prioriteit, Verzoekstatus
from dossiers.models import Aandacht, Dossier, Inspectieverzoek
from kern import logboek, overgang
from kern.actions import werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.choices import Rol, Werkaard
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.tijd import BRUSSEL, begin_van
from kern.werk import Publiek

GESLOTEN = "Bij een gesloten locatie vraagt u geen inspectie meer. Vraag ze bij de opvolger, als die er is."
SOORT, STAP, BEZOEK = "dossiers.inspectieverzoek", "dossiers.inspectieverzoek.stap", "dossiers.inspectie"
TE_LAAT = "dossiers.inspectieverzoek_te_laat"
ZORGINSPECTIE = "Zorginspectie"
INGETROKKEN = "Inspectieverzoek ingetrokken"


def titel_gevraagd(prioriteit: Prioriteit, tegen: date) -> str:
    """Return how the line says what was asked. Used by bulk writers too, as the next two."""
    return f"Inspectie gevraagd: {prioriteit.label}, tegen {tegen:%d/%m/%Y}"


def titel_bevestigd(gepland_op: date | None) -> str:
    """Return how the line says that Zorginspectie takes it up."""
    return f"Zorginspectie bevestigde het verzoek{f' voor {gepland_op:%d/%m/%Y}' if gepland_op else ''}"


def titel_geweest(verslagnummer: str) -> str:
    """Return how the line says that Zorginspectie went."""
    return f"Zorginspectie ging langs{f' (verslag {verslagnummer})' if verslagnummer else ''}"


class Vraag(NamedTuple):
    """What is asked of Zorginspectie."""

    vraag: str
    aanleiding: str
    prioriteit: str
    tegen: date


def vraag_van(verzoek: Inspectieverzoek) -> Vraag:
    """Return what a request asks now."""
    return Vraag(verzoek.vraag, verzoek.aanleiding, verzoek.prioriteit, verzoek.tegen)


@transaction.atomic
def vraag_inspectie(*, sleutel: UUID, dossier: Dossier, gevraagd: Vraag, door: Medewerker, op: datetime) -> Inspectieverzoek:
    """Ask Zorginspectie to look at a location. Sent twice under one *sleutel* it is kept once.

    Raises:
        ValidationError: a value is not valid, the term lies in the past, or the location is closed.
        AlAndersBewaard: under this key something else was asked already.
    """
    check_loopt(dossier, zin=GESLOTEN)
    verzoek = Inspectieverzoek(pk=sleutel, dossier=dossier, gevraagd_door=door, gevraagd_op=op, **gevraagd._asdict())
    _check(verzoek, op)
    if (eerder := voeg_eenmaal_toe(verzoek, zelfde=("gevraagd_door_id", "dossier_id", *Vraag._fields))) is not None:
        return eerder
    tijdlijn.schrijf(
        over=dossier,
        soort=SOORT,
        verwijzing=str(verzoek.pk),
        titel=titel_gevraagd(verzoek.prioriteitlid, verzoek.tegen),
        kort=verzoek.vraag,
        op=op,
        bekend_sinds=op,
        door=door,
        url=verzoek.get_absolute_url(),
    )
    volg_op(verzoek, op)
    _log(gebeurtenissen.INSPECTIE_GEVRAAGD, verzoek, door, op)
    return verzoek


@transaction.atomic
def wijzig_verzoek(
    *, verzoek: Inspectieverzoek, versie: int, gevraagd: Vraag, door: Medewerker, op: datetime
) -> Inspectieverzoek:
    """Change what is asked, while it is open.

    Raises:
        AlGewijzigd: a colleague changed or closed it since the form was opened at *versie*.
        ValidationError: a value is not valid, the new term lies in the past, or the location is closed.
    """
    check_loopt(verzoek.dossier, zin="Trek dit verzoek in, of noteer dat de inspectie gebeurd is.")
    oude_term = verzoek.tegen
    for veld, waarde in gevraagd._asdict().items():
        setattr(verzoek, veld, waarde)
    _check(verzoek, op, oude_term)
    open_ = Inspectieverzoek.objects.filter(pk=verzoek.pk, versie=versie, status__in=Verzoekstatus.open(), gewist_op=None)
    if open_.update(versie=F("versie") + 1, **gevraagd._asdict()) != 1:
        raise AlGewijzigd(verzoek)
    verzoek.versie = versie + 1
    if not is_te_laat(verzoek, op):
        sluit_aandacht(soort=TE_LAAT, verwijzing=str(verzoek.pk), op=op)
    tijdlijn.vervang(
        soort=SOORT,
        verwijzing=str(verzoek.pk),
        titel=titel_gevraagd(verzoek.prioriteitlid, verzoek.tegen),
        kort=verzoek.vraag,
        op=verzoek.gevraagd_op,
        bekend_sinds=op,
        door=door,
    )
    werk.verplaats(soort=werksoorten.INSPECTIE, verwijzing=verzoek.pk, tegen=verzoek.tegen, wacht_op=ZORGINSPECTIE)
    _log(gebeurtenissen.INSPECTIE_GEWIJZIGD, verzoek, door, op)
    return verzoek


@transaction.atomic
def bevestig(*, verzoek: Inspectieverzoek, gepland_op: date | None, door: Medewerker, op: datetime) -> Inspectieverzoek:
    """Note that Zorginspectie takes it up, on a day if it named one.

    Raises:
        AlGewijzigd: it was confirmed or closed already.
    """
    _stap(verzoek, workflow.BEVESTIG_INSPECTIE, {"bevestigd_op": op, "gepland_op": gepland_op})
    _lijn(verzoek, STAP, titel_bevestigd(gepland_op), op, door, op)
    _log(gebeurtenissen.INSPECTIE_BEVESTIGD, verzoek, door, op)
    return verzoek


@transaction.atomic
def sluit_af(
    *, verzoek: Inspectieverzoek, bezocht_op: date, door: Medewerker, op: datetime, verslagnummer: str = ""
) -> Inspectieverzoek:
    """Note that Zorginspectie went, with the number of its report. The app that receives the report calls this too.

    Raises:
        AlGewijzigd: it was closed already.
        ValidationError: the visit lies in the future.
    """
    if bezocht_op > op.astimezone(BRUSSEL).date():
        raise ValidationError({"bezocht_op": "Deze dag moet nog komen. Noteer het bezoek als het geweest is."})
    stap = workflow.INSPECTIE_GEWEEST if verzoek.status == Verzoekstatus.BEVESTIGD else workflow.INSPECTIE_ONAANGEKONDIGD
    _stap(
        verzoek,
        stap,
        {"bezocht_op": bezocht_op, "verslagnummer": verslagnummer, "afgesloten_op": op, "afgesloten_door": door},
    )
    _lijn(verzoek, BEZOEK, titel_geweest(verslagnummer), begin_van(bezocht_op), door, op)
    _sluit(verzoek, door, op)
    _log(gebeurtenissen.INSPECTIE_UITGEVOERD, verzoek, door, op)
    return verzoek


@transaction.atomic
def trek_in(*, verzoek: Inspectieverzoek, reden: str, door: Medewerker, op: datetime) -> Inspectieverzoek:
    """Say that the inspection is not needed any more, with the reason.

    Raises:
        AlGewijzigd: it was closed already.
        EisNietVoldaan: no reason.
    """
    stap = workflow.TREK_BEVESTIGDE_IN if verzoek.status == Verzoekstatus.BEVESTIGD else workflow.TREK_INSPECTIE_IN
    _stap(verzoek, stap, {"intrekreden": reden, "afgesloten_op": op, "afgesloten_door": door})
    _lijn(verzoek, STAP, INGETROKKEN, op, door, op)
    _sluit(verzoek, door, op)
    _log(gebeurtenissen.INSPECTIE_INGETROKKEN, verzoek, door, op)
    return verzoek


def markeer_te_laat(*, op: datetime) -> int:
    """Let every open request whose term is over ask attention on its dossier; return how many began to. Run at night."""
    vandaag = op.astimezone(BRUSSEL).date()
    bekend = Aandacht.objects.filter(soort=TE_LAAT, tot=None).values_list("verwijzing", flat=True)
    laat = Inspectieverzoek.objects.filter(status__in=Verzoekstatus.open(), tegen__lt=vandaag).exclude(pk__in=list(bekend))
    return sum(_markeer(pk, op) for pk in laat.values_list("pk", flat=True))


@transaction.atomic
def _markeer(pk: UUID, op: datetime) -> bool:
    verzoek = Inspectieverzoek.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=pk)
    if not is_te_laat(verzoek, op):  # closed while we were busy with the others
        return False
    open_aandacht(
        dossier=verzoek.dossier,
        soort=TE_LAAT,
        verwijzing=str(pk),
        reden=f"Inspectie gevraagd tegen {verzoek.tegen:%d/%m/%Y}, nog niet gebeurd",
        ernst=Ernst.GEVAAR if verzoek.prioriteit == Prioriteit.DRINGEND else Ernst.LET_OP,
        op=op,
        url=verzoek.get_absolute_url(),
    )
    _log(gebeurtenissen.INSPECTIE_TE_LAAT, verzoek, None, op)
    return True


def noteer_inzage(*, verzoek: Inspectieverzoek, door: Medewerker, op: datetime) -> None:
    """Write down that *door* read a request; without the row there is no look."""
    _log(gebeurtenissen.INSPECTIE_INGEZIEN, verzoek, door, op)


def is_te_laat(verzoek: Inspectieverzoek, op: datetime) -> bool:
    """Return whether the inspection is still to come and its term is over."""
    return verzoek.is_open and verzoek.tegen < op.astimezone(BRUSSEL).date()


def _check(verzoek: Inspectieverzoek, op: datetime, oude_term: date | None = None) -> None:
    verzoek.full_clean(validate_unique=False)
    if verzoek.tegen != oude_term and verzoek.tegen < op.astimezone(BRUSSEL).date():
        raise ValidationError({"tegen": "Deze dag is voorbij. Kies vandaag of later."})


def _stap(verzoek: Inspectieverzoek, stap: overgang.Overgang, zet: dict[str, Any]) -> None:
    overgang.voer_uit(verzoek, stap, zet={**zet, "versie": verzoek.versie + 1}, waar={"versie": verzoek.versie})


def volg_op(verzoek: Inspectieverzoek, op: datetime) -> None:
    """Let an open request wait in the werkvoorraad of who follows the location. Called by imports too."""
    dossier = verzoek.dossier
    wie = Publiek(voor=dossier.klantenbeheerder) if dossier.klantenbeheerder else Publiek(rol=Rol.COORDINATOR, team=dossier.team)
    werk.meld(
        soort=werksoorten.INSPECTIE,
        verwijzing=verzoek.pk,
        titel=f"Inspectie gevraagd van {dossier.naam}",
        over=dossier,
        publiek=wie,
        tegen=verzoek.tegen,
        aard=Werkaard.WACHT,
        wacht_op=ZORGINSPECTIE,
        url=verzoek.get_absolute_url(),
        volgt_onderwerp=True,
        op=op,
    )


def _sluit(verzoek: Inspectieverzoek, door: Medewerker, op: datetime) -> None:
    werk.sluit(soort=werksoorten.INSPECTIE, verwijzing=verzoek.pk, door=door, op=op)
    sluit_aandacht(soort=TE_LAAT, verwijzing=str(verzoek.pk), op=op)


def _lijn(verzoek: Inspectieverzoek, soort: str, titel: str, wanneer: datetime, door: Medewerker, op: datetime) -> None:
    tijdlijn.schrijf(
        over=verzoek.dossier,
        soort=soort,
        verwijzing=f"{verzoek.pk}:{verzoek.status}",
        titel=titel,
        op=wanneer,
        bekend_sinds=op,
        door=door,
        url=verzoek.get_absolute_url(),
    )


def _log(wat: Gebeurtenis, verzoek: Inspectieverzoek, door: Medewerker | None, op: datetime) -> None:
    # About the file; the words stay with the request, where erasing finds them.
    logboek.schrijf(
        wat,
        over=verzoek.dossier,
        door=door,
        op=op,
        namens=namens_wie(door, verzoek.dossier) if door else None,
        gegevens={"inspectieverzoek": str(verzoek.pk), "status": verzoek.status, "versie": verzoek.versie},
    )
