"""What failed and waits for somebody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.processes.access import require_keeper
from raadhus.processes.domain.naming import names_of
from raadhus.processes.models import Incident
from raadhus.processes.use_cases.known_models import library_of


@dataclass(frozen=True, slots=True)
class IncidentInfo:
    """A failure that waits for a person, or for ``retry_at``; ``name`` is what people call the step, "" for nothing."""

    id: UUID
    instance_id: UUID
    business_key: UUID
    element: str
    name: str
    sentence: str
    tries: int
    at: datetime
    retry_at: datetime | None


def list_incidents(actor: Actor, *, at_most: int = 100) -> tuple[IncidentInfo, ...]:
    """Return what failed and is not settled, oldest first. Raises: LoginNeeded, NotAllowed."""
    require_keeper(actor)
    expect_tenant(actor.tenant)
    rows = Incident.objects.filter(settled_at=None).select_related("instance")
    names = _Names()
    return tuple(
        IncidentInfo(
            id=row.id,
            instance_id=row.instance_id,
            business_key=row.instance.business_key,
            element=row.element,
            name=names.of(row),
            sentence=row.sentence,
            tries=row.tries,
            at=row.at,
            retry_at=row.retry_at,
        )
        for row in rows.defer("instance__variables").order_by("at")[:at_most]
    )


class _Names:
    """What people call steps, found once for each process, however many of its cases stand still."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], dict[str, str]] = {}

    def of(self, row: Incident) -> str:
        """Return the name of the step that failed, "" for nothing."""
        process = row.instance.model_id, row.instance.process
        if process not in self._found:
            self._found[process] = names_of(library_of(process[0]).programs[process[1]])
        return self._found[process].get(row.element, "")
