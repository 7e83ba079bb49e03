"""One living town for all kill tests of a session; one that a test left broken is replaced."""

from collections.abc import Iterator

import pytest

from tests.scale.heldcarriers import Carriers, held_carriers
from tests.scale.killkit import LivingTown
from tests.towns import UNHURRIED, TownKeeper, kept_town, need_assets


@pytest.fixture(scope="session")
def living_keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownKeeper]:
    """Keep a town of its own: its database, its ports, its people, and gateways that can hold what they get."""
    need_assets()
    told = {"RAADHUS_STALLED_AFTER_S": "3", **UNHURRIED}
    with kept_town(lambda: tmp_path_factory.mktemp("town"), equip=held_carriers, more=told) as keeper:
        yield keeper


@pytest.fixture
def living(living_keeper: TownKeeper) -> LivingTown:
    """Return the town, sound."""
    return LivingTown(living_keeper.sound_town())


@pytest.fixture
def carriers(living_keeper: TownKeeper, living: LivingTown) -> Carriers:
    """Return the gates of the town's gateways."""
    carriers: Carriers = living_keeper.equipment
    return carriers
