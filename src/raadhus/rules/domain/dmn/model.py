"""A decision model as read: what depends on what, with the logic of each part as a FEEL tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Model:
    """All parts of a model by id."""

    name: str
    namespace: str
    inputs: Mapping[str, InputData] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    knowledge: Mapping[str, BusinessKnowledge] = field(default_factory=dict)
    services: Mapping[str, DecisionService] = field(default_factory=dict)
