"""Says in plain sentences why a decision came out as it did: the remarks of the rows that fired, filled in.

A table's annotation columns named by a language (`da`, `nb`, `en`) hold its sentence in that language, with names
of inputs and decisions in braces; the column `law` holds the legal reference. A row without remark says nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from raadhus.rules.domain.dmn.trace import DecisionTrace, RowTrace, Trace
from raadhus.rules.domain.feel.printing import value_text
from raadhus.rules.domain.feel.properties import member
from raadhus.rules.domain.feel.temporal import Date
from raadhus.rules.domain.feel.values import Value
from raadhus.rules.domain.languages.language import language

LAW = "law"
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
# A figure and its unit stay on one line.
_BEFORE_UNIT = re.compile(r"(?<=[\d}]) (?=%|kr\b|kroner\b)")
NO_BREAK = "\u00a0"
_FALLBACK = ("en", "annotation", "description")


@dataclass(frozen=True, slots=True)
class Reason:
    """One row that fired, as people read it."""

    decision: str
    row: str
    sentence: str
    law: str


def explain(trace: Trace, language: str) -> tuple[str, ...]:
    """Return the sentences of a trace, in the order of the decisions; the law stands behind each in brackets."""
    return tuple(
        f"{reason.sentence} ({reason.law})" if reason.law else reason.sentence
        for reason in reasons(trace, language)
    )


def reasons(trace: Trace, language: str) -> tuple[Reason, ...]:
    """Return what `explain` says, with row and law apart; the same sentence is said once."""
    found: dict[str, Reason] = {}
    for decision in trace.decisions:
        for row in _fired(decision):
            remarks = dict(row.annotations)
            text = _remark(remarks, language)
            if text:
                sentence = fill(text, _values(decision), language)
                law = remarks.get(f"{LAW} {language}") or remarks.get(LAW, "")
                found.setdefault(sentence, Reason(decision.name, row.id, sentence, law))
    return tuple(found.values())


def _fired(decision: DecisionTrace) -> Iterator[RowTrace]:
    for table in decision.tables:
        yield from table.fired


def _remark(remarks: Mapping[str, str], language: str) -> str:
    for name in (language, *_FALLBACK):
        if remarks.get(name):
            return remarks[name]
    return ""


def _values(decision: DecisionTrace) -> dict[str, Value]:
    return {**decision.inputs, decision.variable: decision.output}


def fill(text: str, values: Mapping[str, Value], language: str) -> str:
    """Return the text with each `{name}` or `{name.member}` replaced by its value as the language writes it."""

    def replaced(found: re.Match[str]) -> str:
        return plain_text(look_up(found[1], values), language)

    return PLACEHOLDER.sub(replaced, text)


def glued(text: str) -> str:
    """Return a text in which no line ends between a figure and its unit (`%`, `kr`)."""
    return _BEFORE_UNIT.sub(NO_BREAK, text)


def look_up(path: str, values: Mapping[str, Value]) -> Value:
    """Return the value that a placeholder names; the longest name wins, the rest are members."""
    name, *members = path.strip().split(".")
    value = values.get(name)
    for part in members:
        value = member(value, part)
    return value


def plain_text(value: Value, code: str) -> str:
    """Write a value for people: numbers with marks for thousands and at most two decimals, dates with their month."""
    spoken = language(code)
    if value is None or type(value) is bool:
        return spoken.truth(value)
    if type(value) is Decimal:
        return spoken.number(value)
    if type(value) is Date:
        return spoken.date(value.year, value.month, value.day)
    if type(value) is list:
        return ", ".join(plain_text(item, code) for item in value)
    return value if type(value) is str else value_text(value)
