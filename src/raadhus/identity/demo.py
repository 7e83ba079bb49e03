"""The demo's registrations at the local eID provider; who works where and lives where is laid down with the towns."""

from collections.abc import Iterable
from uuid import UUID

from raadhus.identity import public
from raadhus.identity.public import Registration
from raadhus.platform.actor import Actor


def load() -> None:
    """Lay down nothing: persons come with their first login, letter or case. ``register`` is called by the town."""


def register(tenant: UUID, registrations: Iterable[Registration]) -> None:
    """Register ``tenant`` at these providers; doing it again changes nothing."""
    actor = Actor.system(tenant, purpose="identity.demo")
    for position, registration in enumerate(registrations):
        public.register_provider(actor, registration, position=position)
    public.forget_registrations()
