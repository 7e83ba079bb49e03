"""The models that the bench of rules writes, answered by closures, by generated source and with a trace."""

import pytest

from raadhus.config.bench.free_place import free_place
from raadhus.config.bench.rule_models import collect, graph, large, round_half_even, unique
from raadhus.config.bench.rules import Closures, Generated, Traced, WrongAnswer
from raadhus.rules.domain.dmn.loading import check


@pytest.mark.parametrize("write", [unique, collect, graph, large, free_place])
def test_every_answer_is_the_one_computed_apart(write):
    subject = write()

    assert check(subject.source) == ()
    for way in (Closures, Generated, Traced):
        assert way(subject).rate(1) > 0


def test_a_wrong_answer_is_no_figure():
    right, other = unique(), unique()
    wrong = type(right)("wrong", right.source, right.decision, lambda lot: (other.draw(lot)[0], -1))

    with pytest.raises(WrongAnswer):
        Closures(wrong)


def test_a_half_goes_to_the_even_number():
    assert [round_half_even(amount, 10) for amount in (14, 15, 25, 26)] == [1, 2, 2, 3]
