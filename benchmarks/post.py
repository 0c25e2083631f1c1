"""What a mail costs while it is written."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from uuid import uuid4

from benchmarks.bewaren import meet_bewaren
from benchmarks.meting import Meting
from benchmarks.paginas import Lezer
from dossiers.actions import post_schrijven
from dossiers.models import Dossier
from kern.models import Medewerker

TEKST = "Beste\n\nU vroeg wat er nodig is om te verhuizen. Hieronder staat het, met wie u kunt bellen. " * 8


def meet_post(lezer: Lezer, persoon: Medewerker, schaal: float, *, rondes: int, n: int, op: datetime) -> Iterator[Meting]:
    """Measure saving a concept of *persoon* about a location; it is thrown away at the end."""
    dossier = Dossier.objects.gevolgd_door([persoon])[0]
    concept = post_schrijven.begin(sleutel=uuid4(), over=dossier, door=persoon, op=op)
    versies, pad = count(concept.versie), f"{concept.get_absolute_url()}schrijven/"

    def bewaar() -> bytes:
        versie = next(versies)
        gegevens = {"versie": str(versie), "ander": "an@opvang.example", "onderwerp": "Verhuis", "doe": "typen"}
        return lezer.stuur(pad, gegevens | {"tekst": f"{TEKST} {versie}"})

    yield meet_bewaren(f"mail bewaren bij het typen ×{schaal:g}", bewaar, rondes=rondes, n=n)
    post_schrijven.gooi_weg(bericht=concept, door=persoon, op=op)
