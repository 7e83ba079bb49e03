"""The drawing: planes, shapes, edges, labels, and where they lie."""

from dataclasses import dataclass
from typing import ClassVar

from raadhus.processes.domain.document.lexical import Flag, Number, QName
from raadhus.processes.domain.document.parts import (
    Mixed,
    Part,
    attribute,
    child,
    children,
)
from raadhus.processes.domain.namespaces import BPMNDI, DC, DI


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Part):
    """A rectangle."""

    namespace: ClassVar[str] = DC
    tag: ClassVar[str] = "Bounds"
    x: Number | None = attribute()
    y: Number | None = attribute()
    width: Number | None = attribute()
    height: Number | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Font(Part):
    """A typeface."""

    namespace: ClassVar[str] = DC
    tag: ClassVar[str] = "Font"
    name: str | None = attribute()
    size: Number | None = attribute()
    is_bold: Flag | None = attribute()
    is_italic: Flag | None = attribute()
    is_underline: Flag | None = attribute()
    is_strike_through: Flag | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint(Part):
    """A corner of an edge."""

    namespace: ClassVar[str] = DI
    tag: ClassVar[str] = "waypoint"
    x: Number | None = attribute()
    y: Number | None = attribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramExtension(Mixed):
    """What vendors add to a part of the drawing; a tree of any namespace."""

    namespace: ClassVar[str] = DI
    tag: ClassVar[str] = "extension"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramElement(Part):
    """A part of the drawing."""

    namespace: ClassVar[str] = BPMNDI
    id: str | None = attribute()
    extension: DiagramExtension | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(DiagramElement):
    """Where a name is written."""

    tag: ClassVar[str] = "BPMNLabel"
    label_style: QName | None = attribute()
    bounds: Bounds | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(DiagramElement):
    """A node of the drawing."""

    tag: ClassVar[str] = "BPMNShape"
    bpmn_element: QName | None = attribute()
    is_horizontal: Flag | None = attribute()
    is_expanded: Flag | None = attribute()
    is_marker_visible: Flag | None = attribute()
    is_message_visible: Flag | None = attribute()
    participant_band_kind: str | None = attribute()
    choreography_activity_shape: QName | None = attribute()
    bounds: Bounds | None = child()
    label: Label | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(DiagramElement):
    """A line of the drawing."""

    tag: ClassVar[str] = "BPMNEdge"
    bpmn_element: QName | None = attribute()
    source_element: QName | None = attribute()
    target_element: QName | None = attribute()
    message_visible_kind: str | None = attribute()
    waypoints: tuple[Waypoint, ...] = children()
    label: Label | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane(DiagramElement):
    """The paper of one drawing."""

    tag: ClassVar[str] = "BPMNPlane"
    bpmn_element: QName | None = attribute()
    elements: tuple[Shape | Edge, ...] = children()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelStyle(Part):
    """How names are written."""

    namespace: ClassVar[str] = BPMNDI
    tag: ClassVar[str] = "BPMNLabelStyle"
    id: str | None = attribute()
    font: Font | None = child()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(Part):
    """One drawing of a process or collaboration."""

    namespace: ClassVar[str] = BPMNDI
    tag: ClassVar[str] = "BPMNDiagram"
    id: str | None = attribute()
    name: str | None = attribute()
    text: str | None = attribute("documentation")
    resolution: Number | None = attribute()
    plane: Plane | None = child()
    label_styles: tuple[LabelStyle, ...] = children()
