"""A decision model as read: what depends on what, with the logic of each part as a FEEL tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from raadhus.rules.domain.feel.nodes import Function, Node
from raadhus.rules.domain.feel.types import FeelType


@dataclass(frozen=True, slots=True)
class InputData:
    """A value that the caller gives."""

    id: str
    name: str
    type: FeelType


@dataclass(frozen=True, slots=True)
class Decision:
    """A value that the model computes from others; the required ones by their ids, in document order."""

    id: str
    name: str
    title: str
    type: FeelType
    logic: Node
    inputs: tuple[str, ...]
    decisions: tuple[str, ...]
    knowledge: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BusinessKnowledge:
    """A function that decisions may call."""

    id: str
    name: str
    logic: Function | Node
    knowledge: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionService:
    """Decisions called together as one function: parameters are its input data, then its input decisions."""

    id: str
    name: str
    type: FeelType
    outputs: tuple[str, ...]
    encapsulated: tuple[str, ...]
    input_decisions: tuple[str, ...]
    inputs: tuple[str, ...]
    # The names of the parameters, and of the entries of the result when there are several outputs.
    parameters: tuple[str, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """All parts of a model by id."""

    name: str
    namespace: str
    inputs: Mapping[str, InputData] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    knowledge: Mapping[str, BusinessKnowledge] = field(default_factory=dict)
    services: Mapping[str, DecisionService] = field(default_factory=dict)
    # For the name of each input of an imported model, the ways that lead to it: names of imports, then its own.
    imported_inputs: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def with_imported(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what was given with the inputs of imported models under their names in this model.

        Such an input may be given by that name, inside a mapping for each import on a way to it, or by its own
        name alone where this model has no input of that name.
        """
        own = {item.name for item in self.inputs.values()}
        found = dict(given)
        for name, ways in self.imported_inputs.items():
            if name not in given:
                plain = ways[0][-1:] if ways[0][-1] not in own else ()
                for way in filter(None, (*ways, plain)):
                    if (value := _at(given, way)) is not _NOTHING:
                        found[name] = value
                        break
        return found


_NOTHING = object()


def _at(given: Any, way: tuple[str, ...]) -> Any:
    for step in filter(None, way):
        if not isinstance(given, Mapping) or step not in given:
            return _NOTHING
        given = given[step]
    return given
