"""Enumerations every app shares, with their Dutch label and the tone in which the screen draws them."""

from __future__ import annotations

from typing import Self

from django.db import models


class Toon(models.TextChoices):
    """How a status feels; the screen maps each tone to a colour *and* an icon, never colour alone."""

    RUSTIG = "rustig", "rustig"
    INFO = "info", "ter info"
    GOED = "goed", "in orde"
    LET_OP = "let_op", "let op"
    GEVAAR = "gevaar", "gevaar"


class Status(models.TextChoices):
    """Base of every enumeration that is shown as a pill.

    A member is written as `NAAM = "waarde", Toon.X, "icoon", "label"`; the icon is the id of a symbol in `static/iconen.svg`.
    """

    toon: Toon
    icoon: str

    def __new__(cls, waarde: str, toon: Toon = Toon.RUSTIG, icoon: str = "cirkel") -> Self:
        """Keep the value as the member itself, with its tone and icon beside it."""
        lid = str.__new__(cls, waarde)
        lid._value_ = waarde
        lid.toon = toon
        lid.icoon = icoon
        return lid


class Rol(models.TextChoices):
    """What somebody is at the agency. What a role may do stands in `kern.rollen`."""

    KLANTENBEHEERDER = "klantenbeheerder", "klantenbeheerder"
    STARTER = "starter", "startende klantenbeheerder"
    MELDINGEN = "meldingen", "klantenbeheerder meldingen & communicatie"
    COORDINATOR = "coordinator", "teamcoördinator"
    DIRECTIE = "directie", "directie"
    VOORZITTER = "voorzitter", "voorzitter crisisoverleg"
    ARTS = "arts", "adviserend arts"
    EXPERT = "expert", "inhoudelijk expert"
    PSYCHOPEDAGOOG = "psychopedagoog", "psychopedagogisch ondersteuner"
    COMMUNICATIE = "communicatie", "communicatiemedewerker"
    JURIST = "jurist", "jurist"
    BOEKHOUDER = "boekhouder", "boekhouder"
    BACKOFFICE = "backoffice", "backoffice"
    INTERSECTORAAL = "intersectoraal", "intersectorale medewerker"
    CRISISCOORDINATOR = "crisiscoordinator", "crisiscoördinator"
    BELLER = "beller", "beller in een belactie"
    COMITE = "comite", "lid van het Comité van toezicht"
    DPO = "dpo", "functionaris voor gegevensbescherming"
    BEHEERDER = "beheerder", "applicatiebeheerder"


class Uitzondering(models.TextChoices):
    """By what somebody may see more than role and team give."""

    VERVANGING = "vervanging", "vervanging"
    METERSCHAP = "meterschap", "meterschap"
    TOEGANG = "toegang", "toegang"


class Dagdeel(models.TextChoices):
    """Half a working day; the building stone of a work pattern."""

    MA_VM = "ma-vm", "maandagvoormiddag"
    MA_NM = "ma-nm", "maandagnamiddag"
    DI_VM = "di-vm", "dinsdagvoormiddag"
    DI_NM = "di-nm", "dinsdagnamiddag"
    WO_VM = "wo-vm", "woensdagvoormiddag"
    WO_NM = "wo-nm", "woensdagnamiddag"
    DO_VM = "do-vm", "donderdagvoormiddag"
    DO_NM = "do-nm", "donderdagnamiddag"
    VR_VM = "vr-vm", "vrijdagvoormiddag"
    VR_NM = "vr-nm", "vrijdagnamiddag"


class Thema(models.TextChoices):
    """Which colours somebody wants to see."""

    SYSTEEM = "systeem", "zoals mijn toestel"
    LICHT = "licht", "licht"
    DONKER = "donker", "donker"


class TermijnStatus(Status):
    """Where a term stands. Late is also a predicate (`vervalt_op` passed): the sweep only writes down what was true already."""

    LOOPT = "loopt", Toon.RUSTIG, "klok", "loopt"
    OPGESCHORT = "opgeschort", Toon.LET_OP, "pauze", "opgeschort"
    VERLOPEN = "verlopen", Toon.GEVAAR, "alarm", "verlopen"
    GEHAALD = "gehaald", Toon.GOED, "vinkrond", "gehaald"
    TE_LAAT = "te_laat", Toon.LET_OP, "vinkrond", "te laat afgerond"
    VERVALLEN = "vervallen", Toon.RUSTIG, "kruisrond", "vervallen"

    @classmethod
    def open(cls) -> tuple[Self, ...]:
        """The states in which something must still happen."""
        return (cls.LOOPT, cls.OPGESCHORT, cls.VERLOPEN)

    @classmethod
    def dicht(cls) -> tuple[Self, ...]:
        """The states in which the term is closed."""
        return (cls.GEHAALD, cls.TE_LAAT, cls.VERVALLEN)


class Uitnodigingstatus(Status):
    """How a question to one person stands (`kern.workflow.UITNODIGING`)."""

    OPEN = "open", Toon.LET_OP, "zandloper", "wacht op antwoord"
    BEANTWOORD = "beantwoord", Toon.GOED, "vinkrond", "beantwoord"
    GEWEIGERD = "geweigerd", Toon.RUSTIG, "kruisrond", "niet beantwoord"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "kruis", "ingetrokken"
    VERVALLEN = "vervallen", Toon.RUSTIG, "klok", "vervallen"  # computed from `verloopt_op`, never stored


class Wisstatus(Status):
    """How a request to erase stands (`kern.workflow.WISSEN`)."""

    AANGEVRAAGD = "aangevraagd", Toon.LET_OP, "zandloper", "wacht op bevestiging"
    BEVESTIGD = "bevestigd", Toon.INFO, "vink", "bevestigd"
    UITGEVOERD = "uitgevoerd", Toon.GOED, "vinkrond", "gewist"
    GEWEIGERD = "geweigerd", Toon.RUSTIG, "kruisrond", "geweigerd"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "kruis", "ingetrokken"


class Rechtsgrond(models.TextChoices):
    """Why personal data must go. Source: Regulation (EU) 2016/679 (AVG)."""

    VERZOEK = "verzoek", "de betrokkene vraagt het (AVG, art. 17, lid 1, b of c)"
    NIET_NODIG = "niet_nodig", "niet langer nodig voor het doel (AVG, art. 17, lid 1, a)"
    BEWAARTERMIJN = "bewaartermijn", "de bewaartermijn is voorbij (AVG, art. 5, lid 1, e)"
    ONRECHTMATIG = "onrechtmatig", "onrechtmatig verwerkt (AVG, art. 17, lid 1, d)"
    VERPLICHTING = "verplichting", "wettelijke verplichting of bevel (AVG, art. 17, lid 1, e)"


class Werkaard(models.TextChoices):
    """What a row of the werkvoorraad asks of its reader."""

    TAAK = "taak", "te doen"
    AFSPRAAK = "afspraak", "afspraak"
    WACHT = "wacht", "wacht op een ander"


class Taakstatus(Status):
    """Where a task stands (`kern.workflow.TAAK`). Late, waiting and snoozed are computed from its days."""

    OPEN = "open", Toon.RUSTIG, "cirkel", "te doen"
    KLAAR = "klaar", Toon.GOED, "vinkrond", "gedaan"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "kruisrond", "niet meer nodig"


class Belang(models.IntegerChoices):
    """How much a task presses; among rows of the same heading the higher stands first."""

    LAAG = 0, "laag"
    GEWOON = 1, "gewoon"
    HOOG = 2, "hoog"


class Herhaaleenheid(models.TextChoices):
    """In what a repetition is counted."""

    DAGEN = "dagen", "dagen"
    WERKDAGEN = "werkdagen", "werkdagen"
    WEKEN = "weken", "weken"
    MAANDEN = "maanden", "maanden"

    @property
    def enkelvoud(self) -> str:
        """One of them: "elke week"."""
        return {"dagen": "dag", "werkdagen": "werkdag", "weken": "week", "maanden": "maand"}[self.value]


class Herinnermoment(models.TextChoices):
    """When somebody is reminded of a task, counted from its day and hour."""

    DAN = "dan", "op de dag zelf, bij een uur een kwartier vooraf"
    VOORAF = "vooraf", "de werkdag voordien"
    GEEN = "geen", "geen herinnering"


class Ophaalstand(models.TextChoices):
    """What became of a mail that lies in the mailbox."""

    GENOMEN = "genomen", "overgenomen, nog weg te zetten"
    MISLUKT = "mislukt", "kon niet overgenomen worden"
