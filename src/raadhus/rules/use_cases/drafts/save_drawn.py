"""Keep what the modeller wrote of a draft."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.domain.drafting import What
from raadhus.rules.domain.editing.change_table import with_ids
from raadhus.rules.domain.editing.modeller import LostInModeller, from_modeller
from raadhus.rules.use_cases.drafts.keeping import expect_readable, keep_step, open_to_write


class ModellerLostParts(Refusal):
    """The modeller's file lacks parts that the draft has and that nobody can take away there."""

    status = 422
    code = "draft-lost"
    happened = _("The modeller left out a part of the rules.")
    kept = _("The draft is as it was; what you drew is not saved.")
    next_step = _("Change the tables on the draft’s page instead.")


def save_drawn(actor: Actor, draft_id: UUID, drawn: bytes, *, read: str) -> str:
    """
    Keep what the modeller wrote; return the mark of the draft as it is now.

    Raises: NotAllowed, NotFoundHere, DraftIsClosed, DraftChangedSince, CannotReadRules, ModellerLostParts.
    """
    with transaction(actor.tenant):
        draft, staff_id = open_to_write(actor, draft_id, read)
        before = bytes(draft.source)
        expect_readable(drawn)
        try:
            source = with_ids(from_modeller(drawn, before))
        except LostInModeller as error:
            raise ModellerLostParts(detail=str(error)) from error
        expect_readable(source)
        if source != before:
            keep_step(draft, source, staff_id, What.DIAGRAM)
    return draft.mark
