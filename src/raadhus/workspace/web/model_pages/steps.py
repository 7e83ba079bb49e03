"""The process of a service as a list of steps and as a drawing, in the version in force or an earlier one."""

import dataclasses

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import PROCESS, Package, RuledService, get_version
from raadhus.identity.public import require_staff
from raadhus.platform.requests import TownRequest
from raadhus.processes.public.outline import outline
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_acts import as_file
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.frame import frame_of
from raadhus.workspace.web.model_pages.parts import Drawn, StepLine, lines_of
from raadhus.workspace.web.rules_pages.words import Done


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepsPage:
    """The steps of one version; ``earlier``: its number when it is not the one in force."""

    earlier: str
    drawn: Drawn
    steps: tuple[StepLine, ...]
    done: Done


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show the steps (``?version=``: of another version). Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, "workspace:models-steps")
    version = asked_for(request, found, "version")
    is_current = version.ref.content_hash == found.content_hash
    page = StepsPage(
        earlier="" if is_current else version.service.version,
        drawn=Drawn(source_url=file_url(found.key, version.ref.content_hash)),
        steps=lines_of(outline(version.files[PROCESS])),
        done=words.done(request),
    )
    return render(request, "workspace/models/steps.html", {"model": frame, "page": page})


@require_safe
@require_staff(*RULE_READERS)
def give(request: TownRequest, service: str) -> HttpResponse:
    """Give the process of a version as a file (``?version=``). Raises: NotAllowed, NotFoundHere."""
    _frame, found = frame_of(request.actor, service, "")
    version = asked_for(request, found, "version")
    return as_file(version.files[PROCESS], f"{service}-{version.service.version}.bpmn")


def asked_for(request: TownRequest, found: RuledService, name: str) -> Package:
    """Return the version whose hash the address names, else the one in force. Raises: NotFoundHere."""
    return get_version(request.actor, found, request.GET.get(name, ""), may_be_later=True)


def file_url(key: str, content_hash: str) -> str:
    """Return where the process of a version is fetched."""
    return f"{reverse('workspace:models-version-file', args=[key])}?version={content_hash}"
