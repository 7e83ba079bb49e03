"""Loops: an activity done again, or once for each of a list; its token stays while each time runs within."""

from abc import abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.movement import Movement
from raadhus.processes.domain.nodes.scopes import Scope
from raadhus.processes.domain.state import Token, TokenStatus
from raadhus.processes.domain.values import CannotKeepValue, normal
from raadhus.processes.domain.work import StepFailed

EACH = "#all"  # ends the id of the scope around the times; each time has the id of the file
MOST_TIMES = 2_000
_ITEMS, _BROUGHT, _COUNTER = "@items", "@brought", "loopCounter"
_ALL, _DONE, _ACTIVE = "numberOfInstances", "numberOfCompletedInstances", "numberOfActiveInstances"
_STOPPED = "numberOfTerminatedInstances"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated(Scope):
    """An activity done several times; ``body`` is the node of each time. Its counters are seen from within."""

    captures: ClassVar[bool] = False

    body: int

    def retry(self, run: Movement, token: Token) -> None:
        """Look again whether it is done, or enter again when it was never entered. Raises: StepFailed."""
        if token.number in run.state.frames:
            self.look_on(run, token)
        else:
            self.enter(run, token)

    def ended(self, run: Movement, scope: Token, frame: dict[str, object] | None, left: int) -> None:
        """Count one time and look whether it was the last; what cannot be computed stops it for a person."""
        try:
            self.count(run, scope, frame or {})
        except StepFailed as failure:
            run.stop(scope, str(failure))
        else:
            self.look_on(run, scope)

    def look_on(self, run: Movement, token: Token) -> None:
        """Go on, or do it again; what cannot be computed stops it for a person."""
        token.status = TokenStatus.SCOPE
        try:
            self.go_on(run, token)
        except StepFailed as failure:
            run.stop(token, str(failure))

    @abstractmethod
    def count(self, run: Movement, token: Token, frame: dict[str, object]) -> None:
        """Count one time that has ended, with its own variables. Raises: StepFailed."""

    @abstractmethod
    def go_on(self, run: Movement, token: Token) -> None:
        """Leave when it is done, else do what comes next. Raises: StepFailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again(Repeated):
    """A standard loop: while the condition is true, at most so many times; it shares the variables around."""

    condition: Expression | None
    maximum: int | None
    tests_before: bool

    def enter(self, run: Movement, token: Token) -> None:
        """Do it once, unless the condition is looked at before. Raises: StepFailed."""
        self.open(run, token)
        run.state.frames[token.number] = {_COUNTER: Decimal(0)}
        if self.tests_before:
            self.go_on(run, token)
        else:
            self._once_more(run, token)

    def count(self, run: Movement, token: Token, frame: dict[str, object]) -> None:
        """Nothing: it was counted when it began."""

    def go_on(self, run: Movement, token: Token) -> None:
        """Do it once more while the condition is true. Raises: StepFailed."""
        times = run.state.frames[token.number][_COUNTER]
        is_over = self.maximum is not None and times == self.maximum
        if is_over or (
            self.condition is not None and not run.is_true(self.condition, token, self.element_id)
        ):
            del run.state.frames[token.number]
            self.close(run, token)
        else:
            self._once_more(run, token)

    def _once_more(self, run: Movement, token: Token) -> None:
        frame = run.state.frames[token.number]
        frame[_COUNTER] = number_in(frame, _COUNTER) + 1
        run.place(self.body, token.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEach(Repeated):
    """
    Multi-instance: so many times, or once for each of a list, at once or one after another.

    Each time has variables of its own: what it sets stays with it, and only ``output_value`` of it is collected,
    in the order of the list. What one time brought is kept by a token of its own until all have ended, so that a time
    costs the same however many there are.
    """

    sequential: bool
    cardinality: Expression | None
    collection: Expression | None
    item: str
    completion: Expression | None
    output: str
    output_value: Expression | None

    def enter(self, run: Movement, token: Token) -> None:
        """Begin the first time, or all. Raises: StepFailed when how often cannot be computed."""
        items = self._items(run, token)
        self.open(run, token)
        frame: dict[str, object] = {name: Decimal(0) for name in (_ALL, _DONE, _ACTIVE, _STOPPED)}
        frame[_ALL] = Decimal(len(items))
        if self.sequential and self.collection is not None:
            frame[_ITEMS] = items
        run.state.frames[token.number] = frame
        if not items:
            self._leave(run, token)
            return
        for at, item in enumerate(items[:1] if self.sequential else items):
            self._begin(run, token, at, item)

    def count(self, run: Movement, token: Token, frame: dict[str, object]) -> None:
        """Count one time that is done and keep its output. Raises: StepFailed."""
        own = run.state.frames[token.number]
        own[_DONE], own[_ACTIVE] = number_in(own, _DONE) + 1, number_in(own, _ACTIVE) - 1
        if self.output and self.output_value is not None:
            value = self.output_value.evaluate({**run.seen(token), **frame})
            try:
                brought = normal(value)
            except CannotKeepValue as refused:
                raise StepFailed(str(refused)) from refused
            kept = run.state.keep_token(self.body, token.number, run.now)
            run.state.frames[kept.number] = {_COUNTER: number_in(frame, _COUNTER), _BROUGHT: brought}

    def go_on(self, run: Movement, token: Token) -> None:
        """Leave when all is done or enough is, else begin the next when they go one by one. Raises: StepFailed."""
        own = run.state.frames[token.number]
        if self.completion is not None and run.is_true(self.completion, token, self.element_id):
            own[_STOPPED] = own[_ACTIVE]
            run.cancel_within(token.number, keep_done=True)
            self._leave(run, token)
            return
        if number_in(own, _ACTIVE):
            return
        done = int(number_in(own, _DONE))
        if done == own[_ALL]:
            self._leave(run, token)
        else:
            items = own.get(_ITEMS)
            self._begin(run, token, done, items[done] if isinstance(items, list) else None)

    def _items(self, run: Movement, token: Token) -> list[object]:
        seen = run.seen(token)
        if self.collection is not None:
            value = self.collection.evaluate(seen)
            items = list(value) if isinstance(value, list | tuple) else None
        else:
            value = self.cardinality.evaluate(seen) if self.cardinality is not None else None
            times = value if isinstance(value, int | Decimal) and not isinstance(value, bool) else -1
            items = [None] * int(times) if 0 <= times <= MOST_TIMES and times == int(times) else None
        if items is None or len(items) > MOST_TIMES:
            raise StepFailed(
                f"“{self.element_id}” is to be done for a list or a whole number of at most"
                f" {MOST_TIMES:,} times, but not for {type(value).__name__}."
            )
        return items

    def _begin(self, run: Movement, token: Token, at: int, item: object) -> None:
        branch = run.place(self.body, token.number)
        own: dict[str, object] = {_COUNTER: Decimal(at + 1)}
        if self.collection is not None:
            own[self.item] = item
        run.state.frames[branch.number] = own
        around = run.state.frames[token.number]
        around[_ACTIVE] = number_in(around, _ACTIVE) + 1

    def _leave(self, run: Movement, token: Token) -> None:
        times = int(number_in(run.state.frames[token.number], _ALL))
        collected = self._collected(run, token, times) if self.output else []
        del run.state.frames[token.number]
        if self.output:
            run.set_values(token, {self.output: collected})
        self.close(run, token)

    def _collected(self, run: Movement, token: Token, times: int) -> list[object]:
        """Return what each time brought, in order, None for one that was not done; it is kept no longer."""
        collected: list[object] = [None] * times
        for kept in [one for one in run.state.kept_in(token.number) if one.node == self.body]:
            frame = run.state.frames[kept.number]
            collected[int(number_in(frame, _COUNTER)) - 1] = frame[_BROUGHT]
            run.state.forget(kept)
        return collected


def number_in(frame: dict[str, object], name: str) -> Decimal:
    """Return a counter of a loop."""
    value = frame.get(name)
    return value if isinstance(value, Decimal) else Decimal(0)
