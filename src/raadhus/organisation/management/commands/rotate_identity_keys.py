"""``manage rotate_identity_keys``: after a new key was added to the key ring, in every municipality."""

from typing import Any

from django.core.management.base import BaseCommand

from raadhus.identity import public as identity
from raadhus.organisation import public as organisation
from raadhus.platform.actor import Actor


class Command(BaseCommand):
    """Seal the persons, numbers and registrations of every tenant under the newest key."""

    help = "Seal identity data under the newest key of the key ring, while everything runs."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Work through the tenants and say what was done in each."""
        for town in organisation.list_tenants():
            actor = Actor.system(town.id, purpose="organisation.rotate_identity_keys")
            done = identity.rotate_identity_keys(actor)
            self.stdout.write(f"{town.name}: {done.numbers} numbers, {done.rows} other rows")
