"""What promises hand to the timeline, to the page of a dossier and to erasing."""

from dossiers import panelen, soorten
from dossiers.access.contact import mag_wijzigen_bij
from dossiers.actions import wissen_beloften as w
from dossiers.actions.beloften import SOORT, STAP
from dossiers.models import Belofte, BelofteEvent
from dossiers.queries import beloften
from kern import wissen

soorten.registreer(
    soorten.Regelsoort(SOORT, "Belofte", "belofte", "beloften", icoon="zandloper", onderwerp=w.BELOFTE),
    soorten.Regelsoort(STAP, "Wat van een belofte kwam", "afgesloten belofte", "afgesloten beloften", icoon="vinkrond"),
)

panelen.registreer(
    panelen.Paneel(
        "beloften",
        "Beloften",
        volgorde=15,
        sjabloon="dossiers/panelen/beloften.html",
        context=beloften.paneel,
        zoals_bekend=beloften.paneel_toen,
    ),
    panelen.Handeling("Belofte", "dossiers:belofte_nieuw", "zandloper", volgorde=30, mag=mag_wijzigen_bij),
)

wissen.registreer(
    soorten=(wissen.Wisbaar(w.BELOFTE, "belofte", w.beschrijf, lambda sleutel: sleutel, w.zoek),),
    wissers=(wissen.Wisser(Belofte, ("wat", "uitleg"), w.wis, w.rest),),
    verwanten=(w.gemaakt_bij,),
)

_CODES = "codes en verwijzingen, zonder namen"
wissen.blijft(Belofte, _CODES, "van", "status", "waar_soort", "waar_id", "waar_url")
wissen.blijft(BelofteEvent, _CODES, "van", "status")
wissen.blijft(BelofteEvent, "vaste code van de historiek", "pgh_label")
