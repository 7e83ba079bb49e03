"""Before and after a change: each service that has a process tells of its versions side by side, and of each alone."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from raadhus.cases.tests.casekit import CARL, NOON, Town
from raadhus.catalogue.public import PackageFiles, install_files, only_parts, package, read_package
from raadhus.console.tests.flow.test_activity import page, rows
from raadhus.platform import clock
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes.public import list_steps, store_model

SERVICES = Path(__file__).resolve().parents[5] / "services" / "dk"
WITH_PROCESS = sorted(one.parent.name for one in SERVICES.glob("*/process.bpmn"))
BEFORE, AFTER = 7, 3
TABLE = "Before and after a change"


@pytest.fixture
def town(towns: None, db: None) -> Iterator[Town]:
    """Return Egeby at noon on 5 November 2024."""
    with clock.frozen(NOON):
        yield Town().build()


@pytest.fixture
def leader(town: Town) -> Client:
    """Return a leader's browser."""
    town.move_in(CARL)
    return town.log_in(CARL, groups=("Ledere",))


def two_versions(town: Town, key: str) -> list[str]:
    """Install a service, and again with another number; return the addresses of both, the older first."""
    files = read_package(SERVICES / key)
    number = next(line for line in files["service.yaml"].splitlines() if line.startswith(b"version:"))
    changed = files["service.yaml"].replace(number, b"version: 99.0.0")
    with transaction(town.tenant), only_parts():
        store_model(town.system, files["process.bpmn"])
        return [
            install_files(town.system, one).content_hash
            for one in (files, PackageFiles({**files.contents, "service.yaml": changed}))
        ]


def count(key: str, version: str, place: str, number: int) -> None:
    """Let so many have come to a place in November 2024 on a version, and half of them, rounded down, have left it."""
    counts = apps.get_model("statistics", "ActivityCount").objects
    facts = {"service_key": key, "month": dt.date(2024, 11, 1), "package_hash": version, "place": place}
    counts.create(measure="entered", number=number, **facts)
    counts.create(measure="left", number=number // 2, **facts)


@pytest.mark.parametrize("key", WITH_PROCESS)
def test_versions_stand_side_by_side_and_each_alone(town: Town, leader: Client, key: str) -> None:
    older, newer = two_versions(town, key)
    with transaction(town.tenant):
        step = next(one for one in list_steps(package(older).process_model) if one.kind == "userTask")
        for version, number in ((older, BEFORE), (newer, AFTER)):
            count(key, version, "", number)
            count(key, version, step.element, number)
    address = f"/console/activity/{key}/"

    both = page(leader, address)
    assert sorted(row[1:3] for row in rows(both, TABLE)) == [["3", "1"], ["7", "3"]]
    assert [step.name, "10", "4"] in [row[:3] for row in rows(both, "Step by step")]
    for version, told in ((older, ["7", "3"]), (newer, ["3", "1"])):
        alone = page(leader, f"{address}?version={version}")
        assert [step.name, *told] in [row[:3] for row in rows(alone, "Step by step")]
        assert leader.get(f"{address}process.bpmn?version={version}").status_code == 200
