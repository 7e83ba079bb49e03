"""The town every test of forms begins with."""

from collections.abc import Iterator

import pytest

from raadhus.forms.tests import townkit
from raadhus.organisation import demo
from raadhus.platform import clock
from raadhus.registers import wiring as registers


@pytest.fixture
def town(towns: None, db: None) -> Iterator[None]:
    """Lay down Egeby and Nordby with the service, the demo's registers behind the ports, on 14 November 2024."""
    demo.furnish_towns()
    before = townkit.use_demo_registers()
    with clock.frozen(townkit.NOON):
        townkit.install_service()
        yield
    if before is not None:
        registers.use(before)
