"""Sealing of personal data under the municipality's key; keys are versioned and live outside the database."""

import base64
import functools
import hashlib
import hmac
import json
import os
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from raadhus.platform.environment import Mode, current_environment
from raadhus.platform.watched_file import WatchedFile, wait_until_seen, wait_until_seen_by_all

_NONCE_BYTES = 12
VERSION_BYTES = 2
_KEY_BYTES = 32


class CannotOpenSealed(Exception):
    """The sealed bytes are damaged, belong elsewhere, or their key is gone."""


class KeyRing:
    """Versioned master keys; the highest version seals, every version opens."""

    def __init__(self, masters: dict[int, bytes]) -> None:
        if not masters or any(len(key) != _KEY_BYTES for key in masters.values()):
            raise ValueError("A key ring holds at least one key of 32 bytes.")
        self._masters = masters
        self.current = max(masters)

    @classmethod
    def from_file(cls, path: Path) -> "KeyRing":
        """Read ``{"keys": {"1": "<base64>"}}``."""
        raw = json.loads(path.read_text())
        return cls({int(version): base64.b64decode(key) for version, key in raw["keys"].items()})

    @property
    def versions(self) -> tuple[int, ...]:
        """Return all versions, newest first."""
        return tuple(sorted(self._masters, reverse=True))

    @functools.lru_cache(maxsize=4096)  # noqa: B019 -- one ring lives as long as the process
    def derive(self, version: int, tenant: UUID, context: str) -> bytes:
        """
        Return the 32-byte key of ``tenant`` for ``context``.

        Raises: CannotOpenSealed when the version is not in the ring. Source: RFC 5869 (HKDF).
        """
        master = self._masters.get(version)
        if master is None:
            raise CannotOpenSealed(f"Key version {version} is not in the key ring.")
        info = b"raadhus:" + tenant.bytes + b":" + context.encode()
        return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=info).derive(master)


def write_new_key(path: Path) -> None:
    """Add a newer master key to the file at ``path`` (made when absent, for its owner only); all processes seal by it."""
    keys = json.loads(path.read_text())["keys"] if path.exists() else {}
    version = max(map(int, keys), default=0) + 1
    keys[str(version)] = base64.b64encode(os.urandom(_KEY_BYTES)).decode()
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"keys": keys}, file)
    beside.replace(path)
    wait_until_seen()


def seal(tenant: UUID, plain: bytes, context: str) -> bytes:
    """Return ``plain`` sealed for ``tenant`` and ``context`` (a table and column): version, nonce, AES-256-GCM."""
    ring = key_ring()
    nonce = os.urandom(_NONCE_BYTES)
    key = ring.derive(ring.current, tenant, context)
    sealed = AESGCM(key).encrypt(nonce, plain, _bound(tenant, context))
    return ring.current.to_bytes(VERSION_BYTES, "big") + nonce + sealed


def open_sealed(tenant: UUID, sealed: bytes, context: str) -> bytes:
    """
    Return what ``seal`` was given.

    Raises: CannotOpenSealed when damaged, moved to another row's tenant or column, or the key is gone.
    """
    version = int.from_bytes(sealed[:VERSION_BYTES], "big")
    nonce = sealed[VERSION_BYTES : VERSION_BYTES + _NONCE_BYTES]
    key = key_ring().derive(version, tenant, context)
    try:
        return AESGCM(key).decrypt(nonce, sealed[VERSION_BYTES + _NONCE_BYTES :], _bound(tenant, context))
    except (InvalidTag, ValueError) as error:
        raise CannotOpenSealed(f"A sealed {context} cannot be opened.") from error


def lookup_key(tenant: UUID, text: str, context: str) -> bytes:
    """Return the HMAC under which ``text`` is found in ``context``, by the newest key."""
    return lookup_keys(tenant, text, context)[0]


def lookup_keys(tenant: UUID, text: str, context: str) -> tuple[bytes, ...]:
    """Return the HMACs of ``text`` under every key, newest first: rows not yet rotated are still found."""
    ring = key_ring()
    return tuple(
        hmac.digest(ring.derive(version, tenant, f"lookup:{context}"), text.encode(), hashlib.sha256)
        for version in ring.versions
    )


def key_ring() -> KeyRing:
    """Return the key ring of this process, read again when its file changes: keys rotate while running."""
    environment = current_environment()
    if environment.keys_file is None:
        if environment.mode is not Mode.TEST:
            raise RuntimeError("RAADHUS_KEYS_FILE is not set.")
        return _test_ring()
    ring = _watched(environment.keys_file).get()
    if ring is None:
        raise RuntimeError(f"RAADHUS_KEYS_FILE: there is no file at {environment.keys_file}.")
    return ring


@functools.cache
def _watched(path: Path) -> WatchedFile[KeyRing]:
    return WatchedFile(path, _read_ring)


def _read_ring(path: Path) -> KeyRing:
    """Read the ring, a new one not before all can read it: what one process seals, every other opens and finds."""
    wait_until_seen_by_all(path)
    return KeyRing.from_file(path)


@functools.cache
def _test_ring() -> KeyRing:
    return KeyRing({1: bytes(range(_KEY_BYTES))})


def _bound(tenant: UUID, context: str) -> bytes:
    return tenant.bytes + context.encode()
