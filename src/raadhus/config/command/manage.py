"""``./raadhus manage …``: Django's own commands, in this installation or in the demo town."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line

from raadhus.config.town import folders, variables
from raadhus.config.town.postgres.keeping import town_database
from raadhus.config.town.postgres.server import Database, read_login

ASK_NO_DATABASE = frozenset(
    {
        "check",
        "makemigrations",
        "collectstatic",
        "diffsettings",
        "findstatic",
        "help",
        "--help",
        "-h",
        "version",
    }
)


def main(arguments: Sequence[str]) -> int:
    """Run a command of Django's; ``migrate`` runs as the role that owns the tables."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "raadhus.config.settings"
    if variables.is_configured():
        return _run(arguments)
    if not arguments or arguments[0] in ASK_NO_DATABASE:
        nowhere = Database(
            app=read_login(variables.NOWHERE["RAADHUS_DATABASE_URL"]),
            owner=read_login(variables.NOWHERE["RAADHUS_OWNER_DATABASE_URL"]),
        )
        return _run_in_town(arguments, nowhere)
    with town_database(folders.STATE, server_url=variables.given_server()) as database:
        return _run_in_town(arguments, database)


def _run_in_town(arguments: Sequence[str], database: Database) -> int:
    os.environ.update(variables.town_variables(folders.STATE, database, ports={}))
    os.environ.update(variables.owner_variables(database))
    return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    words = list(arguments)
    if words[:1] == ["migrate"] and not any(word.startswith("--database") for word in words):
        words.append("--database=owner")
    execute_from_command_line(["./raadhus manage", *words])
    return 0
