"""A compared case as plain data, so that a long trial can be made in pieces."""

from decimal import Decimal
from typing import Any

from raadhus.rules.domain.trying.cases import Said
from raadhus.rules.domain.trying.comparing import Cause, Change, Compared

_LONGEST = 200


def compared_data(compared: Compared) -> dict[str, Any]:
    """Return the case as JSON, exact, without its reference and its change."""
    return {
        "before": _said_data(compared.before),
        "after": _said_data(compared.after),
        "causes": [
            [cause.decision, cause.id, list(cause.before), list(cause.after)] for cause in compared.causes
        ],
        "banded": _text(compared.banded),
    }


def compared_from_data(reference: str, change: str, data: dict[str, Any]) -> Compared:
    """Return the case that ``compared_data`` wrote."""
    return Compared(
        reference=reference,
        change=Change(change),
        before=_said(data["before"]),
        after=_said(data["after"]),
        causes=tuple(
            Cause(name, key, tuple(before), tuple(after)) for name, key, before, after in data["causes"]
        ),
        banded=_number(data["banded"]),
    )


def _said_data(said: Said) -> list[Any]:
    return [said.is_decided, _text(said.value), _text(said.amount), said.failed[:_LONGEST]]


def _said(data: list[Any]) -> Said:
    is_decided, value, amount, failed = data
    return Said(is_decided=is_decided, value=_number(value), amount=_number(amount), failed=failed)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
