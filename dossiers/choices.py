"""Enumerations of the file of a location."""

from django.db import models

from kern.choices import Status, Toon


class Opvangtype(models.TextChoices):
    """Kind of care, as the permit names it."""

    GEZIN = "gezin", "gezinsopvang"
    GROEP = "groep", "groepsopvang"
    SAMENWERKEND = "samenwerkend", "groepsopvang samenwerkende onthaalouders"


class Dossierstatus(Status):
    """How the permit of a location stands; the periods behind it are kept apart (`Vergunning`)."""

    AANVRAAG = "aanvraag", Toon.INFO, "zandloper", "in aanvraag"
    VERGUND = "vergund", Toon.GOED, "vinkrond", "vergund"
    GESCHORST = "geschorst", Toon.GEVAAR, "pauze", "geschorst"
    OPGEHEVEN = "opgeheven", Toon.GEVAAR, "verbod", "opgeheven"
    GESTOPT = "gestopt", Toon.RUSTIG, "kruisrond", "gestopt"


class Vraagstatus(Status):
    """How a request for access stands (`dossiers.workflow.TOEGANGSVRAAG`)."""

    OPEN = "open", Toon.LET_OP, "zandloper", "wacht op antwoord"
    TOEGEKEND = "toegekend", Toon.GOED, "vinkrond", "toegekend"
    GEWEIGERD = "geweigerd", Toon.RUSTIG, "kruisrond", "geweigerd"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "kruis", "ingetrokken"


class Toegangsoort(models.TextChoices):
    """Why somebody outside the team may read the content of one dossier."""

    TOEGANG = "toegang", "toegang op vraag"
    NOOD = "nood", "noodtoegang"
    UITNODIGING = "uitnodiging", "uitnodiging"


class Weg(models.TextChoices):
    """By which way the content of a dossier is open to somebody; empty when only the card is."""

    EIGEN = "eigen", "eigen team of organisator"
    TOEGANG = Toegangsoort.TOEGANG.value, Toegangsoort.TOEGANG.label
    NOOD = Toegangsoort.NOOD.value, Toegangsoort.NOOD.label
    UITNODIGING = Toegangsoort.UITNODIGING.value, Toegangsoort.UITNODIGING.label
    VERVANGING = "vervanging", "vervanging van een collega"
