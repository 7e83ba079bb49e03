"""Which versions of one service's rules held, by whom and why; two of them beside each other; one of them again."""

import dataclasses
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from raadhus.catalogue.public import (
    RULES,
    Package,
    Release,
    RuledService,
    get_version,
    list_releases,
    list_stopped,
)
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
from raadhus.workspace.web.draft_acts import as_file
from raadhus.workspace.web.rules_pages import words
from raadhus.workspace.web.rules_pages.comparing.differences import DifferencePart, difference_part
from raadhus.workspace.web.rules_pages.drafts.listing import draft_url
from raadhus.workspace.web.rules_pages.frame import frame_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version: since when, by whom and why, what can be done with it; ``is_by_people``: changed in the workspace."""

    version: str
    content_hash: str
    since: str
    is_in_force: bool
    is_pending: bool
    is_by_people: bool
    by: str
    why: str
    draft_url: str
    tables_url: str
    file_url: str
    compare_url: str
    again_title: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StoppedLine:
    """A version that was stopped: from when it was to hold, by whom and why, as far as this town knows."""

    version: str
    since: str
    by: str
    why: str
    draft_url: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """All versions, the newest first; ``stopped``: those that were published and never came into force."""

    versions: tuple[VersionLine, ...]
    stopped: tuple[StoppedLine, ...]
    before: SelectField
    after: SelectField
    may_begin: bool
    may_stop: bool
    reason: TextAreaField
    done: words.Done


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
    actor, releases, stopped = request.actor, list_releases(request.actor, found), list_stopped(found)
    entries = _entries(actor, (*releases, *stopped)) if found.is_own else {}
    names = staff_names(actor, {one.staff_id for told in entries.values() for one in told})
    lines = tuple(
        _line(found, one, _before(releases, place), entries.get(one.draft_id, ()), names)
        for place, one in enumerate(releases)
    )
    options = tuple(Option(value=one.content_hash, label=_label(one)) for one in _once(releases))
    page = HistoryPage(
        versions=lines,
        stopped=tuple(_stopped(found, one, entries.get(one.draft_id, ()), names) for one in stopped),
        before=SelectField(name="before", label=_("Before"), options=options, value=_nth(options, 1)),
        after=SelectField(name="after", label=_("After"), options=options, value=_nth(options, 0)),
        may_begin=found.is_own and actor.has(Role.RULE_AUTHOR),
        may_stop=found.is_own and actor.has(Role.RULE_APPROVER),
        reason=TextAreaField(
            name="reason", label=_("Why they shall not come into force"), rows=2, max_length=2_000
        ),
        done=words.done(request),
    )
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


def _entries(actor: Actor, releases: tuple[Release, ...]) -> Mapping[UUID | None, tuple[HistoryEntry, ...]]:
    ids = list(dict.fromkeys(one.draft_id for one in releases if one.draft_id is not None))
    told = drafts.list_entries(actor, ids)
    return {key: tuple(one for one in told if one.draft_id == key) for key in ids}


def _before(releases: tuple[Release, ...], place: int) -> Release | None:
    return releases[place + 1] if place + 1 < len(releases) else None


def _once(releases: tuple[Release, ...]) -> tuple[Release, ...]:
    return tuple({one.content_hash: one for one in reversed(releases)}.values())[::-1]


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
    key = service.key
    query = f"?before={before.content_hash}&after={release.content_hash}" if before else ""
    return VersionLine(
        version=release.version,
        content_hash=release.content_hash,
        since=date_in_words(release.valid_from),
        is_in_force=release.content_hash == service.content_hash,
        is_pending=release.is_pending,
        is_by_people=release.draft_id is not None,
        by=_by(release, told, names),
        why=_why(told),
        draft_url=draft_url(key, release.draft_id) if release.draft_id and service.is_own else "",
        tables_url=f"{reverse('workspace:rules-tables', args=[key])}?version={release.content_hash}",
        file_url=f"{reverse('workspace:rules-version-file', args=[key])}?version={release.content_hash}",
        compare_url=f"{reverse('workspace:rules-compare', args=[key])}{query}" if query else "",
        again_title=_("Back to version %(version)s") % {"version": release.version},
    )


def _stopped(
    service: RuledService,
    release: Release,
    told: tuple[HistoryEntry, ...],
    names: Mapping[UUID, str],
) -> StoppedLine:
    taken = next((one for one in told if _is_end_of(one, release)), None)
    by = "" if taken is None else names.get(taken.staff_id, "") or _("a colleague")
    return StoppedLine(
        version=release.version,
        since=date_in_words(release.valid_from),
        by=by,
        why=taken.words if taken else "",
        draft_url=draft_url(service.key, release.draft_id) if release.draft_id and service.is_own else "",
    )


def _is_end_of(entry: HistoryEntry, release: Release) -> bool:
    """Say whether an entry may be the one that stopped a release: the first such after it."""
    return entry.happening is Happening.TAKEN_BACK and entry.at >= release.released_at


def _by(release: Release, told: tuple[HistoryEntry, ...], names: Mapping[UUID, str]) -> str:
    """Say who wrote and who published, as far as this town knows."""
    who = {one.happening: names.get(one.staff_id, "") or _("a colleague") for one in told}
    if Happening.PUBLISHED in who:
        return _("Written by %(author)s, published by %(approver)s") % {
            "author": who.get(Happening.BEGUN, ""),
            "approver": who[Happening.PUBLISHED],
        }
    return _("Changed in the workspace") if release.draft_id else _("Installed as a package")


def _why(told: tuple[HistoryEntry, ...]) -> str:
    notes = [one.words for one in told if one.happening is Happening.SUBMITTED]
    return notes[-1] if notes else ""
