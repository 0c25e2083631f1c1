"""Taking over what was asked of Zorginspectie: with each step on its moment, and what is open waiting as if asked here.

As `dossiers.actions.inspectieverzoeken` writes it.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions import inspectieverzoeken as acties
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, sleutel_uit
from dossiers.actions.historieklezing import Lezing
from dossiers.choices import Prioriteit, Verzoekstatus
from dossiers.historiek.inspecties import Verzoekrij, verzoek
from dossiers.models import Dossier, Inspectieverzoek
from kern.adres import vorm
from kern.models import Medewerker
from kern.tijd import begin_van

BESTAND = "inspectieverzoeken.csv"


def neem_over(lezing: Lezing, sql: Bulk, op: datetime) -> int:
    """Take over the requests; return how many are new."""
    if BESTAND not in lezing.pakket.namen:
        return 0
    bekend = set(Inspectieverzoek.objects.values_list("pk", flat=True).iterator(PER_KEER))
    collegas = lezing.collegas
    velden = [veld for veld in Verzoekrij._fields if veld not in ("bron_id", "dossier", "gevraagd_door", "afgesloten_door")]
    rijen = Rijenbak(sql, Inspectieverzoek, ("id", "dossier_id", *velden, "gevraagd_door_id", "afgesloten_door_id"))
    lijnen, nieuw, open_ = Lijnenbak(sql), list[UUID](), list[UUID]()
    voor, na = vorm("dossiers:inspectieverzoek", UUID)
    for regel, rij in lezing.rijen(BESTAND, lambda _r, rij: verzoek(rij, op), _sleutel):
        plaats, pk = lezing.waar(BESTAND, regel, rij.dossier), UUID(_sleutel(rij))
        wie = {kolom: getattr(rij, kolom) for kolom in ("gevraagd_door", "afgesloten_door")}
        if not lezing.ken_collegas(BESTAND, regel, **wie) or plaats is None or pk in bekend:
            continue
        vrager, sluiter = collegas[rij.gevraagd_door], collegas.get(rij.afgesloten_door)
        rijen.leg(pk, plaats[0], *(getattr(rij, veld) for veld in velden), vrager.pk, sluiter.pk if sluiter else None)
        for soort, stap, lijn in _lijnen(rij, vrager, sluiter):
            lijnen.leg(plaats, f"{pk}:{stap}" if stap else pk, f"{voor}{pk}{na}", lijn._replace(soort=soort))
        nieuw.append(pk)
        if rij.is_open:
            open_.append(pk)
    rijen.leeg()
    lijnen.leeg()
    _log(sql, nieuw)
    if not lezing.fouten:
        _volg_op(open_, op)
    return len(nieuw)


def _sleutel(rij: Verzoekrij) -> str:
    return str(sleutel_uit("inspectieverzoek", rij.bron_id))


def _lijnen(rij: Verzoekrij, vrager: Medewerker, sluiter: Medewerker | None) -> Iterator[tuple[str, str, Lijn]]:
    """Yield the kind, the step and the line of each thing that happened."""
    titel = acties.titel_gevraagd(Prioriteit(rij.prioriteit), rij.tegen)
    yield acties.SOORT, "", Lijn("", titel, rij.gevraagd_op, rij.gevraagd_op, vrager.naam, rij.vraag)
    if rij.bevestigd_op:
        titel = acties.titel_bevestigd(rij.gepland_op)
        yield acties.STAP, Verzoekstatus.BEVESTIGD, Lijn("", titel, rij.bevestigd_op, rij.bevestigd_op, vrager.naam)
    if rij.afgesloten_op and sluiter:
        if rij.bezocht_op:
            lijn = Lijn("", acties.titel_geweest(rij.verslagnummer), begin_van(rij.bezocht_op), rij.afgesloten_op, sluiter.naam)
            yield acties.BEZOEK, rij.status, lijn
        else:
            yield acties.STAP, rij.status, Lijn("", acties.INGETROKKEN, rij.afgesloten_op, rij.afgesloten_op, sluiter.naam)


def _log(sql: Bulk, nieuw: list[UUID]) -> None:
    sql.log(
        gebeurtenissen.INSPECTIE_GEVRAAGD,
        Dossier,
        "jsonb_build_object('inspectieverzoek', x.verzoek, 'status', x.status, 'bron', %(bron)s, 'import', %(run)s)",
        """FROM (SELECT v.dossier_id AS id, v.id AS verzoek, v.status FROM {Inspectieverzoek} v WHERE v.id = ANY(%(nieuw)s)) x
           ORDER BY x.id, x.verzoek""",
        nieuw=nieuw,
    )


def _volg_op(open_: list[UUID], op: datetime) -> None:
    """Let what is open wait for who follows the location, and ask attention when it is late."""
    verzoeken = Inspectieverzoek.objects.filter(pk__in=open_).select_related("dossier__klantenbeheerder", "dossier__team")
    for een in verzoeken.order_by("gevraagd_op", "pk"):
        acties.volg_op(een, op)
    if open_:
        acties.markeer_te_laat(op=op)
