"""Choose the letter that tells a decision."""

from raadhus.cases.domain.states import Outcome
from raadhus.cases.models import Case, Decision
from raadhus.cases.use_cases.compose_decision import decision_letter
from raadhus.cases.use_cases.compose_forwarding import forwarding_letter
from raadhus.platform.actor import Actor
from raadhus.post.public import LetterOrder


def compose_letter(actor: Actor, case: Case, decision: Decision) -> LetterOrder:
    """Return the order of the letter that *Send* makes of ``decision``."""
    if decision.outcome == Outcome.FORWARDED:
        return forwarding_letter(actor, case, decision)
    return decision_letter(actor, case, decision)
