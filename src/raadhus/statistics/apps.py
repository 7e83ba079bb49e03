"""Registration of the statistics."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """The counting house."""

    name = "raadhus.statistics"
    label = "statistics"
