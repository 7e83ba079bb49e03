"""``python -m raadhus.adapters.local_eid --port N``: serve the provider on loopback."""

import argparse
import importlib
import os

import django
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

_HOST = "127.0.0.1"
_WSGI = "raadhus.adapters.local_eid.wsgi"


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="raadhus.adapters.local_eid", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    os.environ["DJANGO_SETTINGS_MODULE"] = "raadhus.adapters.local_eid.settings"
    os.environ.setdefault("RAADHUS_EID_URL", f"http://{_HOST}:{port}")
    django.setup()
    importlib.import_module(_WSGI)  # before the worker is forked, which then has it at once
    importlib.import_module(settings.ROOT_URLCONF)
    Granian(
        f"{_WSGI}:application",
        address=_HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
