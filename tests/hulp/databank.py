"""Fixtures for the database: one copy of the template per worker, and fresh ones for tests that really commit."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_django import DjangoDbBlocker

from opgroeien.embedded import Rol
from tests.hulp import servers

_GEBRUIK_EIGEN = (
    "{wat} kan niet: de rol van het programma mag geen tabellen leegmaken. "
    "Vraag de fixture eigen_database (een verse databank voor één test, met echte commits) of webserver (gunicorn daarop)."
)


@dataclass(frozen=True)
class Databank:
    """A database of this run, for processes started by a test."""

    naam: str

    @property
    def url(self) -> str:
        """Return the `DATABASE_URL` of the program."""
        return servers.url(Rol.APP, self.naam)

    @property
    def url_eigenaar(self) -> str:
        """Return the URL of the owner, for `manage.py migrate`."""
        return servers.url(Rol.EIGENAAR, self.naam)

    @property
    def url_beheer(self) -> str:
        """Return the URL of the superuser, for what even the owner may not."""
        return servers.url(Rol.BEHEER, self.naam)


def werker_van(config: pytest.Config) -> str:
    """Return the name of this worker: "gw0", "gw1", … or "main" when there are none."""
    return str(getattr(config, "workerinput", {}).get("workerid", "main"))


def wijs_django_naar(url: str) -> None:
    """Let Django, in this process and in those it starts, use the database of *url* from now on."""
    import dj_database_url
    from django.db import connections

    connections.close_all()
    nieuw = dj_database_url.parse(url)
    # In place: connections of other threads are made from this same dictionary.
    instellingen = connections.settings["default"]
    for sleutel in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        instellingen[sleutel] = nieuw[sleutel]
    instellingen["OPTIONS"] = instellingen["OPTIONS"] | nieuw.get("OPTIONS", {})
    os.environ["DATABASE_URL"] = url


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None) -> Iterator[None]:
    """Give this worker its own copy of the migrated template (instead of Django's test database, made by a superuser)."""
    databank = Databank(servers.naam_van(werker_van(request.config)))
    servers.maak(databank.naam)
    wijs_django_naar(databank.url)
    yield
    from django.db import connections

    connections.close_all()
    servers.gooi_weg(databank.naam)


@pytest.fixture(autouse=True)
def _geen_transactionele_test(request: pytest.FixtureRequest) -> None:
    markering = request.node.get_closest_marker("django_db")
    if markering is not None and (markering.kwargs.get("transaction") or markering.kwargs.get("reset_sequences")):
        pytest.fail(_GEBRUIK_EIGEN.format(wat="django_db(transaction=True)"), pytrace=False)


@pytest.fixture
def transactional_db() -> None:
    """Refused, and `live_server` with it, which leans on this: it empties tables."""
    pytest.fail(_GEBRUIK_EIGEN.format(wat="transactional_db"), pytrace=False)


@pytest.fixture
def eigen_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Databank]:
    """Give a fresh migrated database for this test alone: commits are real, other processes may work in it; dropped afterwards.

    Not together with `db`: that one rolls back on another database.
    """
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("Vraag db of eigen_database, niet allebei: het zijn twee verschillende databanken.", pytrace=False)
    gewone_url = os.environ["DATABASE_URL"]
    databank = Databank(servers.naam_van(f"eigen_{werker_van(request.config)}"))
    servers.maak(databank.naam)
    wijs_django_naar(databank.url)
    with django_db_blocker.unblock():
        yield databank
    wijs_django_naar(gewone_url)
    servers.gooi_weg(databank.naam)


@pytest.fixture(autouse=True)
def _geen_testmerk() -> None:
    # Known beforehand, so that the first page of a process counts as many queries as the next; a test about the mark looks again.
    from kern import testgegevens

    testgegevens.onthoud(False)
