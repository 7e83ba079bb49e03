"""The composition root as an application: wires adapters to ports once all rooms are there."""

import sys

from django.apps import AppConfig

from raadhus.config.faults.switch import CannotSwitchOn, switch_on
from raadhus.config.prepared import keep_statements
from raadhus.config.wiring import wire


class CompositionConfig(AppConfig):
    """The last to be ready."""

    name = "raadhus.config"
    label = "config"

    def ready(self) -> None:
        """
        Wire this process to the outside systems its environment names, and switch on its faults.

        Raises: SystemExit with a sentence for a fault that no part has.
        """
        keep_statements()
        wire()
        try:
            switch_on()
        except CannotSwitchOn as refused:
            sys.stderr.write(f"Rådhus cannot start. {refused}\n")
            raise SystemExit(2) from None
