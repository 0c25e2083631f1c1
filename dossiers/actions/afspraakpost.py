"""What is sent about an appointment: an invitation per version, a cancellation, each with a calendar. Nothing else leaves.

Of a visit that is not announced only colleagues hear: that is decided here once more, whatever stands in the rows, because a
mistake elsewhere must not tell an organisator that somebody comes.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from dossiers.choices import Afspraaksoort
from dossiers.models import Afspraak, Deelnemer, Dossier
from kern.actions import outbox
from kern.agenda.ics import MIME, Genodigde, Methode, Punt, bouw
from kern.fouten import AlGewijzigd
from kern.logboek import soort_van
from kern.models import Medewerker, OutboxRegel
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus
from kern.tijd import BRUSSEL

BESTAND = "afspraak.ics"


def sleutel_van(afspraak: Afspraak) -> str:
    """Return what the appointment is called in every calendar."""
    return f"afspraak-{afspraak.pk}"


def kaart_van(afspraak: Afspraak, dossiers: Iterable[Dossier]) -> str:
    """Return how an appointment is called in a calendar outside the house: kind, dossiernummer and gemeente, and no name.

    Calendars are shared, and telephones show them to who sits beside one: of a visit that is not announced not even where.
    """
    if not afspraak.aangekondigd:
        return Afspraaksoort(afspraak.soort).label.capitalize()
    waar = ", ".join(f"{dossier.dossiernummer} {dossier.gemeente}" for dossier in dossiers)
    return f"{afspraak.soortnaam} · {waar or afspraak.organisator.nummer}"


def adres_van(afspraak: Afspraak) -> str:
    """Return where a colleague reads the rest, after logging in."""
    return f"{settings.BASIS_URL}{afspraak.get_absolute_url()}"


def nodig_uit(*, afspraak: Afspraak, door: Medewerker, op: datetime, eerst: datetime | None = None) -> int:
    """Send this version to everybody who takes part; returns how many mails were queued. What is over is not sent.

    Args:
        eerst: when it began until now, for who reads that it moved.
    """
    if afspraak.einde <= op:
        return 0
    deelnemers = list(afspraak.deelnemers.filter(weg_op=None).select_related("medewerker"))
    return _verstuur(afspraak, deelnemers, "REQUEST", door, op, eerst)


def zeg_af(*, afspraak: Afspraak, wie: Iterable[Deelnemer], door: Medewerker, op: datetime) -> int:
    """Cancel it for *wie*, as far as they were ever told; returns how many mails were queued."""
    gehoord = [deelnemer for deelnemer in wie if _heeft_gehoord(afspraak, deelnemer, door, op)]
    return _verstuur(afspraak, gehoord, "CANCEL", door, op) if afspraak.einde > op else 0


def ontvangers(afspraak: Afspraak, deelnemers: Iterable[Deelnemer]) -> list[Deelnemer]:
    """Return who of *deelnemers* may be written to: of an unannounced visit colleagues alone, and never who left."""
    return [d for d in deelnemers if d.adres and _mag_horen(afspraak, d)]


def _mag_horen(afspraak: Afspraak, deelnemer: Deelnemer) -> bool:
    collega = deelnemer.medewerker
    if collega is None:
        return afspraak.aangekondigd
    return collega.is_active and (afspraak.aangekondigd or collega.is_intern)


def _verstuur(
    afspraak: Afspraak,
    deelnemers: list[Deelnemer],
    methode: Methode,
    door: Medewerker,
    op: datetime,
    eerst: datetime | None = None,
) -> int:
    dossiers = [locatie.dossier for locatie in afspraak.locaties.select_related("dossier")]
    aan = ontvangers(afspraak, deelnemers)
    eerst = eerst if eerst != afspraak.begin else None
    plaats = afspraak.plaats if afspraak.aangekondigd else ""
    begin = "Verplaatst: " if eerst else "Gewijzigd: " if afspraak.volgnummer else ""
    for deelnemer in aan:
        _haal_wachtende_terug(afspraak, deelnemer, door, op)
        binnen = deelnemer.medewerker is not None
        context: dict[str, Any] = {
            "afspraak": afspraak,
            "begin": afspraak.begin.astimezone(BRUSSEL),
            "einde": afspraak.einde.astimezone(BRUSSEL),
            "dossiers": dossiers,
            "geannuleerd": methode == "CANCEL",
            "gewijzigd": afspraak.volgnummer > 0,
            "eerst": eerst.astimezone(BRUSSEL) if eerst else None,
            "plaats": "" if not binnen and plaats in [dossier.adres for dossier in dossiers] else plaats,
            "binnen": binnen,
            "wat": kaart_van(afspraak, dossiers) if binnen else _wat(afspraak, dossiers),
            "adres": adres_van(afspraak) if binnen else "",
        }
        punt = Punt(
            sleutel=sleutel_van(afspraak),
            samenvatting=context["wat"],
            begin=afspraak.begin,
            einde=afspraak.einde,
            gewijzigd_op=afspraak.gewijzigd_op,
            volgnummer=afspraak.volgnummer,
            plaats=plaats,
            omschrijving=context["adres"] if binnen else afspraak.boodschap,
            prive=not afspraak.aangekondigd,
        )
        # One colleague is not told in the calendar of another who of the organisator comes, nor the other way round.
        ics = bouw([punt], methode=methode, namens=afspraak.eigenaar.naam, genodigden=[Genodigde(deelnemer.wie, deelnemer.adres)])
        outbox.mail(
            sleutel=f"{_voorvoegsel(afspraak)}{afspraak.volgnummer}:{methode}:{deelnemer.pk}",
            over=afspraak,
            aan=[deelnemer.adres],
            titel=f"{'Geannuleerd: ' if methode == 'CANCEL' else begin}{context['wat']} op {context['begin']:%d/%m/%Y}",
            tekst=render_to_string("mail/afspraak.txt", context),
            bij_twijfel=BijTwijfel.OPNIEUW,  # the same version twice changes nothing in a calendar
            bijlagen=[outbox.Bijlage(BESTAND, MIME[methode], ics)],
            antwoord_aan=afspraak.eigenaar.email,
            door=door,
            op=op,
        )
    return len(aan)


def _wat(afspraak: Afspraak, dossiers: list[Dossier]) -> str:
    """Return how it is called for who knows the location by its name."""
    namen = ", ".join(dossier.naam for dossier in dossiers) or afspraak.organisator.naam
    return f"{afspraak.onderwerp or afspraak.soortnaam} · {namen}"[:200]


def _voorvoegsel(afspraak: Afspraak) -> str:
    return f"afspraak:{afspraak.pk}:"


def _regels(afspraak: Afspraak, deelnemer: Deelnemer) -> list[OutboxRegel]:
    return list(
        OutboxRegel.objects.filter(
            kanaal=Kanaal.MAIL,
            onderwerp_soort=soort_van(afspraak),
            onderwerp_id=str(afspraak.pk),
            sleutel__endswith=f":{deelnemer.pk}",
        ).exclude(status=UitgaandStatus.TERUGGEHAALD)
    )


def _haal_wachtende_terug(afspraak: Afspraak, deelnemer: Deelnemer, door: Medewerker, op: datetime) -> None:
    """Take back what still waits of an earlier version: nobody needs to read two of them."""
    for regel in _regels(afspraak, deelnemer):
        if regel.status == UitgaandStatus.WACHT:
            try:
                outbox.haal_terug(regel=regel, door=door, op=op, reden="Er is een nieuwere versie van deze afspraak.")
            except AlGewijzigd:
                continue  # the worker was faster: the newer version has the higher number


def _heeft_gehoord(afspraak: Afspraak, deelnemer: Deelnemer, door: Medewerker, op: datetime) -> bool:
    _haal_wachtende_terug(afspraak, deelnemer, door, op)
    return bool(_regels(afspraak, deelnemer))
