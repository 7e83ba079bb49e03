"""Variables come back from storage as what they were."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadhus.processes.domain.values import CannotKeepValue, from_json, normal, to_json

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.datetimes(timezones=st.just(UTC)),
)
values = st.recursive(
    scalars,
    lambda part: st.lists(part) | st.dictionaries(st.text() | st.sampled_from(["@n", "@m", "@"]), part),
    max_leaves=10,
)


@given(values)
def test_what_is_kept_comes_back_the_same(value):
    assert from_json(json.loads(json.dumps(to_json(value)))) == value
    assert normal(value) == value


def test_a_date_and_a_date_with_time_are_told_apart():
    kept = [date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC), time(1, 2), timedelta(days=14)]
    back = from_json(to_json(kept))
    assert isinstance(back, list)
    assert [type(value) for value in back] == [date, datetime, time, timedelta]


def test_what_handlers_give_becomes_feel_values():
    given_values = {"n": 5, "id": UUID(int=1), "list": (1, "a")}
    assert normal(given_values) == {
        "n": Decimal(5),
        "id": "00000000-0000-0000-0000-000000000001",
        "list": [Decimal(1), "a"],
    }


@pytest.mark.parametrize("value", [0.1, object(), {1: "a"}, b"x", {"a": [0.5]}])
def test_what_feel_does_not_know_is_refused(value):
    with pytest.raises(CannotKeepValue):
        normal(value)
    with pytest.raises(CannotKeepValue):
        to_json(value)
