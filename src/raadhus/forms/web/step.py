"""One step of a form: shown, saved, left."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from raadhus.forms.domain.compiled import CompiledForm
from raadhus.forms.domain.inputs import WRONG, first_suffix
from raadhus.forms.domain.reading import Trouble
from raadhus.forms.public.presenting.sentences import sentence
from raadhus.forms.public.presenting.step_page import StepPage, step_page
from raadhus.forms.use_cases.look_at_step import look_at_step
from raadhus.forms.use_cases.open_step import OpenedStep, open_step
from raadhus.forms.use_cases.put_back_kept import put_back_kept
from raadhus.forms.use_cases.save_step import Entry, Wish, save_step
from raadhus.forms.web.requests import moment_of, read_entry
from raadhus.platform.requests import TownRequest
from raadhus.ui.uploads import takes_uploads

_WRONG = 422
_CONFLICT = 409


@takes_uploads
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: TownRequest, service_key: str, step_key: str) -> HttpResponse:
    """Show a step, or take what was typed in it."""
    if request.method == "POST":
        return _take(request, service_key, step_key)
    return _show(request, service_key, step_key)


def _show(request: TownRequest, service_key: str, step_key: str) -> HttpResponse:
    today = moment_of(request).today
    is_back = put_back_kept(request.actor, service_key, step_key, path=request.path)
    opened = open_step(request.actor, service_key, step_key, today=today)
    if (earlier := opened.earlier_unfinished) is not None:
        return redirect("forms:step", service_key, earlier)
    return _page(request, opened, is_back=is_back)


def _take(request: TownRequest, service_key: str, step_key: str) -> HttpResponse:
    entry = read_entry(request, step_key)
    if "look" in request.POST:
        return _looked(request, service_key, entry)
    saved = save_step(request.actor, service_key, entry, today=moment_of(request).today)
    if saved.held_id is not None:
        return _conflict(request, saved.opened, saved.held_id)
    if entry.wish is Wish.LEAVE:
        return redirect("forms:left", service_key)
    if saved.refused or (entry.wish is Wish.NEXT and not saved.is_in_order):
        return _page(request, saved.opened, troubles=saved.troubles)
    if entry.wish is Wish.NEXT:
        return redirect(*_after(saved.opened, service_key))
    return redirect(f"{request.path}{_anchor(entry, saved.opened)}")


def _looked(request: TownRequest, service_key: str, entry: Entry) -> HttpResponse:
    """Return the questions alone, as a script on the page asks for them."""
    opened = look_at_step(request.actor, service_key, entry, today=moment_of(request).today)
    return render(request, "forms/asked.html", {"page": _page_of(request, opened, ())})


def _anchor(entry: Entry, opened: OpenedStep) -> str:
    """Return where on the page the person goes on: at what they opened or added."""
    if entry.wish is Wish.CONTEST:
        return f"#f-{(entry.about + _first_asked(entry, opened)).replace('.', '-')}"
    if entry.wish is Wish.ADD:
        group = next((line for line in opened.reading.lines if line.name == entry.about), None)
        if group is not None and group.items:
            return f"#f-{group.items[-1].lines[0].name.replace('.', '-')}"
    return ""


def _first_asked(entry: Entry, opened: OpenedStep) -> str:
    """Return the ending of the first input that a contested fact opened: what it is instead, else why it is wrong."""
    line = next((line for line in opened.reading.lines if line.name == entry.about), None)
    fact = line.field.fact if line else None
    if line is None or fact is None or fact.contest is None or fact.contest.own is None:
        return WRONG
    return first_suffix(line.field)


def _after(opened: OpenedStep, service_key: str) -> tuple[str, ...]:
    """Return where Next leads: to what was skipped, to the next step, or to the summary."""
    if (earlier := opened.earlier_unfinished) is not None:
        return "forms:step", service_key, earlier
    following = _following(opened.service.form, opened.reading.step.number)
    return ("forms:step", service_key, following) if following else ("forms:summary", service_key)


def _following(form: CompiledForm, number: int) -> str:
    return form.steps[number].key if number < len(form.steps) else ""


def _page(
    request: TownRequest,
    opened: OpenedStep,
    *,
    troubles: Iterable[Trouble] = (),
    is_back: bool = False,
) -> HttpResponse:
    form = opened.service.form
    page = _page_of(request, opened, troubles)
    context = {
        "page": page,
        "service": opened.service,
        "draft": opened.draft,
        "is_back": is_back,
        "before": form.steps[page.number - 2].key if page.number > 1 else "",
    }
    return render(request, "forms/step.html", context, status=_WRONG if page.problems else 200)


def _page_of(request: TownRequest, opened: OpenedStep, troubles: Iterable[Trouble]) -> StepPage:
    form = opened.service.form
    currency = form.spec.currency
    errors = {trouble.name: sentence(trouble, currency) for trouble in reversed(tuple(troubles))}
    return step_page(
        opened.reading,
        opened.sheet,
        steps=len(form.steps),
        currency=currency,
        files=opened.files,
        moment=moment_of(request),
        errors=errors,
    )


def _conflict(request: TownRequest, opened: OpenedStep, held_id: UUID) -> HttpResponse:
    context = {
        "service": opened.service,
        "draft": opened.draft,
        "step": opened.reading.step,
        "held_id": held_id,
    }
    return render(request, "forms/saved_elsewhere.html", context, status=_CONFLICT)
