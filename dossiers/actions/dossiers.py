"""Writes about the file of one location."""

from contextlib import nullcontext
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.actions import feiten
from dossiers.actions.uitbreiding import bewaak
from dossiers.choices import Dossierstatus, Opvangtype
from dossiers.gemeenten import refnis_van
from dossiers.models import Dossier, Organisator
from dossiers.nummers import check_echt
from kern import logboek
from kern.actions import werk
from kern.fouten import AlGewijzigd
from kern.models import Medewerker, Team


@transaction.atomic
def maak_dossier(
    *,
    dossiernummer: str,
    naam: str,
    organisator: Organisator,
    team: Team,
    type: Opvangtype,
    postcode: str,
    gemeente: str,
    bron: str,
    bronnummer: str,
    door: Medewerker | None,
    op: datetime,
    straat: str = "",
    huisnummer: str = "",
    refnis: str = "",
    telefoon: str = "",
    email: str = "",
    plaatsen: int | None = None,
    plaatsen_gesubsidieerd: int | None = None,
    tarief: str = "",
    subsidietrap: str = "",
    gestart_op: date | None = None,
    gestopt_op: date | None = None,
    status: Dossierstatus = Dossierstatus.VERGUND,
) -> Dossier:
    """Open the file of a location; its klantenbeheerder is the organisator's, its gemeente that of the postcode.

    Raises:
        ValidationError: a field is not valid, or the number exists already.
    """
    # Under a lock: a colleague may give the organisator to somebody else at this very moment.
    vast = Organisator.objects.select_for_update(no_key=True).values_list("klantenbeheerder", flat=True).get(pk=organisator.pk)
    dossier = Dossier(
        dossiernummer=dossiernummer,
        naam=naam,
        organisator=organisator,
        team=team,
        type=type,
        straat=straat,
        huisnummer=huisnummer,
        postcode=postcode,
        gemeente=gemeente,
        refnis=refnis or refnis_van(postcode, gemeente),
        telefoon=telefoon,
        email=email,
        plaatsen=plaatsen,
        plaatsen_gesubsidieerd=plaatsen_gesubsidieerd,
        tarief=tarief,
        subsidietrap=subsidietrap,
        gestart_op=gestart_op,
        gestopt_op=gestopt_op,
        klantenbeheerder_id=vast,
        status=status,
        bron=bron,
        bronnummer=bronnummer,
    )
    dossier.full_clean()
    dossier.save()
    logboek.schrijf(gebeurtenissen.DOSSIER_GEMAAKT, over=dossier, door=door, op=op, gegevens={"bron": bron, "team": team.code})
    feiten.noteer_aangemaakt(dossier=dossier, door=door, op=op)
    return dossier


WIJZIGBAAR = (
    "naam", "straat", "huisnummer", "postcode", "gemeente", "telefoon", "email", "plaatsen", "plaatsen_gesubsidieerd", "tarief",
    "subsidietrap",
)  # fmt: skip
"""What a klantenbeheerder keeps by hand. Type and state follow from the permit, the dates from what happened."""


@transaction.atomic
def wijzig_dossier(
    *, dossier: Dossier, versie: int, door: Medewerker, op: datetime, reden: str = "", **gegevens: str | int | None
) -> Dossier:
    """Change what is kept by hand, if nobody did since the form was opened at *versie*. What is not given stays.

    Args:
        reden: why the places rise although something serious is open.
        gegevens: values of the fields in `WIJZIGBAAR`, and the real dossiernummer of what has a provisional one.

    Raises:
        AlGewijzigd: a colleague changed the dossier in the meantime; nothing is overwritten.
        ValidationError: a value is not valid (more than 8 places in gezinsopvang), the places follow from a permit, or the
            dossiernummer is known already.
        PlaatsenGeblokkeerd: the places would rise while something serious is open.
        TypeError: a field that is not kept by hand.
    """
    if vreemd := set(gegevens) - {*WIJZIGBAAR, "dossiernummer"}:
        raise TypeError(f"niet met de hand te wijzigen: {sorted(vreemd)}")
    oud = feiten.feiten_van(dossier)
    nieuw = {veld: waarde for veld, waarde in gegevens.items() if getattr(dossier, veld) != waarde}
    if "dossiernummer" in nieuw:
        if dossier.versie != versie:  # first: who gave it another number meanwhile is shown, with this one
            raise AlGewijzigd(dossier)
        check_echt(dossier.dossiernummer, str(nieuw["dossiernummer"]), veld="dossiernummer", wat="Dit dossier")
    bewaking = bewaak(dossier, door=door, op=op, reden=reden) if "plaatsen" in nieuw else nullcontext()
    with bewaking:
        if "plaatsen" in nieuw and dossier.vergunningen.exists():
            raise ValidationError(
                {"plaatsen": "De plaatsen volgen uit de vergunning. Leg een nieuwe periode van de vergunning vast."}
            )
        for veld, waarde in nieuw.items():
            setattr(dossier, veld, waarde)
        afgeleid = []
        if {"postcode", "gemeente"} & set(nieuw):
            dossier.refnis, afgeleid = refnis_van(dossier.postcode, dossier.gemeente), ["refnis"]
        dossier.full_clean()
        afgeleid += ["sorteersleutel"] if "naam" in nieuw else []
        waarden = nieuw | {veld: getattr(dossier, veld) for veld in afgeleid}
        try:
            with transaction.atomic():
                rijen = Dossier.objects.filter(pk=dossier.pk, versie=versie).update(versie=F("versie") + 1, **waarden)
        except IntegrityError:
            dossier.full_clean()  # a colleague gave this number to another location a moment ago: say so at the field
            raise
        if rijen != 1:
            raise AlGewijzigd(dossier)
    dossier.versie = versie + 1
    logboek.schrijf(
        gebeurtenissen.DOSSIER_GEWIJZIGD,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier),
        gegevens={"velden": sorted(nieuw), "versie": dossier.versie},
    )
    feiten.noteer_wijziging(dossier=dossier, oud=oud, door=door, op=op)
    return dossier


@transaction.atomic
def laat_afwijken(
    *, dossier: Dossier, klantenbeheerder: Medewerker | None, reden: str, door: Medewerker | None, op: datetime
) -> Dossier:
    """Give one location another klantenbeheerder than its organisator has; None ends the deviation.

    Raises:
        ValidationError: a deviation without reason.
    """
    volgde = dossier.klantenbeheerder_id, dossier.wijkt_af
    dossier.klantenbeheerder = klantenbeheerder or dossier.organisator.klantenbeheerder
    dossier.afwijking_reden = reden if klantenbeheerder else ""
    if klantenbeheerder and not reden:
        raise ValidationError({"afwijking_reden": "Wie afwijkt van de vaste klantenbeheerder van de organisator, zegt waarom."})
    dossier.full_clean()
    dossier.save(update_fields=["klantenbeheerder", "afwijking_reden"])
    logboek.schrijf(
        gebeurtenissen.DOSSIER_AFWIJKING,
        over=dossier,
        door=door,
        op=op,
        reden=reden,
        gegevens={"klantenbeheerder": klantenbeheerder.pk if klantenbeheerder else None},
    )
    if volgde != (dossier.klantenbeheerder_id, dossier.wijkt_af):
        feiten.noteer_klantenbeheerder(dossier=dossier, door=door, op=op)
        sleutels = [str(dossier.pk)]
        werk.verhuis(soort=logboek.soort_van(dossier), sleutels=sleutels, naar=dossier.klantenbeheerder, team=dossier.team, op=op)
    return dossier


def noteer_inzage(*, dossier: Dossier, door: Medewerker, op: datetime, bekend_op: datetime | None = None) -> Medewerker | None:
    """Write down that *door* reads the content, by which way and for whom; without the row there is no look.

    *dossier* was fetched with `met_weg`. With *bekend_op* they read it as it was known at that moment.

    Returns:
        the absent colleague in whose scope *door* reads, if any.
    """
    afwezige = namens_wie(door, dossier)
    gegevens: dict[str, logboek.Gegeven] = {"weg": dossier.weg}
    if bekend_op is not None:
        gegevens["zoals_bekend_op"] = bekend_op.isoformat()
    logboek.schrijf(gebeurtenissen.DOSSIER_INGEZIEN, over=dossier, door=door, op=op, namens=afwezige, gegevens=gegevens)
    return afwezige


def noteer_logboekinzage(*, dossier: Dossier, door: Medewerker, op: datetime) -> None:
    """Write down that *door* looked at who looked."""
    logboek.schrijf(gebeurtenissen.LOGBOEK_INGEZIEN, over=dossier, door=door, op=op, namens=namens_wie(door, dossier))
