"""How the cells of a table are written, for people who have never written one: what to type, and what it says."""

import dataclasses

from django.utils.translation import gettext as _


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """Something to type, and what it says."""

    typed: tuple[str, ...]
    says: str


def notations() -> tuple[Notation, ...]:
    """Return what a page explains beside a table, the most common first."""
    return (
        Notation(typed=("-",), says=_("anything: the row does not ask about it")),
        Notation(
            typed=("200300", "1250.50"),
            says=_("this figure: without unit, without a sign between thousands, a dot before decimals"),
        ),
        Notation(typed=("< 5", "<= 5", "> 5", ">= 5"), says=_("below 5, at most 5, above 5, at least 5")),
        Notation(
            typed=("[1..5]", "(1..5)"),
            says=_("from 1 to 5, with both ends or, in round brackets, without them"),
        ),
        Notation(typed=("2024, 2025",), says=_("one or the other: a comma and a space between")),
        Notation(typed=("true", "false"), says=_("yes, no")),
        Notation(typed=("null", "not(null)"), says=_("missing, not missing")),
        Notation(typed=('"hearing"',), says=_("a text or code, always in quotation marks")),
        Notation(typed=('@"2025-01-01"',), says=_("a day: year, month, day")),
    )
