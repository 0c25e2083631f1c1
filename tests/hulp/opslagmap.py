"""The storage folder of this process of the test run."""

import os
import shutil
from pathlib import Path

from tests.hulp import servers

_MAPPEN = servers.TESTMAP / "bestanden"


def eigen_map() -> Path:
    """Return the storage folder of this process of the test run."""
    return _MAPPEN / str(os.getpid())


def ruim_oude_mappen() -> None:
    """Throw away what killed runs left."""
    for map_ in _MAPPEN.glob("*"):
        if not Path(f"/proc/{map_.name}").exists():
            shutil.rmtree(map_, ignore_errors=True)


def gooi_weg() -> None:
    """Throw away the folder of this process."""
    shutil.rmtree(eigen_map(), ignore_errors=True)
