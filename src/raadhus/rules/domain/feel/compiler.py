"""Turns a FEEL tree into Python closures over a frame; every sort of node has a handler."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from raadhus.rules.domain.feel.builtins.registry import BuiltIn
from raadhus.rules.domain.feel.nodes import Name, Node, without_source
from raadhus.rules.domain.feel.runtime import FIRST_LOCAL, GLOBALS
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.values import Closure, Frame, Value

Handler = Callable[["Compiler", Any, Scope], Closure]


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that nothing in scope has; it is null when evaluated."""

    name: str
    at: int
    line: int = 0
    element: str = ""


class Compiler:
    """Compiles the nodes of one activation; counts the places that its frame needs."""

    def __init__(
        self,
        handlers: Mapping[type[Node], Handler],
        built_ins: Mapping[str, BuiltIn],
        global_names: Collection[str] | None = None,
    ) -> None:
        """Know these global variables; None means that any name may be one (looked up when evaluated)."""
        self._handlers = handlers
        self._built_ins = built_ins
        self._globals = global_names
        self.frame_size = FIRST_LOCAL
        self.unknown: list[UnknownName] = []
        self.line = 0
        self.element = ""

    def place(self) -> int:
        """Return a new place in the frame."""
        self.frame_size += 1
        return self.frame_size - 1

    def compile(self, node: Node, scope: Scope) -> Closure:
        """Return the closure that computes the node."""
        return self._handlers[type(node)](self, node, scope)

    def built_in(self, node: Node, scope: Scope) -> BuiltIn | None:
        """Return the built-in function that the node names, unless a variable hides it."""
        if not isinstance(node, Name) or node.name not in self._built_ins:
            return None
        return None if self._is_variable(node.name, scope) else self._built_ins[node.name]

    def _is_variable(self, name: str, scope: Scope) -> bool:
        inner: Scope | None = scope
        while inner is not None:
            if name in inner.places or name in inner.aliases:
                return True
            inner = inner.parent
        return self._globals is not None and name in self._globals

    def global_name(self, node: Node, scope: Scope) -> str | None:
        """Return the global variable that the node is; None when it is anything else."""
        named = without_source(node)
        if not isinstance(named, Name):
            return None
        inner: Scope | None = scope
        while inner is not None:
            if inner.element is not None or named.name in inner.places:
                return None
            if named.name in inner.aliases:
                return inner.aliases[named.name]
            inner = inner.parent
        return named.name if self._globals is not None and named.name in self._globals else None

    def variable(self, node: Name, scope: Scope | None, *, filtered: bool = False) -> Closure:
        """Return the closure that reads a name."""
        if scope is None:
            return self._outside(node, filtered=filtered)
        if node.name in scope.places:
            scope.used.add(node.name)
            found = _local(scope.places[node.name])
        elif node.name in scope.aliases:
            found = _global(scope.aliases[node.name])
        else:
            within = filtered or scope.element is not None
            found = self.variable(node, scope.parent, filtered=within)
        # An entry of the filtered item hides everything outside, `item` included.
        return found if scope.element is None else _member_or(scope.element, node.name, found)

    def _outside(self, node: Name, *, filtered: bool) -> Closure:
        name = node.name
        if self._globals is not None and name in self._globals:
            return _global(name)
        if self._globals is None:
            return _global_or(name, self._built_ins.get(name))
        if name in self._built_ins:
            return _constant(self._built_ins[name])
        if not filtered:
            self.unknown.append(UnknownName(name, node.at, self.line, self.element))
        return _constant(None)


def _local(place: int) -> Closure:
    def read(frame: Frame) -> Value:
        return frame[place]

    return read


def _global(name: str) -> Closure:
    def read(frame: Frame) -> Value:
        return frame[GLOBALS].get(name)

    return read


def _global_or(name: str, fallback: Value) -> Closure:
    """Where any name may be a variable, one that is given hides the built-in function of its name."""

    def read(frame: Frame) -> Value:
        return frame[GLOBALS].get(name, fallback)

    return read


def _constant(value: Value) -> Closure:
    def read(frame: Frame) -> Value:
        return value

    return read


def _member_or(place: int, name: str, outer: Closure) -> Closure:
    def read(frame: Frame) -> Value:
        item = frame[place]
        if type(item) is dict and name in item:
            return item[name]
        return outer(frame)

    return read
