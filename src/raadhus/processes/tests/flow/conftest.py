"""A town with one process model and handlers of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public
from raadhus.processes.domain.handlers import Execution
from raadhus.processes.tests.unit import tinyfeel
from raadhus.processes.tests.unit.drawing import COPENHAGEN
from raadhus.processes.use_cases.known_models import forget_models
from raadhus.processes.use_cases.neighbours import used

EGEBY = UUID("00000000-0000-7000-8000-000000000001")
NORDBY = UUID("00000000-0000-7000-8000-000000000002")


@dataclass
class Town:
    """Keeps what handlers were asked; ``work`` may be replaced to fail or to answer."""

    actor: Actor = field(default_factory=lambda: Actor.system(EGEBY, purpose="test", correlation="flow-1"))
    served: list[str] = field(default_factory=list)
    opened: dict[str, UUID] = field(default_factory=dict)
    withdrawn: list[str] = field(default_factory=list)
    work: Callable[[Execution], Mapping[str, object] | None] = lambda execution: None

    def serve(self, execution: Execution) -> Mapping[str, object] | None:
        answer = self.work(execution)
        self.served.append(execution.element_id)
        return answer

    def open(self, execution: Execution) -> None:
        self.work(execution)
        self.opened[execution.element_id] = execution.task_ref

    def withdraw(self, execution: Execution) -> None:
        self.withdrawn.append(execution.element_id)

    def start(self, source: bytes, **variables: object) -> UUID:
        ref = public.store_model(self.actor, source)
        return public.start(self.actor, ref.hash, business_key=uuid4(), variables=variables)

    def standing(self, instance_id: UUID) -> tuple[str, ...]:
        with transaction(EGEBY):
            return public.instance(self.actor, instance_id).standing

    def path(self, instance_id: UUID) -> list[str]:
        with transaction(EGEBY):
            return [visit.element for visit in public.history(self.actor, instance_id)]

    def variables(self, instance_id: UUID) -> Mapping[str, object]:
        with transaction(EGEBY):
            return public.variables(self.actor, instance_id)


@pytest.fixture
def town() -> Iterator[Town]:
    """Return a town whose handlers are ``work`` and the default one for user tasks."""
    town = Town()
    with ExitStack() as stack:
        stack.enter_context(used(parse_expression=tinyfeel.parse, zone_of=lambda tenant: COPENHAGEN))
        stack.enter_context(public.handlers.replaced("work", town.serve))
        stack.enter_context(public.handlers.replaced("user task", town.open, withdraw=town.withdraw))
        forget_models()
        yield town
