"""Values that a person gives a process, written as a context of FEEL: ``{decided: true, amount: 12.50}``."""

from raadhus.processes.domain.formulas import FormulaRefused
from raadhus.processes.domain.values import CannotKeepValue, normal
from raadhus.processes.domain.work import StepFailed
from raadhus.processes.use_cases.neighbours import neighbours
from raadhus.processes.use_cases.refusals import CannotReadValues

LONGEST_VALUES = 2_000
"""Characters of the text."""


def read_values(text: str) -> dict[str, object]:
    """
    Return the values of a text, none of an empty one.

    Raises: CannotReadValues when it is no context of FEEL, or longer than a person types.
    """
    if not text.strip():
        return {}
    if len(text) > LONGEST_VALUES:
        raise CannotReadValues(detail=f"{len(text)} characters")
    try:
        value = normal(neighbours().parse_expression(text.strip()).evaluate({}))
    except (FormulaRefused, StepFailed, CannotKeepValue) as error:
        raise CannotReadValues(detail=str(error)) from error
    if not isinstance(value, dict):
        raise CannotReadValues(detail="no context")
    return value
