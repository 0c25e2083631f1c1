"""Mail with the locations: what we wrote and what they answered, what a colleague dropped, what is still a concept.

Each mail that stands in a file has its contactmoment, and each that left its message in the outbox. Attachments are not made.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.post_schrijven import BEDENKTIJD
from dossiers.choices import Contactsoort, Richting
from dossiers.generator import teksten, woorden
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.postvak import POSTVAK, afdrukken
from dossiers.generator.regels import schrijf_contact, schrijf_werk
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Dossier, Postadres, Postbericht, Postverzending
from dossiers.postkeuzes import Postbron, Poststatus
from dossiers.posttekst import als_contact
from kern import gebeurtenissen as van_kern
from kern.adres import adres
from kern.gebeurtenissen import Gebeurtenis
from kern.generator.bouw import Bouw, uuid
from kern.generator.stroom import Persoon, Stroom
from kern.logboek import soort_van
from kern.models import OutboxRegel
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus
from kern.post import Adres
from kern.post.adressen import LENGTE_ANTWOORD, LENGTE_CODE, TEKENS, adres_met
from kern.tekst import inkorten

DRAAD_OP, OPGELADEN_OP, ADRES_OP = 4, 12, 8  # one location in so many
OPEN_ANTWOORDEN = 2  # of the last week, per person
_ONDERWERPEN = ("Openingsuren", "Attesten", "Plan van de slaapruimte", "Sluitingsdagen", "Nieuwe verantwoordelijke")
_SCHRIJVEN = timedelta(minutes=5)


@dataclass
class _Pen:
    """What every mail of this run is written with."""

    bouw: Bouw
    stroom: Stroom
    nummers: Iterator[int]  # of messages in the outbox


@dataclass(frozen=True)
class Brief:
    """One mail of a conversation with a location."""

    locatie: Locatie
    sleutel: UUID
    draad: UUID
    onderwerp: str
    tekst: str
    op: datetime  # begun, or sent by them
    door: Persoon
    antwoord_op: "Brief | None" = None
    message_id: str = ""
    code: str = ""

    @property
    def email(self) -> str:
        """The address of the location."""
        return woorden.mailadres(self.locatie.naam, self.locatie.volg)

    @property
    def url(self) -> str:
        """Where it is read."""
        return adres("dossiers:postbericht", self.sleutel)


def maak_post(bouw: Bouw) -> None:
    """Write what the actions of mail do."""
    van: dict[Persoon, list[Locatie]] = defaultdict(list)
    with bouw.stroom("post") as stroom:
        pen = _Pen(bouw, stroom, _nummers(bouw))
        for locatie in bouw.van(Netwerk).locaties:
            dagen = (bouw.op - bekend_sinds(bouw, locatie)).days
            if not locatie.is_open or dagen < 120:
                continue
            toeval = bouw.toeval(f"post {locatie.volg}")
            if toeval.random() * ADRES_OP < 1:
                _schrijf_adres(pen, locatie, toeval)
            if toeval.random() * OPGELADEN_OP < 1:
                _schrijf_opgeladen(pen, locatie, bouw.werkmoment(toeval, toeval.uniform(40, dagen - 10)), toeval)
            if toeval.random() * DRAAD_OP < 1:
                _schrijf_draad(pen, locatie, bouw.werkmoment(toeval, toeval.uniform(40, dagen - 10)), toeval, tot_het_einde=True)
            else:
                van[locatie.klantenbeheerder].append(locatie)
        for plaats, (persoon, locaties) in enumerate(van.items()):
            toeval = bouw.toeval(f"post van {persoon[0]}")
            *open_, laatste = toeval.sample(locaties, min(OPEN_ANTWOORDEN + 1, len(locaties)))
            for locatie in open_:
                _schrijf_draad(pen, locatie, bouw.werkmoment(toeval, toeval.uniform(4, 9)), toeval, tot_het_einde=False)
            _schrijf_concept(pen, laatste, bouw.werkmoment(toeval, toeval.uniform(1, 6)), toeval, weg=plaats % 3 == 0)


def _nummers(bouw: Bouw) -> Iterator[int]:
    while True:
        yield from bouw.nummers(OutboxRegel, 200)


def _code(toeval: random.Random, lengte: int) -> str:
    return "".join(toeval.choices(TEKENS, k=lengte))


def _schrijf_adres(pen: _Pen, locatie: Locatie, toeval: random.Random) -> None:
    nummer = pen.bouw.nummers(Postadres, 1)[0]
    op = pen.bouw.werkmoment(toeval, toeval.uniform(5, 100))
    door = locatie.volger(op)
    pen.stroom.rij(
        Postadres, id=nummer, dossier_id=locatie.pk, code=_code(toeval, LENGTE_CODE), gemaakt_op=op, gemaakt_door_id=door[0]
    )
    pen.stroom.log(gebeurtenissen.POSTADRES_GEMAAKT, over=(Dossier, locatie.pk), door=door, op=op, gegevens={"postadres": nummer})


def _schrijf_draad(pen: _Pen, locatie: Locatie, op: datetime, toeval: random.Random, *, tot_het_einde: bool) -> None:
    """Write our mail, their answer the day after, and with *tot_het_einde* ours to that; otherwise their answer waits."""
    onderwerp = toeval.choice(_ONDERWERPEN)
    eerste = _onze(locatie, onderwerp, op, toeval, None)
    _verstuur(pen, eerste)
    later = op + timedelta(days=1, minutes=17)
    sleutel = uuid(toeval)
    antwoord = Brief(
        locatie, sleutel, eerste.draad, f"Re: {onderwerp}", _tekst(locatie, Richting.IN, toeval), later.replace(microsecond=0),
        eerste.door, eerste, f"<{sleutel}@fictief.example>",
    )  # fmt: skip
    tweede = _onze(locatie, f"Re: {onderwerp}", op + timedelta(days=2), toeval, antwoord) if tot_het_einde else None
    _ontvang(pen, antwoord, tweede)
    if tweede:
        _verstuur(pen, tweede)


def _onze(locatie: Locatie, onderwerp: str, op: datetime, toeval: random.Random, bij: Brief | None) -> Brief:
    sleutel, tekst = uuid(toeval), _tekst(locatie, Richting.UIT, toeval)
    nummer, code = f"<{uuid(toeval)}@opgroeien.example>", _code(toeval, LENGTE_ANTWOORD)
    return Brief(locatie, sleutel, bij.draad if bij else sleutel, onderwerp, tekst, op, locatie.volger(op), bij, nummer, code)


def _tekst(locatie: Locatie, richting: Richting, toeval: random.Random) -> str:
    return f"Dag\n\n{teksten.contact(Contactsoort.MAIL, richting, locatie.plaatsen, toeval)}\n\nMet vriendelijke groeten"


def _verstuur(pen: _Pen, brief: Brief) -> None:
    """Write a mail of ours: begun, saved, sent, and noted when it had left."""
    verstuurd = brief.op + 2 * _SCHRIJVEN
    vertrekt = verstuurd + BEDENKTIJD
    weg, regel = vertrekt + timedelta(seconds=4), next(pen.nummers)
    _log(pen, gebeurtenissen.POST_BEGONNEN, brief, brief.door, brief.op)
    _log(pen, gebeurtenissen.POST_VERZONDEN, brief, brief.door, verstuurd, aantal=1)
    _bericht(
        pen, brief, richting=str(Richting.UIT), status=str(Poststatus.VERSTUURD), bron=str(Postbron.GESCHREVEN),
        contactmoment_id=brief.sleutel, antwoordcode=brief.code, van_naam=brief.door[1], aan=[brief.email], op=weg,
        ontvangen_op=brief.op, door_id=brief.door[0], vertrekt_op=vertrekt, versie=3,
    )  # fmt: skip
    pen.stroom.rij(
        OutboxRegel,
        id=regel,
        kanaal=str(Kanaal.MAIL),
        sleutel=f"post:{brief.sleutel}:2:0",
        onderwerp_soort=soort_van(Postbericht),
        onderwerp_id=str(brief.sleutel),
        aan=[brief.email],
        antwoord_aan=adres_met(brief.code),
        in_antwoord_op=brief.antwoord_op.message_id if brief.antwoord_op else "",
        titel=brief.onderwerp,
        tekst=brief.tekst,
        message_id=brief.message_id,
        bij_twijfel=str(BijTwijfel.TONEN),
        status=str(UitgaandStatus.VERZONDEN),
        volgende_op=vertrekt,
        poging=1,
        gemaakt_op=verstuurd,
        gemaakt_door_id=brief.door[0],
        overgedragen_op=weg,
        verzonden_op=weg,
    )
    pen.stroom.rij(Postverzending, bericht_id=brief.sleutel, adres=brief.email, regel_id=regel)
    over = {"kanaal": str(Kanaal.MAIL), "onderwerp_soort": soort_van(Postbericht), "onderwerp_id": str(brief.sleutel)}
    pen.stroom.log(van_kern.UITGAAND_KLAARGEZET, over=(OutboxRegel, regel), door=brief.door, op=verstuurd, gegevens=over)
    gelukt = {"poging": 1, "message_id": brief.message_id}
    pen.stroom.log(van_kern.UITGAAND_VERZONDEN, over=(OutboxRegel, regel), door=None, op=weg, gegevens=gelukt)
    genoteerd = vertrekt + timedelta(minutes=1)
    _noteer(pen, brief, Richting.UIT, met=brief.email, op=weg, genoteerd_op=genoteerd, door=brief.door)
    _log(pen, gebeurtenissen.POST_VERTROKKEN, brief, None, genoteerd)


def _ontvang(pen: _Pen, brief: Brief, ons_antwoord: Brief | None) -> None:
    """Write an answer that the mailbox brought, and whom it waited for until *ons_antwoord*."""
    assert brief.antwoord_op is not None
    op = brief.op + timedelta(minutes=2)
    van = _ingekomen(pen, brief, [adres_met(brief.antwoord_op.code)], op, f"antwoord:{brief.antwoord_op.sleutel}", None)
    _noteer(pen, brief, Richting.IN, met=van.naam, op=brief.op, genoteerd_op=op, door=None, van=f"{van.naam} ({van.adres})")
    _log(pen, gebeurtenissen.POST_GENOMEN, brief, None, op)
    verstuurd = ons_antwoord.op + 2 * _SCHRIJVEN if ons_antwoord else None
    eind = brief.locatie.volger(verstuurd or pen.bouw.op)
    schrijf_werk(
        pen.stroom,
        brief.locatie.pk,
        soort=werksoorten.POST_ANTWOORD,
        verwijzing=brief.sleutel,
        titel=f"Antwoord op uw mail: {brief.antwoord_op.onderwerp}",
        kort=inkorten(brief.tekst, 300),
        url=brief.url,
        # Open work went along with a hand-over.
        voor=brief.door if brief.locatie.volger(op) == eind else eind,
        sinds=op,
        klaar=(verstuurd, eind) if verstuurd else None,
        volgt_onderwerp=True,
    )


def _schrijf_opgeladen(pen: _Pen, locatie: Locatie, op: datetime, toeval: random.Random) -> None:
    """Write a mail that a colleague dropped on the file, and placed at once."""
    door, sleutel = locatie.volger(op), uuid(toeval)
    brief = Brief(
        locatie, sleutel, sleutel, toeval.choice(_ONDERWERPEN), _tekst(locatie, Richting.IN, toeval),
        (op - timedelta(hours=3)).replace(microsecond=0), door, message_id=f"<{sleutel}@fictief.example>",
    )  # fmt: skip
    geplaatst = op + timedelta(minutes=1)
    doel = f"opgeladen:{locatie.pk}:{door[0]}"
    van = _ingekomen(pen, brief, [POSTVAK], op, doel, (geplaatst, door))
    pen.stroom.log(
        gebeurtenissen.POST_OPGELADEN, over=(Postbericht, str(sleutel)), door=door, op=op, gegevens={"mail": str(sleutel)}
    )
    _noteer(pen, brief, Richting.IN, met=van.naam, op=brief.op, genoteerd_op=geplaatst, door=door)
    _log(pen, gebeurtenissen.POST_GEPLAATST, brief, door, geplaatst)


def _ingekomen(
    pen: _Pen, brief: Brief, aan: list[str], op: datetime, doel: str, geplaatst: tuple[datetime, Persoon] | None
) -> Adres:
    """Write the row of a mail of the location, and return who wrote it; *geplaatst*: when and by whom, of what was dropped."""
    van = Adres(brief.locatie.contact, brief.email)
    afdruk, herkenning = afdrukken(van, brief.message_id, brief.onderwerp, brief.tekst, brief.op, doel)
    door = {"door_id": geplaatst[1][0], "behandeld_door_id": geplaatst[1][0]} if geplaatst else {}
    _bericht(
        pen, brief, richting=str(Richting.IN), status=str(Poststatus.GEPLAATST),
        bron=str(Postbron.OPGELADEN if geplaatst else Postbron.POSTBUS), contactmoment_id=brief.sleutel,
        message_id=brief.message_id, herkenning=herkenning, vingerafdruk=afdruk, van_naam=van.naam, van_adres=van.adres,
        afzender=van.adres, aan=aan, op=brief.op, ontvangen_op=op, behandeld_op=geplaatst[0] if geplaatst else op, **door,
    )  # fmt: skip
    return van


def _schrijf_concept(pen: _Pen, locatie: Locatie, op: datetime, toeval: random.Random, *, weg: bool) -> None:
    """Write a mail that was begun, and with *weg* thrown away the hour after."""
    brief, opgeslagen = _onze(locatie, toeval.choice(_ONDERWERPEN), op, toeval, None), op + _SCHRIJVEN
    status = Poststatus.WEGGEGOOID if weg else Poststatus.CONCEPT
    einde = op + timedelta(hours=1)
    behandeld = {"behandeld_op": einde, "behandeld_door_id": brief.door[0]} if weg else {}
    _log(pen, gebeurtenissen.POST_BEGONNEN, brief, brief.door, op)
    _bericht(
        pen, brief, richting=str(Richting.UIT), status=str(status), bron=str(Postbron.GESCHREVEN), antwoordcode=brief.code,
        van_naam=brief.door[1], op=opgeslagen, ontvangen_op=op, door_id=brief.door[0], versie=2, **behandeld,
    )  # fmt: skip
    if weg:
        _log(pen, gebeurtenissen.POST_WEGGEGOOID, brief, brief.door, einde)


def _bericht(pen: _Pen, brief: Brief, **velden: Any) -> None:
    pen.stroom.rij(
        Postbericht,
        id=brief.sleutel,
        dossier_id=brief.locatie.pk,
        organisator_id=brief.locatie.plek.organisator,
        antwoord_op_id=brief.antwoord_op.sleutel if brief.antwoord_op else None,
        draad=brief.draad,
        onderwerp=brief.onderwerp,
        tekst=brief.tekst,
        **velden,
    )


def _noteer(
    pen: _Pen,
    brief: Brief,
    richting: Richting,
    *,
    met: str,
    op: datetime,
    genoteerd_op: datetime,
    door: Persoon | None,
    van: str = "",
) -> None:
    schrijf_contact(
        pen.stroom,
        brief.locatie.plek,
        sleutel=brief.sleutel,
        soort=Contactsoort.MAIL,
        richting=richting,
        met=met,
        tekst=als_contact(brief.onderwerp, brief.tekst),
        op=op,
        genoteerd_op=genoteerd_op,
        door=door,
        van=van,
    )


def _log(pen: _Pen, wat: Gebeurtenis, brief: Brief, door: Persoon | None, op: datetime, **gegevens: int) -> None:
    pen.stroom.log(wat, over=(Dossier, brief.locatie.pk), door=door, op=op, gegevens={"mail": str(brief.sleutel), **gegevens})
