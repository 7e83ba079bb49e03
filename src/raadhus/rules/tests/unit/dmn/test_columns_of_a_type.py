"""Columns with a type: what is looked up at once against what is computed first."""

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.tests.modelkit import decision, input_data, model

kinds = st.sampled_from(["number", "string", "boolean", "date", "dateTime", "Any"])
cells = st.sampled_from(
    ["-", "1", "< 2", "[0..1]", '"a"', "> 1", "true", "null", '>= @"2024-05-01"', '< @"2024-05-02T00:00:00Z"']
)
values = st.sampled_from(
    [
        *(None, True, False, Decimal(1), Decimal("1.00"), Decimal(2), "a", "", "1"),
        *([], [Decimal(1)], ["a"], [None], {}, {"a": Decimal(1)}),
        *(dt.date(2024, 5, 1), dt.datetime(2024, 5, 1, tzinfo=dt.UTC), dt.timedelta(days=1)),
    ]
)


def _model(expression: str, kind: str, rows: list[str]) -> bytes:
    head = f'<input><inputExpression typeRef="{kind}"><text>{expression}</text></inputExpression></input>'
    body = "".join(
        f"<rule><inputEntry><text>{cell.replace('<', '&lt;')}</text></inputEntry>"
        f"<outputEntry><text>{number}</text></outputEntry></rule>"
        for number, cell in enumerate(rows)
    )
    table = f'<decisionTable hitPolicy="COLLECT">{head}<output typeRef="number"/>{body}</decisionTable>'
    return model(input_data("x") + decision("d", table, inputs=("x",)))


@settings(max_examples=80, deadline=None)
@given(kinds, st.lists(cells, min_size=1, max_size=6), st.lists(values, min_size=1, max_size=5))
def test_a_variable_is_looked_up_as_if_it_were_computed(kind, column, asked):
    variable = load(_model("x", kind, column), generate_after=None)
    computed = load(_model("if true then x else null", kind, column), generate_after=None)

    for value in [*asked, *asked]:
        assert variable.evaluate("d", {"x": value}) == computed.evaluate("d", {"x": value})


def test_the_list_of_what_a_table_gives_belongs_to_who_asked():
    loaded = load(_model("x", "number", ["-", "> 1"]), generate_after=None)
    first, told = (
        loaded.evaluate("d", {"x": 2}).value,
        loaded.evaluate("d", {"x": 2}, trace=True),
    )
    first.append("changed")
    told.value.append("changed")

    assert told.trace.decisions[0].output == [0, 1]
    assert loaded.evaluate("d", {"x": 2}).value == [0, 1]
