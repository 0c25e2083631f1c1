"""People at a location, made through the actions."""

from datetime import date
from typing import Any

from django.utils import timezone

from dossiers.actions import attesten, betrokkenen, koppelingen
from dossiers.choices import Attestsoort, Betrokkenerol, Koppelstatus
from dossiers.models import Attest, Betrokkene, Dossier, Organisator, PersoonKoppeling
from kern.models import Medewerker

GEBOREN = date(1980, 5, 4)


def maak_betrokkene(waar: Dossier | Organisator, door: Medewerker, naam: str = "Rita Verzonnen", **meer: Any) -> Betrokkene:
    """Let somebody work at a location, or at an organisator as a whole; verantwoordelijke since 2020 unless said so."""
    dossier = waar if isinstance(waar, Dossier) else None
    gegevens: dict[str, Any] = {
        "rol": Betrokkenerol.VERANTWOORDELIJKE,
        "geboortedatum": GEBOREN,
        "vanaf": date(2020, 1, 1),
        "op": timezone.now(),
    }
    organisator = waar.organisator if isinstance(waar, Dossier) else waar
    return betrokkenen.voeg_toe(organisator=organisator, dossier=dossier, naam=naam, door=door, **gegevens | meer)


def maak_attest(betrokkene: Betrokkene, door: Medewerker, verloopt_op: date | None, **meer: Any) -> Attest:
    """Let somebody show an attest that counts until *verloopt_op* included; of the criminal record unless said so."""
    gegevens: dict[str, Any] = {"soort": Attestsoort.STRAFREGISTER, "afgegeven_op": None, "op": timezone.now()}
    return attesten.voeg_toe(betrokkene=betrokkene, verloopt_op=verloopt_op, door=door, **gegevens | meer)


def beslis(een: Betrokkene, ander: Betrokkene, door: Medewerker, naar: Koppelstatus = Koppelstatus.BEVESTIGD) -> PersoonKoppeling:
    """Decide about two people, from the state in which they are."""
    a, b = sorted((een.pk, ander.pk))
    nu = PersoonKoppeling.objects.filter(een=a, ander=b).first()
    van = nu.status if nu else Koppelstatus.VOORGESTELD
    reden = "Zelfde geboortedatum, gebeld met beiden."
    return koppelingen.beslis(een=een, ander=ander, van=van, naar=naar, reden=reden, door=door, op=timezone.now())
