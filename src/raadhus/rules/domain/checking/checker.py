"""Infers what is known of every expression of a tree, and notes what can never have a value."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from raadhus.rules.domain.checking.grid import Effort
from raadhus.rules.domain.checking.kinds import NULL, Kind, kind_of, name_of
from raadhus.rules.domain.checking.known import UNKNOWN, Known, WrittenContext, entries_of, item_of, of_type
from raadhus.rules.domain.checking.places import Findings
from raadhus.rules.domain.checking.spans import ALL, Span, narrowed
from raadhus.rules.domain.checking.walk import same
from raadhus.rules.domain.feel.nodes import Node
from raadhus.rules.domain.feel.temporal import Date, DateTime
from raadhus.rules.domain.feel.types import ANY, ConstrainedType, FeelType, NamedType


@dataclass(frozen=True, slots=True)
class Names:
    """The variables of one nesting; where it is open, any other name may stand for an entry of an item."""

    known: Mapping[str, Known] = field(default_factory=dict)
    outer: "Names | None" = None
    is_open: bool = False

    def inner(self, known: Mapping[str, Known], *, is_open: bool = False) -> "Names":
        """Return the names inside this nesting."""
        return Names(known, self, is_open)

    def find(self, name: str) -> Known | None:
        """Return what is known of a variable; None if there is none of that name."""
        names: Names | None = self
        may_be_entry = False
        while names is not None:
            if name in names.known:
                return UNKNOWN if may_be_entry else names.known[name]
            may_be_entry = may_be_entry or names.is_open
            names = names.outer
        return UNKNOWN if may_be_entry else None


_DEEPEST = 20
_MOST_FACTS = 40
Fact = tuple[Node, Span]
Handler = Callable[["Checker", Any, Names], Known]


class Checker:
    """Goes over trees; each sort of node has a handler, and of a sort that has none nothing is known."""

    def __init__(self, handlers: Mapping[type[Node], Handler], findings: Findings) -> None:
        """Note what is found in `findings`."""
        self._handlers = handlers
        self.findings = findings
        self._facts: tuple[Fact, ...] = ()
        # The inputs of the model that each variable rests on.
        self.roots: Mapping[str, frozenset[str]] = {}
        # Whether a reader of the value asks if it is null: then that no row hits is meant.
        self.may_be_null = False
        self.effort = Effort()

    def know(self, node: Node, names: Names) -> Known:
        """Return what is known of the node's value."""
        handler = self._handlers.get(type(node))
        found = UNKNOWN if handler is None else handler(self, node, names)
        for expression, span in self._facts:
            if same(expression, node):
                found = replace(found, span=narrowed(found.span, span))
        return found

    @contextmanager
    def given(self, facts: list[Fact]) -> Iterator[None]:
        """Know inside the block where the values of some expressions lie."""
        known = [fact for fact in facts if fact[1] != ALL]
        before, self._facts = self._facts, (*self._facts, *known)[-_MOST_FACTS:]
        try:
            yield
        finally:
            self._facts = before

    def expect_condition(self, node: Node, names: Names) -> None:
        """Note a condition that is surely neither true nor false."""
        kind = self.know(node, names).kind
        if kind not in {None, bool, NULL}:
            self.findings.note("not-a-condition", node.at, value_kind=name_of(kind))

    def typed(self, known: Known, wanted: FeelType, at: int | None = None) -> Known:
        """Return what is known of a value made to conform to a type; notes what surely does not."""
        if wanted is ANY:
            return known
        if known.kind is NULL:
            return Known(wanted, ())
        self._expect(known, wanted, at)
        base = of_type(wanted)
        fitting = known if known.kind is base.kind else UNKNOWN
        values = base.values if fitting.values is None else fitting.values
        return Known(wanted, values, narrowed(base.span, fitting.span), fitting.members)

    def _expect(self, known: Known, wanted: FeelType, at: int | None) -> None:
        if not fits(known.type, wanted):
            self.findings.note("wrong-type", at, wanted_kind=_title(wanted), value_kind=name_of(known.kind))
        elif known.kind is dict and kind_of(wanted) is dict:
            self._expect_entries(known, wanted, at)
        elif known.values and _forbids_all(known, wanted):
            self.findings.note("value-not-allowed", at, wanted_kind=_title(wanted))

    def _expect_entries(self, known: Known, wanted: FeelType, at: int | None) -> None:
        for name, member in entries_of(of_type(wanted)).items():
            if name in known.members:
                self._expect(known.members[name], member.type, at)
            elif isinstance(known.type, WrittenContext):
                self.findings.note("missing-entry", at, name=name)


def _forbids_all(known: Known, wanted: FeelType) -> bool:
    return kind_of(wanted) is known.kind and not any(wanted.accepts(value) for value in known.values or ())


def _title(wanted: FeelType) -> str:
    while isinstance(wanted, ConstrainedType):
        wanted = wanted.base
    return wanted.name if isinstance(wanted, NamedType) else name_of(kind_of(wanted))


def fits(given: FeelType, wanted: FeelType, depth: int = 0) -> bool:
    """Say whether a value of one type may conform to another; no only when it surely does not."""
    mine, theirs = kind_of(given), kind_of(wanted)
    if list in {mine, theirs}:
        # A list of one item may stand for the item, and an item for such a list. A type may hold itself.
        item = item_of(given) if mine is list else given
        return depth >= _DEEPEST or fits(item, item_of(wanted) if theirs is list else wanted, depth + 1)
    return alike(mine, theirs) or (mine is Date and theirs is DateTime)


def alike(left: Kind, right: Kind) -> bool:
    """Say whether values of two kinds may be of the same kind."""
    return left is None or right is None or NULL in {left, right} or left is right
