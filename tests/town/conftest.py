"""One town for all tests of whole towns; one that a test left broken is replaced."""

from collections.abc import Iterator

import pytest

from tests.towns import UNHURRIED, TownKeeper, kept_town, need_assets


@pytest.fixture(scope="session")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownKeeper]:
    """Keep a town of its own: its database, its ports, its people."""
    need_assets()
    with kept_town(lambda: tmp_path_factory.mktemp("town"), more=UNHURRIED) as keeper:
        yield keeper
