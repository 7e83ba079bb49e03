"""Which versions of a service's process held, by whom and why; two of them beside each other."""

import dataclasses

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import PROCESS, PackageFiles, stop_release
from raadhus.identity.public import require_staff
from raadhus.platform.actor import Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages import kinds
from raadhus.workspace.web.draft_pages.history import History
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.files import called_title, files_of
from raadhus.workspace.web.model_pages.frame import frame_of
from raadhus.workspace.web.model_pages.parts import DifferencePart, Drawn, difference_part
from raadhus.workspace.web.model_pages.steps import asked_for, file_url

_HISTORY = History(kinds.PROCESSES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalledDifference:
    """A called process that differs; of one that only one of the versions has, ``said`` tells so instead."""

    title: str
    said: str
    difference: DifferencePart | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Two versions beside each other: a list, the later one drawn with marks, and the called processes that differ."""

    title: str
    difference: DifferencePart
    drawn: Drawn
    called: tuple[CalledDifference, ...]


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show the versions. Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, "workspace:models-history")
    page = _HISTORY.page(request.actor, found, words.done(request))
    return render(request, "workspace/models/history.html", {"model": frame, "page": page})


@require_safe
@require_staff(*RULE_READERS)
def compare(request: TownRequest, service: str) -> HttpResponse:
    """Show two versions beside each other (``?before=&after=``: their hashes). Raises: NotAllowed, NotFoundHere."""
    if not (request.GET.get("before") and request.GET.get("after")):
        raise NotFoundHere(detail=f"no two versions of {service} are named")
    history = (_("History"), reverse("workspace:models-history", args=[service]))
    frame, found = frame_of(
        request.actor, service, "workspace:models-history", history, (_("Difference"), "")
    )
    old, new = (asked_for(request, found, name) for name in ("before", "after"))
    told = difference_part(old.files[PROCESS], new.files[PROCESS])
    numbers = {"before": old.service.version, "after": new.service.version}
    page = ComparePage(
        title=_("From version %(before)s to version %(after)s") % numbers,
        difference=told,
        drawn=Drawn(source_url=file_url(service, new.ref.content_hash), marks=told.marks),
        called=_called(old.files, new.files),
    )
    return render(request, "workspace/models/compare.html", {"model": frame, "page": page})


@require_POST
@require_staff(Role.RULE_APPROVER)
def stop(request: TownRequest, service: str) -> HttpResponse:
    """Let a published process whose day has not come never hold. Raises: NotAllowed, NotFoundHere, NothingWritten."""
    frame_of(request.actor, service, "")
    stop_release(request.actor, service, request.POST.get("reason", ""), kind=kinds.PROCESSES.kind)
    return HttpResponseRedirect(f"{reverse('workspace:models-history', args=[service])}?done=stopped")


def _called(old: PackageFiles, new: PackageFiles) -> tuple[CalledDifference, ...]:
    names = sorted({*files_of(old), *files_of(new)} - {PROCESS})
    return tuple(
        _called_difference(name, old, new)
        for name in names
        if old.contents.get(name) != new.contents.get(name)
    )


def _called_difference(name: str, old: PackageFiles, new: PackageFiles) -> CalledDifference:
    if name not in new:
        return CalledDifference(
            title=called_title(old, name), said=_("It is not called any more."), difference=None
        )
    if name not in old:
        return CalledDifference(title=called_title(new, name), said=_("It is new."), difference=None)
    told = difference_part(old[name], new[name])
    return CalledDifference(title=called_title(new, name), said="", difference=told)
