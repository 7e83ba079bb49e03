"""What must be true of every page, for the tests of all who make pages."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

_HTML = "{http://www.w3.org/1999/xhtml}"
_LEAKS = re.compile(r"\{\{|\{%|%\}|\}\}|__index__|__number__")
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the field's name
_FIELDS = {"input", "select", "textarea"}
_UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls")


def page_problems(html: str) -> tuple[str, ...]:
    """
    Return a sentence for each thing that is wrong with a whole page; none when it is in order.

    Asks for: valid HTML, a language, a title, one h1, headings without a leap, unique ids, a label for each
    field, references that lead somewhere, no inline script or style, no leaked template syntax, a token in each
    form that is posted (an include with ``only`` forgets it, and then nothing can be sent).
    """
    parser = HTMLParser()
    root = parser.parse(html)
    problems = [f"{where}: {code}" for where, code, _values in parser.errors]
    return (*problems, *_of_document(root), *fragment_problems(root))


def fragment_problems(root: Element) -> Iterator[str]:
    """Yield what is wrong with a part of a page (as a tree)."""
    elements = list(_shown(root))
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    yield from (f"The id {name} is used {count} times." for name, count in ids.items() if count > 1)
    labelled = {element.get("for") for element in elements if element.tag == f"{_HTML}label"}
    for element in elements:
        yield from _of_element(element, set(ids), labelled)


def _shown(element: Element) -> Iterator[Element]:
    """Yield the elements of a page; what a ``<template>`` holds is not there yet."""
    if isinstance(element.tag, str):
        yield element
        if element.tag != f"{_HTML}template":
            for child in element:
                yield from _shown(child)


def _of_document(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "The page does not say its language."
    if not "".join(root.findtext(f".//{_HTML}title") or "").strip():
        yield "The page has no title."
    levels = [
        int(element.tag[-1]) for element in root.iter() if re.fullmatch(f"{_HTML}h[1-6]", str(element.tag))
    ]
    if levels.count(1) != 1:
        yield f"The page has {levels.count(1)} headings of the first level."
    content = levels[levels.index(1) :] if 1 in levels else levels
    for before, after in itertools.pairwise(content):
        if after > before + 1:
            yield f"A heading leaps from level {before} to {after}."
    for form in root.iter(f"{_HTML}form"):
        names = {field.get("name") for field in form.iter(f"{_HTML}input")}
        if (form.get("method") or "").lower() == "post" and _TOKEN not in names:
            yield f"The form to {form.get('action') or 'the page itself'} has no token."


def _of_element(element: Element, ids: set[str | None], labelled: set[str | None]) -> Iterator[str]:
    name = element.tag.removeprefix(_HTML)
    for attribute in element.attrib:
        if attribute == "style" or attribute.startswith("on"):
            yield f"<{name}> has {attribute} inline."
    if name == "style" or (name == "script" and not element.get("src")):
        yield f"<{name}> stands inline."
    if name in _FIELDS and element.get("type") not in _UNLABELLED and not _is_named(element, labelled):
        yield f"The field {element.get('name')} has no label."
    yield from _dangling(element, ids)
    inside = "" if name == "template" else element.text
    for text in (inside, element.tail, *element.attrib.values()):
        if text and _LEAKS.search(text):
            yield f"Template syntax leaks into <{name}>: {text.strip()[:60]}"


def _dangling(element: Element, ids: set[str | None]) -> Iterator[str]:
    for reference in _REFERENCES:
        for target in (element.get(reference) or "").split():
            if target not in ids:
                yield f"{reference} leads to {target}, which is not there."


def _is_named(field: Element, labelled: set[str | None]) -> bool:
    return field.get("id") in labelled or bool(field.get("aria-label") or field.get("aria-labelledby"))
