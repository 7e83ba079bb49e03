"""The package's examples by changed rules: which come out otherwise, and how."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from raadhus.catalogue.public import ScenarioChange, ScenarioComparison
from raadhus.ui.parts import Column, Table
from raadhus.ui.words import number_in_words, short_date_in_words

MOST_SHOWN = 30
# What service.yaml calls what comes of a decision, and what its codes mean.
_NAMES: dict[str, str | Promise] = {
    "outcome": gettext_lazy("Outcome"),
    "percent": gettext_lazy("Share in per cent"),
    "share": gettext_lazy("What the citizen pays, in per cent"),
    "route": gettext_lazy("How it is decided"),
    "reason": gettext_lazy("Why a person decides"),
    "hearing": gettext_lazy("Heard before"),
    "letter": gettext_lazy("Letter"),
    "valid-from": gettext_lazy("Holds from"),
}
_CODES: dict[str, str | Promise] = {
    "granted": gettext_lazy("granted"),
    "partly": gettext_lazy("granted in part"),
    "rejected": gettext_lazy("rejected"),
    "automatic": gettext_lazy("by the rules"),
    "hearing": gettext_lazy("after a hearing"),
    "person": gettext_lazy("by a caseworker"),
    "decision": gettext_lazy("a decision"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExamplesPart:
    """
    How many examples come out otherwise, in a sentence, and the first of them: a row each, what came of it before and now.

    ``failed``: names of examples that cannot be decided any more, each with why.
    """

    sentence: str
    has_changes: bool
    has_failed: bool
    table: Table | None
    failed: tuple[tuple[str, str], ...]
    more: int


def examples_part(compared: ScenarioComparison, codes: Mapping[str, str]) -> ExamplesPart:
    """Return what a page shows of a comparison; ``codes``: what the model calls its codes."""
    count, failed = len(compared.changed), len(compared.failed)
    said = ngettext(
        "%(count)s of %(tried)s examples comes out otherwise.",
        "%(count)s of %(tried)s examples come out otherwise.",
        count,
    ) % {"count": count, "tried": compared.tried}
    cannot = _("%(count)s cannot be decided by these rules at all.") % {"count": failed}
    same = _("All %(tried)s examples of the package come out as before.") % {"tried": compared.tried}
    sentence = " ".join([said if count or failed else same, *([cannot] if failed else [])])
    return ExamplesPart(
        sentence=sentence if compared.tried else _("The package has no examples."),
        has_changes=bool(count),
        has_failed=bool(failed),
        table=_table(compared.changed[:MOST_SHOWN], codes),
        failed=tuple((one.key, one.error) for one in compared.failed[:MOST_SHOWN]),
        more=max(count - MOST_SHOWN, 0) + max(failed - MOST_SHOWN, 0),
    )


def _table(changed: tuple[ScenarioChange, ...], codes: Mapping[str, str]) -> Table | None:
    found = {one.name for example in changed for one in example.outputs}
    names = [*(name for name in _NAMES if name in found), *sorted(found - _NAMES.keys())]
    return (
        Table(
            caption=_("Examples that come out otherwise"),
            is_caption_hidden=True,
            columns=(
                Column(label=_("Example")),
                *(Column(label=str(_NAMES.get(name, name))) for name in names),
            ),
            rows=tuple((example.key, *_row(example, names, codes)) for example in changed),
        )
        if names
        else None
    )


def _row(example: ScenarioChange, names: list[str], codes: Mapping[str, str]) -> list[str]:
    turns = {one.name: f"{_said(one.before, codes)} → {_said(one.after, codes)}" for one in example.outputs}
    return [turns.get(name, _("as before")) for name in names]


def _said(value: Any, codes: Mapping[str, str]) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal | int):
        return number_in_words(value)
    if isinstance(value, dt.date):
        return short_date_in_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(_said(one, codes) for one in value) or _("nothing")
    return str(_CODES.get(value) or codes.get(value) or value) or _("nothing")
