"""What differs between two models: step by step as the outline tells it, and whatever else the files hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from raadhus.processes.domain.document.compare import Difference, differences
from raadhus.processes.domain.document.reader import DOCUMENT_LIMIT_BYTES, document_from_tree
from raadhus.processes.domain.namespaces import BPMNDI
from raadhus.processes.domain.outline.outline import Step, outline_of
from raadhus.processes.domain.xml_tree import XmlDocument, XmlElement, parse_document


class How(StrEnum):
    """What became of a step."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a step says otherwise; ``trait``: name, kind, trigger, time, about, way, edge, or a setting's name."""

    trait: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that differs, with what it says otherwise."""

    step: Step
    how: How
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelDifference:
    """What differs; ``others``: every place of the files outside the drawing, as a path."""

    steps: tuple[StepChange, ...]
    others: tuple[str, ...]


def difference(before: bytes, after: bytes) -> ModelDifference:
    """Return what differs between two files. Raises: ModelRefused when one is no BPMN file."""
    trees = [_bare(parse_document(source, DOCUMENT_LIMIT_BYTES)) for source in (before, after)]
    first, second = (outline_of(document_from_tree(tree)) for tree in trees)
    old, new = {one.id: one for one in first.steps}, {one.id: one for one in second.steps}
    names = {one.id: one.name or one.id for one in (*first.steps, *second.steps)}
    steps = [_changed(old[one.id], one, names) for one in second.steps if old.get(one.id, one) != one]
    found = [
        *(
            StepChange(one, How.ADDED, tuple(_details(None, one, names)))
            for one in second.steps
            if one.id not in old
        ),
        *(one for one in steps if one.details),
        *(StepChange(one, How.REMOVED) for one in first.steps if one.id not in new),
    ]
    return ModelDifference(tuple(found), tuple(str(one) for one in _others(*trees)))


def _changed(old: Step, new: Step, names: dict[str, str]) -> StepChange:
    return StepChange(new, How.CHANGED, tuple(_details(old, new, names)))


def _details(old: Step | None, new: Step, names: dict[str, str]) -> Iterator[Detail]:
    before, after = _told(old, names) if old else {}, _told(new, names)
    for key in dict.fromkeys((*after, *before)):
        if before.get(key, "") != after.get(key, ""):
            yield Detail(key[0], before.get(key, ""), after.get(key, ""))


def _told(step: Step, names: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return everything that the outline says of a step, by trait and which of them."""
    told = {
        ("name", ""): step.name,
        ("kind", ""): step.kind,
        ("trigger", ""): step.trigger,
        ("time", ""): step.time,
        ("edge", ""): names.get(step.attached_to, step.attached_to),
        ("about", ""): step.about,
        **{("about", language): text for language, text in step.told},
    }
    told |= {(name, ""): value for name, value in step.settings}
    for way in step.ways:
        parts = (f"“{way.name}”" if way.name else "", f"→ {names.get(way.target, way.target)}", way.condition)
        told["way", way.id] = " ".join(one for one in (*parts, "(default)" if way.is_default else "") if one)
    return told


def places(before: bytes, after: bytes) -> list[Difference]:
    """Return every place outside the drawing where two files differ. Raises: ModelRefused."""
    return list(_others(*(_bare(parse_document(one, DOCUMENT_LIMIT_BYTES)) for one in (before, after))))


def _others(before: XmlDocument, after: XmlDocument) -> Iterator[Difference]:
    """Return every place where the files differ, but how steps name their arrows again."""
    for one in differences(before, after):
        if not one.path.rpartition("/")[2].startswith(("incoming", "outgoing")):
            yield one


def _bare(document: XmlDocument) -> XmlDocument:
    """Return a file without its drawing, and without which blanks and prefixes it is written with."""
    content = tuple(
        one for one in document.root.content if not (isinstance(one, XmlElement) and one.namespace == BPMNDI)
    )
    root = document.root
    bare = XmlElement(root.namespace, root.name, root.line, root.attributes, content, root.prefix)
    return XmlDocument((), bare, ())
