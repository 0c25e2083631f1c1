"""Writes about the permit of a location: periods that never overlap, and the copy on the dossier that follows them."""

import logging
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.actions import tijdlijn
from dossiers.actions.uitbreiding import check_plaatsen
from dossiers.choices import Dossierstatus, Vergunningeinde, Vergunningstand
from dossiers.models import Dossier, Tijdlijnregel, Vergunning
from dossiers.queries.vergunningen import met_stand, uit_de_pas
from kern import logboek
from kern.actions.rijen import bewaar
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.tijd import BRUSSEL

SOORT, SOORT_EINDE = "dossiers.vergunning", "dossiers.vergunning.einde"
EEN_DAG = timedelta(days=1)
logger = logging.getLogger(__name__)


class Periode(NamedTuple):
    """What a permit says from one day to another, both included."""

    vanaf: date
    tot: date | None
    stand: str
    type: str
    plaatsen: int
    voorwaarden: str = ""
    besluitnummer: str = ""
    einde: str = ""


def gezien_van(dossier: Dossier) -> str:
    """Return what somebody saw of the periods when the form was opened: a change of any of them changes it."""
    paren = Vergunning.objects.filter(dossier=dossier).order_by("pk").values_list("pk", "versie")
    return ".".join(f"{pk}-{versie}" for pk, versie in paren)


@transaction.atomic
def leg_periode_vast(
    *, dossier: Dossier, periode: Periode, gezien: str, door: Medewerker, op: datetime, reden: str = ""
) -> Vergunning:
    """Add a period. The period without end that runs makes room: it ends the day before, and goes on after a period with an end.

    So a change is one form, and so is a suspension of three months. Any other overlap is refused with the period it overlaps.

    Raises:
        AlGewijzigd: the periods are not what they were when the form was opened (*gezien*).
        ValidationError: a value is not valid, or the days overlap another period.
        PlaatsenGeblokkeerd: the places would rise while something serious is open.
    """
    _op_beurt(dossier, gezien)
    check_plaatsen(dossier, naar=periode.plaatsen, door=door, reden=reden)
    _maak_plaats(dossier, periode)
    vergunning = Vergunning(dossier=dossier, **periode._asdict())
    _bewaar(vergunning)
    _schrijf_lijn(vergunning, door=door, op=op)
    _log(gebeurtenissen.VERGUNNING_VASTGELEGD, dossier, vergunning, door, op, reden)
    breng_bij(dossier=dossier, door=door, op=op)
    return vergunning


@transaction.atomic
def wijzig_periode(
    *, vergunning: Vergunning, versie: int, periode: Periode, door: Medewerker, op: datetime, reden: str = ""
) -> Vergunning:
    """Correct a period, or give it its last day.

    Raises:
        AlGewijzigd: a colleague changed it since the form was opened at *versie*.
        ValidationError: a value is not valid, or the days overlap another period.
        PlaatsenGeblokkeerd: the places would rise while something serious is open.
    """
    dossier = vergunning.dossier
    Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
    if not Vergunning.objects.filter(pk=vergunning.pk, versie=versie).exists():
        raise AlGewijzigd(vergunning)
    if periode.plaatsen > vergunning.plaatsen:
        check_plaatsen(dossier, naar=periode.plaatsen, door=door, reden=reden)
    for veld, waarde in periode._asdict().items():
        setattr(vergunning, veld, waarde)
    vergunning.versie = versie + 1
    _bewaar(vergunning)
    _schrijf_lijn(vergunning, door=door, op=op)
    _log(gebeurtenissen.VERGUNNING_GEWIJZIGD, dossier, vergunning, door, op, reden)
    breng_bij(dossier=dossier, door=door, op=op)
    return vergunning


@transaction.atomic
def breng_bij(*, dossier: Dossier, door: Medewerker | None, op: datetime) -> bool:
    """Give the dossier the state, type and places that its permit has today; return whether anything changed.

    Raises:
        ValidationError: the dossier cannot be so (fewer places than are subsidised).
    """
    dag = op.astimezone(BRUSSEL).date()
    volgens = met_stand(Dossier.objects.select_for_update(of=("self",), no_key=True), dag).get(pk=dossier.pk)
    if volgens.periode_id is None:
        return False
    nieuw = {"status": volgens.volgens_status, "type": volgens.volgens_type, "plaatsen": volgens.volgens_plaatsen}
    if all(getattr(volgens, veld) == waarde for veld, waarde in nieuw.items()):
        return False
    was = volgens.status
    for veld, waarde in nieuw.items():
        setattr(volgens, veld, waarde)
        setattr(dossier, veld, waarde)
    volgens.full_clean()
    Dossier.objects.filter(pk=dossier.pk).update(versie=F("versie") + 1, **nieuw)
    dossier.versie = volgens.versie + 1
    periode = Vergunning.objects.get(pk=volgens.periode_id)
    if periode.vanaf <= dag and (periode.tot is None or dag <= periode.tot):
        _schrijf_lijn(periode, door=door, op=op, hervat=was == Dossierstatus.GESCHORST)
    else:
        _schrijf_einde(periode, door=door, op=op)
    logboek.schrijf(
        gebeurtenissen.VERGUNNING_WERKT,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier) if door else None,
        gegevens={"vergunning": periode.pk, "was": str(was), "status": str(dossier.status)},
    )
    return True


def werk_bij(*, op: datetime) -> int:
    """Bring every dossier in step on the day its permit begins, ends or is suspended; return how many. Run at night."""
    dag, aantal = op.astimezone(BRUSSEL).date(), 0
    for dossier in list(uit_de_pas(dag)):
        try:
            aantal += breng_bij(dossier=dossier, door=None, op=op)
        except ValidationError:
            # `manage.py controleer` goes on naming it; the other locations must not wait for this one.
            logger.warning("dossier volgt zijn vergunning niet", extra={"dossier": dossier.pk})
    return aantal


def _op_beurt(dossier: Dossier, gezien: str) -> None:
    # Two who arrange the permit of one location take turns here; the second sees that something changed.
    Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
    if gezien_van(dossier) != gezien:
        raise AlGewijzigd(dossier)


def _maak_plaats(dossier: Dossier, periode: Periode) -> None:
    lopend = Vergunning.objects.filter(dossier=dossier, tot=None, vanaf__lt=periode.vanaf).first()
    if lopend is None:
        return
    lopend.tot, lopend.versie = periode.vanaf - EEN_DAG, lopend.versie + 1
    _bewaar(lopend)
    if periode.tot is None or periode.einde:
        return
    _bewaar(
        Vergunning(
            dossier=dossier,
            vanaf=periode.tot + EEN_DAG,
            stand=lopend.stand,
            type=lopend.type,
            plaatsen=lopend.plaatsen,
            voorwaarden=lopend.voorwaarden,
            besluitnummer=lopend.besluitnummer,
        )
    )


def _bewaar(vergunning: Vergunning) -> None:
    v = vergunning
    if v.tot is not None and v.tot < v.vanaf:  # said before the database is asked about days that are no range
        raise ValidationError({"tot": "De laatste dag ligt voor de eerste dag. Kijk beide datums na."})
    andere = Vergunning.objects.filter(Q(tot=None) | Q(tot__gte=v.vanaf), dossier=v.dossier_id, vanaf__lte=v.tot or date.max)
    overlapt = andere.exclude(pk=v.pk).first()
    if overlapt is not None:
        zin = f"Deze dagen overlappen de vergunning {overlapt.periode} ({overlapt.plaatsen} plaatsen). Pas die eerst aan."
        raise ValidationError({"vanaf": zin})
    bewaar(vergunning)


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time.min, tzinfo=BRUSSEL)


def _schrijf_lijn(v: Vergunning, *, door: Medewerker | None, op: datetime, hervat: bool = False) -> None:
    if v.stand == Vergunningstand.GESCHORST:
        titel, kort = "Vergunning geschorst", f"{v.periode.capitalize()}."
    else:
        titel = f"{'Schorsing voorbij' if hervat else 'Vergunning'}: {v.plaatsen} plaatsen {v.get_type_display()}"
        kort = f"Vanaf {v.vanaf:%d/%m/%Y}."
    kort += f" Besluit {v.besluitnummer}." if v.besluitnummer else ""
    kort += f" {v.voorwaarden}" if v.voorwaarden else ""
    _zet_op_tijdlijn(v, SOORT, titel, kort, min(_begin(v.vanaf), op), door, op)
    if v.einde:
        _schrijf_einde(v, door=door, op=op)
    else:
        tijdlijn.laat_vervallen(soort=SOORT_EINDE, verwijzing=str(v.pk), op=op)


def _schrijf_einde(v: Vergunning, *, door: Medewerker | None, op: datetime) -> None:
    if v.tot is None:
        return
    titel = "Vergunning opgeheven" if v.einde == Vergunningeinde.OPGEHEVEN else "Opvang gestopt"
    wanneer = min(_begin(v.tot + EEN_DAG), op)
    _zet_op_tijdlijn(v, SOORT_EINDE, titel, f"Laatste dag: {v.tot:%d/%m/%Y}.", wanneer, door, op)


def _zet_op_tijdlijn(
    v: Vergunning, soort: str, titel: str, kort: str, wanneer: datetime, door: Medewerker | None, op: datetime
) -> None:
    """Write the line of a period, or correct it when it says something else."""
    geldig = Tijdlijnregel.objects.filter(soort=soort, verwijzing=str(v.pk), vervallen_op=None).first()
    if geldig is None:
        url = v.dossier.get_absolute_url()
        tijdlijn.schrijf(
            over=v.dossier,
            soort=soort,
            verwijzing=str(v.pk),
            titel=titel,
            kort=kort,
            op=wanneer,
            bekend_sinds=op,
            door=door,
            url=url,
        )
    elif (geldig.titel, geldig.kort, geldig.op) != (titel, tijdlijn.kort_tot(kort), wanneer):
        tijdlijn.vervang(soort=soort, verwijzing=str(v.pk), titel=titel, kort=kort, op=wanneer, bekend_sinds=op, door=door)


def _log(wat: Gebeurtenis, dossier: Dossier, vergunning: Vergunning, door: Medewerker, op: datetime, reden: str) -> None:
    gegevens: dict[str, logboek.Gegeven] = {
        "vergunning": vergunning.pk,
        "stand": vergunning.stand,
        "plaatsen": vergunning.plaatsen,
    }
    logboek.schrijf(wat, over=dossier, door=door, op=op, namens=namens_wie(door, dossier), reden=reden, gegevens=gegevens)
