"""Faults that can be switched on in a demo town's own rooms, so that a proof can be seen to fail.

The neighbours (registers, login, gateways) know their own; ``README.md`` lists all.
"""

from collections.abc import Mapping
from typing import Any, Never

from raadhus.bus import registry
from raadhus.platform.environment import current_environment
from raadhus.post.ports import Press, PrintHouseUnavailable, PrintOrder

DEAF = "deaf"
IDLE = "idle"


def make_deaf_and_idle() -> None:
    """Let rooms whose fault is ``deaf`` hear no event, and those that are ``idle`` do no job."""
    environment = current_environment()
    for listeners in registry.subscribers.values():
        listeners[:] = [one for one in listeners if environment.fault_of(_room_of(one.name)) != DEAF]
    for name, job in registry.jobs.items():
        if environment.fault_of(_room_of(name)) == IDLE:
            registry.jobs[name] = registry.Job(name, _do_nothing, job.retry, job.is_transactional)


class MisprintingPress:
    """Prints every figure one too high."""

    def __init__(self, press: Press) -> None:
        self._press = press

    def render(self, template: bytes, data: Mapping[str, Any]) -> bytes:
        """Return a letter with wrong figures. Raises: CannotRenderLetter."""
        return self._press.render(template, {name: _misprint(value) for name, value in data.items()})


class ClosedPrintHouse:
    """Takes nothing."""

    def deliver(self, order: PrintOrder, pdf: bytes) -> Never:
        """Refuse. Raises: PrintHouseUnavailable."""
        raise PrintHouseUnavailable("the print house is closed")


def _misprint(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _misprint(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_misprint(one) for one in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return value.translate(str.maketrans("0123456789", "1234567890"))
    return value + 1


def _room_of(name: str) -> str:
    return name.partition(".")[0]


def _do_nothing(*_given: Any, **_named: Any) -> None:
    """Stand in for a job that is not done."""
