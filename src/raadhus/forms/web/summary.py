"""The summary: look everything through, declare, send."""

import dataclasses

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from raadhus.forms.use_cases.open_step import open_summary
from raadhus.forms.use_cases.submit import ChangedMeanwhile, NotDeclared, StepsAreLeft, submit
from raadhus.forms.web.requests import moment_of, read_mark
from raadhus.forms.web.sentences import sentence
from raadhus.forms.web.summary_page import answer_groups
from raadhus.forms.web.texts import say
from raadhus.platform.requests import TownRequest, rate_limited
from raadhus.ui.fields import CheckField, problems_of

_WRONG = 422


@rate_limited("forms.submit", limit=60, per_seconds=3600, methods=frozenset({"POST"}))
@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: TownRequest, service_key: str) -> HttpResponse:
    """Show the summary, or send."""
    if request.method == "POST":
        return _send(request, service_key)
    return _show(request, service_key)


def _send(request: TownRequest, service_key: str) -> HttpResponse:
    draft_id, version = read_mark(request)
    try:
        submission_id = submit(
            request.actor,
            draft_id,
            version=version,
            declared=request.POST.get("declared") == "yes",
            language=get_language() or "en",
            today=moment_of(request).today,
        )
    except StepsAreLeft as left:
        return redirect("forms:step", service_key, left.step)
    except NotDeclared as missing:
        return _show(request, service_key, missing=missing)
    except ChangedMeanwhile:
        return _show(request, service_key, has_changed=True)
    return redirect("forms:sent", service_key, submission_id)


def _show(
    request: TownRequest,
    service_key: str,
    *,
    missing: NotDeclared | None = None,
    has_changed: bool = False,
) -> HttpResponse:
    opened = open_summary(request.actor, service_key, today=moment_of(request).today)
    if opened.unfinished is not None:
        return redirect("forms:step", service_key, opened.unfinished)
    spec = opened.service.form.spec
    accept = say(spec.declaration.accept)
    error = (
        ""
        if missing is None
        else sentence(dataclasses.replace(missing.trouble, params={"accept": accept}), spec.currency)
    )
    declared = CheckField(name="declared", label=accept, error=error)
    context = {
        "service": opened.service,
        "draft": opened.draft,
        "groups": answer_groups(
            opened.readings, service_key=service_key, currency=spec.currency, files=opened.files
        ),
        "declaration": say(spec.declaration.intro),
        "points": [say(point) for point in spec.declaration.points],
        "declared": declared,
        "problems": problems_of([declared]),
        "has_changed": has_changed,
        "number": len(spec.steps) + 1,
        "before": spec.steps[-1].key,
    }
    return render(request, "forms/summary.html", context, status=_WRONG if error else 200)
