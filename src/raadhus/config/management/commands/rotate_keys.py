"""``./raadhus keys rotate``: everything sealed comes under the newest key, in every municipality, while everything runs."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from raadhus.identity import public as identity
from raadhus.organisation import public as organisation
from raadhus.platform.actor import Actor
from raadhus.platform.encryption import key_ring, write_new_key
from raadhus.platform.environment import current_environment
from raadhus.platform.key_rotation import reseal_everything


class Command(BaseCommand):
    """Seal every sealed field and file under the newest key of the key ring."""

    help = "Seal everything under the newest key of the key ring, while everything runs."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take ``--new``."""
        parser.add_argument("--new", action="store_true", help="add a new key to RAADHUS_KEYS_FILE first")

    def handle(self, *_arguments: Any, new: bool, **_options: Any) -> None:
        """Work through it, say what was done, and what may be done with the old keys."""
        keys_file = current_environment().keys_file
        if new:
            if keys_file is None:
                raise CommandError("RAADHUS_KEYS_FILE is not set.")
            write_new_key(keys_file)
        for town in organisation.list_tenants():
            actor = Actor.system(town.id, purpose="config.rotate_keys")
            self.stdout.write(f"{town.name}: {identity.refile_numbers(actor)} identity numbers")
        all_of_it = reseal_everything()
        self.stdout.write(f"All rooms: {all_of_it.rows} rows, {all_of_it.files} files")
        for name in all_of_it.missing:
            self.stdout.write(f"Not there: the file {name}")
        self.stdout.write(
            f"Everything lies under key {key_ring().current}. Older keys may leave RAADHUS_KEYS_FILE; keep them apart "
            "for as long as backups are kept that were sealed with them."
        )
