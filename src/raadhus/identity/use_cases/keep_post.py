"""Keep what was typed when the session ran out, for the same person, for a quarter of an hour, once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import structlog

from raadhus.identity.domain import sessions
from raadhus.identity.models import KeptPost
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.scope import expect_tenant, transaction

log = structlog.get_logger("raadhus.identity")
_kept = ReadyQuery(lambda person_id, path: KeptPost.objects.filter(person_id=person_id, path=path)[:1])
_NEVER_KEPT = {"csrfmiddlewaretoken"}
_KEPT_AT_MOST = 5
_LONGEST = 100_000


def keep_post(tenant: UUID, person_id: UUID, path: str, fields: Mapping[str, Sequence[str]]) -> None:
    """
    Seal the fields sent to ``path`` for ``person_id``, whose session expired; a newer post replaces an older.

    Of one person the newest few are kept, and none that is longer than anybody types: it is sent without a session.
    """
    if sum(len(text) for values in fields.values() for text in values) > _LONGEST:
        log.warning("too much to keep")
        return
    with transaction(tenant):
        KeptPost.objects.filter(expires_at__lt=clock.now()).delete()
        KeptPost.objects.update_or_create(
            person_id=person_id,
            path=path[:400],
            defaults={
                "fields": {name: list(values) for name, values in fields.items() if name not in _NEVER_KEPT},
                "expires_at": clock.now() + sessions.KEEP_TYPED,
            },
        )
        mine = KeptPost.objects.filter(person_id=person_id).order_by("-expires_at", "-id")
        KeptPost.objects.filter(id__in=list(mine.values_list("id", flat=True)[_KEPT_AT_MOST:])).delete()


def take_kept_post(actor: Actor, path: str) -> dict[str, list[str]] | None:
    """Return, once, what the actor had sent to ``path`` when their session ran out; None when there is nothing."""
    expect_tenant(actor.tenant)
    if actor.person_id is None:
        return None
    kept = _kept.first(person_id=actor.person_id, path=path[:400])
    if kept is None:
        return None
    fields: dict[str, list[str]] = kept.fields
    is_late = kept.expires_at < clock.now()
    kept.delete()
    return None if is_late else fields
