"""A town in which cases are worked."""

from collections.abc import Iterator

import pytest

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield Town().build()
