"""Rules as a kind of draft."""

from raadhus.platform.actor import Actor
from raadhus.rules.domain.editing.change_table import with_ids
from raadhus.rules.ports import RULES, Surroundings, register_drafted
from raadhus.rules.use_cases.drafts.keeping import CannotSubmitDraft, expect_readable
from raadhus.rules.use_cases.store_model import CannotStoreModel, store_model


class DraftedRules:
    """A DMN file: every table and row has an id."""

    kind = RULES
    is_tried_by_members = True

    def taken_in(self, source: bytes) -> bytes:
        """Return the model with ids. Raises: CannotReadRules."""
        expect_readable(source)
        return with_ids(source)

    def store(self, actor: Actor, source: bytes, around: Surroundings) -> str:
        """Store the model, which carries all that it imports. Raises: CannotSubmitDraft."""
        try:
            return store_model(actor, source).hash
        except CannotStoreModel as refused:
            raise CannotSubmitDraft(detail=refused.detail) from refused


register_drafted(DraftedRules())
