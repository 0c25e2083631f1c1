"""A few documents: one open location in seven has a plan, a reglement or a photo, some in two versions. Drawn once."""

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from dossiers import gebeurtenissen
from dossiers.actions.documenten import SOORT, SOORT_VERSIE, kort_van, titel_van
from dossiers.documentsoorten import Documentsoort
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Document, Documentversie, Dossier
from dossiers.tekeningen import foto, plan, reglement
from kern.actions.bestanden import begin_stand
from kern.adres import adres
from kern.bestanden import opslag, soorten
from kern.bestanden.keuzes import Bestandstand
from kern.gebeurtenissen import BESTAND_OPGENOMEN
from kern.generator.bouw import Bouw, uuid
from kern.generator.bulk import Versies, versies
from kern.generator.stroom import Stroom
from kern.models import Bestand, Bestandinhoud

EEN_OP = 7
TOELICHTING = "Na de verbouwing"


class Stuk(NamedTuple):
    """One content, as it lies in the storage, and what a document of it is."""

    naam: str
    mime: str
    soort: Documentsoort
    inhoud: bytes

    @property
    def sha256(self) -> str:
        """The sum of its bytes."""
        return hashlib.sha256(self.inhoud).hexdigest()


def maak_documenten(bouw: Bouw) -> None:
    """Write what `actions.documenten.voeg_toe` and `voeg_versie_toe` do."""
    stukken = [
        Stuk("grondplan.pdf", soorten.PDF.mime, Documentsoort.PLAN, plan(["Leefgroep", "Slaapruimte", "Keuken"])),
        Stuk("huishoudelijk reglement.pdf", soorten.PDF.mime, Documentsoort.BELEID, reglement()),
        Stuk("slaapruimte.jpg", soorten.JPEG.mime, Documentsoort.FOTO, foto()),
    ]
    nieuw_plan = Stuk("grondplan.pdf", soorten.PDF.mime, Documentsoort.PLAN, plan(["Leefgroep 1", "Leefgroep 2", "Keuken"]))
    for stuk in (*stukken, nieuw_plan):
        opslag.bewaar(opslag.sleutel_van(stuk.sha256), io.BytesIO(stuk.inhoud), len(stuk.inhoud))
        _schrijf_inhoud(bouw, stuk)
    with bouw.stroom("documenten") as stroom:
        bouw.schrijf_met_verleden(Document, _documenten(bouw, stroom, stukken, nieuw_plan))


def _schrijf_inhoud(bouw: Bouw, stuk: Stuk) -> None:
    stand = begin_stand()
    scan_na = bouw.op if stand is Bestandstand.WACHT else None
    inhoud = Bestandinhoud(sha256=stuk.sha256, grootte=len(stuk.inhoud), stand=str(stand), gemaakt_op=bouw.begin, scan_na=scan_na)
    bouw.schrijf(Bestandinhoud, [inhoud])


def _documenten(bouw: Bouw, stroom: Stroom, stukken: list[Stuk], nieuw_plan: Stuk) -> Iterator[Versies]:
    toeval = bouw.toeval("documenten")
    for locatie in bouw.van(Netwerk).locaties:
        dagen = (bouw.op - bekend_sinds(bouw, locatie)).days
        if not locatie.is_open or dagen < 60 or toeval.random() * EEN_OP >= 1:
            continue
        stuk = toeval.choice(stukken)
        op = bouw.werkmoment(toeval, toeval.uniform(30, dagen - 10))
        later = op + timedelta(days=20) if stuk is stukken[0] and toeval.random() < 0.3 else None
        document = Document(
            id=uuid(toeval),
            dossier_id=locatie.pk,
            organisator_id=locatie.plek.organisator,
            soort=str(stuk.soort),
            titel=titel_van(stuk.naam),
            versies=2 if later else 1,
            toegevoegd_op=op,
            toegevoegd_door_id=locatie.volger(op)[0],
        )
        _schrijf_versie(bouw, stroom, locatie, document, stuk, 1, op)
        if later:
            _schrijf_versie(bouw, stroom, locatie, document, nieuw_plan, 2, later)
        yield versies(document, op, [(later, {"versies": 1})] if later else [])


def _schrijf_versie(
    bouw: Bouw, stroom: Stroom, locatie: Locatie, document: Document, stuk: Stuk, nummer: int, op: datetime
) -> None:
    toeval = bouw.toeval(f"document {document.pk} {nummer}")
    bestand, versie, door = uuid(toeval), uuid(toeval), locatie.volger(op)
    stroom.rij(Bestand, id=bestand, inhoud_id=stuk.sha256, naam=stuk.naam, mime=stuk.mime, door_id=door[0], op=op)
    eerste = nummer == 1
    toelichting = "" if eerste else TOELICHTING
    stroom.rij(
        Documentversie,
        id=versie,
        document_id=document.pk,
        nummer=nummer,
        bestand_id=bestand,
        toelichting=toelichting,
        op=op,
        door_id=door[0],
    )
    opname = {"sha256": stuk.sha256, "soort": stuk.mime, "grootte": len(stuk.inhoud), "viruscontrole": str(begin_stand())}
    stroom.log(BESTAND_OPGENOMEN, over=(Bestand, str(bestand)), door=door, op=op, gegevens=opname)
    schrijf_regel(
        stroom,
        locatie.plek,
        soort=SOORT if eerste else SOORT_VERSIE,
        verwijzing=str(document.pk if eerste else versie),
        titel=document.titel if eerste else f"Versie {nummer}: {document.titel}",
        kort=kort_van(document.soort, stuk.naam) if eerste else toelichting,
        op=op,
        door=door,
        url=adres("dossiers:document", document.pk),
    )
    stroom.log(
        gebeurtenissen.DOCUMENT_TOEGEVOEGD if eerste else gebeurtenissen.DOCUMENT_VERSIE,
        over=(Dossier, locatie.pk),
        door=door,
        op=op,
        gegevens={"document": str(document.pk), "sha256": stuk.sha256}
        | ({"soort": document.soort} if eerste else {"nummer": nummer}),
    )
