"""Building the web's files: what happens when it cannot be done."""

import pytest

from raadhus.ui import assets


@pytest.fixture
def home(tmp_path):
    """Return a home that has assets from before."""
    before = tmp_path / "assets"
    before.mkdir()
    (before / "fingerprint").write_text("of yesterday")
    return tmp_path


def kept(home):
    return (home / "assets" / "fingerprint").read_text() == "of yesterday"


def test_without_node_a_sentence_says_what_to_do(home, monkeypatch):
    monkeypatch.setenv("PATH", str(home))
    with pytest.raises(assets.CannotBuildAssets, match="--node PATH"):
        assets.build(home)
    assert kept(home)


def test_a_node_that_is_not_there_is_named(home):
    with pytest.raises(assets.CannotBuildAssets, match="There is no Node"):
        assets.build(home, node=home / "node")
    assert kept(home)


def test_when_a_program_fails_its_words_are_told_and_the_old_files_stay(home):
    node = home / "node"
    node.write_text("#!/bin/sh\necho 'the disk is full' >&2\nexit 1\n")
    node.chmod(0o755)
    with pytest.raises(assets.CannotBuildAssets, match="the disk is full"):
        assets.build(home, node=node, modules=home)
    assert kept(home)


def test_from_the_command_line_a_failure_is_told_without_a_trace(home, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(home))
    assert assets.main(["--home", str(home)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
