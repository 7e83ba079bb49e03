"""A database of its own with one municipality, for processes without the rooms that use them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import django
from django.core.management import call_command
from django.utils.module_loading import import_string

from raadhus.config.proof.page import CannotGoOn
from raadhus.config.town.folders import STATE
from raadhus.config.town.installation import enter
from raadhus.config.town.postgres.cluster import DURABLE
from raadhus.config.town.postgres.keeping import find_server, remove_town_database, town_database
from raadhus.config.town.postgres.server import Login

_STATE = STATE / "bench-processes"
_SETTINGS = {**DURABLE, "max_wal_size": "8GB", "checkpoint_timeout": "30min", "shared_buffers": "512MB"}


@dataclass(frozen=True, slots=True)
class BenchTown:
    """The town's server: the administrator's way in, and its first process."""

    admin: Login
    pid: int


@contextmanager
def opened_town() -> Iterator[BenchTown]:
    """Yield an empty, migrated town that this process and its children are in; nothing of it is left. Raises: CannotGoOn."""
    remove_town_database(_STATE)
    with town_database(_STATE, settings=_SETTINGS) as database:
        enter(database, _STATE)
        server = find_server(_STATE)
        if server is None:
            raise CannotGoOn("A measurement needs a database of its own.")
        django.setup()
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        import_string("raadhus.organisation.demo.load_towns")()
        yield BenchTown(*server)
    remove_town_database(_STATE)
