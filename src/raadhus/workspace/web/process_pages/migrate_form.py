"""The form of a migration: from which version to which, which step becomes which, and why."""

import dataclasses
from collections.abc import Mapping
from typing import Self

from django.utils.translation import gettext as _

from raadhus.platform.requests import TownRequest
from raadhus.processes import public as processes
from raadhus.processes.public import CannotMigrate, MigrationOrder, VersionInfo
from raadhus.ui.fields import Field, Option, SelectField, TextAreaField, Width
from raadhus.ui.parts import Problem
from raadhus.workspace.web.process_pages.fields import reason_field
from raadhus.workspace.web.process_pages.versions import version_names

_LONGEST = 20_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MigrateForm:
    """What was chosen and typed; ``called``: the versions' names by their hashes; ``errors`` by the name of the field."""

    olds: tuple[VersionInfo, ...]
    news: tuple[VersionInfo, ...]
    called: Mapping[str, str]
    old: str
    new: str
    mapping: str
    reason: str
    errors: dict[str, str]

    @classmethod
    def of(cls, request: TownRequest) -> Self | None:
        """Return the form as it was sent, or as it begins; None when no instance is on its way."""
        olds = processes.list_versions(request.actor)
        if not olds:
            return None
        sent = request.POST if request.method == "POST" else request.GET
        news = processes.list_offered_versions(request.actor)
        form = cls(
            olds=olds,
            news=news,
            called=version_names(request.actor, (one.model_hash for one in (*olds, *news))),
            old=(old := sent.get("old") or _value(olds[0])),
            new=sent["new"] if "new" in sent else _successor(old, news),
            mapping=sent.get("mapping", "")[:_LONGEST],
            reason=sent.get("reason", ""),
            errors={},
        )
        return dataclasses.replace(form, errors=form._found()) if request.method == "POST" else form

    @property
    def order(self) -> MigrationOrder:
        """Return what is ordered; the form must have no errors."""
        old_hash, _dot, old_process = self.old.partition(".")
        new_hash, _dot, new_process = self.new.partition(".")
        return MigrationOrder(
            old_hash=old_hash,
            new_hash=new_hash,
            old_process=old_process,
            new_process=new_process,
            mapping=dict(_pairs(self.mapping)),
        )

    def without_reason(self) -> Self:
        """Return the form with what is missing when it is begun."""
        return dataclasses.replace(self, errors={"reason": _("Write in a few words why.")})

    def refused_by(self, refusal: CannotMigrate) -> Self:
        """Return the form with why it was refused."""
        if not refusal.unknown:
            return dataclasses.replace(self, errors={"new": refusal.in_a_form})
        names = ", ".join(refusal.unknown)
        return dataclasses.replace(
            self, errors={"mapping": _("These are in neither version: %(names)s.") % {"names": names}}
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in their order."""
        return (
            SelectField(
                name="old",
                label=_("From the version"),
                options=tuple(self._option(one) for one in self.olds),
                value=self.old,
                width=Width.FULL,
                error=self.errors.get("old", ""),
            ),
            SelectField(
                name="new",
                label=_("To the version"),
                hint="" if self.new else _("This process has no other version yet."),
                options=tuple(self._option(one) for one in self.news),
                value=self.new,
                width=Width.FULL,
                empty_label=_("Choose"),
                error=self.errors.get("new", ""),
            ),
            TextAreaField(
                name="mapping",
                label=_("Which step becomes which"),
                hint=_(
                    "One a line, by their ids: old = new. What is not named keeps its id. A timer or message that is"
                    " to be waited for no more has nothing after the sign."
                ),
                value=self.mapping,
                rows=4,
                is_required=False,
                max_length=_LONGEST,
                error=self.errors.get("mapping", ""),
            ),
            reason_field(value=self.reason, error=self.errors.get("reason", "")),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        return tuple(Problem(text=text, href=f"#{name}") for name, text in self.errors.items())

    def _option(self, version: VersionInfo) -> Option:
        return Option(value=_value(version), label=f"{version.name} · {self.called[version.model_hash]}")

    def _found(self) -> dict[str, str]:
        errors = {}
        if self.old not in {_value(one) for one in self.olds}:
            errors["old"] = _("Choose a version.")
        if self.new not in {_value(one) for one in self.news} or self.new == self.old:
            errors["new"] = _("Choose another version than the first.")
        elif _process(self.new) != _process(self.old):
            errors["new"] = _("That is another process. Choose a version of the same one.")
        wrong = [line for line in _lines(self.mapping) if "=" not in line]
        if wrong:
            errors["mapping"] = _("This line has no sign =: %(line)s") % {"line": wrong[0]}
        return errors


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pairs(text: str) -> list[tuple[str, str]]:
    halves = [line.partition("=") for line in _lines(text)]
    return [(old.strip(), new.strip()) for old, _sign, new in halves]


def _value(version: VersionInfo) -> str:
    return f"{version.model_hash}.{version.process}"


def _process(value: str) -> str:
    return value.partition(".")[2]


def _successor(old: str, news: tuple[VersionInfo, ...]) -> str:
    """Return the newest other version of the same process: a case of one service never becomes one of another here."""
    same = (_value(one) for one in news if one.process == _process(old))
    return next((value for value in same if value != old), "")
