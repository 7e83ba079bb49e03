"""The fields that the outline alone asks: of tasks in any order, of what begins by itself, and of what is taken back."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from raadhus.ui.fields import CheckField, Field, Option, SelectField, TextAreaField, Width


def within_fields(steps: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    """Return these fields, all empty; ``steps``: the id and name of those that can be taken back."""
    orders = (
        Option(value="Parallel", label=_("In any order, also at the same time")),
        Option(value="Sequential", label=_("One by one")),
    )
    done = tuple(Option(value=identity, label=name) for identity, name in steps)
    return (
        CheckField(name="interrupts", label=_("What goes on is stopped then; else it goes on beside")),
        SelectField(name="ordering", label=_("How its tasks are done"), options=orders, width=Width.FULL),
        TextAreaField(
            name="enough",
            label=_("Enough when (FEEL)"),
            hint=_("Without it everything within is done once."),
            rows=2,
        ),
        CheckField(name="stops-rest", label=_("What is not done by then is taken away")),
        SelectField(
            name="takes-back",
            label=_("What is taken back"),
            options=done,
            empty_label=_("Everything that was done and can be taken back"),
            width=Width.FULL,
        ),
    )
