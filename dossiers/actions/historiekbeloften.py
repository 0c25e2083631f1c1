"""Taking over promises, ours and theirs; what is open waits as if it were promised here.

As `dossiers.actions.beloften` writes them.
"""

from datetime import datetime
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions import beloften as acties
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, Verwijzing, log_bij, sleutel_uit
from dossiers.actions.historieklezing import Lezing
from dossiers.choices import Beloftestatus
from dossiers.historiek.beloften import belofte
from dossiers.models import Belofte, Verslag
from kern.adres import adres

BESTAND, WAAR = "beloften.csv", "dossiers.verslag"
_VELDEN = ("van", "wat", "tegen", "status", "gemaakt_op", "afgesloten_op", "uitleg")


def neem_over(lezing: Lezing, sql: Bulk, op: datetime) -> int:
    """Take over the promises; return how many are new. The reports they were made in are here already."""
    if BESTAND not in lezing.pakket.namen:
        return 0
    bekend = set(Belofte.objects.values_list("pk", flat=True).iterator(PER_KEER))
    verslagen = set(Verslag.objects.values_list("pk", flat=True).iterator(PER_KEER))
    wie, waar = ("voor", "gemaakt_door", "afgesloten_door"), ("waar_soort", "waar_id", "waar_url")
    kolommen = ("id", "dossier_id", "organisator_id", *_VELDEN, *(f"{kolom}_id" for kolom in wie), *waar)
    rijen, lijnen = Rijenbak(sql, Belofte, kolommen), Lijnenbak(sql)
    nieuw: list[tuple[Verwijzing, UUID]] = []
    for regel, rij in lezing.rijen(BESTAND, lambda _r, rij: belofte(rij, op), lambda b: b.bron_id):
        plaats, pk = lezing.waar(BESTAND, regel, rij.dossier, rij.organisator), sleutel_uit("belofte", rij.bron_id)
        verslag = sleutel_uit("verslag", rij.verslag) if rij.verslag else None
        if verslag is not None and verslag not in verslagen:
            lezing.fout(BESTAND, regel, "verslag", f"er is geen verslag “{rij.verslag}”")
        collegas = lezing.ken_collegas(BESTAND, regel, **{kolom: getattr(rij, kolom) for kolom in wie})
        if not collegas or plaats is None or pk in bekend:
            continue
        gemaakt = (WAAR, str(verslag), adres("dossiers:verslag", verslag)) if verslag else ("", "", "")
        mensen = (lezing.collega(getattr(rij, kolom)) for kolom in wie)
        rijen.leg(pk, *plaats, *(getattr(rij, veld) for veld in _VELDEN), *mensen, *gemaakt)
        url, titel = adres("dossiers:belofte", pk), acties.titel_gemaakt(rij.van, rij.tegen)
        maker, sluiter = lezing.naam_van(rij.gemaakt_door), lezing.naam_van(rij.afgesloten_door)
        lijnen.leg(plaats, pk, url, Lijn(acties.SOORT, titel, rij.gemaakt_op, rij.gemaakt_op, maker, rij.wat))
        if rij.afgesloten_op:
            lijn = Lijn(acties.STAP, acties.titel_afgesloten(rij.status), rij.afgesloten_op, rij.afgesloten_op, sluiter)
            lijnen.leg(plaats, f"{pk}:{rij.status}", url, lijn)
        nieuw.append((plaats, pk))
    rijen.leeg()
    lijnen.leeg()
    log_bij(sql, gebeurtenissen.BELOFTE_GEMAAKT, "belofte", nieuw)
    if not lezing.fouten:
        open_ = Belofte.objects.filter(pk__in=[pk for _, pk in nieuw], status=Beloftestatus.OPEN)
        for een in open_.select_related("dossier", "organisator", "voor").order_by("gemaakt_op", "pk"):
            acties.volg_op(een, op)
    return len(nieuw)
