"""What a package's rules say of a case, in the words of case work; any other word is refused, never guessed at."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from raadhus.cases.domain.decisions import outcome_of
from raadhus.cases.domain.hearing import FULL
from raadhus.cases.domain.routes import Route
from raadhus.cases.domain.states import Outcome

NEEDED = (
    "route",
    "reason",
    "outcome",
    "percent",
)  # every package with rules gives these; ``valid-from`` may stand beside
BY_RULES = (Outcome.GRANTED, Outcome.PARTLY, Outcome.REJECTED)


class CannotReadOutputs(ValueError):
    """The rules said what case work has no word for, or two things that cannot both be true."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RuleOutputs:
    """
    What the rules say.

    ``route``: who may go on; ``why``: codes why a person must look; ``outcome``: None where they leave it open;
    ``percent``: of what can be granted at most, None without a result.
    """

    route: Route
    why: tuple[str, ...] = ()
    outcome: Outcome | None = None
    percent: Decimal | None = None
    valid_from: dt.date | None = None


def read_outputs(values: Mapping[str, Any]) -> RuleOutputs:
    """Return what ``values``, the outputs of a package by name, say. Raises: CannotReadOutputs."""
    percent = _percent(values.get("percent"))
    return RuleOutputs(
        route=_route(values.get("route")),
        why=_codes(values.get("reason")),
        outcome=_outcome(values.get("outcome"), percent),
        percent=percent,
        valid_from=_day(values.get("valid-from")),
    )


def _route(value: Any) -> Route:
    if value is None:
        return Route.PERSON
    if value not in set(Route):
        raise CannotReadOutputs(f"“{value}” is no route: {', '.join(Route)}.")
    return Route(value)


def _outcome(value: Any, percent: Decimal | None) -> Outcome | None:
    """Return the outcome that the rules name; one that their own share contradicts is none."""
    if value is None or value == "":
        return None
    if value not in set(BY_RULES):
        raise CannotReadOutputs(f"“{value}” is no outcome of rules: {', '.join(BY_RULES)}.")
    if percent is None or outcome_of(percent, FULL) != value:
        raise CannotReadOutputs(f"The outcome is “{value}” with a share of {percent} per cent.")
    return Outcome(value)


def _percent(value: Any) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, Decimal) or not 0 <= value <= FULL:
        raise CannotReadOutputs(f"“{value}” is no share between 0 and 100 per cent.")
    return value


def _codes(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(code) for code in value)


def _day(value: Any) -> dt.date | None:
    if value is not None and not isinstance(value, dt.date):
        raise CannotReadOutputs(f"“{value}” is no day to be valid from.")
    return value
