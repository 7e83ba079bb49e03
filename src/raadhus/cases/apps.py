"""Registration of case work."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case work."""

    name = "raadhus.cases"
    label = "cases"
