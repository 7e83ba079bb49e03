"""The services of a municipality that decide by rules: whose they are, which versions held and will hold, since when."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from raadhus.catalogue import access
from raadhus.catalogue.domain.package_files import PROCESS, RULES
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

    content_hash: the version in force; model_hash: the hash of its rules, or file (a stored process that calls other files
    has another address: ``Package.process_model``); in_force_on: the local day since when;
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
    """
    A version of a service with its rules: from which day it held or will hold (``is_pending``), and by which draft.

    ``changes_file``: the file asked for is another one than in the version before, or the first known.
    """

    version: str
    content_hash: str
    model_hash: str
    valid_from: dt.date
    released_at: dt.datetime
    is_pending: bool
    draft_id: UUID | None
    changes_file: bool = True


def list_ruled_services(actor: Actor, language: str, file: str = RULES) -> tuple[RuledService, ...]:
    """
    Return the services offered here that have rules, in the order they are shown. Two queries beside the shelf's.

    ``file``: what a package must hold, ``process.bpmn`` for those with a process.
    """
    offers = {key: (offer, hash_today(actor, offer)) for key, offer in shelf_of(actor).services.items()}
    ruled = {key: found for key, found in offers.items() if file in get_package(found[1]).files}
    since = list_version_days(actor, {content_hash for _offer, content_hash in ruled.values()})
    return tuple(
        RuledService(
            key=key,
            title=card_of(key, offer.card, language).title,
            owner_id=offer.owner_id,
            is_own=offer.owner_id == actor.tenant,
            version=get_package(content_hash).service.version,
            content_hash=content_hash,
            model_hash=get_package(content_hash).files.hash_of(file),
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
    found = [
        _release(
            row,
            service.file,
            is_pending=row.is_pending and row.version.content_hash != service.content_hash,
        )
        for row in rows.order_by("-released_at")
        if service.file in get_package(row.version.content_hash).files
    ]
    befores = [one.content_hash for one in found[1:]]
    changes = [
        _differs(old, one.content_hash, service.file) for one, old in zip(found, befores, strict=False)
    ]
    return tuple(
        dataclasses.replace(one, changes_file=is_other)
        for one, is_other in zip(found, [*changes, True], strict=False)
    )


def get_day_of_file(service: RuledService) -> dt.date:
    """Return the local day since when the service's file holds as it is; versions that left it as it was do not count."""
    day = service.in_force_on
    rows = access.published_releases([service.owner_id]).filter(service_key=service.key)
    ordered = list(rows.order_by("-valid_from", "-released_at"))
    places = [at for at, row in enumerate(ordered) if row.version.content_hash == service.content_hash]
    for row in ordered[places[0] :] if places else ():
        if _differs(row.version.content_hash, service.content_hash, service.file):
            break
        day = row.valid_from
    return day


def get_own_package(actor: Actor, key: str) -> Package:
    """Return the version in force of a service that is the actor's own. Raises: NotFoundHere."""
    rows = access.published_services(actor).filter(owner_id=actor.tenant, key=key)
    content_hash = rows.values_list("current__content_hash", flat=True).first()
    if content_hash is None:
        raise NotFoundHere(detail=f"service {key}")
    return get_package(content_hash)


def find_earlier_file(actor: Actor, key: str, file: str, content_hash: str) -> bytes | None:
    """Return a file of an own service as some version had it, by the hash of its content; None when none did."""
    rows = access.published_releases([actor.tenant]).filter(service_key=key).order_by("-released_at")
    versions = (get_package(row.version.content_hash).files for row in rows)
    return next((files[file] for files in versions if files.hash_of(file) == content_hash), None)


def _differs(before: str, after: str, file: str) -> bool:
    """Tell whether two versions, by their hashes, have another file; of a process, also of those that it calls."""
    old, new = get_package(before).files, get_package(after).files
    calls = file == PROCESS and old.called_processes != new.called_processes
    return calls or old.contents.get(file) != new.contents.get(file)


def _release(row: ServiceRelease, file: str, *, is_pending: bool) -> Release:
    return Release(
        version=row.version.version,
        content_hash=row.version.content_hash,
        model_hash=get_package(row.version.content_hash).files.hash_of(file),
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
        changes_file=_differs(content_hash, waiting, file),
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


def list_version_days(actor: Actor, hashes: Collection[str]) -> dict[str, dt.date]:
    """
    Return since which local day each of these versions holds or held here, by their hashes.

    Of what older code installed, the day it was stored.
    """
    rows = access.published_releases(access.owners_read_by(actor)).filter(version__content_hash__in=hashes)
    days = {row.version.content_hash: row.valid_from for row in rows.order_by("released_at")}
    unknown = set(hashes) - days.keys()
    if unknown:
        zone = municipality(actor.tenant).zone
        stored = ServiceVersion.objects.filter(content_hash__in=unknown, is_published=True)
        for key, at in stored.order_by("-stored_at").values_list("content_hash", "stored_at"):
            days[key] = at.astimezone(zone).date()
    return days
