"""Take a service off the shelf; what was decided by it keeps its version."""

from raadhus.catalogue import access
from raadhus.catalogue.models import Service
from raadhus.catalogue.use_cases.releasing import turn_edition
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import transaction


def withdraw_service(actor: Actor, key: str) -> None:
    """
    Offer ``key`` no longer; installing a package of it offers it again.

    Raises: NotAllowed; NotFoundHere when the actor's tenant offers no such service.
    """
    access.require_installer(actor)
    with transaction(actor.tenant):
        if not Service.objects.filter(owner_id=actor.tenant, key=key, is_published=True).update(
            is_published=False
        ):
            raise NotFoundHere(detail=f"service {key}")
        turn_edition(actor)
        audit.record(actor, "catalogue.withdraw", f"service:{key}")
