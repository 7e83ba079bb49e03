"""The shape of ``forms/<name>.json``: what somebody fills in who does a task of the process, on one page."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from raadhus.forms.domain.definition import (
    AnyField,
    Declaration,
    Form,
    NextThing,
    Part,
    Receipt,
    Start,
    Step,
    Texts,
)
from raadhus.forms.domain.located import Path

_NEEDS_A_DRAFT = frozenset({"group", "attachment", "person"})
CODES = frozenset({"choice", "multiple_choice", "yes_no", "date", "month", "money", "whole_number"})
"""The kinds of field whose answer the process may know; words stay in the case."""


class TaskForm(Part):
    """The questions of one task. It keeps no draft: no groups, files or identity numbers, and nothing from registers."""

    format: Literal[1]
    languages: tuple[str, ...] = Field(min_length=1)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    country: Literal["dk", "no"]
    title: Texts
    intro: Texts | None = None
    fields: tuple[AnyField, ...] = Field(min_length=1, max_length=40)

    @model_validator(mode="after")
    def _is_filled_in_at_once(self) -> "TaskForm":
        kinds = sorted({field.kind for field in self.fields} & _NEEDS_A_DRAFT)
        if kinds:
            raise ValueError(f"The form of a task has no field of the kind {', '.join(kinds)}")
        if any(getattr(field, "fact", None) for field in self.fields):
            raise ValueError("The form of a task fetches nothing from registers")
        return self


def as_form(asked: TaskForm) -> Form:
    """Return the form as one of a single step; what only an application has says the title and is never shown."""
    step = Step(key="task", title=asked.title, intro=asked.intro, fields=asked.fields)
    return Form(
        format=1,
        languages=asked.languages,
        currency=asked.currency,
        country=asked.country,
        start=Start(),
        steps=(step,),
        declaration=Declaration(intro=asked.title, points=(asked.title,), accept=asked.title),
        receipt=Receipt(next=(NextThing(what=asked.title),)),
    )


def path_in_task_form(path: Path) -> Path | None:
    """Return where a part of ``as_form`` stands in the file, None where it does not."""
    return path[2:] if path[:2] == ("steps", 0) else None
