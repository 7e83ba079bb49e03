"""Registration of the workspace."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """Where staff work."""

    name = "raadhus.workspace"
    label = "workspace"
