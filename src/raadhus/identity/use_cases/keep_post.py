"""Keep what was typed when the session ran out, for the same person, for a quarter of an hour, once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from raadhus.identity.domain import sessions
from raadhus.identity.models import KeptPost
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.ready_query import ReadyQuery
from raadhus.platform.tenancy.scope import expect_tenant, transaction

_kept = ReadyQuery(lambda person_id, path: KeptPost.objects.filter(person_id=person_id, path=path)[:1])
_NEVER_KEPT = {"csrfmiddlewaretoken"}


def keep_post(tenant: UUID, person_id: UUID, path: str, fields: Mapping[str, Sequence[str]]) -> None:
    """Seal the fields sent to ``path`` for ``person_id``, whose session expired; a newer post replaces an older."""
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
