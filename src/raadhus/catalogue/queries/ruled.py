"""The services of a municipality that decide by rules: whose they are, which versions held and will hold, since when."""

import dataclasses
import datetime as dt
import hashlib
from uuid import UUID

from django.db.models import Exists, OuterRef

from raadhus.catalogue import access
from raadhus.catalogue.domain.package_files import RULES
from raadhus.catalogue.models import ServiceRelease, ServiceVersion
from raadhus.catalogue.queries.packages import Package, get_package
from raadhus.catalogue.queries.shelf import Offer, card_of, hash_today, shelf_of
from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LaterRules:
    """A published version that waits for its local day; ``changes_file``: the file asked for is another one in it."""

    version: str
    content_hash: str
    valid_from: dt.date
    changes_file: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RuledService:
    """
    A service whose package holds rules, or another ``file`` that is read here, in words of one language.

    content_hash: the version in force; model_hash: its rules, or file; in_force_on: the local day since when;
    owner_id: whose package it is, ``is_own`` when that is the actor's municipality or association;
    later: the version that was published and whose day has not come, if there is one.
    """

    key: str
    title: str
    owner_id: UUID
    is_own: bool
    version: str
    content_hash: str
    model_hash: str
    in_force_on: dt.date
    later: LaterRules | None = None
    file: str = RULES


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A version of a service with its rules: from which day it held or will hold (``is_pending``), and by which draft."""

    version: str
    content_hash: str
    model_hash: str
    valid_from: dt.date
    released_at: dt.datetime
    is_pending: bool
    draft_id: UUID | None


def list_ruled_services(actor: Actor, language: str, file: str = RULES) -> tuple[RuledService, ...]:
    """
    Return the services offered here that have rules, in the order they are shown. Two queries beside the shelf's.

    ``file``: what a package must hold, ``process.bpmn`` for those with a process.
    """
    offers = {key: (offer, hash_today(actor, offer)) for key, offer in shelf_of(actor).services.items()}
    ruled = {key: found for key, found in offers.items() if file in get_package(found[1]).files}
    since = _days(actor, {content_hash for _offer, content_hash in ruled.values()})
    return tuple(
        RuledService(
            key=key,
            title=card_of(key, offer.card, language).title,
            owner_id=offer.owner_id,
            is_own=offer.owner_id == actor.tenant,
            version=get_package(content_hash).service.version,
            content_hash=content_hash,
            model_hash=_model_hash(content_hash, file),
            in_force_on=since[content_hash],
            later=_later(offer, content_hash, file),
            file=file,
        )
        for key, (offer, content_hash) in ruled.items()
    )


def get_ruled_service(actor: Actor, key: str, language: str, file: str = RULES) -> RuledService:
    """Return one service that decides by rules. Raises: NotFoundHere, also for a service without ``file``."""
    for found in list_ruled_services(actor, language, file):
        if found.key == key:
            return found
    raise NotFoundHere(detail=f"{file} of {key}")


def list_releases(actor: Actor, service: RuledService) -> tuple[Release, ...]:
    """Return every version of a service that held or will hold, the newest first; several may have begun on one day."""
    rows = access.published_releases([service.owner_id]).filter(service_key=service.key)
    return tuple(
        _release(
            row,
            service.file,
            is_pending=row.is_pending and row.version.content_hash != service.content_hash,
        )
        for row in rows.order_by("-released_at")
        if service.file in get_package(row.version.content_hash).files
    )


def _release(row: ServiceRelease, file: str, *, is_pending: bool) -> Release:
    return Release(
        version=row.version.version,
        content_hash=row.version.content_hash,
        model_hash=_model_hash(row.version.content_hash, file),
        valid_from=row.valid_from,
        released_at=row.released_at,
        is_pending=is_pending,
        draft_id=row.draft_id,
    )


def list_stopped(service: RuledService) -> tuple[Release, ...]:
    """Return the versions that were published and stopped before their day, the newest first."""
    rows = access.stopped_releases(service.owner_id).filter(service_key=service.key)
    return tuple(
        _release(row, service.file, is_pending=False)
        for row in rows.order_by("-released_at")
        if service.file in get_package(row.version.content_hash).files
    )


def _later(offer: Offer, content_hash: str, file: str) -> LaterRules | None:
    """Return the version that waits; nothing when its day has come, or when it has no such file."""
    if offer.pending is None or offer.pending[1] == content_hash:
        return None
    valid_from, waiting = offer.pending
    package = get_package(waiting)
    if file not in package.files:
        return None
    return LaterRules(
        version=package.service.version,
        content_hash=waiting,
        valid_from=valid_from,
        changes_file=package.files[file] != get_package(content_hash).files.contents.get(file),
    )


def get_version(
    actor: Actor, service: RuledService, content_hash: str, *, may_be_later: bool = False
) -> Package:
    """
    Return a version of the service that holds or held here; ``may_be_later``: or will hold. Nothing asked: the one in force.

    A version is known by its content, so that whoever has its address could read another town's, or one that was stopped.
    Raises: NotFoundHere.
    """
    if content_hash in {"", service.content_hash}:
        return get_package(service.content_hash)
    owners = access.owners_read_by(actor)
    known = access.published_releases(owners).filter(
        service_key=service.key, version__content_hash=content_hash
    )
    is_had = known.exists() if may_be_later else known.filter(is_pending=False).exists()
    if not is_had and not _is_of_before_releases(owners, service.key, content_hash):
        raise NotFoundHere(detail=f"version {content_hash[:12]} of {service.key}")
    found = get_package(content_hash)
    if service.file not in found.files:
        raise NotFoundHere(detail=f"version {content_hash[:12]} of {service.key} has no {service.file}")
    return found


def _is_of_before_releases(owners: tuple[UUID, ...], key: str, content_hash: str) -> bool:
    """Tell whether older code installed a version, which noted no release."""
    stored = ServiceVersion.objects.filter(
        owner_id__in=owners, is_published=True, service_key=key, content_hash=content_hash
    )
    return stored.filter(~Exists(ServiceRelease.objects.filter(version=OuterRef("pk")))).exists()


def _days(actor: Actor, hashes: set[str]) -> dict[str, dt.date]:
    """Return since which local day each version holds; of what older code installed, the day it was stored."""
    zone = municipality(actor.tenant).zone
    stored = ServiceVersion.objects.filter(content_hash__in=hashes, is_published=True).order_by("-stored_at")
    days = {key: at.astimezone(zone).date() for key, at in stored.values_list("content_hash", "stored_at")}
    released = access.published_releases(access.owners_read_by(actor)).filter(
        version__content_hash__in=hashes
    )
    for row in released.order_by("released_at"):
        days[row.version.content_hash] = row.valid_from
    return days


def _model_hash(content_hash: str, file: str) -> str:
    """Return the address of a file by its content, which is that of the stored model too."""
    return hashlib.sha256(get_package(content_hash).files[file]).hexdigest()
