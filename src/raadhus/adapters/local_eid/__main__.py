"""``python -m raadhus.adapters.local_eid --port N``: make the provider ready and serve it on loopback."""

import argparse
import hashlib
import importlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

_HOST = "127.0.0.1"
_WSGI = "raadhus.adapters.local_eid.wsgi"


def main() -> None:
    """Lay down the tables and the registrations unless they are there, then serve until stopped."""
    parser = argparse.ArgumentParser(prog="raadhus.adapters.local_eid", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    os.environ["DJANGO_SETTINGS_MODULE"] = "raadhus.adapters.local_eid.settings"
    os.environ.setdefault("RAADHUS_EID_URL", f"http://{_HOST}:{port}")
    django.setup()
    _lay_down()
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


def _lay_down() -> None:
    """Bring tables and registrations up to date, when what they follow from has changed since that was last done."""
    database = Path(settings.DATABASES["default"]["NAME"])
    stamp = database.with_name("laid-down")
    mark = _mark()
    if database.exists() and stamp.exists() and stamp.read_text() == mark:
        return
    call_command("migrate", interactive=False, verbosity=0)
    _register_towns()
    connections.close_all()  # none is taken into the worker
    stamp.write_text(mark)


def _mark() -> str:
    """Return what tables and registrations follow from: the libraries, our own code and the demo's secret."""
    library = importlib.import_module("oauth2_provider").__version__
    digest = hashlib.sha256(f"{django.__version__} {library} {settings.SECRET_KEY}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _register_towns() -> None:
    """Write down every town's registration; the secrets follow from the demo's own, so nothing is handed over."""
    from oauth2_provider.models import Application  # noqa: PLC0415 -- models exist only after django.setup

    from raadhus.adapters.local_eid.registrations import CALLBACK, REGISTRATIONS  # noqa: PLC0415 -- the same
    from raadhus.platform.environment import current_environment  # noqa: PLC0415 -- reads what main has just set

    master = current_environment().eid_secret
    for client_id, registration in REGISTRATIONS.items():
        Application.objects.update_or_create(
            client_id=client_id,
            defaults={
                "name": client_id,
                "client_secret": registration.secret(master),
                "hash_client_secret": False,
                "client_type": Application.CLIENT_CONFIDENTIAL,
                "authorization_grant_type": Application.GRANT_AUTHORIZATION_CODE,
                "redirect_uris": f"http://{registration.host}{CALLBACK}",
                "skip_authorization": True,
                "algorithm": Application.RS256_ALGORITHM,
            },
        )


if __name__ == "__main__":
    main()
