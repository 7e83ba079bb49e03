"""The fields with which a question is answered: its choices and words, or the form of the package."""

import dataclasses
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raadhus.cases.public.papers import papers_field
from raadhus.cases.queries.question_forms import ANSWER, SAID
from raadhus.cases.use_cases.show_question import OwnQuestion
from raadhus.forms.public import FileRefused, fill_task_form, filled_before
from raadhus.forms.public.presenting.step_page import StepPage
from raadhus.forms.public.presenting.task_form import task_form_page
from raadhus.organisation.public import local_today
from raadhus.platform.actor import Actor
from raadhus.platform.text import clean
from raadhus.ui.fields import ChoiceField, Field, Option, TextAreaField, problems_of
from raadhus.ui.parts import Problem

LONGEST = 10_000
Typed = Mapping[str, list[str]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFields:
    """What is asked: a ``form`` of the package, None for choices and words, which stand in ``fields`` with the papers."""

    form: StepPage | None
    fields: tuple[Field, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is to be put right."""
        return (*(self.form.problems if self.form else ()), *problems_of(self.fields))


def question_fields(
    actor: Actor, asked: OwnQuestion, typed: Typed | None, refused: FileRefused | None = None
) -> QuestionFields:
    """
    Return the fields as they were ``typed`` in, else as they were answered before; ``refused``: a file was not taken.

    Raises: CannotTakeForm for inputs that the form has not.
    """
    papers = (papers_field(_("Papers that show it"), refused),) if asked.question.takes_papers else ()
    if asked.form:
        return QuestionFields(form=_form(actor, asked, typed), fields=papers)
    choice, said = (
        (asked.choice, asked.said) if typed is None else (_first(typed, ANSWER), _first(typed, SAID))
    )
    errors = {} if typed is None else _errors(asked, choice, clean(said))
    return QuestionFields(form=None, fields=(*_fields(asked, choice, said, errors), *papers))


def _form(actor: Actor, asked: OwnQuestion, typed: Typed | None) -> StepPage:
    today = local_today(actor.tenant)
    if typed is None and not asked.answers:
        return task_form_page(asked.package_hash, asked.form, today=today)
    filled = (
        filled_before(asked.package_hash, asked.form, asked.answers, today=today)
        if typed is None
        else fill_task_form(asked.package_hash, asked.form, typed, today=today)
    )
    return task_form_page(asked.package_hash, asked.form, today=today, filled=filled)


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")


def _fields(asked: OwnQuestion, choice: str, said: str, errors: dict[str, str]) -> tuple[Field, ...]:
    wanted = ", ".join(f"“{_in_words(one.title)}”" for one in asked.choices if one.wants_words)
    return (
        ChoiceField(
            name=ANSWER,
            label=_("Your answer"),
            options=tuple(Option(value=one.key, label=_in_words(one.title)) for one in asked.choices),
            value=choice,
            error=errors.get(ANSWER, ""),
        ),
        TextAreaField(
            name=SAID,
            label=_("What you want to say"),
            hint=_("Write in a few words why, if you answer: %(answers)s.") % {"answers": wanted}
            if wanted
            else "",
            value=said,
            rows=6,
            max_length=LONGEST,
            is_required=False,
            error=errors.get(SAID, ""),
        ),
    )


def _errors(asked: OwnQuestion, choice: str, said: str) -> dict[str, str]:
    chosen = next((one for one in asked.choices if one.key == choice), None)
    if chosen is None:
        return {ANSWER: _("Choose one of the answers.")}
    if chosen.wants_words and not said:
        return {SAID: _("Write in a few words why.")}
    return {SAID: _("Write at most 10,000 characters.")} if len(said) > LONGEST else {}


def _in_words(texts: dict[str, str]) -> str:
    return texts.get(get_language() or "en", texts["en"])
