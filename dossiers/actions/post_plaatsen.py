"""A mail that came in finds its place: noted as a contactmoment at a location or an organisator, or set aside with a reason."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dossiers import gebeurtenissen, workflow
from dossiers.access import namens_wie
from dossiers.actions.contactmomenten import Inhoud, noteer_contact
from dossiers.choices import Contactsoort
from dossiers.fouten import PostAlGenoteerd
from dossiers.models import Dossier, Organisator, Postbericht, Postbijlage
from dossiers.postkeuzes import Poststatus
from dossiers.posttekst import als_contact
from kern import logboek, overgang
from kern.actions import bestanden
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.soorten import DOCUMENTEN, MAILS
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker
from kern.overgang import Overgang
from kern.post import Bijlage

_PLAATS: dict[str, Overgang] = {
    str(stap.van): stap for stap in (workflow.PLAATS, workflow.PLAATS_TOCH, workflow.PLAATS_AUTOMATISCH)
}


def contactinhoud(bericht: Postbericht, *, met: str, op: datetime) -> Inhoud:
    """Return how *bericht* is noted; a note of a colleague is no mail of the organisator."""
    soort = Contactsoort.MAIL if bericht.richting else Contactsoort.ANDERE
    wanneer = min(bericht.op, op)  # a sender's clock may be fast, or be set to next year
    return Inhoud(
        str(soort), bericht.richting, met[:200], wanneer, als_contact(bericht.onderwerp, bericht.tekst or bericht.citaat)
    )


@transaction.atomic
def plaats(*, bericht: Postbericht, over: Dossier | Organisator, inhoud: Inhoud, door: Medewerker, op: datetime) -> Postbericht:
    """Note a mail that waits at *over*, as its contactmoment. The caller has checked that *door* may note there.

    Raises:
        ValidationError: a value is not valid.
        PostAlGenoteerd: the same mail stands there already.
        AlGewijzigd: a colleague placed it, or it was erased.
    """
    bericht = _vast(bericht)
    if bericht.status not in _PLAATS or bericht.gewist_op is not None:
        raise AlGewijzigd(bericht)
    if eerder := zelfde_bij(bericht.vingerafdruk, over):
        raise PostAlGenoteerd(eerder)
    zet_in(bericht=bericht, over=over, inhoud=inhoud, door=door, op=op, stap=_PLAATS[bericht.status])
    log(gebeurtenissen.POST_GEPLAATST, bericht, door, op)
    return bericht


def zet_in(
    *,
    bericht: Postbericht,
    over: Dossier | Organisator,
    inhoud: Inhoud,
    door: Medewerker | None,
    op: datetime,
    stap: Overgang,
) -> None:
    """Write the contactmoment of *bericht* and take *stap*; for `plaats` and the intake. *door* empty: an answer of outside."""
    bron = "" if door else "post"
    contact = noteer_contact(sleutel=bericht.pk, over=over, inhoud=inhoud, door=door, op=op, bron=bron, van=bericht.van[:200])
    waar = {"dossier": contact.dossier, "organisator_id": contact.organisator_id, "richting": inhoud.richting}
    overgang.voer_uit(
        bericht, stap, zet={**waar, "contactmoment": contact, "behandeld_op": op, "behandeld_door": door, "reden": ""}
    )


@transaction.atomic
def leg_opzij(*, bericht: Postbericht, reden: str, door: Medewerker, op: datetime) -> Postbericht:
    """Say that a mail belongs in no file, and why. It stays readable, and can still be placed.

    Raises:
        AlGewijzigd: a colleague was first.
    """
    zet = {"reden": reden, "behandeld_op": op, "behandeld_door": door}
    overgang.voer_uit(bericht, workflow.LEG_OPZIJ, zet=zet)
    log(gebeurtenissen.POST_OPZIJ, bericht, door, op)
    return bericht


def zelfde_bij(vingerafdruk: str, over: Dossier | Organisator) -> Postbericht | None:
    """Return the mail with the same content that stands at *over* already."""
    waar = {"dossier": over} if isinstance(over, Dossier) else {"dossier": None, "organisator": over}
    rijen = Postbericht.objects.filter(vingerafdruk=vingerafdruk, status=Poststatus.GEPLAATST, gewist_op=None, **waar)
    return rijen.first() if vingerafdruk else None


def bewaar_bijlagen(bericht: Postbericht, bijlagen: Iterable[Bijlage], door: Medewerker | None, op: datetime) -> None:
    """Keep the attachments; what is refused stands there with the sentence, and without content."""
    for bijlage in bijlagen:
        rij = Postbijlage(bericht=bericht, naam=bijlage.naam, grootte=len(bijlage.inhoud))
        try:
            soorten = (*DOCUMENTEN, *MAILS)
            rij.bestand = bestanden.neem_op(inhoud=bijlage.inhoud, naam=bijlage.naam, door=door, op=op, toegelaten=soorten)
        except BestandGeweigerd as fout:
            rij.geweigerd = str(fout)[:300]
        rij.save(force_insert=True)


def noteer_postinzage(*, bericht: Postbericht, door: Medewerker, op: datetime, bijlage: Postbijlage | None = None) -> None:
    """Write down that *door* read a mail, or opened its attachment; without the row there is no look."""
    if bijlage is None:
        log(gebeurtenissen.POST_INGEZIEN, bericht, door, op)
    else:
        log(gebeurtenissen.POSTBIJLAGE_INGEZIEN, bericht, door, op, bijlage=bijlage.pk)


def log(wat: Gebeurtenis, bericht: Postbericht, door: Medewerker | None, op: datetime, **gegevens: str | int) -> None:
    """Write the row about the file where the mail stands, or about the mail itself while it stands nowhere; never words."""
    over = bericht.over if bericht.status not in Poststatus.te_lezen() else None
    namens = namens_wie(door, over) if door and isinstance(over, Dossier) else None
    logboek.schrijf(wat, over=over or bericht, door=door, op=op, namens=namens, gegevens={"mail": str(bericht.pk), **gegevens})


def _vast(bericht: Postbericht) -> Postbericht:
    """Return the row as it is now, held until the end of the transaction: two colleagues take turns."""
    return Postbericht.objects.select_for_update(of=("self",)).select_related("dossier", "organisator").get(pk=bericht.pk)
