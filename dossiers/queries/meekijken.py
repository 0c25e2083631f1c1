"""What a meter and a starter see of each other: the open work and the locations, to read."""

from collections import defaultdict
from dataclasses import dataclass

from dossiers.models import Dossier
from kern.models import Medewerker, Werkregel
from kern.queries.werk import mijn_regels
from kern.werk import Kaartje, onderwerpsoort, persoonlijke_codes, soort_met

HOOGSTENS = 300


@dataclass(frozen=True)
class Werk:
    """One open row of the other, with its subject as the reader may see it."""

    regel: Werkregel
    kaartje: Kaartje | None


def werk_van(ander: Medewerker, *, voor: Medewerker) -> list[Werk]:
    """Return the open work of *ander* as *voor* may read it: one query, and one per kind of subject.

    What is asked of one person alone stays with that person; what says more than a card is left out where the content is closed.
    """
    regels = list(mijn_regels(ander).exclude(soort__in=persoonlijke_codes()).order_by("tegen", "sinds", "pk")[:HOOGSTENS])
    sleutels: dict[str, set[str]] = defaultdict(set)
    for regel in regels:
        sleutels[regel.onderwerp_soort].add(regel.onderwerp_id)
    kaartjes: dict[tuple[str, str], Kaartje] = {}
    for soort, ids in sleutels.items():
        bekend = onderwerpsoort(soort)
        if bekend is not None:
            kaartjes |= {(soort, sleutel): kaartje for sleutel, kaartje in bekend.laad(voor, ids).items()}
    uit = []
    for regel in regels:
        kaartje = kaartjes.get((regel.onderwerp_soort, regel.onderwerp_id))
        if _mag(regel, kaartje):
            uit.append(Werk(regel, kaartje))
    return uit


def _mag(regel: Werkregel, kaartje: Kaartje | None) -> bool:
    if kaartje is None:
        return not regel.onderwerp_soort
    return kaartje.inhoud or soort_met(regel.soort).alleen_kaart


def locaties_van(ander: Medewerker, *, voor: Medewerker) -> list[Dossier]:
    """Return the locations that *ander* follows, with by which way *voor* reads them."""
    return list(Dossier.objects.met_weg(voor).met_klantenbeheerder().gevolgd_door([ander])[:HOOGSTENS])
