"""Promises and appointments as rows of the exchange format (docs/historiek.md)."""

from collections.abc import Iterator

from django.db.models import Prefetch, Q, QuerySet

from dossiers.choices import Afspraakstatus, Beloftestatus
from dossiers.models import Afspraak, AfspraakLocatie, Belofte, Deelnemer
from dossiers.queries.historiekinhoud import gaat_mee, naam, vaste_verslagen
from dossiers.queries.historieksleutels import PER_KEER, locatie, moment, plaats, sleutel, van


def beloften() -> Iterator[list[object]]:
    """Yield what was promised; what was withdrawn was no promise."""
    rijen = Belofte.objects.filter(gewist_op=None).exclude(status=Beloftestatus.INGETROKKEN)
    vast = {str(pk) for pk in vaste_verslagen().values_list("pk", flat=True).iterator(PER_KEER)}
    wie = ("organisator", "dossier", "voor", "gemaakt_door", "afgesloten_door")
    for b in rijen.select_related(*wie).order_by("pk").iterator(chunk_size=PER_KEER):
        verslag = b.waar_id if b.waar_soort == "dossiers.verslag" and b.waar_id in vast else ""
        yield [
            b.pk, *plaats(b), b.van, b.wat, b.tegen, b.voor.username, verslag, b.status, moment(b.gemaakt_op),
            b.gemaakt_door.username, moment(b.afgesloten_op), naam(b.afgesloten_door), b.uitleg,
        ]  # fmt: skip


def afspraken() -> Iterator[list[object]]:
    """Yield the appointments, past and to come."""
    plekken = Prefetch("locaties", AfspraakLocatie.objects.select_related("dossier").order_by("pk"))
    wie = ("organisator", "eigenaar", "gemaakt_door", "afgesloten_door", "contactmoment", "verslag")
    for a in _afspraken().select_related(*wie).order_by("pk").prefetch_related(plekken).iterator(chunk_size=PER_KEER):
        dossiers = [locatie(plek.dossier) for plek in a.locaties.all()]
        c, vast = a.contactmoment, a.verslag is not None and a.verslag.is_vast and a.verslag.gewist_op is None
        contact = sleutel(c.bron, c.bronnummer, c.pk) if c is not None and gaat_mee(c) else ""
        yield [
            a.pk, "" if dossiers else van(a.organisator), "|".join(dossiers), a.soort, _ja(a.aangekondigd), a.eigenaar.username,
            a.onderwerp, a.plaats, moment(a.begin), moment(a.einde), _ja(a.uur_vast), a.boodschap, a.nota, a.status,
            a.volgnummer, moment(a.gemaakt_op), a.gemaakt_door.username, moment(a.gewijzigd_op), moment(a.afgesloten_op),
            naam(a.afgesloten_door), a.reden, contact, a.verslag_id if vast else "",
        ]  # fmt: skip


def deelnemers() -> Iterator[list[object]]:
    """Yield who takes part in them; who did and does no more stays behind."""
    rijen = Deelnemer.objects.filter(afspraak__in=_afspraken(), weg_op=None).select_related("medewerker").order_by("pk")
    for d in rijen.iterator(chunk_size=PER_KEER):
        yield [d.pk, d.afspraak_id, d.soort, naam(d.medewerker), d.naam, d.email]


def _afspraken() -> QuerySet[Afspraak]:
    mee = Q(contactmoment__ingetrokken_op=None, contactmoment__gewist_op=None)  # what took place shows it by its contactmoment
    afspraken_: QuerySet[Afspraak] = Afspraak.objects.filter(~Q(status=Afspraakstatus.GEDAAN) | mee, gewist_op=None)
    return afspraken_


def _ja(waarde: bool) -> str:
    return "ja" if waarde else "nee"
