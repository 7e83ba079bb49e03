"""How often an activity of a document is done: standard loops and multi-instance."""

from raadhus.processes.domain import elements as e
from raadhus.processes.domain.document.activities import Activity, MultiInstance, StandardLoop
from raadhus.processes.domain.document.data import DataInput, DataOutput
from raadhus.processes.domain.document.foundation import Reference
from raadhus.processes.domain.formula import Formula
from raadhus.processes.domain.reading import Reading, id_of, line_of, tag_of
from raadhus.processes.domain.reading_parts import read_expression
from raadhus.processes.domain.reading_work import extensions_of
from raadhus.processes.domain.xml_tree import XmlElement

_PARTS = (
    "loopCardinality",
    "loopDataInputRef",
    "loopDataOutputRef",
    "inputDataItem",
    "outputDataItem",
    "completionCondition",
)


def read_loop(reading: Reading, activity: Activity) -> e.StandardLoop | e.MultiInstance | None:
    """Return how often the activity is done; None for once."""
    match activity.loop:
        case StandardLoop() as loop:
            return _read_standard(reading, loop)
        case MultiInstance() as loop:
            return _read_multi(reading, loop)
    return None


def _read_standard(reading: Reading, part: StandardLoop) -> e.StandardLoop:
    reading.claim(part, children=("loopCondition",), attributes=("testBefore", "loopMaximum"))
    condition = read_expression(reading, part.loop_condition)
    text = part.loop_maximum or ""
    if text and not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0):
        reading.error(part, "no-number-of-times", text=text[:40])
        text = ""
    if condition is None and not text:
        reading.error(part, "endless-loop")
    return e.StandardLoop(
        condition=condition,
        maximum=int(text) if text else None,
        tests_before=reading.flag(part, part.test_before, absent=False),
    )


def _read_multi(reading: Reading, part: MultiInstance) -> e.MultiInstance:
    reading.claim(part, children=_PARTS, attributes=("isSequential", "behavior"))
    if (part.behavior or "All") != "All":
        reading.error(part, "multi-throws")
    ours = {one.name: one for one in extensions_of(part)}
    for name, extension in ours.items():
        if name not in {"collection", "collect"}:
            reading.error(extension, "extension-without-meaning", name=name, kind=tag_of(part))
    cardinality = read_expression(reading, part.loop_cardinality)
    collection, item = _read_collection(reading, part, ours.get("collection"))
    output, value = _read_output(reading, part, ours.get("collect"))
    if (cardinality is None) == (collection is None):
        reading.error(part, "multi-of-what")
    return e.MultiInstance(
        sequential=reading.flag(part, part.is_sequential, absent=False),
        cardinality=cardinality,
        collection=collection,
        item=item,
        completion=read_expression(reading, part.completion_condition),
        output=output,
        output_value=value,
    )


def _read_collection(
    reading: Reading, part: MultiInstance, ours: XmlElement | None
) -> tuple[Formula | None, str]:
    """Return the list to go through and the name of one of it."""
    item = _item_name(reading, part.input_data_item) or "item"
    if ours is not None:
        value = ours.attributes.get("value", "")
        if not value:
            reading.error(ours, "collection-without-value")
        return Formula(value, ours.line), ours.attributes.get("item", "") or item
    return _reference(reading, part.loop_data_input_ref), item


def _read_output(
    reading: Reading, part: MultiInstance, ours: XmlElement | None
) -> tuple[str, Formula | None]:
    """Return the variable that takes the list of results, and what one result is."""
    if ours is not None:
        output, value = ours.attributes.get("name", ""), ours.attributes.get("value", "")
        if not (output and value):
            reading.error(ours, "collect-what")
        return output, Formula(value, ours.line)
    reference = _reference(reading, part.loop_data_output_ref)
    item = _item_name(reading, part.output_data_item)
    if reference is None or part.loop_data_output_ref is None:
        return "", None
    if not item:
        reading.error(part.loop_data_output_ref, "output-without-item")
    return reference.text, Formula(item, reference.line)


def _item_name(reading: Reading, item: DataInput | DataOutput | None) -> str:
    if item is None:
        return ""
    reading.claim(item, attributes=("isCollection",))
    return item.name or id_of(item)


def _reference(reading: Reading, reference: Reference | None) -> Formula | None:
    if reference is None:
        return None
    reading.claim(reference)
    return Formula(reference.target, line_of(reference))
