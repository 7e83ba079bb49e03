"""Registration of the identity room."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Who is who."""

    name = "raadhus.identity"
    label = "identity"
