"""What the telefoonblad costs: every save while somebody types, and every page while a call is open."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from uuid import uuid4

from benchmarks.bewaren import meet_bewaren
from benchmarks.meting import Meting
from benchmarks.paginas import Lezer, meet_pagina
from dossiers.actions import telefoonbladen
from dossiers.models import Dossier
from kern.models import Medewerker

TEKST = "De mama van een peuter belt over de rusttijd, en of de groepen vrijdag weer samen zitten. " * 8


def meet_telefoonblad(lezer: Lezer, persoon: Medewerker, schaal: float, *, rondes: int, n: int, op: datetime) -> Iterator[Meting]:
    """Measure both with one open call of *persoon* about a location; it is hung up at the end."""
    dossier = Dossier.objects.gevolgd_door([persoon])[0]
    inhoud = telefoonbladen.Inhoud(TEKST, "een mama", "0470 00 00 01", "in", dossier)
    blad = telefoonbladen.bewaar_blad(sleutel=uuid4(), versie=0, inhoud=inhoud, door=persoon, op=op)
    yield meet_pagina(
        f"lege pagina met open telefoonblad ×{schaal:g}", lezer, ["/bench/leeg/"], grens_ms=5, grens_queries=3, rondes=rondes, n=n
    )
    versies, pad = count(blad.versie), blad.get_absolute_url()

    def bewaar() -> bytes:
        versie = next(versies)
        gegevens = {"versie": str(versie), "tekst": f"{TEKST} {versie}", "richting": "in", "over": dossier.dossiernummer}
        return lezer.stuur(pad, gegevens)

    yield meet_bewaren(f"telefoonblad bewaren ×{schaal:g}", bewaar, rondes=rondes, n=n)
    telefoonbladen.hang_op(blad=blad, wordt=[], reden="Meting", door=persoon, op=op)
