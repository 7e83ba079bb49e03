"""The decision tables of a model as sheets of text: what an editor shows and what two versions are compared by."""

from dataclasses import dataclass

from raadhus.rules.domain.dmn.xml import parse, text_of
from raadhus.rules.domain.editing.document import (
    Element,
    child,
    children,
    elements,
    local_name,
)

_NAMED = ("decision", "businessKnowledgeModel")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """
    A column: what stands above it, and what it tests or sets (an expression or a name); empty where it says nothing.

    allowed: the values it may have; default: what an output is when no row hits.
    """

    label: str
    text: str = ""
    type: str = ""
    allowed: str = ""
    default: str = ""

    @property
    def title(self) -> str:
        """Return what people call it."""
        return self.label or self.text


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A rule with its stable id, and the texts of its cells in the order of input, output and remark columns."""

    id: str
    number: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One decision table: its id, the decision or function it belongs to, columns and rows."""

    id: str
    name: str
    owner_id: str
    policy: str
    inputs: tuple[SheetColumn, ...]
    outputs: tuple[SheetColumn, ...]
    notes: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """Return all columns: inputs, outputs, remarks."""
        return (*self.inputs, *self.outputs, *self.notes)


def sheets_of(source: bytes) -> tuple[Sheet, ...]:
    """Return every decision table of a model, in the order of the file. Raises: CannotLoadModel."""
    return tuple(sheet_of(table) for table in elements(parse(source), "decisionTable"))


def sheet_of(table: Element) -> Sheet:
    """Return one table as a sheet."""
    owner = next((one for one in table.iterancestors() if local_name(one) in _NAMED), None)
    inputs, outputs = children(table, "input"), children(table, "output")
    notes = tuple(SheetColumn(label=one.get("name", "")) for one in children(table, "annotation"))
    name = "" if owner is None else owner.get("name", "")
    return Sheet(
        id=table.get("id", ""),
        name=name,
        owner_id="" if owner is None else owner.get("id", ""),
        policy=" ".join(filter(None, (table.get("hitPolicy", "UNIQUE"), table.get("aggregation", "")))),
        inputs=tuple(_input(one) for one in inputs),
        outputs=tuple(_output(one, name) for one in outputs),
        notes=notes,
        rows=tuple(
            _row(rule, number, (len(inputs), len(outputs), len(notes)))
            for number, rule in enumerate(children(table, "rule"), 1)
        ),
    )


def _input(element: Element) -> SheetColumn:
    expression = child(element, "inputExpression")
    allowed = _inner(element, "inputValues")
    if expression is None:
        return SheetColumn(element.get("label", ""), allowed=allowed)
    text = text_of(child(expression, "text"))
    return SheetColumn(element.get("label", ""), text, expression.get("typeRef", ""), allowed)


def _output(element: Element, decision: str) -> SheetColumn:
    name = element.get("name", "")
    return SheetColumn(
        element.get("label", "") or name or decision,
        name,
        element.get("typeRef", ""),
        _inner(element, "outputValues"),
        _inner(element, "defaultOutputEntry"),
    )


def _inner(element: Element, name: str) -> str:
    found = child(element, name)
    return "" if found is None else text_of(child(found, "text"))


def _row(rule: Element, number: int, widths: tuple[int, int, int]) -> SheetRow:
    kinds = ("inputEntry", "outputEntry", "annotationEntry")
    texts: list[str] = []
    for kind, width in zip(kinds, widths, strict=True):
        found = [text_of(child(one, "text")) for one in children(rule, kind)][:width]
        texts += [*found, *("" for _ in range(width - len(found)))]
    return SheetRow(rule.get("id", ""), number, tuple(texts))
