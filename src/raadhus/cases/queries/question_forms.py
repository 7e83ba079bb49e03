"""How a question is answered: by one of its choices, or by a form of the package that the process names."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from raadhus.cases.models import PutQuestion, Task
from raadhus.catalogue.public import Question
from raadhus.forms.public import SaidAnswer, task_answers_in_words, task_form_options

ANSWER = "answer"
"""The input of the answer in short: the key of a choice, or the field of a form that says which way they answer."""
SAID = "said"
"""The input of what they say in their own words."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChoice:
    """One answer in short: its key, what it is called by language, and whether whoever gives it says why."""

    key: str
    title: dict[str, str]
    wants_words: bool = False


def form_asked(task: Task) -> str:
    """Return the name of the form with which the question of ``task`` is answered, empty for one with choices."""
    return str((task.shown or {}).get("form", ""))


def choices_of(package_hash: str, question: Question, form: str) -> tuple[AnswerChoice, ...]:
    """Return the answers there are in short: those of the question, or those of the field ``answer`` of its ``form``."""
    if not form:
        return tuple(
            AnswerChoice(key=one.key, title=one.title, wants_words=one.wants_words)
            for one in question.choices
        )
    options = task_form_options(package_hash, form, ANSWER)
    return tuple(AnswerChoice(key=key, title=title) for key, title in options.items())


def choice_title(choices: Iterable[AnswerChoice], key: str) -> dict[str, str]:
    """Return what the answer ``key`` is called, by language; nothing for one that is not among ``choices``."""
    return next((one.title for one in choices if one.key == key), {})


def further_answers(put: PutQuestion, package_hash: str, form: str) -> tuple[SaidAnswer, ...]:
    """Return what else was filled in than the answer in short and its words, in words, in the language of the page."""
    if not form:
        return ()
    return further_in_words(package_hash, form, put.answers or {})


def further_in_words(package_hash: str, form: str, answers: Mapping[str, Any]) -> tuple[SaidAnswer, ...]:
    """Return ``answers`` of a form as ``further_answers`` does."""
    told = task_answers_in_words(package_hash, form, answers)
    return tuple(one for one in told if one.key not in {ANSWER, SAID})
