"""How long somebody may answer what they were asked, and put right what was entered for them."""

from raadhus.cases.domain.states import CaseStatus, TaskStatus

ONLINE = "self-service"
"""The channel of an answer that somebody gave by themselves; every other was entered by a clerk."""


def is_undecided(case_status: str) -> bool:
    """Tell whether nothing is decided: until then a late answer, or one put right, can still be weighed."""
    return case_status not in {CaseStatus.DECIDED, CaseStatus.CLOSED}


def was_decided_without(status: str, case_status: str) -> bool:
    """Tell whether what was asked was taken back, and the case decided: nobody waits for the answer any more."""
    return status == TaskStatus.CANCELLED and not is_undecided(case_status)


def may_answer_late(status: str, case_status: str, *, is_offer: bool = False) -> bool:
    """Tell whether what ran out can still be answered: not an offer, not what was taken back, not once it is decided."""
    return status == TaskStatus.EXPIRED and not is_offer and is_undecided(case_status)


def may_answer(status: str, case_status: str, *, is_offer: bool = False) -> bool:
    """Tell whether what nobody has answered can be answered, in time or late."""
    return status == TaskStatus.OPEN or may_answer_late(status, case_status, is_offer=is_offer)


def may_put_right(came_by: str, case_status: str, *, is_offer: bool = False) -> bool:
    """
    Tell whether who was asked may put right what was entered for them, which came by the channel ``came_by``.

    Not what they answered themselves, and not an offer: by its answer it was taken up or let go.
    """
    return came_by not in {"", ONLINE} and not is_offer and is_undecided(case_status)
