"""What a process refuses to start with, and that nothing moves production's clock."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from raadhus.platform import clock
from raadhus.platform.environment import current_environment, load_environment

PRODUCTION = {
    "MODE": "production",
    "DATABASE_URL": "postgresql://raadhus_app@127.0.0.1:1/none",
    "SECRET_KEY": "invented-for-tests-" * 4,
    "KEYS_FILE": "keys.json",
    "PROXIES": "1",
}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget what this session was told, and what it read of it."""
    for name in (*PRODUCTION, "HTTPS", "OWNER_DATABASE_URL", "CLOCK_FILE", "FAULT", "PATIENCE_FACTOR"):
        monkeypatch.delenv(f"RAADHUS_{name}", raising=False)
    current_environment.cache_clear()
    yield
    monkeypatch.undo()
    current_environment.cache_clear()


def tell(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    """Set variables as the process would find them."""
    for name, value in settings.items():
        monkeypatch.setenv(f"RAADHUS_{name}", value)


def moved_clock(folder: Path) -> Path:
    """Return a file that moves a clock by ten days."""
    file = folder / "clock.json"
    file.write_text(json.dumps({"offset_seconds": 10 * 24 * 3600}))
    return file


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY", "KEYS_FILE"])
def test_production_does_not_start_without_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    tell(monkeypatch, **PRODUCTION | {name: ""})

    with pytest.raises(SystemExit) as refused:
        load_environment()

    assert refused.value.code == 2
    assert f"RAADHUS_{name} must be set" in capsys.readouterr().err


def test_nobody_starts_behind_https_without_saying_how_many_proxies_stand_in_front(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(monkeypatch, **PRODUCTION | {"PROXIES": "0"})

    with pytest.raises(SystemExit) as refused:
        load_environment()

    assert refused.value.code == 2
    assert "RAADHUS_PROXIES must say how many" in capsys.readouterr().err
    tell(monkeypatch, HTTPS="false")
    assert load_environment().proxies == 0


def test_production_does_not_start_with_a_clock_that_can_be_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tell(monkeypatch, **PRODUCTION, CLOCK_FILE=str(moved_clock(tmp_path)))

    with pytest.raises(SystemExit) as refused:
        load_environment()

    assert refused.value.code == 2
    assert "RAADHUS_CLOCK_FILE" in capsys.readouterr().err


@pytest.mark.parametrize(("mode", "most"), [("production", "4"), ("demo", "20")])
def test_nobody_starts_with_a_patience_that_holds_a_web_process_for_minutes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mode: str, most: str
) -> None:
    tell(monkeypatch, **PRODUCTION | {"MODE": mode, "PATIENCE_FACTOR": f"{most}.5"})

    with pytest.raises(SystemExit) as refused:
        load_environment()

    assert refused.value.code == 2
    assert f"RAADHUS_PATIENCE_FACTOR may be {most} at most" in capsys.readouterr().err
    tell(monkeypatch, PATIENCE_FACTOR=most)
    assert load_environment().patience_factor == float(most)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"SMTP_USER": "raadhus", "SMTP_PASSWORD": "invented"}, "would be sent in the open"),
        ({"SMTP_USER": "raadhus", "SMTP_TLS": "true"}, "belong together"),
        ({"SMTP_PASSWORD": "invented", "SMTP_TLS": "true"}, "belong together"),
    ],
)
def test_nobody_starts_with_a_mail_password_that_would_be_sent_in_the_open_or_stands_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], told: dict[str, str], said: str
) -> None:
    tell(monkeypatch, **PRODUCTION | told)

    with pytest.raises(SystemExit) as refused:
        load_environment()

    shown = capsys.readouterr().err
    assert refused.value.code == 2
    assert said in shown
    assert "invented" not in shown


def test_productions_clock_is_the_machines_and_cannot_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, **PRODUCTION)

    with pytest.raises(RuntimeError):
        clock.set_to(dt.datetime(2030, 1, 1, tzinfo=dt.UTC))

    assert clock.offset() == dt.timedelta()
    assert not clock.is_set()
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_a_demo_towns_clock_is_where_its_file_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tell(monkeypatch, **PRODUCTION | {"MODE": "demo"}, CLOCK_FILE=str(moved_clock(tmp_path)))

    assert clock.offset() == dt.timedelta(days=10)


def test_production_does_not_start_with_a_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(monkeypatch, **PRODUCTION, FAULT="registers:down")

    with pytest.raises(SystemExit) as refused:
        load_environment()

    assert refused.value.code == 2
    assert "RAADHUS_FAULT breaks a demo town on purpose" in capsys.readouterr().err


def test_a_demo_town_has_the_faults_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, **PRODUCTION | {"MODE": "demo"}, FAULT="registers:slow,mail:drop")

    environment = load_environment()

    assert environment.faults == ("registers:slow", "mail:drop")
    assert (environment.fault_of("mail"), environment.fault_of("post")) == ("drop", "")
