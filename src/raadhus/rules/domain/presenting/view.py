"""A model as pages show it: frozen, in one language, words beside the FEEL they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """An expression or a cell: in words (empty when there are none for it), and as it is written."""

    words: str
    feel: str

    @property
    def text(self) -> str:
        """The words, else the FEEL."""
        return self.words or self.feel


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `is_any`: it holds for every value."""

    said: Said
    is_any: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table: what people call it, and the expression or the name it stands for."""

    id: str
    label: str
    feel: str


@dataclass(frozen=True, slots=True)
class RowView:
    """
    One row.

    ``sentence``: the row's remark in the reader's language, names instead of figures; ``law``: the legal reference in
    that language; ``reference``: as the official language writes it; ``remarks``: those of columns that are neither.
    """

    id: str
    number: int
    line: int
    conditions: tuple[Cell, ...]
    results: tuple[Cell, ...]
    sentence: str
    law: str
    reference: str
    remarks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A decision table; ``policy``: its code, ``policy_words``: what it means; ``otherwise``: results when no row fits."""

    id: str
    policy: str
    policy_words: str
    inputs: tuple[Head, ...]
    outputs: tuple[Head, ...]
    rows: tuple[RowView, ...]
    otherwise: tuple[Said, ...]
    otherwise_words: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a boxed expression, with what it is called there."""

    label: str
    logic: "Logic"


@dataclass(frozen=True, slots=True)
class PartsView:
    """A boxed expression of several parts: context, list, conditional, iteration, invocation, function."""

    kind: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """A list of contexts with the same entries, as a grid."""

    columns: tuple[Head, ...]
    rows: tuple[tuple[Said, ...], ...]


Logic = Said | TableView | PartsView | RelationView


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a decision rests on."""

    label: str
    name: str
    is_decision: bool


@dataclass(frozen=True, slots=True)
class InputView:
    """A value that is given; ``kind``: its type as the model names it."""

    id: str
    name: str
    label: str
    about: str
    kind: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision, or a function that decisions call; ``how``: the package's own words for the way it is computed."""

    id: str
    name: str
    label: str
    about: str
    how: str
    needs: tuple[Need, ...]
    logic: Logic

    @property
    def tables(self) -> tuple[TableView, ...]:
        """The tables in its logic, outermost first."""
        return tuple(_tables_in(self.logic))


@dataclass(frozen=True, slots=True)
class ModelView:
    """A whole model; decisions stand behind what they rest on."""

    name: str
    about: str
    language: str
    inputs: tuple[InputView, ...]
    decisions: tuple[DecisionView, ...]
    functions: tuple[DecisionView, ...]
    services: tuple[str, ...]

    def decision(self, name: str) -> DecisionView | None:
        """Return the decision of this name or id, if there is one."""
        return next((part for part in self.decisions if name in {part.name, part.id}), None)


def _tables_in(logic: Logic) -> Iterator[TableView]:
    if isinstance(logic, TableView):
        yield logic
    elif isinstance(logic, PartsView):
        for part in logic.parts:
            yield from _tables_in(part.logic)
