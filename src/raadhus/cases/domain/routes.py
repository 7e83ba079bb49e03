"""Which way a case goes once the rules have looked at it."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from raadhus.cases.domain.figures import Figure
from raadhus.cases.domain.hearing import must_be_heard


class Route(StrEnum):
    """Who goes on with a case."""

    AUTOMATIC = "automatic"
    HEARING = "hearing"
    PERSON = "person"


class Why(StrEnum):
    """Why a person must look, besides what the package's rules say; written as packages write their codes."""

    CONTESTED = "contested"
    MISSING = "missing"
    PARTNER_SILENT = "partner-silent"
    PARTNER_REFUSED = "partner-refused"
    HEARING_ANSWERED = "hearing-answered"
    LATE_APPEAL = "late-appeal"
    NO_RULES = "no-rules"
    RULES_FAILED = "rules-failed"  # they could not be carried out
    NO_RESULT = "no-result"  # the rules came to nothing
    REOPENED = "reopened"  # a caseworker looks again at what was decided
    SECOND_PERSON = "second-person"  # somebody else than who decided must read it
    UNIT_LACKING = "unit-lacking"  # the process names a unit that the municipality has not
    BY_RULE = "by-rule"  # a rule said in which unit it lies, or who gets it
    NOBODY_NAMED = "nobody-named"  # the rule that gives the task out names nobody there is


def why_a_person(
    figures: Iterable[Figure], *, from_rules: Iterable[str], has_result: bool, partner: Why | None
) -> tuple[str, ...]:
    """
    Return the codes of why a person must look at the case; none when the rules suffice.

    ``partner``: why a partner's figure is not there, if one should be. What a package's rules forget is caught here:
    nothing that is contested or missing is decided without a person.
    """
    found = list(figures)
    codes = [str(code) for code in from_rules]
    if not codes and any(figure.is_contested for figure in found):
        codes.append(Why.CONTESTED)
    if not codes and any(figure.is_missing for figure in found):
        codes.append(Why.MISSING)
    if partner is not None:
        codes.append(partner)
    if not has_result and not codes:
        codes.append(Why.NO_RESULT)
    return tuple(dict.fromkeys(codes))


def route_of(
    why: tuple[str, ...],
    percent: Decimal | None,
    asked: Decimal,
    figures: Iterable[Figure],
    *,
    by_rules: Route = Route.AUTOMATIC,
) -> Route:
    """Return who goes on: a person when there is a reason, a hearing when it must come first, else as the rules say."""
    if why or percent is None:
        return Route.PERSON
    return Route.HEARING if must_be_heard(percent, figures, asked) else by_rules
