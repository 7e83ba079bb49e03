"""One evaluation in words: what each decision rested on, which rows fitted, why the others did not or were not tried."""

import datetime as dt
from decimal import Decimal

import pytest

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.dmn.trace_data import trace_data, trace_from_data
from raadhus.rules.domain.presenting.explained import explain_rows
from raadhus.rules.tests.modelkit import FREE_PLACE, table_model

GIVEN = {
    "Subsidy month": dt.date(2024, 4, 1),
    "Monthly household income": Decimal("34358.33"),
    "Has partner": False,
    "Children at home": 2,
    "Self-employed": False,
    "Income contested": False,
    "Facts contested": False,
    "Shared custody": False,
    "Partner confirmed": True,
    "Figures confirmed": True,
}


def told(language, **changed):
    trace = load(FREE_PLACE).evaluate("Assessment", {**GIVEN, **changed}, trace=True).trace
    return {one.result.name: one for one in explain_rows(trace, FREE_PLACE, language)}


def test_a_row_that_did_not_fit_says_what_it_met_and_what_it_wants_in_figures():
    share = told("en")["Parents' share"]

    assert share.tables[0].rows[0].why == (
        "Row 1 does not fit. Household income a year: DKK\u00a0412,299.96. "
        "The row wants: at most DKK\u00a0277,389 (your lower limit)."
    )


def test_a_row_that_fitted_says_its_sentence_and_its_law():
    (row,) = [row for row in told("da")["Addition to limits"].tables[0].rows if row.number == 1]

    assert row.fired
    assert row.sentence == "Du er eneforsørger. Derfor er indtægtsgrænserne hævet med 70.089\u00a0kr."
    assert row.law == "dagtilbudsloven § 43"
    assert row.why == ""


def test_every_decision_says_what_it_rested_on_and_what_came_out():
    limits = told("nb")["Raised limits"]

    assert [value.label for value in limits.inputs] == ["Årets skala", "Tillegg til grensene"]
    assert limits.result.value == (
        "Din nederste grense: 277\u00a0389\u00a0danske kroner; Din øverste grense: 699\u00a0289\u00a0danske kroner"
    )


def test_what_is_missing_is_said_to_be_missing():
    reasons = told("da", **{"Monthly household income": None})["Reasons for a person"]

    assert (
        "Række 3 gælder ikke her. Husstandens indtægt om måneden: mangler. Rækken kræver: under 0"
        in " ".join(reasons.sentences)
    )


def test_a_table_in_which_no_row_fitted_says_what_holds_then():
    addition = told("da", **{"Has partner": True, "Children at home": 1})["Addition to limits"]

    assert addition.tables[0].otherwise == "Ellers bliver grænserne ikke hævet."


def test_rows_behind_the_first_that_fits_were_not_tried():
    source = table_model(["x"], ["o"], [["> 1", "1"], ["> 0", "2"]], policy="FIRST")
    trace = load(source).evaluate("d", {"x": 5}, trace=True).trace

    first, second = explain_rows(trace, source, "en")[0].tables[0].rows
    assert first.fired
    assert (second.is_tried, second.why) == (False, "Row 2 was not tried, because an earlier row fitted.")


@pytest.mark.parametrize("language", ["da", "nb", "en"])
def test_a_stored_trace_is_told_as_the_fresh_one(language):
    trace = load(FREE_PLACE).evaluate("Assessment", GIVEN, trace=True).trace

    stored = trace_from_data(trace_data(trace))
    assert explain_rows(stored, FREE_PLACE, language) == explain_rows(trace, FREE_PLACE, language)


def test_texts_are_covered_for_who_may_not_see_whom_it_is_about():
    rows = [['"here"', "-", "1", ""], ["-", "-", "2", "You live at {x} with {y}."]]
    source = table_model(["x", "y"], ["o"], rows, policy="FIRST", remarks=("en",))
    trace = load(source).evaluate("d", {"x": "Kirkevej 4", "y": ["Anne"]}, trace=True).trace

    (one,) = explain_rows(trace, source, "en", hides_texts=True)
    assert [value.value for value in one.inputs] == ["hidden", "hidden"]
    assert one.sentences[0] == "You live at hidden with hidden."
    assert "Kirkevej" not in str(one)
    assert "Kirkevej" in str(explain_rows(trace, source, "en"))


def test_codes_of_the_rules_are_not_covered():
    trace = load(FREE_PLACE).evaluate("Assessment", GIVEN, trace=True).trace

    told = {one.result.name: one for one in explain_rows(trace, FREE_PLACE, "en", hides_texts=True)}
    assert told["Route"].result.value == "decided at once"


def test_a_trace_of_another_model_is_told_as_far_as_it_goes():
    trace = load(FREE_PLACE).evaluate("Scale", GIVEN, trace=True).trace

    (one,) = explain_rows(trace, table_model(["x"], ["o"], [["1", "2"]]), "en")
    assert one.tables[0].rows[0].why == "Row 1 does not fit. Subsidy month.year: 2,024. The row wants: 2020."
