"""Registration of the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, layouts, themes."""

    name = "raadhus.ui"
    label = "ui"
