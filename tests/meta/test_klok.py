"""What the suite itself does about midnight."""

from datetime import datetime, timedelta

import pytest

from kern.tijd import BRUSSEL
from tests.hulp.klok import nog_te_wachten


@pytest.mark.parametrize(
    ("nu", "wachten"),
    [
        (datetime(2026, 3, 2, 12, tzinfo=BRUSSEL), 0),
        (datetime(2026, 3, 2, 23, 58, 59, tzinfo=BRUSSEL), 0),
        (datetime(2026, 3, 2, 23, 59, 15, tzinfo=BRUSSEL), 45),
        (datetime(2026, 3, 3, 0, 0, tzinfo=BRUSSEL), 0),
        (datetime(2026, 3, 29, 23, 59, 30, tzinfo=BRUSSEL), 30),  # of 23 hours
        (datetime(2026, 10, 25, 22, 59, 30, tzinfo=BRUSSEL), 0),  # of 25 hours
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=BRUSSEL), 1),
    ],
)
def test_vlak_voor_middernacht_wacht_een_proef_op_de_nieuwe_dag(nu: datetime, wachten: int) -> None:
    assert nog_te_wachten(nu) == timedelta(seconds=wachten)
