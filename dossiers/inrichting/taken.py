"""What tasks add to the page of a dossier: what is still to be done about it, and by whom."""

from datetime import datetime
from typing import Any

from dossiers import panelen
from dossiers.models import Dossier
from kern.logboek import soort_van
from kern.models import Medewerker
from kern.queries import taken as queries


def _open_taken(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    gevonden = list(queries.open_over(soort_van(dossier), str(dossier.pk))[: queries.HOOGSTENS + 1])
    getoond = gevonden[: queries.HOOGSTENS]
    # The page of a task is of who has it or gave it; the others read here that there is one.
    taken = [(taak, user.pk in (taak.voor_id, taak.gegeven_door_id), queries.te_laat(taak, op)) for taak in getoond]
    return {"taken": taken, "meer": len(gevonden) > len(getoond)}


def _is_intern(user: Medewerker, _dossier: Dossier) -> bool:
    return user.is_intern


panelen.registreer(panelen.Paneel("taken", "Open taken", 55, "dossiers/panelen/taken.html", _open_taken, toon=_is_intern))
