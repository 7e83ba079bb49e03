"""An operator lets a letter that is stuck go on at once; both steps do nothing that is done already."""

from uuid import UUID

from raadhus.bus import queue
from raadhus.platform import audit
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotAllowed, NotFoundHere
from raadhus.post.models import Letter


def try_letter_again(actor: Actor, letter_id: UUID) -> None:
    """Queue the next step of a letter that has not arrived. Raises: NotAllowed, NotFoundHere when it has arrived."""
    if not (actor.is_staff and actor.has(Role.OPERATOR)):
        raise NotAllowed(detail="post.try_letter_again")
    letter = (
        Letter.objects.exclude(state=Letter.State.DELIVERED).filter(id=letter_id).only("document").first()
    )
    if letter is None:
        raise NotFoundHere(detail=f"letter {letter_id}")
    job = "post.make_letter" if letter.document_id is None else "post.print_letter"
    queue.defer(job, lock=f"letter:{letter_id}", letter_id=letter_id)
    audit.record(actor, "post.try_letter_again", f"letter:{letter_id}")
