"""List functions: membership, aggregation, editing, set operations, sorting."""

from decimal import Context, Decimal
from functools import cmp_to_key

from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.builtins.strings import start_index
from raadhus.rules.domain.feel.comparing import equals, less
from raadhus.rules.domain.feel.decimals import CONTEXT, ONE, WIDE, ZERO, is_whole
from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.values import FeelFunction, Value

MAX_COMPARED = 1_000
_HASHED = frozenset({Decimal, str, bool, type(None)})


def _same(left: Value, right: Value) -> bool:
    return equals(left, right) is True


def _holds(items: list[Value], wanted: Value) -> bool:
    return any(_same(item, wanted) for item in items)


@built_in("list contains(list: list, element: any?)")
def list_contains(items: list[Value], element: Value) -> bool:
    """Say whether an item equals the element."""
    return _holds(items, element)


@built_in("count(list: list)")
def count(items: list[Value]) -> Decimal:
    """Count the items."""
    return Decimal(len(items))


def _extreme(items: list[Value], *, largest: bool) -> Value:
    if not items:
        return None
    best = items[0]
    if less(best, best) is None:
        return None
    for item in items[1:]:
        lower = less(best, item) if largest else less(item, best)
        if lower is None:
            return None
        best = item if lower else best
    return best


@built_in("min(list: list)", "min(*c: any?)")
def minimum(items: list[Value]) -> Value:
    """Return the smallest; null for none or what has no order."""
    return _extreme(items, largest=False)


@built_in("max(list: list)", "max(*c: any?)")
def maximum(items: list[Value]) -> Value:
    """Return the largest; null for none or what has no order."""
    return _extreme(items, largest=True)


@built_in("sum(list: list)", "sum(*n: number)")
def total(items: list[Value]) -> Decimal | None:
    """Add numbers; null for none or others."""
    found = numbers(items)
    return None if found is None else sum_of(found)


def numbers(items: list[Value]) -> list[Decimal] | None:
    """Return the items if all are numbers and there is one at least."""
    return items if items and all(type(item) is Decimal for item in items) else None


@built_in("mean(list: list)", "mean(*n: number)")
def mean(items: list[Value]) -> Decimal | None:
    """Return the average; null for none or others than numbers."""
    found = numbers(items)
    return None if found is None else CONTEXT.divide(sum_of(found), Decimal(len(found)))


@built_in("product(list: list)", "product(*n: number)")
def product(items: list[Value]) -> Decimal | None:
    """Multiply numbers."""
    if (factors := numbers(items)) is None:
        return None
    result = ONE
    for factor in factors:
        result = CONTEXT.multiply(result, factor)
    return result


@built_in("median(list: list)", "median(*n: number)")
def median(items: list[Value]) -> Decimal | None:
    """Return the middle number, or the mean of the two in the middle."""
    if (found := numbers(items)) is None:
        return None
    ranked = sorted(found)
    half = len(ranked) // 2
    if len(ranked) % 2:
        return ranked[half]
    return CONTEXT.divide(CONTEXT.add(ranked[half - 1], ranked[half]), Decimal(2))


@built_in("stddev(list: list)", "stddev(*n: number)")
def stddev(items: list[Value]) -> Decimal | None:
    """Return the sample standard deviation; null for fewer than two numbers."""
    found = numbers(items)
    if found is None or len(found) < 2:
        return None
    average = WIDE.divide(sum_of(found, WIDE), Decimal(len(found)))
    squares = [WIDE.power(WIDE.subtract(number, average), 2) for number in found]
    return CONTEXT.plus(WIDE.sqrt(WIDE.divide(sum_of(squares, WIDE), Decimal(len(found) - 1))))


def sum_of(found: list[Decimal], context: Context = CONTEXT) -> Decimal:
    """Add numbers, rounded as that context says: with 34 digits."""
    result = ZERO
    for number in found:
        result = context.add(result, number)
    return result


@built_in("mode(list: list)", "mode(*n: number)")
def mode(items: list[Value]) -> list[Decimal] | None:
    """Return the most frequent numbers, ascending; none of none."""
    if not items:
        return []
    if (found := numbers(items)) is None:
        return None
    counts: dict[Decimal, int] = {}
    for number in found:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values())
    return sorted(number for number, times in counts.items() if times == most)


def _every(items: list[Value], *, decisive: bool) -> bool | None:
    if any(type(item) is not bool and item is not None for item in items):
        return None
    if decisive in items:
        return decisive
    return None if None in items else not decisive


@built_in("all(list: list)", "all(*b: boolean?)")
def all_true(items: list[Value]) -> bool | None:
    """Return false if one is false, true if all are true, else null."""
    return _every(items, decisive=False)


@built_in("any(list: list)", "any(*b: boolean?)")
def any_true(items: list[Value]) -> bool | None:
    """Return true if one is true, false if all are false, else null."""
    return _every(items, decisive=True)


@built_in(
    "sublist(list: list, start position: number)",
    "sublist(list: list, start position: number, length: number?)",
)
def sublist(items: list[Value], start: Decimal, length: Decimal | None = None) -> list[Value] | None:
    """Return a part of the list."""
    index = start_index(start, len(items))
    if index is None:
        return None
    if length is None:
        return items[index:]
    fits = is_whole(length) and length >= 1 and index + length <= len(items)
    return items[index : index + int(length)] if fits else None


@built_in("append(list: list)", "append(list: list, item: any?)")
def append(items: list[Value], *new: Value) -> list[Value]:
    """Return the list with the item behind it."""
    return [*items, *new]


@built_in("append(*list: any?)")
def append_all(arguments: list[Value]) -> list[Value] | None:
    """Return the list (the first argument) with the others behind it."""
    first, *new = arguments
    if first is None:
        return None
    return [*first, *new] if type(first) is list else arguments


@built_in("concatenate(*list: list)")
def concatenate(lists: list[list[Value]]) -> list[Value] | None:
    """Return all items of all lists."""
    return [item for items in lists for item in items] if lists else None


@built_in("insert before(list: list, position: number, newItem: any?)")
def insert_before(items: list[Value], position: Decimal, new: Value) -> list[Value] | None:
    """Return the list with the item at that position."""
    index = start_index(position, len(items))
    if index is None:
        return None
    return [*items[:index], new, *items[index:]]


@built_in("remove(list: list, position: number)")
def remove(items: list[Value], position: Decimal) -> list[Value] | None:
    """Return the list without the item at that position."""
    index = start_index(position, len(items))
    if index is None:
        return None
    return [*items[:index], *items[index + 1 :]]


@built_in(
    "list replace(list: list, position: number, newItem: any?)",
    "list replace(list: list, match: function, newItem: any?)",
)
def list_replace(items: list[Value], which: Decimal | FeelFunction, new: Value) -> list[Value] | None:
    """Return the list with the item at a position, or all items that match, replaced."""
    if isinstance(which, FeelFunction):
        answers = [which.invoke([item, new]) for item in items]
        if any(type(answer) is not bool for answer in answers):
            return None
        return [new if hit else item for hit, item in zip(answers, items, strict=True)]
    index = start_index(which, len(items))
    if index is None:
        return None
    return [*items[:index], new, *items[index + 1 :]]


@built_in("reverse(list: list)")
def reverse(items: list[Value]) -> list[Value]:
    """Return the list backwards."""
    return items[::-1]


@built_in("index of(list: list, match: any?)")
def index_of(items: list[Value], match: Value) -> list[Decimal]:
    """Return the positions of the items that equal the match."""
    return [Decimal(position) for position, item in enumerate(items, 1) if _same(item, match)]


@built_in("distinct values(list: list)")
def distinct_values(items: list[Value]) -> list[Value]:
    """Return each value once, at its first place."""
    kept: list[Value] = []
    # Plain values are found by hash; others are compared with one another, so there may not be many.
    seen: set[tuple[type, Value]] = set()
    others: list[Value] = []
    for item in items:
        if type(item) in _HASHED:
            if (type(item), item) not in seen:
                seen.add((type(item), item))
                kept.append(item)
        elif not _holds(others, item):
            others.append(item)
            kept.append(item)
            if len(others) > MAX_COMPARED:
                raise FeelLimitExceeded("Too many lists or contexts to compare with one another")
    return kept


@built_in("union(*list: list)")
def union(lists: list[list[Value]]) -> list[Value] | None:
    """Return each value of all lists once."""
    return distinct_values([item for items in lists for item in items]) if lists else None


@built_in("flatten(list: list)")
def flatten(items: list[Value]) -> list[Value]:
    """Return the items of the list and of lists in it, however deep."""
    flat: list[Value] = []
    stack = [iter(items)]
    while stack:
        for item in stack[-1]:
            if type(item) is list:
                stack.append(iter(item))
                break
            flat.append(item)
        else:
            stack.pop()
    return flat


@built_in("sort(list: list)", "sort(list: list, precedes: function)")
def sort(items: list[Value], precedes: FeelFunction | None = None) -> list[Value] | None:
    """Sort stably, by order or by a function that says which goes first; null where there is no order."""
    unordered = False

    def before(left: Value, right: Value) -> bool:
        nonlocal unordered
        answer = less(left, right) if precedes is None else precedes.invoke([left, right])
        unordered = unordered or type(answer) is not bool
        return answer is True

    def compare(left: Value, right: Value) -> int:
        return -1 if before(left, right) else 1 if before(right, left) else 0

    ranked = sorted(items, key=cmp_to_key(compare))
    return None if unordered else ranked
