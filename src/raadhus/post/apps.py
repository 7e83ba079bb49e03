"""Registration of the post."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The post room; its ``package_part`` is found by the catalogue."""

    name = "raadhus.post"
    label = "post"
