"""A town in which staff work."""

from collections.abc import Iterator

import pytest

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from raadhus.workspace.tests.deskkit import Desk


@pytest.fixture
def desk(towns: None, db: None) -> Iterator[Desk]:
    """Return Egeby at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield Desk(Town().build())
