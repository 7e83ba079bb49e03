"""The composition root as an application: wires adapters to ports once all rooms are there."""

from django.apps import AppConfig

from raadhus.config.faults.switch import switch_on
from raadhus.config.prepared import keep_statements
from raadhus.config.wiring import wire


class CompositionConfig(AppConfig):
    """The last to be ready."""

    name = "raadhus.config"
    label = "config"

    def ready(self) -> None:
        """Wire this process to the outside systems its environment names, and switch on its faults."""
        keep_statements()
        wire()
        switch_on()
