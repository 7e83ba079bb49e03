"""The figures of a running town: of all its processes together, whichever of them is asked."""

import http.client
import itertools
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from raadhus.config.town.ports import HOST
from raadhus.config.town.town import Town
from tests.towns import PATIENCE_S, TownKeeper, wait_until

pytestmark = [pytest.mark.town, pytest.mark.xdist_group("town")]
NOTHING: Mapping[str, str] = {}


def test_metrics_count_what_both_web_workers_answered(keeper: TownKeeper) -> None:
    town = keeper.sound_town()
    before = count_asked(town)
    asked = itertools.count(1)

    def ask_until_both_answered() -> int:
        ask(town, "/health/")  # each on a connection of its own: either worker answers
        made = next(asked)
        answering = set(Path(town.told["RAADHUS_METRICS_FOLDER"]).glob("counter_*.db"))
        return made if len(answering) > 1 else 0

    made = wait_until(ask_until_both_answered, "an answer of the other worker")

    assert [count_asked(town) for _ in range(6)] == [before + made] * 6


def count_asked(town: Town) -> float:
    """Return how often the health page was answered, as the metrics tell."""
    told = ask(town, "/metrics", {"Authorization": f"Bearer {town.told['RAADHUS_METRICS_TOKEN']}"})
    found = re.findall(r'raadhus_requests_total\{[^}]*route="health"[^}]*\} ([\d.e+]+)', told)
    return sum(map(float, found))


def ask(town: Town, path: str, headers: Mapping[str, str] = NOTHING) -> str:
    connection = http.client.HTTPConnection(HOST, town.ports["web"], timeout=PATIENCE_S)
    try:
        connection.request("GET", path, headers=dict(headers))
        return connection.getresponse().read().decode()
    finally:
        connection.close()
