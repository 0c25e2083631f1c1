"""How mail is found and emptied (registered by `dossiers.inrichting.post`).

A mail goes with the contact it became, with its conversation (answers quote it) and with the same mail in another file.
A document that goes takes its copies along: what hung on a mail, and the messages that carried it out of the house.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers.actions.wissen_contact import CONTACT
from dossiers.actions.wissen_documenten import DOCUMENT
from dossiers.models import Postbericht, Postbijlage, Postverzending
from kern import wissen
from kern.actions import bestanden
from kern.tijd import BRUSSEL
from kern.wissen import Onderwerp, Verzameling

POST = "dossiers.postbericht"
GEWIST = "(gewist)"
_MEESTE = 50
_LEEG = {"van_naam": "", "van_adres": "", "afzender": "", "onderwerp": "", "tekst": "", "citaat": "", "opmaak": "", "reden": ""}


def _zin(bericht: Postbericht) -> str:
    waar = f"bij {bericht.over}" if bericht.over else "in het postvak"
    return f"mail van {bericht.op.astimezone(BRUSSEL):%d/%m/%Y} {waar}"


def _te_wissen() -> QuerySet[Postbericht]:
    return Postbericht.objects.filter(gewist_op=None).select_related("dossier", "organisator")


def beschrijf(sleutel: str) -> str | None:
    """Return the mail in words, without what it says."""
    nummer = wissen.als_uuid(sleutel)
    bericht = _te_wissen().filter(pk=nummer).first() if nummer else None
    return _zin(bericht) if bericht else None


def zoek(term: str) -> Iterable[tuple[str, str]]:
    """Find mails from or to somebody, or in which a name or address stands."""
    genoemd = Q(van_naam__icontains=term) | Q(van_adres__icontains=term) | Q(onderwerp__icontains=term)
    genoemd |= (
        Q(tekst__icontains=term) | Q(citaat__icontains=term) | Q(aan__contains=[term.lower()]) | Q(cc__contains=[term.lower()])
    )
    genoemd |= Q(afzender__icontains=term) | Q(reden__icontains=term) | Q(pk__in=_met_bijlage(term))
    return [(str(bericht.pk), _zin(bericht)) for bericht in _te_wissen().filter(genoemd)[:_MEESTE]]


def _met_bijlage(term: str) -> QuerySet[Postbericht]:
    return Postbericht.objects.filter(bijlagen__naam__icontains=term).values("pk")  # type: ignore[return-value]  # as a subquery


def verwant(nieuw: Verzameling) -> Iterable[Onderwerp]:
    """Yield what goes with a mail, and the mail that goes with a contact."""
    waar = Q(pk__in=wissen.uuids(nieuw, POST)) | Q(contactmoment__in=wissen.uuids(nieuw, CONTACT))
    gevonden = Postbericht.objects.filter(waar)
    afdrukken = [afdruk for afdruk in gevonden.values_list("vingerafdruk", flat=True) if afdruk]
    erbij = Postbericht.objects.filter(Q(draad__in=gevonden.values("draad")) | Q(vingerafdruk__in=afdrukken) | waar)
    for nummer, contact in erbij.values_list("pk", "contactmoment"):
        yield Onderwerp(POST, str(nummer))
        if contact is not None:
            yield Onderwerp(CONTACT, str(contact))


def verzonden_documenten(nieuw: Verzameling) -> Iterable[Onderwerp]:
    """Yield the messages in the outbox that carry a document; the mail itself keeps its words."""
    met = Postbijlage.objects.filter(versie__document__in=wissen.uuids(nieuw, DOCUMENT))
    verzendingen = Postverzending.objects.filter(bericht__bijlagen__in=met).distinct()
    for nummer, message_id in verzendingen.values_list("regel", "regel__message_id"):
        yield Onderwerp("kern.outbox_bericht", message_id[1:37])
        yield Onderwerp("kern.outboxregel", str(nummer))


def _berichten(alles: Verzameling) -> QuerySet[Postbericht]:
    return Postbericht.objects.filter(pk__in=wissen.uuids(alles, POST))


def wis_berichten(alles: Verzameling, op: datetime) -> int:
    """Empty the words and addresses; that there was a mail, when and in which direction stays."""
    return _berichten(alles).filter(gewist_op=None).update(gewist_op=op, aan=[], cc=[], opmerkingen=[], **_LEEG)


def rest_berichten(alles: Verzameling) -> int:
    """Count mails that still hold words."""
    return _berichten(alles).filter(gewist_op=None).count()


def wis_bijlagen(alles: Verzameling, op: datetime) -> int:
    """Take the attachments away, with their files."""
    rijen = list(_bijlagen(alles).select_related("bestand"))
    Postbijlage.objects.filter(pk__in=[rij.pk for rij in rijen]).delete()
    bestanden.neem_weg(bestanden=[rij.bestand for rij in rijen if rij.bestand], op=op)
    return len(rijen)


def rest_bijlagen(alles: Verzameling) -> int:
    """Count attachments that are left."""
    return _bijlagen(alles).count()


def wis_verzendingen(alles: Verzameling, _op: datetime) -> int:
    """Empty to whom a mail went."""
    return _verzendingen(alles).update(adres=GEWIST)


def rest_verzendingen(alles: Verzameling) -> int:
    """Count addresses that are left."""
    return _verzendingen(alles).count()


def _bijlagen(alles: Verzameling) -> QuerySet[Postbijlage]:
    met = Q(bericht__in=_berichten(alles)) | Q(versie__document__in=wissen.uuids(alles, DOCUMENT))
    return Postbijlage.objects.filter(met)


def _verzendingen(alles: Verzameling) -> QuerySet[Postverzending]:
    return Postverzending.objects.filter(bericht__in=_berichten(alles)).exclude(adres=GEWIST)
