"""Begin an application: fetch once what the registers know, and keep it as a draft."""

import datetime as dt
from collections.abc import Callable

from django.db import IntegrityError

from raadhus.bus import due, outbox
from raadhus.forms.access import access_open_draft, find_open_draft
from raadhus.forms.events import DraftStarted
from raadhus.forms.models import Draft
from raadhus.forms.use_cases.discard_draft import discard
from raadhus.forms.use_cases.forms_in_use import ServiceForm, current_form
from raadhus.forms.use_cases.prefill import prefill
from raadhus.platform import clock
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import LoginNeeded
from raadhus.platform.tenancy.scope import transaction

DRAFT_EXPIRES = "forms.draft_expires"
NumberOf = Callable[[Actor], str]


def start_draft(
    actor: Actor,
    service_key: str,
    *,
    number: str,
    today: dt.date,
    anew: bool = False,
    channel: str = "self_service",
) -> Draft:
    """
    Return the actor's open draft of a service, begun now when there is none or ``anew`` is asked.

    number: the person's own identity number, asked of identity by the caller; today: the local date.
    Emits: DraftStarted when one was begun. Raises: LoginNeeded, NotFoundHere.
    """
    if actor.person_id is None:
        raise LoginNeeded
    kept = find_open_draft(actor, service_key, lock=True)
    if kept is not None and not anew:
        return kept
    if kept is not None:
        discard(kept)
    service = current_form(actor, service_key)
    sheet = prefill(actor, number, service.form, on=today, purpose=f"apply:{service_key}")
    try:
        with transaction(actor.tenant):
            draft = _create(actor, service, sheet.to_json(), channel)
    except IntegrityError:
        return access_open_draft(actor, service_key, lock=True)
    due.set_due(DRAFT_EXPIRES, draft.id, draft.expires_at)
    outbox.emit(
        DraftStarted(subject=f"draft:{draft.id}", draft_id=draft.id, service_key=service_key, channel=channel)
    )
    return draft


def _create(actor: Actor, service: ServiceForm, sheet: dict[str, object], channel: str) -> Draft:
    at = clock.now()
    return Draft.objects.create(
        person_id=actor.person_id,
        on_behalf_of=actor.on_behalf_of,
        service_key=service.key,
        package_hash=service.package_hash,
        sheet=sheet,
        step=service.form.steps[0].key,
        channel=channel,
        started_at=at,
        saved_at=at,
        expires_at=at + dt.timedelta(days=service.form.spec.keep_draft_days),
    )
