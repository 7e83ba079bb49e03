"""The time of a timer as one text: a length, a moment, one that comes again, or FEEL that gives one of them."""

import re
from dataclasses import replace
from typing import Any

from raadhus.processes.domain.document.events import TimerEventDefinition
from raadhus.processes.domain.document.foundation import Expression, FormalExpression

A_DAY = "P1D"
_A_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIMES = ("time_date", "time_duration", "time_cycle")


def written(timer: TimerEventDefinition) -> str:
    """Return the time of a timer as the outline shows it."""
    times = (getattr(timer, one) for one in _TIMES)
    return next((text_of(one) for one in times if one is not None), "")


def timed(timer: TimerEventDefinition, time: str) -> TimerEventDefinition:
    """
    Return a timer of a text: ``P7D`` is a length of time, ``R3/P1D`` one that comes again, a date a
    moment, and FEEL is of the kind that stood there, a moment where none did.
    """
    text = time.strip()
    if text.startswith("R") and "/" in text:
        field = "time_cycle"
    elif text.startswith(("P", "=P")) or "duration(" in text:
        field = "time_duration"
    elif _A_DATE.match(text):
        field = "time_date"
    else:
        field = next((one for one in _TIMES if getattr(timer, one) is not None), "time_date")
    values: dict[str, Any] = dict.fromkeys(_TIMES) | {field: FormalExpression.of(text)}
    return replace(timer, **values)


def text_of(expression: Expression | None) -> str:
    """Return the text of a formula, empty for none."""
    return expression.text.strip().removeprefix("=").strip() if expression else ""
