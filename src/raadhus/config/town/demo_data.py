"""``python -m raadhus.config.town.demo_data``: migrate, then let every room lay down its part of the demo."""

import datetime as dt
import importlib
import importlib.util
import os

import django
from django.conf import settings
from django.core.management import call_command

from raadhus.platform import clock

TOWN_DAY = dt.date(2024, 3, 5)


def main() -> None:
    """Bring the database up to date; doing it again changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadhus.config.settings")
    django.setup()
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    set_clock()
    for room in settings.ROOMS:  # in the order of the map, lowest first
        if importlib.util.find_spec(f"raadhus.{room}.demo") is not None:
            importlib.import_module(f"raadhus.{room}.demo").load()
    importlib.import_module("raadhus.config.town.logins").load()  # models can be read only after set-up
    importlib.import_module("raadhus.config.town.residents").settle()


def set_clock() -> None:
    """Move the town into the last year whose scale is published, at the time of day that it is.

    Source: the subsidy scales known to the demo end in 2024.
    """
    if clock.now().year != TOWN_DAY.year:
        now = clock.now() - clock.offset()
        clock.set_to(now.replace(year=TOWN_DAY.year, month=TOWN_DAY.month, day=TOWN_DAY.day))


if __name__ == "__main__":
    main()
