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
_SET_DUE = Statement(
    "INSERT INTO bus_due (tenant_id, kind_of_work, item_id, at) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (tenant_id, kind_of_work, item_id) DO UPDATE SET at = EXCLUDED.at"
)
_waiting = ReadyQuery(Due.objects.filter)


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
    """Queue a job for everything that is due by the town's clock, tenant by tenant; return how many."""
    rows = list(Due.objects.filter(at__lte=clock.now()).order_by("at")[:_AT_A_TIME])
    for tenant in dict.fromkeys(row.tenant_id for row in rows):
        with transaction(tenant):
            for row in rows:
                if row.tenant_id == tenant and Due.objects.filter(pk=row.pk, at=row.at).delete()[0]:
                    queue.defer("bus.wake", kind=row.kind_of_work, item_id=row.item_id)
    return len(rows)


@registry.job("bus.wake")
def wake(context: JobContext, *, kind: str, item_id: UUID) -> None:
    """Run the handler of what fell due."""
    registry.due_handlers[kind](context, item_id)
