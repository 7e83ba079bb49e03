"""One step of a draft: what it is called, is and does, where it leads on, and what comes after it."""

import dataclasses
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.catalogue.public import package
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.refusals import NotFoundHere, Refusal
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.drafts import CannotEditProcess, StepIsGone, edit_process
from raadhus.processes.public.outline import (
    AddEdge,
    AddStep,
    AddWithin,
    Edit,
    Outline,
    RemoveStep,
    Step,
    outline,
    texts_of_step,
)
from raadhus.rules.public.drafts import CannotReadRules, Draft, DraftChangedSince, DraftIsClosed, DraftState
from raadhus.ui.fields import CheckField, Field, SelectField
from raadhus.ui.parts import Problem
from raadhus.workspace.web.as_typed import as_typed
from raadhus.workspace.web.draft_pages.acts import problems_of
from raadhus.workspace.web.draft_pages.words import Done
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.drafts.acts import expect_of_service
from raadhus.workspace.web.model_pages.drafts.draft import draw as draw_draft
from raadhus.workspace.web.model_pages.drafts.draft import with_draft
from raadhus.workspace.web.model_pages.drafts.kind_fields import (
    adding_fields,
    alone_fields,
    edge_fields,
    kind_field,
)
from raadhus.workspace.web.model_pages.drafts.moving import move_field
from raadhus.workspace.web.model_pages.drafts.note_fields import NoteForm, new_note_fields, note_forms
from raadhus.workspace.web.model_pages.drafts.step_edits import EDITS
from raadhus.workspace.web.model_pages.drafts.step_fields import (
    LaneForm,
    WayForm,
    fields_of,
    lane_fields,
    lane_form,
    target_field,
    way_form,
)
from raadhus.workspace.web.model_pages.drafts.text_fields import FieldGroup, filled
from raadhus.workspace.web.model_pages.parts import about_of, name_of, names_of

_SHOWN = (CannotEditProcess, CannotReadRules, DraftChangedSince, DraftIsClosed)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """
    The forms of one step; those that have no meaning for it are empty.

    ``groups``: what it says beside ``fields``; ``boxes``: those of their fields that post nothing when they are not ticked.
    """

    mark: str
    url: str
    draft_url: str
    title: str
    kind: str
    about: str
    fields: tuple[Field, ...]
    groups: tuple[FieldGroup, ...]
    boxes: str
    lanes: tuple[LaneForm, ...]
    lane_put: tuple[Field, ...]
    lane_new: tuple[Field, ...]
    ways: tuple[WayForm, ...]
    moving: SelectField | None
    adding: tuple[Field, ...]
    leading: tuple[Field, ...]
    deadline: tuple[Field, ...]
    inside: tuple[Field, ...]
    beside: tuple[Field, ...]
    notes: tuple[NoteForm, ...]
    note_new: tuple[Field, ...]
    can_remove: bool
    problems: tuple[Problem, ...]
    done: Done


@require_http_methods(["GET", "HEAD", "POST"])
@require_staff(Role.RULE_AUTHOR)
def edit(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    """Show one step (``?step=``: its id), or change it. Raises: NotAllowed, NotFoundHere."""
    info = expect_of_service(request.actor, service, draft_id)
    home = reverse("workspace:models-draft", args=[service, draft_id])
    if request.method == "POST":
        return _act(request, service, draft_id)
    if info.state is not DraftState.WRITING:
        return HttpResponseRedirect(f"{home}?done=closed")
    return _draw(request, service, draft_id)


def _act(request: TownRequest, service: str, draft_id: UUID) -> HttpResponse:
    _frame, _found, draft = with_draft(request.actor, service, draft_id)
    model = outline(draft.source)
    try:
        step = _step(model, request.GET.get("step", ""))
    except StepIsGone as refusal:
        return draw_draft(request, service, draft_id, refusal)
    asked = request.POST.get("act", "")
    name, _colon, what = asked.partition(":")
    if name not in EDITS:
        raise NotFoundHere(detail=f"act {asked}")
    try:
        change = EDITS[name](request, step, what)
        edit_process(
            request.actor, draft_id, change, read=request.POST.get("read", ""), place=name_of(step)[:200]
        )
    except _SHOWN as refusal:
        return _draw(request, service, draft_id, refusal)
    return HttpResponseRedirect(_next(request, service, draft_id, model, change))


def _next(request: TownRequest, service: str, draft_id: UUID, before: Outline, change: Edit) -> str:
    """Return where one goes on: to a new step, back to the draft when the step is gone, else to the step."""
    here = reverse("workspace:models-step", args=[service, draft_id])
    if isinstance(change, RemoveStep):
        return f"{reverse('workspace:models-draft', args=[service, draft_id])}?done=saved#steps"
    if isinstance(change, AddStep | AddWithin | AddEdge):
        known = {one.id for one in before.steps}
        _frame, _found, draft = with_draft(request.actor, service, draft_id)
        new = next(one.id for one in outline(draft.source).steps if one.id not in known)
        return f"{here}?{urlencode({'step': new, 'done': 'added'})}"
    return f"{here}?{urlencode({'step': request.GET.get('step', ''), 'done': 'saved'})}"


def _step(model: Outline, identity: str) -> Step:
    """Return a step. Raises: StepIsGone."""
    for one in model.steps:
        if one.id == identity:
            return one
    raise StepIsGone(detail=f"step {identity}")


def _draw(request: TownRequest, service: str, draft_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    try:
        frame, found, draft = with_draft(request.actor, service, draft_id, lambda one: _crumb(one, request))
    except StepIsGone as gone:
        return draw_draft(request, service, draft_id, refusal or gone)
    model = outline(draft.source)
    step = _step(model, request.GET.get("step", ""))
    names = names_of(request.actor, package(found.content_hash).files)
    said = texts_of_step(draft.source, step.id)
    groups = filled(said.texts, [(one.id, name_of(one)) for one in model.steps if _is_work(one)])
    here = reverse("workspace:models-step", args=[service, draft_id])
    put, new = ((), ()) if said.all_lanes is None else lane_fields(said.all_lanes, said.lanes)
    page = StepPage(
        mark=draft.info.mark,
        url=f"{here}?{urlencode({'step': step.id})}",
        draft_url=f"{reverse('workspace:models-draft', args=[service, draft_id])}#step-{step.id}",
        title=name_of(step),
        kind=words.kind_in_words(step.kind, step.trigger),
        about=about_of(step),
        fields=fields_of(step, kind_field(step, said.kinds), names),
        groups=groups,
        boxes=" ".join(one.name for group in groups for one in group.fields if isinstance(one, CheckField)),
        lanes=tuple(lane_form(one, names) for one in said.lanes),
        lane_put=put,
        lane_new=new,
        ways=tuple(way_form(place, step, model) for place in range(len(step.ways))),
        moving=move_field(step, model) if said.can_move else None,
        adding=adding_fields(step, model) if said.leads_on else (),
        leading=(target_field("lead-target", _("Where it leads"), model, step),) if said.leads_on else (),
        deadline=edge_fields(step, model, said.edges),
        inside=alone_fields("in", said.inside),
        beside=alone_fields("by", said.beside),
        notes=note_forms(step, model),
        note_new=new_note_fields(),
        can_remove=step.kind != "startEvent" or _is_one_of_several(step, model),
        problems=problems_of(refusal),
        done=words.done(request),
    )
    status = refusal.status if refusal else 200
    parts = {"model": frame, "page": _again(page, request.POST) if refusal else page}
    return render(request, "workspace/models/step.html", parts, status=status)


def _again(page: StepPage, post: QueryDict) -> StepPage:
    """Return the page with what was typed in the form that was refused."""
    of_step = (*page.fields, *(field for group in page.groups for field in group.fields))
    typed = {field.name: field for field in as_typed(of_step, post)}
    return dataclasses.replace(
        page,
        fields=tuple(typed[field.name] for field in page.fields),
        groups=tuple(
            dataclasses.replace(group, fields=tuple(typed[field.name] for field in group.fields))
            for group in page.groups
        ),
        lanes=tuple(dataclasses.replace(one, fields=as_typed(one.fields, post)) for one in page.lanes),
        ways=tuple(dataclasses.replace(one, fields=as_typed(one.fields, post)) for one in page.ways),
        adding=as_typed(page.adding, post),
        leading=as_typed(page.leading, post),
        deadline=as_typed(page.deadline, post),
        lane_put=as_typed(page.lane_put, post),
        lane_new=as_typed(page.lane_new, post),
        moving=_moving_again(page.moving, post),
        inside=as_typed(page.inside, post),
        beside=as_typed(page.beside, post),
        notes=tuple(dataclasses.replace(one, fields=as_typed(one.fields, post)) for one in page.notes),
        note_new=as_typed(page.note_new, post),
    )


def _moving_again(field: SelectField | None, post: QueryDict) -> SelectField | None:
    return None if field is None else dataclasses.replace(field, value=post.get(field.name, field.value))


def _is_work(step: Step) -> bool:
    return not step.kind.endswith(("Event", "Gateway"))


def _is_one_of_several(start: Step, model: Outline) -> bool:
    return sum(one.kind == start.kind and one.within == start.within for one in model.steps) > 1


def _crumb(draft: Draft, request: HttpRequest) -> str:
    return name_of(_step(outline(draft.source), request.GET.get("step", "")))
