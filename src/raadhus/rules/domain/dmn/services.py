"""Decision services as functions: their inputs bound, their decisions run apart from the caller's variables."""

from dataclasses import dataclass
from typing import Protocol

from raadhus.rules.domain.dmn.model import Decision, DecisionService, InputData, Model
from raadhus.rules.domain.feel.runtime import Runtime
from raadhus.rules.domain.feel.types import ANY, coerce
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
        return self.service.parameters

    def invoke(self, arguments: list[Value]) -> Value:
        """Run the service; null when the arguments do not fit."""
        model, service = self.owner.model, self.service
        parts: list[InputData | Decision] = [
            *(model.inputs[part] for part in service.inputs),
            *(model.decisions[part] for part in service.input_decisions),
        ]
        if len(arguments) != len(parts):
            return None
        variables: dict[str, Value] = {}
        for part, argument in zip(parts, arguments, strict=True):
            variables[part.name] = value = coerce(argument, part.type)
            if value is None and argument is not None:
                return None
        self.runtime.enter()
        try:
            self.owner.run_service(service, variables, self.runtime)
        finally:
            self.runtime.leave()
        return self._result(variables)

    def _result(self, variables: dict[str, Value]) -> Value:
        values = [variables[self.owner.model.decisions[part].name] for part in self.service.outputs]
        value = values[0] if len(values) == 1 else dict(zip(self.service.results, values, strict=True))
        return value if self.service.type is ANY else coerce(value, self.service.type)
