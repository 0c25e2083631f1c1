"""By which number a location or an organisator is found: its own, or the provisional one that it had before.

A number that was once given stands in messages, in old lines and on paper, so it goes on leading to what it was given to.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from dossiers.models import Dossier, DossierEvent, Organisator, OrganisatorEvent
from dossiers.nummers import VOORLOPIG_BEGIN, is_voorlopig

_VELDEN: dict[type[Dossier | Organisator], tuple[str, Any]] = {
    Dossier: ("dossiernummer", DossierEvent),
    Organisator: ("nummer", OrganisatorEvent),
}


def nu_of_ooit(model: type[Dossier | Organisator], nummers: Collection[str], naar: str = "") -> Q:
    """Return the condition for what has one of *nummers*, or had it before its real one; by way of *naar* ("dossier__").

    A real number never changes, so only a provisional one is looked for in the past: by its own index, in the same statement.
    """
    veld, historiek = _VELDEN[model]
    voorlopig = [nummer for nummer in nummers if is_voorlopig(nummer)]
    if not voorlopig:
        return Q(**{f"{naar}{veld}__in": nummers})
    nu = model._default_manager.filter(**{f"{veld}__in": nummers}).order_by().values("pk")
    # That it begins so says nothing new; it is the condition of the index.
    ooit = historiek.objects.filter(**{f"{veld}__in": voorlopig, f"{veld}__startswith": VOORLOPIG_BEGIN}).values("pgh_obj")
    return Q(**{f"{naar}pk__in": nu.union(ooit, all=True)})


def vroegere_nummers(model: type[Dossier | Organisator]) -> dict[str, str]:
    """Return each provisional number that gave way to a real one, with that one."""
    veld, historiek = _VELDEN[model]
    ooit = historiek.objects.filter(**{f"{veld}__startswith": VOORLOPIG_BEGIN})
    nu = f"pgh_obj__{veld}"
    return dict(ooit.exclude(**{f"{nu}__startswith": VOORLOPIG_BEGIN}).values_list(veld, nu).distinct())
