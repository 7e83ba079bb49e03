"""A change of rules on earlier cases: who gains, who loses, what it costs, and where it begins."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.rules.domain.dmn.loading import load
from raadhus.rules.domain.trying.case_file import CannotReadCases, read_cases
from raadhus.rules.domain.trying.cases import TriedCase, Verdict
from raadhus.rules.domain.trying.comparing import Cause, Compared, Effect, compare
from raadhus.rules.domain.trying.coverage import cover
from raadhus.rules.domain.trying.question import Bands, Better, Payer, QuestionTexts, parse_question
from raadhus.rules.domain.trying.small_numbers import SMALLEST_TOLD, hide_small
from raadhus.rules.domain.trying.spread import spread, spread_of_crowd
from raadhus.rules.domain.trying.summary import summarise, summary_data, summary_from_data
from raadhus.rules.tests.modelkit import decision, input_data, literal, model, table


def rules(limit="100", low="80", *, top="not(null)"):
    """Return rules that grant `low` per cent up to an income limit, 10 above it, and nothing where none is known."""
    rows = [[f"<= {limit}", low], [f"> {limit}", "10"]]
    share = decision("Share", table(["income"], ["o"], rows, values=""), inputs=("income",))
    return load(
        model(
            input_data("income", "number")
            + share
            + decision("Whole", literal("Share"), decisions=("Share",))
            + decision("Kept", literal(top), inputs=("income",))
        )
    )


def question(**changes):
    """Return a question about that share, paid of a price."""
    texts = {"decisions": ("Whole",), "value": "Whole", "amount": "price * value / 100", "facts": ("price",)}
    return parse_question(QuestionTexts(**(texts | changes)))


def case(income, price=1000, reference="a"):
    """Return an earlier case."""
    facts = {} if price is None else {"price": Decimal(price)}
    return TriedCase(reference=reference, inputs={"income": income and Decimal(income)}, facts=facts)


def change(new, tried, asked=None):
    """Return what the case comes to from the first rules to `new`."""
    return compare(rules(), new, asked or question(), tried)


def test_a_higher_share_is_better_and_costs_the_municipality_more():
    found = change(rules(low="90"), case(50))

    assert (found.effect, found.value_change, found.amount_change) == (Effect.BETTER, 10, 100)


def test_a_higher_share_is_worse_where_the_question_says_lower_is_better():
    assert change(rules(low="90"), case(50), question(better=Better.LOWER)).effect is Effect.WORSE


def test_of_two_equal_shares_the_amount_tells_who_pays():
    asked = question(decisions=("Kept", "Whole"), value="1", amount="Whole", paid_by=Payer.CITIZEN)

    assert change(rules(low="90"), case(50), asked).effect is Effect.WORSE


def test_what_only_one_version_decides_is_told_apart():
    asked = question(decisions=("Whole", "Kept"), decided="Kept")
    closed = rules(top="false")

    assert compare(rules(top="true"), closed, asked, case(50)).effect is Effect.NO_LONGER
    assert compare(closed, rules(top="true"), asked, case(50)).effect is Effect.NEWLY
    assert compare(closed, closed, asked, case(50)).effect is Effect.OPEN
    assert change(rules(), case(None)).effect is Effect.OPEN


def test_a_case_that_cannot_be_computed_does_not_stop_the_others():
    other = load(model(input_data("income") + decision("Another", literal("1"))))

    found = [change(other, case(50)), change(rules(), case(50))]

    summary = summarise(question(), found)
    assert (summary.count(Effect.FAILED), summary.count(Effect.SAME)) == (1, 1)
    assert summary.failures == (("The model has no decision 'Whole'", 1),)


def test_a_change_is_told_at_the_decision_where_it_begins():
    assert change(rules(low="90"), case(50)).causes == (Cause("Share", "Share", (1,), (1,)),)
    assert change(rules(limit="40"), case(50)).causes == (Cause("Share", "Share", (1,), (2,)),)


def test_the_sum_of_a_year_is_that_of_all_cases_whose_amount_is_known():
    tried = [case(50), case(60, price=250), case(70, price=None), case(500)]

    summary = summarise(question(), [change(rules(low="90"), one) for one in tried])

    assert (summary.with_amount, summary.paid_before, summary.paid_after) == (3, Decimal(1100), Decimal(1225))
    assert summary.more_a_year == 125 * 12
    assert summary.changed_by[Effect.BETTER] == 125
    assert summary.largest == {Effect.BETTER: 100, Effect.WORSE: 0}


def test_cases_are_grouped_by_the_size_of_an_input():
    asked = question(bands=Bands("income", Decimal(50)))

    summary = summarise(asked, [change(rules(low="90"), case(income), asked) for income in (10, 20, 60, 170)])

    assert [(int(band.least), int(band.below), band.counts[Effect.BETTER]) for band in summary.bands] == [
        (0, 50, 2),
        (50, 100, 1),
        (100, 150, 0),
        (150, 200, 0),
    ]


def test_a_summary_survives_being_stored():
    asked = question(bands=Bands("income", Decimal(50)))
    summary = summarise(asked, [change(rules(low="90.5"), case(income), asked) for income in (10, 60, 170)])

    stored = json.loads(json.dumps(summary_data(summary)))

    assert summary_data(summary_from_data(stored)) == summary_data(summary)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), max_size=60))
def test_every_difference_stands_in_one_of_few_steps_with_its_sign(differences):
    steps = spread(differences)

    assert sum(step.count for step in steps) == sum(1 for difference in differences if difference)
    assert len(steps) <= 14
    assert all((step.least or 0) * (step.most or 0) >= 0 for step in steps)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), max_size=60))
def test_a_crowd_is_told_in_steps_whose_ends_five_stand_at(differences):
    steps = spread_of_crowd(differences)

    assert sum(step.count for step in steps) == sum(1 for difference in differences if difference)
    assert len(steps) <= 14
    for side in (
        [step for step in steps if step.is_more],
        [step for step in reversed(steps) if not step.is_more],
    ):
        ends = [step.most if step.is_more else step.least for step in side]
        assert ends.count(None) == bool(side)
        assert not side or ends[-1] is None
        assert len(side) <= 1 or side[-1].count >= SMALLEST_TOLD


def test_how_large_the_largest_difference_is_changes_nothing_that_a_crowd_is_told():
    usual = [Decimal(place) for place in range(-30, 30)]

    assert spread_of_crowd([*usual, Decimal("41324.17")]) == spread_of_crowd([*usual, Decimal(31)])
    assert spread_of_crowd([Decimal("41324.17")]) == spread_of_crowd([Decimal("0.01")])


@given(st.lists(st.integers(0, 500), max_size=40))
def test_a_crowd_is_grouped_so_that_five_stand_at_both_ends(incomes):
    asked = question(bands=Bands("income", Decimal(10)))
    groups = summarise(asked, [compared(income) for income in incomes]).crowd.bands

    assert bool(groups) is (len(incomes) >= SMALLEST_TOLD)
    if groups:
        assert (groups[0].least, groups[-1].below) == (None, None)
        assert sum(sum(group.counts.values()) for group in groups) == len(incomes)
        assert all(sum(group.counts.values()) >= SMALLEST_TOLD for group in (groups[0], groups[-1]))
        assert [group.below for group in groups[:-1]] == [group.least for group in groups[1:]]


def compared(income):
    nothing = Verdict(is_decided=True, value=Decimal(1))
    return Compared(reference="a", effect=Effect.SAME, before=nothing, after=nothing, banded=Decimal(income))


def test_who_may_not_know_the_cases_is_told_no_income_of_the_richest():
    asked = question(bands=Bands("income", Decimal(10)))
    usual = [compared(income) for income in range(20, 80)]

    def told(richest):
        return summarise(asked, [*usual, compared(richest)]).crowd.bands

    assert told(41234) == told(79)


def test_a_case_that_takes_more_steps_than_it_may_could_not_be_computed():
    slow = rules(low="count(for i in 1..300 return i)")

    found = compare(rules(), slow, question(), case(10), most_steps=100)

    assert (found.effect, found.before.failed) == (Effect.FAILED, "")
    assert "more steps" in found.after.failed
    assert compare(rules(), slow, question(), case(10)).effect is not Effect.FAILED


@given(st.dictionaries(st.integers(), st.integers(0, 30), max_size=7))
def test_no_hidden_count_can_be_worked_out_from_the_sum(counts):
    told = hide_small(counts)

    hidden = [key for key, count in told.items() if count is None]
    some = [key for key, count in counts.items() if count]
    assert all(told[key] in {None, counts[key]} for key in counts)
    assert all(told[key] is None for key, count in counts.items() if 0 < count < SMALLEST_TOLD)
    assert len(hidden) != 1 or len(some) == 1


def test_rows_that_no_case_fires_are_named():
    traces = [rules().evaluate("Share", {"income": Decimal(5)}, trace=True).trace]

    coverage = cover(rules(), traces)

    assert (coverage.rows, coverage.tested) == (2, 1)
    assert [(row.decision, row.number, row.id) for row in coverage.untested] == [("Share", 2, "r2")]


CSV = "case,income,price\none,100.10,2000\ntwo,,\n"
LINES = '{"case": "one", "inputs": {"income": 100.10}, "facts": {"price": 2000}}\n\n{"case": "two", "inputs": {}}\n'


@pytest.mark.parametrize("text", [CSV, LINES])
def test_a_table_and_json_lines_say_the_same(text):
    one, two = read_cases(text, rules(), question())

    assert (one.reference, one.inputs["income"], one.facts["price"]) == ("one", Decimal("100.10"), 2000)
    assert (two.reference, two.inputs.get("income"), two.facts["price"]) == ("two", None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no case"),
        ("case,income\n", "no case"),
        ("incone\n1\n", "line 1: “incone”"),
        ("income,price\n1\n", "line 2: The line has 1 cells"),
        ("income\nmuch\n", "line 2: “income”: 'much' is no number"),
        ('{"inputs": {"incone": 1}}', "line 1: The rules have no input “incone”"),
        ('{"inputs": []}', "line 1"),
        ('{"inputs": {}, "name": "Somebody"}', "line 1"),
        ("{", "line 1: This is not JSON"),
        ('{"inputs": {"income": NaN}}', "line 1: This is not JSON"),
    ],
)
def test_a_line_that_is_no_case_is_named(text, told):
    with pytest.raises(CannotReadCases) as refused:
        read_cases(text, rules(), question())

    assert told in str(refused.value)
