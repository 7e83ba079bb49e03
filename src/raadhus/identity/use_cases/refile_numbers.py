"""File identity numbers under the hash of the newest key, while everything runs."""

from uuid import UUID

from raadhus.identity.domain.numbers import clean_number
from raadhus.identity.models import IdentityNumber
from raadhus.identity.use_cases.find_or_make_person import LOOKUP
from raadhus.platform import audit, encryption
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction

_AT_A_TIME = 200


def refile_numbers(actor: Actor) -> int:
    """
    Bring the numbers of the actor's tenant under the newest key's hash, and return how many; again it changes nothing.

    Works in small transactions: logins and look-ups go on, and find a number under the old hash or the new one. All
    else that is sealed is ``platform.key_rotation``'s.
    """
    numbers = 0
    while done := _refile_some(actor.tenant):
        numbers += done
    with transaction(actor.tenant):
        version = encryption.key_ring().current
        detail = {"version": version, "numbers": numbers}
        audit.record(actor, "identity.refile_numbers", f"key:{version}", detail)
    return numbers


def _refile_some(tenant: UUID) -> int:
    with transaction(tenant):
        current = encryption.key_ring().current
        batch = list(
            IdentityNumber.objects.select_for_update(skip_locked=True)
            .filter(key_version__lt=current)
            .order_by("id")[:_AT_A_TIME]
        )
        for row in batch:
            row.lookup = encryption.lookup_key(tenant, clean_number(row.number), LOOKUP)
            row.key_version = current
            row.save(update_fields=["number", "lookup", "key_version"])
    return len(batch)
