"""Who may do what with a dossier: pairs `mag_x` (bool) and `check_mag_x` (403). Seeing it at all is `zichtbaar_voor` (404).

What each role may is in `kern.rollen`, how far it looks in `dossiers.querysets`, the whole in words in docs/rechten.md.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from dossiers.choices import Dossierstatus, Weg
from dossiers.models import Aanvraag, Betrokkene, Dossier, Organisator, Overdracht, Toegangsvraag
from dossiers.querysets import ALLESROLLEN, BESLISROLLEN, TEAMROLLEN
from kern.access import check_vier_ogen, heeft_recht, lopende_vervangingen, weiger
from kern.models import Medewerker
from kern.rollen import Bereik

# A grant opens the content to read; writing belongs to the team, also through a substitution.
SCHRIJFWEGEN = (Weg.EIGEN, Weg.VERVANGING)


def weg_van(user: Medewerker, dossier: Dossier) -> str:
    """Return by which way the content is open to *user* (a value of `Weg`); empty when only the card is."""
    if getattr(dossier, "weg_voor", None) == user.pk:
        return dossier.weg
    return Dossier.objects.met_weg(user).get(pk=dossier.pk).weg


def mag_inhoud(user: Medewerker, dossier: Dossier) -> bool:
    """Return whether *user* may read the content."""
    return weg_van(user, dossier) != ""


def check_mag_inhoud(user: Medewerker, dossier: Dossier) -> None:
    """Refuse (403) whoever may only see the card."""
    if not mag_inhoud(user, dossier):
        raise PermissionDenied("dossiers.inhoud")


def mag_wijzigen(user: Medewerker, dossier: Dossier) -> bool:
    """Return whether *user* may change the dossier: an own right, on the scope of the team."""
    return heeft_recht(user, "dossiers.schrijf") and weg_van(user, dossier) in SCHRIJFWEGEN


def mag_wijzigen_wat_loopt(user: Medewerker, dossier: Dossier) -> bool:
    """Return the same for what makes no sense at a closed location: how the care runs, a request for inspection."""
    return dossier.status not in Dossierstatus.dicht() and mag_wijzigen(user, dossier)


def check_mag_wijzigen(user: Medewerker, dossier: Dossier) -> None:
    """Refuse (403) whoever may not change the dossier."""
    if not mag_wijzigen(user, dossier):
        raise PermissionDenied("dossiers.schrijf")


def mag_afgeschermd(user: Medewerker, dossier: Dossier) -> bool:
    """Return whether *user* may open the shielded data, with a reason: an own right, and the content by any way but one.

    A meter and a starter read along to learn; what is shielded is not needed for that.
    """
    return heeft_recht(user, "dossiers.afgeschermd") and weg_van(user, dossier) not in ("", Weg.METERSCHAP)


def check_mag_afgeschermd(user: Medewerker, dossier: Dossier) -> None:
    """Refuse (403) whoever may not open the shielded data."""
    if not mag_afgeschermd(user, dossier):
        raise PermissionDenied("dossiers.afgeschermd")


def mag_logboek(user: Medewerker, dossier: Dossier) -> bool:
    """Return whether *user* may see who looked: the coordinator where the content is open, the dpo everywhere."""
    if heeft_recht(user, "kern.logboek"):
        return True
    return heeft_recht(user, "dossiers.logboek") and weg_van(user, dossier) in SCHRIJFWEGEN


def check_mag_logboek(user: Medewerker, dossier: Dossier) -> None:
    """Refuse (403) whoever may not see who looked."""
    if not mag_logboek(user, dossier):
        raise PermissionDenied("dossiers.logboek")


def mag_beslissen(user: Medewerker, vraag: Toegangsvraag) -> bool:
    """Return whether *user* answers this request: in charge of the dossier, and another natural person than who asks."""
    return vraag.vrager_id != user.pk and Toegangsvraag.objects.van_beslissers(user).filter(pk=vraag.pk).exists()


def check_mag_beslissen(user: Medewerker, vraag: Toegangsvraag) -> None:
    """Refuse (403) whoever may not answer this request.

    Raises:
        VierOgenNodig: *user* asked it, in whatever part.
    """
    check_vier_ogen(vraag.vrager, user)
    if not mag_beslissen(user, vraag):
        raise PermissionDenied("dossiers.beslis_toegang")


def organisatoren_zichtbaar_voor(user: Medewerker) -> QuerySet[Organisator]:
    """Return the organisatoren whose page *user* may open: all for internal people, none for others."""
    return Organisator.objects.all() if user.is_intern else Organisator.objects.none()


def weg_naar_organisator(user: Medewerker, organisator: Organisator) -> str:
    """Return by which way the organisator's own content is open to *user* (a value of `Weg`); empty when only the card is.

    Costs a query, unless `onthoud_weg` said it already.
    """
    if getattr(organisator, "weg_voor", None) == user.pk:
        return organisator.weg
    return onthoud_weg(user, organisator, Dossier.objects.met_weg(user).filter(organisator=organisator))


def onthoud_weg(user: Medewerker, organisator: Organisator, locaties: Iterable[Dossier]) -> str:
    """Work out `weg_naar_organisator` from all its *locaties*, fetched with `met_weg`, and keep it on the object.

    Whoever reads the content of one location reads who directs it; and the fixed klantenbeheerder, also before the first one.
    """
    wegen = {dossier.weg for dossier in locaties}
    if user.bereik is Bereik.ALLES or (user.bereik is Bereik.TEAM and organisator.klantenbeheerder_id == user.pk):
        wegen = {Weg.EIGEN.value}
    elif not wegen and _vervangt_vaste(user, organisator):
        wegen = {Weg.VERVANGING.value}
    organisator.weg = next((weg for weg in Weg.values if weg in wegen), "")
    organisator.weg_voor = user.pk
    return organisator.weg


def _vervangt_vaste(user: Medewerker, organisator: Organisator) -> bool:
    afwezige = {"afwezige": organisator.klantenbeheerder_id, "afwezige__rollen__overlap": TEAMROLLEN}
    return user.is_intern and lopende_vervangingen(user).filter(**afwezige).exists()


def mag_organisator_inhoud(user: Medewerker, organisator: Organisator) -> bool:
    """Return whether *user* may read the organisator's own content: its people, and lines of none of its locations."""
    return weg_naar_organisator(user, organisator) != ""


def mag_organisator_wijzigen(user: Medewerker, organisator: Organisator) -> bool:
    """Return whether *user* may change the organisator: an own right, on the scope of a team with one of its locations."""
    return heeft_recht(user, "dossiers.schrijf") and weg_naar_organisator(user, organisator) in SCHRIJFWEGEN


def check_mag_organisator_wijzigen(user: Medewerker, organisator: Organisator) -> None:
    """Refuse (403) whoever may not change the organisator."""
    if not mag_organisator_wijzigen(user, organisator):
        raise PermissionDenied("dossiers.schrijf")


def mag_betrokkene_wijzigen(user: Medewerker, betrokkene: Betrokkene) -> bool:
    """Return whether *user* may change this person: with the location, or with the organisator when at none in particular."""
    if betrokkene.dossier is not None:
        return mag_wijzigen(user, betrokkene.dossier)
    return mag_organisator_wijzigen(user, betrokkene.organisator)


def check_mag_betrokkene_wijzigen(user: Medewerker, betrokkene: Betrokkene) -> None:
    """Refuse (403) whoever may not change this person."""
    if not mag_betrokkene_wijzigen(user, betrokkene):
        raise PermissionDenied("dossiers.schrijf")


def mag_koppelen(user: Medewerker, een: Betrokkene, ander: Betrokkene) -> bool:
    """Return whether *user* may say that two people are one: who reads both sides, and may write at one of them."""
    leesbaar = Betrokkene.objects.met_inhoud_voor(user).filter(pk__in=(een.pk, ander.pk)).count()
    return leesbaar == 2 and (mag_betrokkene_wijzigen(user, een) or mag_betrokkene_wijzigen(user, ander))


def check_mag_koppelen(user: Medewerker, een: Betrokkene, ander: Betrokkene) -> None:
    """Refuse (403) whoever may not say that two people are one."""
    if not mag_koppelen(user, een, ander):
        raise PermissionDenied("dossiers.schrijf")


def bevoegden_organisator(organisator: Organisator) -> QuerySet[Medewerker]:
    """Return the people in whose own scope the organisator's own content lies."""
    locaties = Dossier.objects.filter(organisator=organisator)
    van_het_team = (
        Q(team__in=locaties.values("team"))
        | Q(organisatoren=organisator)
        | Q(pk__in=locaties.exclude(klantenbeheerder=None).values("klantenbeheerder"))
    )
    wie = (Q(rollen__overlap=TEAMROLLEN) & van_het_team) | Q(rollen__overlap=ALLESROLLEN)
    return Medewerker.objects.filter(wie, is_active=True).distinct()


def namens_wie_bij(door: Medewerker, over: Organisator | Betrokkene) -> Medewerker | None:
    """Return on whose behalf *door* reads or writes an organisator or somebody at it; None for oneself."""
    if isinstance(over, Betrokkene):
        if over.dossier is not None:
            return namens_wie(door, over.dossier)
        over = over.organisator
    return namens(door, bevoegden_organisator(over)) if weg_naar_organisator(door, over) == Weg.VERVANGING else None


def bevoegden(dossier: Dossier) -> QuerySet[Medewerker]:
    """Return the people in whose own scope the content lies."""
    van_de_locaties = Dossier.objects.filter(organisator=dossier.organisator_id).values("klantenbeheerder")
    van_het_team = (
        Q(team=dossier.team_id)
        | Q(organisatoren=dossier.organisator_id)
        | Q(pk__in=van_de_locaties.exclude(klantenbeheerder=None))
    )
    wie = (Q(rollen__overlap=TEAMROLLEN) & van_het_team) | Q(rollen__overlap=ALLESROLLEN)
    return Medewerker.objects.filter(wie, is_active=True).distinct()


def beslissers(dossier: Dossier) -> QuerySet[Medewerker]:
    """Return who is in charge of access to the dossier: the coordinators of its team, and its klantenbeheerder."""
    volgt = Q(rollen__overlap=TEAMROLLEN, pk=dossier.klantenbeheerder_id)
    wie = Q(rollen__overlap=BESLISROLLEN, team=dossier.team_id) | volgt
    return Medewerker.objects.filter(wie, is_active=True).distinct()


def namens(door: Medewerker, kring: QuerySet[Medewerker]) -> Medewerker | None:
    """Return the absent colleague in whose place *door* stands in *kring*; None when *door* belongs to it by themselves.

    *kring* is `bevoegden(dossier)` or `beslissers(dossier)`.
    """
    gevonden = kring.filter(Q(pk=door.pk) | Q(pk__in=lopende_vervangingen(door).values("afwezige"))).order_by("pk")
    personen = list(gevonden)
    return None if door in personen or not personen else personen[0]


def namens_wie(door: Medewerker, dossier: Dossier) -> Medewerker | None:
    """Return on whose behalf *door* reads or writes this dossier; costs a query only when the scope is an absent colleague's."""
    return namens(door, bevoegden(dossier)) if weg_van(door, dossier) == Weg.VERVANGING else None


# --- Who follows what ----------------------------------------------------------------------------------------------------
def volgers() -> QuerySet[Medewerker]:
    """Return the colleagues to whom a location can be given: who follows dossiers by role, and works here."""
    return Medewerker.objects.filter(rollen__overlap=TEAMROLLEN, is_active=True).select_related("team")


def mag_volgen(persoon: Medewerker) -> bool:
    """Return whether a location can be given to *persoon*."""
    return persoon.is_active and bool(set(persoon.rollen) & set(TEAMROLLEN))


def draagt_over(user: Medewerker) -> bool:
    """Return whether *user* ever hands over locations: own ones, or as coordinator those of the team."""
    return heeft_recht(user, "dossiers.wijs_toe") or mag_volgen(user)


def check_draagt_over(user: Medewerker) -> None:
    """Refuse whoever never hands over locations: 403, or 404 for who does not work here."""
    if not draagt_over(user):
        weiger(user, "dossiers.wijs_toe")


def mag_overdragen(user: Medewerker, dossier: Dossier) -> bool:
    """Return whether *user* gives this location to a colleague.

    Who follows it does, and the coordinator of the team where it lies or of who follows it. Standing in for one of them does
    not: that is a power, not scope. No query when the klantenbeheerder was fetched along.
    """
    volgt = dossier.klantenbeheerder
    if volgt is not None and volgt.pk == user.pk:
        return mag_volgen(user)
    if not heeft_recht(user, "dossiers.wijs_toe") or user.team_id is None:
        return False
    return user.team_id == dossier.team_id or (volgt is not None and volgt.team_id == user.team_id)


def mag_terug_naar_vaste(user: Medewerker, dossier: Dossier) -> bool:
    """Return whether *user* ends the deviation of this location, by giving it to the fixed klantenbeheerder. No query either."""
    return dossier.wijkt_af and dossier.organisator.klantenbeheerder_id is not None and mag_overdragen(user, dossier)


def check_mag_overdragen(user: Medewerker, dossier: Dossier) -> None:
    """Refuse (403) whoever may not give this location to a colleague."""
    if not mag_overdragen(user, dossier):
        raise PermissionDenied("dossiers.wijs_toe")


def mag_toewijzen(user: Medewerker, organisator: Organisator) -> bool:
    """Return whether *user* says who is the fixed klantenbeheerder: who it is now, or the coordinator of that person's team.

    An organisator without one is taken by the coordinator of a team in which it has a location.
    """
    vast = organisator.klantenbeheerder
    if vast is not None and vast.pk == user.pk:
        return mag_volgen(user)
    if not heeft_recht(user, "dossiers.wijs_toe") or user.team_id is None:
        return False
    if vast is not None and vast.is_active:
        return vast.team_id == user.team_id
    return organisator.dossiers.filter(team=user.team_id).exists()


def check_mag_toewijzen(user: Medewerker, organisator: Organisator) -> None:
    """Refuse (403) whoever may not say who is the fixed klantenbeheerder."""
    if not mag_toewijzen(user, organisator):
        raise PermissionDenied("dossiers.wijs_toe")


def check_mag_aftekenen(user: Medewerker, overdracht: Overdracht) -> None:
    """Refuse (403) ticking off what somebody else received: having read it is personal."""
    if overdracht.naar_id != user.pk:
        raise PermissionDenied("niet de ontvanger")


# --- Requests ------------------------------------------------------------------------------------------------------------
def mag_aanvragen(user: Medewerker, dossier: Dossier) -> bool:
    """Return whether *user* enters a request about this location: who may change it, and backoffice for every location."""
    return heeft_recht(user, "dossiers.maak") and (not heeft_recht(user, "dossiers.schrijf") or mag_wijzigen(user, dossier))


def check_mag_aanvragen(user: Medewerker, dossier: Dossier) -> None:
    """Refuse (403) whoever may not enter a request about this location."""
    if not mag_aanvragen(user, dossier):
        raise PermissionDenied("dossiers.maak")


def mag_behandelen(user: Medewerker, aanvraag: Aanvraag) -> bool:
    """Return whether *user* takes a step in this request: who writes in dossiers, on the scope of its team or its follower."""
    if not heeft_recht(user, "dossiers.schrijf"):
        return False
    if user.bereik is Bereik.ALLES or (user.team_id and user.team_id == aanvraag.team_id):
        return True
    volgers_ = [aanvraag.organisator.klantenbeheerder_id, aanvraag.dossier.klantenbeheerder_id if aanvraag.dossier else None]
    if user.pk in volgers_:
        return True
    van_wie = Q(afwezige__team=aanvraag.team_id, afwezige__rollen__overlap=TEAMROLLEN) | Q(
        afwezige__in=[v for v in volgers_ if v]
    )
    return lopende_vervangingen(user).filter(van_wie).exists()


def check_mag_behandelen(user: Medewerker, aanvraag: Aanvraag) -> None:
    """Refuse (403) whoever may not take a step in this request."""
    if not mag_behandelen(user, aanvraag):
        raise PermissionDenied("dossiers.schrijf")


def check_mag_beslissen_over(user: Medewerker, aanvraag: Aanvraag) -> None:
    """Refuse (403) whoever does not decide about requests of this team."""
    if not heeft_recht(user, "dossiers.beslis_aanvraag"):
        raise PermissionDenied("dossiers.beslis_aanvraag")
    check_mag_behandelen(user, aanvraag)


def check_mag_aanvraag_intrekken(user: Medewerker, aanvraag: Aanvraag) -> None:
    """Refuse (403) whoever neither entered the request nor deals with it."""
    if aanvraag.ingediend_door_id != user.pk:
        check_mag_behandelen(user, aanvraag)
