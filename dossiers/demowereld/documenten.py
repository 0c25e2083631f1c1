"""Invented documents: a plan in two versions, a photo, a reglement, one that the virus scanner refused.

Drawn by us, so that nothing of a real place is in them.
"""

from datetime import datetime, timedelta
from uuid import UUID

from dossiers.actions import documenten
from dossiers.demowereld.tijd import moment
from dossiers.documentsoorten import Documentsoort
from dossiers.models import Document, Dossier
from dossiers.tekeningen import foto, plan, reglement
from kern.actions import bestandswerk
from kern.actions.bestanden import zet_klaar
from kern.bestanden import scan
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Give three locations their documents, the oldest first."""
    annelies = mensen["klantenbeheerder"]
    eerste, tweede = moment(op, 200), moment(op, 12)
    with gebeurd_op(eerste):
        grondplan = _voeg_toe(
            1, per_naam["De Klavertjes"], "grondplan.pdf", plan(["Leefgroep 1", "Slaapruimte", "Keuken"]), annelies, eerste
        )
        _voeg_toe(2, per_naam["De Zandloper"], "huishoudelijk reglement.pdf", reglement(), annelies, eerste, Documentsoort.BELEID)
    with gebeurd_op(tweede):
        documenten.voeg_versie_toe(
            sleutel=UUID(int=101),
            document=grondplan,
            bron=zet_klaar(inhoud=plan(["Leefgroep 1", "Leefgroep 2", "Slaapruimte", "Keuken"]), naam="grondplan.pdf"),
            toelichting="Tweede leefgroep ingetekend",
            door=annelies,
            op=tweede,
        )
        _voeg_toe(3, per_naam["De Zandloper"], "slaapruimte.jpg", foto(), annelies, tweede, Documentsoort.FOTO)
        besmet = _voeg_toe(4, per_naam["De Wolkjes"], "plan verbouwing.pdf", plan(["Leefgroep", "Berging"]), annelies, tweede)
    # As a scanner says that found something after the file was taken in: nobody can open it any more.
    versie = besmet.alle_versies.select_related("bestand__inhoud").get()
    assert versie.bestand is not None
    bestandswerk.schrijf_uitslag(versie.bestand.inhoud, scan.Uitslag(virus="Eicar-Test-Signature"), tweede + timedelta(minutes=1))


def _voeg_toe(
    nummer: int,
    over: Dossier,
    naam: str,
    inhoud: bytes,
    door: Medewerker,
    op: datetime,
    soort: Documentsoort = Documentsoort.PLAN,
) -> Document:
    klaar = zet_klaar(inhoud=inhoud, naam=naam)
    return documenten.voeg_toe(sleutel=UUID(int=nummer), over=over, bron=klaar, soort=soort, door=door, op=op)
