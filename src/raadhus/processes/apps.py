"""Registration of processes."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProcessesConfig(AppConfig):
    """The BPMN engine; the ``handlers`` of every room register the tasks it carries out."""

    name = "raadhus.processes"
    label = "processes"

    def ready(self) -> None:
        """Let every room bring its handlers."""
        autodiscover_modules("handlers")
