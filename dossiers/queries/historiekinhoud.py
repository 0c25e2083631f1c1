"""Reports and documents as rows of the exchange format, and the contents that go along (docs/historiek.md)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from dossiers.choices import Verslagstatus
from dossiers.historiek.post import schrijf_teksten
from dossiers.historiek.uitvoer import Schrijver
from dossiers.models import Addendum, Document, Documentversie, Postbericht, Postbijlage, Steun, Verslag, Verslagfoto
from dossiers.queries.historieksleutels import PER_KEER, moment, plaats, sleutel
from kern.bestanden import opslag
from kern.bestanden.keuzes import Bestandstand
from kern.models import Bestandinhoud

# What the scanner found something in has no bytes any more.
_BEWAARD = {"bestand__inhoud__weg_op": None, "bestand__isnull": False}
_BESMET = {"bestand__inhoud__stand": Bestandstand.BESMET}


def schrijf_inhoud(pakket: Schrijver) -> None:
    """Add every content that a row names, under its sha256: first the words of reports, then files, each once."""
    geschreven: set[str] = set()
    for sha256, vast in vaste_verslagen().order_by("sha256").values_list("sha256", "vast").iterator(chunk_size=100):
        if sha256 not in geschreven:
            geschreven.add(sha256)
            pakket.inhoud(sha256, vast.encode())
    sommen: set[str] = set()
    bijlagen = Postbijlage.objects.filter(bericht__in=_post(), **_BEWAARD).exclude(**_BESMET)
    for bron in (_fotos(), _versies(), bijlagen):
        sommen.update(bron.order_by().values_list("bestand__inhoud", flat=True).iterator(PER_KEER))
    for inhoud in Bestandinhoud.objects.filter(pk__in=sommen - geschreven).order_by("pk"):
        with opslag.open_inhoud(inhoud.sleutel) as stroom:
            pakket.inhoud(inhoud.sha256, stroom.read())


def verslagen() -> Iterator[list[object]]:
    """Yield what was fixed; a concept is work between colleagues of here."""
    rijen = vaste_verslagen().select_related("organisator", "dossier", "auteur", "lezer", "vastgesteld_door", "contactmoment")
    for v in rijen.order_by("pk").iterator(chunk_size=PER_KEER):
        c = v.contactmoment
        contact = sleutel(c.bron, c.bronnummer, c.pk) if c is not None and gaat_mee(c) else ""
        lezer = v.lezer if v.nagelezen_op else None
        yield [
            v.pk, *plaats(v), v.soort, v.auteur.username, moment(v.begonnen_op), naam(lezer),
            moment(v.aangeboden_op if lezer else None), naam(v.vastgesteld_door), contact, v.sha256,
        ]  # fmt: skip


def addenda() -> Iterator[list[object]]:
    """Yield what was added to them."""
    rijen = Addendum.objects.filter(verslag__in=vaste_verslagen()).select_related("door").order_by("verslag", "nummer")
    for a in rijen.iterator(chunk_size=PER_KEER):
        yield [a.pk, a.verslag_id, a.nummer, a.tekst, a.reden, a.door.username, moment(a.op)]


def steun() -> Iterator[list[object]]:
    """Yield what rests on them."""
    rijen = Steun.objects.filter(verslag__in=vaste_verslagen()).select_related("door").order_by("verslag", "soort", "verwijzing")
    for s in rijen.iterator(chunk_size=PER_KEER):
        yield [
            s.verslag_id, s.sha256, s.tot_addendum, s.soort, s.verwijzing, s.titel, s.url, s.door.username, moment(s.op),
        ]  # fmt: skip


def documenten() -> Iterator[list[object]]:
    """Yield the documents that hold."""
    rijen = _documenten().select_related("organisator", "dossier", "toegevoegd_door").order_by("pk")
    for d in rijen.iterator(chunk_size=PER_KEER):
        yield [d.pk, *plaats(d), d.soort, d.titel, moment(d.toegevoegd_op), naam(d.toegevoegd_door)]


def documentversies() -> Iterator[list[object]]:
    """Yield their versions; what was infected is not there any more, and those after it move up."""
    vorige, nummer = None, 0
    rijen = _versies().select_related("bestand__inhoud", "door").order_by("document", "nummer")
    for v in rijen.iterator(chunk_size=PER_KEER):
        nummer = nummer + 1 if v.document_id == vorige else 1
        vorige = v.document_id
        assert v.bestand is not None
        yield [v.pk, v.document_id, nummer, v.bestand.naam, v.toelichting, moment(v.op), naam(v.door), v.bestand.sha256]


def post() -> Iterator[list[object]]:
    """Yield the mail that stands on a timeline; what waits, is being written or was set aside stays behind."""
    wie = ("contactmoment", "antwoord_op__contactmoment", "door", "behandeld_door")
    for p in _post().select_related(*wie).order_by("pk").iterator(chunk_size=PER_KEER):
        c, vorige = p.contactmoment, p.antwoord_op
        assert c is not None
        mee = vorige is not None and vorige.gewist_op is None and vorige.contactmoment and gaat_mee(vorige.contactmoment)
        yield [
            p.pk, sleutel(c.bron, c.bronnummer, c.pk), p.richting, p.bron, vorige.pk if vorige and mee else "", p.draad,
            p.message_id, p.herkenning, p.vingerafdruk, p.van_naam, p.van_adres, p.afzender, schrijf_teksten(p.aan),
            schrijf_teksten(p.cc), p.onderwerp, p.tekst, p.citaat, p.opmaak, moment(p.op), "ja" if p.zonder_datum else "nee",
            moment(p.ontvangen_op), schrijf_teksten(p.opmerkingen), p.automaat, naam(p.door), moment(p.behandeld_op),
            naam(p.behandeld_door), moment(p.vertrekt_op),
        ]  # fmt: skip


def postbijlagen() -> Iterator[list[object]]:
    """Yield their attachments in order; what was infected is not there any more."""
    rijen = Postbijlage.objects.filter(bericht__in=_post()).select_related("bestand__inhoud").order_by("bericht", "pk")
    for b in rijen.iterator(chunk_size=PER_KEER):
        inhoud = b.bestand.inhoud if b.bestand is not None else None
        er = inhoud is not None and inhoud.weg_op is None and inhoud.stand != Bestandstand.BESMET
        yield [b.bericht_id, b.naam, b.grootte, b.geweigerd, inhoud.sha256 if inhoud and er else ""]


def _post() -> QuerySet[Postbericht]:
    mee = {"contactmoment__ingetrokken_op": None, "contactmoment__gewist_op": None, "contactmoment__isnull": False}
    mails: QuerySet[Postbericht] = Postbericht.objects.filter(gewist_op=None, **mee)
    return mails


def vaste_verslagen() -> QuerySet[Verslag]:
    """Return the reports that go along."""
    vast: QuerySet[Verslag] = Verslag.objects.filter(status=Verslagstatus.VASTGESTELD, gewist_op=None)
    return vast


def _fotos() -> QuerySet[Verslagfoto]:
    return Verslagfoto.objects.filter(deel__verslag__in=vaste_verslagen(), **_BEWAARD)


def _versies() -> QuerySet[Documentversie]:
    versies = Documentversie.objects.filter(document__ingetrokken_op=None, document__gewist_op=None, **_BEWAARD)
    return versies.exclude(**_BESMET)


def _documenten() -> QuerySet[Document]:
    documenten_: QuerySet[Document] = Document.objects.filter(pk__in=_versies().values("document"))
    return documenten_


def gaat_mee(contact: Any) -> bool:
    """Whether a contactmoment goes along, and what hangs on it can name it."""
    return contact.ingetrokken_op is None and contact.gewist_op is None


def naam(wie: Any) -> str:
    """Return the user name of a colleague; nothing for nobody."""
    return wie.username if wie is not None else ""
