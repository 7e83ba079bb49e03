"""The time line a citizen sees: a few steps, which are done, which one is now."""

import dataclasses
from enum import StrEnum

from raadhus.cases.domain.states import CaseKind, CaseStatus


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


class StepName(StrEnum):
    """A step of a case as a citizen sees it."""

    RECEIVED = "received"
    PARTNER = "partner"
    UNIT = "unit"
    HEARING = "hearing"
    ASKED = "asked"
    WAITING = "waiting"
    DECIDED = "decided"
    SENT = "sent"


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One step of the time line."""

    name: StepName
    state: StepState


_NOW: dict[CaseStatus, StepName] = {
    CaseStatus.RECEIVED: StepName.DECIDED,
    CaseStatus.WITH_PARTNER: StepName.PARTNER,
    CaseStatus.HEARING: StepName.HEARING,
    CaseStatus.ASKED: StepName.ASKED,
    CaseStatus.WAITING: StepName.WAITING,
    CaseStatus.WITH_UNIT: StepName.UNIT,
    CaseStatus.DECIDED: StepName.SENT,
}
_ORDER = (StepName.PARTNER, StepName.HEARING, StepName.ASKED, StepName.WAITING, StepName.UNIT)


def steps(status: CaseStatus, kind: CaseKind, passed: frozenset[CaseStatus]) -> tuple[Step, ...]:
    """
    Return the steps of a case that stands at ``status`` and has ``passed`` other states before.

    Steps that the case did not need are left out: most cases are received, decided, sent.
    """
    now = _NOW.get(status)
    needed = {_NOW[state] for state in passed | {status} if state in _NOW}
    if kind is CaseKind.APPEAL:
        needed.add(StepName.UNIT)
    between = [name for name in _ORDER if name in needed]
    if now in between:  # what is now comes last of what has happened
        between = [*(name for name in between if name != now), now]
    names = [StepName.RECEIVED, *between, StepName.DECIDED, StepName.SENT]
    at = names.index(now) if now else len(names)
    return tuple(Step(name, _state(index, at)) for index, name in enumerate(names))


def _state(index: int, at: int) -> StepState:
    if index == at:
        return StepState.NOW
    return StepState.DONE if index < at else StepState.AHEAD
