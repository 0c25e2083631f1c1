"""A world in which somebody can be erased, and a register of its own for every test."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

if TYPE_CHECKING:  # this file may be read before the settings are
    from tests.kern.wissen.wereld import Wereld


@pytest.fixture(autouse=True)
def register(tmp_path: Path, settings: Settings) -> Path:
    """Give the path of the register, which is not there yet."""
    pad = tmp_path / "register" / "wisregister.jsonl"
    settings.WISREGISTER = str(pad)
    return pad


@pytest.fixture
def wereld(db: None) -> "Wereld":
    """Give the world, in the transaction of the test."""
    from tests.kern.wissen.wereld import Wereld

    return Wereld()
