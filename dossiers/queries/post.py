"""Reads of mail: whose it is, what it answers, and what the pages show."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet

from dossiers.access.contact import mag_wijzigen_bij
from dossiers.choices import Contactsoort
from dossiers.models import Betrokkene, Contactmoment, Dossier, Organisator, Postbericht, Postbijlage, Postverzending
from dossiers.postkeuzes import Poststatus
from kern.choices import Ophaalstand
from kern.models import Medewerker, Ophaling
from kern.post import Post
from kern.post.adressen import adres_met, codes_in, is_ingesteld
from kern.tijd import BRUSSEL

MEESTE = 100
IN_PANEEL = 5


def collega_met(adres: str) -> Medewerker | None:
    """Return the active colleague with this e-mail address."""
    if not adres:
        return None
    gevonden = list(Medewerker.objects.filter(email__iexact=adres, is_active=True)[:2])
    return gevonden[0] if len(gevonden) == 1 and gevonden[0].is_intern else None


def is_collega(adres: str) -> bool:
    """Return whether this is the address of a colleague."""
    return collega_met(adres) is not None


def oorsprong_van(post: Post) -> Postbericht | None:
    """Return the mail of ours that *post* answers: by the code it carries, or by our Message-ID when an addressee answers.

    A Message-ID alone travels along when a mail is forwarded, so from a stranger it is not enough.
    """
    van_ons = Postbericht.objects.select_related("dossier__organisator", "organisator", "door").filter(gewist_op=None)
    if codes := codes_in(post.alle_aan):
        gevonden = van_ons.filter(antwoordcode__in=codes).first()
        if gevonden is not None:
            return gevonden
    nummers = post.mislukt_nummers or post.verwijst_naar
    if not nummers:
        return None
    verzending = (
        Postverzending.objects.filter(regel__message_id__in=nummers)
        .select_related("bericht__dossier__organisator", "bericht__organisator", "bericht__door")
        .first()
    )
    if verzending is None or verzending.bericht.gewist_op is not None:
        return None
    if post.is_mislukking or post.automaat or post.van.adres in verzending.bericht.aan:
        return verzending.bericht
    return None


class Adresboek(NamedTuple):
    """One address on file, and whose it is."""

    adres: str
    wie: str


def adressen_van(over: Dossier | Organisator, op: datetime) -> list[Adresboek]:
    """Return the addresses that stand in the file, each once: of the location, its organisator, and the people there now."""
    organisator = over.organisator if isinstance(over, Dossier) else over
    uit: dict[str, str] = {}
    if isinstance(over, Dossier) and over.email:
        uit[over.email.lower()] = f"{over.naam} (locatie)"
    if organisator.email:
        uit.setdefault(organisator.email.lower(), f"{organisator.naam} (organisator)")
    waar = Q(dossier=None) | Q(dossier=over) if isinstance(over, Dossier) else Q()
    er_nog = Q(tot=None) | Q(tot__gte=op.astimezone(BRUSSEL).date())
    mensen = Betrokkene.objects.filter(waar, er_nog, organisator=organisator).exclude(email="")
    for mens in mensen.only("naam", "rol", "email")[:40]:
        uit.setdefault(mens.email.lower(), str(mens))
    return [Adresboek(adres, wie) for adres, wie in uit.items()]


def adres_van(dossier: Dossier) -> str:
    """Return the mail address of *dossier*; empty when it has none, or the installation has none."""
    rij = dossier.postadressen.filter(ingetrokken_op=None).first() if is_ingesteld() else None
    return adres_met(rij.code) if rij else ""


def post_van(over: Dossier | Organisator) -> QuerySet[Postbericht]:
    """Return the mail that stands at *over*, the newest first, with how many attachments."""
    rijen = over.post.exclude(status__in=[*Poststatus.te_lezen(), Poststatus.WEGGEGOOID]).filter(gewist_op=None)
    if isinstance(over, Organisator):
        rijen = rijen.filter(dossier=None)
    return rijen.select_related("door").annotate(aantal_bijlagen=Count("bijlagen")).order_by("-op", "pk")


def draad_van(bericht: Postbericht, user: Medewerker) -> list[Postbericht]:
    """Return what *user* sees of the conversation *bericht* belongs to, the oldest first."""
    rijen = (
        Postbericht.objects.zichtbaar_voor(user).filter(draad=bericht.draad, gewist_op=None).exclude(status=Poststatus.WEGGEGOOID)
    )
    return list(rijen.select_related("door").order_by("op", "pk")[:MEESTE])


def mail_van(contact: Contactmoment) -> Postbericht | None:
    """Return the mail that became *contact*; asked only of what can be one."""
    if contact.soort not in (Contactsoort.MAIL, Contactsoort.ANDERE):
        return None
    return Postbericht.objects.filter(contactmoment=contact).annotate(aantal_bijlagen=Count("bijlagen")).first()


def bericht_met_alles(rijen: QuerySet[Postbericht]) -> QuerySet[Postbericht]:
    """Return *rijen* with what the page of one mail shows."""
    bijlagen = Prefetch("bijlagen", Postbijlage.objects.select_related("bestand__inhoud"))
    verzendingen = Prefetch("verzendingen", Postverzending.objects.select_related("regel"))
    wie = ("dossier__organisator", "dossier__team", "organisator", "door", "behandeld_door", "contactmoment", "antwoord_op")
    return rijen.select_related(*wie).prefetch_related(bijlagen, verzendingen)


def paneel(user: Medewerker, dossier: Dossier, _op: datetime) -> dict[str, Any]:
    """The last mails of a location, in one query."""
    return {"mails": list(post_van(dossier)[:IN_PANEEL]), "mag_schrijven": mag_wijzigen_bij(user, dossier)}


def paneel_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The mails that were known at *op*: placed by then, or left by then."""
    bekend = Q(behandeld_op__lte=op) | Q(behandeld_op=None, vertrekt_op__lte=op, status=Poststatus.VERSTUURD)
    return {"mails": list(post_van(dossier).filter(bekend)[:IN_PANEEL]), "mag_schrijven": False}


def niet_overgenomen() -> int:
    """Return how many mails lie in the mailbox that could not be taken in."""
    return Ophaling.objects.filter(stand=Ophaalstand.MISLUKT).count()
