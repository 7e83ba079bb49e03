"""What a reader may do with a draft now: each act with its form, none where it may not be done."""

import dataclasses

from django.urls import reverse
from django.utils.translation import gettext as _

from raadhus.organisation.public import local_today, municipality
from raadhus.platform.actor import Role
from raadhus.platform.requests import TownRequest
from raadhus.rules.public.drafts import OPEN, Draft, DraftState, sheets_of
from raadhus.ui.fields import CheckField, DateField, TextAreaField
from raadhus.workspace.web.draft_pages.fields import day_field, words_field
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.differences import labels_of
from raadhus.workspace.web.rules_pages.drafts.looks import Look


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WritingForms:
    """Changing the draft. ``undo``: the step it takes back, empty without one; ``note``: None while findings refuse it."""

    undo: str
    can_redo: bool
    note: TextAreaField | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublishForm:
    """Publishing what somebody else wrote; ``meant``: None where no example comes out otherwise."""

    day: DateField
    words: TextAreaField
    meant: CheckField | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftForms:
    """
    Everything that the reader may do now; None, or empty, is what they may not.

    ``returning``: with the reason; ``try_url``: the page that tries the draft on earlier cases; ``members_try``: it is
    members that have cases, and try it while it is reviewed; ``hindrance``: why whoever may publish rules cannot publish
    these.
    """

    writing: WritingForms | None
    publishing: PublishForm | None
    returning: TextAreaField | None
    can_withdraw: bool
    try_url: str
    members_try: bool
    hindrance: str


def forms_of(request: TownRequest, draft: Draft, look: Look) -> DraftForms:
    """Return what may be done by whoever asks, filled with what was typed and refused just now."""
    actor, info = request.actor, draft.info
    is_author = actor.has(Role.RULE_AUTHOR)
    is_reviewed = info.state is DraftState.REVIEW
    is_approver = is_reviewed and actor.has(Role.RULE_APPROVER)
    hindrance = _hindrance(look, is_writer=actor.staff_id in info.writers)
    is_writing = info.state is DraftState.WRITING and is_author
    may_return = is_reviewed and (is_author or is_approver)
    is_tried = info.state in OPEN and not look.findings
    has_members = municipality(actor.tenant).is_association
    return DraftForms(
        writing=_writing(request, draft, look) if is_writing else None,
        publishing=_publishing(request, look) if is_approver and not hindrance else None,
        returning=words_field("reason", _("What is to be mended"), request) if may_return else None,
        can_withdraw=info.state in OPEN and is_author,
        try_url=f"{reverse('workspace:rules-try', args=[info.service_key])}?draft={info.id}"
        if is_tried and not has_members
        else "",
        members_try=is_tried and has_members,
        hindrance=hindrance if may_return else "",
    )


def _hindrance(look: Look, *, is_writer: bool) -> str:
    if is_writer:
        return _("It waits for somebody who has not written on it.")
    if look.examples is not None and look.examples.has_failed:
        return _("It cannot be published: some of the package’s examples cannot be decided by these rules.")
    return ""


def _writing(request: TownRequest, draft: Draft, look: Look) -> WritingForms:
    note = words_field("note", _("What changes, and why"), request)
    return WritingForms(
        undo=step_in_words(draft) if draft.can_undo else "",
        can_redo=draft.can_redo,
        note=None if look.findings else note,
    )


def _publishing(request: TownRequest, look: Look) -> PublishForm:
    meant = CheckField(
        name="meant",
        label=_("The examples that come out otherwise are meant to"),
        is_checked=request.POST.get("meant") == "yes",
    )
    return PublishForm(
        day=day_field(
            request,
            local_today(request.actor.tenant),
            _("From which day the rules hold"),
            _("Who applied before that day is decided by the rules of their time."),
        ),
        words=words_field("words", _("For the history"), request, is_required=False),
        meant=meant if look.examples is not None and look.examples.has_changes else None,
    )


def step_in_words(draft: Draft) -> str:
    """Return what stood before the last step back would undo: “table Scale of the year”."""
    here = next((step for step in draft.steps if step.is_here), None)
    if here is None:
        return ""
    labels = labels_of(draft.source)
    called = {sheet.name: labels.get((sheet.id, "")) for sheet in sheets_of(draft.source)}
    return f"{words.WHAT[here.what]} {called.get(here.place) or here.place}".strip()
