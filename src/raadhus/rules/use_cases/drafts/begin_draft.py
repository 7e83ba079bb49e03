"""Begin to change the rules of a service."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.platform import audit, clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import joined
from raadhus.platform.text import clean_line
from raadhus.rules.access import expect_author
from raadhus.rules.domain.drafting import DraftState, Happening, What
from raadhus.rules.models import RuleDraft
from raadhus.rules.ports import RULES, drafted_as
from raadhus.rules.use_cases.drafts.keeping import keep_step, mark_of, write_entry

LONGEST_TITLE = 120


class CannotBeginDraft(Refusal):
    """The draft has no name, or a very long one."""

    status = 422
    code = "draft-title"
    happened = _("A draft needs a name of at most 120 characters.")
    kept = _("No draft was begun.")
    next_step = _("Say in a few words what you want to change.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOrder:
    """
    What is to be changed: the service, a few words, the file in force (``based_on``: its hash) and the one to begin with.

    ``kind``: of what kind of file (``ports``); ``file``: which of them, empty for the one that its kind begins with.
    """

    service_key: str
    title: str
    based_on: str
    source: bytes
    kind: str = RULES
    file: str = ""


def begin_draft(actor: Actor, order: DraftOrder) -> UUID:
    """
    Keep a draft and return its id; every table and row without an id gets one. The caller has asked whose rules they are.

    Raises: NotAllowed, CannotBeginDraft, CannotReadRules.
    """
    staff_id = expect_author(actor)
    title = clean_line(order.title)
    if not title or len(title) > LONGEST_TITLE:
        raise CannotBeginDraft
    source = drafted_as(order.kind).taken_in(order.source)
    with joined(actor.tenant):
        now = clock.now()
        draft = RuleDraft.objects.create(
            drafted=order.kind,
            file=order.file,
            service_key=order.service_key,
            title=title,
            state=DraftState.WRITING,
            author_id=staff_id,
            based_on=order.based_on,
            source=source,
            mark=mark_of(source),
            begun_at=now,
            changed_at=now,
        )
        keep_step(draft, source, staff_id, What.BEGUN)
        write_entry(draft, staff_id, Happening.BEGUN, title)
        audit.record(actor, "rules.begin_draft", f"draft:{draft.id}", {"service": order.service_key})
    return draft.id
