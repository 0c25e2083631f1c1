"""The history of imports, and the report of one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst

from dossiers.choices import Importstatus, Meldingsoort
from dossiers.historiek import HISTORIEK
from dossiers.models import Importmelding, ImportRun
from dossiers.register import FORMATEN
from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.lijst.kolommen import als_html


def _wie(run: ImportRun) -> str:
    return run.door.naam if run.door else "de opdrachtregel"


def _formaat(run: ImportRun) -> str:
    """The format in words; what it says between brackets is for who has to choose one."""
    formaat = FORMATEN.get(run.formaat, HISTORIEK)
    return capfirst(formaat.label.split(" (")[0])


def _dossier(melding: Importmelding) -> str:
    if melding.dossier is None:
        return als_html(None)
    return format_html('<a href="{}"><bdi>{}</bdi></a>', melding.dossier.get_absolute_url(), melding.dossier)


class Importlijst(Lijst):
    """Every import, the newest first."""

    sleutel = "imports"
    enkelvoud, meervoud = "import", "imports"
    sortering = "-wanneer"
    kolommen = (
        Kolom("bestand", "Bestand", "bestandsnaam", html=lambda r: Truncator(r.bestandsnaam).chars(32), opent=True),
        Kolom("status", "Stand", lambda r: r.statuslid, sorteer=("status",)),
        Kolom("formaat", "Formaat", _formaat),
        Kolom("wanneer", "Wanneer", "gemaakt_op", sorteer=("gemaakt_op",), klasse="nietbreken"),
        Kolom("wie", "Door", _wie),
        Kolom("nieuw", "Nieuw", "nieuw", klasse="getal"),
        Kolom("bijgewerkt", "Bijgewerkt", "bijgewerkt", klasse="getal"),
        Kolom("fouten", "Fouten", "fouten", klasse="getal"),
        Kolom("sha256", "SHA-256", "sha256", alleen_export=True),
    )
    filters = (Keuzefilter("status", "Stand", keuzes=Importstatus.choices),)
    leeg = Leeg(
        "Nog niets ingevoerd",
        "Kies een bestand met locaties, of de historiek. Het wordt eerst nagekeken.",
        "/import/nieuw/",
        "Bestand kiezen",
    )

    def basis(self) -> QuerySet[Any]:
        """All of them: backoffice looks after the register together."""
        return ImportRun.objects.select_related("door")


class Verslag(Lijst):
    """What was said about the rows of one import."""

    sleutel = "importverslag"
    enkelvoud, meervoud = "opmerking", "opmerkingen"
    sortering = "regel"
    kolommen = (
        # A line number as an editor shows it, and as the report names it: without the point of a thousand.
        Kolom("regel", "Regel", "regel", sorteer=("regel",), klasse="getal", html=lambda m: str(m.regel)),
        Kolom("soort", "Wat", lambda m: m.soortlid),
        Kolom("kolom", "Kolom", "kolom"),
        Kolom("zin", "Waarom", "zin"),
        Kolom("dossier", "Dossier", lambda m: str(m.dossier) if m.dossier else "", html=_dossier),
    )
    filters = (
        Tekstfilter("q", "Zoek", velden=("kolom", "zin")),
        Keuzefilter("soort", "Wat", keuzes=Meldingsoort.choices),
    )
    leeg = Leeg("Geen opmerkingen", "Over geen enkele rij is er iets te zeggen.")

    def __init__(self, request: HttpRequest, run: ImportRun) -> None:
        super().__init__(request)
        self.run = run

    def basis(self) -> QuerySet[Any]:
        """The report of this import."""
        return Importmelding.objects.filter(run=self.run).select_related("dossier")

    def rij_url(self, rij: Any) -> str:
        """Nowhere: the row is what there is."""
        return ""
