"""What the engine asks of the rooms below: FEEL and decisions of rules, the zone and the working days of a municipality."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any, Protocol
from uuid import UUID

from raadhus.organisation.public import municipality, working_days
from raadhus.platform.actor import Actor
from raadhus.processes.domain.formulas import Expression, FormulaRefused
from raadhus.processes.domain.timers import WorkingDays
from raadhus.processes.domain.work import StepFailed
from raadhus.rules import public as rules


class Decide(Protocol):
    """Decides by a stored rule model and keeps a log of it."""

    def __call__(
        self, actor: Actor, model_hash: str, decision: str, inputs: Mapping[str, object], *, subject: str
    ) -> object:
        """Return the decision's value. Raises: StepFailed, or what rules raise when they cannot decide."""
        ...


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The rooms below, as functions that a test may replace."""

    parse_expression: Callable[[str], Expression]
    decide: Decide
    zone_of: Callable[[UUID], tzinfo]
    working_days_of: Callable[[UUID], WorkingDays]


@dataclass(frozen=True, slots=True)
class _Feel:
    """A FEEL expression whose evaluation fails as a step does."""

    expression: rules.Expression

    @property
    def names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = rules.parse_expression(self.expression.text, ()).unknown
        return names

    def evaluate(self, context: Mapping[str, object], /) -> object:
        try:
            value: object = self.expression.evaluate(context, clock=rules.moment)
        except rules.FeelError as error:
            raise StepFailed(f"“{self.expression.text}” cannot be evaluated: {error}") from error
        return value


def _parse_expression(text: str) -> Expression:
    try:
        return _Feel(rules.parse_expression(text))
    except rules.FeelSyntaxError as error:
        raise FormulaRefused(str(error)) from error


def _decide(
    actor: Actor, model_hash: str, decision: str, inputs: Mapping[str, object], *, subject: str
) -> object:
    if not model_hash:
        raise StepFailed("The instance was started without a rule model.")
    outputs: object = rules.decide(
        actor, rules.ModelRef(model_hash), decision, inputs, subject=subject
    ).outputs
    return outputs


def _zone_of(tenant: UUID) -> tzinfo:
    return municipality(tenant).zone


_wired = [Neighbours(_parse_expression, _decide, _zone_of, working_days)]


def neighbours() -> Neighbours:
    """Return the rooms below, as they are or as a test replaced them."""
    return _wired[-1]


@contextlib.contextmanager
def used(**functions: Any) -> Iterator[None]:
    """Replace some of ``Neighbours`` by name within a test's block."""
    _wired.append(replace(_wired[-1], **functions))
    try:
        yield
    finally:
        _wired.pop()
