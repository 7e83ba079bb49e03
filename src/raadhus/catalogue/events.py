"""What the catalogue tells."""

import dataclasses
from typing import ClassVar

from raadhus.bus.events import DomainEvent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceInstalled(DomainEvent):
    """A version of a service was installed and is offered from now on; subject ``service:<key>``."""

    type: ClassVar[str] = "catalogue.ServiceInstalled.v1"

    service_key: str
    version: str
    package_hash: str
    country: str
