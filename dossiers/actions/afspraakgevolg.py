"""What belongs to an appointment and is kept in step with it: people, locations, log, werkvoorraad, timeline.

Called by the actions, inside their transaction.
"""

import re
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError

from dossiers import werksoorten
from dossiers.access import namens_wie
from dossiers.actions import tijdlijn
from dossiers.choices import Afspraaksoort, Afspraakstatus, Deelnemersoort
from dossiers.gemeenten import gemeente_van, refnis_van
from dossiers.models import Afspraak, AfspraakLocatie, Deelnemer, Dossier, Organisator
from kern import logboek
from kern.actions import werk
from kern.choices import Werkaard
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from kern.werk import Publiek

SOORT = "dossiers.afspraak"
_POSTCODE = re.compile(r"\b[1-9]\d{3}\b")


class Persoon(NamedTuple):
    """Somebody who is no colleague."""

    soort: str  # Deelnemersoort
    naam: str
    email: str


class Plan(NamedTuple):
    """What somebody says about an appointment."""

    soort: str
    begin: datetime
    einde: datetime
    aangekondigd: bool = True
    dossiers: tuple[Dossier, ...] = ()
    onderwerp: str = ""
    plaats: str = ""
    uur_vast: bool = True
    boodschap: str = ""
    nota: str = ""
    collegas: tuple[Medewerker, ...] = ()
    mensen: tuple[Persoon, ...] = ()


VELDEN = ("soort", "begin", "einde", "aangekondigd", "onderwerp", "plaats", "uur_vast", "boodschap", "nota")


def plan_van(afspraak: Afspraak) -> Plan:
    """Return what an appointment says now."""
    deelnemers = list(afspraak.deelnemers.filter(weg_op=None).select_related("medewerker"))
    return Plan(
        **{veld: getattr(afspraak, veld) for veld in VELDEN},
        dossiers=tuple(locatie.dossier for locatie in afspraak.locaties.select_related("dossier")),
        collegas=tuple(d.medewerker for d in deelnemers if d.medewerker),
        mensen=tuple(Persoon(d.soort, d.naam, d.email) for d in deelnemers if d.medewerker is None),
    )


def log(
    gebeurtenis: Gebeurtenis, afspraak: Afspraak, door: Medewerker | None, op: datetime, *, extra: Collection[Dossier] = ()
) -> None:
    """Write about each file, so that its log shows it; words and reasons stay with the appointment, where erasing finds them."""
    over: list[Dossier | Organisator] = [locatie.dossier for locatie in afspraak.locaties.select_related("dossier")]
    for waar in [*over, *extra] or [afspraak.organisator]:
        namens = namens_wie(door, waar) if door is not None and isinstance(waar, Dossier) else None
        gegevens: dict[str, logboek.Gegeven] = {"afspraak": str(afspraak.pk), "versie": afspraak.versie}
        logboek.schrijf(gebeurtenis, over=waar, door=door, op=op, namens=namens, gegevens=gegevens)


def controleer(plan: Plan, over: Organisator) -> None:
    """Refuse what no field can say by itself.

    Raises:
        ValidationError: per field what is wrong, and what to do.
    """
    fouten: dict[str, str] = {}
    if any(dossier.organisator_id != over.pk for dossier in plan.dossiers):
        fouten["dossiers"] = f"Kies alleen locaties van {over.naam}. Maak voor een andere organisator een eigen afspraak."
    if plan.soort == Afspraaksoort.BEZOEK and not plan.dossiers:
        fouten["dossiers"] = "Kies de locatie waar u naartoe gaat."
    if not plan.aangekondigd and plan.mensen:
        fouten["mensen"] = "Van een onaangekondigd bezoek mag niemand van buiten iets horen. Alleen collega’s gaan mee."
    adressen = [mens.email.casefold() for mens in plan.mensen if mens.email]
    if len(adressen) != len(set(adressen)):
        fouten["mensen"] = "Hetzelfde adres staat er twee keer. Laat er een weg."
    if fouten:
        raise ValidationError(fouten)


def refnis(plan: Plan) -> str:
    """Return the gemeente it takes place in; empty for a call, or when the place does not say."""
    if plan.soort == Afspraaksoort.TELEFOON:
        return ""
    for postcode in _POSTCODE.findall(plan.plaats):
        if gemeente := gemeente_van(postcode):
            return gemeente.refnis
    if plan.soort == Afspraaksoort.BEZOEK and plan.dossiers:
        eerste = plan.dossiers[0]
        return eerste.refnis or refnis_van(eerste.postcode, eerste.gemeente)
    return ""


def zet_locaties(afspraak: Afspraak, plan: Plan, op: datetime) -> list[Dossier]:
    """Bring the locations in step; return those that left, of which the line on the timeline ends."""
    nu = {locatie.dossier_id: locatie for locatie in afspraak.locaties.select_related("dossier")}
    gewenst = {dossier.pk for dossier in plan.dossiers}
    weg = [locatie for pk, locatie in nu.items() if pk not in gewenst]
    for locatie in weg:
        tijdlijn.laat_vervallen(soort=SOORT, verwijzing=verwijzing(afspraak.pk, locatie.dossier_id), op=op)
        locatie.delete()
    AfspraakLocatie.objects.bulk_create(
        AfspraakLocatie(afspraak=afspraak, dossier=dossier) for dossier in plan.dossiers if dossier.pk not in nu
    )
    if not nu and gewenst:
        tijdlijn.laat_vervallen(soort=SOORT, verwijzing=verwijzing(afspraak.pk, None), op=op)
    return [locatie.dossier for locatie in weg]


def zet_deelnemers(afspraak: Afspraak, plan: Plan, op: datetime) -> list[Deelnemer]:
    """Bring the people in step; return who takes part no more."""
    nu = {_sleutel(d): d for d in afspraak.deelnemers.filter(weg_op=None)}
    gewenst: dict[tuple[object, ...], Deelnemer] = {}
    for collega in plan.collegas:
        if collega.pk != afspraak.eigenaar_id:
            d = Deelnemer(afspraak=afspraak, soort=Deelnemersoort.COLLEGA, medewerker=collega)
            gewenst[_sleutel(d)] = d
    for mens in plan.mensen:
        d = Deelnemer(afspraak=afspraak, soort=mens.soort, naam=mens.naam, email=mens.email)
        gewenst[_sleutel(d)] = d
    weg = [d for sleutel, d in nu.items() if sleutel not in gewenst]
    for d in weg:
        Deelnemer.objects.filter(pk=d.pk).update(weg_op=op)
    for sleutel, d in gewenst.items():
        if sleutel not in nu:
            d.full_clean()
            d.save(force_insert=True)
    return weg


def _sleutel(deelnemer: Deelnemer) -> tuple[object, ...]:
    return (deelnemer.medewerker_id, deelnemer.soort, deelnemer.naam, deelnemer.email)


def meld_werk(afspraak: Afspraak, plan: Plan, door: Medewerker | None, op: datetime) -> None:
    """Put it in the werkvoorraad of who goes and of the colleagues who go along."""
    wie = {collega.pk: collega for collega in (afspraak.eigenaar, *plan.collegas)}
    werk.sluit(soort=werksoorten.AFSPRAAK, verwijzing=afspraak.pk, door=door, op=op, behalve=list(wie.values()))
    over = plan.dossiers[0] if plan.dossiers else afspraak.organisator
    nog = "" if afspraak.status == Afspraakstatus.VAST else " (nog te bevestigen)"
    for collega in wie.values():
        werk.meld(
            soort=werksoorten.AFSPRAAK,
            verwijzing=afspraak.pk,
            titel=f"{afspraak.soortnaam}{nog}: {afspraak.onderwerp or over.naam}",
            kort=afspraak.plaats,
            url=afspraak.get_absolute_url(),
            over=over,
            publiek=Publiek(voor=collega),
            aard=Werkaard.AFSPRAAK,
            begint_op=afspraak.begin,
            op=op,
        )


def verwijzing(afspraak: UUID, dossier: int | None) -> str:
    """Return how the line at a location (None: at the organisator) refers to an appointment. Used by bulk writers too."""
    return f"{afspraak}:{dossier or ''}"


_ZINNEN = {
    Afspraakstatus.VAST: "{wat} afgesproken op {dag}, {uur} uur",
    Afspraakstatus.GEDAAN: "{wat} van {dag} ging door",
    Afspraakstatus.NIET_DOORGEGAAN: "{wat} van {dag} ging niet door",
    Afspraakstatus.GEANNULEERD: "{wat} van {dag} geannuleerd",
}


def titel_lijn(wat: str, status: str, begin: datetime) -> str:
    """Return what the line says of an appointment that is no draft. Used by bulk writers too."""
    lokaal = begin.astimezone(BRUSSEL)
    return _ZINNEN[Afspraakstatus(status)].format(wat=wat, dag=f"{lokaal:%d/%m/%Y}", uur=f"{lokaal:%H.%M}")


def zet_tijdlijn(afspraak: Afspraak, plan: Plan, door: Medewerker, op: datetime) -> None:
    """Let each file say how it stands: without names and without where, so that nothing has to be erased there."""
    if not afspraak.aangekondigd or afspraak.status == Afspraakstatus.CONCEPT:
        return
    titel = titel_lijn(afspraak.soortnaam, afspraak.status, afspraak.begin)
    for waar in plan.dossiers or (afspraak.organisator,):
        tijdlijn.zet_zelf(
            over=waar,
            soort=SOORT,
            verwijzing=verwijzing(afspraak.pk, waar.pk if isinstance(waar, Dossier) else None),
            titel=titel,
            bekend_sinds=op,
            door=door,
            url=afspraak.get_absolute_url(),
        )
