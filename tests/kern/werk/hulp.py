"""Rows of a werkvoorraad on an ordinary Monday."""

from datetime import datetime, timedelta

from kern.actions import mensen, werk
from kern.models import Medewerker, Werkregel
from kern.queries.werk import Keuze, voorraad
from kern.tijd import BRUSSEL
from kern.werk import Publiek, Werksoort
from kern.werk import registreer as registreer_soort

MAANDAG = datetime(2026, 3, 2, 9, 0, tzinfo=BRUSSEL)
DOE = Werksoort("test.doe", "proef", "proeven", "taak", afvinken=True)
VOOR_MIJ_ALLEEN = Werksoort("test.persoonlijk", "persoonlijke proef", "persoonlijke proeven", "taak", persoonlijk=True)
VOOR_DPO = Werksoort("test.dpo", "proef van de dpo", "proeven van de dpo", "taak", rechten=frozenset({"kern.wissen_bevestigen"}))
registreer_soort(DOE, VOOR_MIJ_ALLEEN, VOOR_DPO)

_nummer = iter(range(10_000))


def meld(publiek: Publiek, titel: str = "Bel terug", soort: Werksoort = DOE, op: datetime = MAANDAG, **meer: object) -> Werkregel:
    """Put a row in a werkvoorraad, in the middle of the week before unless said so."""
    gegevens = {"verwijzing": next(_nummer), "titel": titel, "publiek": publiek, "op": op - timedelta(days=4)} | meer
    return werk.meld(soort=soort, **gegevens)  # type: ignore[arg-type]


def titels(persoon: Medewerker, op: datetime = MAANDAG, **keuze: object) -> list[str]:
    return [rij.titel for rij in voorraad(persoon, op, Keuze(**keuze)).rijen]  # type: ignore[arg-type]


def groepen(persoon: Medewerker, op: datetime = MAANDAG) -> dict[str, str]:
    return {rij.titel: rij.groep.name for rij in voorraad(persoon, op).rijen}


def vervangen(afwezige: Medewerker, vervanger: Medewerker) -> None:
    dag = MAANDAG.date()
    mensen.registreer_vervanging(
        afwezige=afwezige, vervanger=vervanger, vanaf=dag, tot=dag, door=afwezige, op=MAANDAG - timedelta(days=1)
    )
