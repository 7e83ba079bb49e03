"""Registration of case work; its handlers and subscribers are found by the bus."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case work."""

    name = "raadhus.cases"
    label = "cases"
