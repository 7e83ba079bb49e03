"""The index of a column against its cells asked one by one."""

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.expression import parse_unary_tests
from raadhus.rules.tests.modelkit import table_model

numbers = st.sampled_from(
    ["-1", "0", "0.5", "1", "1.0", "2", "3", "1E-30", "9999999999999999999999999999999999"]
)
texts = st.sampled_from(['""', '"a"', '"ab"', '"b"', '"å"', '"true"'])
others = st.sampled_from(
    ["null", "true", "false", '@"2024-05-01"', "x", "? > 1", "[1, 2]", 'date("2024-05-01")']
)
ends = st.one_of(numbers, texts, st.sampled_from(['@"2024-05-01"', '@"2024-06-01"']))
comparisons = st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), ends)
ranges = st.builds("{}{}..{}{}".format, st.sampled_from("[("), ends, ends, st.sampled_from("])"))
tests = st.lists(st.one_of(numbers, texts, others, comparisons, ranges), min_size=1, max_size=3).map(
    ", ".join
)
cells = st.one_of(st.just("-"), tests, tests.map("not({})".format))
values = st.one_of(
    st.sampled_from([None, True, False, [], [Decimal(1)], ["a"], {}, {"a": 1}, dt.date(2024, 5, 1)]),
    st.sampled_from([Decimal(text) for text in ("-1", "-0", "0.50", "1", "1.5", "2", "3.000", "4", "1E-33")]),
    st.sampled_from(["", "\0", "a", "a\0", "aa", "ab", "b", "c", "å", "æ", "true"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(cells, min_size=1, max_size=6), st.lists(values, min_size=1, max_size=4), values)
def test_a_column_knows_what_its_cells_would_answer(column, asked, other):
    rows = [[cell, "-", str(number)] for number, cell in enumerate(column)]
    loaded = load(table_model(["x", "y"], ["o"], rows, policy="COLLECT"))

    for value in asked:
        found = loaded.evaluate("d", {"x": value, "y": other})
        hits = [
            Decimal(number)
            for number, cell in enumerate(column)
            if parse_unary_tests(cell, ("x",)).hold(value, {"x": value})
        ]
        assert found.value == (hits or None)
        traced = loaded.evaluate("d", {"x": value, "y": other}, trace=True)
        assert (traced.value, traced.notes) == (found.value, found.notes)
        (table,) = traced.trace.decisions[0].tables
        assert [row.number - 1 for row in table.fired] == hits
        assert all((row.miss is None) is row.fired for row in table.rows)
