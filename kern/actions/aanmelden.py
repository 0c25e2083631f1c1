"""Writes about logging in: what is logged, passwords, and what a beheerder does when somebody lost a phone."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import Q

from kern import gebeurtenissen, logboek
from kern.actions import outbox
from kern.actions.sessies import sluit_sessies
from kern.choices import Rol
from kern.fouten import DomeinFout
from kern.models import Medewerker
from kern.outbox.keuzes import BijTwijfel
from kern.tijd import BRUSSEL

# The token of a sign-in link dies by being used (the password is part of it), by a login, and after a day
# (PASSWORD_RESET_TIMEOUT). Its own salt, so that no other token of the program opens this door.
aanmeldlinks = PasswordResetTokenGenerator()
aanmeldlinks.key_salt = "kern.aanmeldlink"


@transaction.atomic
def leg_aanmelding_vast(*, medewerker: Medewerker, wijzen: list[str], op: datetime) -> None:
    """Log that somebody came in, and how they proved who they are."""
    logboek.schrijf(gebeurtenissen.AANGEMELD, over=medewerker, door=medewerker, op=op, gegevens={"wijzen": wijzen})


@transaction.atomic
def leg_afmelding_vast(*, medewerker: Medewerker, op: datetime) -> None:
    """Log that somebody left by the door. A session that ran out leaves no row."""
    logboek.schrijf(gebeurtenissen.AFGEMELD, over=medewerker, door=medewerker, op=op)


@transaction.atomic
def leg_mislukking_vast(*, medewerker: Medewerker | None, stap: str, op: datetime) -> None:
    """Log a login that did not succeed; `stap` is where it stopped. Nobody acted: it may not have been the person.

    Without *medewerker* the row is about medewerker 0, which is nobody: what was typed is never stored.
    """
    over = medewerker or Medewerker(pk=0)
    logboek.schrijf(gebeurtenissen.AANMELDEN_MISLUKT, over=over, door=None, op=op, gegevens={"stap": stap})


@transaction.atomic
def wijzig_wachtwoord(*, medewerker: Medewerker, wachtwoord: str, door: Medewerker, op: datetime) -> Medewerker:
    """Change one's own password; every other open session ends, because Django ties a session to the password."""
    medewerker.set_password(wachtwoord)
    medewerker.save(update_fields=["password"])
    logboek.schrijf(gebeurtenissen.WACHTWOORD_GEWIJZIGD, over=medewerker, door=door, op=op)
    _verwittig(medewerker, "Het wachtwoord van uw account is gewijzigd.", op=op)
    return medewerker


@transaction.atomic
def leg_tweede_factor_vast(*, medewerker: Medewerker, wat: str, op: datetime) -> None:
    """Log that somebody changed their own second factor (`wat`: "totp_activated", "webauthn_removed", …)."""
    logboek.schrijf(gebeurtenissen.TWEEDE_FACTOR_GEWIJZIGD, over=medewerker, door=medewerker, op=op, gegevens={"wat": wat})
    _verwittig(medewerker, "Aan de tweede stap van uw aanmelding (app, sleutel of herstelcodes) is iets gewijzigd.", op=op)


@transaction.atomic
def wis_tweede_factor(*, medewerker: Medewerker, door: Medewerker, op: datetime, reden: str) -> int:
    """Take away every app, key and recovery code of somebody who lost their phone; returns how many. Open sessions end.

    Raises:
        DomeinFout: somebody does this to themselves, or to a dpo.
    """
    _niet_zichzelf(medewerker, door)
    weiger_bij_een_dpo(medewerker)
    aantal: int = Authenticator.objects.filter(user_id=medewerker.pk).delete()[0]
    sluit_sessies(medewerker)
    logboek.schrijf(
        gebeurtenissen.TWEEDE_FACTOR_GEWIST, over=medewerker, door=door, op=op, reden=reden, gegevens={"aantal": aantal}
    )
    _verwittig(
        medewerker, f"{door} nam de tweede stap van uw aanmelding weg. U stelt ze bij uw volgende bezoek opnieuw in.", op=op
    )
    return aantal


@transaction.atomic
def geef_aanmeldlink(*, medewerker: Medewerker, door: Medewerker | None, op: datetime, reden: str) -> str:
    """Return the token with which *medewerker* chooses a first or new password, once and within a day.

    Raises:
        DomeinFout: somebody does this to themselves or to a dpo, or the account is closed.
    """
    if door is not None:
        _niet_zichzelf(medewerker, door)
        weiger_bij_een_dpo(medewerker)
    if not medewerker.is_active:
        raise DomeinFout(f"Het account van {medewerker} is afgesloten. Activeer het eerst opnieuw.")
    logboek.schrijf(gebeurtenissen.AANMELDLINK_GEGEVEN, over=medewerker, door=door, op=op, reden=reden)
    _verwittig(medewerker, "Er is een aanmeldlink voor uw account gemaakt, waarmee u een wachtwoord kiest.", op=op)
    return aanmeldlinks.make_token(medewerker)


@transaction.atomic
def gebruik_aanmeldlink(*, medewerker: Medewerker, wachtwoord: str, op: datetime) -> Medewerker:
    """Set the password that somebody chose with a link; the link is used up and open sessions end."""
    medewerker.set_password(wachtwoord)
    medewerker.save(update_fields=["password"])
    sluit_sessies(medewerker)
    logboek.schrijf(
        gebeurtenissen.WACHTWOORD_GEWIJZIGD, over=medewerker, door=medewerker, op=op, gegevens={"wijze": "aanmeldlink"}
    )
    _verwittig(medewerker, "Met een aanmeldlink is een nieuw wachtwoord voor uw account gekozen.", op=op)
    return medewerker


def _verwittig(medewerker: Medewerker, zin: str, *, op: datetime) -> None:
    """Tell somebody by mail that something happened to their login; never with a link, so that nobody learns to click one."""
    wanneer = op.astimezone(BRUSSEL)
    outbox.mail(
        sleutel=f"aanmelding:{medewerker.pk}:{op.isoformat()}:{zin[:40]}",
        over=medewerker,
        aan=[medewerker.email],
        titel="Er is iets gewijzigd aan uw aanmelding",
        tekst=f"Dag {medewerker.voornaam}\n\n{zin} Dat was op {wanneer:%d/%m/%Y} om {wanneer:%H.%M} uur.\n\n"
        "Was u dit niet, of vroeg u dit niet? Verwittig dan meteen uw beheerder.\n",
        bij_twijfel=BijTwijfel.OPNIEUW,
        door=None,
        op=op,
    )


def weiger_bij_een_dpo(medewerker: Medewerker) -> None:
    """Refuse to open a way into the account of a dpo: who keeps the accounts is one of those the dpo watches.

    Raises:
        DomeinFout: *medewerker* is a dpo.
    """
    if Rol.DPO in medewerker.rollen:
        raise DomeinFout(
            f"{medewerker} is dpo: een beheerder alleen maakt geen weg naar dat account. Neem eerst de rol dpo weg; "
            "een andere beheerder geeft ze daarna terug."
        )


def weiger_wie_de_weg_opende(medewerker: Medewerker, door: Medewerker) -> None:
    """Refuse that the beheerder who once opened a way into this account makes it that of a dpo.

    Four eyes as the log knows them: a sign-in link, a second factor taken away, or another key of ACM/IDM.

    Raises:
        DomeinFout: *door* did one of these for *medewerker*; another beheerder must give the role.
    """
    wegen = Q(gebeurtenis__in=[gebeurtenissen.AANMELDLINK_GEGEVEN.code, gebeurtenissen.TWEEDE_FACTOR_GEWIST.code])
    sleutel = Q(gebeurtenis=gebeurtenissen.MEDEWERKER_GEWIJZIGD.code, gegevens__velden__contains=["vo_id"])
    if logboek.regels_over(medewerker).filter(wegen | sleutel, door_id=door.pk).exists():
        raise DomeinFout(
            f"U gaf {medewerker} zelf een weg naar dit account (een aanmeldlink, een nieuwe tweede stap of een vo-id). "
            "Vraag een andere beheerder om de rol dpo te geven."
        )


def _niet_zichzelf(medewerker: Medewerker, door: Medewerker) -> None:
    if medewerker == door:
        raise DomeinFout("Voor uw eigen account vraagt u dit aan een andere beheerder.")
