"""The form with which staff choose what to try: two versions of rules, and a period of earlier decisions."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Self

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from raadhus.cases.public import LARGEST_MODEL, Trying
from raadhus.catalogue.public import RuledService, RuleVersion, package_file
from raadhus.platform.refusals import Refusal
from raadhus.platform.requests import TownRequest
from raadhus.ui.fields import Field, FileField, Option, SelectField, Width, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import date_in_words

_RULES = "rules.dmn"
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
class TryForm:
    """What stands in the form, and what is wrong with it; ``uploaded``: name and bytes of a file with new rules."""

    versions: tuple[RuleVersion, ...]
    old: str
    new: str = ""
    period: str = "12-months"
    uploaded: tuple[str, bytes] | None = None
    errors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    refused: str = ""

    @classmethod
    def begin(cls, service: RuledService, versions: tuple[RuleVersion, ...]) -> Self:
        """Return the empty form: the old rules are those in force."""
        return cls(versions=versions, old=service.model_hash)

    @classmethod
    def sent(cls, service: RuledService, versions: tuple[RuleVersion, ...], request: TownRequest) -> Self:
        """Return the form with what was sent, checked."""
        post, file = request.POST, request.FILES.get("file")
        form = cls(
            versions=versions,
            old=post.get("old", ""),
            new=post.get("new", ""),
            period=post.get("period", ""),
            uploaded=_uploaded(file) if isinstance(file, UploadedFile) else None,
        )
        return dataclasses.replace(form, errors=form._errors())

    def refused_by(self, refusal: Refusal) -> Self:
        """Return the form with what ``refusal`` says."""
        return dataclasses.replace(self, refused=refusal.in_a_form)

    def trying(self, service: RuledService, today: dt.date) -> Trying:
        """Return what is asked for; only of a form without errors."""
        begins_on, ends_on = period_of(self.period, today)
        name, source = self._new_rules()
        return Trying(
            service_key=service.key,
            package_hash=service.content_hash,
            old_hash=self.old,
            old_name=self._version(self.old).version,
            new_source=source,
            new_name=name,
            begins_on=begins_on,
            ends_on=ends_on,
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in their order."""
        in_force = tuple(Option(value=one.model_hash, label=self._label(one)) for one in self.versions)
        return (
            SelectField(
                name="old",
                label=_("The rules as they are"),
                options=in_force,
                value=self.old,
                width=Width.FULL,
            ),
            SelectField(
                name="new",
                label=_("The rules as they would be"),
                hint=_("Choose a version, or give a file below."),
                options=in_force,
                value=self.new,
                empty_label=_("From a file"),
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

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        refused = (Problem(text=self.refused, href="#f-new"),) if self.refused else ()
        return (*refused, *problems_of(self.fields))

    def _errors(self) -> dict[str, str]:
        errors: dict[str, str] = {}
        known = {one.model_hash for one in self.versions}
        if self.old not in known or self.period not in PERIODS or (self.new and self.new not in known):
            errors["new"] = _("Choose from the lists.")
        elif self.new and self.uploaded:
            errors["new"] = _("Choose a version or a file, not both.")
        elif not self.new and not self.uploaded:
            errors["file"] = _("Choose a version above, or a file here.")
        elif self.new == self.old:
            errors["new"] = _("These are the rules as they are. Choose others.")
        elif self.uploaded and not self.uploaded[1]:
            errors["file"] = _("The file is empty, or larger than 5 MB.")
        return errors

    def _new_rules(self) -> tuple[str, bytes]:
        if self.uploaded:
            return self.uploaded
        found = self._version(self.new)
        return found.version, package_file(found.content_hash, _RULES)

    def _version(self, model_hash: str) -> RuleVersion:
        return next(one for one in self.versions if one.model_hash == model_hash)

    @staticmethod
    def _label(one: RuleVersion) -> str:
        return _("Version %(version)s, stored %(day)s") % {
            "version": one.version,
            "day": date_in_words(one.stored_at.date()),
        }


def _uploaded(file: "UploadedFile[bytes]") -> tuple[str, bytes]:
    """Return name and bytes of a file; no bytes when it is too large to be rules."""
    is_small = (file.size or 0) <= LARGEST_MODEL
    return file.name or "", file.read() if is_small else b""
