"""What tasks add to the page of a dossier: what is still to be done about it, and by whom."""

from datetime import datetime
from typing import Any

from dossiers import panelen, soorten
from dossiers.actions.taaklijnen import SOORT, neem_terug, noteer
from dossiers.models import Dossier
from kern.logboek import soort_van
from kern.models import Medewerker, Taak
from kern.queries import taken as queries
from kern.taakgevolg import Gevolg, registreer


def _open_taken(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    return _getoond(user, list(queries.open_over(soort_van(dossier), str(dossier.pk))[: queries.HOOGSTENS + 1]), op)


def _getoond(user: Medewerker, gevonden: list[Taak], op: datetime) -> dict[str, Any]:
    getoond = gevonden[: queries.HOOGSTENS]
    # The page of a task is of who has it or gave it; the others read here that there is one.
    taken = [(taak, user.pk in (taak.voor_id, taak.gegeven_door_id), queries.te_laat(taak, op)) for taak in getoond]
    return {"taken": taken, "meer": len(gevonden) > len(getoond)}


def _open_taken_toen(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    gevonden = queries.open_over_toen(soort_van(dossier), str(dossier.pk), op)
    return _getoond(user, gevonden, op)


def _is_intern(user: Medewerker, _dossier: Dossier) -> bool:
    return user.is_intern


panelen.registreer(
    panelen.Paneel("taken", "Open taken", 55, "dossiers/panelen/taken.html", _open_taken, _is_intern, _open_taken_toen)
)
soorten.registreer(soorten.Regelsoort(SOORT, "Taak", "afgewerkte taak", "afgewerkte taken", icoon="taak", onderwerp="kern.taak"))
registreer(Gevolg("dossiers.dossier", klaar=noteer, heropend=neem_terug))
