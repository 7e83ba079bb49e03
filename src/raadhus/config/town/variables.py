"""The environment variables that the town's processes start with, and those that choose its database."""

import os
from collections.abc import Mapping
from pathlib import Path

from raadhus.config.town.folders import SOURCE, STATE
from raadhus.config.town.ports import HOST
from raadhus.config.town.postgres.server import Database
from raadhus.config.town.secrets import keep_secrets
from raadhus.platform.encryption import write_new_key

NOWHERE = {
    "RAADHUS_DATABASE_URL": f"postgresql://raadhus_app@{HOST}:1/none",
    "RAADHUS_OWNER_DATABASE_URL": f"postgresql://raadhus_owner@{HOST}:1/none",
}
"""For commands that look at the code and ask no database."""

NOT_HANDED_ON = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}


def given_server() -> str | None:
    """Return the address of the server that the town is to use, when one was given."""
    return os.environ.get("DATABASE_URL") or None


def is_configured() -> bool:
    """Tell whether somebody configured this installation, so that it is not a demo town."""
    return bool(os.environ.get("RAADHUS_DATABASE_URL"))


def inherited() -> dict[str, str]:
    """Return our own environment for a child: it keeps compiled Python, below ``.raadhus``."""
    own = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return {**own, "PYTHONPYCACHEPREFIX": str(STATE / "pycache")}


def town_variables(state: Path, database: Database, ports: Mapping[str, int]) -> dict[str, str]:
    """Return what a running process of the demo town is told; the owner's way into the database is not in it.

    ``ports``: those of the peers ``registers``, ``sms``, ``mail`` and ``eid`` and of ``web``, as far as they run.
    """
    secrets = keep_secrets(state)
    keys = state / "keys.json"
    if not keys.exists():
        write_new_key(keys)
    told = {
        "RAADHUS_MODE": "demo",
        "RAADHUS_HOME": str(state),
        "RAADHUS_HTTPS": "false",
        "RAADHUS_CLOCK_FILE": str(state / "clock.json"),
        "RAADHUS_KEYS_FILE": str(keys),
        "RAADHUS_PRINT_FOLDER": str(state / "sinks" / "print"),
        "RAADHUS_DATABASE_URL": database.app.url,
        **{f"RAADHUS_{name.upper()}": value for name, value in secrets.items()},
    }
    peers = {
        "web": ("RAADHUS_SITE_PORT", "{}"),
        "registers": ("RAADHUS_REGISTER_URL", f"http://{HOST}:{{}}"),
        "sms": ("RAADHUS_SMS_GATEWAY_URL", f"http://{HOST}:{{}}"),
        "mail": ("RAADHUS_SMTP_PORT", "{}"),
        "eid": ("RAADHUS_EID_URL", f"http://{HOST}:{{}}"),
    }
    told |= {name: form.format(ports[peer]) for peer, (name, form) in peers.items() if peer in ports}
    return {
        **inherited(),
        **told,
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "raadhus.config.settings",
    }


def owner_variables(database: Database) -> dict[str, str]:
    """Return what only migrations are told."""
    return {"RAADHUS_OWNER_DATABASE_URL": database.owner.url}
