"""The provider's signing key: drawn once, kept beside its database, readable by its owner only."""

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_BITS = 2048


def keep_signing_key(path: Path) -> str:
    """Return the PEM of the key at ``path``, drawn when there is none."""
    if not path.exists():
        beside = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(new_key())
        beside.replace(path)
    return path.read_text()


def new_key() -> str:
    """Return the PEM of a new RSA key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
