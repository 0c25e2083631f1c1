"""What the mailbox brought and stands in no file: it waits to be placed, was set aside, or a machine wrote it."""

import random
from datetime import UTC, datetime, timedelta

from dossiers import gebeurtenissen
from dossiers.actions.post_ontvangen import herkenning_van
from dossiers.choices import Richting
from dossiers.generator import woorden
from dossiers.models import Postbericht
from dossiers.postkeuzes import Postbron, Poststatus
from kern.generator.bouw import Bouw, uuid
from kern.generator.mensen import Ploeg
from kern.generator.stroom import Persoon, Stroom
from kern.post import Adres, Post

TE_PLAATSEN, OPZIJ, AUTOMATISCH = 30, 40, 60  # at ×1
POSTVAK = "dossier@opgroeien.example"
_REDEN = "Reclame"
_TEKST = "Goedemorgen\n\nGraag antwoord."
_ONDERWERPEN = ("Vraag over een plaats", "Verhuis in het voorjaar", "Factuur", "Uitnodiging voor een opendeurdag")


def maak_postvak(bouw: Bouw) -> None:
    """Write what the intake does, and setting aside."""
    coordinatoren = [wie for team in bouw.van(Ploeg).coordinatoren.values() for wie in team]
    with bouw.stroom("postvak") as stroom:
        _schrijf_alle(bouw, stroom, coordinatoren)


def _schrijf_alle(bouw: Bouw, stroom: Stroom, coordinatoren: list[Persoon]) -> None:
    for status, aantal, dagen in (
        (Poststatus.TE_PLAATSEN, TE_PLAATSEN, 6),
        (Poststatus.OPZIJ, OPZIJ, 400),
        (Poststatus.AUTOMATISCH, AUTOMATISCH, 400),
    ):
        for volg in range(bouw.maal(aantal)):
            toeval = bouw.toeval(f"postvak {status} {volg}")
            op = bouw.werkmoment(toeval, toeval.uniform(2, dagen)).replace(microsecond=0)
            door = toeval.choice(coordinatoren) if status is Poststatus.OPZIJ else None
            _schrijf(stroom, toeval, status, op, door)


def _schrijf(stroom: Stroom, toeval: random.Random, status: Poststatus, op: datetime, door: Persoon | None) -> None:
    sleutel, (voornaam, familienaam) = uuid(toeval), woorden.persoon(toeval)
    van = Adres(f"{voornaam} {familienaam}", woorden.mailadres(familienaam, toeval.randrange(1000)))
    nummer, onderwerp = f"<{sleutel}@fictief.example>", toeval.choice(_ONDERWERPEN)
    automatisch = status is Poststatus.AUTOMATISCH
    afdruk, herkenning = afdrukken(van, nummer, onderwerp, _TEKST, op, "automaat:" if automatisch else "postvak")
    behandeld = op + timedelta(hours=5)
    ontvangen = op + timedelta(minutes=2)
    stroom.rij(
        Postbericht,
        id=sleutel,
        richting=str(Richting.IN),
        status=str(status),
        bron=str(Postbron.POSTBUS),
        draad=sleutel,
        message_id=nummer,
        herkenning=herkenning,
        vingerafdruk=afdruk,
        van_naam=van.naam,
        van_adres=van.adres,
        afzender=van.adres,
        aan=[POSTVAK],
        onderwerp=onderwerp,
        tekst=_TEKST,
        op=op,
        ontvangen_op=ontvangen,
        automaat="afwezigheidsbericht" if automatisch else "",
        behandeld_op=behandeld if door else None,
        behandeld_door_id=door[0] if door else None,
        reden=_REDEN if door else "",
    )
    gegevens = {"mail": str(sleutel)}
    stroom.log(gebeurtenissen.POST_GENOMEN, over=(Postbericht, str(sleutel)), door=None, op=ontvangen, gegevens=gegevens)
    if door:
        stroom.log(gebeurtenissen.POST_OPZIJ, over=(Postbericht, str(sleutel)), door=door, op=behandeld, gegevens=gegevens)


def afdrukken(van: Adres, nummer: str, onderwerp: str, tekst: str, op: datetime, doel: str) -> tuple[str, str]:
    """Return by what a mail is known: what it says, and that for *doel* (`dossiers.actions.post_ontvangen`)."""
    post = Post(nummer, van, (), (), (), op.astimezone(UTC), onderwerp, tekst, "", "", ())
    return post.vingerafdruk(), herkenning_van(post, doel)
