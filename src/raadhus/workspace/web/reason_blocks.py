"""Sentences of the service that a caseworker may choose as reasons."""

import dataclasses
from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import StaffCase
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
            label=block.title.get(language, block.title["en"]),
            hint=block.text.get(case.language, block.text["en"]),
        )
        for block in (desk.reasons if desk else ())
    )


def blocks_field(case: StaffCase, name: str = CHOSEN) -> ChecksField | None:
    """Return the choice of sentences, posted as ``name``, None where the package has none."""
    options = blocks_of(case)
    if not options:
        return None
    return ChecksField(
        name=name,
        label=_("Sentences of the service"),
        hint=_("What you choose is added to the reasons."),
        options=options,
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
