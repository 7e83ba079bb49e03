"""Sentences that go to one person must not tell what another earns, nor let it be computed."""

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"\d[\d.,'\s\u00a0\u202f]*\d|\d")
_TOO_SHORT_TO_TELL = 3


def tells(sentence: str, amounts: Iterable[Decimal]) -> bool:
    """Tell whether ``sentence`` contains one of ``amounts``, with or without øre, however grouped."""
    found = {re.sub(r"\D", "", match) for match in _NUMBER.findall(sentence)}
    return not found.isdisjoint(_written_forms(amounts))


def without_telling(sentences: Iterable[str], amounts: Iterable[Decimal]) -> tuple[str, ...]:
    """Return the sentences that tell none of ``amounts``."""
    hidden = tuple(amounts)
    return tuple(sentence for sentence in sentences if not tells(sentence, hidden))


def _written_forms(amounts: Iterable[Decimal]) -> set[str]:
    forms: set[str] = set()
    for amount in amounts:
        whole = amount.quantize(Decimal(1), ROUND_DOWN)
        rounded = amount.quantize(Decimal(1), ROUND_HALF_UP)
        cents = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
        tenths = amount.quantize(Decimal("0.1"), ROUND_DOWN)
        forms |= {re.sub(r"\D", "", f"{value:f}") for value in (whole, rounded, cents, tenths)}
    return {form for form in forms if len(form) >= _TOO_SHORT_TO_TELL}
