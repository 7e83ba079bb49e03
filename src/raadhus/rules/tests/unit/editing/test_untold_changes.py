"""What is told of a change covers that change alone: nothing else hides behind it."""

import pytest

from raadhus.rules.domain.editing.compare_models import difference
from raadhus.rules.domain.editing.differences import Trait
from raadhus.rules.tests.reviewkit import BEFORE, MODEL, SOURCE, answers

HIDING = MODEL.replace("Limits.last - 850", "Limits.last-Income")
HIDDEN = HIDING.replace('<variable name="last"/>', '<variable name="last-Income"/>')


def meanings(before, after):
    """Return the parts and tables that are told to be read otherwise."""
    parts = difference(before.encode(), after.encode()).parts
    return [part.id for part in parts if part.turns[0].trait is Trait.MEANING]


def test_a_hidden_change_is_told_beside_one_that_is_written_and_changes_nothing():
    assert "t" in meanings(HIDING, HIDDEN.replace("&gt;= Limits.first", "&gt;=  Limits.first"))


def test_a_hidden_change_of_logic_is_told_beside_a_change_of_type():
    typed = '<variable name="Grant" typeRef="number"/>', '<variable name="Grant" typeRef="Any"/>'

    assert "G" in meanings(HIDING, HIDDEN.replace(*typed))
    assert meanings(HIDING, HIDING.replace(*typed)) == []


def test_a_hidden_change_of_a_column_is_told_beside_a_change_of_another_column():
    column = '<input id="i"><inputExpression typeRef="number"><text>Income</text>'
    before = MODEL.replace(column, column.replace(">Income<", ">Limits.last-Income<"))
    after = before.replace('<variable name="last"/>', '<variable name="last-Income"/>')
    other = '<input id="j">', '<input id="j" label="Where">'

    assert "t" in meanings(before, after.replace(*other))
    assert meanings(before, before.replace(*other)) == []


def test_columns_in_another_order_are_told_as_that_alone():
    first = '<input id="i"><inputExpression typeRef="number"><text>Income</text></inputExpression></input>\n'
    second = '<input id="j"><inputExpression typeRef="string"><text>Home</text></inputExpression></input>'
    cells = "<inputEntry><text>{}</text></inputEntry>"
    swapped = MODEL.replace(first + second, second + first)
    for one, other in (
        ("&lt; Limits.first", '"isle"'),
        ("&lt; Limits.first", 'not("isle")'),
        ("&gt;= Limits.first", "-"),
    ):
        pair = cells.format(one), cells.format(other)
        swapped = swapped.replace("".join(pair), "".join(reversed(pair)))

    assert answers(swapped.encode()) == BEFORE
    assert meanings(MODEL, swapped) == []
    assert [turn.trait for turn in difference(SOURCE, swapped.encode()).tables[0].turns] == [
        Trait.COLUMN_ORDER
    ]


@pytest.mark.parametrize("terms", [150, 400, 3_000])
def test_a_very_long_sum_is_compared(terms):
    before = MODEL.replace("<text>900</text>", f"<text>{'+'.join(['1'] * terms)}</text>").encode()
    after = before.replace(b"<text>1+1", b"<text>1+2")

    assert difference(before, before + b"\n").is_layout_only
    assert [part.id for part in difference(before, after).parts] == ["L"]
