"""The form of a step of the process, as the page of its case shows it."""

import dataclasses
from typing import Self

from raadhus.cases.public import StaffCase
from raadhus.forms.public import FilledForm
from raadhus.forms.public.presenting.step_page import StepPage
from raadhus.forms.public.presenting.task_form import task_form_page
from raadhus.organisation.public import local_today
from raadhus.platform.actor import Actor
from raadhus.ui.parts import Problem


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WorkForm:
    """Its questions, None for a step in which nothing is filled in."""

    page: StepPage | None

    @classmethod
    def begin(cls, actor: Actor, case: StaffCase, filled: FilledForm | None = None) -> Self:
        """Return the form of the case's task, empty or as it was ``filled`` in. Raises: NotFoundHere."""
        if case.task is None or not case.task.form:
            return cls(page=None)
        today = local_today(actor.tenant)
        return cls(page=task_form_page(case.package_hash, case.task.form, today=today, filled=filled))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is to be put right."""
        return self.page.problems if self.page else ()
