"""Keys rotate while everything runs."""

import shutil
from pathlib import Path

from raadhus.platform import encryption
from raadhus.platform.encryption import KeyRing
from raadhus.platform.watched_file import WatchedFile


def test_nobody_seals_by_a_new_key_before_everybody_can_open_by_it(tmp_path: Path) -> None:
    keys, more_keys = tmp_path / "keys.json", tmp_path / "more.json"
    encryption.write_new_key(keys)
    shutil.copy(keys, more_keys)
    encryption.write_new_key(more_keys)
    one, other = as_a_process_reads(keys), as_a_process_reads(keys)
    assert versions_of(other) == (1,)

    keys.write_bytes(more_keys.read_bytes())

    assert versions_of(one) == (2, 1)
    assert versions_of(other) == (2, 1)


def as_a_process_reads(keys: Path) -> WatchedFile[KeyRing]:
    """Read the file as each process of a town does for itself."""
    return WatchedFile(keys, encryption._read_ring)


def versions_of(watched: WatchedFile[KeyRing]) -> tuple[int, ...]:
    """Return the versions by which this process opens, the one by which it seals first."""
    ring = watched.get()
    assert ring is not None
    return ring.versions
