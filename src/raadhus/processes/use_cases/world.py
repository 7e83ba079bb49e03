"""The world around a step on rows: registered handlers and rules, each behind a savepoint of its own."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError

from raadhus.bus import outbox
from raadhus.bus.registry import RetryLater
from raadhus.platform.actor import Actor
from raadhus.platform.faults import place_of
from raadhus.platform.tenancy.scope import undoable
from raadhus.processes.domain.handlers import Execution, Handler, Reach, handlers
from raadhus.processes.domain.work import BusinessError, StepFailed, Take, Work
from raadhus.processes.events import MessageThrown
from raadhus.processes.models import Instance
from raadhus.processes.use_cases.neighbours import neighbours
from raadhus.processes.use_cases.order_call import order_call
from raadhus.processes.use_cases.throw_signal import throw_signal

log = structlog.get_logger("raadhus.processes")

# The database itself is in trouble: the whole step is undone and whoever asked for it tries again.
_NOT_THE_HANDLERS_FAULT = (BusinessError, StepFailed, OperationalError, InterfaceError)


class RowsWorld:
    """Runs handlers within the step's transaction; what a failing one wrote is undone, the rest is kept."""

    def __init__(self, actor: Actor, instance: Instance, ref_of: Callable[[int], UUID]) -> None:
        self._actor = actor
        self._instance = instance
        self._ref_of = ref_of
        self.retry_after: dict[int, int | None] = {}

    def run_service(self, work: Work, take: Take, /) -> Mapping[str, object] | None:
        """
        Return what is taken of the handler's answer; None when it speaks outward: a job does, and brings the answer.

        Raises: BusinessError, StepFailed.
        """
        handler = _handler_of(work)
        if handler.reach is not Reach.WITHIN:
            order_call(self._instance.id, self._ref_of(work.token), work)
            return None
        return self._run(work, take)

    def open_task(self, work: Work, /) -> None:
        """Let the handler make the person's task. Raises: BusinessError, StepFailed."""
        self._run(work, _nothing)

    def withdraw_task(self, work: Work, /) -> None:
        """Tell the handler, if it wants to know; its failure undoes the step that withdraws."""
        handler = handlers.get(work.handler)
        if handler.withdraw is not None:
            handler.withdraw(self._execution(work))

    def decide(self, work: Work, take: Take, /) -> Mapping[str, object]:
        """Return what is taken of the decision's value. Raises: StepFailed."""
        inputs = work.inputs or work.variables
        rules, subject = work.rules or self._instance.rules, f"process:{self._instance.business_key}"
        with _undone_if_failing(work, self.retry_after):
            value = neighbours().decide(self._actor, rules, work.handler, inputs, subject=subject)
            return take({work.result: value})

    def send(self, message: str, key: str, /) -> None:
        """Tell that a message was sent; whoever waits for it gets it after this step."""
        outbox.emit(
            MessageThrown(
                subject=f"process:{self._instance.business_key}",
                instance_id=self._instance.id,
                message=message,
                key=key,
            )
        )

    def broadcast(self, signal: str, /) -> None:
        """Tell that a signal was thrown; the other instances get it after this step."""
        throw_signal(signal, self._instance.business_key, self._instance.id)

    def _run(self, work: Work, take: Take) -> Mapping[str, object]:
        with _undone_if_failing(work, self.retry_after):
            return take(_handler_of(work).run(self._execution(work)) or {})

    def _execution(self, work: Work) -> Execution:
        return Execution(
            actor=self._actor,
            instance_id=self._instance.id,
            business_key=self._instance.business_key,
            task_ref=self._ref_of(work.token),
            element_id=work.element_id,
            element_name=work.element_name,
            properties=work.settings,
            inputs=work.inputs,
            variables=work.variables,
            rules=self._instance.rules,
        )


@contextlib.contextmanager
def _undone_if_failing(work: Work, retry_after: dict[int, int | None]) -> Iterator[None]:
    """Put a savepoint around the work; any failure of it becomes ``StepFailed``."""
    try:
        with undoable():
            yield
    except _NOT_THE_HANDLERS_FAULT:
        raise
    except Exception as error:
        if isinstance(error, RetryLater):
            retry_after[work.token] = error.after_seconds
        place = place_of(error)
        log.warning("step failed", element=work.element_id, handler=work.handler, error=place)
        raise StepFailed(place) from error


def _nothing(answer: Mapping[str, object]) -> Mapping[str, object]:
    """Take nothing: a user task's answer comes later, from the person."""
    return {}


def _handler_of(work: Work) -> Handler:
    try:
        return handlers.get(work.handler)
    except KeyError:
        raise StepFailed(f"No handler is called {work.handler}.") from None
