"""The form of a service package: nobody can install one that cannot be filled in."""

from typing import Any

from raadhus.catalogue import public as catalogue
from raadhus.forms.domain.compiled import CompiledForm, compile_form
from raadhus.forms.domain.located import CannotReadForm
from raadhus.forms.use_cases.forms_in_use import FORM_FILE
from raadhus.rules.public import parse_expression


class FormPart(catalogue.QuietPart):
    """Looks after ``form.json``."""

    name = "form"

    def lint(self, files: catalogue.PackageFiles) -> catalogue.Problems:
        """Return what is wrong with the form; nothing when the package has none."""
        if FORM_FILE not in files:
            return ()
        try:
            compile_form(files[FORM_FILE], parse_expression)
        except CannotReadForm as error:
            return tuple(
                catalogue.Problem(
                    file=FORM_FILE, line=problem.line, element=problem.path, sentence=problem.sentence
                )
                for problem in error.problems
            )
        return ()

    def diff(self, before: catalogue.PackageFiles, after: catalogue.PackageFiles) -> tuple[str, ...]:
        """Return one sentence for each question that came, went or is asked otherwise."""
        old, new = _questions(before), _questions(after)
        gone = [f"The form no longer asks {key}." for key in old if key not in new]
        came = [f"The form now asks {key}." for key in new if key not in old]
        changed = [
            f"The form asks {key} in another way." for key in new if key in old and old[key] != new[key]
        ]
        return (*gone, *came, *changed)


def _questions(files: catalogue.PackageFiles) -> dict[str, Any]:
    if FORM_FILE not in files:
        return {}
    form: CompiledForm = compile_form(files[FORM_FILE], parse_expression)
    return {field.key: field.spec for field in form.fields()}


catalogue.register_part(FormPart())
