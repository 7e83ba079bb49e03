"""Decide by a stored model, and write down what was decided, from what, and because of which rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.scope import joined
from raadhus.rules.domain.dmn.compiled import CompiledModel, Evaluation, UnknownDecision
from raadhus.rules.domain.dmn.trace import Trace
from raadhus.rules.domain.dmn.trace_data import trace_data, value_data
from raadhus.rules.domain.feel.errors import FeelError
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.domain.feel.temporal import DateTime
from raadhus.rules.models import DecisionLog
from raadhus.rules.queries import ModelRef, get_model


class CannotDecide(Refusal):
    """The rules gave no answer: an unknown decision, an inexact input, a budget that ran out."""

    status = 422
    code = "rules-cannot-decide"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules said: outputs as Python values, what went wrong on the way, the trace, and where it is logged."""

    outputs: Any
    notes: tuple[str, ...]
    trace: Trace | None
    log_id: UUID


def decide(
    actor: Actor,
    ref: ModelRef,
    decision: str,
    inputs: Mapping[str, Any],
    *,
    trace: bool = True,
    subject: str,
) -> Decision:
    """Evaluate one decision of a stored model and write the decision log.

    Raises: NotFoundHere for an unknown model; CannotDecide, and then nothing is logged.
    """
    with joined(actor.tenant):
        model = get_model(actor, ref)
        found = _evaluated(model, decision, inputs, trace=trace)
        log = append(
            DecisionLog(
                decided_at=clock.now(),
                subject=subject,
                model_hash=ref.hash,
                decision=decision,
                rows_fired={} if found.trace is None else rows_fired(found.trace),
                inputs={name: value_data(to_feel(inputs.get(name))) for name in model.input_names(decision)},
                outputs=value_data(to_feel(found.value)),
                trace=None if found.trace is None else trace_data(found.trace),
                correlation=actor.correlation[:64],
            )
        )
    return Decision(found.value, found.notes, found.trace, log.id)


def _evaluated(model: CompiledModel, decision: str, inputs: Mapping[str, Any], *, trace: bool) -> Evaluation:
    try:
        return model.evaluate(decision, inputs, trace=trace, clock=moment)
    except (FeelError, UnknownDecision) as error:
        raise CannotDecide(detail=str(error)) from error


def moment() -> DateTime:
    """Return the town's present instant, in UTC, as FEEL knows it."""
    value = to_feel(clock.now())
    if not isinstance(value, DateTime):
        raise TypeError("The clock tells instants.")
    return value


def rows_fired(trace: Trace) -> dict[str, list[str]]:
    """Return the ids of the rows that fired, by the id of their table."""
    return {
        table.id: [row.id for row in table.fired] for decision in trace.decisions for table in decision.tables
    }
