"""Who listens to which event, which jobs there are, who is woken by what falls due."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from raadhus.bus.events import DomainEvent
from raadhus.platform.actor import Actor


@dataclasses.dataclass(frozen=True, slots=True)
class JobContext:
    """In whose name and in which flow a job runs."""

    tenant: UUID
    correlation: str
    job: str
    attempt: int = 0

    @property
    def actor(self) -> Actor:
        """Return the system actor of this job."""
        return Actor.system(self.tenant, purpose=self.job, correlation=self.correlation)


class RetryLater(Exception):
    """The same work should be tried again, after ``after_seconds`` or as the policy says."""

    def __init__(self, reason: str, *, after_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class GiveUp(Exception):
    """Trying again will not help; a person must look."""


@dataclasses.dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a job is tried again; waits double from ``first_wait_seconds`` up to ``longest_wait_seconds``."""

    attempts: int = 10
    first_wait_seconds: int = 2
    longest_wait_seconds: int = 3600

    def wait_after(self, attempt: int) -> int | None:
        """Return the seconds to wait after failed try number ``attempt`` (from 1), None when it was the last."""
        if attempt >= self.attempts:
            return None
        return int(min(self.longest_wait_seconds, self.first_wait_seconds * 2 ** (attempt - 1)))


@dataclasses.dataclass(frozen=True, slots=True)
class Subscriber:
    """A function that wants one type of event."""

    name: str
    event_class: type[DomainEvent]
    handle: Callable[[Any, JobContext], None]


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """A function that works off the page."""

    name: str
    run: Callable[..., None]
    retry: RetryPolicy
    is_transactional: bool


E = TypeVar("E", bound=DomainEvent)
F = TypeVar("F", bound=Callable[..., None])

subscribers: dict[str, list[Subscriber]] = {}
jobs: dict[str, Job] = {}
due_handlers: dict[str, Callable[[JobContext, UUID], None]] = {}


def subscribe(
    event_class: type[E], *, name: str
) -> Callable[[Callable[[E, JobContext], None]], Callable[[E, JobContext], None]]:
    """Register the decorated function for ``event_class`` under a ``name`` that never changes: deduplication keys on it."""

    def register(handle: Callable[[E, JobContext], None]) -> Callable[[E, JobContext], None]:
        known = subscribers.setdefault(event_class.type, [])
        if any(subscriber.name == name for subscriber in known):
            raise ValueError(f"Two subscribers are called {name}.")
        known.append(Subscriber(name, event_class, handle))
        return handle

    return register


def job(name: str, *, retry: RetryPolicy | None = None, transactional: bool = True) -> Callable[[F], F]:
    """
    Register the decorated function ``(context, **ids)`` as the job ``name``.

    ``transactional``: the whole job is one transaction of its tenant. An outward job says False, commits its attempt in
    ``tenancy.transaction``, sends, and commits the outcome in a second one.
    """

    def register(run: F) -> F:
        if name in jobs:
            raise ValueError(f"Two jobs are called {name}.")
        jobs[name] = Job(name, run, retry or RetryPolicy(), transactional)
        return run

    return register


def on_due(kind: str) -> Callable[[Callable[[JobContext, UUID], None]], Callable[[JobContext, UUID], None]]:
    """Register the decorated function ``(context, item_id)`` for what ``due.set(kind, …)`` wrote."""

    def register(handle: Callable[[JobContext, UUID], None]) -> Callable[[JobContext, UUID], None]:
        if kind in due_handlers:
            raise ValueError(f"Two handlers wait for {kind}.")
        due_handlers[kind] = handle
        return handle

    return register
