"""Tests that share a town or a browser run on one worker of a parallel session, one after the other."""

import pytest

pytestmark = pytest.mark.xdist_group("grouping")


@pytest.mark.parametrize("number", [1, 2])
def test_a_group_is_known_to_whoever_hands_out_the_tests(request: pytest.FixtureRequest, number: int) -> None:
    is_parallel = getattr(request.config.option, "loadgroup", False)

    assert request.node.nodeid.endswith("@grouping") == is_parallel, number
