"""What the catalogue tells."""

import dataclasses
import datetime as dt
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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RulesPublished(DomainEvent):
    """Changed rules of a service were published by a second pair of eyes; they hold from ``valid_from`` (a local day)."""

    type: ClassVar[str] = "catalogue.RulesPublished.v1"

    service_key: str
    version: str
    package_hash: str
    model_hash: str
    valid_from: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPublished(DomainEvent):
    """A changed process of a service was published by a second pair of eyes; new cases go by it from ``valid_from``."""

    type: ClassVar[str] = "catalogue.ProcessPublished.v1"

    service_key: str
    version: str
    package_hash: str
    model_hash: str
    valid_from: dt.date
