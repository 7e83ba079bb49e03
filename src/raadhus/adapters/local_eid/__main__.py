"""``python -m raadhus.adapters.local_eid --port N``: make the provider ready and serve it on loopback."""

import argparse
import os
import sys

import django
from django.core.management import call_command

_HOST = "127.0.0.1"


def main() -> None:
    """Lay down the tables and the registrations, then become the server."""
    parser = argparse.ArgumentParser(prog="raadhus.adapters.local_eid", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    os.environ["DJANGO_SETTINGS_MODULE"] = "raadhus.adapters.local_eid.settings"
    os.environ.setdefault("RAADHUS_EID_URL", f"http://{_HOST}:{port}")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    _register_towns()
    os.execv(  # noqa: S606 -- our own interpreter, no shell
        sys.executable,
        [
            *(sys.executable, "-m", "granian", "raadhus.adapters.local_eid.wsgi:application"),
            *("--interface", "wsgi", "--host", _HOST, "--port", str(port)),
            *("--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "5"),
            *("--log-level", "warning"),
        ],
    )


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
