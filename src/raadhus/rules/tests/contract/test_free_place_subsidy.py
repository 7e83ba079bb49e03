"""The free-place model against a calculation of its own, at every limit of every year, and its ways to a person."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadhus.rules.domain.checking.checks import check
from raadhus.rules.domain.dmn.explain import explain
from raadhus.rules.domain.dmn.loading import load

FILE = Path(__file__).resolve().parents[5] / "services" / "dk" / "free-place-subsidy" / "rules.dmn"
MODEL = load(FILE.read_bytes())
# Year: first limit, last limit, single provider. Source: the municipalities named in the model's scale.
FIGURES = {
    2020: (181_500, 563_800, 63_506),
    2021: (185_700, 576_800, 64_967),
    2024: (200_300, 622_200, 70_089),
}
PLAIN = {
    "Subsidy month": dt.date(2024, 10, 1),
    "Monthly household income": Decimal(30_000),
    "Has partner": True,
    "Children at home": 1,
    "Self-employed": False,
    "Income contested": False,
    "Facts contested": False,
    "Shared custody": False,
    "Partner confirmed": True,
    "Figures confirmed": True,
}


def assess(**changes):
    inputs = PLAIN | {name.replace("_", " "): value for name, value in changes.items()}
    return MODEL.evaluate("Assessment", inputs, trace=True)


def share_by_hand(year, monthly, *, single, children):
    first, last, extra = FIGURES[year]
    step = round((last - first) / 95)
    raised = (extra if single else 0) + 7_000 * max(children - 1, 0)
    income = Fraction(monthly) * 12
    if income <= first + raised:
        return 0
    if income >= last + raised:
        return 100
    return min(99, 4 + math.ceil((income - first - raised) / step))


def test_the_model_is_without_fault():
    assert check(FILE.read_bytes()) == ()


@settings(max_examples=400)
@given(
    st.sampled_from(sorted(FIGURES)),
    st.decimals(min_value=0, max_value=80_000, places=2),
    st.booleans(),
    st.integers(1, 9),
)
def test_any_household_pays_the_share_that_the_formula_gives(year, monthly, single, children):
    found = assess(
        Subsidy_month=dt.date(year, 7, 1),
        Monthly_household_income=monthly,
        Has_partner=not single,
        Children_at_home=children,
    ).value

    assert found["parents share"] == share_by_hand(year, monthly, single=single, children=children)
    assert found["subsidy percent"] == 100 - found["parents share"]
    assert found["route"] == "automatic"


@pytest.mark.parametrize("year", sorted(FIGURES))
@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("children", [1, 3])
@pytest.mark.parametrize("limit", ["first", "second", "last"])
@pytest.mark.parametrize("cents", [-1, 0, 1])
def test_both_sides_of_each_limit(year, single, children, limit, cents):
    first, last, extra = FIGURES[year]
    raised = (extra if single else 0) + 7_000 * (children - 1)
    yearly = {"first": first, "second": first + round((last - first) / 95), "last": last}[limit] + raised
    monthly = (Decimal(yearly) + Decimal(cents) / 100) / 12
    found = assess(
        Subsidy_month=dt.date(year, 1, 1),
        Monthly_household_income=monthly,
        Has_partner=not single,
        Children_at_home=children,
    ).value

    assert found["parents share"] == share_by_hand(
        year, found["yearly income"] / 12, single=single, children=children
    )


def test_the_step_of_2024_is_4441():
    scale = MODEL.evaluate("Scale", PLAIN).value

    assert scale["step"] == 4441
    assert scale["child amount"] == 7000


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Self-employed": True}, "self-employed"),
        ({"Monthly_household_income": None}, "income-missing"),
        ({"Monthly_household_income": Decimal("-1")}, "income-implausible"),
        ({"Income_contested": True}, "income-contested"),
        ({"Facts_contested": True}, "facts-contested"),
        ({"Shared_custody": True}, "shared-custody"),
        ({"Subsidy_month": dt.date(2025, 1, 1)}, "no-scale"),
        ({"Subsidy_month": dt.date(2022, 1, 1)}, "no-scale"),
        ({"Has_partner": None}, "household-unknown"),
        ({"Partner_confirmed": False}, "partner-not-confirmed"),
        ({"Partner_confirmed": None}, "partner-not-confirmed"),
        ({"Children_at_home": 0}, "no-children"),
        ({"Children_at_home": None}, "no-children"),
    ],
)
def test_what_rules_cannot_settle_goes_to_a_person_and_says_why(changes, reason):
    found = assess(**changes)

    assert found.value["route"] == "person"
    assert found.value["reasons"] == [reason]
    assert found.value["outcome"] == ""
    for language in ("da", "nb", "en"):
        sentences = explain(found.trace, language)
        assert len(sentences) >= 2
        assert not any("ukendt" in text or "ukjent" in text or "unknown" in text for text in sentences)


def test_less_than_full_subsidy_on_an_unconfirmed_figure_is_heard_first():
    assert assess(Figures_confirmed=False).value["route"] == "hearing"
    full = assess(Figures_confirmed=False, Monthly_household_income=Decimal(10_000)).value
    assert (full["route"], full["subsidy percent"]) == ("automatic", 100)


def test_no_subsidy_is_a_refusal_with_its_reason_and_law():
    found = assess(Monthly_household_income=Decimal(60_000))

    assert found.value["outcome"] == "rejected"
    assert any("622.200 kr." in text and "§ 43" in text for text in explain(found.trace, "da"))


def test_every_row_has_a_stable_id_and_says_something_in_three_languages():
    found = assess()
    rows = [row for told in found.trace.decisions for table in told.tables for row in table.rows]

    assert len({row.id for row in rows}) == len(rows)
    said = [row for row in rows if not row.id.startswith("outcome-")]
    assert all({"da", "nb", "en"} <= set(dict(row.annotations)) for row in said)
