"""``./raadhus manage …``: Django's own commands, in this installation or in the demo town."""

from collections.abc import Sequence

from django.core.management import execute_from_command_line

from raadhus.config.town.installation import installation

LOOK_AT_CODE = frozenset({"check", "makemigrations", "collectstatic", "diffsettings", "findstatic", "help"})
LOOK_AT_CODE |= {"--help", "-h", "version", "--version"}


def main(arguments: Sequence[str]) -> int:
    """Run a command of Django's; ``migrate`` runs as the role that owns the tables."""
    words = list(arguments)
    if words[:1] == ["migrate"] and not any(word.startswith("--database") for word in words):
        words.append("--database=owner")
    with installation(database=bool(words) and words[0] not in LOOK_AT_CODE):
        execute_from_command_line(["./raadhus manage", *words])
    return 0
