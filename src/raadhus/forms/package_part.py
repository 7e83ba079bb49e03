"""The form of a service package: nobody can install one that cannot be filled in."""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from raadhus.catalogue import public as catalogue
from raadhus.forms.domain.located import CannotReadForm
from raadhus.forms.use_cases.forms_in_use import FORM_FILE, form_in
from raadhus.forms.use_cases.task_forms import FOLDER, task_form_in


class FormPart(catalogue.QuietPart):
    """Looks after ``form.json`` and the forms of tasks, ``forms/*.json``."""

    name = "form"

    def lint(self, files: catalogue.PackageFiles) -> catalogue.Problems:
        """Return what is wrong with the form and those of tasks; nothing when the package has none."""
        found = list(_faults(FORM_FILE, lambda: form_in(files)))
        for name in files.under(FOLDER):
            found += _faults(name, functools.partial(task_form_in, files, Path(name).stem))
        return tuple(found)

    def diff(self, before: catalogue.PackageFiles, after: catalogue.PackageFiles) -> tuple[str, ...]:
        """Return one sentence for each question that came, went or is asked otherwise, and each form of a task."""
        old, new = _questions(before), _questions(after)
        gone = [f"The form no longer asks {key}." for key in old if key not in new]
        came = [f"The form now asks {key}." for key in new if key not in old]
        changed = [
            f"The form asks {key} in another way." for key in new if key in old and old[key] != new[key]
        ]
        tasks = [
            f"The form of a task, {name}, changes."
            for name in sorted({*before.under(FOLDER), *after.under(FOLDER)})
            if before.contents.get(name) != after.contents.get(name)
        ]
        return (*gone, *came, *changed, *tasks)


def _faults(name: str, read: Callable[[], object]) -> Iterator[catalogue.Problem]:
    try:
        read()
    except CannotReadForm as error:
        for problem in error.problems:
            yield catalogue.Problem(
                file=name, line=problem.line, element=problem.path, sentence=problem.sentence
            )


def _questions(files: catalogue.PackageFiles) -> dict[str, Any]:
    form = form_in(files)
    return {field.key: field.spec for field in form.fields()} if form is not None else {}


catalogue.register_part(FormPart())
