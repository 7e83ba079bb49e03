"""The states of a case and of a task, and what may follow what."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What opened the case."""

    APPLICATION = "application"
    APPEAL = "appeal"


class CaseStatus(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"  # being worked by rules
    WITH_PARTNER = "with_partner"  # the partner is asked
    HEARING = "hearing"  # the applicant is heard
    ASKED = "asked"  # the applicant is asked to add or correct something
    WAITING = "waiting"  # somebody was put a question: neighbours, or the applicant from a waiting list
    WITH_UNIT = "with_unit"  # a person of the municipality has it
    DECIDED = "decided"  # decided; the letter is not yet sent
    CLOSED = "closed"  # the decision was sent


class TaskStatus(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class TaskKind(StrEnum):
    """What a task asks for."""

    CONFIRM_INCOME = "confirm_income"  # of a partner
    ANSWER_HEARING = "answer_hearing"  # of the applicant
    COMPLETE = "complete"  # of the applicant: add or correct something
    QUESTION = "question"  # of anybody in the case: what the package asks them
    ASSESS = "assess"  # of a unit: decide what the rules cannot
    WORK = "work"  # of a unit: do a step of the process, perhaps fill in its form
    REASSESS = "reassess"  # of a unit: look again after an appeal


DECIDING = frozenset({TaskKind.ASSESS, TaskKind.REASSESS})
"""The tasks with which a unit decides a case; all others are steps on the way, or asked of citizens."""

ANSWER_VARIABLE = {
    TaskKind.CONFIRM_INCOME: "partner_answer",
    TaskKind.ANSWER_HEARING: "hearing_answer",
    TaskKind.ASSESS: "unit_answer",
    TaskKind.QUESTION: "answer",
}
"""The variable in which a process learns how what it asked for was answered."""

DECIDED = "decided"
"""The answer to a task to decide; and to whatever a process asks for when the case was decided without it."""


class PartyRole(StrEnum):
    """Who somebody is in a case."""

    APPLICANT = "applicant"
    PARTNER = "partner"
    CHILD = "child"
    REPRESENTATIVE = "represents"  # speaks for the applicant
    NEIGHBOUR = "neighbour"


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REJECTED = "rejected"
    FORWARDED = "forwarded"  # an appeal that the next instance decides

    @property
    def is_burdensome(self) -> bool:
        """Tell whether reasons, law and appeal guidance must go with it."""
        return self is not Outcome.GRANTED


_FOLLOWS: dict[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.RECEIVED: frozenset(
        {
            CaseStatus.WITH_PARTNER,
            CaseStatus.HEARING,
            CaseStatus.WAITING,
            CaseStatus.WITH_UNIT,
            CaseStatus.DECIDED,
        }
    ),
    CaseStatus.WITH_PARTNER: frozenset(
        {CaseStatus.RECEIVED, CaseStatus.HEARING, CaseStatus.WITH_UNIT, CaseStatus.DECIDED}
    ),
    CaseStatus.HEARING: frozenset({CaseStatus.RECEIVED, CaseStatus.WITH_UNIT, CaseStatus.DECIDED}),
    CaseStatus.WITH_UNIT: frozenset(
        {
            CaseStatus.RECEIVED,
            CaseStatus.WITH_PARTNER,
            CaseStatus.HEARING,
            CaseStatus.ASKED,
            CaseStatus.WAITING,
            CaseStatus.DECIDED,
        }
    ),
    CaseStatus.WAITING: frozenset(
        {CaseStatus.RECEIVED, CaseStatus.HEARING, CaseStatus.WITH_UNIT, CaseStatus.DECIDED}
    ),
    CaseStatus.ASKED: frozenset({CaseStatus.WITH_UNIT, CaseStatus.DECIDED}),
    CaseStatus.DECIDED: frozenset({CaseStatus.WAITING, CaseStatus.WITH_UNIT, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.WITH_UNIT}),  # reopened
}


def may_follow(now: CaseStatus, then: CaseStatus) -> bool:
    """Tell whether a case may go from ``now`` to ``then``; staying is no step."""
    return then in _FOLLOWS[now]
