"""Choose the letter that tells a decision."""

import datetime as dt

from raadhus.cases.domain.states import Outcome
from raadhus.cases.models import Case, Decision
from raadhus.cases.use_cases.letters.compose_decision import decision_letter
from raadhus.cases.use_cases.letters.compose_forwarding import forwarding_letter
from raadhus.platform.actor import Actor
from raadhus.post.public import LetterOrder


def compose_letter(actor: Actor, case: Case, decision: Decision, *, sent_on: dt.date) -> LetterOrder:
    """Return the order of the letter that *Send* makes of ``decision`` on the local day ``sent_on``."""
    if decision.outcome == Outcome.FORWARDED:
        return forwarding_letter(actor, case, decision)
    return decision_letter(actor, case, decision, sent_on=sent_on)
