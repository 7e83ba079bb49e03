"""Who has a desk here, and where those who have none belong."""

from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed

RULE_READERS = (
    Role.CASEWORKER,
    Role.LEADER,
    Role.ASSOCIATION,
    Role.OPERATOR,
    Role.RULE_AUTHOR,
    Role.RULE_APPROVER,
)


def may_see_rules(actor: Actor) -> bool:
    """Tell whether ``actor`` reads the rules that decisions are made by."""
    return actor.has(*RULE_READERS)


def has_desk(actor: Actor) -> bool:
    """Tell whether ``actor`` works on cases."""
    return actor.has(Role.CASEWORKER)


def own_page_of(actor: Actor) -> str:
    """Return the name of the page of staff who have no desk. Raises: NotAllowed when there is none for them."""
    if actor.has(Role.OPERATOR):
        return "workspace:operations"
    if actor.has(Role.LEADER, Role.ASSOCIATION):
        return "console:channels"
    if actor.has(Role.FRONTDESK):
        return "workspace:help"
    if may_see_rules(actor):
        return "workspace:rules"
    raise NotAllowed(detail="workspace.inbox")
