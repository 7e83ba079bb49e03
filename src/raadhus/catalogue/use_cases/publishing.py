"""Publish a draft that somebody else has written: a new version of the service with the changed file, from a day on."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from raadhus.bus import outbox
from raadhus.bus.events import DomainEvent
from raadhus.catalogue.domain.package_files import SERVICE, PackageFiles
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.domain.versions import next_version, with_version
from raadhus.catalogue.models import Service
from raadhus.catalogue.ports import PackageRef
from raadhus.catalogue.queries.packages import get_package
from raadhus.catalogue.queries.surroundings import file_of
from raadhus.catalogue.use_cases.install_package import install_parts
from raadhus.catalogue.use_cases.releasing import find_pending, release, store_version
from raadhus.organisation.public import local_today
from raadhus.platform import audit
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.rules.public import drafts

LATEST = dt.timedelta(days=3 * 366)


class RulesMovedOn(Refusal):
    """The rules in force are not those that the draft was begun from."""

    code = "rules-moved-on"
    happened = _("Other rules have come into force, or are about to, since this draft was begun.")
    kept = _("The draft is kept; nothing was published.")
    next_step = _("Begin a new draft from the rules in force and make the change there.")


class NothingChanged(Refusal):
    """A draft says what holds already: there is nothing for a second pair of eyes, and no version to be made."""

    status = 422
    code = "draft-same"
    happened = _("The draft is the same as what is in force: there is nothing to review.")
    kept = _("The draft is as it was.")
    next_step = _("Change something in it first, or withdraw it.")


class WrongDay(Refusal):
    """Rules hold from today at the earliest: what was decided by others stays decided."""

    status = 422
    code = "rules-day"
    happened = _("Rules can hold from today or from a day in the next three years.")
    kept = _("Nothing was published; the draft waits for review.")
    next_step = _("Choose another day.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublishOrder:
    """What a reviewer decides: the draft as read (``read``: its mark), the first day, words for the history."""

    draft_id: UUID
    read: str
    valid_from: dt.date
    words: str = ""
    accepts_changes: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was published: the model's address, of which version, from which local day on."""

    ref: PackageRef
    model_hash: str
    valid_from: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """
    One file of a package that people change by drafts of a ``kind``.

    ``expect_fit`` raises what keeps the changed package (first) from being published in place of the one in force;
    ``event`` is what was published as others hear of it; ``address`` that of the model which such a package stores.
    """

    kind: str
    act: str
    address: Callable[[PackageFiles], str]
    expect_fit: Callable[[PackageFiles, PackageFiles, PublishOrder], None]
    event: Callable[[Published], DomainEvent]
    moved_on: type[RulesMovedOn] = RulesMovedOn
    wrong_day: type[WrongDay] = WrongDay


def publish_draft(actor: Actor, order: PublishOrder, part: PublishedFile) -> PackageRef:
    """
    Make a version of the service with the draft's file, and let it hold from the order's day on; in a transaction.

    Raises: NotAllowed, NotFoundHere, NotByTheSame, DraftIsClosed, DraftChangedSince, RulesMovedOn, WrongDay,
    NothingChanged, CannotInstallPackage, and what ``expect_fit`` raises.
    """
    _expect_day(actor, order.valid_from, part)
    draft = drafts.settle_draft(actor, order.draft_id, order.words, read=order.read, kind=part.kind)
    current = _own_service(actor, draft.service_key).current
    before = get_package(current.content_hash)
    file = file_of(part.kind, draft.file)
    if before.files.hash_of(file) != draft.based_on or find_pending(actor, draft.service_key):
        raise part.moved_on(detail=f"draft {draft.id}")
    number = with_version(before.files[SERVICE], next_version(before.service.version))
    files = PackageFiles({**before.files.contents, file: draft.source, SERVICE: number})
    expect_changed(part.kind, before.files, file, draft.source)
    part.expect_fit(files, before.files, order)
    service = parse_service(files)
    ref = PackageRef(service.id, service.version, files.content_hash)
    install_parts(actor, files, ref)
    version = store_version(files, service, current.made_from or current.content_hash)
    release(actor, version, files, valid_from=order.valid_from, draft_id=draft.id)
    published = Published(ref=ref, model_hash=part.address(files), valid_from=order.valid_from)
    outbox.emit(part.event(published))
    told = {"draft": str(draft.id), "model": published.model_hash, "valid_from": order.valid_from.isoformat()}
    audit.record(actor, part.act, f"service:{service.id}", told)
    return ref


def expect_changed(kind: str, in_force: PackageFiles, file: str, source: bytes) -> None:
    """Make sure that a draft of ``file`` says something that does not hold already. Raises: NothingChanged."""
    if file in in_force and drafts.is_same(kind, in_force[file], source):
        raise NothingChanged(detail=file)


def _expect_day(actor: Actor, day: dt.date, part: PublishedFile) -> None:
    today = local_today(actor.tenant)
    if not today <= day <= today + LATEST:
        raise part.wrong_day(detail=day.isoformat())


def _own_service(actor: Actor, key: str) -> Service:
    # Without its version: who waited for another's publishing would find neither the old one nor the new.
    rows = Service.objects.select_for_update().filter(owner_id=actor.tenant, key=key, is_published=True)
    found = rows.first()
    if found is None:
        raise NotFoundHere(detail=f"service {key}")
    return found
