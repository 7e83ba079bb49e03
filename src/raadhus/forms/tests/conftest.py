"""The town every test of forms begins with."""

from collections.abc import Iterator

import pytest

from raadhus.forms.tests import townkit
from raadhus.organisation import demo
from raadhus.platform import clock
from raadhus.registers import public as registers


@pytest.fixture
def town_today(towns: None, db: None) -> Iterator[None]:
    """Lay down Egeby and Nordby with the service, and the demo's registers behind the ports."""
    demo.furnish_towns()
    townkit.install_service()
    before = townkit.use_demo_registers()
    yield
    if before is not None:
        registers.use(before)


@pytest.fixture
def town(town_today: None) -> Iterator[None]:
    """The same, held on 14 November 2024."""
    with clock.frozen(townkit.NOON):
        yield
