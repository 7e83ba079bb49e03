"""The drafts of one service's process, and how one is begun."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import PROCESS, get_version, package
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.drafts import PROCESS as KIND
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import CannotBeginDraft, CannotReadRules, DraftOrder
from raadhus.ui.fields import TextField
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.kinds import PROCESSES
from raadhus.workspace.web.draft_pages.listing import drafts_page, title_field, typed_title
from raadhus.workspace.web.model_pages.files import FILE, expect_file, file_field
from raadhus.workspace.web.model_pages.frame import frame_of


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show what is being changed. Raises: NotAllowed, NotFoundHere."""
    return _draw(request, service, _field())


@require_POST
@require_staff(Role.RULE_AUTHOR)
def begin(request: TownRequest, service: str) -> HttpResponse:
    """
    Begin a draft from the process in force or from an earlier version (``version``: its hash); ``file``: of one it calls.

    Raises: NotAllowed; NotFoundHere, also for a process that is another's, and one that the version lacks.
    """
    _frame, found = frame_of(request.actor, service, "")
    if not found.is_own:
        raise NotFoundHere(detail=f"the process of {service} is another's")
    typed = typed_title(request)
    version = get_version(request.actor, found, request.POST.get("version", ""), may_be_later=True)
    current = package(found.content_hash).files
    path = expect_file(version.files, expect_file(current, request.POST.get(FILE, "")))
    order = DraftOrder(
        kind=KIND,
        file="" if path == PROCESS else path,
        service_key=service,
        title=typed,
        based_on=current.hash_of(path),
        source=version.files[path],
    )
    try:
        draft_id = drafts.begin_draft(request.actor, order)
    except (CannotBeginDraft, CannotReadRules) as refusal:
        return _draw(request, service, _field(typed, refusal.in_a_form), status=refusal.status)
    return HttpResponseRedirect(f"{PROCESSES.draft_url(service, draft_id)}?done=begun")


def _draw(request: TownRequest, service: str, field: TextField, *, status: int = 200) -> HttpResponse:
    frame, found = frame_of(request.actor, service, "workspace:models-drafts")
    which = file_field(package(found.content_hash).files)
    page = drafts_page(request.actor, found, PROCESSES, field, file=which)
    return render(request, "workspace/models/drafts.html", {"model": frame, "page": page}, status=status)


def _field(value: str = "", error: str = "") -> TextField:
    return title_field(_("In a few words, for example “The neighbours are heard first”."), value, error)
