"""What reports hand to the timeline, to the page of a dossier, to erasing and to the list of stored documents."""

from dossiers import panelen, soorten
from dossiers.access.verslag import mag_verslag_bij
from dossiers.actions import wissen_verslagen as w
from dossiers.actions.verslag_vast import SOORT, SOORT_ADDENDUM
from dossiers.models import Addendum, Deelversie, Opmerking, Steun, Tekstblok, Verslag, Verslagdeel, Verslagfoto, Verslagsjabloon
from dossiers.queries import verslagen as queries
from kern import pdfsoorten, wissen
from kern.choices import Toon
from kern.models import Medewerker, PdfDocument

soorten.registreer(
    soorten.Regelsoort(SOORT, "Verslag", "verslag", "verslagen", icoon="document", toon=Toon.INFO, onderwerp=w.VERSLAG),
    soorten.Regelsoort(SOORT_ADDENDUM, "Addendum bij een verslag", "addendum", "addenda", icoon="pen"),
)

panelen.registreer(
    panelen.Paneel(
        "verslagen",
        "Verslagen",
        volgorde=12,
        sjabloon="dossiers/panelen/verslagen.html",
        context=queries.paneel,
        zoals_bekend=queries.paneel_toen,
    )
)
panelen.registreer(panelen.Handeling("Verslag", "dossiers:verslag_nieuw", "pen", volgorde=2, toets="v", mag=mag_verslag_bij))


def _mag_pdf(persoon: Medewerker, document: PdfDocument) -> bool:
    return Verslag.objects.zichtbaar_voor(persoon).filter(pk=document.onderwerp_id).exists()


pdfsoorten.registreer(pdfsoorten.PdfSoort("dossiers.verslag", "verslag", _mag_pdf))

wissen.registreer(
    soorten=(wissen.Wisbaar(w.VERSLAG, "verslag", w.beschrijf, lambda sleutel: sleutel, w.zoek),),
    wissers=(
        # The report first: only of one that was erased may a part be emptied (`dossiers/sql/verslagen.sql`).
        wissen.Wisser(Verslag, ("titel", "met", "verwerpreden", "vast"), w.wis_verslagen, w.rest_verslagen),
        wissen.Wisser(Verslagfoto, ("alt", "bestand"), w.wis_fotos, w.rest_fotos),
        wissen.Wisser(Verslagdeel, ("tekst",), w.wis_delen, w.rest_delen),
        wissen.Wisser(Deelversie, ("tekst",), w.wis_versies, w.rest_versies),
        wissen.Wisser(Opmerking, ("citaat", "tekst", "antwoord"), w.wis_opmerkingen, w.rest_opmerkingen),
        wissen.Wisser(Addendum, ("tekst", "reden"), w.wis_addenda, w.rest_addenda),
        wissen.Wisser(Steun, ("titel",), w.wis_steun, w.rest_steun),
    ),
)

_SJABLOON = "uit het sjabloon van het agentschap, zonder namen"
wissen.blijft(Verslagsjabloon, _SJABLOON)
wissen.blijft(Verslagdeel, _SJABLOON, "sleutel", "kop", "vragen")
wissen.blijft(Verslag, "codes en een som die niets zegt", "soort", "status", "sha256")
wissen.blijft(Addendum, "som van woorden die er niet meer zijn", "sha256")
wissen.blijft(Steun, "codes en verwijzingen, zonder namen", "sha256", "soort", "verwijzing", "url")
wissen.blijft(Tekstblok, "zinnen die terugkomen, geschreven om in elk verslag te passen; het scherm vraagt er geen namen in")
