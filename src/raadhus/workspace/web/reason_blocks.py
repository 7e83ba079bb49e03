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


def blocks_field(case: StaffCase) -> ChecksField | None:
    """Return the choice of sentences, None where the package has none."""
    options = blocks_of(case)
    if not options:
        return None
    return ChecksField(
        name=CHOSEN,
        label=_("Sentences of the service"),
        hint=_("What you choose is added to the reasons."),
        options=options,
        is_required=False,
    )


def with_blocks(case: StaffCase, typed: Typed, chosen: Collection[str]) -> Typed:
    """Return what was typed with the chosen sentences at the end of the reasons, each once."""
    written = [line.strip() for line in typed.reasons.splitlines() if line.strip()]
    added = [one.hint for one in blocks_of(case) if one.value in chosen and one.hint not in written]
    return dataclasses.replace(typed, reasons="\n".join([*written, *added])) if added else typed
