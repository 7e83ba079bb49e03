"""The summary: look everything through, declare, send."""

import dataclasses
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from raadhus.forms.domain.helping import SCAN
from raadhus.forms.domain.reading import Trouble
from raadhus.forms.public.presenting.sentences import sentence
from raadhus.forms.public.presenting.texts import say
from raadhus.forms.queries import AttachmentInfo
from raadhus.forms.use_cases.check_file import FileRefused, Upload, file_too_large
from raadhus.forms.use_cases.open_step import OpenedSummary, open_summary
from raadhus.forms.use_cases.submit import ChangedMeanwhile, NotDeclared, ScanIsMissing, StepsAreLeft, submit
from raadhus.forms.use_cases.take_scan import take_scan
from raadhus.forms.web.requests import moment_of, read_detached, read_mark
from raadhus.forms.web.summary_page import answer_groups
from raadhus.platform.requests import TownRequest, rate_limited
from raadhus.ui.fields import CheckField, FileField, UploadedFile, problems_of
from raadhus.ui.uploads import fields_too_large, takes_uploads
from raadhus.ui.words import size_in_words

_WRONG = 422
_PAPER = "paper"
_ACCEPT = ".pdf,.jpg,.jpeg,.png"


@takes_uploads
@rate_limited("forms.submit", limit=60, per_seconds=3600, methods=frozenset({"POST"}))
@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: TownRequest, service_key: str) -> HttpResponse:
    """Show the summary, or send."""
    if request.method == "POST":
        return _attach(request, service_key) or _send(request, service_key)
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
    except ScanIsMissing:
        return _show(request, service_key, trouble=Trouble(name=_PAPER, code="attach_paper_first"))
    except ChangedMeanwhile:
        return _show(request, service_key, has_changed=True)
    return redirect("forms:sent", service_key, submission_id)


def _attach(request: TownRequest, service_key: str) -> HttpResponse | None:
    """Take sheets of the signed paper; None when nothing stands in the way of sending, else the page to go on at."""
    draft_id, _version = read_mark(request)
    if (refused := _take_scan(request, draft_id)) is not None:
        return _show(request, service_key, trouble=refused)
    if "attach" in request.POST or f"{_PAPER}-remove" in request.POST:
        return redirect("forms:summary", service_key)
    return None


def _take_scan(request: TownRequest, draft_id: UUID) -> Trouble | None:
    """Attach and remove sheets of the signed paper as wished; return why one was not taken."""
    files = request.FILES.getlist(_PAPER)
    detach = read_detached(request, _PAPER)
    if fields_too_large(request):
        return file_too_large(_PAPER).trouble
    if not files and detach is None:
        return None
    uploads = [Upload(field_key=SCAN, name=file.name or "", content=file) for file in files]
    try:
        take_scan(request.actor, draft_id, uploads, detach=detach)
    except FileRefused as refusal:
        return refusal.trouble
    return None


def _show(
    request: TownRequest,
    service_key: str,
    *,
    missing: NotDeclared | None = None,
    trouble: Trouble | None = None,
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
    paper = _paper_field(opened, trouble) if opened.takes_scan else None
    asked = [paper, declared] if paper else [declared]
    context = {
        "service": opened.service,
        "draft": opened.draft,
        "paper": paper,
        "groups": answer_groups(
            opened.readings, service_key=service_key, currency=spec.currency, files=opened.files
        ),
        "declaration": say(spec.declaration.intro),
        "points": [say(point) for point in spec.declaration.points],
        "declared": declared,
        "problems": problems_of(asked),
        "has_changed": has_changed,
        "number": len(spec.steps) + 1,
        "before": spec.steps[-1].key,
    }
    return render(request, "forms/summary.html", context, status=_WRONG if error or trouble else 200)


def _paper_field(opened: OpenedSummary, trouble: Trouble | None) -> FileField:
    return FileField(
        name=_PAPER,
        label=str(_("The signed paper")),
        hint=str(_("Scan every sheet: PDF, JPEG or PNG, at most 10 MB each.")),
        error=sentence(trouble, opened.service.form.spec.currency) if trouble else "",
        accept=_ACCEPT,
        is_multiple=True,
        files=tuple(_sheet(file) for file in opened.files if file.field_key == SCAN),
    )


def _sheet(file: AttachmentInfo) -> UploadedFile:
    return UploadedFile(key=str(file.attachment_id), name=file.name, size=size_in_words(file.size_bytes))
