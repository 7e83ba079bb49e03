"""Collects the statements of one generated function: numbers its variables, keeps its constants, knows what is known."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from raadhus.rules.domain.dmn.generating import syntax
from raadhus.rules.domain.dmn.generating.syntax import Expression, Statement
from raadhus.rules.domain.feel.runtime import Runtime

MAX_STATEMENTS = 4_000
INPUTS = "inputs"
_RUNTIME = "runtime"
TRACE = "trace"
RUNTIME_PARAMETERS = ("clock", "max_steps", TRACE)


class NotGenerated(Exception):
    """Something that generated source does not do; its closure does."""


# The classes that a value can have; None when it may be anything.
Classes = frozenset[type] | None
NUMBER: Classes = frozenset({Decimal})
NULL = type(None)
PLAIN = frozenset({Decimal, str, bool, NULL})
"""Classes whose values Python and FEEL write alike."""


class Fallback:
    """What a generated function returns where the usual course ends; the closures then decide from the beginning."""

    __slots__ = ()


FALLBACK = Fallback()


class Emitter:
    """The function while it is written. Statements go to the innermost open block."""

    def __init__(self, *, traced: bool = False) -> None:
        """Begin with an empty body of a function that tells its trace, or does not."""
        self.is_traced = traced
        self.body: list[Statement] = []
        self.constants: dict[str, Any] = {}
        self._names: dict[int, str] = {}
        self._classes: dict[str, Classes] = {}
        # Of variables whose value is one of some constants, these.
        self._among: dict[str, tuple[Any, ...]] = {}
        self._count = 0
        self._has_runtime = False
        self.fallback = self.constant(FALLBACK)

    def constant(self, value: Any) -> Expression:
        """Return the reading of a constant that the function is given by reference."""
        return syntax.name(self.value(value))

    def value(self, value: Any) -> str:
        """Return the variable that holds a constant."""
        if id(value) not in self._names:
            known = f"c{len(self.constants)}"
            self._names[id(value)] = known
            self.constants[known] = value
            self._classes[known] = frozenset({type(value)})
        return self._names[id(value)]

    def add(self, statement: Statement) -> None:
        """Write a statement. Raises: NotGenerated when the function becomes too long."""
        self._count += 1
        if self._count > MAX_STATEMENTS:
            raise NotGenerated
        self.body.append(statement)

    def variable(self, classes: Classes = None) -> str:
        """Return a new variable."""
        self._count += 1
        fresh = f"v{self._count}"
        self._classes[fresh] = classes
        return fresh

    def let(self, value: Expression, classes: Classes = None) -> str:
        """Put a value into a new variable."""
        fresh = self.variable(classes)
        self.add(syntax.assign(fresh, value))
        return fresh

    def classes(self, variable: str) -> Classes:
        """Return the classes that a variable's value can have here."""
        return self._classes[variable]

    def has_only(self, variable: str, *classes: type) -> bool:
        """Say whether the variable's value is surely of one of these classes."""
        known = self._classes[variable]
        return known is not None and known <= set(classes)

    def know(self, variable: str, classes: Classes) -> None:
        """Note the classes that a variable's value can have from here on, in this block."""
        self._classes[variable] = classes

    def know_values(self, variable: str, values: Iterable[Any]) -> None:
        """Note that the variable's value is one of these."""
        self._among[variable] = tuple(values)

    def values(self, variable: str) -> tuple[Any, ...]:
        """Return the values of which the variable's is one; none when they are not known."""
        return self._among.get(variable, ())

    def trace(self, word: str, *arguments: Expression) -> None:
        """Tell the trace something, by a method of it."""
        self.add(syntax.do(syntax.method(syntax.name(TRACE), word, *arguments)))

    def leave_if(self, condition: Expression) -> None:
        """Leave it to the closures when the condition holds."""
        self.add(syntax.when(condition, [syntax.give(self.fallback)]))

    def number(self, variable: str) -> Expression:
        """Return the reading of a variable that is a number from here on; it is left to the closures if it is none."""
        if not self.has_only(variable, Decimal):
            self.leave_if(syntax.is_not(self.type_of(variable), self.constant(Decimal)))
            self.know(variable, NUMBER)
        return syntax.name(variable)

    def runtime(self) -> Expression:
        """Return the reading of the evaluation's runtime, which is made when anything needs it."""
        self._has_runtime = True
        return syntax.name(_RUNTIME)

    def type_of(self, variable: str) -> Expression:
        """Return `type(variable)`."""
        return syntax.call(syntax.name("type"), syntax.name(variable))

    def is_of(self, variable: str, kind: type) -> Expression:
        """Return the condition that the variable's value is of a class."""
        if kind is NULL:
            return syntax.is_(syntax.name(variable), syntax.flag(None))
        return syntax.is_(self.type_of(variable), self.constant(kind))

    @contextmanager
    def block(self) -> Iterator[list[Statement]]:
        """Write into a block of its own; what becomes known in it is known nowhere else."""
        outer, known = self.body, dict(self._classes)
        inner: list[Statement] = []
        self.body = inner
        try:
            yield inner
        finally:
            self.body, self._classes = outer, self._classes | known

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Forget what was written and learned if it turns out that it is not generated. Raises: NotGenerated."""
        written, known = len(self.body), dict(self._classes)
        try:
            yield
        except NotGenerated:
            del self.body[written:]
            self._classes |= known
            raise

    def made(self, caught: tuple[type[Exception], ...]) -> Callable[..., Any]:
        """Return the function of inputs, clock, budget and trace; an exception of these leaves it to the closures."""
        begun = [
            syntax.assign(
                _RUNTIME, syntax.call(self.constant(Runtime), *map(syntax.name, RUNTIME_PARAMETERS))
            )
        ]
        body = [*(begun if self._has_runtime else []), *self.body]
        guarded = syntax.attempt(body, self.constant(caught), [syntax.give(self.fallback)])
        module = syntax.function(list(self.constants), (INPUTS, *RUNTIME_PARAMETERS), [guarded])
        return syntax.made(module, list(self.constants.values()))
