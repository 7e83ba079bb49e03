"""The form of a task: read what was typed, say what of it the process may know, and put it into words."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from raadhus.catalogue.public import PackageFiles, package
from raadhus.forms.domain.compiled import CompiledForm, compile_task_form
from raadhus.forms.domain.definition import ChoiceField
from raadhus.forms.domain.inputs import Typed, names_of, typed_for
from raadhus.forms.domain.lines import StepReading
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.domain.step_reading import Reader
from raadhus.forms.domain.task_form import CODES
from raadhus.forms.use_cases.answers_in_words import SaidAnswer, SaidPart, answer_in_words, say
from raadhus.forms.use_cases.save_step import CannotTakeForm
from raadhus.platform.refusals import NotFoundHere
from raadhus.rules.public import parse_expression

FOLDER = "forms"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """What was typed in the form of a task, as it was read; ``answers``: JSON values by key, of what is shown."""

    reading: StepReading

    @property
    def is_in_order(self) -> bool:
        """Tell whether there is nothing to put right."""
        return self.reading.is_in_order

    @property
    def answers(self) -> dict[str, Any]:
        """Return what was answered, by key."""
        return {line.field.key: line.value for line in self.reading.lines if line.value is not None}


def task_form_in(files: PackageFiles, name: str) -> CompiledForm:
    """Return the form ``forms/<name>.json`` of a package that nobody has stored. Raises: CannotReadForm, NotFoundHere."""
    path = f"{FOLDER}/{name}.json"
    if path not in files:
        raise NotFoundHere(detail=f"no form {name}")
    return compile_task_form(files[path], parse_expression)


@functools.lru_cache(maxsize=256)
def task_form(package_hash: str, name: str) -> CompiledForm:
    """Return a form for tasks of one version of a package. Raises: NotFoundHere."""
    return task_form_in(package(package_hash).files, name)


def fill_task_form(package_hash: str, name: str, typed: Typed, *, today: dt.date) -> FilledForm:
    """
    Read what was ``typed`` (input name -> texts) in the form of a task.

    Raises: NotFoundHere for no such form, CannotTakeForm for inputs that it has not.
    """
    form = task_form(package_hash, name)
    (step,) = form.steps
    strangers = typed.keys() - names_of(step, Sheet())
    if strangers:
        raise CannotTakeForm(detail=f"unknown inputs: {', '.join(sorted(strangers))[:200]}")
    return FilledForm(reading=Reader(form, Sheet(), {}, Moment(today=today)).read(step, typed))


def filled_before(package_hash: str, name: str, answers: Mapping[str, Any], *, today: dt.date) -> FilledForm:
    """
    Return the form as it was filled in with ``answers``, JSON values by key, to be looked at and put right.

    Nothing is wrong in it before somebody types, also where the answer could not be given today. Raises: NotFoundHere.
    """
    form = task_form(package_hash, name)
    (step,) = form.steps
    typed = {
        name: texts
        for field in step.fields
        for name, texts in typed_for(field, field.key, answers.get(field.key))
    }
    reading = Reader(form, Sheet(), {}, Moment(today=today)).read(step, typed)
    return FilledForm(reading=dataclasses.replace(reading, troubles=()))


def task_form_options(package_hash: str, name: str, key: str) -> dict[str, dict[str, str]]:
    """Return what can be chosen in the field ``key``, titles by language; nothing where the form has no such choice."""
    found = (field.spec for field in task_form(package_hash, name).fields() if field.key == key)
    return {
        option.value: dict(option.label)
        for spec in found
        if isinstance(spec, ChoiceField)
        for option in spec.options
    }


def task_form_asks(package_hash: str, name: str) -> tuple[str, ...]:
    """Return the questions of the form in its order and the language of the page, also those not asked of everybody."""
    return tuple(
        say(field.spec.label)
        for field in task_form(package_hash, name).fields()
        if field.spec.kind != "notice"
    )


def task_form_values(package_hash: str, name: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of ``answers`` a process may know, by names with _ for dots: codes, days and amounts, as FEEL has them."""
    found: dict[str, Any] = {}
    for field in task_form(package_hash, name).fields():
        if field.spec.kind in CODES and field.kind is not None:
            value = answers.get(field.key)
            found[field.key.replace(".", "_")] = None if value is None else field.kind.feel(value)
    return found


def task_answers_in_words(package_hash: str, name: str, answers: Mapping[str, Any]) -> tuple[SaidAnswer, ...]:
    """Return what was answered, in the order of the form and the language of the page."""
    form = task_form(package_hash, name)
    return tuple(
        SaidAnswer(
            key=field.key,
            label=say(field.spec.label),
            parts=(
                SaidPart(
                    kind=field.spec.kind,
                    value=answer_in_words(field, answers[field.key], form.spec.currency),
                ),
            ),
        )
        for field in form.fields()
        if answers.get(field.key) is not None
    )
