"""Settings are read in one place and described in one place; commands are found where they are named."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from raadhus.config.command.registry import COMMANDS
from raadhus.config.town.folders import ROOT, SOURCE
from raadhus.platform.environment import Environment

READERS = {
    "platform/environment.py": "the one typed place",
    "config/town/variables.py": "hands the town's processes their environment, and reads DATABASE_URL",
    "config/town/installation.py": "tells a command which installation it is in, before Django reads its settings",
    "config/command/service.py": "checks a package without a town, or installs it in one",
    "config/bench/case_work.py": "seals texts as the town that is measured",
    "config/bench/process_moving.py": "hands a worker that it kills its environment",
    "config/launch/": "runs before anything is installed",
    "ui/assets.py": "hands npm its environment",
    "adapters/local_eid/": "a Django project of its own: names its settings, and its address when none was told",
    "config/settings.py": "tells prometheus_client where the web workers count together",
}
DOCUMENT = ROOT / "docs" / "settings.md"


def test_the_environment_is_read_in_one_place() -> None:
    readers = [
        name
        for path in sorted((SOURCE / "raadhus").rglob("*.py"))
        if "tests" not in path.parts
        and not (name := path.relative_to(SOURCE / "raadhus").as_posix()).startswith(tuple(READERS))
        and _touches_the_environment(path)
    ]

    assert readers == [], "take what you need from raadhus.platform.environment"


def test_every_setting_is_described_and_nothing_else_is() -> None:
    described = set(re.findall(r"^\| `RAADHUS_(\w+)`", DOCUMENT.read_text(), flags=re.MULTILINE))

    assert {name.upper() for name in Environment.model_fields} == described


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_how_it_is_used(name: str) -> None:
    command = importlib.import_module(f"raadhus.config.command.{name}")

    assert callable(command.main)
    assert (command.__doc__ or "").startswith(f"``./raadhus {name}")


def _touches_the_environment(path: Path) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv", "putenv", "environb"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        and not _only_names_the_settings(path)
        for node in ast.walk(ast.parse(path.read_text()))
    )


def _only_names_the_settings(path: Path) -> bool:
    """Tell whether a file does nothing but name Django's settings module, as the web server's door does."""
    uses = re.findall(r"os\.environ[^\n]*", path.read_text())
    return all(use.startswith('os.environ.setdefault("DJANGO_SETTINGS_MODULE"') for use in uses)
