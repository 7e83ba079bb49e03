"""The demo town's own secrets: drawn once, kept below ``.raadhus``, readable by their owner only."""

import json
import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "metrics_token", "register_token", "sms_gateway_token", "eid_secret")


def keep_secrets(state: Path) -> dict[str, str]:
    """Return the town's secrets by name, drawing those that are missing."""
    file = state / "secrets.json"
    known: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    missing = [name for name in NAMES if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(48) for name in missing}
        write_private(file, json.dumps(known))
    return known


def write_private(file: Path, content: str) -> None:
    """Write a file that only its owner may read; it appears whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(content)
    draft.replace(file)
