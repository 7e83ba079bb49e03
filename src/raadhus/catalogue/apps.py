"""Registration of the catalogue and of the package parts it looks after itself."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from raadhus.catalogue.ports import register_part
from raadhus.catalogue.use_cases.package_parts.service import ServicePart
from raadhus.catalogue.use_cases.package_parts.sheet import SheetPart
from raadhus.catalogue.use_cases.package_parts.texts import TextsPart


class CatalogueConfig(AppConfig):
    """The catalogue."""

    name = "raadhus.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Look after the parts of a package that belong to no higher room; higher rooms bring theirs."""
        for part in (ServicePart(), TextsPart(), SheetPart()):
            register_part(part)
        autodiscover_modules("package_part")
