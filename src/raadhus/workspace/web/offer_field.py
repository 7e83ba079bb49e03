"""What is offered to an applicant: the field in which a caseworker names it, and how offer and letter say it."""

import dataclasses
from typing import Self

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public import StaffCase
from raadhus.catalogue.public import package
from raadhus.ui.fields import TextField
from raadhus.workspace.web.case_page.in_words import letter_language

NAME = "offered"
LONGEST = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a service calls that which it offers: ``label`` to the reader, ``in_letter`` in the official language."""

    label: str
    in_letter: str
    language: str

    @classmethod
    def of(cls, case: StaffCase) -> Self | None:
        """Return how the case's service asks for it, None where a grant is no offer of something that has a name."""
        for asked in package(case.package_hash).service.questions:
            if asked.names is not None:
                return cls(
                    label=asked.names.get(get_language() or "en", asked.names["en"]),
                    in_letter=asked.names.get(case.language, asked.names["en"]),
                    language=letter_language(case),
                )
        return None

    def field(self, typed: str, error: str) -> TextField:
        """Return the field with what was typed."""
        hint = _("Only when you grant. It stands first in the offer and in the letter, in %(language)s.")
        return TextField(
            name=NAME,
            label=self.label,
            hint=hint % {"language": self.language},
            value=typed,
            max_length=LONGEST,
            error=error,
        )

    def error(self, typed: str) -> str:
        """Say what is wrong with what was typed for a grant, empty for nothing."""
        if not typed.strip():
            return _("Write what you offer, so that the applicant knows what they say yes or no to.")
        return _("Write it in at most 200 characters.") if len(typed.strip()) > LONGEST else ""

    def sentence(self, typed: str) -> str:
        """Return how offer and letter name it."""
        said = f"{self.in_letter}: {typed.strip()}"
        return said if said.endswith((".", "!", "?")) else f"{said}."
