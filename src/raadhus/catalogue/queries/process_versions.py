"""Which version of which service a stored process is of, for those who look after running ones."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from raadhus.catalogue import access
from raadhus.catalogue.domain.package_files import PROCESS
from raadhus.catalogue.queries.packages import get_package
from raadhus.platform.actor import Actor


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcessVersion:
    """The first version of a service that had a process; ``valid_from``: the local day since when it held, or will hold."""

    service_key: str
    version: str
    valid_from: dt.date


def list_process_versions(actor: Actor) -> Mapping[str, ProcessVersion]:
    """
    Return whose process each stored model is that a service here has, had or will have, by the model's address.

    A version that was stopped before its day is not among them. One query, and what of its packages is not known yet.
    """
    rows = access.published_releases(access.owners_read_by(actor)).filter(version__files__path=PROCESS)
    found: dict[str, ProcessVersion] = {}
    for row in rows.order_by("valid_from", "released_at"):
        known = ProcessVersion(
            service_key=row.service_key, version=row.version.version, valid_from=row.valid_from
        )
        found.setdefault(get_package(row.version.content_hash).process_model, known)
    return found
