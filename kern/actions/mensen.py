"""Writes about people: accounts, roles, absence."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from kern import gebeurtenissen, logboek, vertrek
from kern.actions import agenda, werk
from kern.actions.aanmelden import weiger_bij_een_dpo, weiger_wie_de_weg_opende
from kern.actions.outbox import notificeer
from kern.actions.rijen import bewaar
from kern.actions.sessies import sluit_sessies
from kern.choices import Dagdeel, Rol, Thema
from kern.fouten import AlGewijzigd, DomeinFout
from kern.models import Medewerker, Team, Vervanging
from kern.tijd import BRUSSEL


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
    """Make an account for a colleague. Without *wachtwoord* they come in through ACM/IDM (by *vo_id*) or with a sign-in link.

    Raises:
        ValidationError: a field is not valid; nothing is written.
    """
    medewerker = Medewerker(
        username=username,
        email=email.lower(),
        voornaam=voornaam,
        familienaam=familienaam,
        rollen=[str(rol) for rol in rollen],
        team=team,
        vo_id=vo_id or None,
        expertises=list(expertises),
        werkpatroon=[str(deel) for deel in werkpatroon],
        telefoon=telefoon,
    )
    medewerker.set_password(wachtwoord)
    bewaar(medewerker)
    logboek.schrijf(
        gebeurtenissen.MEDEWERKER_GEMAAKT,
        over=medewerker,
        door=door,
        op=op,
        gegevens={"rollen": medewerker.rollen, "team": team.code if team else None},
    )
    return medewerker


ROLVELDEN = ("rollen", "team_id")
ACCOUNTVELDEN = ("voornaam", "familienaam", "email", "vo_id")


def gezien_van(medewerker: Medewerker, velden: Sequence[str]) -> str:
    """Return what somebody saw of *velden* when the form was opened: a change of any of them changes it."""
    return hashlib.sha256(repr([getattr(medewerker, veld) for veld in velden]).encode()).hexdigest()[:20]


@transaction.atomic
def wijzig_rollen(
    *,
    medewerker: Medewerker,
    rollen: Sequence[Rol],
    team: Team | None,
    door: Medewerker,
    op: datetime,
    reden: str,
    gezien: str | None = None,
) -> Medewerker:
    """Give a colleague other roles or another team; the old ones end at once, in every open session too.

    *gezien* is what the form showed (`gezien_van` of `ROLVELDEN`); without it *medewerker* itself counts as what was read.

    Raises:
        DomeinFout: somebody changes their own roles, takes the role of the last beheerder, or makes a dpo of whom they once
            opened the account themselves.
        AlGewijzigd: a colleague changed roles or team since then.
    """
    _niet_zichzelf(medewerker, door, "Niemand wijzigt de eigen rollen. Vraag het aan een andere beheerder.")
    if Rol.BEHEERDER not in rollen:
        _niet_de_laatste_beheerder(medewerker)
    _zoals_gezien(medewerker, ROLVELDEN, gezien)
    oud = {"rollen_oud": list(medewerker.rollen), "team_oud": medewerker.team.code if medewerker.team else None}
    if Rol.DPO in rollen and Rol.DPO not in medewerker.rollen:
        weiger_wie_de_weg_opende(medewerker, door)
    medewerker.rollen = [str(rol) for rol in rollen]
    medewerker.team = team
    bewaar(medewerker, velden=["rollen", "team"])
    nieuw = {"rollen": medewerker.rollen, "team": team.code if team else None}
    logboek.schrijf(gebeurtenissen.ROLLEN_GEWIJZIGD, over=medewerker, door=door, op=op, reden=reden, gegevens=oud | nieuw)
    return medewerker


@transaction.atomic
def wijzig_account(
    *,
    medewerker: Medewerker,
    voornaam: str,
    familienaam: str,
    email: str,
    vo_id: str | None,
    door: Medewerker,
    op: datetime,
    reden: str,
    gezien: str | None = None,
) -> Medewerker:
    """Correct who a colleague is: name, address, key of ACM/IDM. The log keeps which fields, never their values.

    *gezien* is what the form showed (`gezien_van` of `ACCOUNTVELDEN`); without it *medewerker* itself counts as what was read.

    Raises:
        DomeinFout: somebody changes their own account, or the key of a dpo; who holds the key of ACM/IDM is the person.
        AlGewijzigd: a colleague changed one of these since then.
        ValidationError: a field is not valid, or belongs to somebody else.
    """
    _niet_zichzelf(medewerker, door, "Niemand wijzigt het eigen account. Vraag het aan een andere beheerder.")
    _zoals_gezien(medewerker, ACCOUNTVELDEN, gezien)
    nieuw = {"voornaam": voornaam, "familienaam": familienaam, "email": email.lower(), "vo_id": vo_id or None}
    if nieuw["vo_id"] != medewerker.vo_id:
        weiger_bij_een_dpo(medewerker)
    gewijzigd = [naam for naam, waarde in nieuw.items() if getattr(medewerker, naam) != waarde]
    for naam, waarde in nieuw.items():
        setattr(medewerker, naam, waarde)
    bewaar(medewerker, velden=[*nieuw, "sorteersleutel"])
    logboek.schrijf(
        gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=medewerker, door=door, op=op, reden=reden, gegevens={"velden": gewijzigd}
    )
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
    """Change what people say of themselves: expertise, days at work, phone, and how the screen behaves.

    Raises:
        ValidationError: a field is not valid.
    """
    medewerker.expertises = [*sorted({e.strip() for e in expertises if e.strip()}, key=str.casefold)]
    medewerker.werkpatroon = [str(deel) for deel in Dagdeel if deel in werkpatroon]
    medewerker.telefoon = telefoon
    medewerker.sneltoetsen_aan = sneltoetsen_aan
    medewerker.thema = thema
    bewaar(medewerker, velden=["expertises", "werkpatroon", "telefoon", "sneltoetsen_aan", "thema"])
    logboek.schrijf(gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=medewerker, door=door, op=op, gegevens={"velden": ["profiel"]})
    return medewerker


@transaction.atomic
def deactiveer(*, medewerker: Medewerker, door: Medewerker, op: datetime, reden: str) -> Medewerker:
    """Close the account of somebody who leaves: no login, no open session, no rights; the name stays where it stands.

    Substitutions in which they take part end too, or tasks would wait for somebody who is gone; the open work goes to the
    coordinators of the team.

    Raises:
        DomeinFout: somebody closes their own account, or that of the last beheerder.
        AlGewijzigd: the account was closed already.
    """
    _niet_zichzelf(medewerker, door, "Niemand sluit het eigen account. Vraag het aan een andere beheerder.")
    _niet_de_laatste_beheerder(medewerker)
    rijen = Medewerker.objects.filter(pk=medewerker.pk, is_active=True).update(is_active=False, gedeactiveerd_op=op)
    if rijen != 1:
        raise AlGewijzigd(medewerker)
    medewerker.refresh_from_db()
    sluit_sessies(medewerker)
    logboek.schrijf(gebeurtenissen.MEDEWERKER_GEDEACTIVEERD, over=medewerker, door=door, op=op, reden=reden)
    for vervanging in Vervanging.objects.van(medewerker).niet_voorbij(op).select_related("afwezige", "vervanger"):
        trek_vervanging_in(vervanging=vervanging, door=door, op=op)
    werk.geef_terug(van=medewerker, op=op)
    for laat_achter in vertrek.bij_vertrek():
        laat_achter(van=medewerker, op=op)
    agenda.neem_weg(persoon=medewerker, door=door, op=op)
    agenda.trek_feed_in(persoon=medewerker, door=door, op=op)
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
    for haal_terug in vertrek.bij_terugkeer():
        haal_terug(van=medewerker, op=op)
    return medewerker


@transaction.atomic
def registreer_vervanging(
    *, afwezige: Medewerker, vervanger: Medewerker, vanaf: date, tot: date, door: Medewerker, op: datetime
) -> Vervanging:
    """Let *vervanger* stand in for *afwezige*, both days included. A first day in the past is possible: people fall ill.

    Raises:
        ValidationError: the period is upside down, over, or overlaps; or somebody would stand in for themselves, is not
            at work here any more, or does not work at the agency.
    """
    # Two who arrange the same at once take turns here: in the exclusion constraint they would wait for each other for ever.
    Medewerker.objects.select_for_update(no_key=True).get(pk=afwezige.pk)
    fouten: dict[str, str] = {}
    if tot < op.astimezone(BRUSSEL).date():
        fouten["tot"] = "Die dag is al voorbij. Kies een latere laatste dag."
    if not vervanger.is_intern:
        fouten["vervanger"] = f"{vervanger} kan niemand vervangen. Kies een collega van het agentschap."
    if not afwezige.is_active:
        fouten["afwezige"] = f"{afwezige} werkt hier niet meer en kan niet vervangen worden."
    if fouten:
        raise ValidationError(fouten)
    vervanging = Vervanging(afwezige=afwezige, vervanger=vervanger, vanaf=vanaf, tot=tot)
    bewaar(vervanging)
    logboek.schrijf(
        gebeurtenissen.VERVANGING_GEREGISTREERD,
        over=afwezige,
        door=door,
        op=op,
        gegevens={"vervanging": vervanging.pk, "vervanger": vervanger.pk, "vanaf": str(vanaf), "tot": str(tot)},
    )
    _bericht(vervanging, "geregeld", f"{vervanger} vervangt {afwezige} van {vanaf:%d/%m/%Y} tot en met {tot:%d/%m/%Y}", door, op)
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
    _bericht(vervanging, "ingetrokken", f"{vervanging.vervanger} vervangt {vervanging.afwezige} niet meer", door, op)
    return vervanging


def _bericht(vervanging: Vervanging, wat: str, titel: str, door: Medewerker, op: datetime) -> None:
    """Tell both people, except who did it and who is not here any more."""
    notificeer(
        sleutel=f"vervanging:{vervanging.pk}:{wat}",
        over=vervanging,
        ontvangers=[wie for wie in (vervanging.vervanger, vervanging.afwezige) if wie != door and wie.is_active],
        titel=titel,
        door=door,
        op=op,
        url=reverse("kern:vervangingen"),
    )


def _zoals_gezien(medewerker: Medewerker, velden: Sequence[str], gezien: str | None) -> None:
    """Lock the row; refuse when *velden* are not what was seen any more."""
    nu = Medewerker.objects.select_for_update(of=("self",)).get(pk=medewerker.pk)
    if gezien_van(nu, velden) != (gezien or gezien_van(medewerker, velden)):
        raise AlGewijzigd(nu)


def _niet_zichzelf(medewerker: Medewerker, door: Medewerker, zin: str) -> None:
    if medewerker == door:
        raise DomeinFout(zin)


def _niet_de_laatste_beheerder(medewerker: Medewerker) -> None:
    """Refuse when nobody else could let people in any more.

    The rows of all beheerders are locked, in one order: two of them who close each other's account at once do so one by one.
    """
    beheerders = Medewerker.objects.filter(rollen__contains=[Rol.BEHEERDER], is_active=True).order_by("pk").select_for_update()
    if {beheerder.pk for beheerder in beheerders} == {medewerker.pk}:
        raise DomeinFout(f"{medewerker} is de laatste beheerder. Geef eerst een andere collega die rol.")
