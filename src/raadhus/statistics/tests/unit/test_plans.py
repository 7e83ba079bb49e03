"""What a plan saves: times, minutes and money, counted as the page says."""

from decimal import Decimal

from raadhus.platform.money import Money
from raadhus.statistics.domain.plans import Plan, PlannedStep, StepCost, compare

D = Decimal
PLAN = Plan(
    rate=D(400),
    currency="DKK",
    today=(StepCost(place="read", minutes=D(30), cost=D(5)), StepCost(place="gone", minutes=D(9), cost=D(9))),
    planned=(
        PlannedStep(name="Rules decide", minutes=D(0), cost=D("0.50"), share=D(100)),
        PlannedStep(name="Read the rest", minutes=D(20), cost=D(0), share=D("12.5")),
    ),
)


def test_a_step_costs_its_times_by_work_and_other_cost() -> None:
    told = compare(PLAN, 200, [("read", 240), ("send", 200)])

    read, sent = told.today.steps
    assert (read.times, read.hours, read.money) == (D(240), D("120.0"), Money(D(49_200), "DKK"))
    assert (sent.times, sent.hours, sent.money) == (D(200), D(0), Money(D(0), "DKK"))
    assert told.today.money == Money(D(49_200), "DKK")


def test_the_plan_goes_by_the_share_of_the_cases_that_came() -> None:
    told = compare(PLAN, 200, [("read", 240)])

    rules, rest = told.planned.steps
    assert (rules.times, rules.money) == (D(200), Money(D(100), "DKK"))
    assert (rest.times, rest.hours, rest.money) == (D(25), D("8.3"), Money(D(3_333), "DKK"))


def test_the_saving_is_the_difference_of_the_sums_that_are_shown() -> None:
    told = compare(PLAN, 200, [("read", 240)])

    assert told.saved_hours == D("111.7")
    assert told.saved == Money(D(49_200 - 3_433), "DKK")


def test_a_plan_that_costs_more_saves_less_than_nothing() -> None:
    assert compare(PLAN, 200, []).saved.amount < 0


def test_a_year_without_cases_costs_nothing() -> None:
    told = compare(PLAN, 0, [])
    assert (told.today.money.amount, told.planned.money.amount, told.saved_hours) == (D(0), D(0), D(0))
