"""What one takes along to a visit, worked out from the file: ten queries, whatever the number of points."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Exists, Max, OuterRef, Q

from dossiers import soorten
from dossiers.choices import Beloftestatus, Bezoekgroep, Verslagstatus, Verzoekstatus
from dossiers.models import (
    Aandacht,
    Afspraak,
    Belofte,
    Bezoekfoto,
    Bezoekpunt,
    Dossier,
    Inspectieverzoek,
    Opvang,
    Tijdlijnregel,
    Vergunning,
    Verslag,
    Verslagdeel,
)
from kern.rijketekst import als_tekst
from kern.tekst import inkorten
from kern.tijd import BRUSSEL

MEESTE = 15  # of each kind: one page is read in the car
_UIT_VERSLAG = ("afspraken", "besluit")


@dataclass
class Punt:
    """One point as the page draws it."""

    sleutel: str
    groep: Bezoekgroep
    tekst: str
    url: str = ""
    klaar: bool = False
    nota: str = ""
    versie: int = 0
    fotos: list[Bezoekfoto] = field(default_factory=list)
    fotosleutel: UUID = field(default_factory=uuid4)  # of the photo that may be put here next


@dataclass
class Deel:
    """One heading with its points."""

    groep: Bezoekgroep
    punten: list[Punt] = field(default_factory=list)

    @property
    def titel(self) -> str:
        """Its heading."""
        return str(self.groep.label)


def lees(afspraak: Afspraak, dossiers: list[Dossier], op: datetime) -> list[Deel]:
    """Return the folder of a visit to *dossiers*, with what was ticked and written."""
    # What was said to the organisator as a whole is said of each of its locations.
    hier = Q(dossier__in=dossiers) | Q(dossier=None, organisator=afspraak.organisator_id)
    punten = [*_nieuw(dossiers, hier, op), *_beloften(hier, op), *_bekijken(dossiers, op), *_vragen(hier)]
    bewaard = {punt.sleutel: punt for punt in Bezoekpunt.objects.filter(afspraak=afspraak, gewist_op=None)}
    for punt in punten:
        if eerder := bewaard.pop(punt.sleutel, None):
            punt.klaar, punt.nota, punt.versie = eerder.klaar, eerder.nota, eerder.versie
    # What somebody added, and what was ticked and left the file since.
    punten += [Punt(b.sleutel, Bezoekgroep(b.groep), b.tekst, "", b.klaar, b.nota, b.versie) for b in bewaard.values()]
    per_punt: dict[tuple[str, str], list[Bezoekfoto]] = defaultdict(list)
    for foto in afspraak.bezoekfotos.all():
        per_punt[foto.punt, foto.groep].append(foto)
    for punt in punten:
        punt.fotos = per_punt.pop((punt.sleutel, str(punt.groep)), [])
    # A photo of a point that left the file stays.
    punten += [Punt(punt, Bezoekgroep(groep), fotos[0].alt, fotos=fotos) for (punt, groep), fotos in per_punt.items()]
    return [Deel(groep, [punt for punt in punten if punt.groep == groep]) for groep in Bezoekgroep]


def _dag(op: datetime) -> str:
    return f"{op.astimezone(BRUSSEL):%d/%m/%Y}"


def _nieuw(dossiers: list[Dossier], hier: Q, op: datetime) -> list[Punt]:
    """The lines since the last visit to any of these locations."""
    regels = Tijdlijnregel.objects.geldig().filter(hier, op__lte=op)
    vorige = regels.filter(dossier__in=dossiers, soort__in=soorten.bezoeksoorten()).aggregate(laatste=Max("op"))["laatste"]
    # That a visit was agreed is no news on that visit.
    sinds = regels.exclude(soort__in=[*soorten.bezoeksoorten(), "dossiers.afspraak"]).order_by("-op", "-pk")
    if vorige is not None:
        sinds = sinds.filter(op__gt=vorige)
    return [
        Punt(f"lijn:{r.soort}:{r.verwijzing}"[:80], Bezoekgroep.NIEUW, inkorten(f"{_dag(r.op)} {r.titel}", 300), r.url)
        for r in sinds[:MEESTE]
    ]


def _beloften(hier: Q, op: datetime) -> list[Punt]:
    vandaag = op.astimezone(BRUSSEL).date()
    open_ = Belofte.objects.filter(hier, status=Beloftestatus.OPEN, gewist_op=None).order_by("tegen", "pk")
    uit = []
    for belofte in open_[:MEESTE]:
        wie = "Wij beloofden" if belofte.van_ons else "Zij beloofden"
        laat = ", voorbij" if belofte.tegen < vandaag else ""
        tekst = inkorten(f"{wie} tegen {belofte.tegen:%d/%m/%Y}{laat}: {belofte.wat}", 400)
        uit.append(Punt(f"belofte:{belofte.pk}", Bezoekgroep.BELOFTEN, tekst, belofte.get_absolute_url()))
    return uit


def _bekijken(dossiers: list[Dossier], op: datetime) -> list[Punt]:
    """What asks attention, what was asked of the inspection, on what the permit rests, and places beside children."""
    dag, groep = op.astimezone(BRUSSEL).date(), Bezoekgroep.BEKIJKEN
    uit = [
        Punt(f"aandacht:{a.soort}:{a.verwijzing}"[:80], groep, inkorten(a.reden, 400), a.url)
        for a in Aandacht.objects.open().filter(dossier__in=dossiers)[:MEESTE]
    ]
    for verzoek in Inspectieverzoek.objects.filter(dossier__in=dossiers, status__in=Verzoekstatus.open())[:MEESTE]:
        vraag = inkorten(f"Gevraagd aan Zorginspectie: {verzoek.vraag}", 400)
        uit.append(Punt(f"inspectie:{verzoek.pk}", groep, vraag, f"/inspectieverzoeken/{verzoek.pk}/"))
    geldt = Q(tot=None) | Q(tot__gte=dag)
    for periode in Vergunning.objects.filter(geldt, dossier__in=dossiers, vanaf__lte=dag).exclude(voorwaarden=""):
        for nr, regel in enumerate(regels_van(periode.voorwaarden)):
            uit.append(Punt(f"voorwaarde:{periode.pk}:{nr}", groep, inkorten(f"Voorwaarde: {regel}", 400)))
    gemeld = {o.dossier_id: o for o in Opvang.objects.filter(dossier__in=dossiers)}
    for dossier in dossiers:
        opvang = gemeld.get(dossier.pk)
        kinderen = (
            f"{opvang.ingeschreven} ingeschreven kinderen (gemeld op {opvang.gemeld_op:%d/%m/%Y})"
            if opvang is not None and opvang.ingeschreven is not None
            else "aantal kinderen niet gemeld"
        )
        plaatsen = f"{dossier.plaatsen} vergunde plaatsen" if dossier.plaatsen else "aantal plaatsen niet bekend"
        uit.append(Punt(f"plaatsen:{dossier.pk}", groep, f"{dossier.naam}: {plaatsen}, {kinderen}. Tel de kinderen."[:400]))
    return uit


def _vragen(hier: Q) -> list[Punt]:
    """What the last report that was fixed agreed and concluded, of each location and of the organisator."""
    gevuld = Verslagdeel.objects.filter(sleutel__in=_UIT_VERSLAG).exclude(tekst="")
    vast = Verslag.objects.filter(
        hier, Exists(gevuld.filter(verslag=OuterRef("pk"))), status=Verslagstatus.VASTGESTELD, gewist_op=None
    )
    delen = gevuld.filter(verslag__in=vast.order_by("dossier_id", "-op", "pk").distinct("dossier_id").values("pk"))
    rijen = list(delen.select_related("verslag").order_by("-verslag__op", "volgorde"))
    uit = []
    for deel in rijen:
        for nr, regel in enumerate(regels_van(als_tekst(deel.tekst))[:6]):
            tekst = inkorten(f"{_dag(deel.verslag.op)} {deel.kop.lower()}: {regel}", 400)
            uit.append(Punt(f"deel:{deel.pk}:{nr}", Bezoekgroep.VRAGEN, tekst, deel.verslag.get_absolute_url()))
    return uit[:MEESTE]


def regels_van(tekst: str) -> list[str]:
    """Return the lines of a text that say something, without their bullets."""
    return [schoon for regel in tekst.splitlines() if len(schoon := regel.strip(" -•*\t")) > 2]
