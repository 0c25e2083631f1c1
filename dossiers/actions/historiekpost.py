"""Taking over mail that stands in a file, with its conversation and attachments; the timeline tells it by its contactmoment.

As `dossiers.actions.post_plaatsen` and `dossiers.actions.post_schrijven` write it. What opens a door does not come along:
the code by which an answer finds its mail is a new one.
"""

from datetime import datetime
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Rijenbak, Verwijzing, log_bij, sleutel_uit
from dossiers.actions.historiekinhoud import Inhouden, Plek
from dossiers.actions.historieklezing import Lezing
from dossiers.historiek import post as formaat
from dossiers.historiek.post import Bijlagerij, Postrij
from dossiers.models import Postbericht, Postbijlage
from dossiers.postkeuzes import Postbron, Poststatus
from kern.bestanden.keuring import Gekeurd
from kern.bestanden.soorten import DOCUMENTEN, MAILS
from kern.post.adressen import LENGTE_ANTWOORD, nieuwe_code

POST, BIJLAGEN = "post.csv", "postbijlagen.csv"
_VELDEN = (
    "richting", "bron", "message_id", "vingerafdruk", "van_naam", "van_adres", "afzender", "aan", "cc", "onderwerp", "tekst",
    "citaat", "opmaak", "op", "zonder_datum", "ontvangen_op", "opmerkingen", "automaat", "behandeld_op", "vertrekt_op",
)  # fmt: skip


def neem_over(lezing: Lezing, sql: Bulk, inhoud: Inhouden, op: datetime) -> tuple[int, int]:
    """Take over mails with their attachments; return how many of each are new. A mail that is here stays as it is."""
    if not lezing.pakket.namen & {POST, BIJLAGEN}:
        return 0, 0
    kent, herkend, genoteerd = dict[UUID, UUID](), dict[str, UUID](), set[UUID]()
    for pk, herkenning, contact_pk in Postbericht.objects.values_list("pk", "herkenning", "contactmoment").iterator(PER_KEER):
        kent[pk] = pk
        genoteerd.add(contact_pk)
        if herkenning:
            herkend[herkenning] = pk
    gelezen: list[tuple[int, Postrij]] = []
    nieuw: dict[UUID, tuple[Postrij, UUID, Verwijzing]] = {}
    for regel, rij in lezing.rijen(POST, lambda _r, rij: formaat.bericht(rij, op), lambda p: p.bron_id):
        gelezen.append((regel, rij))
        pk, contact = sleutel_uit("post", rij.bron_id), lezing.contact(POST, regel, rij.contactmoment)
        collegas = lezing.ken_collegas(POST, regel, door=rij.door, behandeld_door=rij.behandeld_door)
        if pk in kent:
            continue
        if rij.herkenning in herkend:  # the same mail was fetched here too
            kent[pk] = herkend[rij.herkenning]
        elif contact is not None and contact[0] in genoteerd:
            lezing.fout(POST, regel, "contactmoment", "dit contactmoment heeft al een mail")
        elif contact is not None and collegas:
            kent[pk] = pk
            genoteerd.add(contact[0])
            nieuw[pk] = rij, *contact
            if rij.herkenning:
                herkend[rij.herkenning] = pk
    for regel, rij in gelezen:
        if rij.antwoord_op and sleutel_uit("post", rij.antwoord_op) not in kent:
            lezing.fout(POST, regel, "antwoord_op", f"er is geen mail “{rij.antwoord_op}”")
    if not lezing.fouten:
        _schrijf(lezing, sql, nieuw, kent)
    bijlagen = _bijlagen(lezing, sql, inhoud, nieuw, kent)
    log_bij(sql, gebeurtenissen.POST_GEPLAATST, "mail", [(plaats, pk) for pk, (_, _, plaats) in nieuw.items()])
    return len(nieuw), bijlagen


def _schrijf(lezing: Lezing, sql: Bulk, nieuw: dict[UUID, tuple[Postrij, UUID, Verwijzing]], kent: dict[UUID, UUID]) -> None:
    kolommen = (
        "id", "status", "dossier_id", "organisator_id", "contactmoment_id", "antwoord_op_id", "draad", "herkenning",
        "antwoordcode", "door_id", "behandeld_door_id", *_VELDEN,
    )  # fmt: skip
    bak = Rijenbak(sql, Postbericht, kolommen)
    for pk, (rij, contact, plaats) in nieuw.items():
        geschreven = rij.bron == Postbron.GESCHREVEN
        bak.leg(
            pk, str(Poststatus.VERSTUURD if geschreven else Poststatus.GEPLAATST), *plaats, contact,
            kent[sleutel_uit("post", rij.antwoord_op)] if rij.antwoord_op else None, sleutel_uit("post", rij.draad),
            rij.herkenning or None, nieuwe_code(LENGTE_ANTWOORD) if geschreven else None, lezing.collega(rij.door),
            lezing.collega(rij.behandeld_door), *(getattr(rij, veld) for veld in _VELDEN),
        )  # fmt: skip
    bak.leeg()


def _bijlagen(
    lezing: Lezing, sql: Bulk, inhoud: Inhouden, nieuw: dict[UUID, tuple[Postrij, UUID, Verwijzing]], kent: dict[UUID, UUID]
) -> int:
    te_bewaren: list[tuple[UUID, Bijlagerij, Gekeurd | None, str]] = []
    for regel, rij in lezing.rijen(BIJLAGEN, lambda _r, rij: formaat.bijlage(rij)):
        pk, gekeurd, geweigerd = sleutel_uit("post", rij.post), None, rij.geweigerd
        if pk not in kent:
            lezing.fout(BIJLAGEN, regel, "post", f"er is geen mail “{rij.post}”")
            continue
        if rij.sha256 and pk not in nieuw:
            inhoud.ken(rij.sha256)
        elif rij.sha256:
            # As in the mailbox: an attachment that may not be kept does not stop the mail; it stands there with the sentence.
            gekeurd, geweigerd = inhoud.keur_bijlage(rij.sha256, rij.naam, Plek(BIJLAGEN, regel), (*DOCUMENTEN, *MAILS))
        if pk in nieuw:
            te_bewaren.append((pk, rij, gekeurd, geweigerd))
    bak = Rijenbak(sql, Postbijlage, ("bericht_id", "bestand_id", "naam", "grootte", "geweigerd"))
    for pk, rij, gekeurd, geweigerd in te_bewaren if not lezing.fouten else ():
        bestand = inhoud.leg_vast(gekeurd) if gekeurd else None
        bak.leg(pk, bestand.pk if bestand else None, rij.naam, rij.grootte, geweigerd[:300])
    bak.leeg()
    return len(te_bewaren)
