"""``python -m raadhus.config.town.demo_data``: migrate, then let every room lay down its part of the demo."""

import importlib
import importlib.util
import os

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    """Bring the database up to date; doing it again changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadhus.config.settings")
    django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for room in settings.ROOMS:  # in the order of the map, lowest first
        if importlib.util.find_spec(f"raadhus.{room}.demo") is not None:
            importlib.import_module(f"raadhus.{room}.demo").load()
    importlib.import_module("raadhus.config.town.logins").load()


if __name__ == "__main__":
    main()
