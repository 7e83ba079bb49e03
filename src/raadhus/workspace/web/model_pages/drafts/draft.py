"""The page of one draft of a process: what is wrong, its steps, what differs, and what can be done now."""

import dataclasses
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import RuledService, file_of, package
from raadhus.identity.public import require_staff
from raadhus.organisation.public import local_today, staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.drafts import PROCESS as KIND
from raadhus.processes.public.outline import outline
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import OPEN, Draft, DraftState
from raadhus.ui.fields import DateField, TextAreaField
from raadhus.ui.parts import Moment, Problem, Tone
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.acts import last_said, moment_of, problems_of
from raadhus.workspace.web.draft_pages.fields import day_field, words_field
from raadhus.workspace.web.draft_pages.words import STATE, Done
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.files import called_title
from raadhus.workspace.web.model_pages.frame import ModelFrame, frame_of
from raadhus.workspace.web.model_pages.parts import (
    DifferencePart,
    Drawn,
    Finding,
    StepLine,
    difference_part,
    findings_of_draft,
    lines_of,
    notes_of,
    unit_names,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftForms:
    """
    What whoever asks may do now; None is what they may not.

    ``undo``: the step that is taken back, empty without one; ``hindrance``: why an approver cannot publish it.
    """

    is_writing: bool
    undo: str
    can_redo: bool
    note: TextAreaField | None
    day: DateField | None
    words: TextAreaField | None
    returning: TextAreaField | None
    can_withdraw: bool
    hindrance: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """
    One draft; ``file``: of which called process, empty of the one that a case begins with.

    ``difference`` to the process in force: None of a closed draft, and where the version in force lacks the file;
    ``said``: what whoever sent or returned it last said of it, while that is what happened last.
    """

    key: str
    id: UUID
    title: str
    file: str
    mark: str
    state: str
    tone: Tone
    author: str
    has_moved_on: bool
    forms: DraftForms
    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    steps: tuple[StepLine, ...]
    notes: tuple[str, ...]
    drawn: Drawn
    difference: DifferencePart | None
    said: Moment | None
    moments: tuple[Moment, ...]
    problems: tuple[Problem, ...]
    done: Done


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Show a draft. Raises: NotAllowed, NotFoundHere."""
    return draw(request, service, draft_id)


def draw(request: TownRequest, service: str, draft_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the page of a draft, with what was refused just now. Raises: NotAllowed, NotFoundHere."""
    frame, found, draft = with_draft(request.actor, service, draft_id)
    page = _page(request, found, draft, refusal)
    status = refusal.status if refusal else 200
    return render(request, "workspace/models/draft.html", {"model": frame, "page": page}, status=status)


def with_draft(
    actor: Actor, key: str, draft_id: UUID, below: Callable[[Draft], str] | None = None
) -> tuple[ModelFrame, RuledService, Draft]:
    """
    Return the frame, the service and its draft; ``below`` names the page under the draft's own.

    Raises: NotAllowed; NotFoundHere, also for another service's draft, and one of rules.
    """
    draft = drafts.get_draft(actor, draft_id, kind=KIND)
    if draft.info.service_key != key:
        raise NotFoundHere(detail=f"draft {draft_id} is of {draft.info.service_key}")
    here = reverse("workspace:models-draft", args=[key, draft_id]) if below else ""
    crumbs = [(_("Drafts"), reverse("workspace:models-drafts", args=[key])), (draft.info.title, here)]
    if below:
        crumbs.append((below(draft), ""))
    frame, service = frame_of(actor, key, "workspace:models-drafts", *crumbs)
    return frame, service, draft


def _page(request: TownRequest, service: RuledService, draft: Draft, refusal: Refusal | None) -> DraftPage:
    info = draft.info
    names = staff_names(request.actor, {info.author_id, *(entry.staff_id for entry in draft.entries)})
    files = package(service.content_hash).files
    file = file_of(KIND, info.file)
    told = findings_of_draft(request.actor, files, draft)
    findings = tuple(one for one in told if one.refuses)
    forms = _forms(request, draft, has_findings=bool(findings))
    is_open = info.state in OPEN
    differing = difference_part(files[file], draft.source) if is_open and file in files else None
    model = outline(draft.source)
    word, tone = STATE[info.state]
    where = [service.key, info.id]
    return DraftPage(
        key=service.key,
        id=info.id,
        title=info.title,
        file=called_title(files, file) if info.file and file in files else info.file,
        mark=info.mark,
        state=str(word),
        tone=tone,
        author=names.get(info.author_id, "") or _("a colleague"),
        has_moved_on=is_open and info.based_on != files.hash_of(file),
        forms=forms,
        findings=findings,
        advice=tuple(one for one in told if not one.refuses),
        steps=lines_of(
            model,
            unit_names(request.actor),
            told,
            reverse("workspace:models-step", args=where) if forms.is_writing else "",
        ),
        notes=notes_of(model),
        drawn=Drawn(
            source_url=reverse("workspace:models-file", args=where),
            marks=differing.marks if differing else "[]",
        ),
        difference=differing,
        said=last_said(draft, names),
        moments=tuple(moment_of(entry, names) for entry in reversed(draft.entries)),
        problems=problems_of(refusal),
        done=words.done(request),
    )


def _forms(request: TownRequest, draft: Draft, *, has_findings: bool) -> DraftForms:
    actor, info = request.actor, draft.info
    is_author, is_reviewed = actor.has(Role.RULE_AUTHOR), info.state is DraftState.REVIEW
    is_approver = is_reviewed and actor.has(Role.RULE_APPROVER)
    is_writing = info.state is DraftState.WRITING and is_author
    is_writer = actor.staff_id in info.writers
    may_publish = is_approver and not is_writer
    hint = _("Cases applied for from that day on go by it. Those begun before stay on theirs.")
    label = _("From which day the process holds")
    return DraftForms(
        is_writing=is_writing,
        undo=_step_in_words(draft) if is_writing and draft.can_undo else "",
        can_redo=is_writing and draft.can_redo,
        note=words_field("note", _("What changes, and why"), request)
        if is_writing and not has_findings
        else None,
        day=day_field(request, local_today(actor.tenant), label, hint) if may_publish else None,
        words=words_field("words", _("For the history"), request, is_required=False) if may_publish else None,
        returning=words_field("reason", _("What is to be mended"), request)
        if is_reviewed and (is_author or is_approver)
        else None,
        can_withdraw=info.state in OPEN and is_author,
        hindrance=_("It waits for somebody who has not written on it.")
        if is_reviewed and is_writer and (is_author or is_approver)
        else "",
    )


def _step_in_words(draft: Draft) -> str:
    here = next((step for step in draft.steps if step.is_here), None)
    return "" if here is None else here.place or _("the last change")
