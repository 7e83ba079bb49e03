"""
Today's process beside a planned one: what each step takes of work and money in a year, and what the plan saves.

A step costs ``times × (minutes ÷ 60 × rate + cost)``: ``times`` a year, ``minutes`` of work and other ``cost`` each time,
``rate`` an hour of work. Of today ``times`` is counted; of the plan it is ``share`` per cent of the cases that came.
"""

import dataclasses
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from raadhus.platform.money import Money

MOST_STEPS = 40
LONGEST_NAME = 120
MOST = Decimal("9999999.99")  # of minutes, of money
MOST_SHARE = Decimal(1000)  # per cent: every case ten times
_HOUR = Decimal(60)
_HUNDRED = Decimal(100)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepCost:
    """What one time through a step of today takes; ``place``: its element."""

    place: str
    minutes: Decimal
    cost: Decimal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step of the plan: through it ``share`` per cent of the cases go (more than 100: some go twice)."""

    name: str
    minutes: Decimal
    cost: Decimal
    share: Decimal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a leader entered for a service; amounts in ``currency``, ``rate`` an hour of work. Raises: ValueError."""

    rate: Decimal
    currency: str
    today: tuple[StepCost, ...]
    planned: tuple[PlannedStep, ...]

    def __post_init__(self) -> None:
        steps: tuple[StepCost | PlannedStep, ...] = (*self.today, *self.planned)
        amounts = [self.rate, *(each for step in steps for each in (step.minutes, step.cost))]
        if not all(0 <= each <= MOST for each in amounts):
            raise ValueError("Minutes and money of a plan are neither below nothing nor beyond measure.")
        if not all(0 <= step.share <= MOST_SHARE for step in self.planned):
            raise ValueError("Through a step goes a share of the cases.")
        if not all(0 < len(step.name) <= LONGEST_NAME for step in self.planned):
            raise ValueError("A planned step has a name.")
        if max(len(self.today), len(self.planned)) > MOST_STEPS:
            raise ValueError("A plan has no more steps than one can look at.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class YearOfStep:
    """What a step takes in a year; ``name`` is its element, or what the plan calls it."""

    name: str
    times: Decimal
    minutes: Decimal
    cost: Decimal
    hours: Decimal
    money: Money


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """All steps of a side together: hours of work, and money, work and other cost in one."""

    steps: tuple[YearOfStep, ...]
    hours: Decimal
    money: Money


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both sides, and what the plan saves in a year; below nothing when it costs more."""

    cases: int
    today: Year
    planned: Year

    @property
    def saved_hours(self) -> Decimal:
        """Return the hours of work that the plan saves."""
        return self.today.hours - self.planned.hours

    @property
    def saved(self) -> Money:
        """Return the money that the plan saves."""
        return self.today.money - self.planned.money


def compare(plan: Plan, cases: int, times: Iterable[tuple[str, int]]) -> Comparison:
    """Return both sides for a year in which so many ``cases`` came and each step was gone through so many ``times``."""
    costs = {step.place: step for step in plan.today}
    nothing = Decimal(0)
    today = [
        _year(plan, place, Decimal(number), costs[place].minutes, costs[place].cost)
        if place in costs
        else _year(plan, place, Decimal(number), nothing, nothing)
        for place, number in times
    ]
    planned = [
        _year(plan, step.name, cases * step.share / _HUNDRED, step.minutes, step.cost)
        for step in plan.planned
    ]
    return Comparison(cases=cases, today=_added(plan, today), planned=_added(plan, planned))


def _year(plan: Plan, name: str, times: Decimal, minutes: Decimal, cost: Decimal) -> YearOfStep:
    """Round nothing but what is shown: a sum is of what stands above it."""
    hours = (times * minutes / _HOUR).quantize(Decimal("0.1"), ROUND_HALF_UP)
    money = (times * (minutes / _HOUR * plan.rate + cost)).quantize(Decimal(1), ROUND_HALF_UP)
    return YearOfStep(
        name=name,
        times=times.quantize(Decimal("0.1"), ROUND_HALF_UP),
        minutes=minutes,
        cost=cost,
        hours=hours,
        money=Money(money, plan.currency),
    )


def _added(plan: Plan, steps: list[YearOfStep]) -> Year:
    return Year(
        steps=tuple(steps),
        hours=sum((step.hours for step in steps), start=Decimal(0)),
        money=sum((step.money for step in steps), start=Money(Decimal(0), plan.currency)),
    )
