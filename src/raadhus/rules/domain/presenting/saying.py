"""Says expressions and cells in words; what has none is left to be shown as it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from raadhus.rules.domain.dmn.explain import look_up
from raadhus.rules.domain.feel.nodes import (
    Arithmetic,
    Between,
    Call,
    Coercion,
    Comparison,
    If,
    In,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    RangeOf,
    Sourced,
    Tests,
    UnaryComparison,
)
from raadhus.rules.domain.feel.temporal import Date, DateTime, Time
from raadhus.rules.domain.feel.temporal_text import parse_date, parse_date_time, parse_duration, parse_time
from raadhus.rules.domain.feel.values import Value
from raadhus.rules.domain.languages.language import phrase
from raadhus.rules.domain.presenting.figures import figure
from raadhus.rules.domain.presenting.words import COUNT, YEAR, Lexicon, Word

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_ONE = ("ceiling", "floor", "round", "count", "sum", "abs")
_MANY = ("min", "max")
_READERS: dict[str, Callable[[str], Value]] = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "duration": parse_duration,
}
_DAYS = (Date, DateTime, Time)
_PROPERTIES = ("year", "month", "day")


class NoWords(Exception):
    """The expression has no words; it is shown as it is written."""


def stripped(node: Node) -> Node:
    """Return the expression without the places and types that a model puts around it."""
    while isinstance(node, Sourced | Coercion):
        node = node.value
    return node


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the parts of one model; with `values`, names are said by what they were."""

    lexicon: Lexicon
    values: Mapping[str, Value] | None = None
    # The decision that is spoken of: what stands in it without a name of its own is called as it is.
    subject: str = ""

    def cell(self, tests: Tests, unit: str) -> str:
        """Say what a cell asks of a value with this unit. Raises: NoWords."""
        if not tests.tests:
            return self._phrase("any")
        said = [self.test(stripped(test), unit) for test in tests.tests]
        if not tests.negated:
            return self._listed(said, "or")
        if len(said) == 1:
            return self._phrase("not missing") if _is_null(tests.tests[0]) else self._phrase("not", said[0])
        return self._phrase("none of", self._listed(said, "nor"))

    def test(self, node: Node, unit: str) -> str:
        """Say one test of a cell. Raises: NoWords."""
        if isinstance(node, UnaryComparison):
            right = stripped(node.right)
            return self._phrase(
                node.operator + _kind(right, node.operator, unit), self.expression(right, unit)
            )
        if isinstance(node, RangeOf):
            return self._range(node, unit)
        if isinstance(node, Tests):
            return self.cell(node, unit)
        return self.expression(node, unit)

    def _range(self, node: RangeOf, unit: str) -> str:
        if node.low is None or node.high is None or node.sign:
            return self._half_range(node, unit)
        ends = f"{'[' if node.low_included else '('}..{']' if node.high_included else ')'}"
        low, high = stripped(node.low), stripped(node.high)
        day = " day" if _is_day(low) else ""
        return self._phrase(ends + day, self.expression(low, unit), self.expression(high, unit))

    def _half_range(self, node: RangeOf, unit: str) -> str:
        end = node.high if node.low is None else node.low
        if end is None:
            raise NoWords
        if node.sign:
            return self._phrase(
                node.sign + _kind(stripped(end), node.sign, unit), self.expression(stripped(end), unit)
            )
        sign = (
            ("<=" if node.high_included else "<")
            if node.low is None
            else (">=" if node.low_included else ">")
        )
        return self._phrase(sign + _kind(stripped(end), sign, unit), self.expression(stripped(end), unit))

    def expression(self, node: Node, unit: str = "") -> str:
        """Say an expression; a bare figure in it has this unit. Raises: NoWords."""
        node = stripped(node)
        say = _SAYERS.get(type(node))
        if say is None:
            raise NoWords
        return say(self, node, unit)

    def word_of(self, node: Node) -> Word:
        """Return what an expression that is only a name is called; nothing for any other."""
        node = stripped(node)
        if isinstance(node, Name):
            return self.lexicon.name(node.name)
        if isinstance(node, Path) and isinstance(base := stripped(node.base), Name):
            return self.lexicon.member(base.name, node.member)
        return Word("")

    def unit_of(self, node: Node) -> str:
        """Return the unit of the figures that an expression gives, if its names tell."""
        node = stripped(node)
        if isinstance(node, Name):
            return self.lexicon.name(node.name).unit
        if isinstance(node, Path):
            return self._path_unit(node)
        if isinstance(node, Arithmetic) and node.operator in {"+", "-"}:
            return self.unit_of(node.left) or self.unit_of(node.right)
        return ""

    def _path_unit(self, node: Path) -> str:
        if node.member == YEAR:
            return YEAR
        base = stripped(node.base)
        return self.lexicon.member(base.name if isinstance(base, Name) else "", node.member).unit

    def _phrase(self, key: str, *parts: str) -> str:
        return phrase(self.lexicon.language, key, *parts)

    def _listed(self, said: list[str], joint: str) -> str:
        *first, last = said
        return self._phrase(joint).join([", ".join(first), last]) if first else last

    def _literal(self, node: Literal, unit: str) -> str:
        return figure(node.value, unit, self.lexicon)

    def _name(self, node: Name, unit: str) -> str:
        called = in_sentence(self.lexicon.name(node.name).label)
        if self.values is None or node.name not in self.values:
            return called
        return f"{figure(self.values[node.name], self.unit_of(node) or unit, self.lexicon)} ({called})"

    def _path(self, node: Path, unit: str) -> str:
        base = stripped(node.base)
        named = base.name if isinstance(base, Name) else ""
        called = in_sentence(self.lexicon.member(named, node.member).label)
        if self.values is not None and named in self.values:
            value = look_up(f"{named}.{node.member}", self.values)
            return f"{figure(value, self._path_unit(node) or unit, self.lexicon)} ({called})"
        return self._phrase(node.member, self.expression(base)) if node.member in _PROPERTIES else called

    def _arithmetic(self, node: Arithmetic, unit: str) -> str:
        if node.operator not in _SIGNS:
            raise NoWords
        left = self._operand(node.left, node.operator, unit, is_right=False)
        return (
            f"{left} {_SIGNS[node.operator]} {self._operand(node.right, node.operator, unit, is_right=True)}"
        )

    def _operand(self, node: Node, operator: str, unit: str, *, is_right: bool) -> str:
        node = stripped(node)
        said = self.expression(node, unit if operator in {"+", "-"} else "")
        if isinstance(node, Call | If):
            return f"({said})" if "," in said or " " in said else said
        if isinstance(node, Arithmetic):
            weaker = _STRENGTH[node.operator] - _STRENGTH[operator]
            return f"({said})" if weaker < 0 or (weaker == 0 and is_right and operator in "-/") else said
        return said

    def _negation(self, node: Negation, unit: str) -> str:
        return f"−{self._operand(node.operand, '*', unit, is_right=True)}"

    def _call(self, node: Call, unit: str) -> str:
        called = stripped(node.callee)
        if not isinstance(called, Name) or node.names:
            raise NoWords
        arguments = [stripped(argument) for argument in node.arguments]
        if called.name in _READERS and len(arguments) == 1 and isinstance(arguments[0], Literal):
            written = arguments[0].value
            return figure(
                _READERS[called.name](written) if type(written) is str else None, unit, self.lexicon
            )
        if called.name in _MANY and len(arguments) > 1:
            said = [self.expression(argument, unit) for argument in arguments]
            return self._phrase(called.name, self._listed(said, "and"))
        if called.name in _ONE and len(arguments) == 1:
            return self._phrase(called.name, self.expression(arguments[0], unit))
        if called.name == "not" and len(arguments) == 1:
            return self._phrase("not()", self.expression(arguments[0]))
        raise NoWords

    def _if(self, node: If, unit: str) -> str:
        return self._phrase(
            "if",
            self.expression(node.condition),
            self.expression(node.yes, unit),
            self.expression(node.no, unit),
        )

    def _logic(self, node: Logic, unit: str) -> str:
        return self._phrase(node.operator).join(self._clause(stripped(part)) for part in node.operands)

    def _clause(self, node: Node) -> str:
        said = self.expression(node)
        return f"({said})" if isinstance(node, Logic | If) else said

    def _comparison(self, node: Comparison, unit: str) -> str:
        right = stripped(node.right)
        if isinstance(right, Literal) and right.value is None and node.operator == "=":
            return self._phrase("is missing", self.expression(node.left))
        known = self.unit_of(node.left) or self.unit_of(right)
        said = self._phrase(node.operator + _kind(right, node.operator, known), self.expression(right, known))
        return self._phrase("is", self.expression(node.left, known), said)

    def _between(self, node: Between, unit: str) -> str:
        known = self.unit_of(node.value)
        said = self._phrase("[..]", self.expression(node.low, known), self.expression(node.high, known))
        return self._phrase("is", self.expression(node.value), said)

    def _in(self, node: In, unit: str) -> str:
        known = self.unit_of(node.value)
        said = self._listed([self.test(stripped(test), known) for test in node.tests], "or")
        return self._phrase("is", self.expression(node.value), said)


_SAYERS: dict[type[Node], Callable[..., str]] = {
    Literal: Speaker._literal,
    Name: Speaker._name,
    Path: Speaker._path,
    Arithmetic: Speaker._arithmetic,
    Negation: Speaker._negation,
    Call: Speaker._call,
    If: Speaker._if,
    Logic: Speaker._logic,
    Comparison: Speaker._comparison,
    Between: Speaker._between,
    In: Speaker._in,
}


def in_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: its first letter small, unless the word is an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _is_null(node: Node) -> bool:
    plain = stripped(node)
    return isinstance(plain, Literal) and plain.value is None


def _is_day(node: Node) -> bool:
    if isinstance(node, Call) and isinstance(node.callee, Name):
        return node.callee.name in {"date", "time", "date and time", "today", "now"}
    return isinstance(node, Literal) and isinstance(node.value, _DAYS)


def _kind(node: Node, operator: str, unit: str) -> str:
    """Return which phrase a comparison takes: days come before one another, and things that are counted are fewer."""
    if operator in {"<", "<=", ">", ">="} and _is_day(node):
        return " day"
    return " count" if operator in {"<", ">"} and unit == COUNT else ""
