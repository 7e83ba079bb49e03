"""Handlers: the work of tasks, registered by the rooms that own it; the engine knows only this protocol."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from raadhus.platform.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """
    One task at work.

    ``task_ref`` names the open task for ``complete_task``; ``properties`` are the attributes of
    ``raadhus:task`` besides the handler; ``inputs`` are its evaluated inputs; ``variables`` all variables
    (read only); ``rules`` the hash of the rule model of this case, empty when it has none.
    """

    actor: Actor
    instance_id: UUID
    business_key: UUID
    task_ref: UUID
    element_id: str
    element_name: str
    properties: Mapping[str, str]
    inputs: Mapping[str, object]
    variables: Mapping[str, object]
    rules: str


class Reach(StrEnum):
    """Where a handler works, and what may be done when it is not known whether it has."""

    WITHIN = "within"  # the step's own transaction
    OUTWARD = "outward"  # a job; the key makes a second try of the same work harmless
    OUTWARD_ONCE = "outward once"  # a job; a doubtful try is shown to a person, never repeated by itself


Run = Callable[[Execution], Mapping[str, object] | None]
Withdraw = Callable[[Execution], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """
    A registered handler; ``withdraw`` is told when an open task is no longer wanted.

    ``reads``: the settings of a task that it looks at; None when its owner does not say. ``gives``: the variables that its
    answer sets, besides those that its settings name; None when its owner does not say. ``called``: what people call it,
    as text in the language in use (perhaps only when it is asked for as such); empty when its owner does not say.
    """

    name: str
    run: Run
    withdraw: Withdraw | None
    reach: Reach = Reach.WITHIN
    reads: frozenset[str] | None = None
    called: object = ""
    gives: frozenset[str] | None = None


class HandlerRegistry:
    """The handlers by name; a test may replace one for a while."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def register(self, handler: Handler) -> None:
        """Register a handler under the name that models use. Raises: ValueError when the name is taken."""
        if handler.name in self._handlers:
            raise ValueError(f"Two handlers are called {handler.name}.")
        self._handlers[handler.name] = handler

    def get(self, name: str) -> Handler:
        """Return the handler. Raises: KeyError."""
        return self._handlers[name]

    @property
    def names(self) -> frozenset[str]:
        """Return every registered name."""
        return frozenset(self._handlers)

    @property
    def reads(self) -> dict[str, frozenset[str]]:
        """Return the settings that each handler reads whose owner says so."""
        return {name: one.reads for name, one in self._handlers.items() if one.reads is not None}

    def called(self, name: str) -> str:
        """Return what people call a handler, in the language in use; its name where nobody has said."""
        known = self._handlers.get(name)
        return (str(known.called) if known else "") or name

    @property
    def gives(self) -> dict[str, frozenset[str]]:
        """Return the variables that each handler sets whose owner says so."""
        return {name: one.gives for name, one in self._handlers.items() if one.gives is not None}

    @contextlib.contextmanager
    def replaced(
        self, name: str, run: Run, *, withdraw: Withdraw | None = None, reach: Reach = Reach.WITHIN
    ) -> Iterator[None]:
        """Let another function do the work of ``name`` within the block."""
        before = self._handlers.get(name)
        self._handlers[name] = Handler(name, run, withdraw, reach)
        try:
            yield
        finally:
            if before is None:
                del self._handlers[name]
            else:
                self._handlers[name] = before


handlers = HandlerRegistry()
