"""Erasing, in two steps by two natural persons; and once more after an older copy of the database was put back."""

from datetime import datetime

from django.db import transaction

from kern import gebeurtenissen, logboek, overgang, rollen, werksoorten, wisregister, wissen, workflow
from kern.access import check_recht, check_vier_ogen
from kern.actions import werk
from kern.actions.rijen import bewaar
from kern.choices import Rechtsgrond, Wisstatus
from kern.fouten import DomeinFout
from kern.models import Medewerker, Wisverzoek
from kern.queries.wissen import treffers
from kern.werk import Publiek
from kern.wisregister import Wisregel
from kern.wissen import NietsTeWissen, Onderwerp, Wisbaar


@transaction.atomic
def zoek_persoon(*, term: str, door: Medewerker, op: datetime) -> list[tuple[Wisbaar, str, str]]:
    """Return where *term* occurs, in the work of every team; the look is in the log, who was looked for is not.

    Raises:
        PermissionDenied: *door* may not ask to erase.
    """
    check_recht(door, "kern.wissen_aanvragen")
    gevonden = treffers(term)
    logboek.schrijf(gebeurtenissen.WISSEN_GEZOCHT, over=door, door=door, op=op, gegevens={"treffers": len(gevonden)})
    return gevonden


@transaction.atomic
def noteer_inzage(
    *, onderwerp_soort: str, onderwerp_id: str, door: Medewerker, op: datetime, verzoek: Wisverzoek | None = None
) -> None:
    """Write down that *door* reads who stands behind one thing, before asking to erase it or in the *verzoek* that asks it."""
    gegevens: dict[str, logboek.Gegeven] = {"soort": onderwerp_soort, "sleutel": onderwerp_id}
    logboek.schrijf(gebeurtenissen.WISSEN_INGEZIEN, over=verzoek or door, door=door, op=op, gegevens=gegevens)


@transaction.atomic
def vraag_wissen(
    *, onderwerp_soort: str, onderwerp_id: str, rechtsgrond: Rechtsgrond, reden: str, door: Medewerker, op: datetime
) -> Wisverzoek:
    """Ask to erase everything about the person behind one thing. Nothing is erased yet.

    Raises:
        PermissionDenied: *door* may not ask this.
        NietsTeWissen: there is nothing (left).
        ValidationError: a request for the same thing is running.
    """
    check_recht(door, "kern.wissen_aanvragen")
    if wissen.wisbaar_van(onderwerp_soort).beschrijf(onderwerp_id) is None:
        raise NietsTeWissen
    verzoek = Wisverzoek(
        onderwerp_soort=onderwerp_soort,
        onderwerp_id=onderwerp_id,
        rechtsgrond=rechtsgrond,
        reden=reden.strip(),
        aangevraagd_door=door,
        aangevraagd_op=op,
    )
    bewaar(verzoek)
    # The reason stays out of the log: it stands in the request, and goes with it.
    _schrijf(gebeurtenissen.WISSEN_AANGEVRAAGD, verzoek, door=door, op=op)
    for rol in rollen.rollen_met("kern.wissen_bevestigen"):
        werk.meld(
            soort=werksoorten.WISSEN_BEVESTIGEN,
            verwijzing=verzoek.pk,
            titel=f"{door.naam} vraagt om persoonsgegevens te wissen",
            url=verzoek.get_absolute_url(),
            publiek=Publiek(rol=rol, niet=door),
            op=op,
        )
    return verzoek


@transaction.atomic
def bevestig_wissen(*, verzoek: Wisverzoek, door: Medewerker, op: datetime) -> Wisverzoek:
    """Confirm, and erase at once: either everything is gone and proved, or nothing changed.

    The line in the register is on disk before the transaction ends.

    Raises:
        PermissionDenied: *door* may not confirm.
        VierOgenNodig: *door* asked for it, on their own behalf or for somebody they stand in for.
        AlGewijzigd: a colleague decided already.
        WissenOnvolledig: a table kept something; nothing was erased.
    """
    check_recht(door, "kern.wissen_bevestigen")
    check_vier_ogen(verzoek.aangevraagd_door, door)
    overgang.voer_uit(verzoek, workflow.BEVESTIG_WISSEN, zet={"beslist_door": door, "beslist_op": op})
    _schrijf(gebeurtenissen.WISSEN_BEVESTIGD, verzoek, door=door, op=op)
    werk.sluit(soort=werksoorten.WISSEN_BEVESTIGEN, verwijzing=verzoek.pk, door=door, op=op)
    kenmerk = wisregister.kenmerk_van(wissen.wisbaar_van(verzoek.onderwerp_soort).kenmerk(verzoek.onderwerp_id))
    bewijs = wissen.wis(Onderwerp(verzoek.onderwerp_soort, verzoek.onderwerp_id), op)
    overgang.voer_uit(
        verzoek, workflow.VOER_WISSEN_UIT, zet={"uitgevoerd_op": op, "kenmerk": kenmerk, "bewijs": bewijs, "reden": ""}
    )
    _schrijf(gebeurtenissen.WISSEN_UITGEVOERD, verzoek, door=door, op=op)
    wisregister.schrijf(_als_regel(verzoek))
    return verzoek


@transaction.atomic
def weiger_wissen(*, verzoek: Wisverzoek, door: Medewerker, op: datetime) -> Wisverzoek:
    """Refuse to erase.

    Raises:
        PermissionDenied, VierOgenNodig, AlGewijzigd: as with `bevestig_wissen`.
    """
    check_recht(door, "kern.wissen_bevestigen")
    check_vier_ogen(verzoek.aangevraagd_door, door)
    overgang.voer_uit(verzoek, workflow.WEIGER_WISSEN, zet={"beslist_door": door, "beslist_op": op})
    _schrijf(gebeurtenissen.WISSEN_GEWEIGERD, verzoek, door=door, op=op)
    werk.sluit(soort=werksoorten.WISSEN_BEVESTIGEN, verwijzing=verzoek.pk, door=door, op=op)
    return verzoek


@transaction.atomic
def trek_wisverzoek_in(*, verzoek: Wisverzoek, door: Medewerker, op: datetime) -> Wisverzoek:
    """Take a request back before anybody confirmed it.

    Raises:
        NietUwVerzoek: somebody else asked.
        AlGewijzigd: a colleague decided already.
    """
    if verzoek.aangevraagd_door_id != door.pk:
        raise NietUwVerzoek
    overgang.voer_uit(verzoek, workflow.TREK_WISSEN_IN, zet={"beslist_door": door, "beslist_op": op})
    _schrijf(gebeurtenissen.WISSEN_INGETROKKEN, verzoek, door=door, op=op)
    werk.sluit(soort=werksoorten.WISSEN_BEVESTIGEN, verwijzing=verzoek.pk, door=door, op=op)
    return verzoek


class NietUwVerzoek(DomeinFout):
    """Only who asked can take it back; whoever may confirm can refuse it."""

    status = 403

    def __init__(self) -> None:
        super().__init__("Alleen wie het wissen aanvroeg, trekt het verzoek in. Wie mag bevestigen, kan het weigeren.")


@transaction.atomic
def herhaal_wissen(*, regel: Wisregel, op: datetime) -> dict[str, int]:
    """Erase again what the register says was erased, in a database put back from before; return the rows per table.

    The proof is put back as well, unless the people who asked and confirmed are not in this copy. Doing it twice changes nothing.
    """
    bewijs = wissen.wis(Onderwerp(regel.soort, regel.sleutel), op)
    verzoek = _zet_bewijs_terug(regel)
    if verzoek is not None and bewijs:
        logboek.schrijf(gebeurtenissen.WISSEN_HERHAALD, over=verzoek, door=None, op=op, gegevens={"rijen": sum(bewijs.values())})
    return bewijs


def _zet_bewijs_terug(regel: Wisregel) -> Wisverzoek | None:
    mensen = {regel.aangevraagd_door, regel.bevestigd_door}
    if Medewerker.objects.filter(pk__in=mensen).count() != len(mensen):
        return None
    velden = {
        "onderwerp_soort": regel.soort,
        "onderwerp_id": regel.sleutel,
        "rechtsgrond": regel.rechtsgrond,
        "reden": "",
        "status": Wisstatus.UITGEVOERD,
        "aangevraagd_door_id": regel.aangevraagd_door,
        "aangevraagd_op": regel.aangevraagd_op,
        "beslist_door_id": regel.bevestigd_door,
        "beslist_op": regel.op,
        "uitgevoerd_op": regel.op,
        "kenmerk": regel.kenmerk,
        "bewijs": regel.bewijs,
    }
    return Wisverzoek.objects.update_or_create(pk=regel.verzoek, defaults=velden)[0]


def _als_regel(verzoek: Wisverzoek) -> Wisregel:
    assert verzoek.beslist_door_id is not None  # the constraint says so of every executed request
    assert verzoek.uitgevoerd_op is not None
    return Wisregel(
        verzoek=str(verzoek.pk),
        soort=verzoek.onderwerp_soort,
        sleutel=verzoek.onderwerp_id,
        kenmerk=verzoek.kenmerk,
        rechtsgrond=verzoek.rechtsgrond,
        aangevraagd_door=verzoek.aangevraagd_door_id,
        aangevraagd_op=verzoek.aangevraagd_op,
        bevestigd_door=verzoek.beslist_door_id,
        op=verzoek.uitgevoerd_op,
        bewijs=verzoek.bewijs,
    )


def _schrijf(gebeurtenis: gebeurtenissen.Gebeurtenis, verzoek: Wisverzoek, *, door: Medewerker, op: datetime) -> None:
    gegevens = {"over": f"{verzoek.onderwerp_soort}:{verzoek.onderwerp_id}", "rechtsgrond": str(verzoek.rechtsgrond)}
    logboek.schrijf(gebeurtenis, over=verzoek, door=door, op=op, gegevens=gegevens)
