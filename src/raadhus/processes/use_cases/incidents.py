"""Incidents of a step: kept, counted, tried again by themselves when that may help, settled when done."""

from datetime import datetime, timedelta
from uuid import UUID

from raadhus.bus import due, outbox
from raadhus.bus.registry import RetryPolicy
from raadhus.platform.actor import Actor
from raadhus.processes import models
from raadhus.processes.domain.run import Run
from raadhus.processes.domain.state import TokenStatus
from raadhus.processes.domain.work import Incident
from raadhus.processes.events import IncidentRaised
from raadhus.processes.use_cases.held import Held

RETRY = "processes.retry"
PATIENCE = RetryPolicy(attempts=8, first_wait_seconds=5, longest_wait_seconds=3600)


def write_incidents(held: Held, run: Run, actor: Actor, retry_after: dict[int, int | None]) -> None:
    """Write the step's failures, and settle those that stand no more."""
    failed = {incident.token for incident in run.incidents}
    looked_at = {*failed, *held.tokens} if held.had_incidents or failed else set()
    was_open = _open_incidents(held.instance.id, looked_at) if looked_at else {}
    for number, row in was_open.items():
        token = held.state.tokens.get(number)
        stands = token is not None and token.status is TokenStatus.INCIDENT
        if number not in failed and not stands:
            settle(row, run.now, actor.staff_id)
    for incident in run.incidents:
        known = was_open.get(incident.token)
        _write(held, incident, known, run.now, may_retry=incident.token in retry_after, after=retry_after)


def settle(row: models.Incident, now: datetime, by: UUID | None) -> None:
    """Note that an incident is done with."""
    row.settled_at, row.settled_by = now, by
    row.save(update_fields=["settled_at", "settled_by"])
    if row.retry_at is not None:
        due.clear_due(RETRY, row.id)


def _open_incidents(instance_id: UUID, tokens: set[int]) -> dict[int, models.Incident]:
    rows = models.Incident.objects.filter(instance_id=instance_id, settled_at=None, token__in=tokens)
    return {row.token: row for row in rows}


def _write(
    held: Held,
    incident: Incident,
    known: models.Incident | None,
    now: datetime,
    *,
    may_retry: bool,
    after: dict[int, int | None],
) -> None:
    is_new = known is None
    row = known or models.Incident(instance_id=held.instance.id, token=incident.token, tries=0)
    row.element, row.sentence, row.at = held.element_of(incident.node), incident.sentence, now
    row.tries += 1
    wait = PATIENCE.wait_after(row.tries) if may_retry else None
    row.retry_at = None if wait is None else now + timedelta(seconds=after[incident.token] or wait)
    row.save(force_insert=is_new)
    if row.retry_at is not None:
        due.set_due(RETRY, row.id, row.retry_at)
    if is_new:
        outbox.emit(
            IncidentRaised(
                subject=f"process:{held.instance.business_key}",
                instance_id=held.instance.id,
                business_key=held.instance.business_key,
                incident_id=row.id,
                element=row.element,
            )
        )
