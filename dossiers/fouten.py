"""Named errors of dossiers, each with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Model

from kern.fouten import AlGewijzigd, DomeinFout, EisNietVoldaan
from kern.models import Medewerker

if TYPE_CHECKING:
    from dossiers.models import Document


class HeeftAlToegang(DomeinFout):
    """The content is open to this person already, so there is nothing to ask or to grant."""

    def __init__(self, wie: str = "U") -> None:
        super().__init__(f"{wie} kan de inhoud van dit dossier al zien. Open het dossier.")


class VraagLooptAl(DomeinFout):
    """The same person asked already and waits for an answer."""

    status = 409
    titel = "U vroeg dit al"

    def __init__(self) -> None:
        super().__init__("U vroeg al toegang tot dit dossier en er is nog geen antwoord. Wacht daarop, of trek uw vraag in.")


class PlaatsenGeblokkeerd(DomeinFout):
    """Places would rise, or what keeps them from rising would be got rid of, while something serious is open."""

    def __init__(self, wat: str, blokkades: list[str], *, mag_met_reden: bool, veld: str) -> None:
        waarom = "ze toch stijgen" if veld == "plaatsen" else "het toch kan"
        wat_nu = f"Schrijf waarom {waarom}." if mag_met_reden else "Alleen de teamcoördinator kan dit, met een reden."
        super().__init__(f"{wat}. Nog open: {'; '.join(blokkades)}. {wat_nu}")
        self.veld = veld


class OngeldigePeriode(DomeinFout):
    """The end of a grant lies before its begin or too far away."""

    def __init__(self, hoogstens: int) -> None:
        super().__init__(f"Kies een dag van vandaag tot hoogstens {hoogstens} dagen verder.")


class GeenRegister(DomeinFout):
    """The file as a whole is not what was announced; nothing was read from it."""


class AlleenTestgegevens(DomeinFout):
    """Foreign places do not belong among real ones."""

    def __init__(self) -> None:
        super().__init__(
            "Dit bestand bevat plaatsen buiten Vlaanderen en mag alleen in een databank met testgegevens. "
            "Gebruik een demo of een gegenereerde wereld."
        )


class ImportLooptAl(DomeinFout):
    """Two imports would read the same rows as new."""

    status = 409
    titel = "Er loopt al een import"

    def __init__(self) -> None:
        super().__init__("Er loopt op dit ogenblik een andere import. Wacht tot ze klaar is en probeer dan opnieuw.")


class AndersBeslist(DomeinFout):
    """What is asked would contradict what a colleague decided about the same people."""

    status = 409
    titel = "Dat spreekt een eerdere beslissing tegen"

    def __init__(self) -> None:
        super().__init__(
            "Over deze personen, of over iemand die dezelfde persoon is als één van beiden, is eerder het omgekeerde beslist. "
            "Bekijk die beslissing en maak ze eerst ongedaan als ze niet klopt."
        )


class PersoonGewist(DomeinFout):
    """One of two people was erased: nothing is known any more by which they could be compared."""

    def __init__(self) -> None:
        super().__init__("De gegevens van één van beide personen zijn gewist. Er valt niets meer te vergelijken.")


class NogTeSchrijven(EisNietVoldaan):
    """A report is not finished."""


class NietAfTeDrukken(DomeinFout):
    """A report holds a character that its PDF cannot show."""

    def __init__(self, waar: str, tekens: list[str]) -> None:
        getoond = " ".join(tekens[:10])
        super().__init__(f"In {waar} staat iets dat niet op papier kan: {getoond} Schrijf het in andere letters.")


class NogOpmerkingenOpen(DomeinFout):
    """Remarks of a reader wait for the author."""

    def __init__(self, aantal: int) -> None:
        wat = "Er staat nog een opmerking open." if aantal == 1 else f"Er staan nog {aantal} opmerkingen open."
        super().__init__(f"{wat} Neem elke opmerking over of beantwoord ze.")


class GeenLezer(DomeinFout):
    """The colleague who is asked to read a report may not read the location."""

    veld = "lezer"

    def __init__(self, wie: Medewerker) -> None:
        super().__init__(f"{wie.naam} leest deze locatie niet. Kies een collega die dat wel doet.")


class NietVast(DomeinFout):
    """What is asked can only be done with a report that does not change any more."""

    status = 409
    titel = "Dit verslag ligt nog niet vast"

    def __init__(self, verslag: Model) -> None:
        super().__init__(f"“{verslag}” is nog niet vastgesteld. Stel het eerst vast; tot dan kunt u het zelf wijzigen.")


class NietNagelezen(DomeinFout):
    """What is asked can only be done with a report that a second person read."""

    status = 409
    titel = "Dit verslag las niemand na"

    def __init__(self, verslag: Model) -> None:
        super().__init__(
            f"“{verslag}” werd vastgesteld zonder dat een collega het nalas. Waar een beslissing op steunt, wordt eerst "
            "nagelezen: schrijf er een verslag over en laat dat nalezen."
        )


class NietTeSchikken(DomeinFout):
    """The order of a day was seen before somebody changed it, or the hour is fixed."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "Deze afspraak kan niet schuiven: het uur ligt vast, of de dag is intussen gewijzigd. Bekijk de dag opnieuw."
        )


class PostAlGenoteerd(DomeinFout):
    """The same mail stands in this file already."""

    status = 409
    titel = "Deze mail staat hier al"

    def __init__(self, eerder: Model) -> None:
        self.eerder = eerder
        super().__init__("Deze mail staat al in dit dossier. Leg ze opzij als ze hier twee keer binnenkwam.")


class PostVertrokken(DomeinFout):
    """A mail cannot be taken back any more."""

    status = 409
    titel = "De mail is al vertrokken"

    def __init__(self) -> None:
        super().__init__(
            "Deze mail is al vertrokken, of vertrekt op dit moment. Stuur zo nodig een tweede mail om ze recht te zetten."
        )


class AdresOnbekend(DomeinFout):
    """An address that stands nowhere in the file, not confirmed by who writes."""

    titel = "Dit adres staat niet in het dossier"

    def __init__(self, adressen: list[str]) -> None:
        self.adressen = adressen
        wat = " en ".join(f"“{adres}”" for adres in adressen)
        staat = "staat" if len(adressen) == 1 else "staan"
        super().__init__(f"{wat} {staat} niet in dit dossier. Kijk na of u dit bedoelt, en bevestig het hieronder.")


class StaatErAl(DomeinFout):
    """The same content stands in this file already; adding it all the same is a choice."""

    status = 409
    titel = "Dit bestand staat er al"

    def __init__(self, document: Document) -> None:
        self.document = document
        super().__init__(f"Precies hetzelfde bestand staat hier al, als “{document}”.")


class DocumentGewijzigd(AlGewijzigd):
    """A colleague was first with a document. Without its title: who hits this has not looked, so no row says they did."""

    def __init__(self, document: Document) -> None:
        self.onderwerp = document
        DomeinFout.__init__(
            self, "Het document is intussen gewijzigd door een collega. Bekijk het en probeer opnieuw als het nog nodig is."
        )
