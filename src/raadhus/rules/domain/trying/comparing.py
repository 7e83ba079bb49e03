"""One case under the old and the new rules: better, worse, the same, and which rows made the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from raadhus.rules.domain.dmn.compiled import CompiledModel
from raadhus.rules.domain.dmn.trace import DecisionTrace, Trace
from raadhus.rules.domain.feel.runtime import MAX_STEPS
from raadhus.rules.domain.trying.cases import TriedCase, Verdict, ask, traces
from raadhus.rules.domain.trying.question import Better, Payer, Question


class Effect(StrEnum):
    """What the new rules mean for a case."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    NO_LONGER = "no-longer"  # the old rules decided it, the new ones leave it to a person
    NEWLY = "newly"  # the other way about
    OPEN = "open"  # left to a person by both
    FAILED = "failed"  # one of the two could not be computed


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """
    A decision that comes out differently although it is given the same: there the change begins.

    ``decision``: its name, ``id``: what the model calls it; ``before`` and ``after``: the numbers of the rows that fired,
    equal where the same rows give something else.
    """

    decision: str
    id: str
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One case, compared. ``banded``: the size by which it is grouped, None without."""

    reference: str
    effect: Effect
    before: Verdict
    after: Verdict
    causes: tuple[Cause, ...] = ()
    banded: Decimal | None = None

    @property
    def amount_change(self) -> Decimal | None:
        """Return how much more is paid a month; None where one of the two amounts is not known."""
        if self.before.amount is None or self.after.amount is None:
            return None
        return self.after.amount - self.before.amount

    @property
    def value_change(self) -> Decimal | None:
        """Return by how much the measured value rises; None where one of the two is not decided."""
        if not (self.before.is_decided and self.after.is_decided):
            return None
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


def compare(
    old: CompiledModel,
    new: CompiledModel,
    question: Question,
    case: TriedCase,
    *,
    most_steps: int = MAX_STEPS,
) -> Compared:
    """
    Return the case under both versions; why is looked for only where something changes.

    ``most_steps``: the budget of each evaluation; a case that takes more could not be computed.
    """
    before, after = ask(old, question, case, most_steps), ask(new, question, case, most_steps)
    effect = _effect(question, before, after)
    causes: tuple[Cause, ...] = ()
    if effect not in {Effect.SAME, Effect.OPEN, Effect.FAILED}:
        causes = _causes(traces(old, question, case, most_steps), traces(new, question, case, most_steps))
    return Compared(
        reference=case.reference,
        effect=effect,
        before=before,
        after=after,
        causes=causes,
        banded=_size(question, case),
    )


def _effect(question: Question, before: Verdict, after: Verdict) -> Effect:
    if before.failed or after.failed:
        return Effect.FAILED
    if before.is_decided != after.is_decided:
        return Effect.NEWLY if after.is_decided else Effect.NO_LONGER
    if not before.is_decided:
        return Effect.OPEN
    gain = _gain(question, before, after)
    if gain == 0:
        return Effect.SAME
    return Effect.BETTER if gain > 0 else Effect.WORSE


def _gain(question: Question, before: Verdict, after: Verdict) -> Decimal:
    """Return more than nothing where the person is better off, by the value; where it is equal, by the amount."""
    value = (after.value or Decimal(0)) - (before.value or Decimal(0))
    if value:
        return value if question.better is Better.HIGHER else -value
    if before.amount is None or after.amount is None:
        return Decimal(0)
    amount = after.amount - before.amount
    return amount if question.paid_by is Payer.MUNICIPALITY else -amount


def _size(question: Question, case: TriedCase) -> Decimal | None:
    if question.bands is None:
        return None
    found = case.inputs.get(question.bands.input)
    if isinstance(found, int) and not isinstance(found, bool):
        return Decimal(found)
    return found if isinstance(found, Decimal) else None


def _causes(before: tuple[Trace, ...], after: tuple[Trace, ...]) -> tuple[Cause, ...]:
    made = {decision.id: decision for trace in after for decision in trace.decisions}
    found = {
        cause: None
        for trace in before
        for decision in trace.decisions
        if decision.id in made
        for cause in _cause(decision, made[decision.id])
    }
    return tuple(found)


def _cause(before: DecisionTrace, after: DecisionTrace) -> Iterator[Cause]:
    is_given_the_same = before.inputs == after.inputs
    rows_before, rows_after = _rows(before), _rows(after)
    if is_given_the_same and (before.output != after.output or rows_before != rows_after):
        yield Cause(after.name, after.id, rows_before, rows_after)


def _rows(decision: DecisionTrace) -> tuple[int, ...]:
    return tuple(row.number for table in decision.tables for row in table.fired)
