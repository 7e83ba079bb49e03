"""Who may see and change drafts of rules."""

from uuid import UUID

from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.rules.models import RuleDraft
from raadhus.rules.ports import RULES

READERS = (
    Role.CASEWORKER,
    Role.LEADER,
    Role.ASSOCIATION,
    Role.OPERATOR,
    Role.RULE_AUTHOR,
    Role.RULE_APPROVER,
)
"""Who reads the rules that decisions are made by, and what is proposed to change of them."""


def expect_reader(actor: Actor) -> None:
    """Let staff who work with the rules pass. Raises: NotAllowed."""
    if actor.staff_id is None or not actor.has(*READERS):
        raise NotAllowed(detail="rules.read")


def expect_author(actor: Actor) -> UUID:
    """Return the staff id of somebody who may write drafts. Raises: NotAllowed."""
    if actor.staff_id is None or not actor.has(Role.RULE_AUTHOR):
        raise NotAllowed(detail="rules.write")
    return actor.staff_id


def expect_approver(actor: Actor) -> UUID:
    """Return the staff id of somebody who may publish what another has written. Raises: NotAllowed."""
    if actor.staff_id is None or not actor.has(Role.RULE_APPROVER):
        raise NotAllowed(detail="rules.publish")
    return actor.staff_id


def access_draft(
    actor: Actor, draft_id: UUID, *, to_change: bool = False, kind: str | None = RULES
) -> RuleDraft:
    """
    Return a draft of the actor's own town, locked for the rest of the transaction when it is ``to_change``.

    ``kind``: of what; None is of anything. Raises: NotAllowed; NotFoundHere when it is absent or another's.
    """
    expect_reader(actor)
    expect_tenant(actor.tenant)
    rows = RuleDraft.objects.filter(id=draft_id)
    if kind is not None:
        rows = rows.filter(drafted=kind)
    found = (rows.select_for_update() if to_change else rows).first()
    if found is None:
        raise NotFoundHere(detail=f"draft {draft_id}")
    return found
