"""What the engine asks of the rooms below: FEEL and decisions of rules, the zone of a municipality."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any, Protocol
from uuid import UUID

from raadhus.organisation.public import municipality
from raadhus.platform.actor import Actor
from raadhus.processes.domain.formulas import Expression, FormulaRefused
from raadhus.processes.domain.work import StepFailed


class Decide(Protocol):
    """Decides by a rule model and keeps a log of it."""

    def __call__(
        self, actor: Actor, rules: str, decision: str, inputs: Mapping[str, object], *, subject: str
    ) -> object:
        """Return the decision's value. Raises: StepFailed when there is no such model or decision."""
        ...


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The rooms below, as functions."""

    parse_expression: Callable[[str], Expression]
    decide: Decide
    zone_of: Callable[[UUID], tzinfo]


def _no_expression(text: str) -> Expression:
    raise FormulaRefused("FEEL is not wired to processes")


def _no_decision(
    actor: Actor, rules: str, decision: str, inputs: Mapping[str, object], *, subject: str
) -> object:
    raise StepFailed("The rules are not wired to processes.")


def _zone_of(tenant: UUID) -> tzinfo:
    return municipality(tenant).zone


_wired = [Neighbours(_no_expression, _no_decision, _zone_of)]


def neighbours() -> Neighbours:
    """Return what is wired now."""
    return _wired[-1]


def use(**functions: Any) -> None:
    """Wire some of ``Neighbours`` by name, for the whole process."""
    _wired[-1] = replace(_wired[-1], **functions)


@contextlib.contextmanager
def used(**functions: Any) -> Iterator[None]:
    """Wire some of ``Neighbours`` by name within a test's block."""
    _wired.append(replace(_wired[-1], **functions))
    try:
        yield
    finally:
        _wired.pop()
