"""Reads stored models and decisions; compiled models are kept by content, shared between requests and threads."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.rules.domain.dmn.compiled import CompiledModel
from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.trace import Trace
from raadhus.rules.domain.dmn.trace_data import trace_from_data, value_from_data
from raadhus.rules.domain.feel.python_values import to_python
from raadhus.rules.models import DecisionLog, RuleModel

# Bytes of source whose models are kept; compiled, used and generated they take up to twenty times as much.
SOURCE_KEPT = 8_000_000


@dataclass(frozen=True, slots=True)
class ModelRef:
    """The address of a stored model: the SHA-256 of its bytes, in hexadecimal."""

    hash: str


@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """A decision as it was made."""

    id: UUID
    decided_at: datetime
    subject: str
    model: ModelRef
    decision: str
    rows_fired: dict[str, list[str]]
    inputs: dict[str, Any]
    outputs: Any
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class LoggedInputs:
    """What a decision was made from, and when."""

    decided_at: datetime
    inputs: dict[str, Any]


def reference_of(source: bytes) -> ModelRef:
    """Return the address that the bytes of a model have."""
    return ModelRef(hashlib.sha256(source).hexdigest())


# Models hold no personal data and are addressed by content, so all municipalities of a process share them.
_compiled: dict[str, CompiledModel] = {}
_sizes: dict[str, int] = {}
_lock = Lock()


def load_model(source: bytes) -> CompiledModel:
    """Return the compiled model, from memory when these bytes were compiled before.

    Raises: CannotLoadModel with all errors.
    """
    address = reference_of(source).hash
    kept = _compiled.get(address)
    return keep(address, load(source), len(source)) if kept is None else kept


def keep(address: str, model: CompiledModel, size: int) -> CompiledModel:
    """Remember a compiled model of so many bytes of source; those kept longest go when it is too much in all."""
    with _lock:
        _compiled[address], _sizes[address] = model, size
        while sum(_sizes.values()) > SOURCE_KEPT and len(_sizes) > 1:
            oldest = next(iter(_sizes))
            del _compiled[oldest], _sizes[oldest]
    return model


def get_model(actor: Actor, ref: ModelRef) -> CompiledModel:
    """Return a stored model, compiled. Raises: NotFoundHere."""
    kept = _compiled.get(ref.hash)
    return load_model(get_source(actor, ref)) if kept is None else kept


def get_source(actor: Actor, ref: ModelRef) -> bytes:
    """Return the bytes of a stored model. Raises: NotFoundHere."""
    expect_tenant(actor.tenant)
    found = RuleModel.objects.filter(content_hash=ref.hash).values_list("source", flat=True).first()
    if found is None:
        raise NotFoundHere(detail=f"rule model {ref.hash}")
    return bytes(found)


def get_decision(actor: Actor, log_id: UUID) -> LoggedDecision:
    """Return a decision of the actor's municipality. The caller has asked for the right to its subject.

    Raises: NotFoundHere.
    """
    expect_tenant(actor.tenant)
    row = DecisionLog.objects.filter(id=log_id).first()
    if row is None:
        raise NotFoundHere(detail=f"decision log {log_id}")
    return _logged(row)


def list_decisions(actor: Actor, subject: str) -> tuple[LoggedDecision, ...]:
    """Return the decisions about a subject, oldest first. The caller has asked for the right to it."""
    expect_tenant(actor.tenant)
    rows = DecisionLog.objects.filter(subject=subject).order_by("decided_at", "id")
    return tuple(_logged(row) for row in rows)


def list_inputs(actor: Actor, log_ids: Collection[UUID]) -> dict[UUID, LoggedInputs]:
    """
    Return, by the id of their log, what these decisions were made from: numbers and codes, no names. One query.

    The caller has asked for the right to what they are about.
    """
    expect_tenant(actor.tenant)
    rows = DecisionLog.objects.filter(id__in=log_ids).only("decided_at", "inputs")
    return {row.id: LoggedInputs(row.decided_at, _inputs(row)) for row in rows}


def _logged(row: DecisionLog) -> LoggedDecision:
    return LoggedDecision(
        row.id,
        row.decided_at,
        row.subject,
        ModelRef(row.model_hash),
        row.decision,
        row.rows_fired,
        _inputs(row),
        to_python(value_from_data(row.outputs)),
        None if row.trace is None else trace_from_data(row.trace),
    )


def _inputs(row: DecisionLog) -> dict[str, Any]:
    return {name: to_python(value_from_data(value)) for name, value in row.inputs.items()}
