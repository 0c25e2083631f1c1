"""What the page of a dossier registers of its own: kinds of lines about the file itself, and buttons."""

from datetime import datetime
from typing import Any

from dossiers import panelen, soorten
from dossiers.access import mag_afgeschermd, mag_wijzigen
from dossiers.actions import feiten
from dossiers.models import Dossier
from dossiers.normen import BEZOEKNORM
from dossiers.queries import dossiers as queries
from kern.models import Medewerker
from kern.zoals_bekend import zoals_bekend


def _niets(_user: Medewerker, _dossier: Dossier, _op: datetime) -> dict[str, Any]:
    return {}


def _organisator(user: Medewerker, dossier: Dossier, _op: datetime) -> dict[str, Any]:
    # Other locations are cards: for internal people only.
    return {"andere_locaties": queries.andere_locaties(dossier) if user.is_intern else []}


def _organisator_toen(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    anderen = zoals_bekend(Dossier, op, organisator_id=dossier.organisator_id) if user.is_intern else []
    return {"andere_locaties": [ander for ander in anderen if ander.pk != dossier.pk][: queries.LOCATIES_GETOOND]}


def _meelezers(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    return {"toegangen": queries.lopende_toegangen_op(dossier, op)}


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
    soorten.Aandachtsoort(
        BEZOEKNORM, "Jaarlijks bezoek", "jaarlijks bezoek te laat", "jaarlijkse bezoeken te laat", hoogstens_een=True
    ),
)
panelen.registreer(
    panelen.Paneel("locatie", "Locatie", 10, "dossiers/panelen/locatie.html", _niets, zoals_bekend=_niets),
    panelen.Paneel(
        "organisator", "Organisator", 40, "dossiers/panelen/organisator.html", _organisator, zoals_bekend=_organisator_toen
    ),
    panelen.Paneel("meelezers", "Wie bij uitzondering meeleest", 80, "dossiers/panelen/meelezers.html", _meelezers, mag_wijzigen),
    panelen.Paneel("afgeschermd", "Afgeschermde gegevens", 90, "dossiers/panelen/afgeschermd.html", _niets, mag_afgeschermd),
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
