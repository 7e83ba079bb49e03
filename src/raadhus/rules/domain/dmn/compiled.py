"""A model ready to decide: steps in the order of requirements, shared between threads, without state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from raadhus.rules.domain.dmn.accepting import acceptor
from raadhus.rules.domain.dmn.generating.decisions import generate
from raadhus.rules.domain.dmn.generating.emitter import FALLBACK
from raadhus.rules.domain.dmn.model import BusinessKnowledge, Decision, DecisionService, InputData, Model
from raadhus.rules.domain.dmn.plans import (
    GENERATE_AFTER,
    Course,
    Plan,
    Step,
    computing,
    is_pythonic,
    straight,
)
from raadhus.rules.domain.dmn.problems import CannotLoadModel, Problem
from raadhus.rules.domain.dmn.refusals import refused, refused_text, unknown_name
from raadhus.rules.domain.dmn.services import Service
from raadhus.rules.domain.dmn.tables.compiling import HANDLERS as TABLE_HANDLERS
from raadhus.rules.domain.dmn.trace import Trace
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.language import HANDLERS as FEEL_HANDLERS
from raadhus.rules.domain.feel.language import Compiled, compile_node
from raadhus.rules.domain.feel.nodes import Literal, Node
from raadhus.rules.domain.feel.python_values import to_feel, to_python
from raadhus.rules.domain.feel.runtime import MAX_STEPS, Runtime, no_clock
from raadhus.rules.domain.feel.temporal import DateTime
from raadhus.rules.domain.feel.types import ANY
from raadhus.rules.domain.feel.values import FeelFunction, Value

HANDLERS = {**FEEL_HANDLERS, **TABLE_HANDLERS}
Clock = Callable[[], DateTime | None]


# Decisions that rest on one another in a row; more, and a person cannot follow why either.
MAX_CHAIN = 100


class UnknownDecision(Exception):
    """The model has no decision of that name."""


@dataclass(slots=True)
class Evaluation:
    """What a decision gave: its value, what went wrong, and the trace if one was asked for."""

    value: Any
    notes: tuple[str, ...]
    trace: Trace | None


@dataclass(slots=True)
class CompiledModel:
    """A compiled model; evaluating it changes nothing in it."""

    model: Model
    steps: Mapping[str, Step]
    # For each decision or service, the steps before it and itself, in order.
    plans: Mapping[str, tuple[Step, ...]]
    inputs: Mapping[str, tuple[InputData, ...]]
    ids_by_name: Mapping[str, str] = field(default_factory=dict)
    # Calls of a decision until its source is generated; None for never.
    generate_after: int | None = GENERATE_AFTER
    # By what callers call a decision; made when first asked for.
    _plans: dict[str, Plan] = field(default_factory=dict)

    def input_names(self, decision: str) -> tuple[str, ...]:
        """Return the names of the inputs that a decision rests on. Raises: UnknownDecision."""
        return tuple(item.name for item in self.inputs[self._id(decision)])

    def _id(self, decision: str) -> str:
        wanted = decision if decision in self.plans else self.ids_by_name.get(decision, "")
        if not wanted:
            raise UnknownDecision(f"The model has no decision {decision!r}")
        return wanted

    def _plan(self, decision: str) -> Plan:
        wanted = self._id(decision)
        step = self.steps[wanted]
        inputs = tuple((item.name, acceptor(item)) for item in self.inputs[wanted])
        calls = -1 if self.generate_after is None else self.generate_after
        plan = Plan(
            self.inputs[wanted],
            inputs,
            self.plans[wanted],
            straight(self.inputs[wanted], self.plans[wanted]),
            step.name,
            not step.is_decision,
            is_pythonic(step),
            Course(calls),
            Course(calls),
        )
        self._plans[decision] = plan
        return plan

    def evaluate(
        self,
        decision: str,
        inputs: Mapping[str, Any],
        *,
        trace: bool = False,
        clock: Clock = no_clock,
        max_steps: int = MAX_STEPS,
    ) -> Evaluation:
        """Compute one decision (name or id) from Python values; what the model does not need is left aside.

        Raises: UnknownDecision, UnsupportedValue (a float …), FeelLimitExceeded.
        """
        plan = self._plans.get(decision) or self._plan(decision)
        if self.model.imported_inputs:
            inputs = self.model.with_imported(inputs)
        course = plan.traced if trace else plan.plain
        if course.decide is not None:
            told = Trace() if trace else None
            value = course.decide(inputs, clock, max_steps, told)
            if value is not FALLBACK:
                return Evaluation(value, (), told)
        elif course.calls_left >= 0:
            _count(plan, course)
        runtime = Runtime(clock, max_steps, Trace() if trace else None)
        variables: dict[str, Value] = {}
        for name, accept in plan.inputs:
            variables[name] = accept(inputs.get(name), runtime)
        if trace or plan.straight is None:
            return self._at_length(plan, inputs, variables, runtime)
        value = None
        for name, compute in plan.straight:
            variables[name] = value = compute(variables, runtime)
        notes = runtime.notes
        return Evaluation(
            value if plan.is_pythonic else to_python(value), tuple(notes) if notes else (), None
        )

    def _at_length(
        self, plan: Plan, inputs: Mapping[str, Any], variables: dict[str, Value], runtime: Runtime
    ) -> Evaluation:
        """Compute a decision as it goes with a trace, with services, and with functions that are asked for."""
        self.run(plan.steps, variables, runtime)
        value = variables[plan.name]
        if plan.is_function and isinstance(value, FeelFunction):
            value = value.invoke([to_feel(inputs.get(name)) for name in value.parameter_names])
        if runtime.trace is not None:
            runtime.trace.notes = runtime.notes
        return Evaluation(to_python(value), tuple(runtime.notes) if runtime.notes else (), runtime.trace)

    def run(self, plan: tuple[Step, ...], variables: dict[str, Value], runtime: Runtime) -> None:
        """Compute the steps that are not among the variables yet, and put them there."""
        for step in plan:
            if step.name in variables:
                continue
            if step.service is not None:
                variables[step.name] = Service(self, step.service, runtime)
                continue
            if runtime.trace is not None and step.is_decision:
                runtime.trace.open(step, variables)
            variables[step.name] = step.compute(variables, runtime)

    def run_service(self, service: DecisionService, variables: dict[str, Value], runtime: Runtime) -> None:
        """Compute the output decisions of a service from these variables alone."""
        for output in service.outputs:
            self.run(self.plans[output], variables, runtime)


def _count(plan: Plan, course: Course) -> None:
    """Count a call, and generate source when it is worth it. Two threads may do so at once, to the same end."""
    if course.calls_left == 0 and not plan.is_function:
        course.decide = generate(plan.needed, plan.steps, traced=course is plan.traced)
    course.calls_left -= 1


@dataclass(slots=True)
class _Compilation:
    """A model while it is compiled."""

    model: Model
    problems: list[Problem]
    names: Mapping[str, str]

    def step(self, part: Decision | BusinessKnowledge) -> Step:
        """Compile one part."""
        is_decision = isinstance(part, Decision)
        required = [*part.inputs, *part.decisions, *part.knowledge] if isinstance(part, Decision) else []
        needs = [*required, *([] if isinstance(part, Decision) else part.knowledge)]
        names = tuple(self.names[target] for target in needs)
        own = () if is_decision else (part.name,)
        compiled, logic = self._compiled(part, (*names, *own))
        wanted = part.type if isinstance(part, Decision) else ANY
        title = part.title if isinstance(part, Decision) else part.name
        facts = names[: len(required) - len(part.knowledge)] if isinstance(part, Decision) else ()
        return Step(
            part.id,
            part.name,
            title,
            wanted,
            facts,
            compiled,
            computing(compiled, wanted, title),
            is_decision,
            logic,
            (*names, *own),
        )

    def _compiled(self, part: Decision | BusinessKnowledge, names: tuple[str, ...]) -> tuple[Compiled, Node]:
        try:
            compiled = compile_node(part.logic, frozenset(names), HANDLERS)
        except FeelSyntaxError as error:
            self.problems.append(refused_text(error, part.name))
            return compile_node(Literal(None), ()), Literal(None)
        for unknown in compiled.unknown:
            self.problems.append(unknown_name(unknown.name, unknown.line, unknown.at + 1, unknown.element))
        return compiled, part.logic


def compile_model(
    model: Model, generate_after: int | None = GENERATE_AFTER
) -> tuple[CompiledModel, tuple[Problem, ...]]:
    """Compile all parts of a model; problems are cycles (errors) and unknown names (doubts).

    Raises: CannotLoadModel when too many parts in a row rest on one another.
    """
    parts: list[InputData | Decision | BusinessKnowledge | DecisionService] = [
        *model.inputs.values(),
        *model.decisions.values(),
        *model.knowledge.values(),
        *model.services.values(),
    ]
    compilation = _Compilation(model, [], {part.id: part.name for part in parts})
    steps = {part.id: compilation.step(part) for part in model.decisions.values()}
    steps |= {part.id: compilation.step(part) for part in model.knowledge.values()}
    nothing = compile_node(Literal(None), ())
    steps |= {
        part.id: Step(
            part.id,
            part.name,
            part.name,
            part.type,
            (),
            nothing,
            computing(nothing, ANY, part.name),
            False,
            Literal(None),
            service=part,
        )
        for part in model.services.values()
    }
    required = {part.id: _requirements(model, part.id) for part in parts}
    plans: dict[str, tuple[Step, ...]] = {}
    inputs: dict[str, tuple[InputData, ...]] = {}
    for target in steps:
        order: dict[str, None] = {}
        try:
            is_circular = _walk(model, required, target, order, ())
        except _TooLongChainError:
            problem = refused(0, f"decision {steps[target].name!r}", "long-chain", count=str(MAX_CHAIN))
            raise CannotLoadModel([problem]) from None
        if is_circular:
            compilation.problems.append(refused(0, f"decision {steps[target].name!r}", "circular"))
        plans[target] = tuple(steps[part] for part in order if part in steps)
        inputs[target] = tuple(model.inputs[part] for part in order if part in model.inputs)
    asked = (*model.knowledge, *model.services, *model.decisions)
    # The names of the values, and of the elements where these differ.
    names = {steps[part].title: part for part in asked} | {steps[part].name: part for part in asked}
    return CompiledModel(model, steps, plans, inputs, names, generate_after), tuple(compilation.problems)


# What each part of a model requires.
Requirements = Mapping[str, tuple[str, ...]]


class _TooLongChainError(Exception):
    """Too many parts in a row rest on one another."""


def _walk(
    model: Model, required: Requirements, target: str, order: dict[str, None], path: tuple[str, ...]
) -> bool:
    """Put what `target` rests on before it into `order`; return whether it rests on itself.

    Raises: _TooLongChainError.
    """
    if len(path) > MAX_CHAIN:
        raise _TooLongChainError
    if target in order:
        return False
    if target in path:
        return target not in model.knowledge
    circular = [_walk(model, required, part, order, (*path, target)) for part in required[target]]
    order[target] = None
    return any(circular)


def _requirements(model: Model, target: str) -> tuple[str, ...]:
    if decision := model.decisions.get(target):
        return (*decision.inputs, *decision.decisions, *decision.knowledge)
    if knowledge := model.knowledge.get(target):
        return knowledge.knowledge
    return ()
