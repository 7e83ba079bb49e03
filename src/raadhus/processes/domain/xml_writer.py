"""A tree out as XML: UTF-8, indented where blanks mean nothing, each name in the namespace it had."""

from collections.abc import Mapping

from raadhus.processes.domain.namespaces import BPMN, BPMNDI, DC, DI, RAADHUS, XML, XSI
from raadhus.processes.domain.xml_tree import (
    TEXT_BEARING,
    Comment,
    Content,
    Instruction,
    XmlDocument,
    XmlElement,
)

USUAL_PREFIXES = {BPMN: "bpmn", BPMNDI: "bpmndi", DC: "dc", DI: "di", XSI: "xsi", RAADHUS: "raadhus"}
_SPACE = f"{{{XML}}}space"
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)
Scope = Mapping[str, str]


def write_xml(document: XmlDocument) -> bytes:
    """Return the file; a prefix that is missing where it is needed is declared there."""
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    for one in document.prolog:
        pieces += [_beside(one), "\n"]
    _write(document.root, {"": "", "xml": XML}, "\n", pieces)
    for one in document.epilog:
        pieces += ["\n", _beside(one)]
    return "".join([*pieces, "\n"]).encode()


def _write(element: XmlElement, outer: Scope, indent: str, pieces: list[str]) -> None:
    """Add the element to the pieces; ``indent`` is the line break before its end, "" where blanks count."""
    scope = {**outer, **dict(element.namespaces)}
    missing: dict[str, str] = {}
    name = _qualified(element, scope, missing)
    spelt = dict(element.spelt)
    attributes = [
        f' {_attribute(key, spelt.get(key, ""), scope, missing)}="{value.translate(_IN_ATTRIBUTE)}"'
        for key, value in element.attributes.items()
    ]
    declared = {**dict(element.namespaces), **missing}
    pieces.append(f"<{name}{''.join(map(_declaration, declared, declared.values()))}{''.join(attributes)}")
    if not element.content:
        pieces.append("/>")
        return
    pieces.append(">")
    inner = _inner_indent(element, indent)
    for one in element.content:
        pieces.append(inner)
        _write_item(one, scope, inner, pieces)
    pieces.append(f"{indent if inner else ''}</{name}>")


def _write_item(item: Content, scope: Scope, indent: str, pieces: list[str]) -> None:
    match item:
        case str():
            pieces.append(item.translate(_IN_TEXT))
        case XmlElement():
            _write(item, scope, indent, pieces)
        case _:
            pieces.append(_beside(item))


def _inner_indent(element: XmlElement, indent: str) -> str:
    keeps = element.attributes.get(_SPACE)
    if keeps == "preserve" or any(isinstance(one, str) for one in element.content):
        return ""
    if keeps is None and (not indent or (element.namespace, element.name) in TEXT_BEARING):
        return ""
    return f"{indent or chr(10)}  "


def _beside(item: Comment | Instruction) -> str:
    if isinstance(item, Comment):
        return f"<!--{item.text}-->"
    return f"<?{item.target} {item.data}?>" if item.data else f"<?{item.target}?>"


def _declaration(prefix: str, uri: str) -> str:
    return f' xmlns{":" if prefix else ""}{prefix}="{uri.translate(_IN_ATTRIBUTE)}"'


def _qualified(element: XmlElement, scope: dict[str, str], missing: dict[str, str]) -> str:
    """Return the element's name with the prefix it had, else one that is in scope, else a new one."""
    if scope.get(element.prefix, "") == element.namespace:
        prefix = element.prefix
    elif not element.namespace:
        prefix = ""
        scope[""] = missing[""] = ""
    else:
        prefix = _prefix_of(element.namespace, scope, missing, may_be_default=True)
    return f"{prefix}:{element.name}" if prefix else element.name


def _attribute(key: str, spelt: str, scope: dict[str, str], missing: dict[str, str]) -> str:
    if not key.startswith("{"):
        return key
    namespace, name = key[1:].rsplit("}", 1)
    if spelt and scope.get(spelt) == namespace:
        return f"{spelt}:{name}"
    return f"{_prefix_of(namespace, scope, missing, may_be_default=False)}:{name}"


def _prefix_of(
    namespace: str, scope: dict[str, str], missing: dict[str, str], *, may_be_default: bool
) -> str:
    for prefix, uri in scope.items():
        if uri == namespace and (prefix or may_be_default):
            return prefix
    usual = USUAL_PREFIXES.get(namespace, "ns")
    free = (name for name in (usual, *(f"{usual}{n}" for n in range(1, 1000))) if name not in scope)
    prefix = next(free)
    scope[prefix] = missing[prefix] = namespace
    return prefix
