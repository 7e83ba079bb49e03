"""What a process keeps: the same from memory, in so many bytes and no more, the oldest let go first."""

import sys
from dataclasses import dataclass

import pytest

from raadhus.platform.kept import Kept, bytes_of


class Maker:
    """Makes a value, and remembers for which keys."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.made: list[str] = []

    def of(self, kept: Kept, key: str) -> object:
        """Ask for a key."""

        def make() -> object:
            self.made.append(key)
            return self.value

        return kept.of(key, make)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Something with slots."""

    text: str


class Tree(Leaf):
    """The same with slots of its own, and a dictionary."""

    def __init__(self, text, *leaves):
        object.__setattr__(self, "text", text)
        self.__dict__["leaves"] = leaves


def test_the_same_is_made_once():
    kept, maker = Kept(), Maker(["value"])

    found = [maker.of(kept, "a") for _time in range(3)]

    assert (maker.made, found[0] is found[2]) == (["a"], True)


def test_what_was_not_asked_for_longest_goes_first():
    one = bytes_of(("a", "x" * 1_000))
    kept, maker = Kept(4 * one), Maker("x" * 1_000)

    for key in ("a", "b", "c", "d", "a", "e", "a", "b"):
        maker.of(kept, key)

    assert maker.made == ["a", "b", "c", "d", "e", "b"]
    assert kept.bytes <= 4 * one


def test_what_would_drive_out_all_others_is_not_kept():
    kept, maker = Kept(10_000), Maker("x" * 5_000)
    for _time in range(2):
        maker.of(kept, "large")
    kept.of("small", lambda: "x")

    assert maker.made == ["large", "large"]
    assert kept.bytes == bytes_of(("small", "x"))


def test_a_failure_is_not_kept_and_clearing_lets_all_go():
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.of("a", lambda: 1 // 0)
    assert kept.of("a", lambda: 5) == 5

    kept.clear()

    assert (kept.bytes, kept.of("a", lambda: 6)) == (0, 6)


def test_each_thing_is_counted_once_wherever_it_is_held():
    text = "x" * 1_000
    leaf = Leaf(text)

    assert bytes_of(text) == sys.getsizeof(text)
    assert bytes_of(leaf) == sys.getsizeof(leaf) + sys.getsizeof(text)
    assert bytes_of([leaf, leaf]) == bytes_of(leaf) + sys.getsizeof([leaf, leaf])
    assert bytes_of({"key": leaf}) == bytes_of(leaf) + sys.getsizeof({"key": leaf}) + sys.getsizeof("key")
    assert bytes_of(Tree("a", leaf)) > bytes_of(leaf) + sys.getsizeof("a")
    assert bytes_of([None, Leaf, len]) == sys.getsizeof([None, Leaf, len])


def test_what_holds_itself_is_counted_and_counting_ends_where_it_is_enough():
    ring: list[object] = []
    ring.append(ring)

    assert bytes_of(ring) == sys.getsizeof(ring)
    assert bytes_of([str(number) * 100 for number in range(1_000)], 5_000) < 20_000
