"""The package's examples by changed rules: which come out otherwise, and how."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from raadhus.catalogue.public import ScenarioChange, ScenarioComparison
from raadhus.ui.words import number_in_words, short_date_in_words
from raadhus.workspace.web.rules_pages.comparing.differences import Line

MOST_SHOWN = 30


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example that comes out otherwise."""

    title: str
    lines: tuple[Line, ...]
    error: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExamplesPart:
    """How many examples come out otherwise, in a sentence, and the first of them."""

    sentence: str
    has_changes: bool
    has_failed: bool
    examples: tuple[Example, ...]
    more: int


def examples_part(compared: ScenarioComparison) -> ExamplesPart:
    """Return what a page shows of a comparison."""
    count = len(compared.changed)
    said = ngettext(
        "%(count)s of %(tried)s examples comes out otherwise.",
        "%(count)s of %(tried)s examples come out otherwise.",
        count,
    ) % {"count": count, "tried": compared.tried}
    same = _("All %(tried)s examples of the package come out as before.") % {"tried": compared.tried}
    return ExamplesPart(
        sentence=(said if count else same) if compared.tried else _("The package has no examples."),
        has_changes=bool(count),
        has_failed=bool(compared.failed),
        examples=tuple(_example(one) for one in compared.changed[:MOST_SHOWN]),
        more=max(count - MOST_SHOWN, 0),
    )


def _example(changed: ScenarioChange) -> Example:
    lines = tuple(
        Line(label=one.name, before=_said(one.before), after=_said(one.after)) for one in changed.outputs
    )
    return Example(title=changed.key, lines=lines, error=changed.error)


def _said(value: Any) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal | int):
        return number_in_words(value)
    if isinstance(value, dt.date):
        return short_date_in_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(_said(one) for one in value) or _("nothing")
    return str(value)
