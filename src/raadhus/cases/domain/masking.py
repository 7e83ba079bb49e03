"""Sentences that go to one person must not tell what another earns, nor let it be computed."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

_DIGITS = re.compile(r"\d+")
_BETWEEN_GROUPS = re.compile(r"[.,'’\s\u00a0\u202f]{1,2}\Z")
# An amount is hidden with its unit; a full stop that ends the sentence stays.
_UNIT_BEFORE = re.compile(r"\b(?:DKK|NOK)[ \u00a0]\Z")
_UNIT_AFTER = re.compile(r"[ \u00a0](?:(?:danske |norske )?kroner|kr\.(?=[ \u00a0][a-zæøå])|kr)(?!\w)")
_TOO_SHORT_TO_TELL = 3
Span = tuple[int, int]


def tells(sentence: str, amounts: Iterable[Decimal]) -> bool:
    """Tell whether ``sentence`` contains one of ``amounts``, with or without øre, however grouped."""
    return next(_spans(sentence, _written_forms(amounts)), None) is not None


def masked(sentence: str, amounts: Iterable[Decimal], mask: str) -> str:
    """Return ``sentence`` with every one of ``amounts`` in it, and its unit, replaced by ``mask``."""
    forms = _written_forms(amounts)
    found = next(_spans(sentence, forms), None)
    while found is not None:
        before, after = sentence[: found[0]], sentence[found[1] :]
        unit = _UNIT_AFTER.match(after)
        sentence = _UNIT_BEFORE.sub("", before) + mask + (after[unit.end() :] if unit else after)
        found = next(_spans(sentence, forms), None)
    return sentence


def _spans(sentence: str, forms: set[str]) -> Iterator[Span]:
    """Find every run of digit groups that together are one of ``forms``; the longest from each place first."""
    groups = [(match.start(), match.end()) for match in _DIGITS.finditer(sentence)]
    for first in range(len(groups)):
        runs = list(_runs_from(sentence, groups, first))
        for digits, end in reversed(runs):
            if digits in forms:
                yield groups[first][0], end


def _runs_from(sentence: str, groups: list[Span], first: int) -> Iterator[tuple[str, int]]:
    digits, before = "", None
    for start, end in groups[first:]:
        if before is not None and not _BETWEEN_GROUPS.match(sentence[before:start]):
            return
        digits, before = digits + sentence[start:end], end
        yield digits, end


def _written_forms(amounts: Iterable[Decimal]) -> set[str]:
    forms: set[str] = set()
    for amount in amounts:
        whole = amount.quantize(Decimal(1), ROUND_DOWN)
        rounded = amount.quantize(Decimal(1), ROUND_HALF_UP)
        cents = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
        tenths = amount.quantize(Decimal("0.1"), ROUND_DOWN)
        forms |= {re.sub(r"\D", "", f"{value:f}") for value in (whole, rounded, cents, tenths)}
    return {form for form in forms if len(form) >= _TOO_SHORT_TO_TELL}
