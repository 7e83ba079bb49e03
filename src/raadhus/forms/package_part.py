"""The form of a service package: nobody can install one that cannot be filled in."""

from typing import Any

from raadhus.catalogue import public as catalogue
from raadhus.forms.domain.located import CannotReadForm
from raadhus.forms.use_cases.forms_in_use import FORM_FILE, form_in


class FormPart(catalogue.QuietPart):
    """Looks after ``form.json``."""

    name = "form"

    def lint(self, files: catalogue.PackageFiles) -> catalogue.Problems:
        """Return what is wrong with the form; nothing when the package has none."""
        try:
            form_in(files)
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
    form = form_in(files)
    return {field.key: field.spec for field in form.fields()} if form is not None else {}


catalogue.register_part(FormPart())
