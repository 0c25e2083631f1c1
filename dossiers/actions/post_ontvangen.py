"""Mail that comes in: recognised, noted where it belongs when that is certain, and else kept where somebody places it.

Nothing is answered by the program itself, so no loop begins here. Whatever comes in is a row: placed, waiting, or (what a
machine wrote) kept without asking work. The same mail twice changes nothing.
"""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from dossiers import gebeurtenissen, workflow
from dossiers.access.contact import mag_contact_bij
from dossiers.actions import post_antwoord
from dossiers.actions.post_plaatsen import bewaar_bijlagen, contactinhoud, log, zelfde_bij, zet_in
from dossiers.choices import Richting
from dossiers.models import Dossier, Postadres, Postbericht
from dossiers.postkeuzes import Postbron, Poststatus
from dossiers.posttekst import Voorstel, voorstel_van
from dossiers.queries.post import collega_met, is_collega, oorsprong_van
from kern.actions import outbox
from kern.models import Medewerker, OutboxRegel
from kern.post import Bijlage, Post, PostOnleesbaar, lees
from kern.post.adressen import codes_in, is_van_ons
from kern.post.echtheid import is_echt
from kern.post.lezen import GEEN_DATUM

MEESTE_PER_UUR = 20  # mails of one sender of outside; a machine that answers each mail sends more
MEESTE_PER_UUR_COLLEGA = 300

GEEN_COLLEGA = "De afzender is geen collega, of uw mailserver staat niet voor hem in. Kijk na wie dit stuurde."
ONBEKENDE_CODE = "Het adres waarnaar dit gestuurd is, bestaat niet of werd ingetrokken."
MAG_NIET = "Wie dit stuurde, mag in dat dossier niets noteren."
TE_GROOT = "Deze mail is te groot om over te nemen. Ze staat nog heel in de postbus."
ONLEESBAAR = "Deze mail kon niet gelezen worden. Het bestand zelf staat bij de bijlagen."


def neem_aan(inhoud: bytes, op: datetime, alleen_koppen: bool = False) -> None:
    """Take in one mail as the mailbox has it, in the transaction of the caller. Twice changes nothing."""
    try:
        post = lees(inhoud)
    except PostOnleesbaar as fout:
        som = hashlib.sha256(inhoud).hexdigest()
        if (bericht := _rij(_leeg(), None, "postvak", op, herkenning=som, opmerkingen=(ONLEESBAAR, str(fout)))) is not None:
            bewaar_bijlagen(bericht, [Bijlage("bericht.eml", "message/rfc822", inhoud)], None, op)
            log(gebeurtenissen.POST_GENOMEN, bericht, None, op)
        return
    verwerk(post, op, opmerkingen=(TE_GROOT,) if alleen_koppen else ())


@transaction.atomic
def verwerk(post: Post, op: datetime, opmerkingen: tuple[str, ...] = ()) -> None:
    """Take in a mail that was read."""
    bij = oorsprong_van(post)
    if post.is_mislukking:
        post_antwoord.kwam_terug(post, op)
        _automatisch(post, bij, op)
    elif _is_lus(post, op) or post.automaat:
        _automatisch(post, bij, op)
    elif bij is not None and collega_met(post.van.adres) is None:
        _antwoord(post, bij, op)
    else:
        _van_collega_of_postvak(post, bij, op, opmerkingen)


@transaction.atomic
def neem_opgeladen(*, inhoud: bytes, over: Dossier | None, door: Medewerker, op: datetime) -> Postbericht:
    """Keep a mail that a colleague dropped on a file: a proposal, until they confirm what is noted.

    The same mail dropped again by the same colleague, and not yet placed, is the same proposal.

    Raises:
        PostOnleesbaar: it is no mail; says what to do.
    """
    post = lees(inhoud)
    doel = f"opgeladen:{over.pk if over else ''}:{door.pk}"
    sleutel = herkenning_van(post, doel)
    if (eerder := Postbericht.objects.filter(herkenning=sleutel, gewist_op=None).first()) is not None:
        if eerder.status in Poststatus.te_lezen():
            return eerder
        sleutel = herkenning_van(
            post, f"{doel}:{op.isoformat()}"
        )  # placed before: a second look, and `plaats` says it stands there
    voorstel = voorstel_van(post, is_collega)
    bericht = _rij(post, voorstel, doel, op, herkenning=sleutel, bron=Postbron.OPGELADEN, door=door, over=over)
    if bericht is None:
        return Postbericht.objects.get(herkenning=sleutel)
    bewaar_bijlagen(bericht, voorstel.bijlagen, door, op)
    log(gebeurtenissen.POST_OPGELADEN, bericht, door, op)
    return bericht


# --- By who sent it ------------------------------------------------------------------------------------------------------------


def _antwoord(post: Post, bij: Postbericht, op: datetime) -> None:
    """An answer to a mail of ours: into the same file, and who wrote is told."""
    over = bij.over
    assert over is not None, "what we write has a place"  # a constraint says so
    voorstel = Voorstel(str(Richting.IN), post.van, post.aan, post.op, post.onderwerp, post.tekst or post.citaat, post.bijlagen)
    bericht = _rij(post, voorstel, f"antwoord:{bij.pk}", op, over=over, bij=bij)
    if bericht is None:
        return
    bewaar_bijlagen(bericht, voorstel.bijlagen, None, op)
    inhoud = contactinhoud(bericht, met=voorstel.met, op=op)
    zet_in(bericht=bericht, over=over, inhoud=inhoud, door=None, op=op, stap=workflow.PLAATS)
    log(gebeurtenissen.POST_GENOMEN, bericht, None, op)
    post_antwoord.meld_antwoord(bericht, bij, op)


def _van_collega_of_postvak(post: Post, bij: Postbericht | None, op: datetime, opmerkingen: tuple[str, ...]) -> None:
    collega = collega_met(post.van.adres)
    echt = collega is not None and is_echt(post, settings.POST_VERTROUWDE_AUTH)
    codes = codes_in(post.alle_aan)
    dossiers = {
        adres.dossier for adres in Postadres.objects.filter(code__in=codes, ingetrokken_op=None).select_related("dossier")
    }
    if bij is not None and bij.dossier is not None:
        dossiers.add(bij.dossier)
    geplaatst = False
    if collega is not None and echt:
        toegelaten = [dossier for dossier in dossiers if mag_contact_bij(collega, dossier)]
        for dossier in sorted(toegelaten, key=lambda d: d.pk):
            geplaatst |= _in_dossier(post, dossier, collega, op)
        if dossiers and not toegelaten:
            opmerkingen += (MAG_NIET,)
    elif codes:
        opmerkingen += (GEEN_COLLEGA,)
    if codes and not dossiers:
        opmerkingen += (ONBEKENDE_CODE,)
    if geplaatst:
        return
    voorstel = voorstel_van(post, is_collega)
    wie = collega if echt else None
    bericht = _rij(post, voorstel, "postvak", op, door=wie, opmerkingen=opmerkingen)
    if bericht is None:
        return
    bewaar_bijlagen(bericht, voorstel.bijlagen, wie, op)
    log(gebeurtenissen.POST_GENOMEN, bericht, wie, op)
    if wie is not None and codes:
        outbox.notificeer(
            sleutel=f"post_niet_geplaatst:{bericht.pk}", over=bericht, ontvangers=[wie], titel="Uw mail staat in het postvak",
            tekst=" ".join(opmerkingen), url=bericht.get_absolute_url(), door=None, op=op,
        )  # fmt: skip


def _in_dossier(post: Post, dossier: Dossier, collega: Medewerker, op: datetime) -> bool:
    """Note a colleague's mail in *dossier*; whether it stands there now."""
    voorstel = voorstel_van(post, is_collega)
    doel = f"dossier:{dossier.pk}"
    if Postbericht.objects.filter(herkenning=herkenning_van(post, doel)).exists() or zelfde_bij(post.vingerafdruk(), dossier):
        return True
    bericht = _rij(post, voorstel, doel, op, door=collega, over=dossier)
    if bericht is None:
        return True
    bewaar_bijlagen(bericht, voorstel.bijlagen, collega, op)
    inhoud = contactinhoud(bericht, met=voorstel.met, op=op)
    zet_in(bericht=bericht, over=dossier, inhoud=inhoud, door=collega, op=op, stap=workflow.PLAATS)
    log(gebeurtenissen.POST_GENOMEN, bericht, collega, op)
    return True


def _automatisch(post: Post, bij: Postbericht | None, op: datetime) -> None:
    """Keep what a machine wrote, with the mail it is about when that is known; nobody is asked anything."""
    voorstel = Voorstel(str(Richting.IN), post.van, post.aan, post.op, post.onderwerp, post.tekst or post.citaat, post.bijlagen)
    bericht = _rij(
        post, voorstel, f"automaat:{bij.pk if bij else ''}", op, over=bij.over if bij else None, bij=bij,
        status=Poststatus.AUTOMATISCH, automaat=post.automaat or "bericht uit een lus",
    )  # fmt: skip
    if bericht is not None:
        bewaar_bijlagen(bericht, voorstel.bijlagen, None, op)
        log(gebeurtenissen.POST_GENOMEN, bericht, None, op)


def _is_lus(post: Post, op: datetime) -> bool:
    """Whether this came from ourselves, or from one address more often than people write."""
    if is_van_ons(post.van.adres):
        return True
    if post.message_id and OutboxRegel.objects.filter(message_id=post.message_id).exists():
        return True
    hoogstens = MEESTE_PER_UUR_COLLEGA if is_collega(post.van.adres) else MEESTE_PER_UUR
    laatste_uur = Postbericht.objects.filter(ontvangen_op__gt=op - timedelta(hours=1), bron=Postbron.POSTBUS)
    van_hem = laatste_uur.filter(afzender=post.van.adres)
    return bool(post.van.adres) and van_hem[: hoogstens + 1].count() > hoogstens


# --- The row -------------------------------------------------------------------------------------------------------------------


def herkenning_van(post: Post, doel: str) -> str:
    """Return by what the same mail for the same *doel* is known. Used by bulk writers too."""
    return hashlib.sha256(f"{post.vingerafdruk()}|{doel}".encode()).hexdigest()


def _rij(
    post: Post,
    voorstel: Voorstel | None,
    doel: str,
    op: datetime,
    *,
    herkenning: str = "",
    bron: Postbron = Postbron.POSTBUS,
    status: Poststatus = Poststatus.TE_PLAATSEN,
    door: Medewerker | None = None,
    over: object = None,
    bij: Postbericht | None = None,
    automaat: str = "",
    opmerkingen: tuple[str, ...] = (),
) -> Postbericht | None:
    """Insert the row of a mail; None when the same mail for the same *doel* is there already."""
    afdruk = post.vingerafdruk() if voorstel else herkenning  # of what could not be read: the bytes themselves
    herkenning = herkenning or herkenning_van(post, doel)
    if Postbericht.objects.filter(herkenning=herkenning).exists():
        return None
    voorstel = voorstel or Voorstel("in", post.van, post.aan, post.op, post.onderwerp, post.tekst, post.bijlagen)
    wanneer = voorstel.op or op
    zonder_datum = voorstel.op is None or voorstel.op > op + timedelta(days=1)
    zinnen = [zin for zin in (*opmerkingen, *post.opmerkingen) if zin != GEEN_DATUM or voorstel.op is None]
    dossier = over if isinstance(over, Dossier) else None
    bericht = Postbericht(
        richting=voorstel.richting, status=status, bron=bron, dossier=dossier,
        organisator_id=dossier.organisator_id if dossier else getattr(over, "pk", None), antwoord_op=bij,
        message_id=post.message_id[:500], herkenning=herkenning, vingerafdruk=afdruk,
        van_naam=voorstel.van.naam, van_adres=voorstel.van.adres[:254], afzender=post.van.adres[:254],
        aan=[a.adres or a.naam for a in voorstel.aan][:50], cc=[a.adres or a.naam for a in post.cc][:50],
        onderwerp=voorstel.onderwerp, tekst=voorstel.tekst, citaat=post.citaat if voorstel.tekst == post.tekst else "",
        opmaak=post.opmaak if voorstel.tekst == post.tekst else "",
        op=op if zonder_datum else wanneer, zonder_datum=zonder_datum, ontvangen_op=op,
        opmerkingen=[zin[:300] for zin in zinnen][:20], automaat=automaat[:100], door=door,
    )  # fmt: skip
    bericht.draad = bij.draad if bij else bericht.pk
    bericht.save(force_insert=True)
    return bericht


def _leeg() -> Post:
    return lees(b"Subject: \n\n")
