"""Decision services as functions: their inputs bound, their decisions run apart from the caller's variables."""

from dataclasses import dataclass
from typing import Protocol

from raadhus.rules.domain.dmn.model import DecisionService, Model
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.types import ANY, FeelType, coerce
from raadhus.rules.domain.feel.values import FeelFunction, Value


class Runnable(Protocol):
    """What a service needs of the compiled model."""

    model: Model

    def run_service(self, service: DecisionService, variables: dict[str, Value], runtime: Runtime) -> None:
        """Compute the output decisions of the service from these variables alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Service(FeelFunction):
    """A decision service of a running evaluation."""

    owner: Runnable
    service: DecisionService
    runtime: Runtime

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The input data, then the input decisions."""
        return tuple(name for name, _ in self._parameters())

    def _parameters(self) -> list[tuple[str, FeelType]]:
        model = self.owner.model
        inputs = [(model.inputs[part].name, model.inputs[part].type) for part in self.service.inputs]
        decisions = [model.decisions[part] for part in self.service.input_decisions]
        return [*inputs, *((part.name, part.type) for part in decisions)]

    def invoke(self, arguments: list[Value]) -> Value:
        """Run the service; null when the arguments do not fit."""
        parameters = self._parameters()
        if len(arguments) != len(parameters):
            return None
        variables: dict[str, Value] = {}
        for (name, wanted), argument in zip(parameters, arguments, strict=True):
            variables[name] = coerce(argument, wanted)
        self.runtime.enter()
        try:
            self.owner.run_service(self.service, variables, self.runtime)
        finally:
            self.runtime.leave()
        return self._result(variables)

    def _result(self, variables: dict[str, Value]) -> Value:
        names = [self.owner.model.decisions[part].name for part in self.service.outputs]
        value = variables[names[0]] if len(names) == 1 else {name: variables[name] for name in names}
        return value if self.service.type is ANY else coerce(value, self.service.type)
