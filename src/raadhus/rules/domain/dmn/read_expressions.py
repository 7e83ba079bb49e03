"""The boxed expressions of a model, each turned into a tree of FEEL."""

from collections.abc import Callable

from raadhus.rules.domain.dmn.read_tables import read_table
from raadhus.rules.domain.dmn.reading import Reading
from raadhus.rules.domain.dmn.xml import Element, line_of, local_name, text_of, title_of
from raadhus.rules.domain.feel.nodes import (
    Call,
    Coercion,
    ContextEntry,
    ContextOf,
    ExternalFunction,
    Filter,
    For,
    Function,
    If,
    Iteration,
    ListOf,
    Literal,
    Node,
    Parameter,
    Quantified,
    Sourced,
)
from raadhus.rules.domain.feel.types import ANY

_NOTHING = Literal(None)
_LANGUAGE = frozenset({"expressionLanguage"})


def find_expression(reading: Reading, parent: Element, *beside: str, **allowed: frozenset[str]) -> Node:
    """Read the only expression among the children of `parent`; other names in `beside` are let through."""
    found = [
        child
        for child in reading.inspector.children(parent, *EXPRESSIONS, *beside, **allowed)
        if local_name(child) in EXPRESSIONS
    ]
    if len(found) > 1:
        reading.inspector.refuse(found[1], "second-expression")
    return read_expression(reading, found[0]) if found else _NOTHING


def read_expression(reading: Reading, element: Element) -> Node:
    """Read one expression element, with the type that it states."""
    node = EXPRESSIONS[local_name(element)](reading, element)
    wanted = reading.types.of(element.get("typeRef"), element)
    if wanted is not ANY and not isinstance(node, Function):
        node = Coercion(node, wanted)
    return Sourced(node, line_of(element), title_of(element))


def _literal(reading: Reading, element: Element) -> Node:
    cells = list(reading.inspector.children(element, "text", attributes=_LANGUAGE))
    reading.check_language(element)
    return reading.expression(cells[0]) if cells and text_of(cells[0]) else _NOTHING


def _context(reading: Reading, element: Element) -> Node:
    entries: list[ContextEntry] = []
    inner = reading
    for child in reading.inspector.children(element, "contextEntry"):
        variables = [grandchild for grandchild in child if local_name(grandchild) == "variable"]
        name = variables[0].get("name", "") if variables else ""
        # A function may call itself by the name it has in the context.
        calls_itself = any(local_name(grandchild) == "functionDefinition" for grandchild in child)
        value = find_expression(inner.with_names(name) if calls_itself else inner, child, "variable")
        if not variables:
            entries.append(ContextEntry(None, value))
            continue
        entries.append(ContextEntry(name, reading.typed(value, variables[0])))
        inner = inner.with_names(name)
    return ContextOf(tuple(entries))


def _list(reading: Reading, element: Element) -> Node:
    children = reading.inspector.children(element, *EXPRESSIONS)
    return ListOf(tuple(read_expression(reading, child) for child in children))


def _relation(reading: Reading, element: Element) -> Node:
    children = list(reading.inspector.children(element, "column", "row"))
    columns = [child for child in children if local_name(child) == "column"]
    rows = [child for child in children if local_name(child) == "row"]
    return ListOf(tuple(_relation_row(reading, row, columns) for row in rows))


def _relation_row(reading: Reading, row: Element, columns: list[Element]) -> Node:
    cells = list(reading.inspector.children(row, *EXPRESSIONS))
    if len(cells) != len(columns):
        reading.inspector.refuse(row, "uneven-row")
        return _NOTHING
    return ContextOf(
        tuple(
            ContextEntry(column.get("name", ""), reading.typed(read_expression(reading, cell), column))
            for column, cell in zip(columns, cells, strict=True)
        )
    )


def _invocation(reading: Reading, element: Element) -> Node:
    children = list(reading.inspector.children(element, *EXPRESSIONS, "binding"))
    called = [child for child in children if local_name(child) in EXPRESSIONS]
    bindings = [child for child in children if local_name(child) == "binding"]
    if not called:
        reading.inspector.refuse(element, "no-function")
        return _NOTHING
    names: list[str] = []
    arguments: list[Node] = []
    for binding in bindings:
        parameter = next((child for child in binding if local_name(child) == "parameter"), None)
        names.append("" if parameter is None else parameter.get("name", ""))
        arguments.append(find_expression(reading, binding, "parameter"))
    return Call(read_expression(reading, called[0]), tuple(arguments), tuple(names))


def read_function(reading: Reading, element: Element) -> Node:
    """Read a function definition: FEEL, or one of Java's in the table."""
    children = reading.inspector.children(
        element, "formalParameter", *EXPRESSIONS, attributes=frozenset({"kind"})
    )
    parameters: list[Parameter] = []
    bodies: list[Element] = []
    for child in children:
        if local_name(child) == "formalParameter":
            wanted = reading.types.of(child.get("typeRef"), child)
            parameters.append(Parameter(child.get("name", ""), None if wanted is ANY else wanted))
        else:
            bodies.append(child)
    kind = element.get("kind", "FEEL")
    if kind not in {"FEEL", "Java"}:
        reading.inspector.refuse(element, "other-function", name=kind)
    inner = reading if kind == "Java" else reading.with_names(*(parameter.name for parameter in parameters))
    body = read_expression(inner, bodies[0]) if bodies else _NOTHING
    if kind == "Java":
        return ExternalFunction(tuple(parameters), ContextOf((ContextEntry("java", body),)))
    result = reading.types.of(element.get("typeRef"), element)
    return Function(tuple(parameters), body, None if result is ANY or bodies else result)


def _part(reading: Reading, element: Element, name: str) -> Node:
    found = [child for child in element if local_name(child) == name]
    if not found:
        reading.inspector.refuse(element, "missing-part", name=name)
        return _NOTHING
    return find_expression(reading, found[0])


def _conditional(reading: Reading, element: Element) -> Node:
    list(reading.inspector.children(element, "if", "then", "else"))
    condition, yes, no = (_part(reading, element, name) for name in ("if", "then", "else"))
    return If(condition, yes, no, boxed=True)


def _filter(reading: Reading, element: Element) -> Node:
    list(reading.inspector.children(element, "in", "match"))
    match = _part(reading.inside_filter(), element, "match")
    return Filter(_part(reading, element, "in"), match, boxed=True)


_ITERATOR = frozenset({"iteratorVariable"})


def _for(reading: Reading, element: Element) -> Node:
    list(reading.inspector.children(element, "in", "return", attributes=_ITERATOR))
    name = element.get("iteratorVariable", "")
    iteration = Iteration(name, _part(reading, element, "in"))
    return For((iteration,), _part(reading.with_names(name, "partial"), element, "return"))


def _quantified(reading: Reading, element: Element) -> Node:
    list(reading.inspector.children(element, "in", "satisfies", attributes=_ITERATOR))
    name = element.get("iteratorVariable", "")
    iteration = Iteration(name, _part(reading, element, "in"))
    condition = _part(reading.with_names(name), element, "satisfies")
    return Quantified(local_name(element) == "every", (iteration,), condition)


EXPRESSIONS: dict[str, Callable[[Reading, Element], Node]] = {
    "literalExpression": _literal,
    "decisionTable": read_table,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
}
