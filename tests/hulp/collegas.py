"""Colleagues with a name, made through the action, for tests about people and the log."""

from datetime import datetime
from typing import Any

from kern.actions import mensen
from kern.choices import Rol
from kern.models import Medewerker, Team
from kern.tekst import sorteersleutel
from kern.tijd import BRUSSEL

MAANDAG = datetime(2026, 3, 2, 9, 0, tzinfo=BRUSSEL)
"""An ordinary Monday morning."""


def collega(voornaam: str, *rollen: Rol, team: str | None = "oost-vlaanderen", **meer: Any) -> Medewerker:
    """Make a colleague called *voornaam*, a klantenbeheerder in Oost-Vlaanderen unless said otherwise."""
    username = sorteersleutel(voornaam).replace(" ", "-")
    gegevens: dict[str, Any] = {
        "username": username,
        "email": f"{username}@voorbeeld.be",
        "voornaam": voornaam,
        "familienaam": "Peeters",
        "rollen": rollen or (Rol.KLANTENBEHEERDER,),
        "team": Team.objects.get(code=team) if team else None,
        "door": None,
        "op": MAANDAG,
    }
    return mensen.maak_medewerker(**gegevens | meer)
