"""What mail hands to the page of a dossier, to erasing and to the checks."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from dossiers import panelen, werksoorten
from dossiers.access.contact import mag_contact_bij, mag_wijzigen_bij
from dossiers.actions import wissen_post as w
from dossiers.models import Postadres, Postbericht, Postbijlage, Postverzending
from dossiers.postkeuzes import Poststatus
from dossiers.queries import post as queries
from kern import controle, wissen
from kern.controle import Controle
from kern.inrichting_werk import afwijkingen
from kern.models import Ophaling

panelen.registreer(
    panelen.Handeling("Schrijf mail", "dossiers:post_nieuw", "brief", volgorde=3, toets="m", mag=mag_wijzigen_bij),
    panelen.Handeling("Post en mailadres", "dossiers:dossier_post", "brief", volgorde=80, mag=mag_contact_bij),
    panelen.Paneel(
        "post",
        "Post",
        volgorde=45,
        sjabloon="dossiers/panelen/post.html",
        context=queries.paneel,
        zoals_bekend=queries.paneel_toen,
    ),
)

wissen.registreer(
    soorten=(wissen.Wisbaar(w.POST, "mail", w.beschrijf, lambda sleutel: sleutel, w.zoek),),
    wissers=(
        wissen.Wisser(Postbijlage, ("naam", "geweigerd"), w.wis_bijlagen, w.rest_bijlagen),
        wissen.Wisser(Postverzending, ("adres",), w.wis_verzendingen, w.rest_verzendingen),
        wissen.Wisser(
            Postbericht,
            ("van_naam", "van_adres", "afzender", "aan", "cc", "onderwerp", "tekst", "citaat", "opmaak", "opmerkingen", "reden"),
            w.wis_berichten,
            w.rest_berichten,
        ),
    ),
    verwanten=(w.verwant, w.verzonden_documenten),
)

_SLEUTEL = "codes en sommen die niets zeggen zonder de mail"
_VELDEN = ("richting", "status", "bron", "message_id", "herkenning", "vingerafdruk", "antwoordcode")
wissen.blijft(Postbericht, _SLEUTEL, *_VELDEN)
wissen.blijft(Postbericht, "waaraan herkend werd dat een machine schreef: vaste woorden van het programma", "automaat")
wissen.blijft(Postadres, "willekeurige code van een dossier", "code")
wissen.blijft(Ophaling, "naam van onze eigen postbus en een stand; verdwijnt als de mail is weggezet", "postbus", "stand")


def _zonder_contact() -> int:
    """Mail that stands in a file and not on its timeline, or on another than it says."""
    geplaatst = Postbericht.objects.filter(status__in=(Poststatus.GEPLAATST, Poststatus.VERSTUURD))
    elders = ~Q(contactmoment__organisator=F("organisator")) | (
        Q(dossier__isnull=False) & ~Q(contactmoment__dossier=F("dossier"))
    )
    return geplaatst.filter(Q(contactmoment=None) | elders).count()


def _niet_gevolgd() -> int:
    """Mail that should have left an hour ago and that nobody looked at since."""
    grens = timezone.now() - timedelta(hours=1)
    blijft_hangen = Postbericht.objects.filter(status=Poststatus.ONDERWEG, vertrekt_op__lt=grens)
    return blijft_hangen.filter(verzendingen__regel__status="verzonden").distinct().count()


def _werk() -> int:
    bestaat = Postbericht.objects.filter(gewist_op=None)
    niets = Postbericht.objects.none()
    return afwijkingen(werksoorten.POST_ANTWOORD, niets, bestaat) + afwijkingen(werksoorten.POST_TERUG, niets, bestaat)


controle.registreer(
    Controle("dossiers.post", "elke mail in een dossier staat er ook op de tijdlijn", _zonder_contact),
    Controle("dossiers.post_vertrokken", "elke mail die vertrok, is genoteerd", _niet_gevolgd),
    Controle("dossiers.werk_post", "werk over post gaat over een mail die er nog is", _werk),
)
