"""Who has a desk here, and where those who have none belong."""

from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed


def has_desk(actor: Actor) -> bool:
    """Tell whether ``actor`` works on cases."""
    return actor.has(Role.CASEWORKER)


def own_page_of(actor: Actor) -> str:
    """Return the name of the page of staff who have no desk. Raises: NotAllowed when there is none for them."""
    if actor.has(Role.OPERATOR):
        return "workspace:operations"
    if actor.has(Role.LEADER, Role.ASSOCIATION):
        return "console:channels"
    raise NotAllowed(detail="workspace.inbox")
