"""What documents hand to the timeline, to the page of a dossier, to the checks and to erasing."""

from dossiers import panelen, soorten
from dossiers.access.documenten import mag_document_bij
from dossiers.actions import wissen_documenten as w
from dossiers.actions.documenten import SOORT, SOORT_VERSIE
from dossiers.controles import documentversies_fout
from dossiers.models import Document, DocumentEvent, Documentversie
from dossiers.queries import documenten
from kern import controle, wissen

soorten.registreer(
    soorten.Regelsoort(SOORT, "Document", "document", "documenten", icoon="document", onderwerp=w.DOCUMENT),
    soorten.Regelsoort(
        SOORT_VERSIE, "Nieuwe versie van een document", "nieuwe versie", "nieuwe versies", icoon="document", onderwerp=w.VERSIE
    ),
)

panelen.registreer(
    panelen.Paneel(
        "documenten",
        "Documenten",
        volgorde=45,
        sjabloon="dossiers/panelen/documenten.html",
        context=documenten.paneel,
        zoals_bekend=documenten.paneel_toen,
    ),
    panelen.Handeling("Document", "dossiers:documenten", "bestanden", volgorde=4, toets="u", mag=mag_document_bij),
)

controle.registreer(
    controle.Controle(
        "dossiers.documentversies",
        "elk document heeft zoveel versies als het telt, genummerd van 1 af, en een bestand zolang het niet gewist is",
        documentversies_fout,
    )
)

wissen.registreer(
    soorten=(wissen.Wisbaar(w.DOCUMENT, "document", w.beschrijf, lambda sleutel: sleutel, w.zoek),),
    wissers=(
        wissen.Wisser(Document, ("titel", "intrekreden"), w.wis_documenten, w.rest_documenten),
        wissen.Wisser(Documentversie, ("toelichting",), w.wis_versies, w.rest_versies),
        wissen.Wisser(DocumentEvent, ("titel",), w.wis_events, w.rest_events),
    ),
    verwanten=(w.versies_van, w.bestanden_van),
)

wissen.blijft(Document, "code van de soort", "soort")
wissen.blijft(DocumentEvent, "codes van soort en historiek", "soort", "pgh_label")
