"""Whoever answers the tasks of a process, one after another; needs Django to be set up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from raadhus.config.bench.process_models import ASKED, REMINDED
from raadhus.organisation.demo import EGEBY
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id
from raadhus.processes import public

ACTOR = Actor.system(EGEBY, purpose="bench", correlation="")
VARIABLES = {"applicant": "Vera Vang", "amount": 1200, "done": False}


@dataclass(slots=True)
class Desk:
    """Notes the tasks that the engine opens, by instance, and answers them."""

    tasks: dict[UUID, list[UUID]] = field(default_factory=dict)

    def open(self, execution: public.Execution) -> None:
        """Note a task."""
        self.tasks.setdefault(execution.instance_id, []).append(execution.task_ref)

    def answer(self, instance: UUID) -> None:
        """Complete the oldest task of an instance; what it leads to is noted by ``open``."""
        public.complete_task(ACTOR, self.tasks[instance].pop(0), {"amount": 1300})

    def start(self, source: str, **variables: object) -> UUID:
        """Start an instance of a model, and return its id."""
        ref = public.store_model(ACTOR, source.encode())
        return public.start(ACTOR, ref.hash, business_key=new_id(), variables={**VARIABLES, **variables})

    def start_reminded(self) -> UUID:
        """Start an instance that waits at a task with a reminder, and comes back to it."""
        return self.start(REMINDED)

    def start_asked(self, people: int) -> UUID:
        """Start an instance that waits at a task for everybody of a list."""
        return self.start(ASKED, people=[f"person {number}" for number in range(people)])


@contextmanager
def opened_desk() -> Iterator[Desk]:
    """Yield a desk that gets the user tasks of every process within the block."""
    desk = Desk()
    with public.handlers.replaced("user task", desk.open):
        yield desk
