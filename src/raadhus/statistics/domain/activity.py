"""What is counted in the course of cases, and what the counts say together."""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from raadhus.statistics.domain.stays import quantile

WHOLE = ""
"""The place of what concerns a case as a whole."""


class Measure(StrEnum):
    """What is counted; the first three of a step and of a case, the others of a case only."""

    ENTERED = "entered"
    LEFT = "left"
    STAY = "stay"
    CHANNEL = "channel"
    AUTOMATIC = "automatic"
    BY_HAND = "by_hand"
    IN_TIME = "in_time"
    LATE = "late"


@dataclasses.dataclass(frozen=True, slots=True)
class Count:
    """One sum: of a version, a measure, a place and a bucket."""

    package_hash: str
    measure: Measure
    place: str
    bucket: int
    number: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """How long stays took, in seconds, within five per cent; None when none ended."""

    number: int
    median: float | None
    ninetieth: float | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepActivity:
    """What went through one step of the process in a period, and what waits there now."""

    place: str
    entered: int
    left: int
    waiting: int
    stays: Stays


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseActivity:
    """What happened to whole cases in a period, and how many are open now."""

    entered: int
    left: int
    waiting: int
    automatic: int
    by_hand: int
    in_time: int
    late: int
    stays: Stays

    @property
    def automatic_percent(self) -> int | None:
        """Return the share decided without hands, None when nothing was decided."""
        return _percent(self.automatic, self.by_hand)

    @property
    def in_time_percent(self) -> int | None:
        """Return the share of deadlines kept, None where no case had one."""
        return _percent(self.in_time, self.late)


def steps_of(counts: Iterable[Count], waiting: Counter[str]) -> tuple[StepActivity, ...]:
    """Return the activity of each step, the most waited at first."""
    told = [count for count in counts if count.place != WHOLE and count.measure in _OF_A_STEP]
    sums, stays = _added(told)
    places = {count.place for count in told} | {place for place in waiting if place != WHOLE}
    steps = [
        StepActivity(
            place=place,
            entered=sums[place, Measure.ENTERED],
            left=sums[place, Measure.LEFT],
            waiting=waiting[place],
            stays=_stays(stays.get(place, Counter())),
        )
        for place in places
    ]
    return tuple(sorted(steps, key=lambda step: (-step.waiting, -step.entered, step.place)))


def cases_of(counts: Iterable[Count], waiting: Counter[str]) -> CaseActivity:
    """Return the activity of whole cases."""
    sums, stays = _added(count for count in counts if count.place == WHOLE)
    return CaseActivity(
        entered=sums[WHOLE, Measure.ENTERED],
        left=sums[WHOLE, Measure.LEFT],
        waiting=waiting[WHOLE],
        automatic=sums[WHOLE, Measure.AUTOMATIC],
        by_hand=sums[WHOLE, Measure.BY_HAND],
        in_time=sums[WHOLE, Measure.IN_TIME],
        late=sums[WHOLE, Measure.LATE],
        stays=_stays(stays.get(WHOLE, Counter())),
    )


def channels_of(counts: Iterable[Count]) -> tuple[tuple[str, int], ...]:
    """Return how many cases came on each channel, most first."""
    sums: Counter[str] = Counter()
    for count in counts:
        if count.measure is Measure.CHANNEL:
            sums[count.place] += count.number
    return tuple(sorted(sums.items(), key=lambda each: (-each[1], each[0])))


_OF_A_STEP = frozenset({Measure.ENTERED, Measure.LEFT, Measure.STAY})


def takes_time(kind: str) -> bool:
    """Tell whether something can wait at an element of this kind ("userTask"); gateways and the like only lead on."""
    return kind.lower().endswith(("task", "activity", "subprocess", "transaction", "catchevent"))


def _added(counts: Iterable[Count]) -> tuple[Counter[tuple[str, Measure]], dict[str, Counter[int]]]:
    sums: Counter[tuple[str, Measure]] = Counter()
    stays: dict[str, Counter[int]] = {}
    for count in counts:
        sums[count.place, count.measure] += count.number
        if count.measure is Measure.STAY:
            stays.setdefault(count.place, Counter())[count.bucket] += count.number
    return sums, stays


def _stays(counts: Counter[int]) -> Stays:
    return Stays(number=counts.total(), median=quantile(counts, 0.5), ninetieth=quantile(counts, 0.9))


def _percent(part: int, others: int) -> int | None:
    return round(part * 100 / (part + others)) if part + others else None
