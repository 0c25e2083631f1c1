"""What the page of a dossier registers of its own: kinds of lines about the file itself, and buttons."""

from dossiers import panelen, soorten
from dossiers.access import mag_wijzigen
from dossiers.actions import feiten

soorten.registreer(
    soorten.Regelsoort(feiten.AANGEMAAKT, "Dossier aangemaakt", "aangemaakt dossier", "aangemaakte dossiers", icoon="map"),
    soorten.Regelsoort(feiten.GEWIJZIGD, "Gegevens gewijzigd", "wijziging", "wijzigingen", icoon="pen"),
    soorten.Regelsoort(
        feiten.KLANTENBEHEERDER,
        "Klantenbeheerder",
        "wissel van klantenbeheerder",
        "wissels van klantenbeheerder",
        icoon="persoon",
    ),
)
panelen.registreer(
    panelen.Handeling("Wijzig", "dossiers:dossier_wijzigen", "pen", volgorde=10, toets="b", mag=mag_wijzigen),
    panelen.Handeling(
        "Vraag advies",
        "kern:gevraagd_nieuw",
        "bubbel",
        volgorde=90,
        mag=mag_wijzigen,
        sleutels=lambda dossier: ("dossiers.dossier", dossier.pk),
    ),
)
