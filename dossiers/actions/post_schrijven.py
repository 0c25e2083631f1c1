"""Writing a mail: kept while it is written, two minutes to take it back, followed until it left.

The contactmoment comes when a mail really left: what was taken back was never said. `volg` is the sweep that sees it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from dossiers import gebeurtenissen, werksoorten, workflow
from dossiers.actions.contactmomenten import Inhoud, noteer_contact
from dossiers.actions.post_antwoord import niet_aangekomen
from dossiers.actions.post_plaatsen import log
from dossiers.choices import Contactsoort, Richting
from dossiers.fouten import AdresOnbekend, PostVertrokken
from dossiers.models import Documentversie, Dossier, Organisator, Postbericht, Postbijlage, Postverzending
from dossiers.postkeuzes import Postbron, Poststatus
from dossiers.posttekst import als_contact
from dossiers.queries.post import adressen_van
from kern import overgang
from kern.actions import bestanden, outbox, werk
from kern.actions.rijen import voeg_eenmaal_toe
from kern.bestanden import opslag
from kern.fouten import AlGewijzigd, DomeinFout
from kern.models import Bestand, Medewerker
from kern.outbox.controle import controleer_mailadressen
from kern.outbox.keuzes import BijTwijfel, UitgaandStatus
from kern.post.adressen import LENGTE_ANTWOORD, adres_met, nieuwe_code

BEDENKTIJD = timedelta(minutes=2)
MEESTE_ADRESSEN = 10
MEESTE_BYTES = 20 * 1024 * 1024  # of the attachments together: what most mail servers take
_LOPEND = (UitgaandStatus.WACHT, UitgaandStatus.BEZIG, UitgaandStatus.IN_OVERDRACHT)
_WEG = (UitgaandStatus.VERZONDEN, UitgaandStatus.TWIJFEL)


@transaction.atomic
def begin(
    *, sleutel: UUID, over: Dossier | Organisator, door: Medewerker, op: datetime, antwoord_op: Postbericht | None = None
) -> Postbericht:
    """Begin a mail about *over*, as an answer to *antwoord_op* when given. Sent twice under one *sleutel* it is one concept.

    Raises:
        AlAndersBewaard: under this key a mail about something else was begun.
    """
    bericht = Postbericht(
        pk=sleutel,
        richting=Richting.UIT,
        bron=Postbron.GESCHREVEN,
        status=Poststatus.CONCEPT,
        dossier=over if isinstance(over, Dossier) else None,
        organisator_id=over.organisator_id if isinstance(over, Dossier) else over.pk,
        antwoord_op=antwoord_op,
        draad=antwoord_op.draad if antwoord_op else sleutel,
        antwoordcode=nieuwe_code(LENGTE_ANTWOORD),
        van_naam=door.naam,
        door=door,
        op=op,
        ontvangen_op=op,
    )
    if (eerder := voeg_eenmaal_toe(bericht, zelfde=("door_id", "dossier_id", "organisator_id"))) is not None:
        return eerder
    log(gebeurtenissen.POST_BEGONNEN, bericht, door, op)
    return bericht


@transaction.atomic
def bewaar(
    *,
    bericht: Postbericht,
    versie: int,
    aan: Sequence[str],
    onderwerp: str,
    tekst: str,
    door: Medewerker,
    op: datetime,
    weg: Collection[int] = (),
) -> Postbericht:
    """Keep what was typed, whatever is still missing or wrong in it; *weg* are the attachments to leave out.

    The same words sent again, because the answer got lost, change nothing.

    Raises:
        AlGewijzigd: it was saved elsewhere since *versie*, was sent, or thrown away.
    """
    velden = {
        "aan": [a.strip()[:254] for a in aan][: 2 * MEESTE_ADRESSEN],
        "onderwerp": onderwerp[:250],
        "tekst": tekst,
        "op": op,
    }
    rijen = Postbericht.objects.filter(pk=bericht.pk, versie=versie, status=Poststatus.CONCEPT, gewist_op=None)
    if rijen.update(versie=versie + 1, **velden) != 1:
        nu = Postbericht.objects.get(pk=bericht.pk)
        if nu.status != Poststatus.CONCEPT or any(getattr(nu, veld) != velden[veld] for veld in ("aan", "onderwerp", "tekst")):
            raise AlGewijzigd(bericht)
        velden, versie = {**velden, "op": nu.op}, nu.versie - 1
    for veld, waarde in (velden | {"versie": versie + 1}).items():
        setattr(bericht, veld, waarde)
    _laat_weg(bericht.bijlagen.filter(pk__in=weg), op)
    return bericht


def neem_bijlage(*, bericht: Postbericht, inhoud: IO[bytes], naam: str, door: Medewerker, op: datetime) -> Postbijlage:
    """Take a file in and add it to a concept; the same file again is the attachment that hangs there already.

    Raises:
        BestandGeweigerd: with the sentence for the person; nothing is kept.
        AlGewijzigd: it is no concept any more.
        DomeinFout: together the attachments are too large to arrive.
    """
    klaar = bestanden.zet_klaar(inhoud=inhoud, naam=naam)
    with transaction.atomic():
        al = _bijlagen_van(bericht)
        if (eerder := next((b for b in al if b.bestand and b.bestand.sha256 == klaar.gekeurd.sha256), None)) is not None:
            return eerder
        _check_samen(sum(b.grootte for b in al) + klaar.gekeurd.grootte)
        return _hang_aan(bericht, bestanden.leg_vast(klaar=klaar, door=door, op=op))


@transaction.atomic
def kies_documenten(*, bericht: Postbericht, versies: Collection[Documentversie], door: Medewerker, op: datetime) -> None:
    """Let exactly these documents of the file go along: a new choice is added, what is not chosen any more falls away.

    Each gets a file of its own on the same content: what was sent stays with the mail when the document gets a next version.

    Raises:
        AlGewijzigd: it is no concept any more.
        DomeinFout: a document is not of this file, was withdrawn, or together they are too large to arrive. Nothing changed.
    """
    al = _bijlagen_van(bericht)
    gekozen = {versie.pk: versie for versie in versies}
    _laat_weg(bericht.bijlagen.exclude(versie=None).exclude(versie__in=gekozen), op)
    blijft = [b for b in al if b.versie_id is None or b.versie_id in gekozen]
    erbij = [versie for pk, versie in gekozen.items() if pk not in {b.versie_id for b in al}]
    for versie in erbij:
        document = versie.document
        hier = document.organisator_id == bericht.organisator_id and document.dossier_id in (None, bericht.dossier_id)
        if not (hier and document.geldt and versie.bestand is not None):
            raise DomeinFout(f"“{document.titel}” staat niet (meer) bij de documenten van dit dossier. Kies een ander.")
    _check_samen(sum(b.grootte for b in blijft) + sum(v.bestand.grootte for v in erbij if v.bestand))
    for versie in erbij:
        assert versie.bestand is not None, "asked above"
        _hang_aan(bericht, bestanden.neem_over(bestand=versie.bestand, door=door, op=op), versie)


def _bijlagen_van(bericht: Postbericht) -> list[Postbijlage]:
    """Return what hangs on a concept, held against who attaches at the same moment.

    Raises:
        AlGewijzigd: it is no concept any more.
    """
    nu = Postbericht.objects.select_for_update(of=("self",)).get(pk=bericht.pk)
    if nu.status != Poststatus.CONCEPT or nu.gewist_op is not None:
        raise AlGewijzigd(nu)
    return list(nu.bijlagen.select_related("bestand"))


def _check_samen(grootte: int) -> None:
    if grootte > MEESTE_BYTES:
        raise DomeinFout("Samen zijn de bijlagen groter dan 20 MB. Zo'n mail komt vaak niet aan; stuur ze in twee mails.")


def _hang_aan(bericht: Postbericht, bestand: Bestand, versie: Documentversie | None = None) -> Postbijlage:
    rij = Postbijlage(bericht=bericht, bestand=bestand, versie=versie, naam=bestand.naam, grootte=bestand.grootte)
    rij.save(force_insert=True)
    return rij


@transaction.atomic
def verstuur(*, bericht: Postbericht, versie: int, bevestigd: bool, door: Medewerker, op: datetime) -> Postbericht:
    """Let a mail leave in two minutes: a message of its own for each addressee, with an address for the answer.

    Args:
        bevestigd: who writes looked at the addresses that do not stand in the file.

    Raises:
        ValidationError: subject, text or an address is missing or wrong.
        AdresOnbekend: an address does not stand in the file, and *bevestigd* is False.
        OnveiligBericht: a placeholder was left open, an address is none.
        AlGewijzigd: it was saved elsewhere since *versie*, or was sent already.
    """
    nu = (
        Postbericht.objects.select_for_update(of=("self",))
        .select_related("dossier__organisator", "organisator")
        .get(pk=bericht.pk)
    )
    if nu.status != Poststatus.CONCEPT or nu.versie != versie or nu.gewist_op is not None:
        raise AlGewijzigd(nu)
    over = nu.over
    assert over is not None, "what we write has a place"  # a constraint says so
    adressen = list(dict.fromkeys(adres.strip() for adres in nu.aan if adres.strip()))
    _check(nu, adressen)
    if not bevestigd and (vreemd := _niet_in(over, nu, adressen, op)):
        raise AdresOnbekend(vreemd)
    bijlagen = [_bijlage(b) for b in nu.bijlagen.select_related("bestand__inhoud") if b.bestand]
    vertrekt = op + BEDENKTIJD
    for plaats, adres in enumerate(adressen):
        regel = outbox.mail(
            sleutel=f"post:{nu.pk}:{nu.versie}:{plaats}", over=nu, aan=[adres], titel=nu.onderwerp, tekst=nu.tekst,
            bijlagen=bijlagen, antwoord_aan=adres_met(nu.antwoordcode or ""), niet_voor=vertrekt,
            in_antwoord_op=nu.antwoord_op.message_id if nu.antwoord_op else "", bij_twijfel=BijTwijfel.TONEN, door=door, op=op,
        )  # fmt: skip
        Postverzending.objects.create(bericht=nu, adres=adres, regel=regel)
    overgang.voer_uit(nu, workflow.VERSTUUR_POST, zet={"vertrekt_op": vertrekt, "aan": adressen, "versie": nu.versie + 1})
    log(gebeurtenissen.POST_VERZONDEN, nu, door, op, aantal=len(adressen))
    if nu.antwoord_op is not None:
        werk.sluit(soort=werksoorten.POST_ANTWOORD, verwijzing=nu.antwoord_op_id, door=door, op=op)
    return nu


@transaction.atomic
def haal_terug(*, bericht: Postbericht, door: Medewerker, op: datetime) -> Postbericht:
    """Take a mail back before it leaves; it is a concept again, with everything that was typed.

    Raises:
        PostVertrokken: it left, or is leaving at this moment.
    """
    nu = Postbericht.objects.select_for_update(of=("self",)).get(pk=bericht.pk)
    try:
        for verzending in nu.verzendingen.select_related("regel"):
            outbox.haal_terug(regel=verzending.regel, door=door, op=op, reden="Teruggehaald door wie ze schreef.")
        nu.verzendingen.all().delete()
        overgang.voer_uit(nu, workflow.HAAL_POST_TERUG, zet={"vertrekt_op": None, "op": op, "versie": nu.versie + 1})
    except AlGewijzigd:
        raise PostVertrokken from None
    log(gebeurtenissen.POST_TERUGGEHAALD, nu, door, op)
    return nu


@transaction.atomic
def gooi_weg(*, bericht: Postbericht, door: Medewerker, op: datetime) -> Postbericht:
    """Throw a concept away; its words stay with it until they are erased, so that a slip can be looked up.

    Raises:
        AlGewijzigd: it was sent, or thrown away already.
    """
    overgang.voer_uit(bericht, workflow.GOOI_WEG, zet={"behandeld_op": op, "behandeld_door": door})
    log(gebeurtenissen.POST_WEGGEGOOID, bericht, door, op)
    return bericht


def volg(*, op: datetime) -> int:
    """Note what left since the last look, and ask attention for what did not arrive; returns how many mails changed.

    Each in its own transaction: who is killed half way goes on at the next look.
    """
    pending = Postverzending.objects.filter(bericht=OuterRef("pk"), regel__status__in=_LOPEND)
    weg = Postverzending.objects.filter(bericht=OuterRef("pk"), regel__status__in=_WEG)
    onderweg = Postbericht.objects.filter(status=Poststatus.ONDERWEG, vertrekt_op__lte=op, gewist_op=None)
    klaar = list(onderweg.filter(Exists(weg) | ~Exists(pending)).values_list("pk", flat=True)[:500])
    mislukt = Postverzending.objects.filter(regel__status=UitgaandStatus.MISLUKT, niet_aangekomen_op=None)
    for nummer in klaar:
        _vertrok(nummer, op)
    verzendingen = list(mislukt.exclude(bericht__status=Poststatus.CONCEPT).select_related("bericht")[:500])
    for verzending in verzendingen:
        with transaction.atomic():
            niet_aangekomen(verzending, op)
    return len(klaar) + len(verzendingen)


@transaction.atomic
def _vertrok(nummer: UUID, op: datetime) -> None:
    bericht = (
        Postbericht.objects.select_for_update(of=("self",))
        .select_related("dossier__organisator", "organisator", "door")
        .get(pk=nummer)
    )
    regels = [v.regel for v in bericht.verzendingen.select_related("regel")]
    verzonden = [regel for regel in regels if regel.status in _WEG]
    if bericht.status != Poststatus.ONDERWEG:
        return
    if not verzonden:
        if regels and all(regel.status == UitgaandStatus.TERUGGEHAALD for regel in regels):  # by who looks after the outbox
            bericht.verzendingen.all().delete()
            overgang.voer_uit(bericht, workflow.HAAL_POST_TERUG, zet={"vertrekt_op": None, "versie": bericht.versie + 1})
        return
    over, door = bericht.over, bericht.door
    assert over is not None, "what we write has a place"  # a constraint says so
    assert door is not None, "what we write has an author"
    wanneer = min((regel.verzonden_op or regel.overgedragen_op or op) for regel in verzonden)
    inhoud = Inhoud(
        str(Contactsoort.MAIL),
        str(Richting.UIT),
        ", ".join(bericht.aan)[:200],
        wanneer,
        als_contact(bericht.onderwerp, bericht.tekst),
    )
    contact = noteer_contact(sleutel=bericht.pk, over=over, inhoud=inhoud, door=door, op=op)
    overgang.voer_uit(bericht, workflow.POST_VERTROK, zet={"contactmoment": contact, "op": wanneer})
    log(gebeurtenissen.POST_VERTROKKEN, bericht, None, op)


def _check(bericht: Postbericht, adressen: list[str]) -> None:
    fouten: dict[str, str] = {}
    if not adressen:
        fouten["aan"] = "Kies aan wie de mail gaat, of vul een adres in."
    elif len(adressen) > MEESTE_ADRESSEN:
        fouten["aan"] = f"Een mail gaat naar hoogstens {MEESTE_ADRESSEN} adressen."
    if not bericht.onderwerp.strip():
        fouten["onderwerp"] = "Schrijf een onderwerp."
    if not bericht.tekst.strip():
        fouten["tekst"] = "Schrijf een tekst."
    if fouten:
        raise ValidationError(fouten)
    controleer_mailadressen(adressen)


def _niet_in(over: Dossier | Organisator, bericht: Postbericht, adressen: list[str], op: datetime) -> list[str]:
    """Return the addresses that stand nowhere in the file, and did not write to us in this conversation."""
    bekend = {regel.adres for regel in adressen_van(over, op)}
    if bericht.antwoord_op is not None:
        bekend.add(bericht.antwoord_op.van_adres.lower())
    return [adres for adres in adressen if adres.lower() not in bekend]


def _bijlage(rij: Postbijlage) -> outbox.Bijlage:
    bestand = rij.bestand
    assert bestand is not None, "asked before"
    if not bestand.is_open:
        raise DomeinFout(
            f"“{rij.naam}” wordt nog nagekeken op virussen. Probeer het over een minuut opnieuw, of laat de bijlage weg."
        )
    with opslag.open_inhoud(bestand.opslagsleutel) as stroom:
        return outbox.Bijlage(rij.naam, bestand.mime, stroom.read())


def _laat_weg(rijen: QuerySet[Postbijlage], op: datetime) -> None:
    weg = list(rijen.select_related("bestand"))
    if weg:
        Postbijlage.objects.filter(pk__in=[rij.pk for rij in weg]).delete()
        bestanden.neem_weg(bestanden=[rij.bestand for rij in weg if rij.bestand], op=op)
