"""Writes of the outbox that people and other actions ask for; the worker's own steps stand in `bezorging`.

`mail`, `sms` and `notificeer` are called inside the caller's transaction: the message exists if and only if the act did.
"""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from structlog.contextvars import get_contextvars

from kern import gebeurtenissen, logboek, overgang, workflow
from kern.fouten import DomeinFout
from kern.models import Medewerker, Notificatie, OutboxBijlage, OutboxInhoud, OutboxRegel
from kern.outbox import controle
from kern.outbox.bel import bel_na_commit
from kern.outbox.bericht import domein
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus

_VEEL = (Path(__file__).resolve().parent.parent / "sql" / "outbox_veel.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Bijlage:
    """An attachment to send along: the name the receiver sees, its kind ("application/pdf") and its bytes."""

    naam: str
    mime: str
    inhoud: bytes


@transaction.atomic
def mail(
    *,
    sleutel: str,
    over: models.Model,
    aan: Sequence[str],
    titel: str,
    tekst: str,
    bij_twijfel: BijTwijfel,
    door: Medewerker | None,
    op: datetime,
    html: str = "",
    bijlagen: Sequence[Bijlage] = (),
    antwoord_aan: str = "",
    in_antwoord_op: str = "",
    niet_voor: datetime | None = None,
) -> OutboxRegel:
    """Queue one e-mail. Give each addressee a row of their own: several in *aan* stand or fall together.

    Args:
        sleutel: says what this message is ("herinnering:123:2026-03-12"); the same key is never queued twice, the existing
            row comes back instead.
        over: what it is about; erasing that subject empties this message.
        bij_twijfel: OPNIEUW for what may come twice (reminders), TONEN for letters and decisions.
        in_antwoord_op: the Message-ID of the mail this is an answer to, so that programs keep the two together.
        niet_voor: not before this moment; until then it can be taken back.

    Raises:
        OnveiligBericht: an address, header or attachment is not safe, or a placeholder was not filled in.
    """
    controle.controleer_mailadressen(aan)
    if antwoord_aan:
        controle.controleer_mailadressen([antwoord_aan])
    controle.controleer_kop("het onderwerp", titel)
    controle.controleer_kop("het nummer van de mail", in_antwoord_op)
    controle.controleer_tekst(titel, tekst, html)
    for bijlage in bijlagen:
        controle.controleer_bijlage(bijlage.naam, bijlage.mime)
    return _zet_klaar(
        kanaal=Kanaal.MAIL, sleutel=sleutel, over=over, door=door, op=op, niet_voor=niet_voor, bijlagen=bijlagen,
        velden={
            "aan": list(aan), "titel": titel, "tekst": tekst, "html": html, "antwoord_aan": antwoord_aan,
            "in_antwoord_op": in_antwoord_op,
            "bij_twijfel": bij_twijfel,
        },
    )  # fmt: skip


@transaction.atomic
def sms(
    *,
    sleutel: str,
    over: models.Model,
    nummer: str,
    tekst: str,
    bij_twijfel: BijTwijfel,
    door: Medewerker | None,
    op: datetime,
    niet_voor: datetime | None = None,
) -> OutboxRegel:
    """Queue one text message to *nummer* ("+32470123456").

    Raises:
        OnveiligBericht: the number is not in that form, or a placeholder was not filled in.
    """
    controle.controleer_telefoon([nummer])
    controle.controleer_tekst(tekst)
    velden = {"aan": [nummer], "tekst": tekst, "bij_twijfel": bij_twijfel}
    return _zet_klaar(kanaal=Kanaal.SMS, sleutel=sleutel, over=over, door=door, op=op, niet_voor=niet_voor, velden=velden)


@transaction.atomic
def notificeer(
    *,
    sleutel: str,
    over: models.Model,
    ontvangers: Iterable[Medewerker],
    titel: str,
    door: Medewerker | None,
    op: datetime,
    tekst: str = "",
    url: str = "",
    niet_voor: datetime | None = None,
) -> list[OutboxRegel]:
    """Queue a line in the notification centre of each of *ontvangers*; each gets it exactly once.

    Args:
        sleutel: says what this notification is; the person is added to it here.
        url: path inside the application it leads to ("/dossiers/12345/").

    Raises:
        OnveiligBericht: the link leads outside, or a placeholder was not filled in.
    """
    controle.controleer_kop("de titel", titel)
    controle.controleer_tekst(titel, tekst)
    controle.controleer_pad(url)
    return [
        _zet_klaar(
            kanaal=Kanaal.NOTIFICATIE, sleutel=f"{sleutel}:{ontvanger.pk}", over=over, door=door, op=op, niet_voor=niet_voor,
            velden={"ontvanger": ontvanger, "titel": titel, "tekst": tekst, "url": url, "bij_twijfel": BijTwijfel.OPNIEUW},
        )
        for ontvanger in ontvangers
    ]  # fmt: skip


def _zet_klaar(
    *,
    kanaal: Kanaal,
    sleutel: str,
    over: models.Model,
    door: Medewerker | None,
    op: datetime,
    velden: dict[str, Any],
    niet_voor: datetime | None = None,
    bijlagen: Sequence[Bijlage] = (),
) -> OutboxRegel:
    """Make the row once, with its Message-ID, and ring the worker when the caller commits."""
    regel, nieuw = OutboxRegel.objects.get_or_create(
        kanaal=kanaal,
        sleutel=sleutel,
        defaults={
            **velden,
            "onderwerp_soort": logboek.soort_van(over),
            "onderwerp_id": str(over.pk),
            "message_id": f"<{uuid.uuid4()}@{domein()}>",
            "volgende_op": max(niet_voor or op, op),
            "gemaakt_op": op,
            "gemaakt_door": door,
        },
    )
    if not nieuw:
        return regel
    for bijlage in bijlagen:
        som = hashlib.sha256(bijlage.inhoud).hexdigest()
        inhoud, _ = OutboxInhoud.objects.get_or_create(sha256=som, defaults={"inhoud": bijlage.inhoud})
        OutboxBijlage.objects.create(
            regel=regel, naam=bijlage.naam, mime=bijlage.mime, grootte=len(bijlage.inhoud), inhoud=inhoud
        )
    if kanaal != Kanaal.NOTIFICATIE:  # a notification is its own trace, and never leaves the house
        logboek.schrijf(
            gebeurtenissen.UITGAAND_KLAARGEZET, over=regel, door=door, op=op,
            gegevens={"kanaal": kanaal.value, "onderwerp_soort": regel.onderwerp_soort, "onderwerp_id": regel.onderwerp_id},
        )  # fmt: skip
    bel_na_commit()
    return regel


class Veel(NamedTuple):
    """One of many messages of the program itself: a notification for *ontvanger* (a key), or a mail to *adres*."""

    sleutel: str
    soort: str  # what it is about, as the log names it
    sleutel_van: str
    titel: str
    tekst: str
    url: str = ""
    adres: str | None = None
    ontvanger: int | None = None


@transaction.atomic
def zet_veel_klaar(*, berichten: Sequence[Veel], op: datetime) -> None:
    """Queue many messages in one statement, that may come twice over a road where that can happen; known keys are left alone.

    Their words come from the program, or stay in the house; nothing is filled in here.
    """
    if not berichten:
        return
    kanalen = [Kanaal.MAIL.value if bericht.adres else Kanaal.NOTIFICATIE.value for bericht in berichten]
    velden = ("sleutel", "soort", "sleutel_van", "adres", "ontvanger", "titel", "tekst", "url")
    kolommen = [[getattr(bericht, veld) for bericht in berichten] for veld in velden]
    gebeurtenis = gebeurtenissen.UITGAAND_KLAARGEZET.code
    verzoek = str(get_contextvars().get("verzoek_id", ""))
    with connection.cursor() as cursor:
        cursor.execute(_VEEL, [kanalen, *kolommen, domein(), op, op, op, gebeurtenis, logboek.SYSTEEM, verzoek])
    bel_na_commit()


@transaction.atomic
def haal_terug(*, regel: OutboxRegel, door: Medewerker | None, op: datetime, reden: str) -> OutboxRegel:
    """Take a message back while it still waits. The caller has checked `check_mag_terughalen`.

    Raises:
        AlGewijzigd: the worker took it up already, or it is done.
    """
    overgang.voer_uit(regel, workflow.HAAL_TERUG)
    logboek.schrijf(gebeurtenissen.UITGAAND_TERUGGEHAALD, over=regel, door=door, op=op, reden=reden)
    return regel


@transaction.atomic
def verstuur_opnieuw(*, regel: OutboxRegel, door: Medewerker, op: datetime, reden: str) -> OutboxRegel:
    """Let a parked or doubtful message go again, with the same Message-ID and a fresh count of tries.

    Raises:
        DomeinFout: its words were erased.
        AlGewijzigd: a colleague decided already.
    """
    if regel.gewist_op:
        raise DomeinFout("De inhoud van dit bericht is gewist. Maak een nieuw bericht als het nog nodig is.")
    stap = workflow.OPNIEUW_NA_TWIJFEL if regel.status == UitgaandStatus.TWIJFEL else workflow.OPNIEUW_NA_MISLUKT
    overgang.voer_uit(regel, stap, zet={"poging": 0, "volgende_op": op})
    logboek.schrijf(
        gebeurtenissen.UITGAAND_OPNIEUW, over=regel, door=door, op=op, reden=reden, gegevens={"na_twijfel": stap.van == "twijfel"}
    )
    bel_na_commit()
    return regel


@transaction.atomic
def is_aangekomen(*, regel: OutboxRegel, door: Medewerker, op: datetime, reden: str) -> OutboxRegel:
    """Settle a doubt: somebody knows that it arrived (the receiver answered, the relay's log says so).

    Raises:
        AlGewijzigd: a colleague decided already.
    """
    overgang.voer_uit(regel, workflow.IS_AANGEKOMEN, zet={"verzonden_op": regel.overgedragen_op or op})
    logboek.schrijf(gebeurtenissen.UITGAAND_AANGEKOMEN, over=regel, door=door, op=op, reden=reden)
    return regel


@transaction.atomic
def laat_vallen(*, regel: OutboxRegel, door: Medewerker, op: datetime, reden: str) -> OutboxRegel:
    """Close a parked message that need not leave any more.

    Raises:
        AlGewijzigd: a colleague decided already.
    """
    overgang.voer_uit(regel, workflow.LAAT_VALLEN)
    logboek.schrijf(gebeurtenissen.UITGAAND_TERUGGEHAALD, over=regel, door=door, op=op, reden=reden)
    return regel


@transaction.atomic
def kijk_in(*, regel: OutboxRegel, door: Medewerker, op: datetime) -> OutboxRegel:
    """Write down that somebody reads the words of a message, before they are shown."""
    logboek.schrijf(gebeurtenissen.UITGAAND_INGEZIEN, over=regel, door=door, op=op)
    return regel


# A message nobody is handing over at this moment; the others wait for their lease.
_RUST = {
    UitgaandStatus.WACHT,
    UitgaandStatus.MISLUKT,
    UitgaandStatus.TWIJFEL,
    UitgaandStatus.VERZONDEN,
    UitgaandStatus.TERUGGEHAALD,
}


@transaction.atomic
def wis_over(*, onderwerp_soort: str, onderwerp_id: str, door: Medewerker | None, op: datetime) -> int:
    """Empty every message about one subject: words, addresses, attachments, notifications. What waited will not leave.

    State, channel and moments stay as proof without names. Returns how many rows were emptied.

    Raises:
        DomeinFout: one is being handed over right now; nothing is erased, try again in some minutes.
    """
    over = OutboxRegel.objects.filter(onderwerp_soort=onderwerp_soort, onderwerp_id=onderwerp_id, gewist_op=None)
    return wis_regels(regels=over, door=door, op=op)


@transaction.atomic
def wis_regels(*, regels: models.QuerySet[OutboxRegel], door: Medewerker | None, op: datetime) -> int:
    """Empty these messages, as `wis_over` does for those about one subject.

    Raises:
        DomeinFout: one is being handed over right now; nothing is erased, try again in some minutes.
    """
    regels_nu = list(regels.select_for_update().order_by("pk"))
    if any(regel.status not in _RUST for regel in regels_nu):
        raise DomeinFout("Een bericht hierover is op dit moment onderweg. Probeer het over enkele minuten opnieuw.")
    for regel in regels_nu:
        if regel.status == UitgaandStatus.WACHT:
            overgang.voer_uit(regel, workflow.HAAL_TERUG)
        logboek.schrijf(gebeurtenissen.UITGAAND_GEWIST, over=regel, door=door, op=op)
    nummers = [regel.pk for regel in regels_nu]
    bijlagen = OutboxBijlage.objects.filter(regel__in=nummers)
    sommen = list(bijlagen.values_list("inhoud_id", flat=True))
    bijlagen.delete()
    OutboxInhoud.objects.filter(pk__in=sommen).exclude(pk__in=OutboxBijlage.objects.values("inhoud_id")).delete()
    Notificatie.objects.filter(regel__in=nummers).delete()
    OutboxRegel.objects.filter(pk__in=nummers).update(
        aan=[], titel="", tekst="", html="", antwoord_aan="", laatste_fout="", url="", gewist_op=op
    )
    return len(regels_nu)


@transaction.atomic
def lees(*, notificatie: Notificatie, op: datetime) -> Notificatie:
    """Mark a notification as read by its owner; reading twice changes nothing."""
    if Notificatie.objects.filter(pk=notificatie.pk, gelezen_op=None).update(gelezen_op=op):
        notificatie.gelezen_op = op
    return notificatie


@transaction.atomic
def lees_alles(*, ontvanger: Medewerker, tot: int, op: datetime) -> int:
    """Mark everything up to notification *tot* as read: what came in since the page was drawn stays unread."""
    return Notificatie.objects.filter(ontvanger=ontvanger, pk__lte=tot, gelezen_op=None).update(gelezen_op=op)


def pauze(poging: int, pauzes: Sequence[int]) -> timedelta:
    """Return how long to wait after try number *poging* (1 is the first): the pauses grow, the last one repeats."""
    return timedelta(seconds=pauzes[min(poging, len(pauzes)) - 1])
