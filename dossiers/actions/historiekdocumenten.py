"""Taking over documents with all their versions, each file looked at and scanned as if it were given now.

As `dossiers.actions.documenten` writes them.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.documenten import SOORT, SOORT_VERSIE, kort_van, titel_versie
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, Verwijzing, log_bij, sleutel_uit
from dossiers.actions.historiekinhoud import Inhouden, Plek
from dossiers.actions.historieklezing import Lezing
from dossiers.historiek import documenten as formaat
from dossiers.historiek.documenten import Documentrij, Versierij
from dossiers.models import Document, Documentversie
from kern.adres import adres
from kern.bestanden.keuring import Gekeurd

DOCUMENTEN, VERSIES = "documenten.csv", "documentversies.csv"


class Nieuw(NamedTuple):
    """A document that is not here yet, with its versions by number as they are read."""

    regel: int
    rij: Documentrij
    plaats: Verwijzing
    versies: dict[int, tuple[Versierij, Gekeurd | None]]


def neem_over(lezing: Lezing, sql: Bulk, inhoud: Inhouden, op: datetime) -> tuple[int, int]:
    """Take over documents with their versions; return how many of each are new. A document that is here stays as it is."""
    if not lezing.pakket.namen & {DOCUMENTEN, VERSIES}:
        return 0, 0
    bekend = set(Document.objects.values_list("pk", flat=True).iterator(PER_KEER))
    nieuw: dict[UUID, Nieuw] = {}
    for regel, rij in lezing.rijen(DOCUMENTEN, lambda _r, rij: formaat.document(rij, op), lambda d: d.bron_id):
        plaats, pk = lezing.waar(DOCUMENTEN, regel, rij.dossier, rij.organisator), sleutel_uit("document", rij.bron_id)
        wie_bekend = lezing.ken_collegas(DOCUMENTEN, regel, toegevoegd_door=rij.toegevoegd_door)
        if wie_bekend and plaats is not None and pk not in bekend:
            nieuw[pk] = Nieuw(regel, rij, plaats, {})
    for regel, versie in lezing.rijen(VERSIES, lambda _r, rij: formaat.versie(rij, op), lambda v: v.bron_id):
        pk, wie_bekend = sleutel_uit("document", versie.document), lezing.ken_collegas(VERSIES, regel, door=versie.door)
        if pk in bekend:
            inhoud.ken(versie.sha256)
        elif pk not in nieuw:
            lezing.fout(VERSIES, regel, "document", f"er is geen document “{versie.document}”")
        elif versie.nummer in nieuw[pk].versies:
            lezing.fout(VERSIES, regel, "nummer", f"dit document heeft al een versie {versie.nummer}")
        elif wie_bekend:
            nieuw[pk].versies[versie.nummer] = versie, inhoud.keur(versie.sha256, versie.naam, Plek(VERSIES, regel))
    for een in nieuw.values():
        if sorted(een.versies) != list(range(1, max(1, len(een.versies)) + 1)):
            lezing.fout(DOCUMENTEN, een.regel, "bron_id", "een document heeft versies, genummerd van 1 af, zonder gaten")
    return (len(nieuw), _schrijf(lezing, sql, inhoud, nieuw)) if not lezing.fouten else (0, 0)


def _schrijf(lezing: Lezing, sql: Bulk, inhoud: Inhouden, nieuw: dict[UUID, Nieuw]) -> int:
    kolommen = ("id", "dossier_id", "organisator_id", "soort", "titel", "versies", "toegevoegd_op", "toegevoegd_door_id")
    rijen = Rijenbak(sql, Document, kolommen)
    versies = Rijenbak(sql, Documentversie, ("id", "document_id", "nummer", "bestand_id", "toelichting", "op", "door_id"))
    lijnen = Lijnenbak(sql)
    for pk, (_regel, rij, plaats, per_nummer) in nieuw.items():
        wie = lezing.collega(rij.toegevoegd_door)
        rijen.leg(pk, *plaats, rij.soort, rij.titel, len(per_nummer), rij.toegevoegd_op, wie)
        for nummer, (versie, gekeurd) in sorted(per_nummer.items()):
            assert gekeurd is not None, "anders stond er een fout"
            bestand, versie_pk = inhoud.leg_vast(gekeurd), sleutel_uit("documentversie", versie.bron_id)
            door, naam = lezing.collega(versie.door), lezing.naam_van(versie.door)
            versies.leg(versie_pk, pk, nummer, bestand.pk if bestand else None, versie.toelichting, versie.op, door)
            if nummer == 1:
                lijn = Lijn(SOORT, rij.titel, rij.toegevoegd_op, rij.toegevoegd_op, naam, kort_van(rij.soort, gekeurd.naam))
                lijnen.leg(plaats, pk, adres("dossiers:document", pk), lijn)
            else:
                lijn = Lijn(SOORT_VERSIE, titel_versie(nummer, rij.titel), versie.op, versie.op, naam, versie.toelichting)
                lijnen.leg(plaats, versie_pk, adres("dossiers:document", pk), lijn)
    rijen.leeg()
    lijnen.leeg()
    log_bij(sql, gebeurtenissen.DOCUMENT_TOEGEVOEGD, "document", [(een.plaats, pk) for pk, een in nieuw.items()])
    return versies.leeg()
