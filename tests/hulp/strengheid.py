"""What no test may let pass unseen: a logged error."""

import logging
from collections.abc import Iterator

import pytest


class _Verzamelaar(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.regels: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.regels.append(record)


@pytest.fixture(autouse=True)
def gelogde_fouten() -> Iterator[list[logging.LogRecord]]:
    """Give the errors logged so far; a test that expects some asks for this list, looks at it and clears it.

    What is still in it at the end fails the test.
    """
    verzamelaar = _Verzamelaar()
    logging.getLogger().addHandler(verzamelaar)
    yield verzamelaar.regels
    logging.getLogger().removeHandler(verzamelaar)
    if verzamelaar.regels:
        opmaak = logging.Formatter()
        teksten = "\n".join(f"{regel.name}: {opmaak.format(regel)}" for regel in verzamelaar.regels)
        pytest.fail(f"Er kwam een fout in het logboek die deze test niet verwachtte:\n{teksten}", pytrace=False)
