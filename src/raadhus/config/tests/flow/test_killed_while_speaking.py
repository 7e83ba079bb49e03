"""A worker is killed while a service task speaks outward: the step happens once, and no word is doubled unseen."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from raadhus.config.tests.flow import outward_worker
from raadhus.config.tests.flow.outward_worker import ORDER, ORDER_ONCE
from raadhus.config.tests.flow.test_deadly_job import PATIENCE_S, living, wait_until
from raadhus.config.town.folders import SOURCE
from raadhus.config.town.postgres.server import Database
from raadhus.organisation.demo import EGEBY
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import transaction
from raadhus.processes import public as processes
from raadhus.processes.use_cases.known_models import forget_models

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("towns", "handlers")]
TOWN = Actor.system(EGEBY, purpose="test")
MODEL = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:raadhus="urn:raadhus:bpmn:1"'
    ' targetNamespace="urn:test"><process id="shop" isExecutable="true"><startEvent id="start"/>'
    '<serviceTask id="order"><extensionElements><raadhus:task handler="{}"/></extensionElements></serviceTask>'
    '<endEvent id="end"/><sequenceFlow id="a" sourceRef="start" targetRef="order"/>'
    '<sequenceFlow id="b" sourceRef="order" targetRef="end"/></process></definitions>'
)
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def handlers() -> Iterator[None]:
    """Let this process, too, know what its models name, and no model of a table that was emptied."""
    forget_models()
    with (
        processes.handlers.replaced(ORDER, outward_worker.order, reach=processes.Reach.OUTWARD),
        processes.handlers.replaced(ORDER_ONCE, outward_worker.order, reach=processes.Reach.OUTWARD_ONCE),
    ):
        yield
    forget_models()


@pytest.fixture
def start(test_database: Database, tmp_path: Path) -> Iterator[Start]:
    """Return what starts a real worker on the test's database."""
    started: list[subprocess.Popen[bytes]] = []
    told = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "raadhus.config.settings",
        "RAADHUS_DATABASE_URL": test_database.app.url,
        "RAADHUS_STALLED_AFTER_S": "1",
        "SHOP": str(tmp_path),
    }

    def start_worker() -> "subprocess.Popen[bytes]":
        with (tmp_path / "worker.log").open("ab") as log:
            command = [sys.executable, "-m", outward_worker.__name__, "--ready", str(tmp_path / "ready")]
            started.append(subprocess.Popen(command, env=told, stdout=log, stderr=log))
        return started[-1]

    yield start_worker
    for worker in started:
        worker.kill()
        worker.wait(PATIENCE_S)


def begin(handler: str) -> UUID:
    """Begin a process that orders something."""
    ref = processes.store_model(TOWN, MODEL.format(handler).encode())
    return processes.start(TOWN, ref.hash, business_key=uuid4(), variables={})


def status(instance: UUID) -> str:
    with transaction(EGEBY):
        return processes.instance(TOWN, instance).status


def path(instance: UUID) -> list[str]:
    with transaction(EGEBY):
        return [visit.element for visit in processes.history(TOWN, instance)]


def orders(tmp_path: Path) -> list[str]:
    book = tmp_path / "book"
    return book.read_text().split() if book.exists() else []


def test_the_same_order_goes_out_again_with_its_key(start: Start, tmp_path: Path) -> None:
    (tmp_path / "die-after").touch()
    instance = begin(ORDER)

    killed = start().wait(PATIENCE_S)
    with living(start()) as worker:
        wait_until(lambda: status(instance) == "completed", worker)

    assert killed == -signal.SIGKILL
    assert (len(orders(tmp_path)), len(set(orders(tmp_path)))) == (2, 1)
    assert path(instance) == ["start", "order", "end"]


def test_where_there_is_no_key_a_person_decides_and_nothing_is_repeated(start: Start, tmp_path: Path) -> None:
    (tmp_path / "die-after").touch()
    instance = begin(ORDER_ONCE)

    def stopped() -> bool:
        with transaction(EGEBY):
            return len(processes.incidents(TOWN)) == 1

    start().wait(PATIENCE_S)
    with living(start()) as worker:
        wait_until(stopped, worker)

        assert len(orders(tmp_path)) == 1
        with transaction(EGEBY):
            (incident,) = processes.incidents(TOWN)
        processes.retry(TOWN, incident.id)
        wait_until(lambda: status(instance) == "completed", worker)

    assert len(orders(tmp_path)) == 2
