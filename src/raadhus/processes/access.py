"""Who may interfere with running processes: those who keep the house running, and jobs that do what they ordered."""

import dataclasses

from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import LoginNeeded, NotAllowed


def require_keeper(actor: Actor) -> None:
    """Let operators of this municipality, and jobs, see and move running processes. Raises: LoginNeeded, NotAllowed."""
    if actor.is_system:
        return
    if not actor.is_known:
        raise LoginNeeded
    if not (actor.is_staff and actor.has(Role.OPERATOR)):
        raise NotAllowed(detail="processes.keep")


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
