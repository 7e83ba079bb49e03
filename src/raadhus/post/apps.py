"""Registration of the post."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The post room."""

    name = "raadhus.post"
    label = "post"
