"""Taking over appointments; what is open stands in the werkvoorraad of who goes, and nobody is written about it.

As `dossiers.actions.afspraken` writes them. Of a visit that is not announced nothing comes on the timeline, as here.
"""

from datetime import datetime
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions import afspraakgevolg as gevolg
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, Verwijzing, log_bij, sleutel_uit
from dossiers.actions.historieklezing import Lezing
from dossiers.choices import Afspraaksoort, Afspraakstatus, Deelnemersoort
from dossiers.historiek import afspraken as formaat
from dossiers.historiek.afspraken import Afspraakrij
from dossiers.models import Afspraak, AfspraakLocatie, Deelnemer, Verslag
from kern.adres import adres

AFSPRAKEN, DEELNEMERS = "afspraken.csv", "deelnemers.csv"
_VELDEN = (
    "soort", "aangekondigd", "onderwerp", "plaats", "begin", "einde", "uur_vast", "boodschap", "nota", "status", "volgnummer",
    "gemaakt_op", "gewijzigd_op", "afgesloten_op", "reden",
)  # fmt: skip
_WIE = ("eigenaar", "gemaakt_door", "afgesloten_door")


def neem_over(lezing: Lezing, sql: Bulk, op: datetime) -> tuple[int, int]:
    """Take over appointments with who takes part; return how many of each are new. One that is here stays as it is."""
    if not lezing.pakket.namen & {AFSPRAKEN, DEELNEMERS}:
        return 0, 0
    bekend = set(Afspraak.objects.values_list("pk", flat=True).iterator(PER_KEER))
    verslagen = set(Verslag.objects.values_list("pk", flat=True).iterator(PER_KEER))
    nieuw: dict[UUID, tuple[Afspraakrij, list[Verwijzing]]] = {}
    wie, verwijst = (f"{kolom}_id" for kolom in _WIE), ("contactmoment_id", "verslag_id")
    rijen = Rijenbak(sql, Afspraak, ("id", "organisator_id", *_VELDEN, *wie, *verwijst))
    locaties = Rijenbak(sql, AfspraakLocatie, ("afspraak_id", "dossier_id"))
    lijnen = Lijnenbak(sql)
    for regel, rij in lezing.rijen(AFSPRAKEN, lambda _r, rij: formaat.afspraak(rij, op), lambda a: a.bron_id):
        pk, plaatsen = sleutel_uit("afspraak", rij.bron_id), _plaatsen(lezing, regel, rij)
        contact = lezing.contact(AFSPRAKEN, regel, rij.contactmoment) if rij.contactmoment else None
        verslag = sleutel_uit("verslag", rij.verslag) if rij.verslag else None
        if verslag is not None and verslag not in verslagen:
            lezing.fout(AFSPRAKEN, regel, "verslag", f"er is geen verslag “{rij.verslag}”")
        collegas = lezing.ken_collegas(AFSPRAKEN, regel, **{kolom: getattr(rij, kolom) for kolom in _WIE})
        if not collegas or not plaatsen or pk in bekend or (rij.contactmoment and contact is None):
            continue
        mensen = (lezing.collega(getattr(rij, kolom)) for kolom in _WIE)
        velden = (getattr(rij, veld) for veld in _VELDEN)
        rijen.leg(pk, plaatsen[0][1], *velden, *mensen, contact[0] if contact else None, verslag)
        for dossier, _ in plaatsen:
            if dossier is not None:
                locaties.leg(pk, dossier)
        _leg_lijnen(lijnen, pk, rij, plaatsen, lezing.naam_van(rij.afgesloten_door or rij.eigenaar))
        nieuw[pk] = rij, plaatsen
    rijen.leeg()
    locaties.leeg()
    lijnen.leeg()
    deelnemers = _deelnemers(lezing, sql, nieuw, bekend)
    geplaatst = [(plaats, pk) for pk, (_, plaatsen) in nieuw.items() for plaats in plaatsen]
    log_bij(sql, gebeurtenissen.AFSPRAAK_GEMAAKT, "afspraak", geplaatst)
    if not lezing.fouten:
        _volg_op([pk for pk, (rij, _) in nieuw.items() if rij.is_open], op)
    return len(nieuw), deelnemers


def _plaatsen(lezing: Lezing, regel: int, rij: Afspraakrij) -> list[Verwijzing]:
    """Return the places that a row names; none, with each fault named, when one of them is not there."""
    if rij.organisator:
        gevonden = [lezing.waar(AFSPRAKEN, regel, "", rij.organisator)]
    else:
        gevonden = [lezing.waar(AFSPRAKEN, regel, dossier, kolom="dossiers") for dossier in rij.dossiers]
    goed = [plaats for plaats in gevonden if plaats is not None]
    return goed if len(goed) == len(gevonden) else []


def _leg_lijnen(lijnen: Lijnenbak, pk: UUID, rij: Afspraakrij, plaatsen: list[Verwijzing], wie: str) -> None:
    if not rij.aangekondigd or rij.status == Afspraakstatus.CONCEPT:
        return
    titel = gevolg.titel_lijn(str(Afspraaksoort(rij.soort).label).capitalize(), rij.status, rij.begin)
    for plaats in plaatsen:
        lijn = Lijn(gevolg.SOORT, titel, rij.gemaakt_op, rij.afgesloten_op or rij.gewijzigd_op, wie)
        lijnen.leg(plaats, gevolg.verwijzing(pk, plaats[0]), adres("dossiers:afspraak", pk), lijn)


def _deelnemers(lezing: Lezing, sql: Bulk, nieuw: dict[UUID, tuple[Afspraakrij, list[Verwijzing]]], bekend: set[UUID]) -> int:
    bak = Rijenbak(sql, Deelnemer, ("id", "afspraak_id", "soort", "medewerker_id", "naam", "email"))
    hier = set(Deelnemer.objects.values_list("pk", flat=True).iterator(PER_KEER))
    gezien: set[tuple[UUID, str]] = set()
    for regel, rij in lezing.rijen(DEELNEMERS, lambda _r, rij: formaat.deelnemer(rij), lambda d: d.bron_id):
        pk, van = sleutel_uit("deelnemer", rij.bron_id), sleutel_uit("afspraak", rij.afspraak)
        collega = lezing.ken_collegas(DEELNEMERS, regel, medewerker=rij.medewerker)
        if van in bekend or pk in hier:
            continue
        if van not in nieuw:
            lezing.fout(DEELNEMERS, regel, "afspraak", f"er is geen afspraak “{rij.afspraak}”")
            continue
        if not nieuw[van][0].aangekondigd and rij.soort != Deelnemersoort.COLLEGA:
            lezing.fout(DEELNEMERS, regel, "soort", "van een onaangekondigd bezoek mag niemand van buiten iets horen")
            continue
        wie = (van, rij.medewerker or rij.email)
        if wie[1] and wie in gezien:
            lezing.fout(DEELNEMERS, regel, "afspraak", "deze deelnemer staat al op een eerdere regel")
            continue
        gezien.add(wie)
        if collega:
            bak.leg(pk, van, rij.soort, lezing.collega(rij.medewerker), rij.naam, rij.email)
    return bak.leeg()


def _volg_op(open_: list[UUID], op: datetime) -> None:
    """Put what is open in the werkvoorraad of who goes and of who goes along."""
    for een in Afspraak.objects.filter(pk__in=open_).select_related("organisator", "eigenaar").order_by("begin", "pk"):
        plan = gevolg.plan_van(een)
        Afspraak.objects.filter(pk=een.pk).update(refnis=gevolg.refnis(plan))
        gevolg.meld_werk(een, plan, None, op)
