"""Decisions of the demo that were made long ago: whoever lays down old cases brings them."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from raadhus.platform.ids import new_id
from raadhus.rules.domain.dmn.compiled import Evaluation
from raadhus.rules.domain.dmn.trace_data import value_data
from raadhus.rules.domain.feel.python_values import to_feel
from raadhus.rules.models import DecisionLog
from raadhus.rules.queries import ModelRef
from raadhus.rules.use_cases.decide import rows_fired


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecidedLongAgo:
    """One evaluation, and what it was about; its trace is not kept."""

    decided_at: dt.datetime
    subject: str
    model: ModelRef
    decision: str
    inputs: Mapping[str, Any]
    found: Evaluation


def load() -> None:
    """Lay down nothing: decisions come with their cases."""


def lay_down(decided: Iterable[DecidedLongAgo]) -> tuple[UUID, ...]:
    """Write decisions into the log, in the running tenant's transaction; return the ids of their entries, in order."""
    logs = [
        DecisionLog(
            id=new_id(),
            decided_at=one.decided_at,
            subject=one.subject,
            model_hash=one.model.hash,
            decision=one.decision,
            rows_fired={} if one.found.trace is None else rows_fired(one.found.trace),
            inputs={name: value_data(to_feel(value)) for name, value in one.inputs.items()},
            outputs=value_data(to_feel(one.found.value)),
        )
        for one in decided
    ]
    DecisionLog.objects.bulk_create(logs)
    return tuple(log.id for log in logs)
