"""Which versions of a service's process held, by whom and why; two of them beside each other."""

import dataclasses
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from raadhus.catalogue.public import PROCESS, Release, RuledService, list_releases, list_stopped, stop_release
from raadhus.identity.public import require_staff
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.platform.refusals import NotFoundHere
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import Happening, HistoryEntry
from raadhus.ui.fields import Option, SelectField, TextAreaField
from raadhus.ui.words import date_in_words
from raadhus.workspace.access import RULE_READERS
from raadhus.workspace.web.model_pages import words
from raadhus.workspace.web.model_pages.frame import frame_of
from raadhus.workspace.web.model_pages.parts import DifferencePart, Drawn, difference_part
from raadhus.workspace.web.model_pages.steps import asked_for, file_url
from raadhus.workspace.web.rules_pages.words import Done


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version: since when, by whom and why; ``is_other``: its process differs from the version before."""

    version: str
    content_hash: str
    since: str
    is_in_force: bool
    is_pending: bool
    by: str
    why: str
    steps_url: str
    file_url: str
    compare_url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """The versions, the newest first; ``stopped``: numbers of those that never came into force."""

    versions: tuple[VersionLine, ...]
    stopped: tuple[str, ...]
    before: SelectField
    after: SelectField
    may_stop: bool
    may_begin: bool
    reason: TextAreaField
    done: Done


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Two versions beside each other: a list, and the later one drawn with marks."""

    title: str
    difference: DifferencePart
    drawn: Drawn


@require_safe
@require_staff(*RULE_READERS)
def show(request: TownRequest, service: str) -> HttpResponse:
    """Show the versions. Raises: NotAllowed, NotFoundHere."""
    frame, found = frame_of(request.actor, service, "workspace:models-history")
    actor, releases = request.actor, list_releases(request.actor, found)
    entries = _entries(actor, releases) if found.is_own else {}
    names = staff_names(actor, {one.staff_id for told in entries.values() for one in told})
    options = tuple(
        Option(value=one.content_hash, label=_label(one))
        for one in {one.content_hash: one for one in releases}.values()
    )
    page = HistoryPage(
        versions=tuple(
            _line(found, one, _before(releases, place), entries.get(one.draft_id, ()), names)
            for place, one in enumerate(releases)
        ),
        stopped=tuple(_label(one) for one in list_stopped(found)),
        before=SelectField(name="before", label=_("Before"), options=options, value=_nth(options, 1)),
        after=SelectField(name="after", label=_("After"), options=options, value=_nth(options, 0)),
        may_stop=found.is_own and actor.has(Role.RULE_APPROVER),
        may_begin=found.is_own and actor.has(Role.RULE_AUTHOR),
        reason=TextAreaField(
            name="reason", label=_("Why it shall not come into force"), rows=2, max_length=2_000
        ),
        done=words.done(request),
    )
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
    )
    return render(request, "workspace/models/compare.html", {"model": frame, "page": page})


@require_POST
@require_staff(Role.RULE_APPROVER)
def stop(request: TownRequest, service: str) -> HttpResponse:
    """Let a published process whose day has not come never hold. Raises: NotAllowed, NotFoundHere, NothingWritten."""
    frame_of(request.actor, service, "")
    stop_release(request.actor, service, request.POST.get("reason", ""))
    return HttpResponseRedirect(f"{reverse('workspace:models-history', args=[service])}?done=stopped")


def _entries(actor: Actor, releases: tuple[Release, ...]) -> Mapping[UUID | None, tuple[HistoryEntry, ...]]:
    ids = list(dict.fromkeys(one.draft_id for one in releases if one.draft_id is not None))
    told = drafts.list_entries(actor, ids)
    return {key: tuple(one for one in told if one.draft_id == key) for key in ids}


def _before(releases: tuple[Release, ...], place: int) -> Release | None:
    return releases[place + 1] if place + 1 < len(releases) else None


def _nth(options: tuple[Option, ...], place: int) -> str:
    return options[min(place, len(options) - 1)].value if options else ""


def _label(release: Release) -> str:
    return _("%(version)s, from %(day)s") % {
        "version": release.version,
        "day": date_in_words(release.valid_from),
    }


def _line(
    service: RuledService,
    release: Release,
    before: Release | None,
    told: tuple[HistoryEntry, ...],
    names: Mapping[UUID, str],
) -> VersionLine:
    compare_url = reverse("workspace:models-compare", args=[service.key])
    notes = [one.words for one in told if one.happening is Happening.SUBMITTED]
    return VersionLine(
        version=release.version,
        content_hash=release.content_hash,
        since=date_in_words(release.valid_from),
        is_in_force=release.content_hash == service.content_hash,
        is_pending=release.is_pending,
        by=_by(release, told, names),
        why=notes[-1] if notes else "",
        steps_url=f"{reverse('workspace:models-steps', args=[service.key])}?version={release.content_hash}",
        file_url=file_url(service.key, release.content_hash),
        compare_url=f"{compare_url}?before={before.content_hash}&after={release.content_hash}"
        if before
        else "",
    )


def _by(release: Release, told: tuple[HistoryEntry, ...], names: Mapping[UUID, str]) -> str:
    """Say who wrote and who published, as far as this town knows."""
    who = {one.happening: names.get(one.staff_id, "") or _("a colleague") for one in told}
    if Happening.PUBLISHED in who:
        return _("Written by %(author)s, published by %(approver)s") % {
            "author": who.get(Happening.BEGUN, ""),
            "approver": who[Happening.PUBLISHED],
        }
    return _("Changed in the workspace") if release.draft_id else _("Installed as a package")
