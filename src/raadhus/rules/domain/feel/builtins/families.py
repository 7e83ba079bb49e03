"""All built-in functions by name; importing a family declares it."""

from raadhus.rules.domain.feel.builtins import (
    boolean,
    context,
    conversion,
    lists,
    numeric,
    ranges,
    strings,
    temporal,
)
from raadhus.rules.domain.feel.builtins.registry import BUILT_INS

FAMILIES = (boolean, context, conversion, lists, numeric, ranges, strings, temporal)

__all__ = ["BUILT_INS", "FAMILIES"]
