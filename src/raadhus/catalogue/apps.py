"""Registration of the catalogue."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CatalogueConfig(AppConfig):
    """The catalogue; the ``package_part`` of every room, its own among them, registers what it looks after."""

    name = "raadhus.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Let every room bring its package parts."""
        autodiscover_modules("package_part")
