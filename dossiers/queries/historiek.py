"""Everything that is known, as rows of the exchange format (docs/historiek.md)."""

from collections.abc import Iterator
from typing import IO

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast

from dossiers.historiek.opvang import schrijf_bezetting, schrijf_uren
from dossiers.historiek.uitvoer import Schrijver
from dossiers.models import (
    Attest,
    Betrokkene,
    Contactmoment,
    Dossier,
    Groep,
    Groepslidmaatschap,
    Historiekbestand,
    Historiekstuk,
    Inspectieverzoek,
    Leefgroep,
    Opvang,
    Opvolging,
    Organisator,
    Sluiting,
    Tijdlijnregel,
    Vergunning,
)
from dossiers.personen import ATTEST
from dossiers.queries import historiekafspraken, historiekinhoud, historiektaken
from dossiers.queries.historieksleutels import IN_PAKKET, PER_KEER, locatie, moment, plaats, sleutel, van


def schrijf_pakket(doel: IO[bytes]) -> None:
    """Write every table of the exchange format to *doel* as one package.

    What was withdrawn or erased does not go along.
    """
    with Schrijver(doel) as pakket:
        pakket.tabel("organisatoren.csv", _organisatoren())
        pakket.tabel("dossiers.csv", _dossiers())
        pakket.tabel("betrokkenen.csv", _betrokkenen())
        pakket.tabel("contactmomenten.csv", _contactmomenten())
        pakket.tabel("stukken.csv", _stukken())
        pakket.tabel("vergunningen.csv", _vergunningen())
        pakket.tabel("attesten.csv", _attesten())
        pakket.tabel("opvang.csv", _opvang())
        pakket.tabel("leefgroepen.csv", _leefgroepen())
        pakket.tabel("sluitingen.csv", _sluitingen())
        pakket.tabel("groepen.csv", Groep.objects.order_by("sorteersleutel").values_list("naam", "soort"))
        pakket.tabel("groepsleden.csv", _groepsleden())
        pakket.tabel("opvolgingen.csv", _opvolgingen())
        pakket.tabel("inspectieverzoeken.csv", _inspectieverzoeken())
        pakket.tabel("verslagen.csv", historiekinhoud.verslagen())
        pakket.tabel("addenda.csv", historiekinhoud.addenda())
        pakket.tabel("steun.csv", historiekinhoud.steun())
        pakket.tabel("documenten.csv", historiekinhoud.documenten())
        pakket.tabel("documentversies.csv", historiekinhoud.documentversies())
        pakket.tabel("post.csv", historiekinhoud.post())
        pakket.tabel("postbijlagen.csv", historiekinhoud.postbijlagen())
        pakket.tabel("beloften.csv", historiekafspraken.beloften())
        pakket.tabel("afspraken.csv", historiekafspraken.afspraken())
        pakket.tabel("deelnemers.csv", historiekafspraken.deelnemers())
        pakket.tabel("taken.csv", historiektaken.taken())
        pakket.tabel("taakpunten.csv", historiektaken.taakpunten())
        for bestand in Historiekbestand.objects.order_by("naam", "stuk__bronnummer").iterator(chunk_size=10):
            pakket.bestand(bestand.naam, bytes(bestand.inhoud))
        historiekinhoud.schrijf_inhoud(pakket)


def _organisatoren() -> Iterator[list[object]]:
    rijen = Organisator.objects.select_related("klantenbeheerder").order_by("nummer")
    for o in rijen.iterator(chunk_size=PER_KEER):
        wie = o.klantenbeheerder.username if o.klantenbeheerder else ""
        yield [
            van(o), o.nummer, o.naam, o.kbo, o.rechtsvorm, o.telefoon, wie, o.straat, o.huisnummer, o.postcode, o.gemeente,
            o.telefoon_buiten_uren, o.email, "|".join(o.talen),
        ]  # fmt: skip


def _dossiers() -> Iterator[list[object]]:
    rijen = Dossier.objects.select_related("organisator", "team", "klantenbeheerder").order_by("dossiernummer")
    for d in rijen.iterator(chunk_size=PER_KEER):
        volger = d.klantenbeheerder.username if d.klantenbeheerder and d.wijkt_af else ""
        yield [
            locatie(d), d.dossiernummer, d.naam, d.type, d.straat, d.huisnummer, d.postcode, d.gemeente,
            d.refnis, d.telefoon, d.plaatsen, d.status, d.team.code, van(d.organisator),
            d.email, d.plaatsen_gesubsidieerd, d.tarief, d.subsidietrap, d.gestart_op, d.gestopt_op, volger, d.afwijking_reden,
        ]  # fmt: skip


def _betrokkenen() -> Iterator[list[object]]:
    rijen = Betrokkene.objects.select_related("organisator", "dossier").annotate(in_pakket=IN_PAKKET).order_by("in_pakket")
    for b in rijen.iterator(chunk_size=PER_KEER):
        yield [
            sleutel(b.bron, b.bronnummer, b.pk), *plaats(b), b.rol, b.naam, b.geboortedatum, b.telefoon, b.email, b.vanaf, b.tot,
        ]  # fmt: skip


def _contactmomenten() -> Iterator[list[object]]:
    geldig = Contactmoment.objects.filter(ingetrokken_op=None, gewist_op=None)
    rijen = geldig.select_related("organisator", "dossier", "door").annotate(in_pakket=IN_PAKKET)
    for c in rijen.order_by("op", "in_pakket").iterator(chunk_size=PER_KEER):
        yield [
            sleutel(c.bron, c.bronnummer, c.pk), *plaats(c), moment(c.op), moment(c.genoteerd_op), c.soort, c.richting, c.met,
            c.auteur, c.tekst,
        ]  # fmt: skip


def _stukken() -> Iterator[list[object]]:
    rijen = Historiekstuk.objects.filter(gewist_op=None).select_related("organisator", "dossier")
    for s in rijen.order_by("op", "soort", "bronnummer").prefetch_related("bestanden").iterator(chunk_size=100):
        namen = "|".join(bestand.naam for bestand in s.bestanden.all())
        yield [
            sleutel(s.bron, s.bronnummer, s.pk), *plaats(s), moment(s.op), moment(s.vastgelegd_op), s.soort, s.titel, s.auteur,
            s.tekst, namen,
        ]  # fmt: skip


def _vergunningen() -> Iterator[list[object]]:
    rijen = Vergunning.objects.select_related("dossier").order_by("dossier__dossiernummer", "vanaf")
    for v in rijen.iterator(chunk_size=PER_KEER):
        yield [locatie(v.dossier), v.vanaf, v.tot, v.stand, v.type, v.plaatsen, v.voorwaarden, v.besluitnummer, v.einde]


def _attesten() -> Iterator[list[object]]:
    # Withdrawn is what has no line any more: written down wrongly. What was renewed keeps its line.
    lijn = Tijdlijnregel.objects.filter(soort=ATTEST, verwijzing=Cast(OuterRef("pk"), CharField()), vervallen_op=None)
    rijen = Attest.objects.filter(Q(vervallen_op=None) | Exists(lijn)).select_related("betrokkene").order_by("pk")
    for a in rijen.iterator(chunk_size=PER_KEER):
        van = sleutel(a.betrokkene.bron, a.betrokkene.bronnummer, a.betrokkene.pk)
        yield [a.pk, van, a.soort, a.afgegeven_op, a.verloopt_op, a.opmerking, moment(a.vervallen_op)]


def _opvang() -> Iterator[list[object]]:
    for o in Opvang.objects.select_related("dossier").order_by("dossier__dossiernummer").iterator(chunk_size=PER_KEER):
        uren, bezetting = schrijf_uren(o.open_van, o.open_tot), schrijf_bezetting(o.bezetting)
        yield [locatie(o.dossier), o.gemeld_op, uren, bezetting, o.ingeschreven, o.vrije_plaatsen]


def _leefgroepen() -> Iterator[list[object]]:
    # They came with a report of how the care runs. Ended and made again on one day, the same group is there twice.
    volgorde = ("dossier__dossiernummer", "naam", "vanaf", F("tot").asc(nulls_last=True), "leeftijd", "kinderen", "pk")
    rijen = Leefgroep.objects.filter(dossier__opvang__isnull=False).select_related("dossier").order_by(*volgorde)
    vorige: list[object] = []
    for g in rijen.iterator(chunk_size=PER_KEER):
        rij: list[object] = [locatie(g.dossier), g.naam, g.leeftijd, g.kinderen, g.vanaf, g.tot]
        if rij != vorige:
            yield rij
        vorige = rij


def _sluitingen() -> Iterator[list[object]]:
    rijen = Sluiting.objects.filter(dossier__opvang__isnull=False).select_related("dossier")
    for s in rijen.order_by("dossier__dossiernummer", "vanaf").iterator(chunk_size=PER_KEER):
        yield [locatie(s.dossier), s.vanaf, s.tot, s.reden]


def _groepsleden() -> Iterator[list[object]]:
    rijen = Groepslidmaatschap.objects.select_related("groep", "organisator")
    for lid in rijen.order_by("groep__sorteersleutel", "organisator__nummer", "vanaf").iterator(chunk_size=PER_KEER):
        yield [lid.groep.naam, van(lid.organisator), lid.vanaf, lid.tot]


def _opvolgingen() -> Iterator[list[object]]:
    rijen = Opvolging.objects.filter(vervallen_op=None).select_related("voorganger", "opvolger")
    volgorde = ("voorganger__dossiernummer", "opvolger__dossiernummer")
    for o in rijen.order_by(*volgorde).iterator(chunk_size=PER_KEER):
        yield [locatie(o.voorganger), locatie(o.opvolger), o.soort, o.vanaf]


def _inspectieverzoeken() -> Iterator[list[object]]:
    rijen = Inspectieverzoek.objects.filter(gewist_op=None).select_related("dossier", "gevraagd_door", "afgesloten_door")
    for v in rijen.order_by("gevraagd_op", "pk").iterator(chunk_size=PER_KEER):
        sluiter = v.afgesloten_door.username if v.afgesloten_door else ""
        yield [
            v.pk, locatie(v.dossier), v.vraag, v.aanleiding, v.prioriteit, v.tegen, v.status, v.gevraagd_door.username,
            moment(v.gevraagd_op), moment(v.bevestigd_op), v.gepland_op, v.bezocht_op, v.verslagnummer,
            moment(v.afgesloten_op), sluiter, v.intrekreden,
        ]  # fmt: skip
