"""An makes messages; Bea of the backoffice looks after what leaves the house."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # this file may be read before the settings are
    from kern.models import Medewerker


@pytest.fixture
def an(db: None) -> "Medewerker":
    from tests.mensen import collega

    return collega("An")


@pytest.fixture
def bea(db: None) -> "Medewerker":
    from kern.choices import Rol
    from tests.mensen import collega

    return collega("Bea", Rol.BACKOFFICE, team=None)
