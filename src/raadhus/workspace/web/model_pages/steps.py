"""The process of a service as a list of steps and as a drawing, in the version in force or an earlier one."""

import dataclasses
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import PROCESS, Package, RuledService, get_version
from raadhus.identity.public import require_staff
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.outline import outline
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages.acts import as_file
from raadhus.workspace.web.draft_pages.words import Done
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.files import FILE, FileLink, expect_file, links_of
from raadhus.workspace.web.model_pages.frame import frame_of
from raadhus.workspace.web.model_pages.parts import Drawn, StepLine, lines_of, notes_of, unit_names


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepsPage:
    """The steps of one version; ``earlier``: its number when it is not the one in force; ``files``: where it has several."""

    earlier: str
    files: tuple[FileLink, ...]
    drawn: Drawn
    steps: tuple[StepLine, ...]
    notes: tuple[str, ...]
    done: Done


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """
    Show the steps (``?version=``: of another version, ``?file=``: of a process that it calls).

    Raises: NotAllowed, NotFoundHere.
    """
    frame, found = frame_of(request.actor, service, "workspace:models-steps")
    version = asked_for(request, found, "version")
    is_current = version.ref.content_hash == found.content_hash
    path = expect_file(version.files, request.GET.get(FILE, ""))
    here = reverse("workspace:models-steps", args=[service])
    asked = {} if is_current else {"version": version.ref.content_hash}
    model = outline(version.files[path])
    page = StepsPage(
        earlier="" if is_current else version.service.version,
        files=links_of(version.files, path, here, asked),
        drawn=Drawn(source_url=file_url(found.key, version.ref.content_hash, path)),
        steps=lines_of(model, unit_names(request.actor)),
        notes=notes_of(model),
        done=words.done(request),
    )
    return render(request, "workspace/models/steps.html", {"model": frame, "page": page})


@require_safe
@require_staff(*RULE_READERS)
def give(request: TownRequest, service: str) -> HttpResponse:
    """Give a process of a version as a file (``?version=&file=``). Raises: NotAllowed, NotFoundHere."""
    _frame, found = frame_of(request.actor, service, "")
    version = asked_for(request, found, "version")
    path = expect_file(version.files, request.GET.get(FILE, ""))
    name = service if path == PROCESS else f"{service}-{path.rpartition('/')[2].removesuffix('.bpmn')}"
    return as_file(version.files[path], f"{name}-{version.service.version}.bpmn")


def asked_for(request: TownRequest, found: RuledService, name: str) -> Package:
    """Return the version whose hash the address names, else the one in force. Raises: NotFoundHere."""
    return get_version(request.actor, found, request.GET.get(name, ""), may_be_later=True)


def file_url(key: str, content_hash: str, path: str = PROCESS) -> str:
    """Return where a process of a version is fetched."""
    asked = {"version": content_hash} | ({} if path == PROCESS else {FILE: path})
    return f"{reverse('workspace:models-version-file', args=[key])}?{urlencode(asked)}"
