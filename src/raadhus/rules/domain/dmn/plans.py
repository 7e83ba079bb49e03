"""How one decision is computed: what is accepted, which steps are run, and the function made of them in the end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from raadhus.rules.domain.dmn.accepting import Accept
from raadhus.rules.domain.dmn.model import DecisionService, InputData
from raadhus.rules.domain.dmn.tables.rows import table_of
from raadhus.rules.domain.feel.errors import FeelLimitExceeded
from raadhus.rules.domain.feel.language import Compiled
from raadhus.rules.domain.feel.nodes import Node
from raadhus.rules.domain.feel.python_values import ALIKE
from raadhus.rules.domain.feel.runtime import FIRST_LOCAL, Runtime
from raadhus.rules.domain.feel.types import ANY, FeelType, class_of, coerce
from raadhus.rules.domain.feel.values import Value

Compute = Callable[[dict[str, Value], Runtime], Value]
# A decision that was asked for so often gets source of its own; making it costs as much as these calls. ADR 14.
GENERATE_AFTER = 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """One value to be computed: a decision, or a function that decisions call."""

    id: str
    name: str
    title: str
    type: FeelType
    needs: tuple[str, ...]
    compiled: Compiled
    # Computes the value, which for a decision is made to conform to its type.
    compute: Compute
    is_decision: bool
    # What was compiled, and all names that it may use.
    logic: Node
    names: tuple[str, ...] = ()
    service: DecisionService | None = None


@dataclass(slots=True)
class Course:
    """The generated function of a decision, once it was asked for often enough."""

    # Calls until it is made; below nothing when that was tried, or shall never be.
    calls_left: int
    # Takes inputs, clock, budget and trace.
    decide: Callable[..., Any] | None = None


@dataclass(slots=True)
class Plan:
    """The inputs to accept, the steps to run, the variable that holds the value in the end."""

    needed: tuple[InputData, ...]
    inputs: tuple[tuple[str, Accept], ...]
    steps: tuple[Step, ...]
    # The steps as they go one after the other, without a trace; None where it is not as straight as that.
    straight: tuple[tuple[str, Compute], ...] | None
    name: str
    # A service or a piece of knowledge, which is asked for by its name like a decision.
    is_function: bool
    # Whether the value is always one that Python writes as FEEL does, and is held by nobody else.
    is_pythonic: bool
    # As it goes without and with a trace.
    plain: Course
    traced: Course


def straight(
    inputs: tuple[InputData, ...], steps: tuple[Step, ...]
) -> tuple[tuple[str, Compute], ...] | None:
    """Return what computes each step, by its name; None when one is a function or something has two meanings."""
    names = [*(item.name for item in inputs), *(step.name for step in steps)]
    if len(set(names)) != len(names) or any(step.service is not None for step in steps):
        return None
    return tuple((step.name, step.compute) for step in steps) if steps[-1].is_decision else None


def is_pythonic(step: Step) -> bool:
    """Say whether the value of a decision needs no turning into a Python value."""
    table = table_of(step.compiled.closure)
    return step.is_decision and (
        class_of(step.type) in ALIKE or (table is not None and table.lists_constants)
    )


def computing(compiled: Compiled, wanted: FeelType, title: str) -> Compute:
    """Return the function that computes a value of a type from variables, noting when it is none of that type."""
    closure, blank = compiled.closure, [None] * (compiled.frame_size - FIRST_LOCAL)
    is_free, kind = wanted is ANY, class_of(wanted)

    def compute(variables: dict[str, Value], runtime: Runtime) -> Value:
        try:
            value = closure([variables, runtime, *blank])
        except RecursionError:
            raise FeelLimitExceeded("The evaluation is nested too deeply") from None
        if is_free or type(value) is kind:
            return value
        fitting = coerce(value, wanted)
        if fitting is None and value is not None:
            runtime.notes.append(f"Decision {title!r}: the value does not have the type it should have")
        return fitting

    return compute
