"""Read what a task is set to, for the handler that carries it out: a value of FEEL, or the day of a deadline."""

import datetime as dt
import functools
from collections.abc import Callable

from raadhus.organisation.public import municipality
from raadhus.platform import clock
from raadhus.processes.domain.formulas import Expression, FormulaRefused
from raadhus.processes.domain.handlers import Execution
from raadhus.processes.domain.timers import (
    compile_time,
    compile_working_time,
    moment_of,
    working_moment_of,
)
from raadhus.processes.domain.work import StepFailed
from raadhus.processes.use_cases.neighbours import neighbours

_A_MOMENT = dt.timedelta(microseconds=1)


def value_of_setting(step: Execution, name: str) -> object:
    """
    Return what the FEEL of a setting comes to, of the inputs and variables of the step; None without the setting.

    Raises: StepFailed when it is no FEEL or cannot be evaluated.
    """
    text = step.properties.get(name, "")
    if not text:
        return None
    return _compiled(text, "", neighbours().parse_expression).evaluate({**step.variables, **step.inputs})


def day_of_setting(step: Execution, name: str, *, in_working_days: bool) -> dt.date | None:
    """
    Return the last local day of a time that begins now, as a setting says it (P5D, a day, FEEL); None without the setting.

    Raises: StepFailed when it comes to no day.
    """
    text = step.properties.get(name, "")
    if not text:
        return None
    expression = _compiled(text, "working" if in_working_days else "all", neighbours().parse_expression)
    value = expression.evaluate({**step.variables, **step.inputs})
    zone = municipality(step.actor.tenant).zone
    if in_working_days:
        working = neighbours().working_days_of(step.actor.tenant)
        ends_at = working_moment_of(value, clock.now(), zone, working)
    else:
        ends_at = moment_of(value, clock.now(), zone)
    return (
        (ends_at - _A_MOMENT).astimezone(zone).date()
    )  # a deadline ends at the midnight that closes its day


@functools.lru_cache(maxsize=500)
def _compiled(text: str, counted: str, language: Callable[[str], Expression]) -> Expression:
    written = text.removeprefix("=").strip()
    try:
        if counted == "working":
            return compile_working_time(written, language)
        return compile_time(written, language) if counted else language(written)
    except FormulaRefused as refused:
        raise StepFailed(f"“{text}” cannot be read: {refused}") from refused
