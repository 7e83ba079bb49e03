"""Earlier cases as a trial knows them, and what a version of the rules says of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from raadhus.rules.domain.dmn.compiled import Clock, CompiledModel, UnknownDecision
from raadhus.rules.domain.dmn.trace import Trace
from raadhus.rules.domain.feel.errors import FeelError
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.domain.feel.runtime import MAX_STEPS, no_clock
from raadhus.rules.domain.feel.temporal import DateTime
from raadhus.rules.domain.trying.question import VALUE, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedCase:
    """
    One earlier case: a reference that names nobody, the inputs of the model, and the facts that the amount rests on.

    ``at``: when it was decided, what ``now()`` and ``today()`` say to the rules; None leaves them null.
    """

    reference: str
    inputs: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)
    at: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What one version says of one case.

    ``value`` and ``amount`` (money a month, exact) are None where there is none; ``failed``: why it could not be computed.
    """

    is_decided: bool
    value: Decimal | None
    amount: Decimal | None = None
    failed: str = ""


def needed_inputs(question: Question, *models: CompiledModel) -> frozenset[str]:
    """
    Return what a case must know to be tried by all these models: an input that it lacks would count as null.

    Raises: UnknownDecision.
    """
    return frozenset(
        name for model in models for decision in question.decisions for name in model.input_names(decision)
    )


def ask(model: CompiledModel, question: Question, case: TriedCase, most_steps: int = MAX_STEPS) -> Verdict:
    """Return what the model says of the case; a model that cannot compute it says so, and does not stop the trial."""
    try:
        decided = {
            name: model.evaluate(name, case.inputs, clock=_clock(case), max_steps=most_steps).value
            for name in question.decisions
        }
        value = _number(question.value.evaluate(decided))
        holds = question.decided is None or question.decided.evaluate(decided) is True
        if value is None or not holds:
            return Verdict(is_decided=False, value=value)
        return Verdict(is_decided=True, value=value, amount=_amount(question, decided, case, value))
    except (FeelError, UnknownDecision) as error:
        return Verdict(is_decided=False, value=None, failed=str(error) or type(error).__name__)


def traces(
    model: CompiledModel, question: Question, case: TriedCase, most_steps: int = MAX_STEPS
) -> tuple[Trace, ...]:
    """Return how the model comes to what it says, a trace for each decision asked; nothing where it fails."""
    try:
        found = [
            model.evaluate(name, case.inputs, trace=True, clock=_clock(case), max_steps=most_steps).trace
            for name in question.decisions
        ]
    except (FeelError, UnknownDecision):
        return ()
    return tuple(trace for trace in found if trace is not None)


def _clock(case: TriedCase) -> Clock:
    moment = to_feel(case.at)
    return (lambda: moment) if isinstance(moment, DateTime) else no_clock


def _amount(
    question: Question, decided: Mapping[str, Any], case: TriedCase, value: Decimal
) -> Decimal | None:
    if question.amount is None:
        return None
    facts = {name: case.facts.get(name) for name in question.facts}
    return _number(question.amount.evaluate({**decided, **facts, VALUE: value}))


def _number(found: Any) -> Decimal | None:
    return found if isinstance(found, Decimal) else None
