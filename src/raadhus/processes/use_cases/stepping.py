"""One step of one instance: locked, taken, written, in one transaction with whatever its handlers do."""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from uuid import UUID

from raadhus.bus import correlation
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.processes.domain.run import Run
from raadhus.processes.use_cases.held import Held
from raadhus.processes.use_cases.incidents import write_incidents
from raadhus.processes.use_cases.neighbours import neighbours
from raadhus.processes.use_cases.rows import lock_instance, write_step
from raadhus.processes.use_cases.world import RowsWorld

_stepping: ContextVar[frozenset[UUID]] = ContextVar("stepping", default=frozenset())


class StepWithinStep(RuntimeError):
    """A handler tried to move the instance that runs it; it must do so from a job of its own."""


def step_instance(
    actor: Actor, instance_id: UUID, act: Callable[[Run, Held], None], *, at: int | None = None
) -> None:
    """
    Let ``act`` happen to a running instance and follow it until everything waits; within the caller's transaction.

    ``at`` is the number of the token that it happens to; without it all tokens are read before.
    Raises: Instance.DoesNotExist when none runs, NotWaiting when the act comes too late; nothing has changed.
    """
    if instance_id in _stepping.get():
        raise StepWithinStep(f"Instance {instance_id} is within a step; go on from a job or an event.")
    expect_tenant(actor.tenant)
    held = lock_instance(instance_id, at)
    with _flow_of(held):
        take(actor, held, act)


def take(actor: Actor, held: Held, act: Callable[[Run, Held], None]) -> None:
    """Take one step of an instance in hand and write it."""
    with _within(held.instance.id):
        world = RowsWorld(actor, held.instance, held.ref_of)
        zone = neighbours().zone_of(actor.tenant)
        working = neighbours().working_days_of(actor.tenant)
        run = Run(held.program, held.state, world, now=clock.now(), zone=zone, working=working)
        act(run, held)
        write_step(held, run, actor)
        write_incidents(held, run, actor, world.retry_after)


@contextlib.contextmanager
def _within(instance_id: UUID) -> Iterator[None]:
    token = _stepping.set(_stepping.get() | {instance_id})
    try:
        yield
    finally:
        _stepping.reset(token)


def _flow_of(held: Held) -> contextlib.AbstractContextManager[None]:
    if correlation.current() or not held.instance.correlation:
        return contextlib.nullcontext()
    return correlation.flow(held.instance.correlation)
