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
    """One example that comes out otherwise, or not at all."""

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
    count, failed = len(compared.changed), len(compared.failed)
    said = ngettext(
        "%(count)s of %(tried)s examples comes out otherwise.",
        "%(count)s of %(tried)s examples come out otherwise.",
        count,
    ) % {"count": count, "tried": compared.tried}
    cannot = _("%(count)s cannot be decided by these rules at all.") % {"count": failed}
    same = _("All %(tried)s examples of the package come out as before.") % {"tried": compared.tried}
    sentence = " ".join([said if count or failed else same, *([cannot] if failed else [])])
    examples = (
        *(Example(title=one.key, lines=(), error=one.error) for one in compared.failed),
        *(_example(one) for one in compared.changed),
    )
    return ExamplesPart(
        sentence=sentence if compared.tried else _("The package has no examples."),
        has_changes=bool(count),
        has_failed=bool(failed),
        examples=examples[:MOST_SHOWN],
        more=max(len(examples) - MOST_SHOWN, 0),
    )


def _example(changed: ScenarioChange) -> Example:
    lines = tuple(
        Line(label=one.name, before=_said(one.before), after=_said(one.after)) for one in changed.outputs
    )
    return Example(title=changed.key, lines=lines, error="")


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
