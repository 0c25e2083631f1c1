"""Writes about telefoonbladen: begun and saved while somebody talks, put away, hung up, taken over, emptied.

The save is the lightest of the house: one conditional UPDATE, no log row, no effects. The words belong to nobody else yet.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen, werksoorten
from dossiers.bestemmingen import Bestemming, Uitkomst
from dossiers.models import Bladuitkomst, Dossier, Organisator, Telefoonblad
from kern import logboek
from kern.actions import werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.choices import Rol
from kern.fouten import AlAndersBewaard, AlGewijzigd
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from kern.werk import Publiek

# After hang-up the words live in what the blad became. So long they can still be laid beside it.
WOORDEN_BLIJVEN = timedelta(days=14)


class Inhoud(NamedTuple):
    """What stands on a blad."""

    tekst: str
    wie: str
    nummer: str
    richting: str
    over: Dossier | Organisator | None = None


class Stap(NamedTuple):
    """One goal with what was filled in for it."""

    bestemming: Bestemming
    waarden: dict[str, Any]


@transaction.atomic
def bewaar_blad(*, sleutel: UUID, versie: int, inhoud: Inhoud, door: Medewerker, op: datetime) -> Telefoonblad:
    """Save what stands on a blad; *versie* 0 begins it. The same words sent again, because the answer got lost, change nothing.

    Args:
        sleutel: made by the page on which somebody began to write.
        versie: the version the writer went on from.

    Raises:
        Telefoonblad.DoesNotExist: there is none of *door* with this key.
        ValidationError: a value is too long.
        AlGewijzigd: it was saved from another tab or telephone since, or hung up. Nothing was changed.
    """
    velden = _velden(inhoud)
    blad = Telefoonblad(pk=sleutel, auteur=door, begonnen_op=op, gewijzigd_op=op, **velden)
    if isinstance(inhoud.over, Dossier):
        blad.dossier = inhoud.over  # the answer names it, without asking for it again
    else:
        blad.organisator = inhoud.over
    blad.clean_fields(exclude={"auteur", "dossier", "organisator"})
    if versie == 0:
        return _begin(blad, velden, door, op)
    open_ = Telefoonblad.objects.zichtbaar_voor(door).open()
    # Whoever writes on is on the phone again, or still: what was put away comes back.
    nieuw = {**velden, "gewijzigd_op": op, "weggelegd_op": None}
    if open_.filter(pk=sleutel, versie=versie).update(versie=F("versie") + 1, **nieuw) == 1:
        blad.versie = versie + 1
        return blad
    nu = Telefoonblad.objects.zichtbaar_voor(door).get(pk=sleutel)
    if nu.is_open and _is(nu, velden):
        return nu
    raise AlGewijzigd(nu)


def _velden(inhoud: Inhoud) -> dict[str, Any]:
    over = inhoud.over
    return {
        "tekst": inhoud.tekst,
        "wie": inhoud.wie,
        "nummer": inhoud.nummer,
        "richting": inhoud.richting,
        "dossier_id": over.pk if isinstance(over, Dossier) else None,
        "organisator_id": over.pk if isinstance(over, Organisator) else None,
    }


def _is(blad: Telefoonblad, velden: dict[str, Any]) -> bool:
    return all(getattr(blad, veld) == waarde for veld, waarde in velden.items())


def _begin(blad: Telefoonblad, velden: dict[str, Any], door: Medewerker, op: datetime) -> Telefoonblad:
    try:
        eerder = voeg_eenmaal_toe(blad, zelfde=("auteur_id", *velden))
    except AlAndersBewaard:
        # Begun in the same breath from another tab: what stands there is shown beside this.
        raise AlGewijzigd(Telefoonblad.objects.zichtbaar_voor(door).get(pk=blad.pk)) from None
    if eerder is not None:
        return eerder
    logboek.schrijf(gebeurtenissen.TELEFOONBLAD_BEGONNEN, over=blad, door=door, op=op)
    _meld_open(blad, door, op)
    return blad


@transaction.atomic
def leg_weg(*, blad: Telefoonblad, door: Medewerker, op: datetime) -> None:
    """Put a blad away for later: out of the dock, still open and in the werkvoorraad. Twice is once.

    Raises:
        AlGewijzigd: it was hung up already.
    """
    if Telefoonblad.objects.zichtbaar_voor(door).open().filter(pk=blad.pk).update(weggelegd_op=op) != 1:
        raise AlGewijzigd(blad)


@transaction.atomic
def neem_terug(*, blad: Telefoonblad, door: Medewerker, op: datetime) -> None:
    """Lay a blad that was put away in the dock again. Twice is once.

    Raises:
        AlGewijzigd: it was hung up already.
    """
    open_ = Telefoonblad.objects.zichtbaar_voor(door).open()
    if open_.filter(pk=blad.pk).update(weggelegd_op=None, gewijzigd_op=op) != 1:
        raise AlGewijzigd(blad)


@transaction.atomic
def hang_op(*, blad: Telefoonblad, wordt: Sequence[Stap], reden: str, door: Medewerker, op: datetime) -> Telefoonblad:
    """Let a blad become what *wordt* says, all of it or nothing; without any, *reden* says why nothing is kept.

    Hung up twice (a double click, two tabs) it becomes what it became the first time.

    Raises:
        ValidationError: neither a goal nor a reason, or what a goal's own action refuses.
        PermissionDenied: a goal is not for *door*.
    """
    # One after the other: of two hang-ups at once the second waits here, and finds it done.
    nu = Telefoonblad.objects.zichtbaar_voor(door).select_for_update(of=("self",)).get(pk=blad.pk)
    if not nu.is_open:
        return nu
    if not wordt and not reden:
        raise ValidationError("Duid aan wat dit gesprek wordt, of schrijf waarom er niets van bewaard wordt.")
    gemaakt: list[Uitkomst] = []
    uitkomsten: list[Bladuitkomst] = []
    for stap in sorted(wordt, key=lambda stap: stap.bestemming.volgorde):
        nieuw = list(stap.bestemming.voer_uit(nu, stap.waarden, door, op, gemaakt))
        gemaakt += nieuw
        uitkomsten += [
            Bladuitkomst(blad=nu, soort=stap.bestemming.code, verwijzing=uit.verwijzing, titel=uit.titel[:200], url=uit.url)
            for uit in nieuw
        ]
    Bladuitkomst.objects.bulk_create(uitkomsten)
    nu.klaar_op, nu.reden, nu.weggelegd_op = op, "" if wordt else reden, None
    velden = {"klaar_op": op, "reden": nu.reden, "weggelegd_op": None}
    Telefoonblad.objects.filter(pk=nu.pk).update(versie=F("versie") + 1, **velden)
    werk.sluit(soort=werksoorten.TELEFOONBLAD, verwijzing=nu.pk, door=door, op=op)
    logboek.schrijf(
        gebeurtenissen.TELEFOONBLAD_OPGEHANGEN, over=nu, door=door, op=op, gegevens={"werd": [uit.soort for uit in uitkomsten]}
    )
    return nu


@transaction.atomic
def meld_achtergelaten(*, van: Medewerker, op: datetime) -> None:
    """Tell the coordinators of the team that somebody who leaves did not finish these; never what they say."""
    for blad in Telefoonblad.objects.zichtbaar_voor(van).open():
        werk.sluit(soort=werksoorten.TELEFOONBLAD, verwijzing=blad.pk, door=None, op=op)
        werk.meld(
            soort=werksoorten.TELEFOONBLAD_ACHTERGELATEN,
            verwijzing=blad.pk,
            titel=f"{van.naam} liet een {blad} achter",
            url=f"{blad.get_absolute_url()}overnemen/",
            publiek=Publiek(rol=Rol.COORDINATOR, team=van.team),
            op=op,
        )


@transaction.atomic
def haal_achtergelaten_terug(*, van: Medewerker, op: datetime) -> None:
    """Give the bladen that nobody took over back to a colleague who returned."""
    for blad in Telefoonblad.objects.zichtbaar_voor(van).open():
        werk.sluit(soort=werksoorten.TELEFOONBLAD_ACHTERGELATEN, verwijzing=blad.pk, door=None, op=op)
        _meld_open(blad, van, op)


@transaction.atomic
def neem_over(*, blad: Telefoonblad, reden: str, door: Medewerker, op: datetime) -> Telefoonblad:
    """Take over what a colleague who left did not finish: from then on it is the coordinator's own, to read and to hang up.

    Raises:
        AlGewijzigd: another coordinator was first, or the colleague came back.
    """
    van = Medewerker.objects.select_for_update(no_key=True).get(pk=blad.auteur_id)
    rijen = Telefoonblad.objects.open().filter(pk=blad.pk, auteur=van)
    if van.is_active or rijen.update(auteur=door, gewijzigd_op=op, versie=F("versie") + 1) != 1:
        raise AlGewijzigd(blad)
    logboek.schrijf(gebeurtenissen.TELEFOONBLAD_OVERGENOMEN, over=blad, door=door, op=op, reden=reden, gegevens={"was": van.pk})
    werk.sluit(soort=werksoorten.TELEFOONBLAD_ACHTERGELATEN, verwijzing=blad.pk, door=door, op=op)
    blad.refresh_from_db()
    _meld_open(blad, door, op)
    return blad


@transaction.atomic
def leeg_oude(*, op: datetime) -> int:
    """Empty the words of bladen that were hung up long enough ago; returns how many. The links to what they became stay."""
    oud = Telefoonblad.objects.filter(leeg_op=None, klaar_op__lte=op - WOORDEN_BLIJVEN).select_for_update(skip_locked=True)
    bladen = list(oud.order_by("pk"))
    Telefoonblad.objects.filter(pk__in=[blad.pk for blad in bladen]).update(leeg_op=op, tekst="", wie="", nummer="", reden="")
    for blad in bladen:
        logboek.schrijf(gebeurtenissen.TELEFOONBLAD_GELEEGD, over=blad, door=None, op=op)
    return len(bladen)


def _meld_open(blad: Telefoonblad, voor: Medewerker, op: datetime) -> None:
    werk.meld(
        soort=werksoorten.TELEFOONBLAD,
        verwijzing=blad.pk,
        titel=f"Rond af: {blad}",
        url=blad.get_absolute_url(),
        publiek=Publiek(voor=voor),
        tegen=op.astimezone(BRUSSEL).date(),  # open the next morning: on top, as what is late
        op=op,
    )
