"""Enumerations of mail."""

from django.db import models

from kern.choices import Status, Toon


class Poststatus(Status):
    """How a mail stands (`dossiers.workflow.POST`)."""

    TE_PLAATSEN = "te_plaatsen", Toon.LET_OP, "brief", "te plaatsen"
    GEPLAATST = "geplaatst", Toon.GOED, "vinkrond", "in het dossier"
    OPZIJ = "opzij", Toon.RUSTIG, "kruis", "opzij gelegd"
    AUTOMATISCH = "automatisch", Toon.RUSTIG, "cirkel", "automatisch bericht"
    CONCEPT = "concept", Toon.LET_OP, "pen", "concept"
    ONDERWEG = "onderweg", Toon.INFO, "zandloper", "vertrekt"
    VERSTUURD = "verstuurd", Toon.GOED, "vinkrond", "verstuurd"
    NIET_AANGEKOMEN = "niet_aangekomen", Toon.GEVAAR, "alarm", "niet aangekomen"
    WEGGEGOOID = "weggegooid", Toon.RUSTIG, "kruis", "weggegooid"

    @classmethod
    def te_lezen(cls) -> tuple["Poststatus", ...]:
        """The states of what came in and stands in no file."""
        return (cls.TE_PLAATSEN, cls.OPZIJ, cls.AUTOMATISCH)


class Postbron(models.TextChoices):
    """By which road a mail came into the file."""

    POSTBUS = "postbus", "uit de postbus"
    OPGELADEN = "opgeladen", "opgeladen"
    GESCHREVEN = "geschreven", "hier geschreven"
