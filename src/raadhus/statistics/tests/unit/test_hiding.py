"""No small number is told, and none can be worked out from what is told."""

from hypothesis import given
from hypothesis import strategies as st

from raadhus.statistics.domain.hiding import Told, told_of

NUMBERS = st.one_of(st.integers(0, 12), st.integers(0, 400))
PARTS = st.lists(NUMBERS, min_size=1, max_size=5)


def divided(name: str, numbers: list[int]) -> dict[str, int]:
    """Return numbers by names of their own."""
    return {f"{name}{place}": number for place, number in enumerate(numbers)}


def test_large_numbers_and_nothings_are_told() -> None:
    assert told_of({"self": 50, "desk": 12, "paper": 0}) == Told(62, {"self": 50, "desk": 12, "paper": 0})


def test_a_small_number_takes_the_next_smallest_with_it() -> None:
    told = told_of({"self": 50, "desk": 12, "paper": 3})
    assert told == Told(65, {"self": 50, "desk": None, "paper": None})


def test_two_small_ones_do_not_hide_each_other() -> None:
    """Of 4 and 4 the sum would say it: nobody has more than 4."""
    assert told_of({"self": 50, "desk": 4, "paper": 4}) == Told(
        58, {"self": None, "desk": None, "paper": None}
    )


def test_where_nothing_can_hide_it_the_total_is_hidden_too() -> None:
    assert told_of({"self": 5, "paper": 3}) == Told(None, {"self": None, "paper": None})
    assert told_of({"self": 3}) == Told(None, {"self": None})


def test_a_total_that_one_division_hides_is_not_given_away_by_the_other() -> None:
    told = told_of({"rules": 7, "hand": 0}, {"kept": 3, "missed": 4, "none": 0})
    assert told == Told(None, {"rules": None, "hand": 0, "kept": None, "missed": None, "none": 0})


def test_nothing_at_all_is_told_as_nothing() -> None:
    assert told_of({}) == Told(0, {})
    assert told_of({"self": 0}) == Told(0, {"self": 0})


@given(first=PARTS, second=PARTS)
def test_no_small_number_can_be_worked_out(first: list[int], second: list[int]) -> None:
    total = max(sum(first), sum(second))
    divisions = (
        divided("a", [*first, total - sum(first)]),
        divided("b", [*second, total - sum(second)]),
    )
    told = told_of(*divisions)

    for parts in divisions:
        hidden = [name for name in parts if told.parts[name] is None]
        assert all(name in hidden for name, number in parts.items() if 0 < number < 5)
        if told.total is None:
            assert all(name in hidden for name, number in parts.items() if number)
        elif hidden:
            rest = told.total - sum(told.parts[name] or 0 for name in parts)
            most = rest - (len(hidden) - 1)  # what one of them may be when each other is one
            assert len(hidden) >= 2
            assert most >= 5
    assert told.total is None or not 0 < told.total < 5
    assert all(told.parts[name] in {None, number} for parts in divisions for name, number in parts.items())
