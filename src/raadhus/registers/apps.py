"""Registration of the registers."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Ports to the registers."""

    name = "raadhus.registers"
    label = "registers"
