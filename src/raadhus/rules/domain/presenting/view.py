"""A model as pages show it: frozen, in one language, words beside the FEEL they stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A cell that asks only that something is known: no citizen needs to be told.
_IS_KNOWN = "not(null)"


@dataclass(frozen=True, slots=True)
class Wording:
    """An expression or a cell: in words (empty when there are none for it), and as it is written."""

    words: str
    feel: str

    @property
    def text(self) -> str:
        """The words, else the FEEL."""
        return self.words or self.feel


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table; `is_any`: it holds for every value."""

    said: Wording
    is_any: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the cell asks only that there is a value."""
        return "".join(self.said.feel.split()) == _IS_KNOWN


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a table: what people call it, the expression or the name it stands for, the unit of its figures."""

    id: str
    label: str
    feel: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """
    One row.

    ``sentence``: the row's remark in the reader's language, names instead of figures; ``law``: the legal reference in
    that language; ``reference``: as the official language writes it; ``remarks``: those of columns that are neither.
    ``anchor``: where the row stands on a page.
    """

    id: str
    anchor: str
    number: int
    line: int
    conditions: tuple[CellView, ...]
    results: tuple[CellView, ...]
    sentence: str
    law: str
    reference: str
    remarks: tuple[tuple[str, str], ...]

    def asks(self, inputs: tuple[ColumnView, ...]) -> tuple[tuple[ColumnView, CellView], ...]:
        """Return the columns that this row asks about, each with its cell."""
        pairs = zip(inputs, self.conditions, strict=False)
        return tuple((head, cell) for head, cell in pairs if not cell.is_any)

    def plain_asks(self, inputs: tuple[ColumnView, ...]) -> tuple[tuple[ColumnView, CellView], ...]:
        """Return what a citizen is told of them: that something is known at all only where the row asks nothing else."""
        asked = self.asks(inputs)
        return tuple((head, cell) for head, cell in asked if not cell.is_known) or asked


@dataclass(frozen=True, slots=True)
class TableView:
    """
    A decision table; ``policy``: its code, ``policy_words``: what it means; ``otherwise``: results when no row fits.

    ``is_list_of_reasons``: each row that holds adds a code, and its remark says all that the row says.
    """

    id: str
    policy: str
    policy_words: str
    inputs: tuple[ColumnView, ...]
    outputs: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    otherwise: tuple[Wording, ...]
    otherwise_words: str
    is_list_of_reasons: bool = False

    @property
    def has_words(self) -> bool:
        """Whether any row has a remark or names its law."""
        return any(row.sentence or row.law or row.remarks for row in self.rows)


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

    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[Wording, ...], ...]


Logic = Wording | TableView | PartsView | RelationView


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a decision rests on."""

    label: str
    name: str
    is_decision: bool

    @property
    def anchor(self) -> str:
        """Where it stands on a page."""
        return anchor_of(self.name)


@dataclass(frozen=True, slots=True)
class InputView:
    """
    A value that is given; ``kind``: its type as the model names it, ``unit``: of its figures.

    ``values``: the coded values that the model has words for, each with them, in the model's order.
    """

    id: str
    name: str
    label: str
    about: str
    kind: str
    unit: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        """Where the input stands on a page."""
        return anchor_of(self.name)


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
    def anchor(self) -> str:
        """Where the decision stands on a page."""
        return anchor_of(self.name)

    @property
    def tables(self) -> tuple[TableView, ...]:
        """The tables in its logic, outermost first."""
        return tuple(_tables_in(self.logic))


@dataclass(frozen=True, slots=True)
class ModelView:
    """A whole model; decisions stand behind what they rest on; ``how``: all of it in short, in the package's own words."""

    name: str
    about: str
    how: str
    language: str
    inputs: tuple[InputView, ...]
    decisions: tuple[DecisionView, ...]
    functions: tuple[DecisionView, ...]
    services: tuple[str, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """The legal references of all rows, each once."""
        tables = (table for part in (*self.decisions, *self.functions) for table in part.tables)
        return tuple(dict.fromkeys(row.reference for table in tables for row in table.rows if row.reference))

    def input(self, name: str) -> InputView | None:
        """Return the input of this name or id, if there is one."""
        return next((one for one in self.inputs if name in {one.name, one.id}), None)

    def decision(self, name: str) -> DecisionView | None:
        """Return the decision of this name or id, if there is one."""
        return next((part for part in self.decisions if name in {part.name, part.id}), None)


def anchor_of(name: str) -> str:
    """Return a name as the address of a place on a page."""
    return "rule-" + re.sub(r"[^\w.-]", "-", name)


def _tables_in(logic: Logic) -> Iterator[TableView]:
    if isinstance(logic, TableView):
        yield logic
    elif isinstance(logic, PartsView):
        for part in logic.parts:
            yield from _tables_in(part.logic)
