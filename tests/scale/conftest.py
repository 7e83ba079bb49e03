"""One living town for all kill tests of a session."""

from collections.abc import Iterator

import pytest

from raadhus.config.town.town import open_town
from tests.scale.heldcarriers import Carriers, held_carriers
from tests.scale.killkit import UNSAFE_ON_POWER_LOSS, LivingTown, link_assets


@pytest.fixture(scope="session")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivingTown]:
    """Open a town of its own: its database, its ports, its people."""
    state = tmp_path_factory.mktemp("town")
    link_assets(state)
    told = {"RAADHUS_STALLED_AFTER_S": "3", "RAADHUS_RATE_FACTOR": "1000"}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "RAADHUS_OWNER_DATABASE_URL", "RAADHUS_DATABASE_URL"):
            patch.delenv(name, raising=False)
        with open_town(state, more=told, settings=UNSAFE_ON_POWER_LOSS) as town:
            yield LivingTown(town)


@pytest.fixture(scope="session")
def carriers(living: LivingTown) -> Iterator[Carriers]:
    """Stand in for the town's gateways."""
    with held_carriers(living.town) as gates:
        yield gates
