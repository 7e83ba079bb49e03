"""Sentences of the service that a caseworker may choose as reasons."""

import dataclasses
from collections.abc import Collection, Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import Outcome, StaffCase
from raadhus.cases.public import words as case_words
from raadhus.catalogue.public import package
from raadhus.ui.fields import ChecksField, Option
from raadhus.workspace.web.decide_form import Typed

CHOSEN = "block"
CHOSEN_TO_HOLD = "hold-block"  # in the form that holds to an appealed decision


def blocks_of(case: StaffCase) -> tuple[Option, ...]:
    """Return what can be chosen, by the title the reader understands, with the sentence as it would stand in the letter."""
    desk = package(case.package_hash).service.desk
    language = get_language() or "en"
    return tuple(
        Option(
            value=block.key,
            label=_titled(block.title.get(language, block.title["en"]), block.outcomes),
            hint=block.text.get(case.language, block.text["en"]),
        )
        for block in (desk.reasons if desk else ())
    )


def _titled(title: str, outcomes: Collection[str]) -> str:
    """Return the title with the decisions it is a reason for, where it is not one for all."""
    said = ", ".join(str(case_words.OUTCOME[Outcome(one)]) for one in outcomes)
    return _("%(title)s · only for: %(outcomes)s") % {"title": title, "outcomes": said} if said else title


def misfits(case: StaffCase, chosen: Collection[str], outcome: Outcome | None) -> tuple[str, ...]:
    """Return the titles of the chosen sentences that are no reason for such a decision; none while there is none."""
    desk = package(case.package_hash).service.desk
    language = get_language() or "en"
    return tuple(
        block.title.get(language, block.title["en"])
        for block in (desk.reasons if desk and outcome else ())
        if block.key in chosen and block.outcomes and outcome not in block.outcomes
    )


def unfit_in_words(titles: Iterable[str]) -> str:
    """Say that sentences do not go with what is decided; empty without any."""
    quoted = ", ".join(_("“%(reason)s”") % {"reason": title} for title in titles)
    return (
        _("Choose other sentences. No reason for this decision: %(titles)s.") % {"titles": quoted}
        if quoted
        else ""
    )


def blocks_field(
    case: StaffCase, name: str = CHOSEN, *, chosen: Collection[str] = (), error: str = ""
) -> ChecksField | None:
    """Return the choice of sentences, posted as ``name``, None where the package has none."""
    options = blocks_of(case)
    if not options:
        return None
    return ChecksField(
        name=name,
        label=_("Sentences of the service"),
        hint=_("What you choose is added to the reasons."),
        options=options,
        values=frozenset(chosen),
        error=error,
        is_required=False,
    )


def with_blocks(case: StaffCase, typed: Typed, chosen: Collection[str]) -> Typed:
    """Return what was typed with the chosen sentences at the end of the reasons, each once."""
    return dataclasses.replace(typed, reasons=lines_with_blocks(case, typed.reasons, chosen))


def lines_with_blocks(case: StaffCase, text: str, chosen: Collection[str]) -> str:
    """Return ``text`` with the chosen sentences at its end, each once; as it is when none is added."""
    written = [line.strip() for line in text.splitlines() if line.strip()]
    added = [one.hint for one in blocks_of(case) if one.value in chosen and one.hint not in written]
    return "\n".join([*written, *added]) if added else text
