"""Enumerations of the file of a location."""

from django.db import models

from kern.choices import Status, Toon


class Opvangtype(models.TextChoices):
    """Kind of care, as the permit names it."""

    GEZIN = "gezin", "gezinsopvang"
    GROEP = "groep", "groepsopvang"
    SAMENWERKEND = "samenwerkend", "groepsopvang samenwerkende onthaalouders"


class Tarief(models.TextChoices):
    """What parents pay (domein §6)."""

    IKT = "ikt", "inkomenstarief (IKT)"
    VRIJ = "vrij", "vrije prijs"
    MIX = "mix", "inkomenstarief en vrije prijs"


class Subsidietrap(models.TextChoices):
    """Step of subsidy, T0 (none but the permit) to T3 (domein §6)."""

    T0 = "T0", "T0"
    T1 = "T1", "T1"
    T2 = "T2", "T2"
    T3 = "T3", "T3"


class Rechtsvorm(models.TextChoices):
    """Legal form of an organisator."""

    NATUURLIJK = "natuurlijk", "natuurlijke persoon"
    VZW = "vzw", "vzw"
    BV = "bv", "bv"
    NV = "nv", "nv"
    CV = "cv", "cv"
    VOF = "vof", "vof"
    COMMV = "commv", "commv"
    LOKAAL = "lokaal", "lokaal bestuur"
    PUBLIEK = "publiek", "andere publieke rechtspersoon"
    FEITELIJK = "feitelijk", "feitelijke vereniging"
    ANDERE = "andere", "andere"


class Taal(models.TextChoices):
    """Languages in which an organisator can be called."""

    NL = "nl", "Nederlands"
    FR = "fr", "Frans"
    EN = "en", "Engels"
    DE = "de", "Duits"
    AR = "ar", "Arabisch"
    TR = "tr", "Turks"
    PL = "pl", "Pools"
    RO = "ro", "Roemeens"
    BG = "bg", "Bulgaars"
    ES = "es", "Spaans"
    PT = "pt", "Portugees"
    UK = "uk", "Oekraïens"
    RU = "ru", "Russisch"


class Contactsoort(models.TextChoices):
    """How two people came into contact."""

    TELEFOON = "telefoon", "telefoon"
    MAIL = "mail", "mail"
    BRIEF = "brief", "brief"
    GESPREK = "gesprek", "gesprek"
    ONLINE = "online", "online gesprek"
    BEZOEK = "bezoek", "bezoek ter plaatse"
    BEZOEK_EXTERN = "bezoek_extern", "bezoek (extern)"  # by somebody else than the agency: an inspection of another register
    ANDERE = "andere", "ander contact"

    @classmethod
    def met_richting(cls) -> tuple["Contactsoort", ...]:
        """The kinds that go from one to the other; the rest is done together."""
        return (cls.TELEFOON, cls.MAIL, cls.BRIEF)


class Richting(models.TextChoices):
    """Who began."""

    IN = "in", "zij bij ons"
    UIT = "uit", "wij bij hen"


class Vergunningstand(Status):
    """What a permit says for the length of one period."""

    VERGUND = "vergund", Toon.GOED, "vinkrond", "vergund"
    GESCHORST = "geschorst", Toon.GEVAAR, "pauze", "geschorst"


class Vergunningeinde(models.TextChoices):
    """How the last period of a permit ended; empty while it runs, or when the next period follows."""

    GESTOPT = "gestopt", "gestopt door de organisator"
    OPGEHEVEN = "opgeheven", "opgeheven door Opgroeien"


class Leeftijdsgroep(models.TextChoices):
    """Which children a leefgroep takes; the ratio of carers follows from it (domein §6)."""

    BABY = "baby", "baby's (tot 12 maanden)"
    PEUTER = "peuter", "ouder dan 12 maanden"
    GEMENGD = "gemengd", "alle leeftijden"


class Prioriteit(Status):
    """How soon an inspection is wanted."""

    DRINGEND = "dringend", Toon.GEVAAR, "alarm", "dringend"
    HOOG = "hoog", Toon.LET_OP, "op", "hoog"
    GEWOON = "gewoon", Toon.RUSTIG, "cirkel", "gewoon"


class Verzoekstatus(Status):
    """How a request to Zorginspectie stands (`dossiers.workflow.INSPECTIEVERZOEK`)."""

    GEVRAAGD = "gevraagd", Toon.LET_OP, "zandloper", "gevraagd"
    BEVESTIGD = "bevestigd", Toon.INFO, "kalender", "bevestigd door Zorginspectie"
    UITGEVOERD = "uitgevoerd", Toon.GOED, "vinkrond", "uitgevoerd"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "kruis", "ingetrokken"

    @classmethod
    def open(cls) -> tuple["Verzoekstatus", ...]:
        """The states in which the inspection is still to come."""
        return (cls.GEVRAAGD, cls.BEVESTIGD)


class Ernst(Status):
    """How heavy a point of attention weighs; the heaviest one gives the page its first word."""

    INFO = "info", Toon.INFO, "info", "ter info"
    LET_OP = "let_op", Toon.LET_OP, "alarm", "let op"
    GEVAAR = "gevaar", Toon.GEVAAR, "alarm", "gevaar"


class Dossierstatus(Status):
    """How the permit of a location stands; the periods behind it are kept apart (`Vergunning`)."""

    AANVRAAG = "aanvraag", Toon.INFO, "zandloper", "in aanvraag"
    VERGUND = "vergund", Toon.GOED, "vinkrond", "vergund"
    GESCHORST = "geschorst", Toon.GEVAAR, "pauze", "geschorst"
    OPGEHEVEN = "opgeheven", Toon.GEVAAR, "verbod", "opgeheven"
    GESTOPT = "gestopt", Toon.RUSTIG, "kruisrond", "gestopt"

    @classmethod
    def dicht(cls) -> "tuple[Dossierstatus, ...]":
        """The states of a location where no care is given any more."""
        return cls.OPGEHEVEN, cls.GESTOPT


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
    METERSCHAP = "meterschap", "meter of starter"


class Opvolgingsoort(models.TextChoices):
    """Why one location goes on where another one stopped."""

    VERHUIS = "verhuis", "verhuis"
    OVERNAME = "overname", "overname"
    VOORTZETTING = "voortzetting", "voortzetting"


class Aanvraagsoort(models.TextChoices):
    """What an organisator asks."""

    START = "start", "start"
    UITBREIDING = "uitbreiding", "uitbreiding"
    VERHUIS = "verhuis", "verhuis"
    OVERNAME = "overname", "overname"

    @property
    def uitleg(self) -> str:
        """What it is, for who has to choose."""
        return {
            Aanvraagsoort.START: "Een nieuwe locatie begint.",
            Aanvraagsoort.UITBREIDING: "Meer plaatsen op hetzelfde adres.",
            Aanvraagsoort.VERHUIS: "Dezelfde opvang op een ander adres: er komt een nieuw dossier, dat dit opvolgt.",
            Aanvraagsoort.OVERNAME: "Een andere organisator zet deze locatie voort.",
        }[self]


class Aanvraagstatus(Status):
    """How a request stands (`dossiers.workflow.AANVRAAG`)."""

    INGEDIEND = "ingediend", Toon.LET_OP, "zandloper", "ingediend"
    NAGEGAAN = "nagegaan", Toon.INFO, "oog", "antecedenten nagegaan"
    GEADVISEERD = "geadviseerd", Toon.INFO, "pen", "advies geschreven"
    NAGELEZEN = "nagelezen", Toon.INFO, "vink", "nagelezen"
    AANVAARD = "aanvaard", Toon.GOED, "vinkrond", "aanvaard"
    GEWEIGERD = "geweigerd", Toon.GEVAAR, "kruisrond", "geweigerd"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "kruis", "ingetrokken"


OPEN_AANVRAGEN = (Aanvraagstatus.INGEDIEND, Aanvraagstatus.NAGEGAAN, Aanvraagstatus.GEADVISEERD, Aanvraagstatus.NAGELEZEN)


class Verslagsoort(models.TextChoices):
    """What a report is about; each kind has its sjabloon."""

    BEZOEK = "bezoek", "bezoek"
    GESPREK = "gesprek", "gesprek"
    TELEFOON = "telefoon", "telefonisch contact"
    OVERLEG = "overleg", "intern overleg"
    ANDERE = "andere", "ander verslag"


class Verslagstatus(Status):
    """How far a report is (`dossiers.workflow.VERSLAG`)."""

    CONCEPT = "concept", Toon.LET_OP, "pen", "concept"
    TE_LEZEN = "te_lezen", Toon.INFO, "oog", "wordt nagelezen"
    NAGELEZEN = "nagelezen", Toon.INFO, "vink", "nagelezen"
    VASTGESTELD = "vastgesteld", Toon.GOED, "vinkrond", "vastgesteld"
    VERWORPEN = "verworpen", Toon.RUSTIG, "kruis", "niet bewaard"


class Belover(models.TextChoices):
    """Who promised something."""

    WIJ = "wij", "wij"
    ORGANISATOR = "organisator", "de organisator"


class Beloftestatus(Status):
    """What became of a promise (`dossiers.workflow.BELOFTE`)."""

    OPEN = "open", Toon.LET_OP, "zandloper", "nog te doen"
    GEHOUDEN = "gehouden", Toon.GOED, "vinkrond", "gehouden"
    GEBROKEN = "gebroken", Toon.GEVAAR, "kruisrond", "niet gehouden"
    INGETROKKEN = "ingetrokken", Toon.RUSTIG, "kruis", "ingetrokken"


class Adviessoort(models.TextChoices):
    """What the advice on a request comes down to."""

    GUNSTIG = "gunstig", "gunstig"
    VOORWAARDEN = "voorwaarden", "gunstig onder voorwaarden"
    ONGUNSTIG = "ongunstig", "ongunstig"


class Groepsoort(models.TextChoices):
    """How organisatoren belong together."""

    GROEP = "groep", "groep"
    KOEPEL = "koepel", "koepel"


class Betrokkenerol(models.TextChoices):
    """What a person is at an organisator or a location."""

    BESTUURDER = "bestuurder", "bestuurder"
    VERANTWOORDELIJKE = "verantwoordelijke", "verantwoordelijke"
    BEGELEIDER = "begeleider", "kinderbegeleider"
    ONTHAALOUDER = "onthaalouder", "onthaalouder"
    VRIJWILLIGER = "vrijwilliger", "vrijwilliger"
    STAGIAIR = "stagiair", "stagiair"
    HUISGENOOT = "huisgenoot", "huisgenoot"
    ANDERE = "andere", "andere"


class Attestsoort(models.TextChoices):
    """What a person must be able to show."""

    STRAFREGISTER = "strafregister", "uittreksel uit het strafregister"
    MEDISCH = "medisch", "medisch attest"
    LEVENSREDDEND = "levensreddend", "levensreddend handelen bij kinderen"
    KWALIFICATIE = "kwalificatie", "kwalificatiebewijs"
    NEDERLANDS = "nederlands", "bewijs van kennis van het Nederlands"
    ANDERE = "andere", "ander attest"


class Koppelstatus(Status):
    """Whether two betrokkenen are the same human being (`dossiers.workflow.PERSOONKOPPELING`)."""

    VOORGESTELD = "voorgesteld", Toon.LET_OP, "zandloper", "te beoordelen"
    BEVESTIGD = "bevestigd", Toon.INFO, "ketting", "dezelfde persoon"
    VERWORPEN = "verworpen", Toon.RUSTIG, "kruisrond", "niet dezelfde persoon"
    ONGEDAAN = "ongedaan", Toon.LET_OP, "herstel", "opnieuw te beoordelen"


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


class Afspraaksoort(models.TextChoices):
    """What people meet for."""

    BEZOEK = "bezoek", "bezoek"
    GESPREK = "gesprek", "gesprek"
    TELEFOON = "telefoon", "telefoongesprek"


class Afspraakstatus(Status):
    """How far an appointment is (`dossiers.workflow.AFSPRAAK`)."""

    CONCEPT = "concept", Toon.LET_OP, "pen", "voorstel"
    VAST = "vast", Toon.INFO, "kalender", "vast"
    GEDAAN = "gedaan", Toon.GOED, "vink", "ging door"
    NIET_DOORGEGAAN = "niet_door", Toon.RUSTIG, "verbod", "ging niet door"
    GEANNULEERD = "geannuleerd", Toon.RUSTIG, "kruis", "geannuleerd"

    @classmethod
    def open(cls) -> tuple["Afspraakstatus", ...]:
        """What still has to come, or to be told about."""
        return (cls.CONCEPT, cls.VAST)


class Deelnemersoort(models.TextChoices):
    """Who takes part: it decides what may be sent to them."""

    COLLEGA = "collega", "collega"
    ORGANISATOR = "organisator", "van de organisator"
    ANDER = "ander", "iemand anders"


class Bezoekgroep(models.TextChoices):
    """The headings of the folder of a visit."""

    NIEUW = "nieuw", "Nieuw sinds het vorige bezoek"
    BELOFTEN = "beloften", "Wat beloofd is"
    BEKIJKEN = "bekijken", "Te bekijken"
    VRAGEN = "vragen", "Uit het vorige verslag"
    EIGEN = "eigen", "Zelf toegevoegd"
