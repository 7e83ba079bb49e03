"""A compared case as plain data, so that a long trial can be made in pieces."""

from decimal import Decimal
from typing import Any

from raadhus.rules.domain.trying.cases import Verdict
from raadhus.rules.domain.trying.comparing import Cause, Compared, Effect

_LONGEST = 200


def compared_data(compared: Compared) -> dict[str, Any]:
    """Return the case as JSON, exact, without its reference and its effect."""
    return {
        "before": _verdict_data(compared.before),
        "after": _verdict_data(compared.after),
        "causes": [
            [cause.decision, cause.id, list(cause.before), list(cause.after)] for cause in compared.causes
        ],
        "banded": _text(compared.banded),
    }


def compared_from_data(reference: str, effect: str, data: dict[str, Any]) -> Compared:
    """Return the case that ``compared_data`` wrote."""
    return Compared(
        reference=reference,
        effect=Effect(effect),
        before=_verdict(data["before"]),
        after=_verdict(data["after"]),
        causes=tuple(
            Cause(name, key, tuple(before), tuple(after)) for name, key, before, after in data["causes"]
        ),
        banded=_number(data["banded"]),
    )


def _verdict_data(verdict: Verdict) -> list[Any]:
    return [verdict.is_decided, _text(verdict.value), _text(verdict.amount), verdict.failed[:_LONGEST]]


def _verdict(data: list[Any]) -> Verdict:
    is_decided, value, amount, failed = data
    return Verdict(is_decided=is_decided, value=_number(value), amount=_number(amount), failed=failed)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
