"""Who a rule means: a unit, a role, a turn, or nobody."""

import pytest

from raadhus.cases.domain.assigning import Assigned, NobodyNamed, read_assigned


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (None, Assigned()),
        ("", Assigned()),
        ("unit:building", Assigned(unit="building")),
        ("role:leader unit:building", Assigned(unit="building", role="leader")),
        ("in-turn", Assigned(in_turn=True)),
        ({"unit": "building", "role": None}, Assigned(unit="building")),
        ({"unit": "building", "in turn": True}, Assigned(unit="building", in_turn=True)),
    ],
)
def test_a_rule_says_who_is_meant_as_a_text_or_as_a_context(said, meant):
    assert read_assigned(said) == meant


@pytest.mark.parametrize("said", ["anybody", "unit:", "unit:a unit:b", "person:x", 7, True, {"who": "x"}, []])
def test_what_names_nobody_is_told_and_never_guessed(said):
    with pytest.raises(NobodyNamed):
        read_assigned(said)
