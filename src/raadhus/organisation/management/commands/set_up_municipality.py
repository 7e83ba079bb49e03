"""``manage set_up_municipality FILE``: who we are, who works here, how people log in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from raadhus.organisation.use_cases.set_up_municipality import CannotSetUpMunicipality, set_up_municipality


class Command(BaseCommand):
    """Lay down a municipality from its file; doing it again brings it in line."""

    help = "Set up a municipality from a YAML file. Needs RAADHUS_OWNER_DATABASE_URL."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Set it up, and say where it is."""
        try:
            town = set_up_municipality(options["file"])
        except CannotSetUpMunicipality as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{town.name} is set up: {town.host}")
