"""Which versions of one service's rules held, by whom and why; two of them beside each other; one of them again."""

import dataclasses

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import RULES, Package, RuledService, get_version
from raadhus.identity.public import require_staff
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.draft_pages import kinds
from raadhus.workspace.web.draft_pages.acts import as_file
from raadhus.workspace.web.draft_pages.history import History
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.differences import DifferencePart, difference_part
from raadhus.workspace.web.rules_pages.frame import frame_of

_HISTORY = History(kinds.RULES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Two versions beside each other."""

    title: str
    difference: DifferencePart


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show the versions. Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, "workspace:rules-history")
    page = _HISTORY.page(request.actor, found, words.done(request))
    return render(request, "workspace/rules/history.html", {"rules": frame, "page": page})


@require_safe
@require_staff(*RULE_READERS)
def compare(request: TownRequest, service: str) -> HttpResponse:
    """Show two versions beside each other (``?before=&after=``: their hashes). Raises: NotAllowed, NotFoundHere."""
    label = _("Difference")
    history = (_("History"), reverse("workspace:rules-history", args=[service]))
    frame, found = frame_of(request.actor, service, "workspace:rules-history", history, (label, ""))
    old, new = (_asked_for(request, found, name) for name in ("before", "after"))
    title = _("From version %(before)s to version %(after)s") % {
        "before": old.service.version,
        "after": new.service.version,
    }
    told = difference_part(old.files[RULES], new.files[RULES])
    page = ComparePage(title=title, difference=told)
    return render(request, "workspace/rules/compare.html", {"rules": frame, "page": page})


@require_safe
@require_staff(*RULE_READERS)
def download(request: TownRequest, service: str) -> HttpResponse:
    """Give the rules of a version as a file (``?version=``: its hash). Raises: NotAllowed, NotFoundHere."""
    _frame, found = frame_of(request.actor, service, "")
    version = _asked_for(request, found, "version")
    return as_file(version.files[RULES], f"{service}-{version.service.version}.dmn")


def _asked_for(request: TownRequest, found: RuledService, name: str) -> Package:
    content_hash = request.GET.get(name, "")
    if not content_hash:
        raise NotFoundHere(detail=f"{name} of {found.key} is not named")
    return get_version(request.actor, found, content_hash, may_be_later=True)
