"""Boolean functions."""

from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.comparing import equals
from raadhus.rules.domain.feel.temporal import DateTime, Time
from raadhus.rules.domain.feel.values import Value


@built_in("not(negand: boolean)")
def negated(negand: bool) -> bool:
    """Return the contrary."""
    return not negand


@built_in("is(value1: any?, value2: any?)")
def identical(value1: Value, value2: Value) -> bool:
    """Say whether two values are the same, temporal ones also in offset and zone."""
    if type(value1) is not type(value2):
        return False
    if isinstance(value1, DateTime):
        return bool(value1.date == value2.date and value1.time == value2.time)
    if isinstance(value1, Time):
        return bool(value1 == value2)
    return equals(value1, value2) is True
