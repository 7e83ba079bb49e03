"""A whole model as pages show it, in one language."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from raadhus.platform.kept import KEPT
from raadhus.platform.text import clean, clean_line
from raadhus.rules.domain.dmn.documents import read_documents, variable_of
from raadhus.rules.domain.dmn.model import Model
from raadhus.rules.domain.dmn.read_expressions import EXPRESSIONS
from raadhus.rules.domain.dmn.read_model import read_model
from raadhus.rules.domain.dmn.xml import Element, local_name, text_of
from raadhus.rules.domain.feel.nodes import (
    Call,
    ContextOf,
    Filter,
    For,
    Function,
    If,
    ListOf,
    Node,
    Quantified,
)
from raadhus.rules.domain.languages.language import phrase
from raadhus.rules.domain.presenting.present_tables import present_table, say
from raadhus.rules.domain.presenting.saying import Speaker, stripped
from raadhus.rules.domain.presenting.view import (
    ColumnView,
    DecisionView,
    InputView,
    Logic,
    ModelView,
    Need,
    PartsView,
    PartView,
    RelationView,
    Wording,
)
from raadhus.rules.domain.presenting.words import (
    coded_values,
    sentence_of,
    whole_lexicon,
    word_of,
)

_SHOWN = frozenset({"inputData", "decision", "businessKnowledgeModel"})


def present_model(source: bytes, language: str) -> ModelView:
    """
    Return a model as people read it, in ``language`` (English for one without words); parts with errors as written.

    Raises: CannotLoadModel when it is no model at all.
    """
    return KEPT.of(("view", source, language), lambda: _presented(source, language))


def _presented(source: bytes, language: str) -> ModelView:
    documents = read_documents(source, {})
    root = documents[-1].root
    model, _ = read_model(source)
    speaker = Speaker(whole_lexicon(documents, language))
    # Types and remarks may have the id of a decision: they never stand in its place.
    elements = {
        document.id_of(child): child
        for document in documents
        for child in document.root
        if local_name(child) in _SHOWN
    }
    return ModelView(
        clean_line(word_of(root, speaker.lexicon.language).label),
        _about(root, speaker),
        clean(sentence_of(root, "how", speaker.lexicon.language)),
        speaker.lexicon.language,
        tuple(_input(elements[part], item.name, speaker) for part, item in model.inputs.items()),
        tuple(_decision(elements[part], part, model, speaker) for part in _ordered(model)),
        tuple(_function(elements[part], part, model, speaker) for part in model.knowledge),
        tuple(clean_line(service.name) for service in model.services.values()),
    )


def _about(element: Element, speaker: Speaker) -> str:
    return clean(sentence_of(element, "about", speaker.lexicon.language))


def _label(name: str, speaker: Speaker) -> str:
    return clean_line(speaker.lexicon.name(name).label)


def _input(element: Element, name: str, speaker: Speaker) -> InputView:
    variable = variable_of(element)
    kind = "" if variable is None else variable.get("typeRef", "")
    return InputView(
        element.get("id", ""),
        clean_line(name),
        _label(name, speaker),
        _about(element, speaker),
        clean_line(kind),
        speaker.lexicon.name(name).unit,
        tuple(coded_values(element, speaker.lexicon.language).items()),
    )


def _ordered(model: Model) -> Iterator[str]:
    """Return the ids of the decisions in document order, each behind those that it rests on; a circle ends."""
    seen: dict[str, None] = {}
    waiting = [(part, False) for part in reversed(list(model.decisions))]
    opened: set[str] = set()
    while waiting:
        part, is_ready = waiting.pop()
        if is_ready:
            seen.setdefault(part)
        elif part not in opened:
            opened.add(part)
            waiting.append((part, True))
            waiting += [
                (need, False) for need in reversed(model.decisions[part].decisions) if need in model.decisions
            ]
    return iter(seen)


def _decision(element: Element, part: str, model: Model, speaker: Speaker) -> DecisionView:
    decision = model.decisions[part]
    given = [model.inputs[need].name for need in decision.inputs if need in model.inputs]
    decided = [model.decisions[need].name for need in decision.decisions if need in model.decisions]
    needs = (
        *(Need(_label(name, speaker), clean_line(name), is_decision=False) for name in given),
        *(Need(_label(name, speaker), clean_line(name), is_decision=True) for name in decided),
    )
    return _part((part, element), decision.logic, needs, replace(speaker, subject=decision.name))


def _function(element: Element, part: str, model: Model, speaker: Speaker) -> DecisionView:
    knowledge = model.knowledge[part]
    return _part((part, element), knowledge.logic, (), replace(speaker, subject=knowledge.name))


def _part(at: tuple[str, Element], logic: Node, needs: tuple[Need, ...], speaker: Speaker) -> DecisionView:
    part, element = at
    boxed = next(
        (child for child in element if local_name(child) in {*EXPRESSIONS, "encapsulatedLogic"}), None
    )
    unit = speaker.lexicon.name(speaker.subject).unit
    return DecisionView(
        part,
        clean_line(speaker.subject),
        _label(speaker.subject, speaker),
        _about(element, speaker),
        clean(sentence_of(element, "how", speaker.lexicon.language)),
        needs,
        Wording("", "") if boxed is None else present(speaker, boxed, logic, unit),
    )


def present(speaker: Speaker, element: Element, node: Node | None, unit: str = "") -> Logic:
    """Return a boxed expression; `node` is its tree, None where it could not be read."""
    plain = None if node is None else stripped(node)
    kind = local_name(element)
    if kind == "literalExpression":
        return say(speaker, plain, _text(element), unit)
    if kind == "decisionTable":
        return present_table(speaker, element, plain)
    if kind == "relation":
        return _relation(speaker, element, plain)
    return PartsView(kind, tuple(_PARTS[kind](speaker, element, plain)))


def _text(element: Element) -> str:
    return next((text_of(child) for child in element if local_name(child) == "text"), "")


def _boxed(element: Element) -> list[Element]:
    return [child for child in element if local_name(child) in EXPRESSIONS]


def _named(element: Element, name: str) -> Element | None:
    found = next((child for child in element if local_name(child) == name), None)
    return None if found is None else next(iter(_boxed(found)), None)


def _context(speaker: Speaker, element: Element, node: Node | None) -> Iterator[PartView]:
    entries = [child for child in element if local_name(child) == "contextEntry"]
    nodes = [entry.value for entry in node.entries] if isinstance(node, ContextOf) else []
    for place, entry in enumerate(entries):
        variable = variable_of(entry)
        word = None if variable is None else speaker.lexicon.member(speaker.subject, variable.get("name", ""))
        for boxed in _boxed(entry)[:1]:
            inner = nodes[place] if place < len(nodes) else None
            label = phrase(speaker.lexicon.language, "result") if word is None else clean_line(word.label)
            yield PartView(label, present(speaker, boxed, inner, word.unit if word else ""))


def _list(speaker: Speaker, element: Element, node: Node | None) -> Iterator[PartView]:
    items = node.items if isinstance(node, ListOf) else ()
    for place, boxed in enumerate(_boxed(element)):
        yield PartView(str(place + 1), present(speaker, boxed, items[place] if place < len(items) else None))


def _relation(speaker: Speaker, element: Element, node: Node | None) -> RelationView:
    columns = [child for child in element if local_name(child) == "column"]
    rows = [child for child in element if local_name(child) == "row"]
    words = [word_of(column, speaker.lexicon.language) for column in columns]
    items = node.items if isinstance(node, ListOf) else ()
    return RelationView(
        tuple(
            ColumnView(column.get("id", ""), clean_line(word.label), clean_line(column.get("name", "")))
            for column, word in zip(columns, words, strict=True)
        ),
        tuple(
            tuple(
                say(speaker, inner, _text(cell), word.unit)
                for cell, inner, word in zip(
                    _boxed(row), _cells(items, place, len(columns)), words, strict=False
                )
            )
            for place, row in enumerate(rows)
        ),
    )


def _cells(items: tuple[Node, ...], place: int, count: int) -> list[Node | None]:
    row = stripped(items[place]) if place < len(items) else None
    return [entry.value for entry in row.entries] if isinstance(row, ContextOf) else [None] * count


def _invocation(speaker: Speaker, element: Element, node: Node | None) -> Iterator[PartView]:
    call = node if isinstance(node, Call) else None
    for boxed in _boxed(element)[:1]:
        label = phrase(speaker.lexicon.language, "part call")
        yield PartView(label, present(speaker, boxed, call.callee if call else None))
    bindings = [child for child in element if local_name(child) == "binding"]
    for place, binding in enumerate(bindings):
        parameter = next((child for child in binding if local_name(child) == "parameter"), None)
        label = "" if parameter is None else clean_line(word_of(parameter, speaker.lexicon.language).label)
        inner = call.arguments[place] if call and place < len(call.arguments) else None
        for boxed in _boxed(binding)[:1]:
            yield PartView(label, present(speaker, boxed, inner))


def _definition(speaker: Speaker, element: Element, node: Node | None) -> Iterator[PartView]:
    parameters = [
        clean_line(word_of(child, speaker.lexicon.language).label)
        for child in element
        if local_name(child) == "formalParameter"
    ]
    if parameters:
        label = phrase(speaker.lexicon.language, "part parameters")
        yield PartView(label, Wording(", ".join(parameters), ", ".join(parameters)))
    for boxed in _boxed(element)[:1]:
        inner = node.body if isinstance(node, Function) else None
        yield PartView(phrase(speaker.lexicon.language, "part return"), present(speaker, boxed, inner))


def _conditional(speaker: Speaker, element: Element, node: Node | None) -> Iterator[PartView]:
    nodes = (node.condition, node.yes, node.no) if isinstance(node, If) else (None, None, None)
    yield from _pieces(speaker, element, list(zip(("if", "then", "else"), nodes, strict=True)))


def _filter(speaker: Speaker, element: Element, node: Node | None) -> Iterator[PartView]:
    nodes = (node.base, node.condition) if isinstance(node, Filter) else (None, None)
    yield from _pieces(speaker, element, list(zip(("in", "match"), nodes, strict=True)))


def _iteration(speaker: Speaker, element: Element, node: Node | None) -> Iterator[PartView]:
    kind = local_name(element)
    name = clean_line(element.get("iteratorVariable", ""))
    domain = node.iterations[0].domain if isinstance(node, For | Quantified) else None
    body = node.body if isinstance(node, For) else node.condition if isinstance(node, Quantified) else None
    over, last = _named(element, "in"), "return" if kind == "for" else "satisfies"
    if over is not None:
        yield PartView(phrase(speaker.lexicon.language, f"part {kind}", name), present(speaker, over, domain))
    yield from _pieces(speaker, element, [(last, body)])


def _pieces(speaker: Speaker, element: Element, pieces: list[tuple[str, Node | None]]) -> Iterator[PartView]:
    for name, inner in pieces:
        boxed = _named(element, name)
        if boxed is not None:
            yield PartView(phrase(speaker.lexicon.language, f"part {name}"), present(speaker, boxed, inner))


_PARTS: dict[str, Callable[[Speaker, Element, Node | None], Iterator[PartView]]] = {
    "context": _context,
    "list": _list,
    "invocation": _invocation,
    "functionDefinition": _definition,
    "encapsulatedLogic": _definition,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iteration,
    "some": _iteration,
    "every": _iteration,
}
