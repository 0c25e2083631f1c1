"""Made-up examples for the gallery: no real names, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from kern.choices import Dagdeel, Status, Toon
from kern.forms.mensen import Werkrooster
from kern.formulier import Dag, Tijd
from kern.grafiek import staafdiagram
from kern.kiezer import Ingevuld, Keuze, Keuzebron, Keuzeformulier, Keuzeveld
from kern.lijst import Bulkactie, Datumfilter, Filter, Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.lijst.bulk import Bulkregel
from kern.lijst.sleutels import Blad
from kern.models import BewaardFilter, Medewerker, Termijn, Termijnregel
from kern.palet import Treffer
from kern.queries.personen import Personenkaart, Vandaag
from kern.scherm import medewerker_van
from kern.tijdlijn import Gebeurd, dagen

NU = datetime(2026, 3, 12, 13, 5, tzinfo=UTC)


class Voorbeeldstatus(Status):
    """One status per tone."""

    NIEUW = "nieuw", Toon.INFO, "cirkel", "nieuw"
    BEZIG = "bezig", Toon.LET_OP, "halfrond", "in behandeling"
    LAAT = "laat", Toon.GEVAAR, "alarm", "te laat"
    KLAAR = "klaar", Toon.GOED, "vinkrond", "afgewerkt"
    GESLOTEN = "gesloten", Toon.RUSTIG, "slot", "gesloten"


@dataclass(frozen=True)
class Locatie:
    """A row of the example list."""

    pk: int
    nummer: str
    naam: str
    gemeente: str
    plaatsen: int
    status: Voorbeeldstatus
    tegen: date | None

    def __str__(self) -> str:
        return f"{self.naam} ({self.nummer})"

    def get_absolute_url(self) -> str:
        """Nowhere: an example opens itself."""
        return f"#lijst-voorbeeld-{self.pk}"


@dataclass(frozen=True)
class Lijkt:
    """A place that could be taken for another."""

    naam: str
    nummer: str
    waar: str
    waarom: str
    status: Voorbeeldstatus | None = None
    url: str = "#lijst-voorbeeld-1"


GELIJKENISSEN = [
    Lijkt("De Bengeltjes", "123456", "Hove, 2 km", "lijkt op", Voorbeeldstatus.KLAAR),
    Lijkt("Bengelkind", "123461", "Mortsel", "lijkt op, zelfde adres, zelfde organisator", Voorbeeldstatus.GESLOTEN),
]

LOCATIES = [
    Locatie(1, "123456", "De Bengeltjes", "Kontich", 18, Voorbeeldstatus.LAAT, date(2026, 3, 9)),
    Locatie(2, "123457", "’t Bengeltje", "Kontich", 14, Voorbeeldstatus.BEZIG, date(2026, 3, 20)),
    Locatie(
        3,
        "210044",
        "Kinderdagverblijf Het Kleine Wonder van de Oude Vaart",
        "Sint-Katelijne-Waver",
        63,
        Voorbeeldstatus.NIEUW,
        None,
    ),
    Locatie(4, "318202", "Pagadder", "Mechelen", 8, Voorbeeldstatus.KLAAR, date(2026, 2, 27)),
]


def _afwerken(rij: Locatie, *, door: Medewerker, op: datetime) -> str:
    return "afgewerkt"


class Voorbeeldlijst(Lijst):
    """A list on made-up rows, with every part of the component in use."""

    sleutel = "voorbeeld"
    enkelvoud = "locatie"
    meervoud = "locaties"
    kolommen = (
        Kolom("nummer", "Dossiernummer", "nummer", sorteer=("nummer",)),
        Kolom("naam", "Naam", "naam", sorteer=("naam",), opent=True),
        Kolom("gemeente", "Gemeente", "gemeente", sorteer=("gemeente",)),
        Kolom("plaatsen", "Plaatsen", "plaatsen", klasse="getal"),
        Kolom("status", "Toestand", "status"),
        Kolom("tegen", "Tegen", "tegen", sorteer=("tegen",)),
    )
    filters: ClassVar[Sequence[Filter]] = (
        Tekstfilter("q", "Nummer, naam of gemeente"),
        Keuzefilter("status", "Toestand", keuzes=Voorbeeldstatus.choices),
        Datumfilter("vanaf", "Tegen, vanaf", orm="tegen"),
    )
    bulkacties = (Bulkactie("afwerken", "Markeer als afgewerkt", _afwerken),)
    sortering = "naam"

    def __init__(self, request: HttpRequest, rijen: list[Any]) -> None:
        super().__init__(request)
        self.blad = Blad(rijen, volgende=4 if rijen else None, vorige=1 if rijen else None)
        self.aantal = 1001 if rijen else 0
        eigen = BewaardFilter(pk=1, naam="Te laat in Kontich", zoekstring="status=laat")
        van_team = BewaardFilter(pk=2, naam="Nieuw in Mechelen", zoekstring="status=nieuw", team_id=1)
        self.bewaard = [(eigen, "?status=laat", True), (van_team, "?status=nieuw", False)] if rijen else []

    def basis(self) -> QuerySet[Any]:
        """Nothing: the rows are given."""
        return Medewerker.objects.none()

    def rij_klasse(self, rij: Locatie) -> str:
        """Mark the late one."""
        return "laat" if rij.status is Voorbeeldstatus.LAAT else ""


class LegeLijst(Voorbeeldlijst):
    """The same list with nothing in it."""

    sleutel = "leeg"
    filters = ()
    leeg = Leeg("Nog geen locaties", "Voeg de eerste toe, of importeer het register.", "#lijsten", "Locatie toevoegen")


class Voorbeeldform(forms.Form):
    """One field of each kind."""

    naam = forms.CharField(label="Naam van de locatie", help_text="Zoals ze op de gevel staat.")
    soort = forms.ChoiceField(
        label="Soort opvang", choices=[("", "Kies een soort"), ("g", "Groepsopvang"), ("t", "Gezinsopvang")]
    )
    datum = Dag(label="Datum van het bezoek")
    uur = forms.TimeField(label="Uur", required=False, widget=Tijd())
    plaatsen = forms.IntegerField(label="Aantal plaatsen", min_value=1)
    kanaal = forms.ChoiceField(
        label="Hoe kwam de vraag binnen?", choices=[("t", "Telefoon"), ("m", "Mail")], widget=forms.RadioSelect
    )
    themas = forms.MultipleChoiceField(
        label="Thema’s", required=False, choices=[("v", "Voeding"), ("s", "Slapen")], widget=forms.CheckboxSelectMultiple
    )
    rooster = forms.MultipleChoiceField(label="Werkrooster", required=False, choices=Dagdeel.choices, widget=Werkrooster)
    verslag = forms.CharField(label="Verslag", widget=forms.Textarea({"rows": "3"}))
    bijlage = forms.FileField(label="Bijlage", required=False)
    dringend = forms.BooleanField(label="Dit is dringend", required=False)


class Voorbeeldlocaties(Keuzebron[Any]):
    """The example locations, of which a search finds those that begin so."""

    code = "dossier"
    enkelvoud, meervoud = "locatie", "locaties"
    zoek_op = "Nummer, naam, straat, gemeente of organisator"
    probeer = "Zoek op een nummer, een deel van de naam, een straat of een gemeente."

    def vind(self, waarde: str) -> Locatie | None:
        """Return the one with this number."""
        return next((een for een in LOCATIES if een.nummer == waarde), None)

    def zoek(self, q: str, hoogstens: int) -> list[tuple[Locatie, str]]:
        """Return those with *q* in their name."""
        return [(een, "op naam") for een in LOCATIES if q in een.naam.lower()]

    def toon(self, ding: Locatie, waarom: str = "") -> Keuze:
        """Return its name with number and gemeente."""
        return Keuze(ding.nummer, ding.naam, ding.nummer, ding.gemeente, waarom)


class Voorbeeldcollegas(Voorbeeldlocaties):
    """Two colleagues: few enough for a select."""

    enkelvoud, meervoud = "collega", "collega’s"

    def alle(self) -> list[Any]:
        """Return both."""
        return [
            Keuze(
                "1", "An De Smet", waar="Antwerpen, klantenbeheerder", stand=Vandaag.AFWEZIG, bij="vervangen door Bart Peeters"
            ),
            Keuze("2", "Bart Peeters", waar="Limburg, teamcoördinator"),
        ]

    def toon(self, ding: Any, waarom: str = "") -> Keuze:
        """Return it as it is."""
        return ding  # type: ignore[no-any-return]  # the examples are choices already


class Kiesform(Keuzeformulier):
    """Choosing from much and from little."""

    locatie = Keuzeveld(Voorbeeldlocaties, label="Over welke locatie?")
    ervoor = Keuzeveld(Voorbeeldlocaties, label="Welke locatie was er ervoor?", required=False)
    collega = Keuzeveld(Voorbeeldcollegas, label="Aan wie?")


def alles(request: HttpRequest) -> dict[str, Any]:
    """The context of the gallery page."""
    gevuld = Voorbeeldlijst(request, list(LOCATIES))
    gevuld.bulkregels = [
        Bulkregel(LOCATIES[0], True, "afgewerkt"),
        Bulkregel(LOCATIES[1], False, "is intussen gewijzigd door een collega."),
    ]
    return {
        "toestanden": list(Voorbeeldstatus),
        "verschillen": [("Telefoon", "0470 00 00 01", "0470 00 00 02")],
        "lijst": gevuld,
        "lege_lijst": LegeLijst(request, []),
        "form": Voorbeeldform(auto_id="leeg_%s", initial={"datum": date(2026, 3, 12)}),
        "form_fout": Voorbeeldform({"naam": "", "plaatsen": "0", "kanaal": "x", "verslag": "Al getypte tekst blijft staan."}),
        "dagen": dagen(_gebeurd(), op=NU, vorig_bezoek=datetime(2026, 3, 11, 8, 0, tzinfo=UTC)),
        "diagram": staafdiagram(
            naam="grafiek",
            titel="Contacten per maand",
            kop="Maand",
            eenheid="contacten",
            punten=[("oktober", 12), ("november", 18), ("december", 7), ("januari", 22), ("februari", 15), ("maart", 9)],
        ),
        "kaart": Personenkaart(
            naam="An De Smet",
            rollen="klantenbeheerder",
            team="Antwerpen",
            email="an.desmet@voorbeeld.be",
            telefoon="03 123 45 67",
            werkdagen="maandag, dinsdag, woensdagvoormiddag",
            expertises=["babyslaap", "verpleegkunde"],
            vandaag=Vandaag.AFWEZIG,
            uitleg="vervangen door Bart Peeters",
            url="#personen",
        ),
        "vandaag": list(Vandaag),
        "tabs": [
            {"label": "Overzicht", "url": "#tabs", "huidig": True, "aantal": None},
            {"label": "Taken", "url": "#tabs", "huidig": False, "aantal": 3},
            {"label": "Documenten", "url": "#tabs", "huidig": False, "aantal": 12},
        ],
        "feiten": [("Dossiernummer", "123456"), ("Gemeente", "Kontich"), ("Vergunde plaatsen", 18)],
        "gelijkenissen": GELIJKENISSEN,
        "kiesform": Kiesform(
            voor=medewerker_van(request),
            auto_id="kies_%s",
            initial={"locatie": Ingevuld("123456", "bengel"), "ervoor": Ingevuld("", "xyz")},
        ),
        "treffers": [
            Treffer("De Bengeltjes (123456), Kontich", "#palet", "map", "Dossier"),
            Treffer("Dossiers", "#palet", "map", "Ga naar", "g d"),
        ],
        "q": "xyz",
        "notificaties": [
            {
                "pk": 1,
                "titel": "Bart vraagt uw advies",
                "tekst": "Over De Bengeltjes, tegen 20/03/2026.",
                "url": "#notificaties",
                "gemaakt_op": NU,
                "gelezen_op": None,
            },
            {"pk": 2, "titel": "Export is klaar", "tekst": "", "url": "", "gemaakt_op": NU, "gelezen_op": NU},
        ],
        "voorbeeldtoasts": [
            {"tekst": "De taak is afgewerkt.", "soort": "goed", "icoon": "vinkrond", "ongedaan": "#toasts-voorbeeld"},
            {"tekst": "Een collega was u voor.", "soort": "gevaar", "icoon": "alarm", "ongedaan": ""},
        ],
        "termijnen": _termijnen(),
        "nu": NU,
        "kijkers": ["Bart Peeters", "Els Maes"],
        "kijkers_tekst": "Bart Peeters en Els Maes kijken mee",
        "toetsen": [(["j"], "Volgende rij"), (["Ctrl", "K"], "Palet")],
        "ga": [(["g", "d"], "Ga naar dossiers")],
    }


def _termijnen() -> list[Termijn]:
    regel = Termijnregel(naam="Reactie op de aanmaning", eenheid="dagen", duur=30, bron="Handhavingsbesluit 2015, art. 12")
    uitleg = [
        {"soort": "start", "tekst": "Vertrekt van de kennisgeving op 12/02/2026."},
        {"soort": "tel", "tekst": "12/02 + 30 dagen = zaterdag 14/03 → maandag 16/03."},
        {"soort": "onzeker", "tekst": "Of de termijn opschuift naar een werkdag is nog te bevestigen."},
    ]
    loopt = {"regel": regel, "start_op": NU, "uitleg": uitleg, "onzekerheden": ["verschuiving"]}
    return [
        Termijn(**loopt, datum=date(2026, 3, 16), vervalt_op=datetime(2026, 3, 16, 23, 0, tzinfo=UTC)),
        Termijn(**loopt, datum=date(2026, 3, 9), vervalt_op=datetime(2026, 3, 9, 23, 0, tzinfo=UTC), status="verlopen"),
        Termijn(**loopt, status="opgeschort"),
        Termijn(**loopt, datum=date(2026, 3, 16), status="gehaald", afgesloten_op=NU),
    ]


def _gebeurd() -> list[Gebeurd]:
    def op(dag: int, uur: int) -> datetime:
        return datetime(2026, 3, dag, uur, 10, tzinfo=UTC)

    return [
        Gebeurd(
            op(12, 9),
            "tl-1",
            "Contactmoment",
            "Telefoongesprek met de verantwoordelijke",
            "Afgesproken dat het plan van aanpak vrijdag komt.",
            "An De Smet",
            "#tijdlijn",
            "telefoon",
            Toon.INFO,
        ),
        Gebeurd(
            op(11, 14),
            "tl-2",
            "Document",
            "Inspectieverslag ontvangen",
            "",
            "Zorginspectie",
            "#tijdlijn",
            "document",
            bekend_sinds=op(12, 8),
        ),
        Gebeurd(op(10, 10), "tl-3", "Taak", "Jaarlijks bezoek plannen", "", "Bart Peeters", "", "vink", Toon.GOED),
        Gebeurd(
            op(10, 8),
            "tl-4",
            "Contactmoment",
            "Bezoek ter plaatse",
            "Verkeerde locatie geregistreerd.",
            "An De Smet",
            "",
            "huis",
            bekend_sinds=op(10, 9),
            vervallen_op=op(11, 8),
            overgenomen=True,
        ),
    ]
