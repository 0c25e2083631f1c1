"""People with a name, made through the actions. An, Bart and Carla come back in most tests:

- **An** Peeters, klantenbeheerder in Antwerpen;
- **Bart** Maes, klantenbeheerder in Oost-Vlaanderen: the colleague of another team;
- **Carla** Willems, teamcoördinator in Antwerpen.

Around them: **Dirk** (An's team), **Els** (coordinator in Oost-Vlaanderen), **Fatima** (meldingen & communicatie), **Gust**
(jurist, no team of klantenbeheer), **Hanne** (caller in a campaign: not an internal medewerker), **Ivo** (dpo).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kern.actions import mensen
from kern.choices import Rol
from kern.models import Medewerker, Team, Vervanging
from kern.tekst import sorteersleutel
from kern.tijd import BRUSSEL

MAANDAG = datetime(2026, 3, 2, 9, 0, tzinfo=BRUSSEL)
"""An ordinary Monday morning."""
BACKEND = "kern.aanmelden.backend.Aanmeldbackend"
Inloggen = Callable[[Medewerker], Client]


def maak(username: str, naam: str, *rollen: Rol, team: str | None = None, **meer: Any) -> Medewerker:
    """Make somebody called *naam* ("An Peeters"); *meer* overrules any argument of the action."""
    voornaam, familienaam = naam.split(" ", 1)
    gegevens: dict[str, Any] = {
        "email": f"{username}@voorbeeld.example",
        "voornaam": voornaam,
        "familienaam": familienaam,
        "rollen": rollen,
        "team": Team.objects.get(code=team) if team else None,
        "door": None,
        "op": timezone.now(),
    }
    return mensen.maak_medewerker(username=username, **gegevens | meer)


def collega(voornaam: str, *rollen: Rol, team: str | None = "oost-vlaanderen", **meer: Any) -> Medewerker:
    """Make a colleague called *voornaam* on an ordinary Monday; a klantenbeheerder in Oost-Vlaanderen unless said so."""
    sleutel = sorteersleutel(voornaam).replace(" ", "-")
    gegevens: dict[str, Any] = {"op": MAANDAG, "email": f"{sleutel}@voorbeeld.be"} | meer
    return maak(
        gegevens.pop("username", sleutel), f"{voornaam} Peeters", *(rollen or (Rol.KLANTENBEHEERDER,)), team=team, **gegevens
    )


def vervang(afwezige: Medewerker, vervanger: Medewerker, dagen: int = 5) -> Vervanging:
    """Let *vervanger* stand in for *afwezige* from today."""
    vandaag = timezone.localdate()
    return mensen.registreer_vervanging(
        afwezige=afwezige,
        vervanger=vervanger,
        vanaf=vandaag,
        tot=vandaag + timedelta(days=dagen),
        door=afwezige,
        op=timezone.now(),
    )


@pytest.fixture
def inloggen(db: None) -> Callable[[Medewerker], Client]:
    """Give a browser in which somebody is logged in."""

    def doe(medewerker: Medewerker) -> Client:
        client = Client()
        client.force_login(medewerker, backend=BACKEND)
        return client

    return doe


@pytest.fixture
def an(db: None) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def bart(db: None) -> Medewerker:
    return maak("bart", "Bart Maes", Rol.KLANTENBEHEERDER, team="oost-vlaanderen")


@pytest.fixture
def carla(db: None) -> Medewerker:
    return maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")


@pytest.fixture
def dirk(db: None) -> Medewerker:
    return maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def els(db: None) -> Medewerker:
    return maak("els", "Els Goossens", Rol.COORDINATOR, team="oost-vlaanderen")


@pytest.fixture
def fatima(db: None) -> Medewerker:
    return maak("fatima", "Fatima El Amrani", Rol.MELDINGEN)


@pytest.fixture
def gust(db: None) -> Medewerker:
    return maak("gust", "Gust Wouters", Rol.JURIST)


@pytest.fixture
def hanne(db: None) -> Medewerker:
    return maak("hanne", "Hanne Jacobs", Rol.BELLER)


@pytest.fixture
def ivo(db: None) -> Medewerker:
    return maak("ivo", "Ivo Mertens", Rol.DPO)


@pytest.fixture
def client_an(an: Medewerker, inloggen: Inloggen) -> Client:
    return inloggen(an)


@pytest.fixture
def client_bart(bart: Medewerker, inloggen: Inloggen) -> Client:
    return inloggen(bart)


@pytest.fixture
def client_carla(carla: Medewerker, inloggen: Inloggen) -> Client:
    return inloggen(carla)
