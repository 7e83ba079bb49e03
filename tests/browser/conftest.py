"""A town whose citizen pages are opened in a browser."""

from collections.abc import Iterator

import pytest

from raadhus.cases.tests.casekit import NOON, Town
from raadhus.platform import clock
from tests.rights.laid import Laid, lay


@pytest.fixture
def laid(towns: None, db: None) -> Iterator[Laid]:
    """Return Egeby with something behind every door, at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield lay(Town().build())
