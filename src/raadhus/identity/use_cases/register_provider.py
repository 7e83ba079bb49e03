"""Write down the municipality's registration at a login provider."""

import dataclasses
from uuid import UUID

from raadhus.identity.models import LoginProvider
from raadhus.identity.ports import Registration
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

ALLOWED_ALGORITHMS = frozenset({"RS256", "ES256", "PS256"})  # asymmetric only: a shared secret proves nothing


class CannotRegisterProvider(ValueError):
    """The registration would let anybody forge a login."""


def register_provider(actor: Actor, registration: Registration, *, position: int = 0) -> UUID:
    """
    Keep ``registration`` under its key, instead of what was kept there; doing it again changes nothing.

    Raises: CannotRegisterProvider for a signature that is unsigned or made with a shared secret.
    """
    if not registration.algorithms or not ALLOWED_ALGORITHMS.issuperset(registration.algorithms):
        raise CannotRegisterProvider(f"Of the signatures only {sorted(ALLOWED_ALGORITHMS)} are allowed.")
    facts = dataclasses.asdict(registration)
    del facts["id"]  # the kept one has its own
    facts["algorithms"] = list(registration.algorithms)
    with transaction(actor.tenant):
        provider, _is_new = LoginProvider.objects.update_or_create(
            key=facts.pop("key"), defaults={**facts, "position": position, "is_active": True}
        )
        audit.record(actor, "identity.register_provider", f"provider:{provider.key}")
    return provider.id
