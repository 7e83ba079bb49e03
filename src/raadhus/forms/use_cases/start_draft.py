"""Begin an application: fetch once what the registers know, and keep it as a draft."""

import dataclasses
import datetime as dt

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from raadhus.bus import due, outbox
from raadhus.forms.access import (
    NeedsClearance,
    Whose,
    access_open_draft,
    expect_same_help,
    find_open_draft,
    refuse_own_household,
    whose,
)
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.events import DraftStarted
from raadhus.forms.models import Draft, Help
from raadhus.forms.use_cases.discard_draft import discard
from raadhus.forms.use_cases.forms_in_use import ServiceForm, current_form, expect_assurance
from raadhus.forms.use_cases.prefill import PROTECTED, Prefilled, prefill
from raadhus.identity.public import identity_number_of, learn_household, learn_person
from raadhus.platform import clock
from raadhus.platform.actor import Actor, Role
from raadhus.platform.tenancy.appending import append
from raadhus.platform.tenancy.gathering import gathering
from raadhus.platform.tenancy.scope import transaction

DRAFT_EXPIRES = "forms.draft_expires"


def start_draft(
    actor: Actor,
    service_key: str,
    *,
    today: dt.date,
    anew: bool = False,
    channel: str = "self-service",
    mark: str = "",
) -> Draft:
    """
    Return the actor's open draft of a service, begun now when there is none or ``anew`` is asked.

    today: the local date. For a clerk it is the draft of whom they help, on the channel of that help; ``mark``: of the help
    that their page is of. Emits: DraftStarted when one was begun.
    Raises: LoginNeeded, NotFoundHere, CannotHelpOwn, HelpedAnother; NeedsClearance, to a clerk, when a child is protected.
    """
    expect_same_help(actor, mark)
    them = whose(actor)
    if them.help is not None:
        channel = them.help.channel
    kept = find_open_draft(actor, service_key, lock=True)
    if kept is not None and not anew:
        return kept
    if kept is not None:
        discard(kept)
    service = current_form(actor, service_key, actor.language)
    expect_assurance(actor, service)
    purpose = f"apply:{service_key}"
    number = identity_number_of(actor, them.person_id, purpose)
    known = prefill(actor, number, service.form, on=today, purpose=purpose)
    _expect_cleared_for_children(actor, them, known.sheet)
    try:
        with transaction(actor.tenant), gathering():
            draft = _create(them, service, _with_people(actor, them, known), channel)
            due.set_due(DRAFT_EXPIRES, draft.id, draft.expires_at)
            begun = DraftStarted(
                subject=f"draft:{draft.id}", draft_id=draft.id, service_key=service_key, channel=channel
            )
            outbox.emit(begun)
    except IntegrityError:  # two clicks at once: the other one began it
        return access_open_draft(actor, service_key, lock=True)
    _note_begun(actor, them, draft)
    return draft


def _expect_cleared_for_children(actor: Actor, them: Whose, sheet: Sheet) -> None:
    """Raises: NeedsClearance when the form would show a clerk a protected child of whom they help."""
    if them.help is None or actor.has(Role.CLEARED):
        return
    if any(
        figure.register == "custody" and figure.detail.get(PROTECTED) for figure in sheet.figures.values()
    ):
        raise NeedsClearance(_("A child of this person has a protected name or address."))


def _note_begun(actor: Actor, them: Whose, draft: Draft) -> None:
    """Let a clerk's help say what it was about; whom the register names as the clerk's own household is refused now."""
    if them.help is None:
        return
    refuse_own_household(actor, them.person_id)
    Help.objects.filter(id=them.help.id).update(package_hash=draft.package_hash)


def _with_people(actor: Actor, them: Whose, known: Prefilled) -> Sheet:
    """
    Let identity know the household, or the applicant where only they were looked up: their name, and what is protected.

    A partner stands in the draft as a person, without their number.
    """
    if known.household is None:
        if known.person is not None:
            learn_person(actor, known.person)
        return known.sheet
    people = learn_household(actor, them.person_id, known.household)
    figures = {
        key: dataclasses.replace(
            figure, value={"name": figure.value["name"], "person_id": str(people[figure.value["number"]])}
        )
        if isinstance(figure.value, dict) and figure.value.get("number") in people
        else figure
        for key, figure in known.sheet.figures.items()
    }
    return dataclasses.replace(known.sheet, figures=figures)


def _create(them: Whose, service: ServiceForm, sheet: Sheet, channel: str) -> Draft:
    at = clock.now()
    return append(
        Draft(
            **them.keys,
            service_key=service.ref.service_key,
            package_hash=service.ref.content_hash,
            sheet=sheet.to_json(),
            step=service.form.steps[0].key,
            channel=channel,
            started_at=at,
            saved_at=at,
            expires_at=at + dt.timedelta(days=service.form.spec.keep_draft_days),
        )
    )
