"""Writes about people: accounts, roles, absence."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from kern import gebeurtenissen, logboek
from kern.choices import Dagdeel, Rol, Thema
from kern.fouten import AlGewijzigd, DomeinFout
from kern.models import Medewerker, Team, Vervanging


@transaction.atomic
def maak_medewerker(
    *,
    username: str,
    email: str,
    voornaam: str,
    familienaam: str,
    rollen: Sequence[Rol],
    door: Medewerker | None,
    op: datetime,
    team: Team | None = None,
    vo_id: str | None = None,
    wachtwoord: str | None = None,
    expertises: Sequence[str] = (),
    werkpatroon: Sequence[Dagdeel] = tuple(Dagdeel),
    telefoon: str = "",
) -> Medewerker:
    """Make an account for a colleague. Without *wachtwoord* they log in through ACM/IDM only (by *vo_id*).

    Raises:
        ValidationError: a field is not valid; nothing is written.
    """
    medewerker = Medewerker(
        username=username,
        email=email,
        voornaam=voornaam,
        familienaam=familienaam,
        rollen=[str(rol) for rol in rollen],
        team=team,
        vo_id=vo_id,
        expertises=list(expertises),
        werkpatroon=[str(deel) for deel in werkpatroon],
        telefoon=telefoon,
    )
    medewerker.set_password(wachtwoord)
    medewerker.full_clean()
    medewerker.save()
    logboek.schrijf(
        gebeurtenissen.MEDEWERKER_GEMAAKT,
        over=medewerker,
        door=door,
        op=op,
        gegevens={"rollen": medewerker.rollen, "team": team.code if team else None},
    )
    return medewerker


@transaction.atomic
def wijzig_rollen(
    *, medewerker: Medewerker, rollen: Sequence[Rol], team: Team | None, door: Medewerker, op: datetime, reden: str
) -> Medewerker:
    """Give a colleague other roles or another team; the old ones end at once, in every open session too.

    Raises:
        DomeinFout: somebody changes their own roles.
    """
    if medewerker == door:
        raise DomeinFout("Niemand wijzigt de eigen rollen. Vraag het aan een andere beheerder.")
    oud = {"rollen_oud": list(medewerker.rollen), "team_oud": medewerker.team.code if medewerker.team else None}
    medewerker.rollen = [str(rol) for rol in rollen]
    medewerker.team = team
    medewerker.full_clean()
    medewerker.save(update_fields=["rollen", "team"])
    nieuw = {"rollen": medewerker.rollen, "team": team.code if team else None}
    logboek.schrijf(gebeurtenissen.ROLLEN_GEWIJZIGD, over=medewerker, door=door, op=op, reden=reden, gegevens=oud | nieuw)
    return medewerker


@transaction.atomic
def wijzig_profiel(
    *,
    medewerker: Medewerker,
    expertises: Sequence[str],
    werkpatroon: Sequence[Dagdeel],
    telefoon: str,
    sneltoetsen_aan: bool,
    thema: Thema,
    door: Medewerker,
    op: datetime,
) -> Medewerker:
    """Change what people say of themselves: expertise, days at work, phone, and how the screen behaves."""
    opgekuist = sorted({e.strip() for e in expertises if e.strip()}, key=str.casefold)
    medewerker.expertises = [*opgekuist]
    medewerker.werkpatroon = [str(deel) for deel in werkpatroon]
    medewerker.telefoon = telefoon
    medewerker.sneltoetsen_aan = sneltoetsen_aan
    medewerker.thema = thema
    medewerker.full_clean()
    medewerker.save(update_fields=["expertises", "werkpatroon", "telefoon", "sneltoetsen_aan", "thema"])
    logboek.schrijf(gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=medewerker, door=door, op=op, gegevens={"velden": ["profiel"]})
    return medewerker


@transaction.atomic
def deactiveer(*, medewerker: Medewerker, door: Medewerker, op: datetime, reden: str) -> Medewerker:
    """Close the account of somebody who leaves: no login, no open session, no rights; the name stays where it stands.

    Raises:
        AlGewijzigd: the account was closed already.
    """
    rijen = Medewerker.objects.filter(pk=medewerker.pk, is_active=True).update(is_active=False, gedeactiveerd_op=op)
    if rijen != 1:
        raise AlGewijzigd(medewerker)
    medewerker.refresh_from_db()
    sluit_sessies(medewerker)
    logboek.schrijf(gebeurtenissen.MEDEWERKER_GEDEACTIVEERD, over=medewerker, door=door, op=op, reden=reden)
    return medewerker


@transaction.atomic
def heractiveer(*, medewerker: Medewerker, door: Medewerker, op: datetime, reden: str) -> Medewerker:
    """Open the account of a colleague who comes back, with the roles they had.

    Raises:
        AlGewijzigd: the account is open already.
    """
    rijen = Medewerker.objects.filter(pk=medewerker.pk, is_active=False).update(is_active=True, gedeactiveerd_op=None)
    if rijen != 1:
        raise AlGewijzigd(medewerker)
    medewerker.refresh_from_db()
    logboek.schrijf(gebeurtenissen.MEDEWERKER_GEHERACTIVEERD, over=medewerker, door=door, op=op, reden=reden)
    return medewerker


def sluit_sessies(medewerker: Medewerker) -> int:
    """End every open session of *medewerker*; returns how many."""
    sleutels = [s.pk for s in Session.objects.all().iterator() if s.get_decoded().get("_auth_user_id") == str(medewerker.pk)]
    return Session.objects.filter(pk__in=sleutels).delete()[0]


@transaction.atomic
def registreer_vervanging(
    *, afwezige: Medewerker, vervanger: Medewerker, vanaf: date, tot: date, door: Medewerker, op: datetime
) -> Vervanging:
    """Let *vervanger* stand in for *afwezige*, both days included.

    Raises:
        ValidationError: the period is upside down, overlaps, or somebody would stand in for themselves.
    """
    vervanging = Vervanging(afwezige=afwezige, vervanger=vervanger, vanaf=vanaf, tot=tot)
    vervanging.full_clean()
    vervanging.save()
    logboek.schrijf(
        gebeurtenissen.VERVANGING_GEREGISTREERD,
        over=afwezige,
        door=door,
        op=op,
        gegevens={"vervanging": vervanging.pk, "vervanger": vervanger.pk, "vanaf": str(vanaf), "tot": str(tot)},
    )
    return vervanging


@transaction.atomic
def trek_vervanging_in(*, vervanging: Vervanging, door: Medewerker, op: datetime) -> Vervanging:
    """End a substitution before its last day; what was done on somebody's behalf stays in the log.

    Raises:
        AlGewijzigd: it was withdrawn already.
    """
    rijen = Vervanging.objects.filter(pk=vervanging.pk, ingetrokken_op=None).update(ingetrokken_op=op)
    if rijen != 1:
        raise AlGewijzigd(vervanging)
    vervanging.ingetrokken_op = op
    logboek.schrijf(
        gebeurtenissen.VERVANGING_INGETROKKEN,
        over=vervanging.afwezige,
        door=door,
        op=op,
        gegevens={"vervanging": vervanging.pk},
    )
    return vervanging
