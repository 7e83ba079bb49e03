"""Rules in force for the tests of drafts and of publishing."""

from collections.abc import Iterator

import pytest

from raadhus.catalogue.public import install_files
from raadhus.catalogue.tests.rulekit import FILES, INSTALLER, NOON
from raadhus.platform import clock


@pytest.fixture
def rules_in_force(db: None, towns: None) -> Iterator[None]:
    """Let the association offer the free-place subsidy, on a day that stands still."""
    with clock.frozen(NOON):
        install_files(INSTALLER, FILES)
        yield
