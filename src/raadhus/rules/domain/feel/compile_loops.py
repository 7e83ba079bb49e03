"""Compiles filters, for, some and every; each round costs a step of the evaluation's budget."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from raadhus.rules.domain.feel.compile_tests import compile_test
from raadhus.rules.domain.feel.compiler import Compiler, Handler
from raadhus.rules.domain.feel.decimals import is_whole
from raadhus.rules.domain.feel.nodes import Filter, For, Iteration, Node, Quantified, UnaryComparison
from raadhus.rules.domain.feel.runtime import RUNTIME
from raadhus.rules.domain.feel.scope import Scope
from raadhus.rules.domain.feel.temporal import Date, date_from_day_number
from raadhus.rules.domain.feel.values import Closure, Frame, Range, Value

_PARTIAL = "partial"
Rounds = Callable[[Frame], Iterator[bool]]


def _filter(compiler: Compiler, node: Filter, scope: Scope) -> Closure:
    base = compiler.compile(node.base, scope)
    place = compiler.place()
    inner = scope.inner({"item": place}, element=place)
    if isinstance(node.condition, UnaryComparison):
        condition = _comparison_of_item(compiler, node.condition, inner, place)
    else:
        condition = compiler.compile(node.condition, inner)

    takes_index = not node.boxed

    def select(frame: Frame) -> Value:
        value = base(frame)
        if value is None:
            return None
        items = value if type(value) is list else [value]
        if not items:
            frame[place] = None
            return None if type(condition(frame)) is Decimal else []
        frame[RUNTIME].spend(len(items))
        kept = []
        for item in items:
            frame[place] = item
            wanted = condition(frame)
            if wanted is True:
                kept.append(item)
            elif wanted is not None and wanted is not False:
                return _at(items, wanted) if takes_index and type(wanted) is Decimal else None
        return kept

    return select


def _comparison_of_item(compiler: Compiler, node: UnaryComparison, scope: Scope, place: int) -> Closure:
    test = compile_test(compiler, node, scope)
    return lambda frame: test(frame, frame[place])


def _at(items: list[Value], index: Decimal) -> Value:
    if not is_whole(index) or not index or abs(index) > len(items):
        return None
    return items[int(index) - 1 if index > 0 else int(index)]


def _elements(domain: Value) -> Iterator[Value] | None:
    """Return what a domain runs over: a list, a range of whole numbers or dates, a single value."""
    if type(domain) is list:
        return iter(domain)
    if type(domain) is Range:
        return _range_elements(domain)
    return None if domain is None else iter([domain])


def _range_elements(domain: Range) -> Iterator[Value] | None:
    low, high = domain.low, domain.high
    if type(low) is Decimal and type(high) is Decimal and is_whole(low) and is_whole(high):
        return map(Decimal, _steps(int(low), int(high), domain))
    if type(low) is Date and type(high) is Date:
        return map(date_from_day_number, _steps(low.day_number(), high.day_number(), domain))
    return None


def _steps_of_ends(domain: Range) -> int:
    """Return what it costs to write out the ends: a millisecond where they have six thousand digits."""
    ends = (end for end in (domain.low, domain.high) if type(end) is Decimal)
    return sum(max(end.adjusted(), 0) // 6 for end in ends)


def _steps(low: int, high: int, domain: Range) -> range:
    step = 1 if low <= high else -1
    start = low if domain.low_included else low + step
    return range(start, high + step if domain.high_included else high, step)


def _rounds(compiler: Compiler, iterations: tuple[Iteration, ...], scope: Scope) -> tuple[Rounds, Scope]:
    """Return what sets the variables of each round and yields (False when a domain is none), and the scope."""
    inner = scope
    levels: list[tuple[int, Closure]] = []
    for iteration in iterations:
        domain = compiler.compile(iteration.domain, inner)
        place = compiler.place()
        inner = inner.inner({iteration.name: place})
        levels.append((place, domain))

    def level(frame: Frame, depth: int) -> Iterator[bool]:
        place, domain = levels[depth]
        spend = frame[RUNTIME].spend
        runs_over = domain(frame)
        if type(runs_over) is Range:
            spend(_steps_of_ends(runs_over))
        elements = _elements(runs_over)
        if elements is None:
            yield False
            return
        for element in elements:
            spend()
            frame[place] = element
            if depth + 1 == len(levels):
                yield True
            else:
                yield from level(frame, depth + 1)

    return lambda frame: level(frame, 0), inner


def _for(compiler: Compiler, node: For, scope: Scope) -> Closure:
    rounds, inner = _rounds(compiler, node.iterations, scope)
    place = compiler.place()
    last = inner.inner({_PARTIAL: place})
    body = compiler.compile(node.body, last)
    keeps_partial = _PARTIAL in last.used

    def loop(frame: Frame) -> list[Value] | None:
        made: list[Value] = []
        for fine in rounds(frame):
            if not fine:
                return None
            if keeps_partial:
                frame[RUNTIME].spend(len(made))
                frame[place] = made.copy()
            made.append(body(frame))
        return made

    return loop


def _quantified(compiler: Compiler, node: Quantified, scope: Scope) -> Closure:
    rounds, inner = _rounds(compiler, node.iterations, scope)
    condition = compiler.compile(node.condition, inner)
    decisive = not node.every

    def quantify(frame: Frame) -> bool | None:
        answer: bool | None = not decisive
        for fine in rounds(frame):
            if not fine:
                return None
            holds = condition(frame)
            if holds is decisive:
                return bool(decisive)
            if holds is None:
                answer = None
            elif type(holds) is not bool:
                return None
        return answer

    return quantify


HANDLERS: dict[type[Node], Handler] = {Filter: _filter, For: _for, Quantified: _quantified}
