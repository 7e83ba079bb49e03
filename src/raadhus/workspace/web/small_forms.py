"""The small forms of a case's page, of a field or two: as they begin, and as somebody has just sent them in vain."""

import dataclasses
from collections.abc import Mapping
from typing import Self

from django.utils.translation import gettext as _

from raadhus.cases.public import CannotNameRepresentative, StaffCase
from raadhus.platform.actor import Actor
from raadhus.platform.refusals import Refusal
from raadhus.ui.fields import Field, TextAreaField, TextField, problems_of
from raadhus.ui.parts import Problem
from raadhus.workspace.web.case_page.in_words import letter_language
from raadhus.workspace.web.case_page.note_form import note_to

_NUMBER = 40
_GROUND = 400
_NOTE = 4000
_LETTER = 2000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SmallForm:
    """What is asked for; it stands open once something in it is to be put right."""

    fields: tuple[Field, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the page's error summary."""
        return problems_of(self.fields)

    @property
    def is_open(self) -> bool:
        """Tell whether it was sent in vain."""
        return bool(self.problems)

    def refused_by(self, refusal: Refusal, name: str = "") -> Self:
        """Return the form with what ``refusal`` says at the field ``name``, the first one if none is named."""
        wrong = name or self.fields[0].name
        return dataclasses.replace(
            self,
            fields=tuple(
                dataclasses.replace(one, error=refusal.in_a_form) if one.name == wrong else one
                for one in self.fields
            ),
        )


Typed = Mapping[str, str]
NOTHING: Typed = {}


def link_form(typed: Typed = NOTHING) -> SmallForm:
    """Ask which case belongs to this one."""
    number = TextField(
        name="number",
        label=_("Number of the other case"),
        value=_cut(typed, "number", _NUMBER),
        max_length=_NUMBER,
    )
    return SmallForm(fields=(number,))


def representative_form(typed: Typed = NOTHING) -> SmallForm:
    """Ask who speaks for the applicant, and how that is known."""
    return SmallForm(
        fields=(
            TextField(
                name="identity",
                label=_("Identity number of who represents"),
                value=_cut(typed, "identity", _NUMBER),
                max_length=20,
                autocomplete="off",
            ),
            TextField(
                name="ground",
                label=_("How do you know that they may?"),
                hint=_("For example: power of attorney of 3 November, seen."),
                value=_cut(typed, "ground", 2 * _GROUND),
                max_length=_GROUND,
            ),
        )
    )


def wrong_field(refusal: CannotNameRepresentative) -> str:
    """Return which field of the form of a representative is to be put right."""
    return "ground" if refusal.field == "ground" else "identity"


def note_form(actor: Actor, case: StaffCase, typed: Typed = NOTHING) -> SmallForm:
    """Ask what to remember, and perhaps whom to tell."""
    text = TextAreaField(
        name="text",
        label=_("What you want to remember"),
        hint=_("It is part of the file and cannot be changed. The applicant can ask to read it."),
        value=_cut(typed, "text", 2 * _NOTE),
        rows=3,
        max_length=_NOTE,
    )
    to = note_to(actor, case, typed.get("to", ""))
    return SmallForm(fields=(text, to) if to.options else (text,))


def ask_form(case: StaffCase, typed: Typed = NOTHING) -> SmallForm:
    """Ask what the applicant is to add."""
    hint = _(
        "It stands in a letter to them, in %(language)s, one thing on each line. The case waits for the answer."
    )
    question = TextAreaField(
        name="question",
        label=_("What do you need?"),
        hint=hint % {"language": letter_language(case)},
        value=_cut(typed, "question", 2 * _LETTER),
        rows=4,
        max_length=_LETTER,
    )
    return SmallForm(fields=(question,))


def reopen_form(case: StaffCase, typed: Typed = NOTHING) -> SmallForm:
    """Ask why a closed case is looked at again."""
    hint = _("What is new, or what was wrong. It stands in a letter to them, in %(language)s.")
    reason = TextAreaField(
        name="reason",
        label=_("Why is it looked at again?"),
        hint=hint % {"language": letter_language(case)},
        value=_cut(typed, "reason", 2 * _LETTER),
        rows=4,
        max_length=_LETTER,
    )
    return SmallForm(fields=(reason,))


def _cut(typed: Typed, name: str, longest: int) -> str:
    return typed.get(name, "")[:longest]
