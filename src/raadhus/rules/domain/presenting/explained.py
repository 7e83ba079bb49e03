"""Says of one evaluation what every decision rested on, which rows fitted, and why the others did not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from raadhus.platform.kept import KEPT
from raadhus.rules.domain.dmn.documents import read_documents
from raadhus.rules.domain.dmn.explain import LAW, fill, glued
from raadhus.rules.domain.dmn.nodes import Table
from raadhus.rules.domain.dmn.read_model import read_model
from raadhus.rules.domain.dmn.trace import DecisionTrace, Miss, RowTrace, TableTrace, Trace
from raadhus.rules.domain.feel.nodes import Node
from raadhus.rules.domain.feel.values import Value
from raadhus.rules.domain.languages.language import phrase
from raadhus.rules.domain.presenting.figures import figure
from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.domain.presenting.saying import NoWords, Speaker
from raadhus.rules.domain.presenting.view import ModelView, TableView
from raadhus.rules.domain.presenting.words import Lexicon, whole_lexicon


@dataclass(frozen=True, slots=True)
class RowTold:
    """
    One row of a table in one evaluation.

    ``sentence``: its remark with the figures, when it fitted; ``why``: why it did not fit, or was not tried.
    """

    id: str
    number: int
    fired: bool
    is_tried: bool
    sentence: str
    law: str
    why: str


@dataclass(frozen=True, slots=True)
class TableTold:
    """A table in one evaluation; ``otherwise``: what held because no row fitted."""

    id: str
    rows: tuple[RowTold, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class ValueTold:
    """A value in words, with what it is called; ``name`` is how expressions know it."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """One decision of an evaluation: what it rested on, what came out, and the tables on the way."""

    id: str
    result: ValueTold
    inputs: tuple[ValueTold, ...]
    tables: tuple[TableTold, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the rows that fitted say, then why the others did not."""
        rows = [row for table in self.tables for row in table.rows]
        said = [row.sentence for row in rows if row.fired and row.sentence]
        return (*said, *(row.why for row in rows if row.why))


@dataclass(frozen=True, slots=True)
class _Book:
    """What is known of a model beside the trace: its words, its view, its tables by id."""

    lexicon: Lexicon
    view: ModelView
    tables: Mapping[str, Table]
    views: Mapping[str, TableView]


def explain_rows(
    trace: Trace, source: bytes, language: str, *, hides_texts: bool = False
) -> tuple[DecisionTold, ...]:
    """
    Return every decision of ``trace`` in words; ``source`` is the model it was made by.

    ``hides_texts``: texts that are no coded values stay covered, for a reader who may not see whom the case is about.

    Raises: CannotLoadModel when the source is no model.
    """
    book = KEPT.of(("book", source, language), lambda: _book(source, language))
    if hides_texts:
        covered = replace(book.lexicon, cover=phrase(book.lexicon.language, "hidden"))
        book = replace(book, lexicon=covered)
    return tuple(_decision(decision, book) for decision in trace.decisions)


def _book(source: bytes, language: str) -> _Book:
    model, _ = read_model(source)
    view = present_model(source, language)
    logics: list[Node] = [part.logic for part in model.decisions.values()]
    logics += [part.logic for part in model.knowledge.values()]
    tables = {table.id: table for logic in logics for table in _tables_in(logic)}
    views = {table.id: table for part in (*view.decisions, *view.functions) for table in part.tables}
    return _Book(whole_lexicon(read_documents(source, {}), language), view, tables, views)


def _tables_in(node: object) -> Iterator[Table]:
    """Return the tables in a tree of boxed expressions, which a model bounds in depth."""
    if isinstance(node, Table):
        yield node
    elif isinstance(node, Node):
        for part in fields(node):
            yield from _tables_in(getattr(node, part.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from _tables_in(item)


def _decision(decision: DecisionTrace, book: _Book) -> DecisionTold:
    values = {**decision.inputs, decision.variable: decision.output}
    return DecisionTold(
        decision.id,
        _value(decision.variable, decision.output, book.lexicon),
        tuple(_value(name, value, book.lexicon) for name, value in decision.inputs.items()),
        tuple(_table(table, values, book) for table in decision.tables),
    )


def _value(name: str, value: Value, lexicon: Lexicon) -> ValueTold:
    word = lexicon.name(name)
    if type(value) is not dict:
        return ValueTold(name, word.label, figure(value, word.unit, lexicon))
    entries = ((lexicon.member(name, key), item) for key, item in value.items())
    said = "; ".join(f"{entry.label}: {figure(item, entry.unit, lexicon)}" for entry, item in entries)
    return ValueTold(name, word.label, said)


def _table(table: TableTrace, values: Mapping[str, Value], book: _Book) -> TableTold:
    tried = {row.id: row for row in table.rows}
    view = book.views.get(table.id)
    known = (
        [(row.id, row.number) for row in view.rows] if view else [(row.id, row.number) for row in table.rows]
    )
    rows = tuple(_row(number, tried.get(name), table.id, values, book) for name, number in known)
    named = tuple(replace(row, id=name) for row, (name, _) in zip(rows, known, strict=True))
    return TableTold(table.id, named, view.otherwise_words if view and table.used_default else "")


def _row(number: int, row: RowTrace | None, table: str, values: Mapping[str, Value], book: _Book) -> RowTold:
    language = book.lexicon.language
    if row is None:
        told = phrase(language, "not tried", str(number))
        return RowTold("", number, fired=False, is_tried=False, sentence="", law="", why=told)
    remarks = dict(row.annotations)
    law = remarks.get(f"{LAW} {language}") or remarks.get(LAW, "")
    remark = remarks.get(language) or remarks.get("en", "")
    sentence = glued(fill(remark, _covered(values, book.lexicon), language)) if row.fired else ""
    why = "" if row.miss is None else _why(row, row.miss, table, values, book)
    return RowTold("", row.number, row.fired, is_tried=True, sentence=sentence, law=law, why=why)


def _covered(value: Value, lexicon: Lexicon) -> Value:
    """Return a value without the texts that the reader may not see."""
    if not lexicon.cover:
        return value
    if type(value) is dict:
        return {key: _covered(item, lexicon) for key, item in value.items()}
    if type(value) is list:
        return [_covered(item, lexicon) for item in value]
    return lexicon.cover if type(value) is str and value not in lexicon.values else value


def _why(row: RowTrace, miss: Miss, table: str, values: Mapping[str, Value], book: _Book) -> str:
    """Say which value the row met, and which it wants."""
    label, unit, wants = _wanted(row, miss, table, values, book)
    # A whole context is met only where a row asks whether there is one.
    met = (
        phrase(book.lexicon.language, "not missing")
        if type(miss.value) is dict
        else figure(miss.value, unit, book.lexicon)
    )
    parts = (str(row.number), label, met.removesuffix("."), wants.removesuffix("."))
    return phrase(book.lexicon.language, "wants", *parts)


def _wanted(
    row: RowTrace, miss: Miss, table: str, values: Mapping[str, Value], book: _Book
) -> tuple[str, str, str]:
    """Return what the column is called, its unit, and what its cell wants, with the figures behind the names."""
    known, view = book.tables.get(table), book.views.get(table)
    place = _place(known, row, miss)
    if known is None or view is None or place is None:
        return miss.column, "", miss.cell
    head = view.inputs[place]
    tests = next(found for found in known.rows if found.id == row.id).tests[place]
    try:
        wants = Speaker(book.lexicon, values).cell(tests, head.unit)
    except (NoWords, RecursionError):
        wants = miss.cell
    return head.label, head.unit, wants


def _place(table: Table | None, row: RowTrace, miss: Miss) -> int | None:
    """Return the column in which the row missed."""
    found = next((known for known in table.rows if known.id == row.id), None) if table else None
    if table is None or found is None:
        return None
    pairs = zip(table.columns, found.texts, strict=True)
    return next(
        (
            place
            for place, (column, text) in enumerate(pairs)
            if (column.text, text) == (miss.column, miss.cell)
        ),
        None,
    )
