"""The author's own words for what a cell computes (`raadhus:how`), by language: what citizens read instead of it."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from raadhus.rules.domain.dmn.xml import text_of
from raadhus.rules.domain.editing.document import (
    Element,
    child,
    children,
    elements,
    inner,
    made,
    open_document,
)
from raadhus.rules.domain.presenting.words import NAMESPACE, extensions

LANGUAGES = ("da", "nb", "en")
_HOW = "how"
# A value, a name or nothing speaks for itself; all else is a formula.
_PLAIN = re.compile(r'\s*(?:"[^"]*"|[-+]?[0-9.]+|true|false|null|-|\[\])?\s*')

FormulaWords = Mapping[tuple[str, int], Mapping[str, str]]
"""By row (its id) and column (from 0: inputs, outputs, remarks): the words by language; of formulas without words none."""


def formula_words(source: bytes, table_id: str) -> FormulaWords:
    """Return the formulas among the results of one table, each with its words. Raises: CannotLoadModel."""
    tables = (one for one in elements(open_document(source), "decisionTable") if one.get("id") == table_id)
    return MappingProxyType({place: words for table in tables for place, words in _formulas(table)})


def _formulas(table: Element) -> Iterator[tuple[tuple[str, int], Mapping[str, str]]]:
    first = len(children(table, "input"))
    for rule in children(table, "rule"):
        for column, cell in enumerate(children(rule, "outputEntry"), first):
            words = {
                language: said
                for one in extensions(cell, _HOW)
                for language in LANGUAGES
                if (said := one.get(language, ""))
            }
            if words or not _PLAIN.fullmatch(text_of(child(cell, "text"))):
                yield (rule.get("id", ""), column), words


def say_formula(cell: Element, language: str, text: str) -> None:
    """Let the words of a cell in one language be ``text``; nothing takes them out."""
    said = next(iter(extensions(cell, _HOW)), None)
    if said is None and text:
        around = child(cell, "extensionElements")
        if around is None:
            around = made(cell, "extensionElements")
            cell.insert(0 if child(cell, "description") is None else 1, around)
        said = etree.SubElement(around, f"{{{NAMESPACE}}}{_HOW}")
    if said is None:
        return
    if text:
        said.set(language, text)
    else:
        said.attrib.pop(language, "")
    if not any(said.get(known) for known in LANGUAGES):
        forget_words(cell)


def forget_words(cell: Element) -> None:
    """Take out the author's own words for a cell's formula: they were said of another one."""
    for words in extensions(cell, _HOW):
        around = words.getparent()
        if around is not None:
            around.remove(words)
            if not inner(around):
                cell.remove(around)
