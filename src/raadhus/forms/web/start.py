"""Before the first step and after leaving: start, start anew, leave, throw away and take that back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from raadhus.forms.public.presenting.texts import say
from raadhus.forms.use_cases.choose_version import take_held
from raadhus.forms.use_cases.discard_draft import discard_draft, restore_draft
from raadhus.forms.use_cases.open_step import open_start
from raadhus.forms.use_cases.start_draft import start_draft
from raadhus.forms.web.requests import moment_of
from raadhus.forms.web.telling import teller_for
from raadhus.platform.requests import TownRequest, Whose, rate_limited

_HELP = "help"  # which help a clerk's page is of


@rate_limited("forms.start", limit=30, per_seconds=3600, methods=frozenset({"POST"}), whose=Whose.SESSION)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: TownRequest, service_key: str) -> HttpResponse:
    """Tell what will happen and what is fetched; begin, go on, or begin anew."""
    if request.method == "POST":
        draft = start_draft(
            request.actor,
            service_key,
            today=moment_of(request).today,
            anew="anew" in request.POST,
            mark=request.POST.get(_HELP, ""),
        )
        return redirect("forms:step", service_key, draft.step)
    opened = open_start(request.actor, service_key)
    spec = opened.service.form.spec.start
    teller = teller_for(request.actor)
    context = {
        "service": opened.service,
        "draft": opened.draft,
        "mark": opened.mark,
        "known": teller.of_service(request.actor, service_key) if teller else None,
        "at_hand": [say(text) for text in spec.at_hand],
        "fetched": [say(text) for text in spec.fetched],
        "keep_days": opened.service.form.spec.keep_draft_days,
    }
    return render(request, "forms/start.html", context)


@require_http_methods(["GET", "HEAD"])
def left(request: TownRequest, service_key: str) -> HttpResponse:
    """Say that everything is kept, until when, and how to go on."""
    opened = open_start(request.actor, service_key)
    if opened.draft is None:
        return redirect("forms:start", service_key)
    return render(request, "forms/left.html", {"service": opened.service, "draft": opened.draft})


@require_POST
def discard(request: TownRequest, service_key: str) -> HttpResponse:
    """Throw the draft away, and offer to take that back."""
    draft_id = discard_draft(request.actor, service_key, mark=request.POST.get(_HELP, ""))
    opened = open_start(request.actor, service_key)
    return render(request, "forms/discarded.html", {"service": opened.service, "draft_id": draft_id})


@require_POST
def restore(request: TownRequest, service_key: str, draft_id: UUID) -> HttpResponse:
    """Take a thrown away draft back."""
    draft = restore_draft(request.actor, draft_id)
    return redirect("forms:step", draft.service_key, draft.step)


@require_POST
def choose(request: TownRequest, service_key: str, held_id: UUID) -> HttpResponse:
    """Take the version that was typed last, instead of the one another device saved."""
    step_key = take_held(request.actor, service_key, held_id)
    return redirect("forms:step", service_key, step_key)
