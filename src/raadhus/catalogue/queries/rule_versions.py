"""The stored versions of a service's rules."""

import dataclasses
import datetime as dt

from raadhus.catalogue.domain.package_files import RULES
from raadhus.catalogue.models import ServiceVersion
from raadhus.catalogue.queries.packages import get_package
from raadhus.platform.actor import Actor
from raadhus.platform.tenancy.scope import expect_tenant
from raadhus.rules import public as rules


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RuleVersion:
    """A version of a package whose rules differ from those of the version before it."""

    version: str
    content_hash: str
    model_hash: str
    stored_at: dt.datetime


def list_rule_versions(actor: Actor, service_key: str) -> tuple[RuleVersion, ...]:
    """Return the versions of a service that the actor may read, newest first, one for each model."""
    expect_tenant(actor.tenant)
    stored = (
        ServiceVersion.objects.filter(service_key=service_key, is_published=True)
        .order_by("-stored_at")
        .values_list("version", "content_hash", "stored_at")
    )
    found: dict[str, RuleVersion] = {}
    for version, content_hash, stored_at in stored:
        files = get_package(content_hash).files
        if RULES in files:
            model = rules.reference_of(files[RULES]).hash
            found[model] = RuleVersion(
                version=version, content_hash=content_hash, model_hash=model, stored_at=stored_at
            )
    return tuple(sorted(found.values(), key=lambda one: one.stored_at, reverse=True))
