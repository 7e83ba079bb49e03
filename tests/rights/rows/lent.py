"""A case in which another unit has a step to do: it reads the case and does the step, and nothing else."""

from typing import Any

from tests.rights.laid import Laid
from tests.rights.matrix import CASEWORKERS, CONFLICT, DONE, GONE, Kind, Row
from tests.rights.people import Who

_GUEST = {Who.OTHER_UNIT: DONE}
_NOT_THE_UNITS = dict.fromkeys(CASEWORKERS, GONE)


def _case(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.lent}


def _step(laid: Laid) -> dict[str, Any]:
    return {"case_id": laid.lent, "task_id": laid.step}


LENT: tuple[Row, ...] = (
    Row(name="workspace:case", kind=Kind.CASE, where=_case, but=_GUEST),
    Row(name="workspace:write-note", kind=Kind.CASE, where=_case, post={"text": "Seen."}, but=_GUEST),
    Row(name="workspace:work", kind=Kind.CASE, where=_step, post={}, but=_GUEST | _NOT_THE_UNITS),
    Row(
        name="workspace:take",
        kind=Kind.CASE,
        where=_step,
        post={},
        but=_GUEST | _NOT_THE_UNITS | {Who.HOUSEHOLD: GONE},
    ),
    Row(
        name="workspace:represent",
        kind=Kind.CASE,
        where=_case,
        post={"identity": "6505901238", "ground": "Power of attorney seen."},
    ),
    Row(
        name="workspace:reopen",
        kind=Kind.CASE,
        where=_case,
        post={"reason": "It is new."},
        but=dict.fromkeys(CASEWORKERS, CONFLICT),  # it is open
    ),
    Row(
        name="workspace:unask",
        kind=Kind.CASE,
        where=_case,
        post={},
        but=dict.fromkeys(CASEWORKERS, CONFLICT),  # nothing is asked
    ),
    Row(
        name="workspace:withdraw",
        kind=Kind.CASE,
        where=_case,
        post={},
        but=dict.fromkeys(CASEWORKERS, GONE),  # nothing is decided
    ),
)
