"""The form with which a caseworker puts a figure right."""

import dataclasses
from collections.abc import Mapping
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from raadhus.cases.public import FigureCorrection, FigureInfo, read_monthly_amount
from raadhus.platform.refusals import Refusal
from raadhus.ui.fields import Field, MoneyField, TextAreaField, problems_of
from raadhus.ui.parts import Problem
from raadhus.ui.words import currency_in_words

LONGEST = 1000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CorrectForm:
    """What stands in the form of one figure (``key`` of the form, of ``concerns``), and what is wrong with it."""

    key: str
    concerns: UUID
    currency: str
    amount: str = ""
    reason: str = ""
    errors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    refused: str = ""

    @classmethod
    def begin(cls, info: FigureInfo, currency: str) -> Self:
        """Return the empty form of a figure."""
        return cls(key=info.figure.key, concerns=info.figure.concerns, currency=currency)

    @classmethod
    def sent(cls, info: FigureInfo, currency: str, post: Mapping[str, str]) -> Self:
        """Return the form with what was sent, checked."""
        form = cls.begin(info, currency)
        typed = dataclasses.replace(
            form,
            amount=post.get(form.name_of("amount"), "")[:40],
            reason=post.get(form.name_of("reason"), "")[: 2 * LONGEST],
        )
        return dataclasses.replace(typed, errors=dict(_errors(typed)))

    def refused_by(self, refusal: Refusal) -> Self:
        """Return the form with what ``refusal`` says."""
        return dataclasses.replace(self, refused=refusal.in_a_form)

    def name_of(self, field: str) -> str:
        """Return what a field is posted as: each figure's own, so that no two on a page are alike."""
        return f"{field}-{self.key}-{self.concerns.hex[-8:]}"

    @property
    def which(self) -> str:
        """Return which figure the form is about, as it is posted."""
        return f"{self.concerns}:{self.key}"

    @property
    def correction(self) -> FigureCorrection | None:
        """Return what is to be kept, None while something is wrong."""
        amount = read_monthly_amount(self.amount)
        if self.errors or amount is None:
            return None
        return FigureCorrection(key=self.key, concerns=self.concerns, amount=amount, reason=self.reason)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields in their order."""
        return (
            MoneyField(
                name=self.name_of("amount"),
                label=_("What it is, a month before tax"),
                unit=currency_in_words(self.currency),
                value=self.amount,
                error=self.errors.get("amount", ""),
            ),
            TextAreaField(
                name=self.name_of("reason"),
                label=_("How you know"),
                hint=_("For example “pay slip of October”. It stays in the file."),
                value=self.reason,
                rows=2,
                error=self.errors.get("reason", ""),
            ),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the error summary."""
        refused = (Problem(text=self.refused, href=f"#{self.fields[0].element_id}"),) if self.refused else ()
        return (*refused, *problems_of(self.fields))


def _errors(typed: CorrectForm) -> list[tuple[str, str]]:
    found = []
    if read_monthly_amount(typed.amount) is None:
        found.append(("amount", _("Write an amount a month, for example 24,300.50.")))
    if not typed.reason.strip():
        found.append(("reason", _("Write how you know what the figure is.")))
    elif len(typed.reason) > LONGEST:
        found.append(("reason", _("Write it shorter: at most 1,000 characters.")))
    return found
