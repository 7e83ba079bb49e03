"""What a test session stands on: compiled translations, and a database of its own.

The database's server is started for the session, migrated once, and copied for each test process.
Tests run as ``raadhus_app`` (alias ``default``), like everything that runs; only migrations use ``owner``.
The server starts when the first test asks for a database.
"""

import functools
import importlib
import math
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from _pytest.nodeid import NodeId
from hypothesis import HealthCheck, settings
from psycopg import sql

from raadhus.config.command import compile_translations
from raadhus.config.town.postgres.server import Database
from raadhus.config.town.postgres.throwaway import ThrowawayServer, throwaway_server
from raadhus.identity import public as identity
from raadhus.organisation import demo as organisation_demo
from raadhus.organisation import public as organisation
from raadhus.portal.web import most_used
from raadhus.processes.use_cases.known_models import forget_models
from tests import databasekit

pytest_plugins = ["tests.browserkit"]
# How quick a machine is says nothing of what is tried; and the same code is tried with the same examples each time, so
# that a run differs from another by what was changed alone. RAADHUS_TEST_NEW_EXAMPLES looks for new ones.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=not os.environ.get("RAADHUS_TEST_NEW_EXAMPLES"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
KEPT_FOR = (
    "raadhus.organisation.queries.KNOWN_FOR_SECONDS",
    "raadhus.identity.queries._KNOWN_FOR_SECONDS",
    "raadhus.portal.web.most_used._KEPT_FOR_SECONDS",
)
COMPILED_BY = (
    "raadhus.rules.use_cases.store_model.check",
    "raadhus.processes.use_cases.known_models.load",
    "raadhus.processes.use_cases.store_model.load",
)
"""What a file's bytes alone decide, and what they are read by; a refusal is an exception, and not kept."""
MOST_COMPILED = 300
SERVER = pytest.StashKey[ThrowawayServer]()
LEAVING = pytest.StashKey[ExitStack]()


def pytest_configure(config: pytest.Config) -> None:
    """Prepare for a server; a worker of a parallel session gets it from the session's controller."""
    config.stash[LEAVING] = ExitStack()
    if given := getattr(config, "workerinput", {}).get("raadhus_server"):
        config.stash[SERVER] = databasekit.read_server(given)
    elif compile_translations.main():
        raise pytest.UsageError("A translation could not be compiled.")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Hand the one server of a parallel session to a worker."""
    node.workerinput["raadhus_server"] = databasekit.write_server(_server_of(node.config))  # type: ignore[attr-defined]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of one ``xdist_group`` on one worker.

    pytest-xdist 3.8 writes the group where pytest 9.2 no longer reads it, and spreads the tests of a group silently.
    Source: https://github.com/pytest-dev/pytest-xdist/issues/1386
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        group = item.get_closest_marker("xdist_group")
        if group is not None and not item.nodeid.endswith(f"@{group.args[0]}"):
            item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")  # what nodeid reads


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server."""
    config.stash[LEAVING].close()


@pytest.fixture(scope="session")
def database_server(pytestconfig: pytest.Config) -> ThrowawayServer:
    """Return the session's PostgreSQL server, started when it is first asked for."""
    return _server_of(pytestconfig)


@pytest.fixture(scope="session")
def test_database(
    database_server: ThrowawayServer, django_db_blocker: object, worker_id: str
) -> Iterator[Database]:
    """Make this process's database from the migrated template, and point Django to it."""
    with databasekit.fresh_database(database_server, worker_id, django_db_blocker) as database:
        yield database


@pytest.fixture
def written_anew(test_database: Database) -> Callable[[str], None]:
    """Return what writes an index anew: the rows that tests took back swell it, until no plan finds it cheaper."""

    def write_anew(index: str) -> None:
        with test_database.owner.connection() as owner:
            owner.execute(sql.SQL("REINDEX INDEX {}").format(sql.Identifier(index)))

    return write_anew


@pytest.fixture(scope="session")
def django_db_setup(test_database: Database) -> None:
    """Replace pytest-django's own set-up, which would make the tables as the application's role."""


@pytest.fixture(scope="session")
def towns(django_db_setup: None, django_db_blocker: Any) -> None:
    """Lay down Egeby, Nordby and their association, once: reference rows, which no test can change."""
    with django_db_blocker.unblock():
        organisation_demo.load_towns()


@pytest.fixture(scope="session", autouse=True)
def as_long_as_a_test() -> Iterator[None]:
    """Let what a process keeps for a while be kept as long as a test lasts: its queries are then the same each time."""
    with pytest.MonkeyPatch.context() as patch:
        for kept_for in KEPT_FOR:
            patch.setattr(kept_for, math.inf)
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let the same file be checked and compiled once in a session, in however many towns it is stored."""
    with pytest.MonkeyPatch.context() as patch:
        for name in COMPILED_BY:
            module, _, function = name.rpartition(".")
            compiled = getattr(importlib.import_module(module), function)
            patch.setattr(name, functools.lru_cache(maxsize=MOST_COMPILED)(compiled))
        yield


@pytest.fixture(autouse=True)
def nothing_kept(as_long_as_a_test: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Begin each test with nothing kept of what ran before; a test that empties the tables takes their rows along."""
    organisation.forget_known()
    identity.forget_registrations()
    most_used.forget_most_used()
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        forget_models()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """Name this test process; ``main`` when tests do not run in parallel."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


def _server_of(config: pytest.Config) -> ThrowawayServer:
    if SERVER not in config.stash:
        config.stash[SERVER] = config.stash[LEAVING].enter_context(throwaway_server())
    return config.stash[SERVER]
