"""How often an activity of a file is done: standard loops and multi-instance."""

from raadhus.processes.domain.elements import MultiInstance, StandardLoop
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.reading import Reading
from raadhus.processes.domain.reading_work import extensions_of
from raadhus.processes.domain.xml_tree import XmlElement

STANDARD, MULTI = "standardLoopCharacteristics", "multiInstanceLoopCharacteristics"
_EXPRESSION = ("language", "evaluatesToTypeRef")
_PARTS = (
    "loopCardinality",
    "loopDataInputRef",
    "loopDataOutputRef",
    "inputDataItem",
    "outputDataItem",
    "completionCondition",
)


def read_loop(reading: Reading, element: XmlElement) -> StandardLoop | MultiInstance | None:
    """Return how often the activity is done; None for once."""
    loops = [child for child in element.children if child.name in {STANDARD, MULTI}]
    if len(loops) > 1:
        reading.error(loops[1], "An activity may have one kind of loop only.")
    if not loops:
        return None
    return _read_standard(reading, loops[0]) if loops[0].name == STANDARD else _read_multi(reading, loops[0])


def read_expression(reading: Reading, elements: list[XmlElement]) -> Formula | None:
    """Return the one expression, None when there is none."""
    for element in elements:
        reading.claim(element, attributes=_EXPRESSION)
        return reading.formula(element)
    return None


def _read_standard(reading: Reading, element: XmlElement) -> StandardLoop:
    found = reading.claim(element, children=("loopCondition",), attributes=("testBefore", "loopMaximum"))
    condition = read_expression(reading, found["loopCondition"])
    text = element.attributes.get("loopMaximum", "")
    if text and not (text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text)):
        reading.error(element, f"loopMaximum=“{text[:40]}” is no number of times.")
        text = ""
    if condition is None and not text:
        reading.error(element, "A loop needs a loopCondition or a loopMaximum, else it never ends.")
    return StandardLoop(
        condition=condition,
        maximum=int(text) if text else None,
        tests_before=element.attributes.get("testBefore", "false") == "true",
    )


def _read_multi(reading: Reading, element: XmlElement) -> MultiInstance:
    found = reading.claim(element, children=_PARTS, attributes=("isSequential", "behavior"))
    if element.attributes.get("behavior", "All") != "All":
        reading.error(element, "A multi-instance that throws events (behavior) is not carried out yet.")
    ours = {one.name: one for one in extensions_of(element)}
    for name, extension in ours.items():
        if name not in {"collection", "collect"}:
            reading.error(extension, f"“raadhus:{name}” has no meaning on “{element.name}”.")
    cardinality = read_expression(reading, found["loopCardinality"])
    collection, item = _read_collection(reading, found, ours.get("collection"))
    output, value = _read_output(reading, found, ours.get("collect"))
    if (cardinality is None) == (collection is None):
        reading.error(element, "A multi-instance needs either a loopCardinality or a collection.")
    return MultiInstance(
        sequential=element.attributes.get("isSequential", "false") == "true",
        cardinality=cardinality,
        collection=collection,
        item=item,
        completion=read_expression(reading, found["completionCondition"]),
        output=output,
        output_value=value,
    )


def _read_collection(
    reading: Reading, found: dict[str, list[XmlElement]], ours: XmlElement | None
) -> tuple[Formula | None, str]:
    """Return the list to go through and the name of one of it."""
    item = _item_name(reading, found["inputDataItem"]) or "item"
    if ours is not None:
        value = ours.attributes.get("value", "")
        if not value:
            reading.error(ours, "“raadhus:collection” needs a value.")
        return Formula(value, ours.line), ours.attributes.get("item", "") or item
    reference = _reference(reading, found["loopDataInputRef"])
    return reference, item


def _read_output(
    reading: Reading, found: dict[str, list[XmlElement]], ours: XmlElement | None
) -> tuple[str, Formula | None]:
    """Return the variable that takes the list of results, and what one result is."""
    if ours is not None:
        output, value = ours.attributes.get("name", ""), ours.attributes.get("value", "")
        if not (output and value):
            reading.error(ours, "“raadhus:collect” needs a name and a value.")
        return output, Formula(value, ours.line)
    reference = _reference(reading, found["loopDataOutputRef"])
    item = _item_name(reading, found["outputDataItem"])
    if reference is None:
        return "", None
    if not item:
        reading.error(found["loopDataOutputRef"][0], "It needs an outputDataItem with a name.")
    return reference.text, Formula(item, reference.line)


def _item_name(reading: Reading, elements: list[XmlElement]) -> str:
    for element in elements:
        reading.claim(element, attributes=("isCollection",))
        return element.attributes.get("name", "") or element.id
    return ""


def _reference(reading: Reading, elements: list[XmlElement]) -> Formula | None:
    for element in elements:
        reading.claim(element)
        return Formula(element.text.strip(), element.line)
    return None
