"""Show the letter of a decision before it is sent."""

from uuid import UUID

from raadhus.cases.access import access_case_of_unit
from raadhus.cases.use_cases.compose_decision import decision_letter
from raadhus.cases.use_cases.send_decision import unsent_decision
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.post.public import LetterOrder


def preview_decision(actor: Actor, case_id: UUID) -> LetterOrder:
    """
    Return the letter that *Send* would order; nothing is kept. ``post.public.preview_letter`` makes its PDF.

    Raises: LoginNeeded, NotFoundHere, OwnHousehold.
    """
    case = access_case_of_unit(actor, case_id)
    decision = unsent_decision(case)
    if decision is None:
        raise NotFoundHere(detail=f"{case.number} has no decision to preview")
    return decision_letter(actor, case, decision)
