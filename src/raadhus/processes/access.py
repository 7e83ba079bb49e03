"""Who may interfere with running processes: those who keep the house running, and jobs that do what they ordered."""

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
