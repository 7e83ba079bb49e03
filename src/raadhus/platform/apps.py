"""Registration of the platform."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from raadhus.platform.tenancy.row_security import secure_tables


class PlatformConfig(AppConfig):
    """The ground floor."""

    name = "raadhus.platform"
    label = "platform"

    def ready(self) -> None:
        """Secure every table once all migrations have run."""
        post_migrate.connect(secure_tables, sender=self)
