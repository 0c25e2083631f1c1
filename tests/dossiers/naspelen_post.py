"""The mail of a generated world, sent and taken in again through the actions; only the mail server itself is not asked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from dossiers.actions import post_adres, post_ontvangen, post_plaatsen, post_schrijven
from dossiers.choices import Richting
from dossiers.models import Postadres, Postbericht, Postverzending
from dossiers.postkeuzes import Postbron, Poststatus
from kern.models import OutboxRegel
from kern.outbox.keuzes import UitgaandStatus
from kern.post.adressen import adres_met

if TYPE_CHECKING:
    from tests.dossiers.naspelen import Plan

RIJEN: tuple[type[Model], ...] = (Postadres, Postbericht)
Stap = tuple[datetime, Callable[[datetime], object]]


def stappen(plan: "Plan") -> list[Stap]:
    """Return every step of the mail, each with its moment."""
    uit: list[Stap] = [(rij["gemaakt_op"], partial(_geef_adres, plan, rij)) for rij in plan.rijen[Postadres]]
    for rij in plan.rijen[Postbericht]:
        uit += _onze(plan, rij) if rij["richting"] == Richting.UIT else _ingekomen(plan, rij)
    return uit


def _geef_adres(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    post_adres.vernieuw_adres(dossier=plan.nu(rij["dossier_id"]), door=plan.mensen[rij["gemaakt_door_id"]], op=op)


# --- What we wrote ------------------------------------------------------------------------------------------------------------
def _onze(plan: "Plan", rij: dict[str, Any]) -> list[Stap]:
    begonnen = rij["ontvangen_op"]
    uit: list[Stap] = [
        (begonnen, partial(_begin, plan, rij)),
        (begonnen + timedelta(minutes=5), partial(_bewaar, plan, rij)),
    ]
    if rij["status"] == Poststatus.VERSTUURD:
        uit += [
            (rij["vertrekt_op"] - post_schrijven.BEDENKTIJD, partial(_verstuur, plan, rij)),
            (rij["op"], partial(_bezorg, rij)),
            (rij["vertrekt_op"] + timedelta(minutes=1), partial(_volg, rij)),
        ]
    if rij["status"] == Poststatus.WEGGEGOOID:
        uit.append((rij["behandeld_op"], partial(_gooi_weg, plan, rij)))
    return uit


def _begin(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    bij = _nieuw(plan, rij["antwoord_op_id"]) if rij["antwoord_op_id"] else None
    over, door = plan.nu(rij["dossier_id"]), plan.mensen[rij["door_id"]]
    post_schrijven.begin(sleutel=rij["id"], over=over, door=door, op=op, antwoord_op=bij)


def _bewaar(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    door, bericht = plan.mensen[rij["door_id"]], Postbericht.objects.get(pk=rij["id"])
    post_schrijven.bewaar(
        bericht=bericht, versie=1, aan=rij["aan"], onderwerp=rij["onderwerp"], tekst=rij["tekst"], door=door, op=op
    )


def _verstuur(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    door, bericht = plan.mensen[rij["door_id"]], Postbericht.objects.get(pk=rij["id"])
    post_schrijven.verstuur(bericht=bericht, versie=2, bevestigd=True, door=door, op=op)


def _bezorg(rij: dict[str, Any], op: datetime) -> None:
    """What the worker does with the mail server at the other end."""
    (verzending,) = Postverzending.objects.filter(bericht=rij["id"])
    velden = {"status": UitgaandStatus.VERZONDEN, "overgedragen_op": op, "verzonden_op": op, "poging": 1}
    OutboxRegel.objects.filter(pk=verzending.regel_id).update(**velden)


def _volg(rij: dict[str, Any], op: datetime) -> None:
    assert post_schrijven.volg(op=op) == 1, rij


def _gooi_weg(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    door = plan.mensen[rij["behandeld_door_id"]]
    post_schrijven.gooi_weg(bericht=Postbericht.objects.get(pk=rij["id"]), door=door, op=op)


# --- What came in --------------------------------------------------------------------------------------------------------------
def _ingekomen(plan: "Plan", rij: dict[str, Any]) -> list[Stap]:
    if rij["bron"] == Postbron.OPGELADEN:
        return [(rij["ontvangen_op"], partial(_laad_op, plan, rij)), (rij["behandeld_op"], partial(_plaats, plan, rij))]
    uit: list[Stap] = [(rij["ontvangen_op"], partial(_neem_aan, plan, rij))]
    if rij["status"] == Poststatus.OPZIJ:
        uit.append((rij["behandeld_op"], partial(_leg_opzij, plan, rij)))
    return uit


def _mail(plan: "Plan", rij: dict[str, Any]) -> bytes:
    mail = EmailMessage()
    aan = rij["aan"]
    if rij["antwoord_op_id"]:
        aan = [adres_met(_nieuw(plan, rij["antwoord_op_id"]).antwoordcode or "")]
    mail["From"], mail["To"] = formataddr((rij["van_naam"], rij["van_adres"])), ", ".join(aan)
    mail["Subject"], mail["Message-ID"] = rij["onderwerp"], rij["message_id"]
    mail["Date"] = format_datetime(rij["op"].astimezone(UTC))
    if rij["automaat"]:
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(rij["tekst"])
    return mail.as_bytes()


def _nieuw(plan: "Plan", sleutel: object) -> Postbericht:
    """Return the mail that had this key: what came in gets another one."""
    (rij,) = plan.van(Postbericht, id=sleutel)
    return Postbericht.objects.get(**({"message_id": rij["message_id"]} if rij["message_id"] else {"pk": sleutel}))


def _neem_aan(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    post_ontvangen.neem_aan(_mail(plan, rij), op)


def _laad_op(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    over, door = plan.nu(rij["dossier_id"]), plan.mensen[rij["door_id"]]
    post_ontvangen.neem_opgeladen(inhoud=_mail(plan, rij), over=over, door=door, op=op)


def _plaats(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    bericht = _nieuw(plan, rij["id"])
    inhoud = post_plaatsen.contactinhoud(bericht, met=bericht.van_naam, op=op)
    over, door = plan.nu(rij["dossier_id"]), plan.mensen[rij["behandeld_door_id"]]
    post_plaatsen.plaats(bericht=bericht, over=over, inhoud=inhoud, door=door, op=op)


def _leg_opzij(plan: "Plan", rij: dict[str, Any], op: datetime) -> None:
    door = plan.mensen[rij["behandeld_door_id"]]
    post_plaatsen.leg_opzij(bericht=_nieuw(plan, rij["id"]), reden=rij["reden"], door=door, op=op)
