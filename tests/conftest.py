"""What every test stands on: real servers, the role of the program, and no forgiveness. The parts are in `tests/hulp/`."""

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from opgroeien.embedded import Servers
from tests.hulp import opslagmap, servers

pytest_plugins = [
    f"tests.hulp.{naam}"
    for naam in ("databank", "strengheid", "klok", "processen", "browser", "post", "bestanden", "clamd", "postbus")
]

_SERVERS = pytest.StashKey[Servers | None]()

# The machine may be busy: a time limit per example would fail on Tuesdays. The same examples every time, so a red test stays red.
hypothesis_settings.register_profile("opgroeien", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("opgroeien")


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before Django reads its settings; a worker finds them in the environment it inherited."""
    if not hasattr(config, "workerinput"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "opgroeien.settings"
        os.environ["OMGEVING"] = "test"
        # Empty on purpose: every test client would otherwise read the collected files of a demo in this checkout.
        leeg = servers.TESTMAP / "geen-statische-bestanden"
        leeg.mkdir(parents=True, exist_ok=True)
        os.environ["STATIC_ROOT"] = str(leeg)
        opslagmap.ruim_oude_mappen()
        config.stash[_SERVERS] = servers.start()
    os.environ["BESTANDEN_MAP"] = str(opslagmap.eigen_map())  # of this process: workers erase each other's files otherwise
    import django
    from django.conf import settings

    django.setup()  # reads the settings now, so that pytest-django finds Django configured
    # In a worker pytest-django had read them before this, with the folder of the process that started it.
    settings.STORAGES["bestanden"]["OPTIONS"]["location"] = os.environ["BESTANDEN_MAP"]
    for naam in ("tests.mensen", "tests.wereld"):  # people and places for every test; their modules need the tables
        pytest.register_assert_rewrite(naam)
        config.pluginmanager.import_plugin(naam)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started."""
    servers.stop(config.stash.get(_SERVERS, None))
    opslagmap.gooi_weg()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the root of this checkout."""
    return servers.CHECKOUT
