"""What rules say is read in the words of case work, and followed unless the figures ask for more care."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from raadhus.cases.domain.figures import Figure, Source
from raadhus.cases.domain.proposals import propose
from raadhus.cases.domain.routes import Route
from raadhus.cases.domain.rule_outputs import CannotReadOutputs, read_outputs

ANNE = uuid.uuid4()
AT_ONCE = {"route": "automatic", "reason": [], "outcome": "partly", "percent": Decimal(62)}


def figure(**changes):
    return Figure(
        **{"key": "income.monthly", "concerns": ANNE, "amount": Decimal(20_000)} | _told() | changes
    )


def _told():
    return {"source": Source.REGISTER, "is_confirmed": True}


def test_outputs_are_read_by_their_names():
    said = read_outputs(AT_ONCE | {"reason": "no-scale", "valid-from": dt.date(2024, 12, 1)})

    assert (said.route, said.outcome, said.percent) == ("automatic", "partly", Decimal(62))
    assert (said.why, said.valid_from) == (("no-scale",), dt.date(2024, 12, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"route": "by lot"},
        {"outcome": "refused"},
        {"outcome": "forwarded"},
        {"outcome": "granted"},
        {"outcome": "rejected"},
        {"outcome": 0},
        {"percent": Decimal(101)},
        {"percent": Decimal(-1)},
        {"percent": "62"},
        {"percent": None},
        {"valid-from": "2024-12-01"},
    ],
)
def test_what_case_work_has_no_word_for_or_contradicts_itself_is_refused(wrong):
    with pytest.raises(CannotReadOutputs):
        read_outputs(AT_ONCE | wrong)


def test_rules_that_name_no_route_leave_the_case_to_a_person():
    proposed = propose(read_outputs({"percent": Decimal(100)}), [figure()])

    assert (proposed.route, proposed.why, proposed.outcome) == (Route.PERSON, ("no-rules",), "granted")


@pytest.mark.parametrize("route", list(Route))
def test_the_way_that_the_rules_say_is_followed(route):
    assert propose(read_outputs(AT_ONCE | {"route": route}), [figure()]).route is route


@pytest.mark.parametrize(
    ("changes", "route"),
    [
        ({"is_confirmed": False}, Route.HEARING),
        ({"is_confirmed": False, "is_contested": True}, Route.PERSON),
        ({"is_confirmed": False, "amount": None, "is_missing": True}, Route.PERSON),
    ],
)
def test_figures_that_ask_for_more_care_than_the_rules_get_it(changes, route):
    assert propose(read_outputs(AT_ONCE), [figure(**changes)]).route is route


def test_rules_without_a_result_are_a_reason_for_a_person():
    proposed = propose(read_outputs(AT_ONCE | {"percent": None, "outcome": ""}), [figure()])

    assert (proposed.route, proposed.why, proposed.outcome) == (Route.PERSON, ("no-result",), None)
