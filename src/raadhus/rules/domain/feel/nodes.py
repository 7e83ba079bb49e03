"""The tree of a FEEL expression; every node knows where it stands (`at`, offset in the text)."""

from dataclasses import dataclass, field
from typing import Any

from raadhus.rules.domain.feel.types import FeelType


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Base of all nodes."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A constant: number, text, boolean, null, or a temporal value written with @."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, a built-in function, or the value under test (`?`)."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`base.member`."""

    base: Node
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`base[condition]`: selection by condition or by index; boxed, the condition must be a boolean."""

    base: Node
    condition: Node
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function invocation; `names` is empty for positional arguments, else as long as `arguments`."""

    callee: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """Arithmetic minus."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left operator right` with one of + - * / **."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left operator right` with one of = != < <= > >=."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """A chain of `and` or of `or`."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`, ends included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in test`, or listed `value in (tests)`, which is true or false."""

    value: Node
    tests: tuple[Node, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class UnaryComparison(Node):
    """A test such as `< 5`: the value under test is the left side."""

    operator: str
    right: Node


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """The content of a cell: one test must hold, or none when negated. No tests at all means any value."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then yes else no`; boxed, the condition must be a boolean (or null)."""

    condition: Node
    yes: Node
    no: Node
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """One `name in domain` of a for, some or every."""

    name: str
    domain: Node


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for … return body`; `partial` is the list of results so far."""

    iterations: tuple[Iteration, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` or `every` … satisfies condition."""

    every: bool
    iterations: tuple[Iteration, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Parameter:
    """A formal parameter, with a type when one is written."""

    name: str
    type: FeelType | None = None


@dataclass(frozen=True, slots=True)
class Function(Node):
    """A function definition; its result is coerced to `result` when a model states a type."""

    parameters: tuple[Parameter, ...]
    body: Node
    result: FeelType | None = None


@dataclass(frozen=True, slots=True)
class ExternalFunction(Node):
    """A function defined elsewhere, named by a mapping (only whitelisted ones exist)."""

    parameters: tuple[Parameter, ...]
    mapping: Node
    result: FeelType | None = None


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """`[a, b, …]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextEntry(Node):
    """One `key: value`; no key at all is the result of a boxed context."""

    key: str | None
    value: Node


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    """`{key: value, …}`; later entries see earlier ones."""

    entries: tuple[ContextEntry, ...]


@dataclass(frozen=True, slots=True)
class RangeOf(Node):
    """`[low..high]`; an absent end is unbounded (`(< 5)`)."""

    low: Node | None
    high: Node | None
    low_included: bool
    high_included: bool
    # "=" or "!=" when written as a comparison in parentheses.
    sign: str = ""
    # Behind `in` of an iteration a range may run downwards.
    iterated: bool = False


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: FeelType


@dataclass(frozen=True, slots=True)
class Coercion(Node):
    """The value, made to conform to a type that a model states (singleton lists, constraints)."""

    value: Node
    type: FeelType


@dataclass(frozen=True, slots=True)
class Sourced(Node):
    """An expression of a model, with the line and element it stands in."""

    value: Node
    line: int
    element: str


@dataclass(frozen=True, slots=True)
class Aliased(Node):
    """An expression of a model, some of whose names stand for global variables of other names."""

    value: Node
    names: tuple[tuple[str, str], ...]


def without_source(node: Node) -> Node:
    """Return the node without what tells where in a model it stands."""
    while isinstance(node, Sourced):
        node = node.value
    return node


def bare(node: Node) -> Node:
    """Return the expression without what a model adds to it: its type, its place, what its names stand for."""
    while isinstance(node, Sourced | Coercion | Aliased):
        node = node.value
    return node
