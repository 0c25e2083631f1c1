"""An, a klantenbeheerder in Oost-Vlaanderen, behind her screen."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:  # this file may be read before the settings are
    from kern.models import Medewerker


@pytest.fixture
def an(db: None) -> "Medewerker":
    from tests.mensen import collega

    return collega("An", familienaam="De Smet", expertises=["babyslaap"])


@pytest.fixture
def client_an(an: "Medewerker", client: Client) -> Client:
    client.force_login(an, backend="kern.aanmelden.backend.Aanmeldbackend")
    return client
