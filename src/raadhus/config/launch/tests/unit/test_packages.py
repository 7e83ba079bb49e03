"""What set-up decides, without fetching anything."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from raadhus.config.launch import needs, packages, places, translations
from raadhus.config.launch.refusals import CannotSetUp


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty checkout with lock files."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in (*needs.SETS, "uv"):
        (requirements / f"{name}.lock").write_text(f"# {name}\n")
    monkeypatch.setattr(places, "REQUIREMENTS", requirements)
    monkeypatch.setattr(places, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(places, "PYTHON", Path(sys.executable))
    return tmp_path


def test_nothing_is_current_before_the_first_set_up(checkout: Path) -> None:
    assert not packages.are_current("base")


def test_a_larger_set_serves_a_smaller_need(checkout: Path) -> None:
    packages._write_stamp(checkout / "stamps" / "venv", "demo")

    assert packages.are_current("base")
    assert packages.are_current("demo")
    assert not packages.are_current("test")


def test_a_changed_lock_file_is_noticed(checkout: Path) -> None:
    packages._write_stamp(checkout / "stamps" / "venv", "demo")

    (checkout / "requirements" / "demo.lock").write_text("# another\n")

    assert not packages.are_current("base")


def test_a_missing_venv_module_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(CannotSetUp, match=r"run `sudo apt install python3\.\d+-venv` and try again"):
        packages.ensure_venv_module()


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["demo", "--check"], needs.Need("demo", assets=True)),
        (["test"], needs.Need("test", assets=True)),
        (["manage", "migrate"], needs.Need("base", assets=False)),
        ([], needs.Need("base", assets=False)),
    ],
)
def test_a_command_gets_what_it_needs_and_no_more(arguments: list[str], wanted: needs.Need) -> None:
    assert needs.needs_of(arguments) == wanted


def test_a_catalogue_is_compiled_again_only_after_a_change(tmp_path: Path) -> None:
    folder = tmp_path / "room" / "locale" / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text("")

    assert list(translations.find_changed(tmp_path)) == [source]

    source.with_suffix(".mo").write_bytes(b"")
    os.utime(source, ns=(0, 0))

    assert list(translations.find_changed(tmp_path)) == []


def test_set_up_needs_nothing_that_is_not_in_the_standard_library() -> None:
    listing = (
        "import sys, raadhus.config.launch.launcher; print(*sorted({name.split('.')[0] for name in sys.modules} "
        "- set(sys.stdlib_module_names) - {'__main__', 'raadhus'} ))"
    )

    told = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(places.SOURCE)!r}); {listing}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == []
