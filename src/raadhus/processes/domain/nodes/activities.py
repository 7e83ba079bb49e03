"""Activities: handlers, people, decisions, scripts and sub-processes."""

from collections.abc import Mapping
from dataclasses import dataclass

from raadhus.processes.domain.formulas import Expression
from raadhus.processes.domain.movement import Movement, Node
from raadhus.processes.domain.state import Token, TokenStatus
from raadhus.processes.domain.values import CannotKeepValue, normal
from raadhus.processes.domain.work import BusinessError, StepFailed, Take, Thrown, ThrownKind, Work

_NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a task hands to its handler and takes back, compiled."""

    handler: str
    settings: Mapping[str, str]
    inputs: tuple[tuple[str, Expression], ...] = ()
    outputs: tuple[tuple[str, Expression], ...] = ()
    result: str = ""
    rules: str = ""

    def work_for(self, node: Node, run: Movement, token: Token) -> Work:
        """Return the piece of work with its inputs evaluated."""
        variables = run.seen(token)
        inputs = {name: value.evaluate(variables) for name, value in self.inputs} if self.inputs else _NOTHING
        number, element = token.number, node.element_id
        settings, rules = self.settings, self.rules
        return Work(number, element, node.name, self.handler, self.result, settings, inputs, variables, rules)

    def values_from(
        self, answer: Mapping[str, object], variables: Mapping[str, object]
    ) -> Mapping[str, object]:
        """
        Return the variables to set: the declared outputs, or the whole answer when none are declared.

        Raises: StepFailed when one of them can be no variable.
        """
        if self.outputs:
            context = {**variables, **answer}
            answer = {name: value.evaluate(context) for name, value in self.outputs}
        try:
            return {name: normal(value) for name, value in answer.items()}
        except CannotKeepValue as refused:
            raise StepFailed(str(refused)) from refused

    def take_for(self, run: Movement, token: Token) -> Take:
        """Return ``values_from`` with the variables that the token sees."""
        return lambda answer: self.values_from(answer, run.seen(token))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Node):
    """An activity that does its work when entered; events on its edge are armed first."""

    plan: Plan

    def enter(self, run: Movement, token: Token) -> None:
        """Arm the edge and work. Raises: StepFailed."""
        self.retry(run, token)

    def retry(self, run: Movement, token: Token) -> None:
        """Work. Raises: StepFailed, also for an error that nothing catches."""
        if self.boundaries:
            run.arm(token, self.boundaries)
        try:
            self.perform(run, token)
        except BusinessError as error:
            if not run.throw(token, Thrown(ThrownKind.ERROR, error.code)):
                raise StepFailed(f"Nothing in the model catches the error {error}.") from error

    def perform(self, run: Movement, token: Token) -> None:
        """Do this kind of work. Raises: BusinessError, StepFailed."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTask(Task):
    """A handler works within the step, or outside it: then the token waits for its answer."""

    def perform(self, run: Movement, token: Token) -> None:
        """Let the handler work and go on, or wait. Raises: BusinessError, StepFailed."""
        values = run.world.run_service(self.plan.work_for(self, run, token), self.plan.take_for(run, token))
        if values is None:
            token.status = TokenStatus.WAITING
            return
        run.set_values(token, values)
        run.leave(token)

    def answer(self, run: Movement, token: Token, values: Mapping[str, object]) -> None:
        """Take the answer that came from outside and go on. Raises: StepFailed when it cannot be taken."""
        run.set_values(token, self.plan.values_from(values, run.seen(token)))
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTask(Task):
    """The rule model decides; ``plan.handler`` is the decision's name."""

    def perform(self, run: Movement, token: Token) -> None:
        """Decide and go on. Raises: StepFailed."""
        values = run.world.decide(self.plan.work_for(self, run, token), self.plan.take_for(run, token))
        run.set_values(token, values)
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallElsewhere(Node):
    """A call of a process that is not in the file: it was not put into its place when the case began."""

    def enter(self, run: Movement, token: Token) -> None:
        """Stop for a person. Raises: StepFailed."""
        raise StepFailed("The process that is called here is not part of this version.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTask(Task):
    """A FEEL expression; its context becomes variables, or its value goes to ``plan.result``."""

    script: Expression

    def perform(self, run: Movement, token: Token) -> None:
        """Compute and go on. Raises: StepFailed when there is no result name and no context."""
        value = self.script.evaluate(run.seen(token))
        if self.plan.result:
            value = {self.plan.result: value}
        if not isinstance(value, Mapping):
            raise StepFailed(f"The script gave no context, but {value!r}.")
        run.set_values(token, self.plan.values_from(value, run.seen(token)))
        run.leave(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(Task):
    """A person works; the token waits until the task is completed."""

    def perform(self, run: Movement, token: Token) -> None:
        """Open the person's task and wait. Raises: BusinessError, StepFailed."""
        run.world.open_task(self.plan.work_for(self, run, token))
        token.status = TokenStatus.WAITING

    def complete(self, run: Movement, token: Token, values: Mapping[str, object]) -> None:
        """Take the person's answer and go on. Raises: StepFailed when it cannot be taken; nothing has changed."""
        run.set_values(token, self.plan.values_from(values, run.seen(token)))
        run.leave(token)

    def withdraw(self, run: Movement, token: Token) -> None:
        """Tell the owner of the task that it is no longer wanted."""
        run.world.withdraw_task(self.plan.work_for(self, run, token))
