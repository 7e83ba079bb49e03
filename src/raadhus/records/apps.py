"""Registration of the records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The archive."""

    name = "raadhus.records"
    label = "records"
