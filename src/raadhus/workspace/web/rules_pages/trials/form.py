"""The form with which staff choose what to try: two versions of rules, and a period of earlier decisions."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Self
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raadhus.cases.public import Trying, may_try_files
from raadhus.catalogue.public import RULES, RuledService, list_releases, package_file
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.platform.requests import TownRequest
from raadhus.rules.public import LARGEST_MODEL, get_source
from raadhus.rules.public.drafts import DraftInfo, Proposal, get_draft_source, list_drafts, list_proposals
from raadhus.ui.fields import Field, FileField, Option, SelectField, Width, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import date_in_words

PERIODS: dict[str, str | Promise] = {
    "12-months": gettext_lazy("The last twelve months"),
    "3-months": gettext_lazy("The last three months"),
    "this-year": gettext_lazy("This year"),
    "last-year": gettext_lazy("Last year"),
}
_DAYS = {"12-months": 365, "3-months": 91}


def period_of(key: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first day of a period, and the day after its last. Raises: KeyError."""
    if key == "this-year":
        return today.replace(month=1, day=1), today + dt.timedelta(days=1)
    if key == "last-year":
        return dt.date(today.year - 1, 1, 1), dt.date(today.year, 1, 1)
    return today - dt.timedelta(days=_DAYS[key]), today + dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version that can be chosen, by the address of its rules."""

    model_hash: str
    content_hash: str
    name: str
    since: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """
    What can be chosen: versions by the hash of their rules, those in force first; drafts by their id.

    ``takes_files``: rules that nobody else has seen may be tried.
    """

    versions: Mapping[str, Version]
    drafts: Mapping[str, DraftInfo]
    proposals: Mapping[str, Proposal]
    takes_files: bool = True


def choices_for(actor: Actor, service: RuledService) -> Choices:
    """Return what rules of a service can be tried. Raises: NotAllowed."""
    found = {
        service.model_hash: Version(
            model_hash=service.model_hash,
            content_hash=service.content_hash,
            name=service.version,
            since=service.in_force_on,
        )
    }
    for release in list_releases(actor, service):
        version = Version(
            model_hash=release.model_hash,
            content_hash=release.content_hash,
            name=release.version,
            since=release.valid_from,
        )
        found.setdefault(version.model_hash, version)
    drafts = {str(draft.id): draft for draft in list_drafts(actor, service.key)}
    proposals = () if service.is_own else list_proposals(actor, service.owner_id, service.key)
    return Choices(
        versions=found,
        drafts=drafts,
        proposals={str(one.draft_id): one for one in proposals},
        takes_files=may_try_files(actor),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TryForm:
    """What stands in the form, and what is wrong with it; ``uploaded``: name and bytes of a file with new rules."""

    choices: Choices
    old: str
    new: str = ""
    period: str = "12-months"
    uploaded: tuple[str, bytes] | None = None
    errors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    refused: str = ""

    @classmethod
    def begin(cls, service: RuledService, choices: Choices, draft: str) -> Self:
        """Return the form to begin with: the old rules are those in force, the new ones the draft that was asked for."""
        return cls(
            choices=choices,
            old=service.model_hash,
            new=draft if draft in choices.drafts or draft in choices.proposals else "",
        )

    @classmethod
    def sent(cls, choices: Choices, request: TownRequest) -> Self:
        """Return the form with what was sent, checked."""
        post, file = request.POST, request.FILES.get("file")
        form = cls(
            choices=choices,
            old=post.get("old", ""),
            new=post.get("new", ""),
            period=post.get("period", ""),
            uploaded=_uploaded(file) if isinstance(file, UploadedFile) else None,
        )
        return dataclasses.replace(form, errors=form._errors())

    def refused_by(self, refusal: Refusal) -> Self:
        """Return the form with what ``refusal`` says."""
        return dataclasses.replace(self, refused=refusal.in_a_form)

    def trying(self, actor: Actor, service: RuledService, today: dt.date) -> Trying:
        """Return what is asked for; only of a form without errors. Raises: NotFoundHere for a draft gone meanwhile."""
        begins_on, ends_on = period_of(self.period, today)
        name, source = self._new_rules(actor)
        return Trying(
            service_key=service.key,
            package_hash=service.content_hash,
            old_hash=self.old,
            old_name=self.choices.versions[self.old].name,
            new_source=source,
            new_name=name,
            begins_on=begins_on,
            ends_on=ends_on,
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in their order."""
        versions = tuple(
            Option(value=one.model_hash, label=_label(one)) for one in self.choices.versions.values()
        )
        titles = {key: one.title for key, one in self.choices.drafts.items()}
        titles |= {key: one.title for key, one in self.choices.proposals.items()}
        drafts = tuple(
            Option(value=key, label=_("Draft: %(title)s") % {"title": title}) for key, title in titles.items()
        )
        others = tuple(one for one in versions if one.value != self.old)
        takes_files = self.choices.takes_files
        fields: tuple[Field, ...] = (
            SelectField(
                name="old",
                label=_("The rules as they are"),
                options=versions,
                value=self.old,
                width=Width.FULL,
            ),
            SelectField(
                name="new",
                label=_("The rules as they would be"),
                hint=_("Choose a draft or a version, or give a file below.")
                if takes_files
                else _(
                    "Choose a draft or a version. Rules from a file are tried by those who work on the cases."
                ),
                options=(*drafts, *others),
                value=self.new,
                empty_label=_("From a file") if takes_files else "",
                width=Width.FULL,
                error=self.errors.get("new", ""),
                is_required=False,
            ),
            FileField(
                name="file",
                label=_("A file with rules (.dmn)"),
                accept=".dmn",
                error=self.errors.get("file", ""),
                is_required=False,
            ),
            SelectField(
                name="period",
                label=_("Cases decided in"),
                options=tuple(Option(value=key, label=str(label)) for key, label in PERIODS.items()),
                value=self.period,
            ),
        )
        return tuple(field for field in fields if takes_files or not isinstance(field, FileField))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        refused = (Problem(text=self.refused, href="#f-new"),) if self.refused else ()
        return (*refused, *problems_of(self.fields))

    def _errors(self) -> dict[str, str]:
        errors: dict[str, str] = {}
        known = {"", *self.choices.versions, *self.choices.drafts, *self.choices.proposals}
        if self.old not in self.choices.versions or self.period not in PERIODS or self.new not in known:
            errors["new"] = _("Choose from the lists.")
        elif self.new and self.uploaded:
            errors["new"] = _("Choose from the list or a file, not both.")
        elif not self.new and not self.uploaded:
            if self.choices.takes_files:
                errors["file"] = _("Choose from the list above, or a file here.")
            else:
                errors["new"] = _("Choose from the lists.")
        elif self.new == self.old:
            errors["new"] = _("These are the rules as they are. Choose others.")
        elif self.uploaded and not self.uploaded[1]:
            errors["file"] = _("The file is empty, or larger than 5 MB.")
        return errors

    def _new_rules(self, actor: Actor) -> tuple[str, bytes]:
        """Return what people call the new rules, and their bytes. Raises: NotFoundHere."""
        if self.uploaded:
            return self.uploaded
        if self.new in self.choices.drafts:
            draft, source = get_draft_source(actor, UUID(self.new))
            return draft.title, source
        if self.new in self.choices.proposals:
            proposal = self.choices.proposals[self.new]
            return proposal.title, get_source(actor, proposal.model)
        found = self.choices.versions[self.new]
        return found.name, package_file(found.content_hash, RULES)


def _label(one: Version) -> str:
    return _("Version %(version)s, from %(day)s") % {"version": one.name, "day": date_in_words(one.since)}


def _uploaded(file: "UploadedFile[bytes]") -> tuple[str, bytes]:
    """Return name and bytes of a file; no bytes when it is too large to be rules."""
    is_small = (file.size or 0) <= LARGEST_MODEL
    return file.name or "", file.read() if is_small else b""
