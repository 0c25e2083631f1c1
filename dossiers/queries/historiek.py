"""Everything that is known, as rows of the exchange format (docs/historiek.md)."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO

from django.db.models import Exists, OuterRef, Q

from dossiers.historiek import BRON
from dossiers.historiek.uitvoer import Schrijver
from dossiers.models import Betrokkene, Contactmoment, Dossier, Historiekbestand, Historiekstuk, Organisator
from kern.tijd import BRUSSEL

PER_KEER = 1000


def schrijf_pakket(doel: IO[bytes]) -> None:
    """Write organisatoren, dossiers, betrokkenen, contactmomenten and stukken to *doel* as one package.

    What was withdrawn or erased does not go along. An organisator without a location stays behind with what is about it: nothing
    leads to it.
    """
    with Schrijver(doel) as pakket:
        pakket.tabel("organisatoren.csv", _organisatoren())
        pakket.tabel("dossiers.csv", _dossiers())
        pakket.tabel("betrokkenen.csv", _betrokkenen())
        pakket.tabel("contactmomenten.csv", _contactmomenten())
        pakket.tabel("stukken.csv", _stukken())
        for bestand in Historiekbestand.objects.order_by("naam", "stuk__bronnummer").iterator(chunk_size=10):
            pakket.bestand(bestand.naam, bytes(bestand.inhoud))


def sleutel(bron: str, bronnummer: str, eigen: object) -> str:
    """Return the key of a row in a package: that of the old system, or one that says where else it came from."""
    if bron == BRON:
        return bronnummer
    return f"{bron}-{bronnummer}" if bron else str(eigen)


_MET_PLAATS = Q(dossier__isnull=False) | Exists(Dossier.objects.filter(organisator=OuterRef("organisator")))


def _organisatoren() -> Iterator[list[object]]:
    rijen = Organisator.objects.filter(dossiers__isnull=False).distinct().select_related("klantenbeheerder").order_by("nummer")
    for o in rijen.iterator(chunk_size=PER_KEER):
        wie = o.klantenbeheerder.username if o.klantenbeheerder else ""
        yield [sleutel(o.bron, o.bronnummer, o.pk), o.nummer, o.naam, o.kbo, o.rechtsvorm, o.telefoon, wie]


def _dossiers() -> Iterator[list[object]]:
    for d in Dossier.objects.select_related("organisator", "team").order_by("dossiernummer").iterator(chunk_size=PER_KEER):
        yield [
            sleutel(d.bron, d.bronnummer, d.pk), d.dossiernummer, d.naam, d.type, d.straat, d.huisnummer, d.postcode, d.gemeente,
            d.refnis, d.telefoon, d.plaatsen, d.status, d.team.code, _van(d.organisator),
        ]  # fmt: skip


def _betrokkenen() -> Iterator[list[object]]:
    rijen = Betrokkene.objects.filter(_MET_PLAATS).select_related("organisator", "dossier").order_by("bron", "bronnummer", "pk")
    for b in rijen.iterator(chunk_size=PER_KEER):
        yield [
            sleutel(b.bron, b.bronnummer, b.pk), *_plaats(b), b.rol, b.naam, b.geboortedatum, b.telefoon, b.email, b.vanaf, b.tot,
        ]  # fmt: skip


def _contactmomenten() -> Iterator[list[object]]:
    geldig = Contactmoment.objects.filter(_MET_PLAATS, ingetrokken_op=None, gewist_op=None)
    rijen = geldig.select_related("organisator", "dossier", "door")
    for c in rijen.order_by("op", "bron", "bronnummer", "pk").iterator(chunk_size=PER_KEER):
        yield [
            sleutel(c.bron, c.bronnummer, c.pk), *_plaats(c), _moment(c.op), _moment(c.genoteerd_op), c.soort, c.richting, c.met,
            c.auteur, c.tekst,
        ]  # fmt: skip


def _stukken() -> Iterator[list[object]]:
    rijen = Historiekstuk.objects.filter(_MET_PLAATS, gewist_op=None).select_related("organisator", "dossier")
    for s in rijen.order_by("op", "soort", "bronnummer").prefetch_related("bestanden").iterator(chunk_size=100):
        namen = "|".join(bestand.naam for bestand in s.bestanden.all())
        yield [
            sleutel(s.bron, s.bronnummer, s.pk), *_plaats(s), _moment(s.op), _moment(s.vastgelegd_op), s.soort, s.titel, s.auteur,
            s.tekst, namen,
        ]  # fmt: skip


def _plaats(rij: Betrokkene | Contactmoment | Historiekstuk) -> tuple[str, str]:
    if rij.dossier is not None:
        return "", sleutel(rij.dossier.bron, rij.dossier.bronnummer, rij.dossier.pk)
    return _van(rij.organisator), ""


def _van(organisator: Organisator) -> str:
    return sleutel(organisator.bron, organisator.bronnummer, organisator.pk)


def _moment(op: datetime) -> str:
    return op.astimezone(BRUSSEL).isoformat()
