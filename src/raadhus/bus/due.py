"""What falls due: one table across tenants, so that nobody must look into every municipality for it."""

import datetime as dt
from uuid import UUID

from raadhus.bus import queue, registry
from raadhus.bus.models import Due
from raadhus.bus.registry import JobContext
from raadhus.platform import clock
from raadhus.platform.database.statements import Statement
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.scope import current_tenant, transaction

_AT_A_TIME = 500
_EACH_AT_LEAST = 10
_SET_DUE = Statement(
    "INSERT INTO bus_due (tenant_id, kind_of_work, item_id, at) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (tenant_id, kind_of_work, item_id) DO UPDATE SET at = EXCLUDED.at"
)
_waiting = ReadyQuery(Due.objects.filter)
# Tenant by tenant by the index, never past one tenant's rows to find the next; `turn` is a row's place among its tenant's.
_FALLEN_DUE = Statement("""
WITH RECURSIVE known (tenant_id) AS (
    (SELECT tenant_id FROM bus_due ORDER BY tenant_id LIMIT 1)
    UNION ALL
    SELECT (SELECT next.tenant_id FROM bus_due next WHERE next.tenant_id > known.tenant_id ORDER BY 1 LIMIT 1)
    FROM known WHERE known.tenant_id IS NOT NULL
)
SELECT own.id, known.tenant_id, own.kind_of_work, own.item_id, own.at, own.turn
FROM known CROSS JOIN LATERAL (
    SELECT id, kind_of_work, item_id, at, row_number() OVER (ORDER BY at, id) AS turn
    FROM bus_due WHERE tenant_id = known.tenant_id AND at <= %s ORDER BY at, id LIMIT %s
) own
ORDER BY own.turn, own.at LIMIT %s
""")
_IN_THE_QUEUE = Statement("""
SELECT count(*) FROM (
    SELECT FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = %s
    AND (scheduled_at IS NULL OR scheduled_at <= now()) LIMIT %s
) waiting
""")


def set_due(kind: str, item_id: UUID, at: dt.datetime) -> None:
    """
    Wake the handler of ``kind`` with ``item_id`` at ``at`` (aware); a second call moves the time.

    Raises: KeyError for a kind that nobody handles.
    """
    if kind not in registry.due_handlers:
        raise KeyError(f"Nobody handles what falls due as {kind}.")
    _SET_DUE.count([current_tenant(), kind, item_id, at])


def clear_due(kind: str, item_id: UUID) -> None:
    """Let ``item_id`` sleep on; nothing happens when it was not waiting."""
    _waiting.remove(tenant_id=current_tenant(), kind_of_work=kind, item_id=item_id)


def wake_due() -> int:
    """
    Queue a job for what is due by the town's clock, and return for how many.

    Turn by turn, the first of each tenant before the second of any: a tenant with a flood of them waits for itself. No
    more than the queue has room for, so that who comes next stands near its front; but a few of each tenant always.
    """
    ((waiting,),) = _IN_THE_QUEUE.rows([queue.QUEUE, _AT_A_TIME])
    rows = [
        row
        for place, row in enumerate(_FALLEN_DUE.rows([clock.now(), _AT_A_TIME, _AT_A_TIME]))
        if place < _AT_A_TIME - waiting or row[-1] <= _EACH_AT_LEAST
    ]
    for tenant in dict.fromkeys(row[1] for row in rows):
        with transaction(tenant):
            for due_id, owner, kind, item_id, at, _turn in rows:
                if owner == tenant and Due.objects.filter(pk=due_id, at=at).delete()[0]:
                    queue.defer("bus.wake", kind=kind, item_id=item_id)
    return len(rows)


@registry.job("bus.wake")
def wake(context: JobContext, *, kind: str, item_id: UUID) -> None:
    """Run the handler of what fell due."""
    registry.due_handlers[kind](context, item_id)
