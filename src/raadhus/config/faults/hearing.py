"""Rooms that hear no event, hear each twice, or do no job."""

import dataclasses
from typing import Any

from raadhus.bus import registry
from raadhus.bus.registry import JobContext, Subscriber

DEAF, IDLE, TWICE = "deaf", "idle", "twice"


def make_deaf(room: str) -> None:
    """Let a room hear no event."""
    for listeners in registry.subscribers.values():
        listeners[:] = [one for one in listeners if _room_of(one.name) != room]


def make_idle(room: str) -> None:
    """Let a room do no job: each counts as done."""
    for name, job in registry.jobs.items():
        if _room_of(name) == room:
            registry.jobs[name] = dataclasses.replace(job, run=_do_nothing)


def tell_twice() -> None:
    """Give every event to every subscriber twice, as an outbox does that has forgotten what it delivered."""
    for listeners in registry.subscribers.values():
        listeners[:] = [_hearing_twice(one) for one in listeners]


def _hearing_twice(listener: Subscriber) -> Subscriber:
    def handle(event: Any, context: JobContext) -> None:
        listener.handle(event, context)
        listener.handle(event, context)

    return dataclasses.replace(listener, handle=handle)


def _room_of(name: str) -> str:
    return name.partition(".")[0]


def _do_nothing(*_given: Any, **_named: Any) -> None:
    """Stand in for a job that is not done."""
