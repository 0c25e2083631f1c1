"""Groepen and koepels of the generated world, and which organisatoren belong to them."""

from datetime import timedelta

from dossiers import gebeurtenissen
from dossiers.choices import Groepsoort, Rechtsvorm
from dossiers.generator import organisatoren, woorden
from dossiers.generator.netwerk import Netwerk, organisatornummer
from dossiers.models import Groep, Groepslidmaatschap
from kern.choices import Rol
from kern.generator.bouw import Bouw
from kern.generator.mensen import Ploeg
from kern.tekst import sorteersleutel
from kern.tijd import BRUSSEL

GROEPEN = 45  # at ×1, of two to nine organisatoren each
EX_LID = 0.12  # of the members left


def maak_groepen(bouw: Bouw) -> None:
    """Write groepen, koepels and their members, as `actions.groepen` does."""
    toeval = bouw.toeval("groepen")
    leden = [u for u in bouw.van(Netwerk).uitbaters if u.rechtsvorm in (Rechtsvorm.VZW, Rechtsvorm.BV)]
    backoffice = bouw.van(Ploeg).centraal[Rol.BACKOFFICE]
    toeval.shuffle(leden)
    namen, vrij = set[str](), iter(leden)
    with bouw.stroom("groepen") as stroom:
        for pk in bouw.nummers(Groep, bouw.maal(GROEPEN)):
            soort = toeval.choice([Groepsoort.GROEP, Groepsoort.GROEP, Groepsoort.KOEPEL])
            gekozen = [uitbater for _, uitbater in zip(range(toeval.randrange(2, 10)), vrij, strict=False)]
            if not gekozen:
                break
            naam = _naam(soort, gekozen[0].thuis.gemeente, toeval.choice(woorden.NETWERK), namen)
            namen.add(naam)
            op = bouw.werkmoment(toeval, toeval.uniform(400, 1800))
            door = toeval.choice(backoffice)
            stroom.rij(Groep, id=pk, naam=naam, sorteersleutel=sorteersleutel(naam), soort=str(soort))
            stroom.log(gebeurtenissen.GROEP_GEMAAKT, over=(Groep, pk), door=door, op=op)
            for uitbater in gekozen:
                sinds = max(op, organisatoren.bekend_sinds(bouw, uitbater)) + timedelta(minutes=30)
                vanaf = sinds.astimezone(BRUSSEL).date() - timedelta(days=toeval.randrange(1, 60))
                weg = sinds + (bouw.op - sinds) * toeval.random() if toeval.random() < EX_LID else None
                tot = weg.astimezone(BRUSSEL).date() if weg else None
                stroom.rij(Groepslidmaatschap, groep_id=pk, organisator_id=uitbater.pk, vanaf=vanaf, tot=tot)
                lid: dict[str, object] = {"organisator": organisatornummer(uitbater.volg)}
                stroom.log(
                    gebeurtenissen.LID_TOEGEVOEGD,
                    over=(Groep, pk),
                    door=door,
                    op=sinds,
                    gegevens={**lid, "vanaf": vanaf.isoformat()},
                )
                if weg is not None and tot is not None:
                    stroom.log(
                        gebeurtenissen.LID_BEEINDIGD,
                        over=(Groep, pk),
                        door=door,
                        op=weg,
                        gegevens={**lid, "tot": tot.isoformat()},
                    )


def _naam(soort: Groepsoort, gemeente: str, woord: str, bezet: set[str]) -> str:
    """Return a name that no other group has."""
    naam = f"{str(soort.label).capitalize()} {woord}"
    for langer in (f"{naam} {gemeente}", *(f"{naam} {gemeente} {nummer}" for nummer in range(2, 99))):
        if naam not in bezet:
            return naam
        naam = langer
    return naam
