"""Being inside an installation: the configured one, the demo town, or the code alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raadhus.config.town import folders, variables
from raadhus.config.town.postgres.keeping import town_database
from raadhus.config.town.postgres.server import Database, read_login


@contextmanager
def installation(*, database: bool) -> Iterator[None]:
    """Tell this process where it is, before Django reads its settings.

    A configured installation stays as it is. Otherwise it is the demo town, whose database runs inside the
    context when one is asked for.
    Raises: CannotOpenTown.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "raadhus.config.settings"
    if variables.is_configured():
        yield
    elif database:
        with town_database(folders.STATE, server_url=variables.given_server()) as running:
            enter(running)
            yield
    else:
        enter(
            Database(
                app=read_login(variables.NOWHERE["RAADHUS_DATABASE_URL"]),
                owner=read_login(variables.NOWHERE["RAADHUS_OWNER_DATABASE_URL"]),
            )
        )
        yield


def enter(database: Database, state: Path = folders.STATE) -> None:
    """Tell this process, and those it starts, that it is in the town whose folder and database these are."""
    os.environ.update(variables.town_variables(state, database, ports={}))
    os.environ.update(variables.owner_variables(database))
