"""Five years of contacts with every location: calls, mails, talks and the yearly visit, with their lines on the timeline."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from dossiers.choices import Contactsoort, Dossierstatus, Richting
from dossiers.generator import teksten
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_contact
from dossiers.generator.tijdvak import bekend_sinds, einde
from kern.generator.bouw import Bouw, uuid
from kern.generator.stroom import Stroom

PER_JAAR = 1.85  # contacts with an ordinary location, the yearly visit included
DRUK = 100  # one in so many locations has a long story …
VEEL = (400, 460)  # … of this many contacts
BEZOCHT = 0.92  # of the locations were visited in a given year

_SOORTEN: list[tuple[Contactsoort, Richting | None]] = [
    (Contactsoort.TELEFOON, Richting.IN),
    (Contactsoort.TELEFOON, Richting.UIT),
    (Contactsoort.MAIL, Richting.IN),
    (Contactsoort.MAIL, Richting.UIT),
    (Contactsoort.GESPREK, None),
    (Contactsoort.ONLINE, None),
    (Contactsoort.BRIEF, Richting.UIT),
    (Contactsoort.ANDERE, None),
]
_KANSEN = [24, 20, 24, 16, 6, 6, 3, 1]


def maak_contacten(bouw: Bouw) -> None:
    """Write what passed between the agency and every location."""
    locaties = bouw.van(Netwerk).locaties
    lang = [locatie.volg for locatie in locaties if locatie.is_open and locatie.gestart_op < bouw.begin.date()]
    druk = set(bouw.toeval("druk").sample(lang, min(len(lang), max(1, len(locaties) // DRUK))))
    with bouw.stroom("contacten") as stroom:
        for locatie in locaties:
            if locatie.status is Dossierstatus.AANVRAAG:
                continue
            toeval = bouw.toeval(f"contacten {locatie.volg}")
            begin, tot = bekend_sinds(bouw, locatie), einde(bouw, locatie) or bouw.op
            dagen_begin, dagen_tot = (bouw.op - begin).days, (bouw.op - tot).days
            if dagen_begin - dagen_tot < 2:
                continue
            momenten = sorted(_momenten(bouw, dagen_begin, dagen_tot, toeval, druk=locatie.volg in druk), key=lambda m: m[0])
            for op, soort in momenten:
                _schrijf(bouw, stroom, locatie, op, soort, toeval)


def _momenten(
    bouw: Bouw, dagen_begin: int, dagen_tot: int, toeval: random.Random, *, druk: bool
) -> Iterator[tuple[datetime, Contactsoort | None]]:
    """Yield when there was contact: a visit in most years, and the rest whenever; None is any kind but a visit."""
    jaren = (dagen_begin - dagen_tot) / 365.25
    bezoek = dagen_tot + toeval.randrange(5, 365)
    while bezoek < dagen_begin:
        if toeval.random() < BEZOCHT:
            yield bouw.werkmoment(toeval, bezoek), Contactsoort.BEZOEK
        bezoek += toeval.randrange(300, 400)
    rest = (PER_JAAR - BEZOCHT) * jaren
    aantal = toeval.randrange(*VEEL) if druk else int(rest) + (toeval.random() < rest % 1)
    for _ in range(aantal):
        yield bouw.werkmoment(toeval, toeval.uniform(dagen_tot + 1, dagen_begin)), None


def _schrijf(
    bouw: Bouw, stroom: Stroom, locatie: Locatie, op: datetime, soort: Contactsoort | None, toeval: random.Random
) -> None:
    richting: Richting | None = None
    if soort is None:
        soort, richting = toeval.choices(_SOORTEN, _KANSEN)[0]
    # Most is noted at once, some the day after; nothing later than the end of the history.
    later = timedelta(minutes=toeval.randrange(5, 90) if toeval.random() < 0.85 else toeval.randrange(600, 2800))
    genoteerd_op = min(op + later, bouw.op - timedelta(minutes=1))
    schrijf_contact(
        stroom,
        locatie.plek,
        sleutel=uuid(toeval),
        soort=soort,
        richting=richting,
        met=locatie.contact if toeval.random() < 0.8 else "",
        tekst=teksten.contact(soort, richting, locatie.plaatsen, toeval),
        op=op,
        genoteerd_op=genoteerd_op,
        door=locatie.volger(genoteerd_op),
    )
