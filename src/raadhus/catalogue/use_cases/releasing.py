"""From which day a version holds: now, or from a later midnight of the owner's town."""

import datetime as dt
from uuid import UUID

from raadhus.bus import outbox
from raadhus.bus.due import clear_due, set_due
from raadhus.catalogue.domain.cards import Card
from raadhus.catalogue.domain.package_files import PackageFiles
from raadhus.catalogue.domain.service_file import ServiceFile, parse_service
from raadhus.catalogue.domain.texts import parse_texts, plain_text
from raadhus.catalogue.events import ServiceInstalled
from raadhus.catalogue.models import Edition, SearchText, Service, ServiceRelease, ServiceVersion
from raadhus.catalogue.models import ServiceFile as StoredFile
from raadhus.catalogue.queries.packages import get_package
from raadhus.organisation.public import local_today, municipality
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ids import new_id

DUE = "catalogue.release"


def store_version(files: PackageFiles, service: ServiceFile, made_from: str = "") -> ServiceVersion:
    """Return the stored version of this content, stored now when nobody published it before."""
    stored = ServiceVersion.objects.filter(content_hash=files.content_hash).order_by("stored_at").first()
    if stored is not None:
        return stored
    version = ServiceVersion.objects.create(
        service_key=service.id,
        version=service.version,
        country=service.country,
        content_hash=files.content_hash,
        made_from=made_from,
        stored_at=clock.now(),
        is_published=True,
    )
    StoredFile.objects.bulk_create(
        StoredFile(version=version, path=path, content=content, is_published=True)
        for path, content in files.contents.items()
    )
    return version


def release(
    actor: Actor,
    version: ServiceVersion,
    files: PackageFiles,
    *,
    valid_from: dt.date,
    draft_id: UUID | None = None,
) -> ServiceRelease:
    """Let ``version`` hold from a day on: at once, or at its local midnight. Emits: ServiceInstalled, when it holds."""
    is_pending = valid_from > local_today(actor.tenant)
    made = ServiceRelease.objects.create(
        service_key=version.service_key,
        version=version,
        valid_from=valid_from,
        released_at=clock.now(),
        is_pending=is_pending,
        draft_id=draft_id,
        is_published=True,
    )
    if is_pending:
        midnight = dt.datetime.combine(valid_from, dt.time(), municipality(actor.tenant).zone)
        set_due(DUE, made.id, midnight.astimezone(dt.UTC))
        turn_edition(actor)
    else:
        offer(actor, version, files)
    return made


def bring_into_force_if_due(actor: Actor, release_id: UUID) -> None:
    """Offer a version whose day has come; nothing happens to one that was stopped or holds. Emits: ServiceInstalled."""
    due = (
        ServiceRelease.objects.select_for_update(of=("self",))
        .filter(id=release_id, owner_id=actor.tenant, is_pending=True, stopped_at=None)
        .select_related("version")
        .first()
    )
    if due is None or due.valid_from > local_today(actor.tenant):
        return
    due.is_pending = False
    due.save(update_fields=["is_pending"])
    offer(actor, due.version, get_package(due.version.content_hash).files)


def stop(pending: ServiceRelease) -> None:
    """Let a version that waits for its day never hold."""
    pending.is_pending, pending.stopped_at = False, clock.now()
    pending.save(update_fields=["is_pending", "stopped_at"])
    clear_due(DUE, pending.id)


def find_pending(actor: Actor, service_key: str) -> ServiceRelease | None:
    """Return what waits for its day, locked; None when nothing does."""
    return (
        ServiceRelease.objects.select_for_update(of=("self",))
        .filter(owner_id=actor.tenant, service_key=service_key, is_pending=True)
        .select_related("version")
        .first()
    )


def offer(actor: Actor, version: ServiceVersion, files: PackageFiles) -> None:
    """Offer a stored version, whose files these are, from now on. Emits: ServiceInstalled."""
    service = parse_service(files)
    offered, _is_new = Service.objects.update_or_create(
        owner_id=actor.tenant,
        key=service.id,
        defaults={
            "country": service.country,
            "current": version,
            "card": Card.of(service).stored(),
            "life_events": list(service.life_events),
            "is_published": True,
        },
    )
    _make_findable(offered, files, service)
    turn_edition(actor)
    outbox.emit(
        ServiceInstalled(
            subject=f"service:{service.id}",
            service_key=service.id,
            version=service.version,
            package_hash=version.content_hash,
            country=service.country,
        )
    )


def renew_card(actor: Actor, offered: Service) -> None:
    """Make what lists show of a service anew: older code stored it."""
    offered.card = Card.of(get_package(offered.current.content_hash).service).stored()
    offered.save(update_fields=["card"])
    turn_edition(actor)


def _make_findable(offered: Service, files: PackageFiles, service: ServiceFile) -> None:
    """Give search the words of the service in each of its languages."""
    offered.texts.all().delete()
    for language in sorted(service.languages):
        name = f"texts/{language}.md"
        SearchText.objects.create(
            service=offered,
            language=language,
            title=service.title[language],
            words="\n".join(service.words.get(language, ())),
            summary=service.summary[language],
            body=plain_text(parse_texts(name, files[name])),
            is_published=True,
        )


def turn_edition(actor: Actor) -> None:
    """Tell every web process that what this owner offers has changed."""
    Edition.objects.update_or_create(owner_id=actor.tenant, defaults={"is_published": True, "mark": new_id()})
