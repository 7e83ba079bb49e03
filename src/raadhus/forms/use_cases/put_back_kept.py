"""What somebody typed when their session ran out is in its step again after the login."""

from raadhus.forms.access import find_open_draft
from raadhus.forms.use_cases.choose_version import put_back
from raadhus.identity.public import take_kept_post
from raadhus.platform.actor import Actor


def put_back_kept(actor: Actor, service_key: str, step_key: str, *, path: str) -> bool:
    """
    Put what identity kept for the actor at ``path`` back into the step, for them to look at; True when there was something.

    It counts only for the same draft, and only when nothing was saved since; what does not fit the step is left out.
    """
    typed = take_kept_post(actor, path)
    draft = find_open_draft(actor, service_key, lock=True) if typed is not None else None
    if typed is None or draft is None:
        return False
    if typed.get("draft") != [str(draft.id)]:
        return False
    put_back(draft, step_key, typed)
    return True
