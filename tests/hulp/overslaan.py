"""Skipping because this machine lacks something: seen by everybody, and a failure where everything must be there."""

import os
from typing import NoReturn

import pytest


def sla_over(wat: str) -> NoReturn:
    """Skip the test because *wat* is missing; with `EIS_ALLES=ja` (as in `.ci/run`) fail instead."""
    if os.environ.get("EIS_ALLES") == "ja":
        pytest.fail(f"EIS_ALLES=ja, maar er is geen {wat}.", pytrace=False)
    pytest.skip(f"OVERGESLAGEN: geen {wat}")
