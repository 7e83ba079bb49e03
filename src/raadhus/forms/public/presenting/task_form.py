"""The form of a task as a page shows it."""

import datetime as dt

from raadhus.forms.domain.inputs import Typed
from raadhus.forms.domain.moment import Moment
from raadhus.forms.domain.sheet import Sheet
from raadhus.forms.domain.step_reading import Reader
from raadhus.forms.public.presenting.sentences import sentence
from raadhus.forms.public.presenting.step_page import StepPage, step_page
from raadhus.forms.use_cases.task_forms import FilledForm, task_form


def task_form_page(
    package_hash: str, name: str, *, today: dt.date, filled: FilledForm | None = None
) -> StepPage:
    """Return the questions of a task, empty or as ``filled`` in, with what is to be put right. Raises: NotFoundHere."""
    form = task_form(package_hash, name)
    (step,) = form.steps
    moment = Moment(today=today)
    nothing: Typed = {}
    reading = filled.reading if filled else Reader(form, Sheet(), {}, moment).read(step, nothing)
    troubles = reading.troubles if filled else ()
    currency = form.spec.currency
    return step_page(
        reading,
        Sheet(),
        steps=1,
        currency=currency,
        files=(),
        moment=moment,
        errors={trouble.name: sentence(trouble, currency) for trouble in reversed(troubles)},
    )
