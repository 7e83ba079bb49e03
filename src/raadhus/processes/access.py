"""Who may interfere with running processes: those who keep the house running, and jobs that do what they ordered."""

import dataclasses
from collections.abc import Callable
from uuid import UUID

from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import LoginNeeded, NotAllowed
from raadhus.processes.models import Instance

Judge = Callable[[Actor, UUID], None]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """
    A room that owns what processes serve; both are told the actor and the business key, which may be another room's.

    refuse: raises when the actor may not handle it; note_look: lets whom it concerns know that the actor looked.
    """

    refuse: Judge
    note_look: Judge


_owners: list[Owner] = []


def register_owner(*, refuse: Judge, note_look: Judge) -> None:
    """Let a room say who keeps away from what processes serve, and tell whom it concerns of a look; once, at the start."""
    _owners.append(Owner(refuse=refuse, note_look=note_look))


def require_keeper(actor: Actor) -> None:
    """Let operators of this municipality, and jobs, see and move running processes. Raises: LoginNeeded, NotAllowed."""
    if actor.is_system:
        return
    if not actor.is_known:
        raise LoginNeeded
    if not (actor.is_staff and actor.has(Role.OPERATOR)):
        raise NotAllowed(detail="processes.keep")


def expect_not_own(actor: Actor, instance_id: UUID, *, is_look: bool = False) -> None:
    """
    Let nobody handle a process of their own matter, by what its owner says; ``is_look``: values are going to be shown.

    Within the tenant's transaction; nothing is said of an instance that is not there. Raises: what the owner refuses by.
    """
    if actor.is_system:
        return
    key = Instance.objects.filter(pk=instance_id).values_list("business_key", flat=True).first()
    if key is None:
        return
    for owner in _owners:
        owner.refuse(actor, key)
        if is_look:
            owner.note_look(actor, key)


def in_hand_of(actor: Actor) -> Actor:
    """
    Return who works when somebody lets a process go on by hand: the house, as in a job, with whose hand it was.

    The steps that follow are the model's and not that person's: a handler may do for them what it does in a job, and the
    person gets no right by it. History names the person.
    """
    house = Actor.system(
        actor.tenant, purpose=actor.purpose, correlation=actor.correlation, language=actor.language
    )
    return dataclasses.replace(house, person_id=actor.person_id, staff_id=actor.staff_id)
