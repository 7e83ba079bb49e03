"""The platform's version: said once, and compared by its numbers."""

import tomllib
from pathlib import Path

import pytest

from raadhus.platform import version

ROOT = Path(__file__).resolve().parents[5]


def test_the_version_is_that_of_the_distribution():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert said == version.VERSION


@pytest.mark.parametrize(
    ("needed", "is_enough"),
    [("0.1.0", True), ("0.0.99", True), ("0.1.1", False), ("0.10.0", False), ("1.0.0", False)],
)
def test_a_version_is_compared_by_its_numbers(monkeypatch, needed, is_enough):
    monkeypatch.setattr(version, "VERSION", "0.1.0")

    assert version.is_at_least(needed) is is_enough
