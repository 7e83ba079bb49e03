"""What the rules propose in a case, and what was decided."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from raadhus.cases.domain.states import Outcome
from raadhus.cases.models import Assessment, Decision


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """
    What the rules found; ``percent`` is None when they came to nothing.

    ``reasons``: sentences by language; ``why``, ``why_said``: codes and sentences why a person must look.
    """

    id: UUID
    at: dt.datetime
    outcome: str
    percent: Decimal | None
    valid_from: dt.date | None
    reasons: Mapping[str, list[str]]
    why: tuple[str, ...]
    why_said: Mapping[str, list[str]]
    model_hash: str
    rows_fired: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInfo:
    """A decision of the case, with what the rules had found; ``is_sent`` and ``is_withdrawn`` exclude each other."""

    id: UUID
    made_at: dt.datetime
    outcome: Outcome
    percent: Decimal | None
    valid_from: dt.date | None
    is_automatic: bool
    decided_by: UUID | None
    assessment_id: UUID | None
    reasons: Mapping[str, list[str]]
    law: tuple[tuple[str, str], ...]
    model_hash: str
    rows_fired: tuple[str, ...]
    deviation: str
    appeal_instance: str
    appeal_last_on: dt.date | None
    is_sent: bool
    is_withdrawn: bool


def proposal_of(row: Assessment | None) -> Proposal | None:
    """Return what the rules found last, None before they looked."""
    if row is None:
        return None
    return Proposal(
        id=row.id,
        at=row.at,
        outcome=row.outcome,
        percent=row.percent,
        valid_from=row.valid_from,
        reasons=row.reasons,
        why=tuple(row.why),
        why_said=row.why_said or {},
        model_hash=row.model_hash,
        rows_fired=tuple(row.rows_fired),
    )


def decision_info(row: Decision) -> DecisionInfo:
    """Return a decision (with its sendings and withdrawals at hand) as a value."""
    return DecisionInfo(
        id=row.id,
        made_at=row.made_at,
        outcome=Outcome(row.outcome),
        percent=row.percent,
        valid_from=row.valid_from,
        is_automatic=row.is_automatic,
        decided_by=row.decided_by,
        assessment_id=row.assessment_id,
        reasons=row.reasons,
        law=tuple((law["title"], law["link"]) for law in row.law),
        model_hash=row.model_hash,
        rows_fired=tuple(row.rows_fired),
        deviation=row.deviation or "",
        appeal_instance=row.appeal_instance,
        appeal_last_on=next((one.appeal_last_on for one in row.sendings.all()), None) or row.appeal_last_on,
        is_sent=bool(row.sendings.all()),
        is_withdrawn=bool(row.withdrawals.all()),
    )
