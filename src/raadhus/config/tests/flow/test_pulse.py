"""Health, readiness, metrics and the log: what machines read."""

import json
import socket
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from raadhus.config.tests.flow.requestkit import claims, logged_in, stranger
from raadhus.identity import public as identity
from raadhus.organisation import demo

pytestmark = [pytest.mark.urls("raadhus.config.tests.flow.addresses"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def town(towns: None, db: None) -> None:
    demo.furnish_towns()


def test_health_and_readiness_need_no_town() -> None:
    machine = Client(headers={"host": "10.0.0.7"})

    assert machine.get("/health/").json() == {"alive": True}
    assert machine.get("/ready/").json() == {"ready": True, "lacks": []}


@pytest.mark.parametrize("is_listening", [True, False], ids=["a silent server", "no server"])
def test_a_database_that_does_not_answer_is_told_soon(
    monkeypatch: pytest.MonkeyPatch, is_listening: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        if not is_listening:
            silent.close()
        monkeypatch.setitem(connection.settings_dict, "PORT", str(port))

        answer = Client(REMOTE_ADDR="127.0.0.1").get("/ready/")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "lacks": ["database"]}


def test_web_files_that_were_never_collected_are_told(tmp_path: Path) -> None:
    hashed = {"staticfiles": {"BACKEND": "raadhus.ui.storage.HashedFiles"}}
    with override_settings(STORAGES=settings.STORAGES | hashed, STATIC_ROOT=tmp_path):
        answer = Client(REMOTE_ADDR="127.0.0.1").get("/ready/")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "lacks": ["web files"]}


def test_metrics_are_for_this_machine_only() -> None:
    stranger().get("/whoami/")

    assert 'route="whoami"' in stranger().get("/metrics").text
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics").status_code == 404


def test_a_request_is_logged_without_personal_data(caplog: pytest.LogCaptureFixture) -> None:
    person = uuid.uuid4()
    with caplog.at_level("INFO", logger="raadhus.request"):
        logged_in(identity.sign_in(demo.EGEBY, claims())).get(f"/refuse/?who={person}")

    line = json.dumps([record.getMessage() for record in caplog.records], default=str)
    assert "refuse/" in line
    assert str(person) not in line
