"""Which versions of a service's rules, or of its process, held: by whom and why, and those that were stopped."""

import dataclasses
from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from raadhus.catalogue.public import Release, RuledService, list_releases, list_stopped
from raadhus.organisation.public import staff_names
from raadhus.platform.actor import Actor, Role
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import Happening, HistoryEntry
from raadhus.ui.fields import Option, SelectField, TextAreaField
from raadhus.ui.words import date_in_words
from raadhus.workspace.web.draft_pages.kinds import PagesOf, pages_of
from raadhus.workspace.web.draft_pages.words import HISTORY, Done, HistoryWords


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """
    One version: since when, by whom and why, what can be done with it; ``is_by_people``: changed in the workspace.

    ``is_unchanged``: it left the file of this history as it was; ``stopped_at``: the history that it is stopped in, when
    that is another.
    """

    version: str
    content_hash: str
    since: str
    is_in_force: bool
    is_by_people: bool
    is_unchanged: bool
    is_pending: bool
    may_stop: bool
    stopped_at: tuple[str, str]
    by: str
    why: str
    draft_url: str
    read_url: str
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

    words: HistoryWords
    versions: tuple[VersionLine, ...]
    stopped: tuple[StoppedLine, ...]
    before: SelectField
    after: SelectField
    may_begin: bool
    stop_url: str
    begin_url: str
    compare_url: str
    reason: TextAreaField
    done: Done


@dataclasses.dataclass(frozen=True, slots=True)
class History:
    """The history of what is drafted on these pages."""

    pages: PagesOf

    def page(self, actor: Actor, service: RuledService, done: Done) -> HistoryPage:
        """Return the page of a service; ``done``: what was done just now."""
        own, releases, stopped = (
            HISTORY[self.pages.kind],
            list_releases(actor, service),
            list_stopped(service),
        )
        told = _told(actor, (*releases, *stopped)) if service.is_own else _Told({}, {})
        options = tuple(Option(value=one.content_hash, label=_label(one)) for one in _once(releases))
        befores = [*releases[1:], None]
        return HistoryPage(
            words=own,
            versions=tuple(
                self._line(actor, service, one, before, told)
                for one, before in zip(releases, befores, strict=False)
            ),
            stopped=tuple(_stopped(service, one, told) for one in stopped),
            before=SelectField(name="before", label=_("Before"), options=options, value=_nth(options, 1)),
            after=SelectField(name="after", label=_("After"), options=options, value=_nth(options, 0)),
            may_begin=service.is_own and actor.has(Role.RULE_AUTHOR),
            stop_url=self.pages.url("stop", service.key),
            begin_url=self.pages.url("begin", service.key),
            compare_url=self.pages.url("compare", service.key),
            reason=TextAreaField(name="reason", label=str(own.reason), rows=2, max_length=2_000),
            done=done,
        )

    def _line(
        self, actor: Actor, service: RuledService, release: Release, before: Release | None, told: "_Told"
    ) -> VersionLine:
        key, version = service.key, urlencode({"version": release.content_hash})
        pages = told.pages(release)
        may_stop = (
            release.is_pending and service.is_own and actor.has(Role.RULE_APPROVER) and pages is not None
        )
        is_elsewhere = may_stop and pages is not None and pages.kind != self.pages.kind
        return VersionLine(
            version=release.version,
            content_hash=release.content_hash,
            since=date_in_words(release.valid_from),
            is_in_force=release.content_hash == service.content_hash,
            is_by_people=release.draft_id is not None,
            is_unchanged=not release.changes_file,
            is_pending=release.is_pending,
            may_stop=may_stop and not is_elsewhere,
            stopped_at=(str(HISTORY[pages.kind].elsewhere), pages.url("history", key))
            if is_elsewhere and pages
            else ("", ""),
            by=told.by(release),
            why=told.why(release),
            draft_url=told.draft_url(service, release),
            read_url=f"{self.pages.url(self.pages.reading, key)}?{version}",
            file_url=f"{self.pages.url('version-file', key)}?{version}",
            compare_url=self._compare_url(key, before, release) if before else "",
            again_title=_("Back to version %(version)s") % {"version": release.version},
        )

    def _compare_url(self, key: str, before: Release, after: Release) -> str:
        both = urlencode({"before": before.content_hash, "after": after.content_hash})
        return f"{self.pages.url('compare', key)}?{both}"


@dataclasses.dataclass(frozen=True, slots=True)
class _Told:
    """What this town knows of the drafts behind versions: the entries of each, and the names of those who made them."""

    entries: Mapping[UUID, tuple[HistoryEntry, ...]]
    names: Mapping[UUID, str]

    def of(self, release: Release) -> tuple[HistoryEntry, ...]:
        """Return what happened to the draft behind a version."""
        return self.entries.get(release.draft_id, ()) if release.draft_id else ()

    def pages(self, release: Release) -> PagesOf | None:
        """Return the pages of the kind of draft behind a version; None where none is known."""
        return next((pages_of(one.kind) for one in self.of(release)), None)

    def draft_url(self, service: RuledService, release: Release) -> str:
        """Return the address of the draft behind a version, empty where none is known."""
        pages = self.pages(release)
        return pages.draft_url(service.key, release.draft_id) if pages and release.draft_id else ""

    def name(self, entry: HistoryEntry) -> str:
        """Return who did something."""
        return self.names.get(entry.staff_id, "") or _("a colleague")

    def by(self, release: Release) -> str:
        """Say who wrote and who published a version."""
        who = {one.happening: self.name(one) for one in self.of(release)}
        if Happening.PUBLISHED in who:
            return _("Written by %(author)s, published by %(approver)s") % {
                "author": who.get(Happening.BEGUN, ""),
                "approver": who[Happening.PUBLISHED],
            }
        return _("Changed in the workspace") if release.draft_id else _("Installed as a package")

    def why(self, release: Release) -> str:
        """Return what was said of a version when it was sent for review, and when it was published."""
        last = {one.happening: one.words for one in self.of(release)}
        said = (last.get(happening, "") for happening in (Happening.SUBMITTED, Happening.PUBLISHED))
        return "\n\n".join(filter(None, said))


def _told(actor: Actor, releases: tuple[Release, ...]) -> _Told:
    ids = list(dict.fromkeys(one.draft_id for one in releases if one.draft_id is not None))
    found = drafts.list_entries(actor, ids)
    entries = {key: tuple(one for one in found if one.draft_id == key) for key in ids}
    return _Told(entries, staff_names(actor, {one.staff_id for one in found}))


def _once(releases: tuple[Release, ...]) -> tuple[Release, ...]:
    return tuple({one.content_hash: one for one in reversed(releases)}.values())[::-1]


def _nth(options: tuple[Option, ...], place: int) -> str:
    return options[min(place, len(options) - 1)].value if options else ""


def _label(release: Release) -> str:
    return _("%(version)s, from %(day)s") % {
        "version": release.version,
        "day": date_in_words(release.valid_from),
    }


def _stopped(service: RuledService, release: Release, told: _Told) -> StoppedLine:
    taken = next((one for one in told.of(release) if _is_end_of(one, release)), None)
    return StoppedLine(
        version=release.version,
        since=date_in_words(release.valid_from),
        by=told.name(taken) if taken else "",
        why=taken.words if taken else "",
        draft_url=told.draft_url(service, release),
    )


def _is_end_of(entry: HistoryEntry, release: Release) -> bool:
    """Say whether an entry may be the one that stopped a release: the first such after it."""
    return entry.happening is Happening.TAKEN_BACK and entry.at >= release.released_at
