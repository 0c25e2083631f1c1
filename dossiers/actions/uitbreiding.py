"""Whether the places of a location may rise: not while something serious is open there, or where it goes on from (domein W9)."""

from django.db import transaction

from dossiers.access.contact import mag_plaatsen_verhogen
from dossiers.fouten import PlaatsenGeblokkeerd
from dossiers.models import Aandacht, Dossier
from dossiers.queries.uitbreiding import blokkades, voorgangers
from kern.models import Medewerker


@transaction.atomic(savepoint=False)
def check_plaatsen(dossier: Dossier, *, naar: int | None, door: Medewerker, reden: str) -> list[Aandacht]:
    """Refuse that the places rise from what they are to *naar* while something serious is open; return despite what they rise.

    Whoever decides about places calls this, in the transaction that changes them: a form of the permit, and the decision on an
    aanvraag. The lock makes whoever opens a matter at this moment wait, or lets us wait for them and then see it: a new matter
    needs the row of its dossier.

    Raises:
        PlaatsenGeblokkeerd: something is open, and *door* is no coordinator or gave no reason.
    """
    sleutels = sorted([dossier.pk, *voorgangers(dossier)])
    list(Dossier.objects.filter(pk__in=sleutels).order_by("pk").select_for_update().values_list("pk", flat=True))
    nu = Dossier.objects.values_list("plaatsen", flat=True).get(pk=dossier.pk)
    if naar is None or nu is None or naar <= nu:  # not known how many there are: the first number is no rise
        return []
    open_ = list(blokkades(dossier))
    mag_met_reden = mag_plaatsen_verhogen(door)
    if open_ and not (mag_met_reden and reden.strip()):
        raise PlaatsenGeblokkeerd([punt.reden for punt in open_[:5]], mag_met_reden)
    return open_
