"""Registration of the console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The leaders' pages."""

    name = "raadhus.console"
    label = "console"
