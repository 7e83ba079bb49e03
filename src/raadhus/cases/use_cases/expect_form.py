"""Expect that a form which the process names is in the package."""

from raadhus.cases.models import Case
from raadhus.forms.public import task_form
from raadhus.platform.refusals import NotFoundHere
from raadhus.processes.public import BusinessError


def expect_form(case: Case, form: str) -> None:
    """Raise BusinessError "no-form" when the package of the case has no form of this name."""
    try:
        task_form(case.package_hash, form)
    except NotFoundHere as missing:
        raise BusinessError("no-form", f"The package has no form “{form}”.") from missing
