"""Registration of the forms."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Where applications are filled in."""

    name = "raadhus.forms"
    label = "forms"
