"""What the words of the open data mean: their names never change, their meaning is told in each language."""

from django.utils.translation import gettext as _

from raadhus.statistics.public import OpenMeasure
from raadhus.ui.parts import Column, Table


def dictionary() -> Table:
    """Return every word that a line can have, with its meaning."""
    return Table(
        caption=_("What the words mean"),
        columns=(Column(label=_("Word")), Column(label=_("Meaning"))),
        rows=(*_columns(), *((measure.value, meaning) for measure, meaning in _measures().items())),
    )


def _columns() -> tuple[tuple[str, str], ...]:
    return (
        (
            "month",
            _("Column: the month, as 2026-11. A month is published when it is over, and never day by day."),
        ),
        ("measure", _("Column: what is counted, one of the words below.")),
        ("part", _("Column: of which channel or step; empty for all cases.")),
        (
            "name",
            _("Column: what the step is called in the process of today, in the municipality’s language."),
        ),
        ("value", _("Column: the figure. Empty when it is hidden.")),
        ("status", _("Column: “told”, or “hidden” when the figure is not published: it is not zero.")),
    )


def _measures() -> dict[OpenMeasure, str]:
    return {
        OpenMeasure.CAME: _("Cases that came in."),
        OpenMeasure.CAME_BY_CHANNEL: _(
            "Cases that came in on one channel: self-service, desk, phone or paper."
        ),
        OpenMeasure.CLOSED: _("Cases that were closed."),
        OpenMeasure.CLOSED_BY_RULES: _("Of them, those that rules decided alone."),
        OpenMeasure.CLOSED_BY_HAND: _("Of them, those that a person decided."),
        OpenMeasure.DEADLINE_KEPT: _("Of them, those closed within their deadline."),
        OpenMeasure.DEADLINE_MISSED: _("Of them, those closed after it."),
        OpenMeasure.WITHOUT_DEADLINE: _("Of them, those that had none."),
        OpenMeasure.MEDIAN_DAYS: _("Half of the cases closed took at most so many days."),
        OpenMeasure.NINETIETH_DAYS: _("Nine of ten cases closed took at most so many days."),
        OpenMeasure.STEP_MEDIAN_DAYS: _("Half of the stays at this step took at most so many days."),
        OpenMeasure.STEP_NINETIETH_DAYS: _("Nine of ten stays at this step took at most so many days."),
    }
