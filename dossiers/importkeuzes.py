"""Enumerations of imports."""

from django.db import models

from kern.choices import Status, Toon


class Importstatus(Status):
    """How an import stands (`dossiers.workflow.IMPORT`)."""

    KLAARGEZET = "klaargezet", Toon.INFO, "zandloper", "wacht op nazicht"
    NAKIJKEN = "nakijken", Toon.INFO, "zandloper", "wordt nagekeken"
    NAGEKEKEN = "nagekeken", Toon.LET_OP, "oog", "nagekeken, wacht op u"
    BEVESTIGD = "bevestigd", Toon.INFO, "zandloper", "wacht op overname"
    OVERNEMEN = "overnemen", Toon.INFO, "zandloper", "wordt overgenomen"
    OVERGENOMEN = "overgenomen", Toon.GOED, "vinkrond", "overgenomen"
    GEWEIGERD = "geweigerd", Toon.GEVAAR, "kruisrond", "geweigerd"
    MISLUKT = "mislukt", Toon.GEVAAR, "alarm", "mislukt"
    VERVALLEN = "vervallen", Toon.RUSTIG, "kruis", "niet overgenomen"

    @classmethod
    def lopend(cls) -> "tuple[Importstatus, ...]":
        """The states in which the work goes on by itself."""
        return cls.KLAARGEZET, cls.NAKIJKEN, cls.BEVESTIGD, cls.OVERNEMEN


class Meldingsoort(Status):
    """Kind of a line in the report of an import."""

    FOUT = "fout", Toon.GEVAAR, "kruisrond", "niet overgenomen"
    VERSCHILT = "verschilt", Toon.LET_OP, "alarm", "verschilt, onze waarde blijft"
    LIJKT = "lijkt", Toon.LET_OP, "alarm", "lijkt op een ander dossier"
    LET_OP = "let_op", Toon.INFO, "info", "overgenomen, kijk dit na"


class Stuksoort(models.TextChoices):
    """Kind of what was taken over whole from the old system."""

    VERSLAG = "verslag", "verslag"
    MELDING = "melding", "melding"
    INSPECTIE = "inspectie", "inspectie"
    TRAJECT = "traject", "traject"
    TAAK = "taak", "taak"
    DOCUMENT = "document", "document"
