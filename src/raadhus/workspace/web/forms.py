"""The forms of a case's page as somebody has just sent them, each None when it was not."""

import dataclasses

from raadhus.ui.parts import Problem
from raadhus.workspace.web.correct_form import CorrectForm
from raadhus.workspace.web.decide_form import DecideForm
from raadhus.workspace.web.forward_form import ForwardForm
from raadhus.workspace.web.small_forms import SmallForm
from raadhus.workspace.web.work_form import WorkForm


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentForms:
    """At most one of them is there."""

    decide: DecideForm | None = None
    forward: ForwardForm | None = None
    correct: CorrectForm | None = None
    work: WorkForm | None = None
    link: SmallForm | None = None
    represent: SmallForm | None = None
    note: SmallForm | None = None
    ask: SmallForm | None = None
    reopen: SmallForm | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the lines of the page's error summary."""
        large = (self.decide, self.forward, self.correct, self.work)
        small = (self.link, self.represent, self.note, self.ask, self.reopen)
        return next((form.problems for form in (*large, *small) if form), ())
