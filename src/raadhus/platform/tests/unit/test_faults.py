"""Of an unexpected error its kind and place are told, never its words."""

import json
import re

from raadhus.platform.faults import place_of


def test_our_own_innermost_place_is_told_even_when_a_library_raised():
    try:
        json.loads("Hemmelig Vej 7")
    except ValueError as error:
        told = place_of(error)

    assert re.fullmatch(r"JSONDecodeError at platform/tests/unit/test_faults\.py:\d+", told)


def test_an_error_that_was_never_raised_is_told_by_its_kind():
    assert place_of(ValueError("Hemmelig Vej 7")) == "ValueError"
