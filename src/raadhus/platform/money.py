"""Amounts of money: decimal, with their currency, never a float."""

import dataclasses
from decimal import ROUND_HALF_EVEN, Decimal


@dataclasses.dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in one currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        given: object = self.amount  # callers without types may hand over a float
        if isinstance(given, float):
            raise TypeError("Money is decimal: a float cannot hold an øre exactly.")
        if not self.amount.is_finite():
            raise ValueError("An amount is a finite number.")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: int | Decimal) -> "Money":
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def rounded(self, exponent: Decimal = Decimal("0.01")) -> "Money":
        """Return the amount rounded half to even at ``exponent``."""
        return Money(self.amount.quantize(exponent, ROUND_HALF_EVEN), self.currency)

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added or compared.")
        return other.amount
