"""The form with which a caseworker holds to a decision and sends its appeal on."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import Self

from django.utils.translation import gettext as _

from raadhus.cases.public import StaffCase
from raadhus.platform.refusals import Refusal
from raadhus.ui.fields import Field, TextAreaField, problems_of
from raadhus.ui.parts import Problem
from raadhus.workspace.web.case_page.in_words import letter_language
from raadhus.workspace.web.reason_blocks import lines_with_blocks

_LONGEST = 4000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ForwardForm:
    """What stands in the form; ``language``: in which the letter is written, as the reader calls it."""

    language: str
    answer: str = ""
    error: str = ""

    @classmethod
    def begin(cls, case: StaffCase) -> Self:
        """Return the empty form."""
        return cls(language=letter_language(case))

    @classmethod
    def sent(cls, case: StaffCase, post: Mapping[str, str], chosen: Collection[str] = ()) -> Self:
        """Return the form with what was sent, the ``chosen`` sentences of the service at its end, checked."""
        answer = lines_with_blocks(case, post.get("answer", "")[: 2 * _LONGEST], chosen)
        error = ""
        if not answer.strip():
            error = _("Write why you hold to the decision.")
        elif len(answer) > _LONGEST:
            error = _("Write it shorter: at most 4,000 characters.")
        return cls(language=letter_language(case), answer=answer, error=error)

    def refused_by(self, refusal: Refusal) -> Self:
        """Return the form with what ``refusal`` says; nothing that was typed is lost."""
        return dataclasses.replace(self, error=refusal.in_a_form)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return what the letter says, a paragraph for each line; empty while something is wrong."""
        return () if self.error else tuple(line.strip() for line in self.answer.splitlines() if line.strip())

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in their order."""
        hint = _(
            "Answer what the applicant says. It stands in the letter, in %(language)s, one reason on each line."
        )
        return (
            TextAreaField(
                name="answer",
                label=_("Why you hold to the decision"),
                hint=hint % {"language": self.language},
                value=self.answer,
                rows=5,
                error=self.error,
            ),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        return problems_of(self.fields)
