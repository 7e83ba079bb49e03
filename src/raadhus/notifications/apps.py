"""Registration of the notifications."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Short messages."""

    name = "raadhus.notifications"
    label = "notifications"
