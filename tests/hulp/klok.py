"""No test runs while one day becomes the next: what it calls today must still be today when it looks at the outcome."""

import time
from datetime import UTC, datetime, timedelta

import pytest

RUIMTE = timedelta(seconds=60)  # longer than all but the tests that care about no date


def nog_te_wachten(nu: datetime) -> timedelta:
    """Return how long to wait at *nu* (aware) before a test may begin: nothing, unless midnight in Brussels is near."""
    from kern.tijd import BRUSSEL

    plaatselijk = nu.astimezone(BRUSSEL)
    # Across midnight the difference is taken between moments: on two days of the year the clock of the wall jumps.
    middernacht = datetime.combine(plaatselijk.date() + timedelta(days=1), datetime.min.time(), tzinfo=BRUSSEL)
    rest = middernacht.astimezone(UTC) - nu
    return rest if rest <= RUIMTE else timedelta(0)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let midnight pass first when it is near."""
    if wachten := nog_te_wachten(datetime.now(UTC)):
        time.sleep(wachten.total_seconds() + 0.1)
