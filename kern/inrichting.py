"""What kern itself hands to its own mechanisms; every app has such a file, read once when the application starts."""

from datetime import timedelta
from typing import Any

from kern import inrichting_agenda as inrichting_agenda  # read for what it registers
from kern import inrichting_bestanden as inrichting_bestanden  # read for what it registers
from kern import inrichting_taken as inrichting_taken  # read for what it registers
from kern import inrichting_werk as inrichting_werk  # read for what it registers
from kern import inrichting_wissen as inrichting_wissen  # read for what it registers
from kern import kiezer, links, navigatie, pdfsoorten, uitnodigen, werk, werksoorten
from kern.access import heeft_recht
from kern.actions.pdf import verleen_pdf_toegang
from kern.actions.uitnodigingen import LINKDOEL
from kern.forms.collega import Afwezigen, Anderen, Meters, Starters, Vervangers
from kern.models import Medewerker, PdfDocument
from kern.queries.pdf import document_met_eigen_recht
from kern.queries.uitnodigingen import te_beantwoorden
from kern.queries.wissen import te_bevestigen
from kern.views.uitnodigingen import met_link


def _is_intern(persoon: Medewerker) -> bool:
    return persoon.is_intern


def _document(sleutel: str) -> PdfDocument | None:
    return PdfDocument.objects.filter(pk=sleutel).first()


def _toon_document(document: PdfDocument, _persoon: Medewerker) -> dict[str, Any]:
    return {"document": document}


pdfsoorten.registreer(
    pdfsoorten.PdfSoort(
        code="kern.logboek_uittreksel",
        label="uittreksel van het logboek",
        mag_zien=lambda persoon, _document: heeft_recht(persoon, "kern.logboek"),
    )
)

uitnodigen.registreer(
    uitnodigen.Vraagbaar(
        soort="kern.pdfdocument",
        zoek=document_met_eigen_recht,
        laad=_document,
        titel=lambda document: document.titel,
        verleen=verleen_pdf_toegang,
        sjabloon="kern/gevraagd_document.html",
        context=_toon_document,
    )
)

navigatie.registreer(
    navigatie.NavItem("medewerkers", "Medewerkers", "kern:medewerkers", "personen", 800, groep="Collega’s", zichtbaar=_is_intern),
    navigatie.NavItem(
        "vervangingen", "Vervangingen", "kern:vervangingen", "herstel", 810, groep="Collega’s", zichtbaar=_is_intern
    ),
    navigatie.NavItem(
        "meters",
        "Meters",
        "kern:meters",
        "kompas",
        815,
        groep="Collega’s",
        zichtbaar=lambda persoon: heeft_recht(persoon, "kern.vervanging_eigen"),
    ),
    navigatie.NavItem(
        "logboek",
        "Logboek",
        "kern:logboek",
        "lijst",
        900,
        groep="Beheer",
        zichtbaar=lambda persoon: heeft_recht(persoon, "kern.logboek"),
    ),
    navigatie.NavItem(
        "sluitingsdagen",
        "Sluitingsdagen",
        "kern:sluitingsdagen",
        "pauze",
        910,
        groep="Beheer",
        zichtbaar=lambda persoon: heeft_recht(persoon, "kern.termijnregels"),
    ),
    navigatie.NavItem(
        "termijnregels",
        "Termijnregels",
        "kern:termijnregels",
        "zandloper",
        920,
        groep="Beheer",
        zichtbaar=lambda persoon: heeft_recht(persoon, "kern.termijnregels"),
    ),
)

kiezer.registreer(Anderen, Vervangers, Afwezigen, Starters, Meters)

links.registreer(
    links.Doel(
        code=LINKDOEL,
        label="antwoorden op een adviesvraag",
        geldig=timedelta(days=30),
        eenmalig=True,
        behandel=met_link,
    )
)

werk.registreer(*werksoorten.ALLE)

navigatie.registreer(
    navigatie.NavItem(
        "wissen",
        "Wissen",
        "kern:wissen",
        "weg",
        930,
        groep="Beheer",
        zichtbaar=lambda persoon: bool({"kern.wissen_aanvragen", "kern.wissen_bevestigen"} & persoon.rechten),
        teller=te_bevestigen,
    ),
    navigatie.NavItem("gevraagd", "Adviesvragen", "kern:gevraagd_lijst", "bubbel", 50, toets="v", teller=te_beantwoorden),
)
