"""What a change of rules is measured by: when a case is decided, what of it counts, what it costs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from raadhus.rules.domain.expression import Expression, parse_expression

VALUE = "value"
"""The name by which the expression of the amount knows the measured value."""


class Better(StrEnum):
    """Which way the measured value is better for the person."""

    HIGHER = "higher"
    LOWER = "lower"


class Payer(StrEnum):
    """Who pays the amount."""

    MUNICIPALITY = "municipality"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Bands:
    """The input by whose size cases are grouped, and how wide a group is at least."""

    input: str
    width: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """
    What two versions of a model are asked of each case.

    ``decisions``: the names that are computed. ``value``: FEEL over them, a number, null where nothing is decided;
    ``decided``: FEEL that must be true of them as well. ``amount``: FEEL over them, the facts and ``value``: money a month.
    """

    decisions: tuple[str, ...]
    value: Expression
    better: Better
    decided: Expression | None = None
    amount: Expression | None = None
    paid_by: Payer = Payer.MUNICIPALITY
    facts: tuple[str, ...] = ()
    bands: Bands | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTexts:
    """A question as somebody wrote it; see ``Question``."""

    decisions: tuple[str, ...]
    value: str
    better: Better = Better.HIGHER
    decided: str = ""
    amount: str = ""
    paid_by: Payer = Payer.MUNICIPALITY
    facts: tuple[str, ...] = ()
    bands: Bands | None = None


def parse_question(texts: QuestionTexts) -> Question:
    """Return the question, parsed. Raises: FeelSyntaxError."""
    return Question(
        decisions=texts.decisions,
        value=parse_expression(texts.value, texts.decisions),
        better=texts.better,
        decided=parse_expression(texts.decided, texts.decisions) if texts.decided else None,
        amount=parse_expression(texts.amount, amount_names(texts)) if texts.amount else None,
        paid_by=texts.paid_by,
        facts=texts.facts,
        bands=texts.bands,
    )


def amount_names(texts: QuestionTexts) -> tuple[str, ...]:
    """Return the names that the expression of the amount may use."""
    return (*texts.decisions, *texts.facts, VALUE)


def unknown_names(question: Question) -> dict[str, tuple[str, ...]]:
    """Return, by the part of the question, the names that it uses and nobody gives."""
    parts: dict[str, Expression | None] = {
        "value": question.value,
        "decided": question.decided,
        "amount": question.amount,
    }
    return {name: part.unknown for name, part in parts.items() if part is not None and part.unknown}
