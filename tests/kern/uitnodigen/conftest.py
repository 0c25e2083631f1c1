"""Dina, the dpo, asks; Joris, a jurist, is asked; it is about an extract of the log."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # this file may be read before the settings are
    from kern.models import Medewerker, PdfDocument


@pytest.fixture
def dina(db: None) -> "Medewerker":
    from kern.choices import Rol
    from tests.mensen import collega

    return collega("Dina", Rol.DPO, team=None)


@pytest.fixture
def joris(db: None) -> "Medewerker":
    from kern.choices import Rol
    from tests.mensen import collega

    return collega("Joris", Rol.JURIST, team=None)


@pytest.fixture
def uittreksel(dina: "Medewerker") -> "PdfDocument":
    from tests.kern.mechanismehulp import document

    return document(dina, door=dina, titel="Uittreksel over Bart")
