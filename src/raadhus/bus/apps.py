"""Registration of the bus."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BusConfig(AppConfig):
    """The bus between rooms."""

    name = "raadhus.bus"
    label = "bus"

    def ready(self) -> None:
        """Let every room register its subscribers and jobs."""
        autodiscover_modules("subscribers", "jobs")
