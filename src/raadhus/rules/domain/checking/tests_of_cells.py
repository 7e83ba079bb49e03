"""Whether a unary test can ever hold for a value of which the kind is known."""

from raadhus.rules.domain.checking.cells import range_is_reversed
from raadhus.rules.domain.checking.checker import Checker, Names, alike
from raadhus.rules.domain.checking.kinds import SAMPLES, SCALARS, Kind, kind_of, name_of, plain
from raadhus.rules.domain.checking.known import Known, item_of
from raadhus.rules.domain.checking.walk import everything_in
from raadhus.rules.domain.checking.wording import text_of_node
from raadhus.rules.domain.feel.language import INPUT
from raadhus.rules.domain.feel.nodes import Name, Node, RangeOf, UnaryComparison
from raadhus.rules.domain.feel.types import RangeType
from raadhus.rules.domain.feel.values import Range


def expect_test(checker: Checker, test: Node, value: Known, names: Names) -> None:
    """Note a test that never holds for values of that kind."""
    if isinstance(test, UnaryComparison):
        asked = checker.know(test.right, names).kind
        if asked in SAMPLES and value.kind in SAMPLES and asked is not value.kind:
            _never(checker, test, value.kind, asked)
        return
    if any(isinstance(node, Name) and node.name == INPUT for node in everything_in(test)):
        checker.expect_condition(test, names)
        return
    asked = _asked(checker.know(test, names))
    if isinstance(test, RangeOf) and range_is_reversed(test):
        checker.findings.note("reversed-range", test.at, range=text_of_node(test))
    if value.kind not in SCALARS or alike(value.kind, asked):
        return
    # `true` as the answer of a condition holds for any value; written as it stands it is meant as a value.
    if asked is not bool or _is_plain_truth(test):
        _never(checker, test, value.kind, asked)


def _asked(known: Known) -> Kind:
    """Return the kind of the values that a test takes: those of a list's items, or between a range's ends."""
    kind, wanted = known.kind, known.type
    if kind is list:
        wanted = item_of(wanted)
        kind = kind_of(wanted)
    if kind is Range:
        bare = plain(wanted)
        kind = kind_of(bare.item) if isinstance(bare, RangeType) else None
    return kind if kind in SCALARS else None


def _is_plain_truth(test: Node) -> bool:
    return hasattr(test, "value") and type(test.value) is bool


def _never(checker: Checker, test: Node, column: Kind, cell: Kind) -> None:
    checker.findings.note("cell-of-other-kind", test.at, column_kind=name_of(column), cell_kind=name_of(cell))
