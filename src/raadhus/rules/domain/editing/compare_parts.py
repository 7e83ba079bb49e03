"""What the parts of two models differ in, except for the rows of their tables."""

import re
from collections.abc import Iterable, Iterator, Mapping

from raadhus.rules.domain.dmn.carried import carried
from raadhus.rules.domain.dmn.xml import parse, text_of
from raadhus.rules.domain.editing.compare_tables import compare_tables
from raadhus.rules.domain.editing.compare_words import own_word_turns, word_turns
from raadhus.rules.domain.editing.differences import How, PartChange, Trait, Turn
from raadhus.rules.domain.editing.document import Element, child, elements, inner, local_name
from raadhus.rules.domain.editing.keys import by_key

_PARTS = ("inputData", "decision", "businessKnowledgeModel", "decisionService", "itemDefinition", "import")
_TABLE = "decisionTable"
_LITERAL = "literalExpression"
# Written on elements and deciding nothing: a name is told apart, and only FEEL is carried out.
_TITLES = frozenset(
    {"id", "name", "label", "exporter", "exporterVersion", "expressionLanguage", "typeLanguage"}
)
_BESIDE = frozenset({"description", "variable", "extensionElements", "question", "allowedAnswers"})
_REMARKS = frozenset({"description", "extensionElements"})
_BLANK = re.compile(r"\s+")
_TELLING = re.compile(r'"|//|/\*')


def compare_parts(old: Element, new: Element) -> Iterator[PartChange]:
    """Return every part that was added, removed or changed, and the model itself where what it states differs."""
    own = _turns_of((Trait.LOGIC, _stated(old), _stated(new)))
    if turns := (*own, *own_word_turns(old, new)):
        yield _part(new, How.CHANGED, turns)
    mine, theirs = _by_id(old), _by_id(new)
    for key, part in theirs.items():
        if key not in mine:
            yield _part(part, How.ADDED)
        elif turns := tuple(_turns(mine[key], part)):
            yield _part(part, How.CHANGED, turns)
    yield from (_part(part, How.REMOVED) for key, part in mine.items() if key not in theirs)
    yield from _models(carried(old), carried(new))


def _models(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[PartChange]:
    """Return each model inside that was added, removed or changed; of a changed one, what in it is written otherwise."""
    for namespace in sorted({*old, *new}):
        if namespace not in new:
            yield PartChange("import", namespace, namespace, How.REMOVED)
        elif namespace not in old:
            yield PartChange("import", namespace, namespace, How.ADDED)
        else:
            before, after = parse(old[namespace]), parse(new[namespace])
            parts = [one.name or one.id for one in compare_parts(before, after)]
            names = dict.fromkeys([*parts, *(one.name for one in compare_tables(before, after))])
            if names:
                turn = Turn(Trait.LOGIC, "", ", ".join(names))
                yield PartChange("import", namespace, namespace, How.CHANGED, (turn,))


def _by_id(root: Element) -> dict[tuple[str, int], Element]:
    found = [one for one in inner(root) if local_name(one) in _PARTS]
    return by_key(found, lambda one: one.get("id") or f"{local_name(one)}:{one.get('name', '')}")


def _part(part: Element, how: How, turns: tuple[Turn, ...] = ()) -> PartChange:
    return PartChange(local_name(part), part.get("id", ""), part.get("name", ""), how, turns)


def _turns(old: Element, new: Element) -> Iterator[Turn]:
    yield from _turns_of(
        (Trait.NAME, _name(old), _name(new)),
        (Trait.TYPE, _type(old), _type(new)),
        (Trait.NEEDS, _needs(old), _needs(new)),
        (Trait.ABOUT, _about(old), _about(new)),
    )
    yield from word_turns(old, new)
    yield from _turns_of((Trait.LOGIC, _logic(old), _logic(new)))


def _turns_of(*looks: tuple[Trait, str, str]) -> Iterable[Turn]:
    return (Turn(trait, before, after) for trait, before, after in looks if before != after)


def _name(part: Element) -> str:
    """Return the name; that of its variable behind it, where expressions know it by another."""
    name, variable = part.get("name", ""), child(part, "variable")
    known = name if variable is None else variable.get("name", name)
    return name if known == name else f"{name} ({known})"


def _type(part: Element) -> str:
    variable = child(part, "variable")
    stated = [] if variable is None else [variable.get("typeRef", "")]
    stated += [one.get("typeRef", "") for one in _own(part) if local_name(one) in {_LITERAL, _TABLE}]
    return ", ".join(dict.fromkeys(filter(None, stated)))


def _needs(part: Element) -> str:
    hrefs = elements(part, "requiredInput", "requiredDecision", "requiredKnowledge")
    return ", ".join(sorted(one.get("href", "").removeprefix("#") for one in hrefs))


def _about(part: Element) -> str:
    return _BLANK.sub(" ", text_of(child(part, "description")))


def _own(part: Element) -> list[Element]:
    """Return the elements of a part that say what it is or computes."""
    return [
        one
        for one in inner(part)
        if local_name(one) not in _BESIDE and not local_name(one).endswith("Requirement")
    ]


def _logic(part: Element) -> str:
    """Return what the part states and computes; of a table inside only that it is there: its rows are told apart."""
    own = _own(part)
    stated = _stated(part)
    if not stated and [local_name(one) for one in own] == [_LITERAL]:
        return text_of(child(own[0], "text"))
    if not stated and [local_name(one) for one in own] == [_TABLE]:
        return ""
    return " ".join(filter(None, (stated, *map(_shape, own))))


def _stated(element: Element) -> str:
    """Return the attributes that are more than titles, as they are written."""
    # Attributes of other namespaces are remarks of tools.
    stated = (one for one in _attributes(element) if one[0] not in _TITLES and one[0][0] != "{")
    return " ".join(f"{name}={value}" for name, value in stated)


def _attributes(element: Element) -> list[tuple[str, str]]:
    return sorted((str(name), str(value)) for name, value in element.attrib.items())


def _shape(element: Element) -> str:
    """Return an element in short: names, attributes and texts; the id only of a table."""
    if local_name(element) == _TABLE:
        # What else is to be said of a table is told by its head and rows.
        parts = (_TABLE, element.get("id", ""), element.get("typeRef", ""))
        return " ".join(filter(None, parts))
    shapes = [_shape(one) for one in inner(element) if local_name(one) not in _REMARKS]
    words = (local_name(element), element.get("name", ""), _stated(element), _text(element))
    said = " ".join(filter(None, words))
    return f"{said} ({', '.join(shapes)})" if shapes else said


def _text(element: Element) -> str:
    """Return the text inside; blanks count where they may stand in a string, and line ends where they may end a remark."""
    text = text_of(element)
    return text if _TELLING.search(text) else _BLANK.sub(" ", text)
