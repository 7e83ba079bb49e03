"""Answers reach the rules typed by their field: a name stays a name, whatever it looks like."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.forms.domain.compiled import compile_form
from raadhus.forms.domain.values import rule_values
from raadhus.rules.public import parse_expression

SERVICE = Path(__file__).resolve().parents[5] / "services" / "dk" / "free-place-subsidy"
FORM = compile_form((SERVICE / "form.json").read_bytes(), parse_expression)


def child(name: str) -> dict[str, object]:
    """Return one child as the form keeps it."""
    return {"_id": "n1", "name": name, "birth_date": "2021-04-01", "lives_at_home": True}


@given(st.text(max_size=40) | st.sampled_from(["2024-13-45", "2024-99", "2024-05", "1.00", "٢٠٢٤-٠١-٠١"]))
def test_a_child_may_be_called_anything(name: str):
    found = rule_values(FORM, {"children": [child(name)]})

    assert found == {"children": [{"name": name, "birth_date": dt.date(2021, 4, 1), "lives_at_home": True}]}


@pytest.mark.parametrize(
    ("answers", "values"),
    [
        ({"income": {"monthly": "24300.50"}}, {"income": {"monthly": Decimal("24300.50")}}),
        ({"subsidy_from": "2024-12-01"}, {"subsidy_from": dt.date(2024, 12, 1)}),
        ({"household": {"has_partner": False}}, {"household": {"has_partner": False}}),
        ({"income": {"monthly": None}}, {}),
        ({"unheard": "of"}, {}),
    ],
)
def test_each_answer_has_the_type_of_its_field(answers: dict[str, object], values: dict[str, object]):
    assert rule_values(FORM, answers) == values
