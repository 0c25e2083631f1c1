"""What stands in the addresses of what goes with reports: promises, photos, addenda, text blocks."""

from typing import Any

from dossiers.models import Tekstblok, Verslagfoto
from tests.meta.verslagen import NOTA
from tests.meta.wereld import Persoon, Wereld


def belofte(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).beloften.get().pk}


def belofte_stap(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return belofte(wereld, wie) | {"stap": "gebroken"}


def tekstblok(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Tekstblok.objects.get(weg_op=None).pk}


def addendum(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": wereld.dossier_van(wie).verslagen.get(titel=NOTA).pk, "nummer": 1}


def verslagfoto(wereld: Wereld, wie: Persoon) -> dict[str, Any]:
    return {"pk": Verslagfoto.objects.get(deel__verslag__dossier=wereld.dossier_van(wie)).pk}
