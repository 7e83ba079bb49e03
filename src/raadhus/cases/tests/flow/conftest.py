"""A town in which cases are worked."""

from collections.abc import Iterator

import pytest

from raadhus.cases.tests.casekit import ANNE, BO, NOON, Town
from raadhus.platform import clock


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield Town().build()


@pytest.fixture
def decided(town):
    """Return Anne's case, which the rules have decided."""
    town.move_in(ANNE)
    return town.decide_application(ANNE)


@pytest.fixture
def asked(town):
    """Return the case of Anne and Bo in which Bo is asked, and the two."""
    pair = town.move_together(ANNE, BO)
    return town.decide_application(pair[0]), pair
