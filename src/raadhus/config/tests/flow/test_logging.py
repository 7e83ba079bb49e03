"""What a log line tells of an error."""

import sys

import pytest

from raadhus.config.logging import leave_out_addresses, tell_places


def read(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise LookupError("Amina Holm, Nyvej 3") from error


def caught() -> BaseException:
    with pytest.raises(LookupError) as found:
        read("010190-0001")
    return found.value


def test_an_error_is_told_by_kind_and_place_and_quotes_nobody() -> None:
    error = caught()

    told = tell_places(None, "error", {"event": "failed", "exc_info": (type(error), error, None)})

    assert [line for line in told["exception"].splitlines() if line[0] != " "] == [
        "ValueError",
        "LookupError",
    ]
    assert "test_logging.py" in told["exception"]
    assert not any(word in str(told) for word in ("0101", "Amina", "Nyvej"))


def test_the_error_at_hand_is_told_when_a_line_asks_for_it() -> None:
    try:
        {}["6101900001"]
    except KeyError:
        told = tell_places(None, "error", {"exc_info": True})

    assert "KeyError" in told["exception"]
    assert "6101900001" not in told["exception"]
    assert sys.exc_info()[1] is None


def test_a_line_without_an_error_stays_as_it_is() -> None:
    assert tell_places(None, "info", {"event": "request", "exc_info": None}) == {"event": "request"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Not Found: /find/Amina Holm 010190-0001/", "Not Found"),
        ("Forbidden (CSRF token missing.): /my/Amina/", "Forbidden (CSRF token missing.)"),
        ("Internal Server Error: /apply/010190-0001/", "Internal Server Error"),
    ],
)
def test_what_somebody_typed_as_an_address_is_in_no_line(said: str, told: str) -> None:
    for logger in ("django.request", "django.security.csrf"):
        assert leave_out_addresses(None, "warning", {"event": said, "logger": logger})["event"] == told

    assert (
        leave_out_addresses(None, "info", {"event": "a: /b", "logger": "raadhus.request"})["event"] == "a: /b"
    )
