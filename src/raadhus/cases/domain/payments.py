"""What a citizen pays of each price once a share of it is granted."""

import dataclasses
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

_FULL = Decimal(100)
_OERE = Decimal("0.01")


@dataclasses.dataclass(frozen=True, slots=True)
class Payment:
    """One price a month, as it was told, and what is left of it to pay; ``name`` says for whom."""

    name: str
    price: Decimal
    pays: Decimal


def payments(
    items: Iterable[Mapping[str, Any]], *, name: str, price: str, percent: Decimal
) -> tuple[Payment, ...]:
    """
    Return what is to be paid for each of ``items`` that has a price when ``percent`` of it is granted, exact to the øre.

    ``name``, ``price``: the keys of both in an item; amounts as text with two decimals.
    """
    told = ((str(item.get(name) or ""), Decimal(item[price])) for item in items if item.get(price))
    return tuple(
        Payment(said, amount, (amount * (_FULL - percent) / _FULL).quantize(_OERE)) for said, amount in told
    )
