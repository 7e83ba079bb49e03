"""Read what somebody answers to a question, as it was typed: a choice with words, or the form of the package."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from raadhus.cases.models import Task
from raadhus.cases.queries.question_forms import ANSWER, SAID, form_asked
from raadhus.cases.use_cases import town_days
from raadhus.forms.public import FilledForm, fill_task_form
from raadhus.platform.actor import Actor
from raadhus.platform.text import clean

Typed = Mapping[str, list[str]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """
    An answer: ``choice`` by its key, and what they ``said``.

    ``answers``: all of the ``form`` that was filled in, as JSON by key; empty for a question without one.
    """

    choice: str
    said: str = ""
    form: str = ""
    answers: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def read_answer(actor: Actor, task: Task, typed: Typed) -> GivenAnswer | FilledForm:
    """
    Return the answer that was ``typed`` (input name -> texts), or the form with what is to be put right in it.

    Raises: CannotTakeForm for inputs that the form has not.
    """
    form = form_asked(task)
    if not form:
        return GivenAnswer(choice=_first(typed, ANSWER), said=clean(_first(typed, SAID)))
    filled = fill_task_form(task.case.package_hash, form, typed, today=town_days.today(actor))
    if not filled.is_in_order:
        return filled
    answers = filled.answers
    return GivenAnswer(
        choice=str(answers.get(ANSWER, "")), said=str(answers.get(SAID, "")), form=form, answers=answers
    )


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")
