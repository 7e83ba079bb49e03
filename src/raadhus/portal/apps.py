"""Registration of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for citizens."""

    name = "raadhus.portal"
    label = "portal"
